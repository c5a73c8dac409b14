"""What a volunteer's attestation says: the same facts on paper and behind its QR code."""

from flask import current_app, render_template
from markupsafe import Markup

from eventhub import documents
from eventhub.i18n import speaking
from eventhub.volunteers import queries
from eventhub.volunteers.models import Volunteer
from eventhub.volunteers.queries import figures
from eventhub.volunteers.states import TurnState


def address_of(volunteer: Volunteer) -> str:
    """The page that proves it; upper case makes a smaller QR code."""
    return f"{current_app.config['PUBLIC_URL']}/volunteers/check/{volunteer.attestation_code.upper()}"


def hours_of(minutes: int) -> tuple[int, int]:
    """Whole hours and the minutes that are left."""
    return divmod(minutes, 60)


def first_name(volunteer: Volunteer) -> str:
    """What the page that proves it shows of the name: enough to compare with the paper."""
    words = (volunteer.name or "").split()
    return " ".join([*words[:1], *(f"{word[0]}." for word in words[1:2])])


def pdf_of(volunteer: Volunteer) -> bytes:
    """The attestation on A4, Arabic then French."""
    total, edition = figures.done(volunteer), volunteer.edition
    turns = [each for each in queries.offers_of(volunteer) if each.turn.state == TurnState.PRESENT]
    said: dict[str, Markup] = {}
    for language in ("ar", "fr"):
        with speaking(language):
            half = render_template(
                "documents/volunteers/_attested.html",
                volunteer=volunteer,
                edition=edition,
                figures=total,
                hours=hours_of(total.minutes),
                turns=turns,
            )
        said[language] = Markup(half)  # noqa: S704 - our own template, which escapes
    return documents.pdf(
        "volunteers/attestation.html",
        "ar",
        volunteer=volunteer,
        edition=edition,
        said=said,
        qr=documents.qr_svg_path(address_of(volunteer)),
    )

"""Pages of visitors themselves: registering, the badge on the phone, what any camera shows of a badge."""

from datetime import date, timedelta
from typing import Any

from flask import Blueprint, flash, url_for
from flask_babel import gettext as _

from eventhub import clock
from eventhub.accounts.limits import limited_by_address
from eventhub.fairs.models import Edition
from eventhub.fairs.permissions import Permission as FairPermission
from eventhub.i18n import current_language
from eventhub.permissions import open_to_all, requires
from eventhub.visitors import codes, operations, phrases, queries
from eventhub.visitors.forms import RegisterForm
from eventhub.visitors.models import Badge
from eventhub.visitors.views.desk import qr_picture
from eventhub.web.pages import go, page

OWN = "a badge's page has an address that only its bearer was given"


def add_to(blueprint: Blueprint) -> None:
    """Add these pages."""
    for rule, view, methods in (
        ("/e/<edition>/register", register, ["GET", "POST"]),
        ("/badge/<badge>", show_badge, ["GET"]),
        ("/badge/<badge>/erase", erase_own, ["POST"]),
        ("/b/<code>", look_at_badge, ["GET"]),
        ("/B/<code>", look_at_badge, ["GET"]),
    ):
        blueprint.add_url_rule(rule, view_func=view, methods=methods)


def kept_until(edition: Edition) -> date:
    """The day on which visitors' data is erased by itself."""
    return edition.ends_on + timedelta(days=edition.retention_days)


def consent_sentence(edition: Edition) -> str:
    """What a visitor agrees to, in the language of the moment; a new text needs a new CONSENT_VERSION."""
    sentence: str = _(
        "I agree that %(organizer)s keeps my name and phone number for this fair's badge, until %(day)s.",
        organizer=edition.organizer.name,
        day=_written_day(kept_until(edition)),
    )
    return sentence


def _written_day(day: date) -> str:
    from eventhub.i18n import day as written

    return written(day)


@requires(FairPermission.SEE_EDITION, of="edition")
@limited_by_address
def register(edition: Edition) -> Any:
    """Get a badge: a name, a phone if one likes, consent."""
    form = RegisterForm()
    sentence = consent_sentence(edition)
    form.consent.label.text = sentence
    if form.is_submitted():
        language = current_language()
        done = form.attempt(
            lambda: operations.register(edition, form.visitor(language), sentence, clock.now())
        )
        if done:
            flash(_("Your badge is ready. Show it at the gate."), "ok")
            return go(url_for("visitors.show_badge", badge=done.badge.public_id))
    return page("visitors/register.html", form, edition=edition, until=kept_until(edition))


@open_to_all(OWN)
def show_badge(badge: Badge) -> Any:
    """The badge on the phone; works without a network once seen."""
    edition = badge.registration.edition
    response = page(
        "visitors/badge.html",
        badge=badge,
        edition=edition,
        code=codes.shown(badge.code),
        picture=qr_picture(badge.code),
        categories=phrases.CATEGORIES,
        until=kept_until(edition),
    )
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@open_to_all(OWN)
def erase_own(badge: Badge) -> Any:
    """Withdraw: forget my data and cancel my badge."""
    operations.erase(None, badge.registration, clock.now())
    flash(_("Your data was erased and your badge cancelled."), "ok")
    return go(url_for("visitors.show_badge", badge=badge.public_id))


@open_to_all("shows no personal data")
def look_at_badge(code: str) -> Any:
    """What any phone's camera shows of a badge: which fair, whether it is good; never whose it is."""
    read = codes.read_badge(code)
    badge = queries.badge_by_code(read) if read else None
    response = page(
        "visitors/look.html",
        badge=badge,
        edition=badge.registration.edition if badge else None,
        code=codes.shown(read) if read else code[:40],
    )
    response.headers["X-Robots-Tag"] = "noindex"
    if badge is None:
        response.status_code = 404
    return response

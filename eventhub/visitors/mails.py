"""Messages to visitors: their badge, and what became of their seat."""

from collections.abc import Callable
from typing import Any

from flask import current_app
from flask_babel import gettext as _

from eventhub import mail, texting
from eventhub.fairs.models import Edition, ProgrammeSession
from eventhub.i18n import days, moment, speaking
from eventhub.visitors import codes
from eventhub.visitors.models import Badge, SessionSeat
from eventhub.visitors.seating import SeatState


def address_of(badge: Badge) -> str:
    """The address of somebody's own page."""
    return f"{current_app.config['PUBLIC_URL']}/badge/{badge.public_id}"


def badge_ready(edition: Edition, badge: Badge, to: str, language: str) -> None:
    """The address of a badge, to open on the phone; it names nobody; its code is for the desk."""
    with speaking(language):
        when = days(edition.starts_on, edition.ends_on)
    code = codes.shown(badge.code)
    mail.send("badge_ready", to, language, edition=edition, url=address_of(badge), when=when, code=code)


def seat_given(session: ProgrammeSession, seat: SessionSeat) -> None:
    """Somebody who waited has a seat now."""
    _tell(
        session,
        seat,
        lambda title, when: (
            _("You have a seat: %(session)s", session=title),
            _("You waited for “%(session)s”, %(when)s: a seat is yours now.", session=title, when=when),
            _("You can’t come? Give it back on your badge’s page: somebody else waits."),
        ),
    )


def seat_moved(session: ProgrammeSession, seat: SessionSeat) -> None:
    """The session of somebody's seat, or of their place in the line, has other times."""
    keeps = seat.state == SeatState.TAKEN
    _tell(
        session,
        seat,
        lambda title, when: (
            _("Another time: %(session)s", session=title),
            _("“%(session)s” now takes place on %(when)s.", session=title, when=when),
            _("Your seat is kept. If you can’t come then, give it back on your badge’s page.")
            if keeps
            else _("You keep your place in the line."),
        ),
    )


def seat_called_off(session: ProgrammeSession, seat: SessionSeat) -> None:
    """The session somebody had a seat of, or waited for, will not take place."""
    _tell(
        session,
        seat,
        lambda title, when: (
            _("Cancelled: %(session)s", session=title),
            _("“%(session)s”, %(when)s, will not take place.", session=title, when=when),
            _("The programme tells why, if a reason was given, and what else there is."),
        ),
    )


def _tell(
    session: ProgrammeSession, seat: SessionSeat, words: Callable[[str, str], tuple[str, str, str]]
) -> None:
    """Write to the address that the bearer gave, else to the number; who gave neither reads it on a page."""
    person, address = seat.badge.registration, address_of(seat.badge)
    with speaking(person.language):
        start = session.starts_at.astimezone(session.edition.zone)
        subject, line, more = words(str(session.title), moment(start, "full"))
    given: dict[str, Any] = {"edition": session.edition, "url": address}
    if person.email:
        mail.send("seat_news", person.email, person.language, **given, subject=subject, line=line, more=more)
    elif person.phone and texting.is_offered():
        texting.send(person.phone, f"{line} {address}"[:480], session.ends_at)

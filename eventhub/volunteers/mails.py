"""Messages to volunteers: the address of their page, what became of their places, the organizer's words."""

from collections.abc import Callable
from typing import Any

from flask import current_app
from flask_babel import gettext as _

from eventhub import mail, texting
from eventhub.clock import day_bounds
from eventhub.i18n import days, moment, speaking
from eventhub.volunteers.models import Volunteer, VolunteerShift

LONGEST_TEXT = 480
"""Signs of one SMS, with the address in it."""


def address_of(volunteer: Volunteer) -> str:
    """The address of a volunteer's own page."""
    return f"{current_app.config['PUBLIC_URL']}/volunteer/{volunteer.public_id}"


def volunteer_ready(volunteer: Volunteer) -> bool:
    """The address of one's own page, by mail, else by SMS; gives whether there was a way."""
    edition, url = volunteer.edition, address_of(volunteer)
    with speaking(volunteer.language):
        when = days(edition.starts_on, edition.ends_on)
        line = _(
            "Your volunteer’s page for %(fair)s: your shifts, and how to give one back.", fair=edition.name
        )
    if volunteer.email:
        mail.send(
            "volunteer_ready",
            volunteer.email,
            volunteer.language,
            edition=edition,
            url=url,
            when=when,
            line=line,
        )
        return True
    return _text(volunteer, line, url)


def turn_given(shift: VolunteerShift, volunteer: Volunteer) -> None:
    """Somebody who waited, or was chosen, has a place now."""
    _tell(
        shift,
        volunteer,
        lambda task, when: (
            _("You have a place: %(task)s", task=task),
            _("A place is yours: “%(task)s”, %(when)s.", task=task, when=when),
            _("You can’t come? Give it back on your page: somebody else waits."),
        ),
    )


def shift_moved(shift: VolunteerShift, volunteer: Volunteer, *, keeps: bool) -> None:
    """The shift of somebody's place, or of their place in the line, has other hours."""
    _tell(
        shift,
        volunteer,
        lambda task, when: (
            _("Other hours: %(task)s", task=task),
            _("“%(task)s” now begins on %(when)s.", task=task, when=when),
            _("Your place is kept. If you can’t come then, give it back on your page.")
            if keeps
            else _("You keep your place in the line."),
        ),
    )


def shift_called_off(shift: VolunteerShift, volunteer: Volunteer) -> None:
    """The shift somebody had a place in, or waited for, will not take place."""
    _tell(
        shift,
        volunteer,
        lambda task, when: (
            _("Called off: %(task)s", task=task),
            _("“%(task)s”, %(when)s, will not take place.", task=task, when=when),
            _("Your page shows the other shifts where people are needed."),
        ),
    )


def organizers_words(shift: VolunteerShift, volunteer: Volunteer, words: str) -> bool:
    """What the organizer wants the people of a shift to know; gives whether there was a way."""
    return _tell(
        shift,
        volunteer,
        lambda task, when: (
            _("Message about your shift: %(task)s", task=task),
            words,
            _("This is about “%(task)s”, %(when)s.", task=task, when=when),
        ),
    )


def _tell(
    shift: VolunteerShift, volunteer: Volunteer, words: Callable[[str, str], tuple[str, str, str]]
) -> bool:
    """Write to the address they gave, else to the number; who gave neither reads it on their page."""
    url = address_of(volunteer)
    with speaking(volunteer.language):
        start = shift.starts_at.astimezone(shift.edition.zone)
        subject, line, more = words(str(shift.task.name), moment(start, "full"))
    if volunteer.email:
        given: dict[str, Any] = {"edition": shift.edition, "url": url}
        mail.send(
            "volunteer_news",
            volunteer.email,
            volunteer.language,
            **given,
            subject=subject,
            line=line,
            more=more,
        )
        return True
    return _text(volunteer, line, url)


def _text(volunteer: Volunteer, line: str, url: str) -> bool:
    if not volunteer.phone or not texting.is_offered():
        return False
    room = LONGEST_TEXT - len(url) - 1
    last = day_bounds(volunteer.edition.ends_on, volunteer.edition.zone)[1]
    texting.send(volunteer.phone, f"{line[:room]} {url}", last)
    return True

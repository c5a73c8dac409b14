"""What visitors put on somebody's desk while a fair is held: their stand today, their gate."""

from collections.abc import Iterator
from typing import Any

from flask import url_for
from flask_babel import lazy_gettext as _l

from eventhub import clock
from eventhub.accounts.desk import Card
from eventhub.accounts.roles import RoleName
from eventhub.fairs.queries import editions_of
from eventhub.fairs.states import EditionState
from eventhub.visitors import queries
from eventhub.visitors.stands import exhibits_of_person


def cards(person: Any) -> Iterator[Card]:
    """One card a stand held today; urgent when a visitor waits for an answer."""
    if person.id is None:
        return
    for exhibit in list(exhibits_of_person(person.id, clock.today()))[:3]:
        waiting = queries.waiting_for(exhibit)
        count = waiting.questions_open + waiting.meetings_open
        yield Card(
            title=_l("My stand today"),
            sentence=_l("Visits, questions, contacts, meetings and sales of your stand."),
            href=url_for("visitors.show_exhibit", exhibit=exhibit.public_id),
            icon="stand",
            count=count or None,
            is_urgent=True,
        )
    yield from _gate_cards(person)


def _gate_cards(person: Any) -> Iterator[Card]:
    """For who works at the entrance of a fair held today: its desk, and this phone as a scanner."""
    gates = {role.edition_id for role in person.roles if role.name == RoleName.GATE_STAFF}
    wholes = {
        role.organizer_id
        for role in person.roles
        if role.name == RoleName.GATE_STAFF and role.edition_id is None
    }
    if not gates:
        return
    here = [
        each
        for each in editions_of(person)
        if (each.id in gates or each.organizer_id in wholes)
        and each.state == EditionState.RUNNING
        and each.starts_on <= clock.today(each.zone) <= each.ends_on
    ]
    for edition in here[:3]:
        yield Card(
            title=_l("Desk"),
            sentence=_l("%(fair)s: find a badge, give one, print it.", fair=edition.name),
            href=url_for("visitors.desk", edition=edition.slug),
            icon="ticket",
            is_urgent=True,
        )
    if here:
        sentence = _l("Scan badges with this phone. The first time, a QR of the organizer pairs it.")
        yield Card(_l("Gate"), sentence, url_for("visitors.scanner"), "gate-in", is_urgent=True)

"""What the desk shows of fairs: one card a fair that one works on now, and the way to all of one's work."""

from collections.abc import Set as AbstractSet
from typing import Any

from flask import url_for
from flask_babel import lazy_gettext as _l

from eventhub import clock
from eventhub.accounts.desk import Card
from eventhub.accounts.roles import MANAGING
from eventhub.fairs import home, phrases, queries
from eventhub.fairs.models import Edition
from eventhub.fairs.states import ENDED, EditionState

MOST = 3


def work_cards(person: Any) -> list[Card]:
    """The fairs that are not over, at most a few, then the list of them all; nothing without a role.

    Who runs an organizer that has no fair yet is led to the first one.
    """
    if not any(person.roles):
        return []
    editions = queries.editions_of(person)
    if not editions:
        return _first_steps(person) if queries.organizers_run_by(person) else []
    alive = sorted((each for each in editions if each.state not in ENDED), key=lambda each: each.starts_on)
    managed = {(role.organizer_id, role.edition_id) for role in person.roles if role.name in MANAGING}
    cards = [_card(each, managed) for each in alive[:MOST]]
    if len(editions) == len(cards) and not queries.organizers_run_by(person):
        return cards  # there is no more to find behind a list
    return [*cards, _everything(len(editions))]


def _card(edition: Edition, managed: AbstractSet[tuple[int, int | None]]) -> Card:
    """One fair; the one that is held today waits for who manages it."""
    today = clock.today(edition.zone)
    is_today = edition.state == EditionState.RUNNING and edition.starts_on <= today <= edition.ends_on
    whole_and_self = {(edition.organizer_id, None), (edition.organizer_id, edition.id)}
    number = (today - edition.starts_on).days + 1
    return Card(
        title=edition.name,
        sentence=_l("Today is day %(day)s of %(days)s", day=number, days=edition.day_count)
        if is_today
        else phrases.STATES[edition.state],
        href=url_for("fairs.overview", edition=edition.slug),
        icon="stand",
        is_urgent=is_today and not managed.isdisjoint(whole_and_self),
    )


def _everything(count: int | None) -> Card:
    return Card(
        title=_l("Everything I run"),
        sentence=_l("Fairs and contests, and the next edition of each."),
        href=url_for("fairs.work"),
        icon="folder",
        count=count,
    )


def _first_steps(person: Any) -> list[Card]:
    """Where a newcomer begins; who runs contests only is not urged."""
    if home.work_of(person):
        return [_everything(None)]
    sentence = _l("A fair or a contest: its name, its days and its place are enough to begin.")
    href = url_for("fairs.work")
    return [Card(title=_l("Begin here"), sentence=sentence, href=href, icon="flag", is_urgent=True)]

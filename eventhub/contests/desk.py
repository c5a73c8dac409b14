"""What contests put on somebody's desk: ideas to complete, sessions to give, ideas to admit."""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from flask import url_for
from flask_babel import lazy_gettext as _l

from eventhub import clock
from eventhub.accounts.desk import Card, declare_desk
from eventhub.accounts.roles import MANAGING, RoleName
from eventhub.contests import phrases, queries
from eventhub.contests.models import Contest, Idea
from eventhub.contests.queries import experts
from eventhub.contests.states import ContestState, IdeaState
from eventhub.database import db


def cards(person: Any) -> Iterator[Card]:
    """Own ideas, then the contests somebody coaches, then those they run."""
    yield from _entrant_cards(person)
    yield from _expert_cards(person)
    yield from _organizer_cards(person)


def _entrant_cards(person: Any) -> Iterator[Card]:
    ideas = queries.ideas_of(person.id)
    waiting = [idea for idea in ideas if idea.state in (IdeaState.DRAFT, IdeaState.TO_COMPLETE)]
    for idea in waiting[:3]:
        asked = idea.state == IdeaState.TO_COMPLETE
        part = phrases.PARTS.get(idea.part_to_complete or "", "")
        sentence = _l("To complete: %(part)s", part=part) if asked else _l("Not sent yet.")
        href = url_for("contests.idea", idea=idea.public_id)
        yield Card(idea.title, sentence, href, icon="idea", is_urgent=asked)
    if ideas:
        yield Card(
            _l("My ideas"),
            _l("What you entered in contests."),
            url_for("contests.mine"),
            icon="idea",
            count=len(ideas),
        )


def _expert_cards(person: Any) -> Iterator[Card]:
    if not any(role.name == RoleName.EXPERT for role in person.roles):
        return
    for contest, untold in experts.coached_by(person, clock.now()):
        sentence = _l("Tell who came to your sessions.") if untold else _l("Your coaching sessions.")
        href = url_for("contests.coach", contest=contest.slug)
        yield Card(contest.name, sentence, href, icon="chat", count=untold or None, is_urgent=bool(untold))


def _organizer_cards(person: Any) -> Iterator[Card]:
    runs = [role.organizer_id for role in person.roles if role.name in MANAGING and role.edition_id is None]
    if not runs:
        return
    waiting = (
        sa.select(sa.func.count())
        .where(Idea.contest_id == Contest.id, Idea.state == IdeaState.SUBMITTED)
        .correlate(Contest)
        .scalar_subquery()
    )
    query = (
        sa.select(Contest, waiting)
        .where(Contest.organizer_id.in_(runs))
        .where(Contest.state.not_in((ContestState.PUBLISHED, ContestState.CANCELLED)))
        .order_by(Contest.opens_at.desc(), Contest.id)
        .limit(12)
    )
    for contest, count in db.session.execute(query):
        sentence = _l("Ideas wait to be admitted.") if count else _l("Your contest.")
        href = url_for("contests.overview", contest=contest.slug)
        yield Card(contest.name, sentence, href, icon="trophy", count=count or None, is_urgent=bool(count))


declare_desk(cards)

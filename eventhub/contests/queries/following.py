"""Reads of what follows an idea: its appeal, messages, and lists of several ideas."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, joinedload

from eventhub.contests.models import Contest, Idea, IdeaAppeal, IdeaMessage
from eventhub.contests.queries import Asked
from eventhub.contests.states import IdeaState
from eventhub.database import UTCDateTime, db
from eventhub.web.pages import Slice, keyset


def appeal_of(idea: Idea) -> IdeaAppeal | None:
    """The appeal against not being admitted."""
    return db.session.scalar(sa.select(IdeaAppeal).where(IdeaAppeal.idea_id == idea.id))


ANSWERED = sa.case((IdeaAppeal.outcome.is_(None), 0), else_=1)
"""Sorts the appeals that wait for an answer before the others."""
APPEALS_SHOWN = 20


def appeals_page(contest: Contest, text: str = "", outcome: str = "") -> Slice:
    """One page of a contest's appeals, those that wait first; narrowed to words of the idea, an outcome.

    `outcome` is one of `AppealOutcome`, "waiting", or empty for all; another finds nothing.
    """
    query = sa.select(IdeaAppeal).join(IdeaAppeal.idea).where(Idea.contest_id == contest.id)
    if outcome:
        is_so = IdeaAppeal.outcome.is_(None) if outcome == "waiting" else IdeaAppeal.outcome == outcome
        query = query.where(is_so)
    query = (
        Asked(text=text)
        .narrow(query)
        .options(
            contains_eager(IdeaAppeal.idea).joinedload(Idea.person),
            contains_eager(IdeaAppeal.idea).joinedload(Idea.cooperative),
        )
    )
    keys = [ANSWERED, IdeaAppeal.id]
    return keyset(query, keys, lambda row: [int(row.outcome is not None), row.id], size=APPEALS_SHOWN)


def appeals_count(contest: Contest) -> tuple[int, int]:
    """(appeals that wait for an answer, all appeals) of a contest."""
    query = sa.select(sa.func.count(), sa.func.count(IdeaAppeal.outcome)).select_from(IdeaAppeal)
    found = db.session.execute(query.join(IdeaAppeal.idea).where(Idea.contest_id == contest.id)).one()
    return found[0] - found[1], found[0]


def appeals_until(contest: Contest) -> datetime | None:
    """Until when somebody who was not admitted, and has not appealed, may still do so; None for nobody."""
    last = db.session.scalar(
        sa.select(sa.func.max(Idea.screened_at, type_=UTCDateTime()))
        .where(Idea.contest_id == contest.id, Idea.state == IdeaState.INELIGIBLE)
        .where(~sa.exists().where(IdeaAppeal.idea_id == Idea.id))
    )
    return None if last is None or not contest.appeal_days else last + timedelta(days=contest.appeal_days)


def messages_to(idea: Idea) -> list[IdeaMessage]:
    """What the organizer wrote to an idea's owner, the latest first."""
    query = sa.select(IdeaMessage).where(IdeaMessage.idea_id == idea.id).order_by(IdeaMessage.id.desc())
    return list(db.session.scalars(query.limit(50)))


def messaged(contest: Contest, sending_id: str) -> set[int]:
    """The ideas whose owners got a message already."""
    query = sa.select(IdeaMessage.idea_id).join(Idea, Idea.id == IdeaMessage.idea_id)
    found = query.where(Idea.contest_id == contest.id, IdeaMessage.sending_id == sending_id)
    return set(db.session.scalars(found))


def _sent(contest: Contest) -> sa.Select[Any]:
    return sa.select(Idea).where(Idea.contest_id == contest.id, Idea.submitted_at.is_not(None))


def _owners() -> tuple[Any, ...]:
    """Whose an idea is; made when asked, for at import half the tables would be settled."""
    return joinedload(Idea.cooperative), joinedload(Idea.person), joinedload(Idea.contest)


def ideas_named(contest: Contest, public_ids: Iterable[str]) -> list[Idea]:
    """The sent ideas of a contest with these names, by number; other names are passed over."""
    query = _sent(contest).where(Idea.public_id.in_(list(public_ids)[:500]))
    return list(db.session.scalars(query.options(*_owners()).order_by(Idea.number)))


def every_sent_idea(contest: Contest, asked: Asked) -> Iterator[Idea]:
    """All that a contest received, as asked, by number: for a spreadsheet."""
    query = asked.narrow(_sent(contest)).options(*_owners(), joinedload(Idea.result)).order_by(Idea.number)
    yield from db.session.scalars(query)


def shares_of(contest: Contest) -> dict[str, int]:
    """Counts of sent ideas: all, half women or more, half under 35 or more, job seekers; sums of the rest."""
    led = sa.and_(Idea.members > 0, Idea.women * 2 >= Idea.members)
    query = sa.select(
        sa.func.count(),
        sa.func.count(sa.case((led, 1))),
        sa.func.count(sa.case((sa.and_(Idea.members > 0, Idea.young * 2 >= Idea.members), 1))),
        sa.func.count(sa.case((Idea.entrant_kind == "job_seeker", 1))),
        sa.func.coalesce(sa.func.sum(Idea.members), 0),
        sa.func.coalesce(sa.func.sum(Idea.women), 0),
        sa.func.coalesce(sa.func.sum(Idea.budget), 0),
    ).where(Idea.contest_id == contest.id, Idea.submitted_at.is_not(None))
    names = ("ideas", "women_led", "young_led", "job_seekers", "members", "women", "budget")
    return {name: int(value or 0) for name, value in zip(names, db.session.execute(query).one(), strict=True)}

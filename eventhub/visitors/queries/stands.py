"""Reads of stands: visits, favourites, questions, votes; for one exhibitor or for the whole fair."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa
from msgspec import Struct

from eventhub.database import db
from eventhub.visitors.models import (
    Badge,
    Lead,
    Meeting,
    StandQuestion,
    StandVisit,
    Vote,
    VoteDecision,
)
from eventhub.visitors.queries.passports import gates_count
from eventhub.visitors.stands import Exhibit
from eventhub.visitors.vote_patterns import Cast, Decision


class Visits(Struct, frozen=True):
    """Visits of some stands: from the QR, looked at from afar, and phones that like one."""

    at_stand: int = 0
    from_afar: int = 0
    favourites: int = 0


def _visit_sums() -> tuple[Any, ...]:
    return (
        sa.func.count(sa.case((StandVisit.is_stamped, 1))),
        sa.func.count(sa.case((sa.not_(StandVisit.is_stamped), 1))),
        sa.func.count(sa.distinct(sa.case((StandVisit.is_favourite, StandVisit.passport)))),
    )


def visits_by_stand(edition_id: int, day: date | None = None) -> dict[int, Visits]:
    """Visits of every stand of a fair that had any, on a day or in all. One statement."""
    query = sa.select(StandVisit.booth_id, *_visit_sums()).where(StandVisit.edition_id == edition_id)
    if day is not None:
        query = query.where(StandVisit.day == day)
    return {row[0]: Visits(*row[1:]) for row in db.session.execute(query.group_by(StandVisit.booth_id))}


def visits_of(booth_ids: Sequence[int], day: date | None = None) -> Visits:
    """Visits of an exhibitor's stands."""
    query = sa.select(*_visit_sums()).where(StandVisit.booth_id.in_(booth_ids))
    if day is not None:
        query = query.where(StandVisit.day == day)
    return Visits(*db.session.execute(query).one())


def visits_by_day(booth_ids: Sequence[int]) -> dict[date, int]:
    """Visits from the QR of an exhibitor's stands, by day."""
    query = (
        sa.select(StandVisit.day, sa.func.count())
        .where(StandVisit.booth_id.in_(booth_ids), StandVisit.is_stamped)
        .group_by(StandVisit.day)
    )
    return {row[0]: int(row[1]) for row in db.session.execute(query)}


def question_of(public_id: str, values: dict[str, Any]) -> StandQuestion | None:
    """A question to the exhibit named before it in the address."""
    exhibit: Exhibit = values["exhibit"]
    return db.session.scalar(
        sa.select(StandQuestion).where(
            StandQuestion.public_id == public_id,
            StandQuestion.edition_id == exhibit.edition_id,
            StandQuestion.cooperative_id == exhibit.cooperative_id,
        )
    )


def questions_to(exhibit: Exhibit) -> Sequence[StandQuestion]:
    """What visitors asked an exhibitor: those that wait first, then the newest."""
    query = sa.select(StandQuestion).where(
        StandQuestion.edition_id == exhibit.edition_id,
        StandQuestion.cooperative_id == exhibit.cooperative_id,
        StandQuestion.hidden_at.is_(None),
    )
    return db.session.scalars(
        query.order_by(StandQuestion.answered_at.is_not(None), StandQuestion.id.desc()).limit(200)
    ).all()


class Waiting(Struct, frozen=True):
    """What waits for an exhibitor, and what it has: questions, meetings, contacts."""

    questions: int
    questions_open: int
    meetings_open: int
    meetings_agreed: int
    leads: int
    leads_given: int


def waiting_for(exhibit: Exhibit) -> Waiting:
    """What waits for an exhibitor. One statement."""

    def count(table: Any, *conditions: Any) -> Any:
        own = (table.edition_id == exhibit.edition_id, table.cooperative_id == exhibit.cooperative_id)
        return sa.select(sa.func.count()).select_from(table).where(*own, *conditions).scalar_subquery()

    asked = StandQuestion.hidden_at.is_(None)
    row = db.session.execute(
        sa.select(
            count(StandQuestion, asked),
            count(StandQuestion, asked, StandQuestion.answer.is_(None)),
            count(Meeting, Meeting.state == "asked"),
            count(Meeting, Meeting.state == "accepted"),
            count(Lead),
            count(Lead, Lead.consent == "given"),
        )
    ).one()
    return Waiting(*row)


def leads_by_exhibitor(edition_id: int) -> dict[int, tuple[int, int]]:
    """By cooperative: contacts asked for, and released. No person in it. One statement."""
    query = (
        sa.select(Lead.cooperative_id, sa.func.count(), sa.func.count(sa.case((Lead.consent == "given", 1))))
        .where(Lead.edition_id == edition_id)
        .group_by(Lead.cooperative_id)
    )
    return {row[0]: (int(row[1]), int(row[2])) for row in db.session.execute(query)}


def questions_by_exhibitor(edition_id: int) -> dict[int, tuple[int, int]]:
    """By cooperative: questions asked, and answered. One statement."""
    query = (
        sa.select(
            StandQuestion.cooperative_id,
            sa.func.count(),
            sa.func.count(sa.case((StandQuestion.answer.is_not(None), 1))),
        )
        .where(StandQuestion.edition_id == edition_id, StandQuestion.hidden_at.is_(None))
        .group_by(StandQuestion.cooperative_id)
    )
    return {row[0]: (int(row[1]), int(row[2])) for row in db.session.execute(query)}


def meetings_of(edition_id: int) -> Sequence[Any]:
    """Every meeting of a fair, by time: (public_id, cooperative_id, state, at, is_linked, opportunities)."""
    columns = (Meeting.public_id, Meeting.cooperative_id, Meeting.state, Meeting.at)
    query = sa.select(*columns, Meeting.is_linked, Meeting.opportunities)
    return db.session.execute(
        query.where(Meeting.edition_id == edition_id).order_by(Meeting.at, Meeting.id)
    ).all()


def meetings_with(exhibit: Exhibit) -> Sequence[Meeting]:
    """The meetings of an exhibitor, by time."""
    query = sa.select(Meeting).where(
        Meeting.edition_id == exhibit.edition_id, Meeting.cooperative_id == exhibit.cooperative_id
    )
    return db.session.scalars(query.order_by(Meeting.at, Meeting.id).limit(300)).all()


def meeting_of(public_id: str, values: dict[str, Any]) -> Meeting | None:
    """A meeting of the exhibit, or at the edition, named before it in the address."""
    query = sa.select(Meeting).where(Meeting.public_id == public_id)
    exhibit = values.get("exhibit")
    if exhibit is not None:
        query = query.where(
            Meeting.edition_id == exhibit.edition_id, Meeting.cooperative_id == exhibit.cooperative_id
        )
    elif values.get("edition") is not None:
        query = query.where(Meeting.edition_id == values["edition"].id)
    return db.session.scalar(query)


def votes_of(edition_id: int) -> list[Cast]:
    """Every vote of a fair, as patterns are looked for."""
    query = (
        sa.select(Vote, Badge.created_at.label("made_at"), Badge.first_in_at)
        .join(Badge, Badge.id == Vote.badge_id)
        .where(Vote.edition_id == edition_id)
        .order_by(Vote.id)
    )
    return [
        Cast(
            id=vote.id,
            booth_id=vote.booth_id,
            at=vote.cast_at or vote.created_at,
            device=vote.passport,
            network=vote.network,
            badge_made_at=made_at,
            came_in=first_in_at is not None,
        )
        for vote, made_at, first_in_at in db.session.execute(query)
    ]


def gates_counted(edition_id: int) -> bool:
    """Whether a badge that never came in says anything."""
    return gates_count(edition_id)


def decisions_of(edition_id: int) -> Sequence[VoteDecision]:
    """What was decided of patterns in the votes of a fair, the latest first."""
    query = sa.select(VoteDecision).where(VoteDecision.edition_id == edition_id)
    return db.session.scalars(query.order_by(VoteDecision.decided_at.desc(), VoteDecision.id.desc())).all()


def set_aside(edition_id: int) -> set[int]:
    """The votes of a fair that an organizer set aside."""
    return {
        vote
        for decision in decisions_of(edition_id)
        if decision.decision == Decision.SET_ASIDE
        for vote in decision.votes
    }


def my_votes(booth_ids: Sequence[int], edition_id: int) -> int:
    """How many votes an exhibitor has that count."""
    ids = set(db.session.scalars(sa.select(Vote.id).where(Vote.booth_id.in_(booth_ids))))
    return len(ids - set_aside(edition_id))

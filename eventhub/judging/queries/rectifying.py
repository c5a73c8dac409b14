"""Reads of rectifications: the one under way, those that were published, their records by printed code."""

import json
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from eventhub.contests.models import Contest, Idea
from eventhub.database import db
from eventhub.judging.models import Amendment, Judge, Rectification, Sheet
from eventhub.judging.states import UNDER_WAY, RectificationState


def under_way(contest: Contest, *, lock: bool = False) -> Rectification | None:
    """The rectification of a contest that is not over, with what it puts right."""
    query = sa.select(Rectification).where(
        Rectification.contest_id == contest.id, Rectification.state.in_(UNDER_WAY)
    )
    if lock:
        query = query.with_for_update(of=Rectification).execution_options(populate_existing=True)
    amendments = selectinload(Rectification.amendments)
    return db.session.scalar(
        query.options(
            amendments.joinedload(Amendment.idea),
            amendments.joinedload(Amendment.sheet).joinedload(Sheet.judge).joinedload(Judge.person),
        )
    )


def published_of(contest: Contest) -> list[Rectification]:
    """What was rectified and published, the first first."""
    query = sa.select(Rectification).where(
        Rectification.contest_id == contest.id, Rectification.state == RectificationState.PUBLISHED
    )
    signed = joinedload(Rectification.signed_by).joinedload(Judge.person)
    return list(db.session.scalars(query.options(signed).order_by(Rectification.version)))


def rectification_by_public_id(public_id: str, values: dict[str, object]) -> Rectification | None:
    """The rectification of a random name, of the contest that the address names; a dropped one is none."""
    query = sa.select(Rectification).where(
        Rectification.public_id == public_id, Rectification.state != RectificationState.DROPPED
    )
    contest = values.get("contest")
    if isinstance(contest, Contest):
        query = query.where(Rectification.contest_id == contest.id)
    return db.session.scalar(query)


def by_code(code: str) -> Rectification | None:
    """A record that was signed or published, by the beginning of its digest, as printed."""
    query = sa.select(Rectification).where(Rectification.digest.startswith(code.lower(), autoescape=True))
    return db.session.scalar(query.options(joinedload(Rectification.contest)).limit(1))


def with_records() -> list[Rectification]:
    """Every rectification whose record is fixed, for verification: by contest, then by version."""
    query = sa.select(Rectification).where(Rectification.record.is_not(None))
    return list(
        db.session.scalars(
            query.options(joinedload(Rectification.contest)).order_by(
                Rectification.contest_id, Rectification.version
            )
        )
    )


def amendment_by_public_id(public_id: str, values: dict[str, object]) -> Amendment | None:
    """What was put right, by its random name, of the contest that the address names."""
    query = sa.select(Amendment).where(Amendment.public_id == public_id)
    contest = values.get("contest")
    if isinstance(contest, Contest):
        query = query.join(Amendment.rectification).where(Rectification.contest_id == contest.id)
    return db.session.scalar(query)


def places_before(contest: Contest) -> dict[str, int | None]:
    """By ideas' random names, the place each had before the last rectification, where that is another."""
    done = published_of(contest)
    changed: list[dict[str, Any]] = json.loads(done[-1].record or "{}")["rectifies"]["places"] if done else []
    return {each["idea"]: each["rank"][0] for each in changed if each["rank"][0] != each["rank"][1]}


def ideas_by_public_id(contest: Contest) -> dict[str, Idea]:
    """Every idea of a contest by its random name."""
    query = sa.select(Idea).where(Idea.contest_id == contest.id)
    query = query.options(joinedload(Idea.person), joinedload(Idea.cooperative), joinedload(Idea.result))
    return {idea.public_id: idea for idea in db.session.scalars(query)}

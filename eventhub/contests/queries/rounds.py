"""Reads of rounds: the heats of a final, the editions before and after."""

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from eventhub.contests.models import Contest, Idea
from eventhub.database import db


def heats_of(final: Contest) -> list[Contest]:
    """The contests whose best come to this final, by name of place."""
    query = sa.select(Contest).where(Contest.final_id == final.id)
    return list(db.session.scalars(query.options(joinedload(Contest.organizer)).order_by(Contest.id)))


def sent_by_contest(contests: list[Contest]) -> dict[int, int]:
    """How many ideas each contest received; absent ones received none."""
    query = (
        sa.select(Idea.contest_id, sa.func.count())
        .where(Idea.contest_id.in_([contest.id for contest in contests]), Idea.submitted_at.is_not(None))
        .group_by(Idea.contest_id)
    )
    return {row[0]: row[1] for row in db.session.execute(query)}


def free_slug(wanted: str) -> str:
    """A name in addresses that no contest has, made from the wanted one; at most 60 letters."""
    base = wanted.replace(".", "-")[:54]
    query = sa.select(Contest.slug).where(Contest.slug.startswith(base, autoescape=True))
    taken = set(db.session.scalars(query))
    tries = (base, *(f"{base}-{number}" for number in range(2, 1000)))
    return next(each for each in tries if each not in taken)


def next_of(contest: Contest) -> Contest | None:
    """The edition that was begun from this one."""
    return db.session.scalar(sa.select(Contest).where(Contest.previous_id == contest.id).limit(1))


def came_from(idea: Idea) -> Idea | None:
    """The idea of a heat that came through as this one, with its contest."""
    return _one(Idea.id == idea.from_idea_id) if idea.from_idea_id is not None else None


def went_to(idea: Idea) -> Idea | None:
    """The idea of the final that this one came through as, with its contest."""
    return _one(Idea.from_idea_id == idea.id) if idea.contest.final_id is not None else None


def _one(which: sa.ColumnElement[bool]) -> Idea | None:
    return db.session.scalar(sa.select(Idea).where(which).options(joinedload(Idea.contest)))

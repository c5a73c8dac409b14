"""Reads of ideas that may be one and the same, and of those that somebody looked at and told apart."""

from typing import Any

import sqlalchemy as sa
from msgspec import Struct
from sqlalchemy.orm import joinedload

from eventhub.contests.models import Idea, ToldApart
from eventhub.contests.similarity import Likeness, Looker, Said
from eventhub.contests.states import IdeaState
from eventhub.database import db

MOST = 5
COMPARED = ("need", "solution")


class Twin(Struct, frozen=True):
    """Another idea like this one, why, and who told them apart (None while nobody has)."""

    idea: Idea
    why: Likeness
    apart: ToldApart | None


def twins_of(idea: Idea) -> list[Twin]:
    """Other sent ideas of the contest that look like this one, not told apart first, then the likest.

    Titles of all are compared; texts only within the sector or of the same owner, where a copy would be.
    """
    looker = Looker(_said(idea, idea.answers))
    apart, columns = _told_apart(idea), (Idea.id, Idea.title, Idea.person_id, Idea.cooperative_id)
    query = sa.select(*columns, sa.case((_is_near(idea), Idea.answers))).where(
        Idea.contest_id == idea.contest_id,
        Idea.id != idea.id,
        Idea.submitted_at.is_not(None),
        Idea.state != IdeaState.WITHDRAWN,
    )
    found = [(row.id, looker.at(_said(row, row[4]))) for row in db.session.execute(query)]
    alike = [(key, why) for key, why in found if why.deserves_a_look or key in apart]
    alike.sort(key=lambda each: (each[0] in apart, -max(each[1].title, each[1].text)))
    rows = _named([key for key, _why in alike[:MOST]])
    return [Twin(rows[key], why, apart.get(key)) for key, why in alike[:MOST]]


def _is_near(idea: Idea) -> Any:
    near = [Idea.sector == idea.sector]
    near += [Idea.person_id == idea.person_id] if idea.person_id else []
    near += [Idea.cooperative_id == idea.cooperative_id] if idea.cooperative_id else []
    return sa.or_(*near)


def _said(row: Any, answers: dict[str, Any] | None) -> Said:
    texts = (
        tuple(
            " ".join(filter(None, (answers.get(name, {}).get(language, "") for name in COMPARED)))
            for language in ("ar", "fr", "en", "zgh")
        )
        if answers
        else ()
    )
    owners = {f"p{row.person_id}"} if row.person_id else set()
    owners |= {f"c{row.cooperative_id}"} if row.cooperative_id else set()
    return Said(tuple(row.title.values()), texts, frozenset(owners))


def _told_apart(idea: Idea) -> dict[int, ToldApart]:
    """The pairs of this idea that somebody told apart, by the other's id."""
    query = sa.select(ToldApart).where(sa.or_(ToldApart.one_id == idea.id, ToldApart.other_id == idea.id))
    rows = db.session.scalars(query.options(joinedload(ToldApart.person)))
    return {row.other_id if row.one_id == idea.id else row.one_id: row for row in rows}


def _named(ids: list[int]) -> dict[int, Idea]:
    query = sa.select(Idea).where(Idea.id.in_(ids))
    owners = joinedload(Idea.person), joinedload(Idea.cooperative)
    return {row.id: row for row in db.session.scalars(query.options(*owners))}


def told_apart(one: Idea, other: Idea) -> ToldApart | None:
    """The row that says these two are not the same."""
    first, second = sorted((one.id, other.id))
    return db.session.scalar(
        sa.select(ToldApart).where(ToldApart.one_id == first, ToldApart.other_id == second)
    )

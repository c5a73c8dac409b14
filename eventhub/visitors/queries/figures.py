"""Reads of the counters: how many came, when and where."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from eventhub import clock
from eventhub.database import db
from eventhub.visitors.models import Counter


def local_today(timezone: str) -> date:
    """The fair's day at this moment."""
    return clock.today(ZoneInfo(timezone))


@dataclass(frozen=True, slots=True)
class Figures:
    """The three figures of a day, never one: scans, people, people inside now; and irregular scans."""

    scans: int = 0
    people: int = 0
    inside: int = 0
    irregular: int = 0


def figures_of_day(edition_id: int, day: date, gate: str | None = None) -> Figures:
    """A day's figures from the counters: of an edition, or of one gate (then `inside` means nothing)."""
    total = [
        sa.func.coalesce(sa.func.sum(column), 0)
        for column in (
            Counter.scans,
            Counter.people,
            Counter.entered - Counter.left,
            Counter.irregular,
        )
    ]
    query = sa.select(*total).where(Counter.edition_id == edition_id, Counter.day == day)
    if gate is not None:
        query = query.where(Counter.gate == gate)
    return Figures(*(int(value) for value in db.session.execute(query).one()))


def quarters_of_day(edition_id: int, day: date) -> Sequence[Any]:
    """By quarter of an hour: (quarter, scans, people, entered, left), all gates together, in order."""
    sums = [
        sa.func.sum(column).label(column.key)
        for column in (Counter.scans, Counter.people, Counter.entered, Counter.left)
    ]
    return db.session.execute(
        sa.select(Counter.quarter, *sums)
        .where(Counter.edition_id == edition_id, Counter.day == day)
        .group_by(Counter.quarter)
        .order_by(Counter.quarter)
    ).all()


def gates_of_day(edition_id: int, day: date) -> Sequence[Any]:
    """By gate: (gate, scans, people), the busiest first."""
    scans, people = sa.func.sum(Counter.scans), sa.func.sum(Counter.people)
    return db.session.execute(
        sa.select(Counter.gate, scans, people)
        .where(Counter.edition_id == edition_id, Counter.day == day)
        .group_by(Counter.gate)
        .order_by(scans.desc())
    ).all()


def people_by_day(edition_id: int) -> dict[date, int]:
    """How many people came on each day."""
    rows = db.session.execute(
        sa.select(Counter.day, sa.func.sum(Counter.people))
        .where(Counter.edition_id == edition_id)
        .group_by(Counter.day)
    )
    return {day: int(people) for day, people in rows}

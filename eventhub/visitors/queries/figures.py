"""Reads of the counters: how many came, when and where."""

from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from msgspec import Struct

from eventhub import clock
from eventhub.database import db
from eventhub.visitors.models import Counter


def local_today(timezone: str) -> date:
    """The fair's day at this moment."""
    return clock.today(ZoneInfo(timezone))


class Figures(Struct, frozen=True):
    """The three figures of a day, never one: scans, people, people inside now; and irregular scans."""

    scans: int = 0
    people: int = 0
    inside: int = 0
    irregular: int = 0


def figures_of_day(edition_id: int, day: date, gate: str | None = None) -> Figures:
    """A day's figures from the counters: of an edition, or of one gate (then `inside` means nothing)."""
    query = _totals() if gate is None else _totals().where(Counter.gate == gate)
    found = db.session.execute(query, {"edition": edition_id, "day": day}).one()
    return Figures(*map(int, found))


def _of_a_day(query: Any) -> Any:
    return query.where(
        Counter.edition_id == sa.bindparam("edition"), Counter.day == sa.bindparam("day", type_=sa.Date)
    )


@cache
def _totals() -> Any:
    """Built once, like the next two: a page of live figures asks them twice a minute."""
    columns = (Counter.scans, Counter.people, Counter.entered - Counter.left, Counter.irregular)
    return _of_a_day(sa.select(*(sa.func.coalesce(sa.func.sum(column), 0) for column in columns)))


def quarters_of_day(edition_id: int, day: date) -> Sequence[Any]:
    """By quarter of an hour: (quarter, scans, people, entered, left), all gates together, in order."""
    return db.session.execute(_quarters(), {"edition": edition_id, "day": day}).all()


@cache
def _quarters() -> Any:
    columns = (Counter.scans, Counter.people, Counter.entered, Counter.left)
    sums = [sa.func.sum(column).label(column.key) for column in columns]
    query = _of_a_day(sa.select(Counter.quarter, *sums))
    return query.group_by(Counter.quarter).order_by(Counter.quarter)


def gates_of_day(edition_id: int, day: date) -> Sequence[Any]:
    """By gate: (gate, scans, people), the busiest first."""
    return db.session.execute(_gates(), {"edition": edition_id, "day": day}).all()


@cache
def _gates() -> Any:
    scans, people = sa.func.sum(Counter.scans), sa.func.sum(Counter.people)
    return _of_a_day(sa.select(Counter.gate, scans, people)).group_by(Counter.gate).order_by(scans.desc())


def people_by_day(edition_id: int) -> dict[date, int]:
    """How many people came on each day."""
    rows = db.session.execute(
        sa.select(Counter.day, sa.func.sum(Counter.people))
        .where(Counter.edition_id == edition_id)
        .group_by(Counter.day)
    )
    return {day: int(people) for day, people in rows}

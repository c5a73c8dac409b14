"""Stamps of an anonymous passport: stands visited, once a browser and day, and favourites."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, cast

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from eventhub import clock
from eventhub.database import db, random_code
from eventhub.visitors.models import StandVisit
from eventhub.visitors.stands import Stand


@dataclass(frozen=True, slots=True)
class Stamps:
    """A passport at this fair: stands stamped, whether this one is new, whether it is a favourite."""

    count: int
    is_new: bool
    is_favourite: bool


def stamp(stand: Stand, passport: str, day: date) -> Stamps:
    """Stamp the passport for a stand and day; again is harmless, and writes nothing.

    One statement; two for a new stamp. Two taps in the same instant leave one stamp.
    """
    asked = {"passport": passport, "edition": stand.edition_id, "booth": stand.booth_id, "day": day}
    connection = db.session.connection()
    stands, times, today, favourite = connection.execute(_counting(), asked).one()
    is_new = not today and _add(stand, passport, day) and not times
    return Stamps(stands + (0 if times else 1), is_new, favourite > 0)


def _add(stand: Stand, passport: str, day: date) -> bool:
    """Write a stamp; False when it was written in the same instant."""
    values = {
        "public_id": random_code(),
        "created_at": clock.now(),
        "edition_id": stand.edition_id,
        "booth_id": stand.booth_id,
        "passport": passport,
        "day": day,
        "is_favourite": False,
    }
    connection = db.session.connection()
    return bool(connection.execute(_adding(connection.dialect.name), values).rowcount)


@cache
def _adding(dialect: str) -> Any:
    """Built once: making a statement anew costs more than running it."""
    engine = postgresql if dialect == "postgresql" else sqlite
    return engine.insert(cast("sa.Table", StandVisit.__table__)).on_conflict_do_nothing()


@cache
def _counting() -> Any:
    here = StandVisit.booth_id == sa.bindparam("booth")
    return sa.select(
        sa.func.count(sa.distinct(StandVisit.booth_id)),
        sa.func.count(sa.case((here, 1))),
        sa.func.count(sa.case((sa.and_(here, StandVisit.day == sa.bindparam("day")), 1))),
        sa.func.count(sa.case((sa.and_(here, StandVisit.is_favourite), 1))),
    ).where(StandVisit.passport == sa.bindparam("passport"), StandVisit.edition_id == sa.bindparam("edition"))


def mark(stand: Stand, passport: str, *, is_favourite: bool) -> None:
    """Make a visited stand a favourite of the passport, or no longer; nothing for one never visited."""
    db.session.execute(
        sa.update(StandVisit)
        .where(StandVisit.passport == passport, StandVisit.booth_id == stand.booth_id)
        .values(is_favourite=is_favourite)
    )

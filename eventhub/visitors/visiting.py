"""Stamps of an anonymous passport: stands visited, once a browser and day, and favourites."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, cast

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from eventhub import clock
from eventhub.database import db, random_code
from eventhub.visitors.models import StandQuestion, StandVisit
from eventhub.visitors.stands import Stand


@dataclass(frozen=True, slots=True)
class Stamps:
    """A passport at a fair and stand: stands stamped, this one too, just now, liked; answers to read here."""

    count: int
    is_here: bool
    is_new: bool
    is_favourite: bool
    answers: int


def stamp(stand: Stand, passport: str, day: date, *, is_at_stand: bool = True) -> Stamps:
    """Note a visit of a stand on a day, with a stamp for whoever is there; again is harmless, writes nothing.

    One statement; two for what is new. Two taps in the same instant leave one visit.
    """
    asked = {
        "passport": passport,
        "edition": stand.edition_id,
        "booth": stand.booth_id,
        "day": day,
        "cooperative": stand.cooperative_id or 0,
    }
    connection = db.session.connection()
    stands, here, seen, favourite, answers = connection.execute(_counting(), asked).one()
    wants_stamp = is_at_stand and not here
    if not seen:
        _add(stand, passport, day, is_stamped=is_at_stand)
    elif wants_stamp:
        _stamp_seen(stand, passport, day)
    count = stands + (1 if wants_stamp else 0)
    return Stamps(count, bool(here) or wants_stamp, wants_stamp, favourite > 0, answers)


def _add(stand: Stand, passport: str, day: date, *, is_stamped: bool) -> None:
    values = {
        "public_id": random_code(),
        "created_at": clock.now(),
        "edition_id": stand.edition_id,
        "booth_id": stand.booth_id,
        "passport": passport,
        "day": day,
        "is_favourite": False,
        "is_stamped": is_stamped,
    }
    connection = db.session.connection()
    connection.execute(_adding(connection.dialect.name), values)


def _stamp_seen(stand: Stand, passport: str, day: date) -> None:
    """A stand looked at from afar today is visited now."""
    rows = sa.update(StandVisit).where(
        StandVisit.passport == passport, StandVisit.booth_id == stand.booth_id, StandVisit.day == day
    )
    db.session.execute(rows.values(is_stamped=True))


@cache
def _adding(dialect: str) -> Any:
    """Built once: making a statement anew costs more than running it."""
    engine = postgresql if dialect == "postgresql" else sqlite
    return engine.insert(cast("sa.Table", StandVisit.__table__)).on_conflict_do_nothing()


@cache
def _counting() -> Any:
    here = StandVisit.booth_id == sa.bindparam("booth")
    answers = sa.select(sa.func.count()).where(
        StandQuestion.passport == sa.bindparam("passport"),
        StandQuestion.edition_id == sa.bindparam("edition"),
        StandQuestion.cooperative_id == sa.bindparam("cooperative"),
        StandQuestion.answer.is_not(None),
    )
    return sa.select(
        sa.func.count(sa.distinct(sa.case((StandVisit.is_stamped, StandVisit.booth_id)))),
        sa.func.count(sa.case((sa.and_(here, StandVisit.is_stamped), 1))),
        sa.func.count(sa.case((sa.and_(here, StandVisit.day == sa.bindparam("day")), 1))),
        sa.func.count(sa.case((sa.and_(here, StandVisit.is_favourite), 1))),
        answers.scalar_subquery(),
    ).where(StandVisit.passport == sa.bindparam("passport"), StandVisit.edition_id == sa.bindparam("edition"))


def mark(stand: Stand, passport: str, *, is_favourite: bool) -> None:
    """Make a stand that was looked at a favourite of the passport, or no longer; nothing for another one."""
    db.session.execute(
        sa.update(StandVisit)
        .where(StandVisit.passport == passport, StandVisit.booth_id == stand.booth_id)
        .values(is_favourite=is_favourite)
    )

"""Stamps of an anonymous passport: stands visited, once a browser and day, and favourites."""

from datetime import date
from functools import cache
from typing import Any, cast

import sqlalchemy as sa
from msgspec import Struct

from eventhub import clock
from eventhub.database import UTCDateTime, db, random_code
from eventhub.driver import Question
from eventhub.visitors.models import StandQuestion, StandVisit
from eventhub.visitors.stands import Stand


class Stamps(Struct, frozen=True):
    """A passport at a fair and stand: stands stamped, this one too, just now, liked; answers to read here."""

    count: int
    is_here: bool
    is_new: bool
    is_favourite: bool
    answers: int


def stamp(stand: Stand, passport: str, day: date, *, is_at_stand: bool = True) -> Stamps:
    """Note a visit of a stand on a day, with a stamp for whoever is there; again is harmless, writes nothing.

    Nobody collects before the fair; after it nothing is noted, and what was collected can be looked at.
    One statement; on SQLite two for what is new. Two taps in the same instant leave one visit.
    """
    asked = {
        "name": random_code(),
        "now": clock.now(),
        "passport": passport,
        "edition": stand.edition_id,
        "booth": stand.booth_id,
        "day": day,
        "cooperative": stand.cooperative_id or 0,
        "at_stand": is_at_stand,
    }
    connection = db.session.connection()
    if stand.phase == "after":
        ((stands, here, _seen, favourite, answers),) = LOOKS.ask(connection, asked)
        return Stamps(stands, bool(here), is_new=False, is_favourite=favourite > 0, answers=answers)
    is_at_stand = is_at_stand and stand.phase == "during"
    asked["at_stand"] = is_at_stand
    ((stands, here, seen, favourite, answers),) = STAMPS.ask(connection, asked)
    wants_stamp = is_at_stand and not here
    if not seen:
        if connection.dialect.name == "sqlite":
            connection.execute(_adding("sqlite"), asked)
    elif wants_stamp:
        _stamp_seen(stand, passport, day)
    count = stands + (1 if wants_stamp else 0)
    return Stamps(count, bool(here) or wants_stamp, wants_stamp, favourite > 0, answers)


def _stamp_seen(stand: Stand, passport: str, day: date) -> None:
    """A stand looked at from afar today is visited now."""
    rows = sa.update(StandVisit).where(
        StandVisit.passport == passport, StandVisit.booth_id == stand.booth_id, StandVisit.day == day
    )
    db.session.execute(rows.values(is_stamped=True))


@cache
def _adding(dialect: str) -> Any:
    """A visit, unless this passport was seen here today; built once, for that costs more than running it."""
    values = sa.select(
        *(sa.bindparam(name, type_=kind) for name, kind in (("name", sa.String), ("now", UTCDateTime))),
        *(sa.bindparam(name, type_=sa.Integer) for name in ("edition", "booth")),
        *(sa.bindparam(name, type_=kind) for name, kind in (("passport", sa.String), ("day", sa.Date))),
        *(sa.false(), sa.bindparam("at_stand", type_=sa.Boolean)),
    ).where(~sa.exists().where(*_today_here(), StandVisit.passport == sa.bindparam("passport")))
    from sqlalchemy.dialects import postgresql, sqlite

    columns = [
        *("public_id", "created_at", "edition_id", "booth_id"),
        *("passport", "day", "is_favourite", "is_stamped"),
    ]
    engine = postgresql if dialect == "postgresql" else sqlite
    adding = engine.insert(cast("sa.Table", StandVisit.__table__)).from_select(columns, values)
    return adding.on_conflict_do_nothing()


def _today_here() -> tuple[Any, ...]:
    return StandVisit.booth_id == sa.bindparam("booth"), StandVisit.day == sa.bindparam("day")


def _counting(dialect: str) -> Any:
    """What a passport holds at a fair, as it was before; PostgreSQL adds what is new in the same breath.

    So a page that is asked for by the thousand needs no transaction of several statements.
    """
    counts = _held(dialect)
    return counts.add_cte(_adding(dialect).cte("added")) if dialect == "postgresql" else counts


def _held(_dialect: str) -> Any:
    here, today = _today_here()
    answers = sa.select(sa.func.count()).where(
        StandQuestion.passport == sa.bindparam("passport"),
        StandQuestion.edition_id == sa.bindparam("edition"),
        StandQuestion.cooperative_id == sa.bindparam("cooperative"),
        StandQuestion.answer.is_not(None),
    )
    return sa.select(
        sa.func.count(sa.distinct(sa.case((StandVisit.is_stamped, StandVisit.booth_id)))),
        sa.func.count(sa.case((sa.and_(here, StandVisit.is_stamped), 1))),
        sa.func.count(sa.case((sa.and_(here, today), 1))),
        sa.func.count(sa.case((sa.and_(here, StandVisit.is_favourite), 1))),
        answers.scalar_subquery(),
    ).where(StandVisit.passport == sa.bindparam("passport"), StandVisit.edition_id == sa.bindparam("edition"))


STAMPS = Question(_counting)
"""Asked by each visit of a stand's page."""
LOOKS = Question(_held)
"""The same of a fair that is over."""


def mark(stand: Stand, passport: str, *, is_favourite: bool) -> None:
    """Make a stand that was looked at a favourite of the passport, or no longer; nothing for another one."""
    db.session.execute(
        sa.update(StandVisit)
        .where(StandVisit.passport == passport, StandVisit.booth_id == stand.booth_id)
        .values(is_favourite=is_favourite)
    )

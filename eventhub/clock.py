"""The time of day, in one place so that tests can choose it. Everything is stored in UTC."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

CASABLANCA = ZoneInfo("Africa/Casablanca")

_frozen: ContextVar[datetime | None] = ContextVar("frozen", default=None)


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return _frozen.get() or datetime.now(UTC)


def today(zone: ZoneInfo = CASABLANCA) -> date:
    """The local day of a fair at this moment."""
    return now().astimezone(zone).date()


def local_day(moment: datetime, zone: ZoneInfo = CASABLANCA) -> date:
    """The fair's day to which a moment belongs."""
    return moment.astimezone(zone).date()


def day_bounds(day: date, zone: ZoneInfo = CASABLANCA) -> tuple[datetime, datetime]:
    """The moments, in UTC, between which a local day lies (23 to 25 hours, as the offset changes)."""
    start = datetime(day.year, day.month, day.day, tzinfo=zone)
    after = day + timedelta(days=1)
    end = datetime(after.year, after.month, after.day, tzinfo=zone)
    return start.astimezone(UTC), end.astimezone(UTC)


@contextmanager
def frozen(moment: datetime) -> Iterator[datetime]:
    """Stop the clock at an aware moment: for tests and for telling a demo's past."""
    if moment.tzinfo is None:
        msg = "the clock stops at aware moments only"
        raise ValueError(msg)
    token = _frozen.set(moment.astimezone(UTC))
    try:
        yield moment
    finally:
        _frozen.reset(token)

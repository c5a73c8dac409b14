"""PURE: where a day stands before, in or after a fair, and the same hour some days later."""

from datetime import date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from msgspec import Struct


class Phase(Struct, frozen=True):
    """A day seen from a fair: `before` with the days to go, `during` with the day's number, or `after`."""

    kind: Literal["before", "during", "after"]
    number: int


def phase_of(first: date, last: date, today: date, *, is_closed: bool = False) -> Phase:
    """Where a day stands; `number` counts days to go, the day of the fair from 1, or days gone since.

    A fair that was closed is over, also before the last day that was planned.
    """
    if is_closed:
        return Phase("after", max((today - last).days, 0))
    if today < first:
        return Phase("before", (first - today).days)
    if today <= last:
        return Phase("during", (today - first).days + 1)
    return Phase("after", (today - last).days)


def shifted(moment: datetime, days: int, zone: ZoneInfo) -> datetime:
    """The same local time some days later: the clock's offset may have changed between them."""
    local = moment.astimezone(zone)
    return (local.replace(tzinfo=None) + timedelta(days=days)).replace(tzinfo=zone).astimezone(moment.tzinfo)

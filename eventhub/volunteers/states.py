"""PURE: what a volunteer has of a shift and how it moves; a shift's counts; hours, days, ages.

Shifts here are anything with `starts_at`, `ends_at`, `needed`, `taken` and `cancelled_at`.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from msgspec import Struct

LONGEST = timedelta(hours=14)
"""Of one shift; longer is a mistyped hour."""


class TaskKind(StrEnum):
    """What volunteers help with; gives the picture."""

    WELCOME = "welcome"
    GATES = "gates"
    STANDS = "stands"
    PARKING = "parking"
    FIRST_AID = "first_aid"
    CHILDREN = "children"
    SETTING_UP = "setting_up"
    OTHER = "other"


class TurnState(StrEnum):
    """What a volunteer has of a shift: a place in the line, a place, or what became of it."""

    WAITING = "waiting"
    TAKEN = "taken"
    PRESENT = "present"
    ABSENT = "absent"
    RETURNED = "returned"
    CALLED_OFF = "called_off"


_S = TurnState

MOVES: dict[TurnState | None, frozenset[TurnState]] = {
    None: frozenset({_S.WAITING, _S.TAKEN}),
    _S.WAITING: frozenset({_S.TAKEN, _S.RETURNED, _S.CALLED_OFF}),
    _S.TAKEN: frozenset({_S.PRESENT, _S.ABSENT, _S.RETURNED, _S.CALLED_OFF}),
    _S.PRESENT: frozenset({_S.TAKEN}),
    _S.ABSENT: frozenset({_S.PRESENT, _S.TAKEN, _S.CALLED_OFF}),
    _S.RETURNED: frozenset({_S.WAITING, _S.TAKEN}),
    _S.CALLED_OFF: frozenset({_S.WAITING, _S.TAKEN}),
}
"""From None: a volunteer who takes the shift for the first time."""
LIVING = frozenset({_S.WAITING, _S.TAKEN, _S.PRESENT})
"""States that keep a volunteer's hours: no other shift may lie in them."""
HOLDING = frozenset({_S.TAKEN, _S.PRESENT})
"""States that occupy a place; that of somebody who did not come is free for somebody else."""


class Counts(Struct, frozen=True):
    """Volunteers with a place, in the line, and there; those who are there have a place."""

    taken: int = 0
    waiting: int = 0
    present: int = 0

    def moved(self, before: TurnState | None, after: TurnState) -> "Counts":
        """The counts once one went from one state to another. Raises ValueError where no move is."""
        if after not in MOVES[before]:
            msg = f"nothing leads from {before} to {after}"
            raise ValueError(msg)
        return self.plus(1, after).plus(-1, before)

    def plus(self, people: int, state: TurnState | None) -> "Counts":
        """The counts with so many more in a state; fewer, where it is less than nothing."""
        return Counts(
            self.taken + people * (state in HOLDING),
            self.waiting + people * (state == _S.WAITING),
            self.present + people * (state == _S.PRESENT),
        )


class Standing(StrEnum):
    """How a shift stands for somebody who would like to help."""

    EMPTY = "empty"
    SHORT = "short"
    FULL = "full"
    BEGUN = "begun"
    OVER = "over"
    CANCELLED = "cancelled"


TAKING = frozenset({Standing.EMPTY, Standing.SHORT, Standing.FULL})
"""Where one may take a place, or a place in the line."""


def standing_of(shift: Any, at: datetime) -> Standing:
    """How a shift stands at a moment."""
    if shift.cancelled_at is not None:
        return Standing.CANCELLED
    if at >= shift.ends_at:
        return Standing.OVER
    if at >= shift.starts_at:
        return Standing.BEGUN
    return fill_of(shift)


def fill_of(shift: Any) -> Standing:
    """How full it is, whenever it is."""
    if shift.taken >= shift.needed:
        return Standing.FULL
    return Standing.SHORT if shift.taken else Standing.EMPTY


def overlap(one: Any, other: Any) -> bool:
    """Whether nobody could do both; one may begin when the other ends."""
    return bool(one.starts_at < other.ends_at and other.starts_at < one.ends_at)


def clash_in(shifts: Iterable[Any]) -> tuple[Any, Any] | None:
    """Two of these that nobody could both do, the earliest; None: one person can do them all."""
    latest = None
    for shift in sorted(shifts, key=lambda each: (each.starts_at, each.ends_at)):
        if latest is not None and overlap(latest, shift):
            return latest, shift
        if latest is None or shift.ends_at > latest.ends_at:
            latest = shift
    return None


def minutes_of(
    starts_at: datetime, ends_at: datetime, came_at: datetime | None, left_at: datetime | None
) -> int:
    """Minutes helped: from coming to leaving where both were noted, else those of the shift; one at least."""
    if came_at is not None and left_at is not None:
        starts_at, ends_at = came_at, left_at
    return max(round((ends_at - starts_at).total_seconds() / 60), 1)


def days_of(turns: Iterable[tuple[Any, date]]) -> int:
    """Volunteer days of (who, day on which they were there): each of them counts once on a day."""
    return len(set(turns))


def age_on(born: date, day: date) -> int:
    """Whole years lived on a day; whoever was born on 29 February is older from 1 March."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))

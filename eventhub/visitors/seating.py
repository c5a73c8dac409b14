"""PURE: seats of a session taken by badges: states and moves, a session's counts, who moves up."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from typing import Any

from msgspec import Struct


class SeatState(StrEnum):
    """What a badge has of a session: a place in the line, a seat, or what became of it."""

    WAITING = "waiting"
    TAKEN = "taken"
    PRESENT = "present"
    ABSENT = "absent"
    RETURNED = "returned"
    CALLED_OFF = "called_off"


_S = SeatState

MOVES: dict[SeatState | None, frozenset[SeatState]] = {
    None: frozenset({_S.WAITING, _S.TAKEN, _S.PRESENT}),
    _S.WAITING: frozenset({_S.TAKEN, _S.PRESENT, _S.RETURNED, _S.CALLED_OFF}),
    _S.TAKEN: frozenset({_S.PRESENT, _S.ABSENT, _S.RETURNED, _S.CALLED_OFF}),
    _S.PRESENT: frozenset({_S.TAKEN, _S.RETURNED, _S.CALLED_OFF}),
    _S.ABSENT: frozenset({_S.PRESENT, _S.CALLED_OFF}),
    _S.RETURNED: frozenset({_S.WAITING, _S.TAKEN, _S.PRESENT}),
    _S.CALLED_OFF: frozenset({_S.WAITING, _S.TAKEN, _S.PRESENT}),
}
"""From None: a badge that asks for the first time, or comes to the door without a seat."""
LIVING = frozenset({_S.WAITING, _S.TAKEN, _S.PRESENT})
"""States in which a badge has something of the session."""
HOLDING = frozenset({_S.TAKEN, _S.PRESENT})
"""States that occupy seats."""


class Counts(Struct, frozen=True):
    """People with a seat, in the line, and in the room; those in the room have a seat."""

    taken: int = 0
    waiting: int = 0
    present: int = 0

    def moved(self, people: int, before: SeatState | None, after: SeatState) -> "Counts":
        """The counts once `people` went from one state to another. Raises ValueError where no move is."""
        if after not in MOVES[before]:
            msg = f"nothing leads from {before} to {after}"
            raise ValueError(msg)

        return self.plus(people, after).plus(-people, before)

    def plus(self, people: int, state: SeatState | None) -> "Counts":
        """The counts with so many people more in a state; fewer, where it is less than nothing."""
        return Counts(
            self.taken + people * (state in HOLDING),
            self.waiting + people * (state == _S.WAITING),
            self.present + people * (state == _S.PRESENT),
        )


def fits(free: int | None, people: int) -> bool:
    """Whether so many find a seat; None free: everybody may come."""
    return free is None or people <= free


def moving_up(free: int | None, line: Iterable[tuple[int, int]]) -> list[int]:
    """Who of the line, (who, people) in order, gets a seat now: each who fits into what is left.

    A family for whom there are not seats enough keeps its place; a seat never stays empty because of it.
    """
    found = []
    for who, people in line:
        if fits(free, people):
            found.append(who)
            free = None if free is None else free - people
    return found


class Standing(StrEnum):
    """How the seats of a session stand for somebody who would like one."""

    OPEN = "open"
    FULL = "full"
    CLOSED = "closed"
    BEGUN = "begun"
    OVER = "over"
    CANCELLED = "cancelled"


TAKING = frozenset({Standing.OPEN, Standing.FULL})
"""Where one may take a seat, or a place in the line."""


def standing_of(session: Any, at: datetime) -> Standing:
    """How the seats of a session (its times, seats and counts) stand at a moment."""
    if session.cancelled_at is not None:
        return Standing.CANCELLED
    if at >= session.ends_at:
        return Standing.OVER
    if at >= session.starts_at:
        return Standing.BEGUN
    if not session.is_seated or at >= session.seats_until:
        return Standing.CLOSED
    return Standing.OPEN if fits(session.seats_free, 1) else Standing.FULL

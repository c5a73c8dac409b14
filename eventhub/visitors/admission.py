"""PURE: what a gate answers, and what a passage changes: badge, counters.

A gate decides by its rule, the fair's days and the badge's own state. A scan made offline is a fact:
where it would have been refused it is `irregular`, and the bearer is inside. Everyone still inside at
night is out: being inside belongs to a local day. Not here: where states come from and go to
(`scan_store`), words (`phrases`).
"""

from datetime import date, datetime, time
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

MOST_DAYS = 63
"""Days of a fair that a badge remembers, a bit each."""


class Outcome(StrEnum):
    """The five answers."""

    OK = "ok"
    AGAIN = "again"
    REFUSED = "refused"
    UNKNOWN = "unknown"
    IRREGULAR = "irregular"


class Rule(StrEnum):
    """When a badge may pass again."""

    ONCE = "once"
    SEVERAL = "several"
    AFTER_EXIT = "after_exit"
    ONCE_A_DAY = "once_a_day"


class Reason(StrEnum):
    """Why an answer is not a plain yes; codes never change with the language."""

    ALREADY_IN = "already_in"
    STILL_INSIDE = "still_inside"
    ALREADY_HERE = "already_here"
    NOT_FOUND = "not_found"
    NOT_A_BADGE = "not_a_badge"
    REVOKED = "revoked"
    OTHER_EDITION = "other_edition"
    OTHER_GATE = "other_gate"
    OTHER_CATEGORY = "other_category"
    NO_GATE = "no_gate"
    NOT_OPEN_YET = "not_open_yet"
    OVER = "over"
    GATE_CLOSED = "gate_closed"
    FULL = "full"
    NO_SEAT = "no_seat"
    SESSION_CANCELLED = "session_cancelled"
    MALFORMED = "malformed"


NEVER_STOPPED = frozenset({"exhibitor", "staff"})
"""Categories that a full fair lets in: who works there."""

BEEN = frozenset({Reason.ALREADY_IN, Reason.STILL_INSIDE, Reason.ALREADY_HERE})
"""Reasons that answer `again`: nothing is wrong with the badge, it has passed before."""


class Gateway(Struct, frozen=True):
    """A gate of an edition: its rule, the fair's days, the categories it lets in (none: all).

    `opens_at` and `closes_at`: its hours on the fair's clock (both or neither), over midnight if it closes
    before it opens. `stops_when_full`: it lets nobody in while the fair is full.
    """

    edition_id: int
    name: str
    rule: Rule
    starts_on: date
    ends_on: date
    categories: frozenset[str] = frozenset()
    opens_at: time | None = None
    closes_at: time | None = None
    stops_when_full: bool = False

    def is_open_at(self, hour: time) -> bool:
        """Whether its hours hold this time of the fair's clock."""
        if self.opens_at is None or self.closes_at is None:
            return True
        if self.opens_at <= self.closes_at:
            return self.opens_at <= hour < self.closes_at
        return hour >= self.opens_at or hour < self.closes_at


class Bearer(Struct, frozen=True):
    """A badge as a gate knows it. `days_in`: bit 0 is set if it came in on the fair's first day, and so on.

    `last_in_at` and `last_place` are the entry that counts; an irregular one on the same day leaves them.
    """

    edition_id: int
    category: str = "visitor"
    party: int = 1
    is_revoked: bool = False
    first_in_at: datetime | None = None
    last_in_at: datetime | None = None
    last_place: str | None = None
    last_day: date | None = None
    days_in: int = 0
    is_inside: bool = False

    def is_inside_on(self, day: date) -> bool:
        """Still inside on this day."""
        return self.is_inside and self.last_day == day


class Passage(Struct, frozen=True):
    """Somebody at a gate: the moment, the fair's local day of it, which way, seen offline or not.

    `hour`: the fair's local time of the moment; None where the gate's hours don't matter. `is_full`: no more
    people may be inside.
    """

    at: datetime
    day: date
    is_going_out: bool = False
    is_offline: bool = False
    hour: time | None = None
    is_full: bool = False


class Answer(Struct, frozen=True):
    """What the gate says. `counted`: people for the first time that day; `moved`: people in (+), out (-)."""

    outcome: Outcome
    reason: Reason | None = None
    first_at: datetime | None = None
    first_place: str | None = None
    counted: int = 0
    moved: int = 0


def admit(gate: Gateway, bearer: Bearer | None, passage: Passage) -> tuple[Answer, Bearer | None]:
    """The gate's answer and the badge afterwards (unchanged unless somebody passed)."""
    if bearer is None:
        return Answer(Outcome.UNKNOWN, Reason.NOT_FOUND), None
    if bearer.edition_id != gate.edition_id:
        outcome = Outcome.IRREGULAR if passage.is_offline else Outcome.REFUSED
        return Answer(outcome, Reason.OTHER_EDITION), bearer
    if passage.is_going_out:
        return _leave(bearer, passage)
    reason = obstacle(gate, bearer, passage)
    if reason is None:
        return _enter(gate, bearer, passage, Outcome.OK, None)
    if passage.is_offline:
        return _enter(gate, bearer, passage, Outcome.IRREGULAR, reason)
    outcome = Outcome.AGAIN if reason in BEEN else Outcome.REFUSED
    return Answer(outcome, reason, *_passed_before(bearer, reason)), bearer


def obstacle(gate: Gateway, bearer: Bearer, passage: Passage) -> Reason | None:
    """Why this badge may not come in now, or None."""
    day = passage.day
    if bearer.is_revoked:
        return Reason.REVOKED
    if day < gate.starts_on:
        return Reason.NOT_OPEN_YET
    if day > gate.ends_on:
        return Reason.OVER
    if gate.categories and bearer.category not in gate.categories:
        return Reason.OTHER_CATEGORY
    return _closing(gate, passage) or _repetition(gate, bearer, day) or _crowd(gate, bearer, passage)


def _closing(gate: Gateway, passage: Passage) -> Reason | None:
    is_open = passage.hour is None or gate.is_open_at(passage.hour)
    return None if is_open else Reason.GATE_CLOSED


def _crowd(gate: Gateway, bearer: Bearer, passage: Passage) -> Reason | None:
    is_stopped = gate.stops_when_full and passage.is_full and bearer.category not in NEVER_STOPPED
    return Reason.FULL if is_stopped and not bearer.is_inside_on(passage.day) else None


def _repetition(gate: Gateway, bearer: Bearer, day: date) -> Reason | None:
    if gate.rule == Rule.AFTER_EXIT:
        return Reason.STILL_INSIDE if bearer.is_inside_on(day) else None
    counting = {Rule.ONCE: -1, Rule.ONCE_A_DAY: day_bit(gate, day)}.get(gate.rule, 0)  # the days that matter
    return Reason.ALREADY_IN if bearer.days_in & counting else None


def day_bit(gate: Gateway, day: date) -> int:
    """The bit of a day in `Bearer.days_in`; 0 outside the fair's days."""
    number = (day - gate.starts_on).days
    return 1 << number if 0 <= number < MOST_DAYS and day <= gate.ends_on else 0


def _enter(
    gate: Gateway, bearer: Bearer, passage: Passage, outcome: Outcome, reason: Reason | None
) -> tuple[Answer, Bearer]:
    bit = day_bit(gate, passage.day)
    is_first_that_day = bool(bit) and not bearer.days_in & bit
    is_past = bearer.last_day is not None and passage.day < bearer.last_day
    moved = is_first_that_day if is_past else not bearer.is_inside_on(passage.day)
    told = Answer(
        outcome,
        reason,
        *_passed_before(bearer, reason),
        counted=bearer.party if is_first_that_day else 0,
        moved=bearer.party if moved else 0,
    )
    stands = is_past or (outcome == Outcome.IRREGULAR and bearer.last_day == passage.day)
    first = bearer.first_in_at
    after = replace(
        bearer,
        days_in=bearer.days_in | bit,
        first_in_at=passage.at if first is None else min(first, passage.at),
        last_in_at=bearer.last_in_at if stands else passage.at,
        last_place=bearer.last_place if stands else gate.name,
        last_day=bearer.last_day if is_past else passage.day,
        is_inside=bearer.is_inside if is_past else True,
    )
    return told, after


def _passed_before(bearer: Bearer, reason: Reason | None) -> tuple[datetime | None, str | None]:
    return (bearer.last_in_at, bearer.last_place) if reason in BEEN else (None, None)


def _leave(bearer: Bearer, passage: Passage) -> tuple[Answer, Bearer]:
    """Nobody is held back: leaving is always right, and counts for those who were inside that day."""
    if not bearer.is_inside_on(passage.day):
        return Answer(Outcome.OK), bearer
    return Answer(Outcome.OK, moved=-bearer.party), replace(bearer, is_inside=False)

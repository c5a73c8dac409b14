"""PURE: what a batch of scans starts from and what it leaves. Not here: statements, decisions."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from msgspec import Struct, field

from eventhub.visitors.admission import Bearer, Rule

FIGURES = ("scans", "people", "entered", "left", "irregular")


class Station(Struct, frozen=True):
    """The device that scans, with its gate and fair. `waiting`: scans it last said it had not sent yet."""

    device_id: int
    edition_id: int
    expires_at: datetime
    revoked_at: datetime | None
    last_seen_at: datetime | None
    waiting: int | None
    gate_id: int | None
    gate_public_id: str | None
    gate: str | None
    rule: Rule | None
    categories: frozenset[str]
    opens_at: time | None
    closes_at: time | None
    stops_when_full: bool
    timezone: str
    starts_on: date
    ends_on: date
    shows_name: bool = False


class Told(Struct, frozen=True):
    """An answer given before, by the scan's id."""

    outcome: str
    reason: str | None
    first_at: datetime | None
    first_place: str | None


class Status(Struct, frozen=True):
    """What a device tells of itself: battery in per cent, whether it is charging, scans not sent yet."""

    battery: int | None = None
    is_charging: bool | None = None
    waiting: int | None = None


class Found(Struct):
    """What a batch starts from: who scans, badges by code (id and state), answers already given by id.

    `versions`: of each badge's row as it was read, by id, where the database tells them. `names`: of the
    fair's own badges by code, in Arabic and in Latin letters, if the device's gate shows names, of those who
    were told so.
    """

    station: Station
    badges: dict[str, tuple[int, Bearer]] = field(default_factory=dict)
    versions: dict[int, int] = field(default_factory=dict)
    told: dict[str, Told] = field(default_factory=dict)
    names: dict[str, tuple[str | None, str | None]] = field(default_factory=dict)


class Changes(Struct):
    """What a batch leaves: scans, badges' new states by id, additions to counters by (gate, quarter).

    `versions`: the badges' rows must still be these, or nothing is written; empty when they are locked.
    `status`: what the device said of itself; `is_news`: whether it is worth writing down.
    """

    scans: list[dict[str, Any]] = field(default_factory=list)
    badges: dict[int, Bearer] = field(default_factory=dict)
    counters: dict[tuple[str, datetime], dict[str, Any]] = field(default_factory=dict)
    versions: Mapping[int, int] = field(default_factory=dict)
    status: Status = field(default_factory=Status)
    is_news: bool = False

    def count(self, gate: str, quarter: datetime, day: date, **more: int) -> None:
        """Add to a gate's quarter of an hour."""
        row = self.counters.get((gate, quarter))
        if row is None:
            row = self.counters[gate, quarter] = {"day": day, **dict.fromkeys(FIGURES, 0)}
        for name, number in more.items():
            row[name] += number

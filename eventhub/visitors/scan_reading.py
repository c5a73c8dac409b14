"""PURE: scans as devices send them, checked by hand: a scan is read, or it alone is malformed.

Not here: whether the badge exists, what the gate says (`scanning`).
"""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from msgspec import Struct

from eventhub.visitors.codes import LONGEST_READ, read_badge

MOST_SCANS = 1000
KINDS = ("gate", "stand", "session")
DIRECTIONS = ("in", "out")
EARLIEST = datetime(2020, 1, 1, tzinfo=UTC)
LATEST = datetime(2100, 1, 1, tzinfo=UTC)
"""Moments outside these are no clock's, not even a wrong one's."""

_UUID = re.compile(r"[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}")
_PLACE = re.compile(r"[\w .:'()/-]{1,40}")


class Sent(Struct, frozen=True):
    """One scan as the device made it. `code` is None when what was read is no badge of ours."""

    id: str
    code: str | None
    kind: str
    place: str | None
    is_going_out: bool
    at: datetime
    is_offline: bool


class Fault(Struct, frozen=True):
    """One scan that can't be understood: its id as sent (if it was a text) and the field that is wrong."""

    id: str | None
    field: str


def read_scans(sent: Iterable[Any]) -> list[Sent | Fault]:
    """Each scan in order, read or found faulty."""
    return [_read(each) for each in sent]


def _read(sent: Any) -> Sent | Fault:
    if not isinstance(sent, dict):
        return Fault(None, "scan")
    scan_id = sent.get("id")
    if not isinstance(scan_id, str) or not is_scan_id(scan_id):
        return Fault(keepable(scan_id[:64]) if isinstance(scan_id, str) else None, "id")
    code, kind, place = sent.get("code"), sent.get("kind", "gate"), sent.get("place")
    direction, is_offline = sent.get("direction", "in"), sent.get("offline", False)
    at = read_moment(sent.get("at"))
    wrong = (
        ("code", not isinstance(code, str) or len(code) > LONGEST_READ),
        ("kind", kind not in KINDS if isinstance(kind, str) else True),
        ("place", place is not None and not (isinstance(place, str) and _PLACE.fullmatch(place))),
        ("direction", direction not in DIRECTIONS if isinstance(direction, str) else True),
        ("offline", not isinstance(is_offline, bool)),
        ("at", at is None),
    )
    for field, is_wrong in wrong:
        if is_wrong:
            return Fault(scan_id, field)
    assert isinstance(code, str)  # noqa: S101 - told above, for the type checker
    assert at is not None  # noqa: S101 - likewise
    return Sent(scan_id.lower(), read_badge(code), kind, place, direction == "out", at, is_offline)


def is_scan_id(text: str) -> bool:
    """Whether a scan may be named so."""
    return _UUID.fullmatch(text) is not None


def keepable(text: str) -> str:
    """The text without what no database keeps: NUL, and halves of letters, which JSON can tell."""
    return text.replace("\0", "").encode("utf-8", "replace").decode()


def read_moment(text: Any) -> datetime | None:
    """A moment with its zone, within what can be kept; None for anything else."""
    if not isinstance(text, str):
        return None
    try:
        moment = datetime.fromisoformat(text).astimezone(UTC) if len(text) <= 40 else None  # noqa: PLR2004
    except (ValueError, OverflowError):
        return None
    has_zone = moment is not None and datetime.fromisoformat(text).tzinfo is not None
    return moment if moment is not None and has_zone and EARLIEST < moment < LATEST else None

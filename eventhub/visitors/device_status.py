"""PURE: what a scanner says of itself beside its scans, in the header `Scanner-Status`.

`battery=81, charging, waiting=12` (a dictionary as RFC 9651 writes it): per cent, whether it is being
charged, scans it has not sent yet. What can't be read is as if it had not been said.
"""

import re

from eventhub.visitors.scan_batch import Status

HEADER = "Scanner-Status"
MOST_WAITING = 1_000_000
FULL = 100
_MEMBER = re.compile(r"\s*([a-z]+)(?:=(\?[01]|\d{1,9}))?\s*")


def read_status(header: str | None) -> Status:
    """What the header says. `waiting` is None when the device said nothing that counts."""
    said: dict[str, str] = {}
    for member in (header or "")[:200].split(","):
        found = _MEMBER.fullmatch(member)
        if found:
            said[found[1]] = found[2] or "?1"
    waiting, battery = _number(said.get("waiting"), MOST_WAITING), _number(said.get("battery"), FULL)
    if waiting is None:
        return Status()
    return Status(battery, None if battery is None else said.get("charging") == "?1", waiting)


def _number(text: str | None, most: int) -> int | None:
    return int(text) if text is not None and text.isdigit() and int(text) <= most else None

"""PURE: the file in which a scanner saves what it could not send, read back by the organizer.

JSON: `{"edition": SLUG, "device": PUBLIC ID, "scans": [as in POST /api/v1/scans]}`.
"""

import json
from collections.abc import Sequence
from typing import Any

from msgspec import Struct

from eventhub.visitors.scan_reading import Fault, Sent, keepable, read_scans

LARGEST = 8 * 1024 * 1024
"""A day's scans of one device are a fraction of this (bytes)."""


class QueueFile(Struct, frozen=True):
    """Whose scans these are; each is a fact seen without a network, whatever it says."""

    edition: str
    device: str
    scans: Sequence[Sent | Fault]


def read_queue(content: bytes) -> QueueFile | None:
    """The file's content, or None when it is no such file."""
    try:
        body = json.loads(content)
    except (ValueError, RecursionError):
        return None
    if not isinstance(body, dict):
        return None
    edition, device, scans = body.get("edition"), body.get("device"), body.get("scans")
    if not isinstance(edition, str) or not isinstance(device, str) or not isinstance(scans, list):
        return None
    return QueueFile(keepable(edition[:80]), keepable(device[:16]), read_scans(map(_offline, scans)))


def _offline(scan: Any) -> Any:
    return {**scan, "offline": True} if isinstance(scan, dict) else scan

"""PURE: what a visitor says to a stand that wants to keep the contact, and how two scans become one lead."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

CONTACT_VERSION = "2025-1"
"""Changes whenever the sentence a visitor agrees to does."""
MOST_TAGS = 8


class Consent(StrEnum):
    """What the visitor has said so far."""

    ASKED = "asked"
    GIVEN = "given"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class Notes(Struct, frozen=True):
    """What a stand writes of a visitor, and when each field was last written on the phone that wrote it."""

    note: str = ""
    tags: tuple[str, ...] = ()
    rating: int | None = None
    written_at: Mapping[str, datetime] = field(default_factory=dict)


def merge(kept: Notes, sent: Notes, at: datetime) -> Notes:
    """What is known after another scan written at `at`: the later words win, empty fields never erase.

    Order does not matter: phones send what they kept whenever they can.
    """
    changes: dict[str, Any] = {}
    times = dict(kept.written_at)
    for name in ("note", "rating"):
        value = getattr(sent, name)
        old = getattr(kept, name)
        if value in ("", None):
            continue
        is_later = name not in times or (at, str(value)) > (times[name], str(old))
        if is_later:
            changes[name], times[name] = value, at
    tags = tidy_tags((*kept.tags, *sent.tags))
    return replace(kept, tags=tags, written_at=times, **changes)


def tidy_tags(tags: Iterable[str]) -> tuple[str, ...]:
    """Tags once each, in alphabetical order, without spaces around them; eight at most."""
    return tuple(sorted({" ".join(tag.split())[:30] for tag in tags} - {""})[:MOST_TAGS])


def may_answer(consent: str, to: str) -> bool:
    """Whether what was said may become this: a yes may be given at any time, and withdrawn when given."""
    moves = {
        Consent.ASKED: {Consent.GIVEN, Consent.REFUSED},
        Consent.REFUSED: {Consent.GIVEN},
        Consent.GIVEN: {Consent.WITHDRAWN},
        Consent.WITHDRAWN: {Consent.GIVEN},
    }
    return Consent(to) in moves[Consent(consent)]

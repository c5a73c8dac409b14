"""PURE: what an applicant changed between two sendings."""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from eventhub.booths.asking import Part

PARTS = (Part.PRODUCTS, Part.NEEDS, Part.WISHES, Part.ANSWERS)


class Change(Struct, frozen=True):
    """One thing that is not as it was: `key` is the question's for an answer, else empty."""

    part: str
    key: str
    old: Any
    new: Any


def content_of(application: Any) -> dict[str, Any]:
    """What an application says, as it is kept at each sending."""
    return {part.value: getattr(application, part.value) for part in PARTS}


def changes(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Change]:
    """What differs, part by part, and answer by answer."""
    found = [
        Change(part, "", old.get(part), new.get(part)) for part in PARTS[:3] if old.get(part) != new.get(part)
    ]
    before, after = old.get(Part.ANSWERS) or {}, new.get(Part.ANSWERS) or {}
    found += [
        Change(Part.ANSWERS, key, before.get(key), after.get(key))
        for key in dict.fromkeys((*before, *after))
        if before.get(key) != after.get(key)
    ]
    return found

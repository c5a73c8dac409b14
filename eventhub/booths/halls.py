"""PURE: the halls of a plan: which there are, the stands of one, and the part of the drawing that holds it.

A hall is a name on a zone; what has none stands in the open air (`OPEN_AIR`). Where all stand in one place
there is nothing to choose.
"""

from collections.abc import Iterable, Sequence
from typing import Any

OPEN_AIR = "-"
"""The key of what stands in no hall."""
AROUND_M = 3.0
"""Metres shown round the stands of a hall."""
Window = tuple[float, float, float, float]
"""Left, top, width and depth in metres."""


def key_of(row: Any) -> str:
    """The hall of a stand (anything with `hall`), as an address names it."""
    return str(row.hall or OPEN_AIR)


def names(rows: Iterable[Any]) -> list[str]:
    """The keys of the halls of a plan, in drawing order; none unless there are two to choose from."""
    found = list(dict.fromkeys(key_of(row) for row in rows))
    return found if len(found) > 1 else []


def within(rows: Sequence[Any], hall: str) -> list[Any]:
    """The stands of a hall; all of them when no hall of that name exists."""
    inside = [row for row in rows if key_of(row) == hall]
    return inside or list(rows)


def window(rows: Sequence[Any]) -> Window | None:
    """The part of the plan that holds these stands (x, y, width and depth in metres, any angle)."""
    if not rows:
        return None
    reach = [max(row.width, row.depth) / 2 + AROUND_M for row in rows]
    left = min(row.x - by for row, by in zip(rows, reach, strict=True))
    top = min(row.y - by for row, by in zip(rows, reach, strict=True))
    right = max(row.x + by for row, by in zip(rows, reach, strict=True))
    bottom = max(row.y + by for row, by in zip(rows, reach, strict=True))
    return left, top, right - left, bottom - top

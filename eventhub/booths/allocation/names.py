"""The names an instance declares, so that every mention of one can be checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable

    from eventhub.booths.allocation.cursor import Cursor


def unique_ids(cursors: Iterable[Cursor], kind: str) -> dict[str, Cursor]:
    """Each object under its ``id``; raises BadInput at the second of two alike."""
    found: dict[str, Cursor] = {}
    for cursor in cursors:
        name = cursor["id"].text()
        if name in found:
            cursor["id"].fail(f"{kind} {name} is already at {found[name].place}")
        found[name] = cursor
    return found


class Names(Struct, frozen=True):
    """Declared zones, booths and applications, and applications that have been cancelled."""

    zones: frozenset[str]
    booths: frozenset[str]
    applications: frozenset[str]
    cancelled: frozenset[str]

    def zone(self, cursor: Cursor) -> str:
        """A zone that exists."""
        return _known(cursor, self.zones, "zone")

    def booth(self, cursor: Cursor) -> str:
        """A booth that exists."""
        return _known(cursor, self.booths, "booth")

    def booth_set(self, cursor: Cursor) -> frozenset[str]:
        """A list of different booths that exist."""
        names = frozenset(cursor.texts())
        if not names <= self.booths:
            for item in cursor.items():
                self.booth(item)
        return names

    def application(self, cursor: Cursor) -> str | None:
        """An application that exists, None if it has been cancelled."""
        name = cursor.text()
        if name in self.applications:
            return name
        return None if name in self.cancelled else _known(cursor, self.applications, "application")


def _known(cursor: Cursor, names: frozenset[str], kind: str) -> str:
    name = cursor.text()
    if name not in names:
        cursor.fail(f"there is no {kind} {name}")
    return name

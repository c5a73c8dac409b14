"""PURE: a passport's progress: stamps by theme, and whether it is full enough for a draw."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from msgspec import Struct


class Progress(Struct, frozen=True):
    """A theme: stamps of it, of how many asked, never more than there are stands; `picture`: its icon."""

    name: Any
    got: int
    goal: int
    there_are: int
    picture: str = ""

    @property
    def is_full(self) -> bool:
        """Whether the page is full."""
        return self.goal > 0 and self.got >= self.goal


def progress(themes: Iterable[Any], sector_of: Mapping[int, str], stamped: Iterable[int]) -> list[Progress]:
    """How far a passport is in each theme; stands whose holder is unknown belong to none.

    `themes` have name, sectors, goal, picture; `sector_of`: each stand's sector; `stamped`: stands visited.
    """
    seen = set(stamped)
    pages = []
    for theme in themes:
        stands = [booth for booth, sector in sector_of.items() if sector in theme.sectors]
        goal = min(theme.goal, len(stands))
        got = sum(booth in seen for booth in stands)
        pages.append(Progress(theme.name, got, goal, len(stands), theme.picture))
    return pages


def takes_part(stamps: int, least: int, pages: Sequence[Progress] = ()) -> bool:
    """Whether a passport is in a draw: enough stamps in all, or every page full."""
    return stamps >= least or (bool(pages) and all(page.is_full for page in pages if page.there_are))

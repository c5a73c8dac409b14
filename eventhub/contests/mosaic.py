"""PURE: Morocco's twelve regions as a mosaic: a tile each, about where it lies, never mirrored.

Not a map of borders: every region is as easy to see and to press, the smallest too.
"""

from collections.abc import Mapping

from msgspec import Struct

PLACES = {
    "01": (2, 0),
    "02": (3, 1),
    "03": (2, 1),
    "04": (1, 1),
    "05": (2, 2),
    "06": (1, 2),
    "07": (1, 3),
    "08": (2, 3),
    "09": (1, 4),
    "10": (0, 5),
    "11": (0, 6),
    "12": (0, 7),
}
"""The column and row of each region, by its HCP code."""
SHADES = 4


class Tile(Struct, frozen=True):
    """A region's place, how many projects it has, its shade (0: none, to SHADES) and whether it is chosen."""

    code: str
    column: int
    row: int
    count: int
    shade: int
    is_chosen: bool


def tiles(counts: Mapping[str, int], chosen: str = "") -> list[Tile]:
    """A tile for each region; the fullest has the darkest shade."""
    most = max((counts.get(code, 0) for code in PLACES), default=0)
    return [
        Tile(code, column, row, counts.get(code, 0), _shade(counts.get(code, 0), most), code == chosen)
        for code, (column, row) in PLACES.items()
    ]


def _shade(count: int, most: int) -> int:
    return -(-count * SHADES // most) if count else 0

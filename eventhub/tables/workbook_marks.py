"""PURE: what a sheet says beside its values: cells merged downwards, formulas nobody has counted yet.

Read from the sheet's own XML in pieces, since the quick reader of workbooks passes over both (ECMA-376
part 1, 18.3.1.4 and 18.3.1.55). A sheet written in another dialect simply has no marks.
Not here: values (`reading`).
"""

import re
from collections.abc import Iterable
from typing import IO

from msgspec import Struct, field

PIECE = 1 << 20
LONGEST_CELL = 1 << 16
"""What a cell or range may weigh to be found where two pieces meet (bytes)."""
LONGEST_COUNT = 3
"""A number of so many digits at most is how many there are in all, not something said of each."""

_UNCOUNTED = re.compile(
    rb'<c r="([A-Z]{1,3})([0-9]{1,7})"[^>]*>\s*<f(?:[^>]*/>|[^>]*>[^<]*</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>'
)
_MERGED = re.compile(rb'<mergeCell ref="([A-Z]{1,3})([0-9]{1,7}):[A-Z]{1,3}([0-9]{1,7})"')


class Marks(Struct):
    """By row number: columns (from 0) with a formula without a result; merged columns and their last row."""

    uncounted: dict[int, set[int]] = field(default_factory=dict)
    merged: dict[int, list[tuple[int, int]]] = field(default_factory=dict)


def marks_of(sheet: IO[bytes]) -> Marks:
    """The marks in a sheet's XML."""
    found, kept = Marks(), b""
    while piece := sheet.read(PIECE):
        text = kept + piece
        for cell in _UNCOUNTED.finditer(text):
            found.uncounted.setdefault(int(cell[2]), set()).add(_column(cell[1]))
        for area in _MERGED.finditer(text):
            first, last = int(area[2]), int(area[3])
            if last > first and (_column(area[1]), last) not in found.merged.get(first, ()):
                found.merged.setdefault(first, []).append((_column(area[1]), last))
        kept = text[-LONGEST_CELL:]
    return found


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


class Downwards(Struct):
    """The text of a cell merged over several rows stands in each of them, as whoever looks at it reads it.

    Not to the right: a title, or a name over two columns, is there once. Not a small number: it counts all.
    """

    merged: dict[int, list[tuple[int, int]]]
    held: dict[int, tuple[str, int]] = field(default_factory=dict)

    def fill(self, number: int, line: list[str]) -> list[str]:
        """A row with the texts from above that reach it; rows come in their order."""
        for column, (text, last) in list(self.held.items()):
            if number > last:
                del self.held[column]
            elif column < len(line) and not line[column]:
                line[column] = text
        for column, last in self.merged.get(number, ()):
            if column < len(line) and _is_of_each(line[column]):
                self.held[column] = (line[column], last)
        return line


def _is_of_each(text: str) -> bool:
    return bool(text) and not (text.isdigit() and len(text) <= LONGEST_COUNT)


def told(line: list[str], columns: Iterable[int], word: str) -> list[str]:
    """A row with `word` where a formula has no result."""
    for column in columns:
        if column < len(line):
            line[column] = line[column] or word
    return line

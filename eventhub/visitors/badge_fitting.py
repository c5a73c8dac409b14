"""How large a text may be set in its box, and where its lines break: the same on paper and on a screen.

Widths come from our own fonts; Arabic letters are measured in the form they take beside their neighbours
(Unicode's presentation forms). A measure errs on the wide side, so that nothing leaves its box. Not here:
setting the type itself, which WeasyPrint and browsers do from the same fonts.
"""

import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from msgspec import Struct

from eventhub import places

MILLIMETRES = 25.4 / 72
"""A point, in mm."""
LINE = 1.28
"""Height of a line, in sizes of its type."""
VOCALISED = 1.3
"""How much taller a line with Arabic vowel signs is: they stand above and below the letters."""
STEP = 0.5
"""Sizes of type come in half points, so that few differ on a page."""
NEARLY = 0.75
"""A single line this much smaller than the largest size is still better than two."""
UNKNOWN = 1.0
"""Width of a letter that none of our fonts has, in sizes of its type: a Chinese one's."""
NOT_SET = {"So", "Cs", "Co", "Cn"}
"""Kinds of character that no font of ours has and no name needs: little pictures, and what is no letter."""
FAMILIES = {
    False: ("NotoSans-Regular.ttf", "NotoSansArabic-Regular.ttf", "NotoSansTifinagh-Regular.ttf"),
    True: ("NotoSans-Bold.ttf", "NotoSansArabic-Bold.ttf", "NotoSansTifinagh-Regular.ttf"),
}
_RIGHT_TO_LEFT = {"R", "AL"}
_INITIAL, _MEDIAL, _FINAL = "<initial>", "<medial>", "<final>"


class Fitted(Struct, frozen=True):
    """A text ready to be set: its size in points, its lines, whether it runs from the right."""

    size: float
    lines: tuple[str, ...]
    is_rtl: bool


@cache
def _advances(is_bold: bool) -> Mapping[int, float]:  # noqa: FBT001 - the key of the table of fonts
    """Width of each character in sizes of type, from the first font that has it."""
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

    found: dict[int, float] = {}
    for name in FAMILIES[is_bold]:
        with TTFont(places.FONTS / name, lazy=True) as font:
            scale, widths = font["head"].unitsPerEm, font["hmtx"]
            for character, glyph in font.getBestCmap().items():
                found.setdefault(character, widths[glyph][0] / scale)
    return found


@cache
def _forms() -> Mapping[tuple[str, str], int]:
    """Presentation forms of Arabic letters: (letter, form) to the character that has its shape."""
    found = {}
    for character in range(0xFE70, 0xFEFD):
        form, _space, base = unicodedata.decomposition(chr(character)).partition(" ")
        if form in {_INITIAL, _MEDIAL, _FINAL} and " " not in base and base:
            found[chr(int(base, 16)), form] = character
    return found


def _shape(text: str, at: int) -> int:
    """The character whose glyph a letter takes beside its neighbours."""
    forms, letter = _forms(), text[at]
    joins_before = (letter, _FINAL) in forms and at > 0 and (text[at - 1], _INITIAL) in forms
    joins_after = (letter, _INITIAL) in forms and at + 1 < len(text) and (text[at + 1], _FINAL) in forms
    form = {(True, True): _MEDIAL, (True, False): _FINAL, (False, True): _INITIAL}.get(
        (joins_before, joins_after)
    )
    return forms.get((letter, form), ord(letter)) if form else ord(letter)


@lru_cache(maxsize=20_000)
def width(text: str, *, is_bold: bool = False) -> float:
    """The width of a text on one line, in sizes of its type."""
    advances = _advances(is_bold)
    return sum(
        0.0
        if unicodedata.combining(letter)
        else advances.get(_shape(text, at) if letter >= "\u0600" else ord(letter), UNKNOWN)
        for at, letter in enumerate(text)
    )


def runs_from_the_right(text: str) -> bool:
    """Whether the first letter with a direction is Arabic."""
    for letter in text:
        direction = unicodedata.bidirectional(letter)
        if direction in _RIGHT_TO_LEFT:
            return True
        if direction == "L":
            return False
    return False


@lru_cache(maxsize=4000)
def fit(
    text: str, box: tuple[float, float], sizes: tuple[float, float], lines: int = 1, *, is_bold: bool = False
) -> Fitted:
    """The largest setting of a text in a box (width, height in mm) between two sizes (points: most, least).

    One line is kept when it is nearly as large as several would be. What is still too long at the least size
    ends with an ellipsis.
    """
    if lines > 1:
        alone = fit(text, box, (sizes[0], max(sizes[1], sizes[0] * NEARLY)), 1, is_bold=is_bold)
        if not alone.lines or not alone.lines[-1].endswith("…"):
            return alone
    words = "".join(each for each in text if unicodedata.category(each) not in NOT_SET).split()
    is_rtl = runs_from_the_right(text)
    if not words:
        return Fitted(sizes[0], (), is_rtl)
    widths = [width(word, is_bold=is_bold) for word in words]
    space = width(" ", is_bold=is_bold)
    tall = LINE * (VOCALISED if any(map(unicodedata.combining, text)) else 1)
    size = sizes[0]
    while True:
        ems = box[0] / (size * MILLIMETRES)
        room = max(1, min(lines, int(box[1] / (size * MILLIMETRES * tall) + 1e-6)))
        broken = _broken(words, widths, space, ems)
        if len(broken) <= room and all(_fits(each, widths, space, ems) for each in broken):
            return Fitted(size, tuple(" ".join(words[at] for at in each) for each in broken), is_rtl)
        if size <= sizes[1]:
            kept = [" ".join(words[at] for at in each) for each in broken[:room]]
            is_cut = len(broken) > room
            return Fitted(size, tuple(_cut(line, ems, is_bold, is_cut and at == room - 1)
                                      for at, line in enumerate(kept)), is_rtl)  # fmt: skip
        size = max(size - STEP, sizes[1])


def _broken(words: Sequence[str], widths: Sequence[float], space: float, ems: float) -> list[list[int]]:
    """Words (by number) on lines, each line as full as it can be."""
    found: list[list[int]] = [[]]
    used = 0.0
    for at in range(len(words)):
        wider = used + (space if found[-1] else 0) + widths[at]
        if found[-1] and wider > ems:
            found.append([at])
            used = widths[at]
        else:
            found[-1].append(at)
            used = wider
    return found


def _fits(line: Sequence[int], widths: Sequence[float], space: float, ems: float) -> bool:
    return sum(widths[at] for at in line) + space * (len(line) - 1) <= ems


def _cut(line: str, ems: float, is_bold: bool, is_more: bool) -> str:  # noqa: FBT001 - of `fit` alone
    """A line that ends with an ellipsis when it is too long, or when words after it found no room."""
    if width(line, is_bold=is_bold) <= ems and not is_more:
        return line
    while line and width(line + "…", is_bold=is_bold) > ems:
        line = line[:-1]
    return line.rstrip() + "…"

"""PURE: how a stand looks on the plan: a colour, a pattern over it and a sign, so that none carries it alone.

A state has a look of its own; the classes of any other question (sector, zone, power) get looks in order.
Not here: the drawing (`picture`), the words (`phrases`).
"""

from typing import NamedTuple

COLOURS = 8
PATTERNS = ("", "held", "dots", "lines")


class Look(NamedTuple):
    """A class of `booths.css`, a pattern's name or nothing, a sign: one of `picture.SIGNS`, or letters."""

    css: str
    pattern: str = ""
    sign: str = ""


STATES = {
    "free": Look("free"),
    "taken": Look("taken", "", "ok"),
    "held": Look("held", "held", "wait"),
    "blocked": Look("blocked", "blocked", "no"),
    "institution": Look("institution", "dots", "star"),
    "problem": Look("problem", "lines", "bang"),
}
NONE = Look("free")
ARRIVALS = {
    "arrived": Look("taken", "", "ok"),
    "expected": Look("held", "held", "wait"),
    "absent": Look("problem", "lines", "no"),
    "": NONE,
}


def numbered(index: int, sign: str = "") -> Look:
    """The look of the index-th class: eight colours, then the same under patterns; its sign is its number."""
    pattern = PATTERNS[index // COLOURS % len(PATTERNS)]
    return Look(f"c{index % COLOURS + 1}", pattern, sign or str(index + 1))

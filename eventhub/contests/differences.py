"""PURE: what changed between two versions of a text, word by word, as people read it."""

import re
from difflib import SequenceMatcher
from enum import StrEnum

from msgspec import Struct

_WORDS = re.compile(r"\s+|[^\s]+")


class Change(StrEnum):
    """What became of a piece of the older text."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


class Piece(Struct, frozen=True):
    """Words that stayed, went or came."""

    change: Change
    text: str


def compared(before: str, after: str) -> list[Piece]:
    """The pieces of both texts in reading order.

    Joining what is not NEW gives the older text again, joining what is not GONE the newer one.
    """
    one, other = _WORDS.findall(before), _WORDS.findall(after)
    pieces: list[Piece] = []
    for name, start, end, begin, stop in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        gone, new = "".join(one[start:end]), "".join(other[begin:stop])
        if name == "equal":
            pieces.append(Piece(Change.SAME, gone))
            continue
        pieces += [Piece(change, text) for change, text in ((Change.GONE, gone), (Change.NEW, new)) if text]
    return pieces

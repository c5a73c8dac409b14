"""QR codes of many badges at little cost: each is the sum of a few that the library draws.

Addresses of one length give codes of one version and mask, in which every module is the exclusive or of a
constant and some bits of the text: Reed-Solomon codes are linear over GF(2), placing and masking fixed
(ISO/IEC 18004:2015, 7.4 to 7.8). So a code is the one of zeros, changed by what each bit of each pair of
characters changes. A text that isn't of QR's 45 characters alone is drawn by the library itself.
"""

import re
from collections.abc import Sequence
from functools import cache

from msgspec import Struct

from eventhub.documents import qr_matrix

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
"""The characters of QR's alphanumeric mode by their value; two of them are one number of 11 bits."""
SHORTEST = 20
"""So many digits, or so many of these characters, in a row have a mode of their own in the library."""
_DIGITS = re.compile(rf"[0-9]{{{SHORTEST}}}")
_VALUE = {character: value for value, character in enumerate(ALPHABET)}


class Drawn(Struct, frozen=True):
    """A QR code: modules a side, and its rows as one number, each row filled up to whole octets."""

    side: int
    rows: int

    @property
    def hexadecimal(self) -> str:
        """The rows as a picture of one bit a module is written in a PDF; 1 is dark."""
        return f"{self.rows:0{self.side * 2 * ((self.side + 7) // 8)}x}"


def drawn(text: str) -> Drawn:
    """One code, as `documents.qr_matrix` draws it."""
    return _packed(qr_matrix(text))


def _packed(matrix: Sequence[Sequence[bool]]) -> Drawn:
    octets = (len(matrix) + 7) // 8
    bits = ("".join("1" if dark else "0" for dark in row).ljust(octets * 8, "0") for row in matrix)
    return Drawn(len(matrix), int("".join(bits), 2))


def summed(text: str) -> Drawn:
    """The same code, much cheaper from the second on: for runs of texts that are alike."""
    if len(text) < SHORTEST or _DIGITS.search(text) or any(letter not in _VALUE for letter in text):
        return drawn(text)
    zeros = _zeros(len(text))
    rows = zeros.rows
    for at in range(0, len(text), 2):
        for place in _bits(_number(text[at : at + 2])):
            rows ^= _change(len(text), at, place)
    return Drawn(zeros.side, rows)


def _number(pair: str) -> int:
    return _VALUE[pair[0]] * len(ALPHABET) + _VALUE[pair[1]] if len(pair) > 1 else _VALUE[pair]


def _bits(number: int) -> list[int]:
    return [place for place in range(number.bit_length()) if number >> place & 1]


@cache
def _zeros(length: int) -> Drawn:
    return _packed(qr_matrix("0" * length, is_alphanumeric=True))


@cache
def _change(length: int, at: int, place: int) -> int:
    """The modules that one bit of the pair of characters at a place turns over."""
    first, second = divmod(1 << place, len(ALPHABET))
    pair = ALPHABET[first] + ALPHABET[second] if at + 1 < length else ALPHABET[second]
    text = "0" * at + pair + "0" * (length - at - len(pair))
    return _packed(qr_matrix(text, is_alphanumeric=True)).rows ^ _zeros(length).rows

"""Folded text: what search compares, so that spelling habits don't matter.

Pure. Arabic: hamza carriers, taa marbuta/haa, alef maqsura/yaa, diacritics and tatweel fold together;
Latin: case and accents; digits: Arabic-Indic to Western. Also the order people expect of labels.
"""

import re
import unicodedata

_LETTERS = str.maketrans(
    {
        **dict.fromkeys("أإآٱ", "ا"),
        "ؤ": "و",
        "ئ": "ي",
        "ى": "ي",
        "ة": "ه",
        "ک": "ك",
        "گ": "ك",
        "ڭ": "ك",
        "ـ": None,
        "œ": "oe",
        "æ": "ae",
        "ß": "ss",
        **{chr(0x660 + digit): str(digit) for digit in range(10)},
        **{chr(0x6F0 + digit): str(digit) for digit in range(10)},
    }
)
_NOISE = re.compile(r"[^\w]+")


def fold(text: str | None) -> str:
    """Lower-case words without accents, diacritics, variant letters or punctuation, one space between."""
    if not text:
        return ""
    lowered = text.casefold().translate(_LETTERS)
    plain = "".join(c for c in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(c))
    return _NOISE.sub(" ", plain.translate(_LETTERS)).replace("_", " ").strip()


def natural(label: str) -> tuple[tuple[int, int | str], ...]:
    """A key that puts A2 before A10."""
    parts = re.findall(r"[0-9]+|[^0-9]+", label)
    return tuple((0, int(part)) if part.isdigit() else (1, part) for part in parts)

"""The words a cooperative is found by, folded so that spelling habits don't matter. No database here."""

from typing import Any

from eventhub.folding import fold
from eventhub.territory import place

LONGEST_TEXT = 400
LONGEST_SORTED = 200
LONGEST_WORD = 40
GENERIC = frozenset(
    {
        "تعاونيه",
        "التعاونيه",
        "cooperative",
        "coop",
        "de",
        "des",
        "du",
        "la",
        "le",
        "les",
        "l",
        "d",
        "et",
        "pour",
        "el",
        "al",
    }
)
"""Words in almost every name: of no help in finding one."""


def searchable(row: Any) -> str:
    """Everything one may type to find it: names, register number, commune and province in both scripts."""
    places = [place(row.commune_code), place(row.province_code)]
    texts = [row.name_ar, row.name_latin, row.register_number]
    texts += [text for each in places if each is not None for text in (each.name_ar, each.name_fr)]
    return " ".join(filter(None, map(fold, texts)))[:LONGEST_TEXT]


def sort_key(name_ar: str | None, name_latin: str | None) -> str:
    """What a name is sorted by: the Arabic one; names in Latin letters alone come after them all."""
    return (fold(name_ar) or "\ue000" + fold(name_latin))[:LONGEST_SORTED]


def words_of(folded: str) -> set[str]:
    """The words worth looking up of a folded text. Arabic ones also without their article."""
    words = {word[:LONGEST_WORD] for word in folded.split()} - GENERIC
    return words | {word[2:] for word in words if word.startswith("ال") and len(word) > 4}  # noqa: PLR2004

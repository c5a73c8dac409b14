"""What an idea's text gives away of who wrote it: names, places, phones, addresses. PURE.

Words are compared without accents, Arabic vowels or joined particles (و ف ب ل ك and the article). A finding
is only a suggestion: a person hides the words or leaves them.
"""

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum

from msgspec import Struct

from eventhub.folding import fold

FEWEST_LETTERS = 3
HIDDEN = "▒▒▒"
_COMMON_ARABIC = (
    "تعاونية التعاونية جمعية الجمعية مجموعة اتحاد مقاولة شركة نساء النساء فلاحية الفلاحية نسائية جماعة إقليم"
    " عمالة جهة بني اولاد سيدي مولاي بن ابن عبد محمد فاطمة"
)
_COMMON_LATIN = (
    "coopérative cooperative association groupement union société gie sarl des les femmes agricole féminine"
    " province préfecture région commune beni oulad sidi moulay ben ibn abd mohamed mohammed fatima pour and"
)
GENERIC = frozenset(map(fold, f"{_COMMON_ARABIC} {_COMMON_LATIN}".split(" ")))
"""Words of names that tell nobody apart."""
_WORD = re.compile(r"[^\W\d_]+", re.UNICODE)
_NUMBERS = re.compile(r"(?:\+|00)?\d[\d\s.\-]{7,16}\d")
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+|(?:https?://|www\.)\S+|@\w{3,}", re.IGNORECASE)
_PARTICLES = ("وال", "بال", "فال", "كال", "لل", "ال", "و", "ف", "ب", "ل", "ك")


class Kind(StrEnum):
    """What the words would tell."""

    NAME = "name"
    PLACE = "place"
    PHONE = "phone"
    ADDRESS = "address"


class Finding(Struct, frozen=True):
    """Words of a text as they stand there, and what they would tell."""

    words: str
    kind: Kind


def findings(texts: Iterable[str], names: Iterable[str], places: Iterable[str]) -> tuple[Finding, ...]:
    """What the texts give away, in the order met, each words once."""
    wanted = _tokens(places, Kind.PLACE) | _tokens(names, Kind.NAME)
    found: dict[str, Finding] = {}
    for text in texts:
        for each in _in_text(text, wanted):
            found.setdefault(fold(each.words), each)
    return tuple(found.values())


def _tokens(names: Iterable[str], kind: Kind) -> dict[str, Kind]:
    words = (fold(word) for name in names for word in _WORD.findall(name))
    return {bare: kind for word in words if (bare := _bare(word)) and _tells(word)}


def _tells(word: str) -> bool:
    return len(word) >= FEWEST_LETTERS and word not in GENERIC and _bare(word) not in GENERIC


def _bare(word: str) -> str:
    """An Arabic word without what is joined before it, as long as something is left."""
    for particle in _PARTICLES:
        if word.startswith(particle) and len(word) - len(particle) >= FEWEST_LETTERS:
            return word[len(particle) :]
    return word


def _in_text(text: str, wanted: Mapping[str, Kind]) -> Iterable[Finding]:
    """Addresses and numbers, then known words; neighbours of one kind are one finding."""
    for pattern, kind in ((_ADDRESS, Kind.ADDRESS), (_NUMBERS, Kind.PHONE)):
        for match in pattern.finditer(text):
            yield Finding(match[0].strip(), kind)
    run: list[re.Match[str]] = []
    kind_of_run: Kind | None = None
    for match in _WORD.finditer(text):
        told = wanted.get(_bare(fold(match[0])))
        follows = run and text[run[-1].end() : match.start()].strip() == ""
        if told is not None and told == kind_of_run and follows:
            run.append(match)
            continue
        if run and kind_of_run is not None:
            yield Finding(text[run[0].start() : run[-1].end()], kind_of_run)
        run, kind_of_run = ([match], told) if told is not None else ([], None)
    if run and kind_of_run is not None:
        yield Finding(text[run[0].start() : run[-1].end()], kind_of_run)


def masked(text: str, hidden: Iterable[str]) -> str:
    """The text with these words covered, the longest first."""
    for words in sorted(hidden, key=len, reverse=True):
        text = re.sub(re.escape(words), HIDDEN, text, flags=re.IGNORECASE)
    return text


def bears_name(family: Iterable[str], names: Iterable[str]) -> bool:
    """Whether one of the family names a judge gave is a whole word (or words) of one of these names."""
    wanted = [f" {folded} " for name in family if (folded := fold(name).strip())]
    return any(name in f" {fold(other)} " for name in wanted for other in names)

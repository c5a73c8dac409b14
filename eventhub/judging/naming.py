"""Which ideas a text speaks of: by their number, or by their title, whole or with its covered words. PURE."""

import re
from collections.abc import Iterable, Mapping

from msgspec import Struct

from eventhub.folding import fold
from eventhub.judging.revealing import masked

FEWEST_LETTERS, FEWEST_WORDS = 8, 3
"""A shorter title is a word like any other; what is left of a covered one must say more than a trade."""
_NUMBER = re.compile(
    r"(?:^\s*|(?:idée|idee|idea|فكرة|الفكرة|للفكرة|رقم|n°|no\.?|#)\s*(?:n°|رقم)?\s*)(\d{3,})(?!\d)",
    re.IGNORECASE | re.MULTILINE,
)


class Known(Struct, frozen=True):
    """An idea's number as a jury calls it (007), its titles, and the words that are covered in them."""

    code: str
    titles: tuple[str, ...]
    hidden: tuple[str, ...] = ()


def named(texts: Iterable[str], ideas: Mapping[int, Known]) -> frozenset[int]:
    """The keys of the ideas that a text names: better one too many, who stands aside then has no voice."""
    given = list(texts)
    numbers = {number for text in given for number in _NUMBER.findall(text)}
    whole = f" {' '.join(map(fold, given))} "
    return frozenset(
        key
        for key, idea in ideas.items()
        if idea.code in numbers or any(f" {title} " in whole for title in _titles(idea))
    )


def _titles(idea: Known) -> Iterable[str]:
    for title in idea.titles:
        folded, covered = fold(title), fold(masked(title, idea.hidden))
        if len(folded) >= FEWEST_LETTERS:
            yield folded
        if covered != folded and len(covered.split()) >= FEWEST_WORDS:
            yield covered

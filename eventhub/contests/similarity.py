"""PURE: how alike two titles are, so that the same idea entered twice is seen.

Titles are folded and cut into letters by threes; alike means that most threes are shared (Dice). Word
order and spelling habits matter little, meaning is not looked at.
"""

from collections.abc import Iterable
from typing import TypeVar

from eventhub.folding import fold

Key = TypeVar("Key")
ALIKE = 0.55
"""At and above this share two titles deserve a look."""


def threes(title: str) -> frozenset[str]:
    """The folded title's runs of three letters, words padded with a space."""
    text = f" {' '.join(sorted(fold(title).split()))} "
    return frozenset(text[start : start + 3] for start in range(max(len(text) - 2, 0)))


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of threes in common, 0 to 1; nothing is like nothing."""
    together = len(one) + len(other)
    return 2 * len(one & other) / together if together else 0.0


def alike(titles: Iterable[str], others: Iterable[tuple[Key, Iterable[str]]]) -> list[tuple[Key, float]]:
    """The keys of others with a title like one of ours, and how alike (ALIKE to 1), most alike first."""
    ours = [threes(title) for title in titles if title]
    found = [
        (key, max((likeness(one, threes(other)) for one in ours for other in theirs if other), default=0.0))
        for key, theirs in others
    ]
    return sorted((pair for pair in found if pair[1] >= ALIKE), key=lambda pair: -pair[1])

"""PURE: how alike two ideas are, so that the same idea entered twice is seen, and why.

Titles are folded and cut into letters by threes, texts into words; alike means that most are shared (Dice).
Word order and spelling habits matter little, meaning is not looked at. One owner may enter several ideas, so
an owner in common is no reason of its own: it only asks for less of the others.
"""

from msgspec import Struct

from eventhub.folding import fold

ALIKE = 0.55
"""At and above this share two titles deserve a look."""
TEXTS_ALIKE = 0.5
"""The same of two texts, in words: neighbours who write about one trade share a third of theirs."""
ENOUGH_OF_ONE_OWNER = 0.35
"""The same of either, where both ideas have one owner."""
LEAST_WORD = 4
"""Letters of a word that says something; shorter ones are in every text."""
FEWEST_WORDS = 8
"""Words below which a text is too short to be compared."""


class Said(Struct, frozen=True):
    """What is compared of an idea: its titles and texts, in whatever languages, and who entered it."""

    titles: tuple[str, ...]
    texts: tuple[str, ...] = ()
    owners: frozenset[str] = frozenset()


class Likeness(Struct, frozen=True):
    """Why two ideas may be one: shares from 0 to 1, and whether one owner entered both."""

    title: float
    text: float
    is_same_owner: bool

    @property
    def deserves_a_look(self) -> bool:
        """Whether a person should compare them."""
        least_title, least_text = (
            (ENOUGH_OF_ONE_OWNER, ENOUGH_OF_ONE_OWNER) if self.is_same_owner else (ALIKE, TEXTS_ALIKE)
        )
        return self.title >= least_title or self.text >= least_text


def threes(title: str) -> frozenset[str]:
    """The folded title's runs of three letters, words padded with a space."""
    text = f" {' '.join(sorted(fold(title).split()))} "
    return frozenset(text[start : start + 3] for start in range(max(len(text) - 2, 0)))


def words(text: str) -> frozenset[str]:
    """The folded text's words that say something; nothing of a text too short to be compared."""
    found = frozenset(word for word in fold(text).split() if len(word) >= LEAST_WORD)
    return found if len(found) >= FEWEST_WORDS else frozenset()


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of pieces in common, 0 to 1; nothing is like nothing."""
    together = len(one) + len(other)
    return 2 * len(one & other) / together if together else 0.0


class Looker:
    """Compares one idea with others, cutting its own words once."""

    def __init__(self, ours: Said) -> None:
        self.ours = ours
        self.titles = [threes(title) for title in ours.titles if title]
        self.texts = [words(text) for text in ours.texts if text]

    def at(self, other: Said) -> Likeness:
        """How alike another idea is."""
        return Likeness(
            title=_most(self.titles, [threes(title) for title in other.titles if title]),
            text=_most(self.texts, [words(text) for text in other.texts if text]) if self.texts else 0.0,
            is_same_owner=bool(self.ours.owners & other.owners),
        )


def _most(ours: list[frozenset[str]], theirs: list[frozenset[str]]) -> float:
    return max((likeness(one, other) for one in ours for other in theirs), default=0.0)

"""PURE: which files may be the same exhibitor's, and why; nothing is refused for it.

Files are compared only where they share a key of `keys_of` (blocking, as in record linkage): a number, an
address, a person, or a name in one of its spellings. A number or a person shared is enough; a name counts
only inside one province, since many cooperatives are called Hope.
"""

import re
from collections.abc import Iterable, Sequence
from enum import StrEnum

from msgspec import Struct

from eventhub.cooperatives.folded import GENERIC
from eventhub.folding import fold

MOST_SHARING = 20
"""A key that more files share tells nothing: an office's phone, a very common name."""
_LEAST_NAME = 3
_LONGEST = 100
_WEAK = re.compile(r"[aeiouyhاويهء]")
_TWICE = re.compile(r"([^\W\d_])\1+")
_ALIKE = str.maketrans({"q": "k", "c": "k", "z": "s", "x": "s"})


class Likeness(StrEnum):
    """What two files share."""

    REGISTER = "register"
    ICE = "ice"
    PHONE = "phone"
    EMAIL = "email"
    PEOPLE = "people"
    NAME = "name"
    NEAR_NAME = "near_name"


class Identity(Struct, frozen=True):
    """What an exhibitor is known by. Phones in E.164; `people` are the ids of those who act for it."""

    name_ar: str | None = None
    name_latin: str | None = None
    register_number: str | None = None
    court: str | None = None
    ice: str | None = None
    phone: str | None = None
    email: str | None = None
    province: str = ""
    people: tuple[int, ...] = ()


def name_key(name: str | None) -> str:
    """A name without the words that all share, in any order; empty when nothing is left."""
    words = {_bare(word) for word in fold(name).split()} - GENERIC
    text = " ".join(sorted(words - {""}))
    return text[:_LONGEST] if len(text) >= _LEAST_NAME else ""


def sound_key(name: str | None) -> str:
    """A name as it is heard: no vowels, nothing doubled, letters that are mistaken for each other as one."""
    words = (_TWICE.sub(r"\1", _WEAK.sub("", word.translate(_ALIKE))) for word in name_key(name).split())
    text = " ".join(sorted(filter(None, words)))
    return text[:_LONGEST] if len(text) >= _LEAST_NAME else ""


def _bare(word: str) -> str:
    return word[2:] if word.startswith("ال") and len(word) > 4 else word  # noqa: PLR2004 - the article


def keys_of(identity: Identity) -> set[str]:
    """What an exhibitor may share with another, each as `likeness:value`, at most 120 characters."""
    found = {f"{Likeness.PEOPLE}:{person}" for person in identity.people}
    plain = {
        Likeness.REGISTER: fold(identity.register_number),
        Likeness.ICE: re.sub(r"\D", "", identity.ice or ""),
        Likeness.PHONE: identity.phone or "",
        Likeness.EMAIL: (identity.email or "").strip().casefold(),
    }
    found |= {f"{likeness}:{value[:_LONGEST]}" for likeness, value in plain.items() if value}
    for name in (identity.name_ar, identity.name_latin):
        spellings = {Likeness.NAME: name_key(name), Likeness.NEAR_NAME: sound_key(name)}
        found |= {f"{likeness}:{value}" for likeness, value in spellings.items() if value}
    return found


def reasons(shared: Iterable[str], one: Identity, other: Identity) -> list[str]:
    """Why two that share these keys may be the same, the strongest first; empty when they need not be."""
    found = {Likeness(key.partition(":")[0]) for key in shared}
    if Likeness.REGISTER in found and not _same_court(one, other):
        found.discard(Likeness.REGISTER)
    if one.province != other.province:
        found -= {Likeness.NAME, Likeness.NEAR_NAME}
    if Likeness.NAME in found:
        found.discard(Likeness.NEAR_NAME)
    return [likeness.value for likeness in _by_strength(found)]


def _by_strength(found: set[Likeness]) -> Sequence[Likeness]:
    return [likeness for likeness in Likeness if likeness in found]


def _same_court(one: Identity, other: Identity) -> bool:
    courts = {fold(one.court), fold(other.court)} - {""}
    return len(courts) < 2  # noqa: PLR2004 - two different courts

"""PURE: which ideas of a heat go through to the final, by place or by a quota for each territory.

Ties at a border all go through: a coin is no reason to send somebody home.
"""

from collections.abc import Iterable, Mapping
from typing import Generic, TypeVar

from msgspec import Struct

Key = TypeVar("Key")


class Place(Struct, Generic[Key], frozen=True):
    """An idea's place in its heat and where its project is."""

    key: Key
    rank: int
    territory: str


def best_places(places: Iterable[Place[Key]], count: int) -> list[Place[Key]]:
    """Those whose rank is at most `count`, first to last, ties at the border included."""
    return sorted((each for each in places if each.rank <= count), key=lambda each: each.rank)


def best_of_each(places: Iterable[Place[Key]], quotas: Mapping[str, int], otherwise: int) -> list[Place[Key]]:
    """The best of each territory, as many as its quota (`otherwise` where it has none), by rank.

    Within a territory as many go as the quota says, and those who share the last one's rank.
    """
    by_territory: dict[str, list[Place[Key]]] = {}
    for each in sorted(places, key=lambda place: place.rank):
        by_territory.setdefault(each.territory, []).append(each)
    going: list[Place[Key]] = []
    for territory, ranked in by_territory.items():
        quota = min(quotas.get(territory, otherwise), len(ranked))
        if quota > 0:
            border = ranked[quota - 1].rank
            going += [each for each in ranked if each.rank <= border]
    return sorted(going, key=lambda each: each.rank)


def going_through(
    places: Iterable[Place[Key]], rule: str, count: int, quotas: Mapping[str, int]
) -> list[Place[Key]]:
    """The ideas that go through, by `kinds.HeatRule`: the best `count` of all, or of each territory."""
    return best_places(places, count) if rule == "places" else best_of_each(places, quotas, count)

"""PURE: the rules of an allocation as organizers say them, and what they come to in figures.

A `RuleBook` is what the page of rules edits and what is stored, versioned, for each edition. Words of weight
(`Strength`) become multiples of the usual weight of a comfort term; the order of `levels` is the order of the
solver's objective. Not here: the solver's own `Rules` (`problems` makes them), sentences (`phrases`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from typing import Any

from eventhub.cooperatives.kinds import Sector

SMOKE, DELICATE, ANIMALS, FOOD = "smoke", "delicate", "animals", "food"
TRAITS = (SMOKE, DELICATE, ANIMALS, FOOD)
SECTOR = "sector:"
"""A trait of this beginning is a sector."""
KINDS = ("side", "back", "facing")
WALLS = ("side", "back")
TAGS = ("women", "youth", "province")
FAMILIES = ("neighbours", "caps", "quotas", "apart", "together", "forbidden")


class Strength(StrEnum):
    """How much something matters."""

    OFF = "off"
    HARDLY = "hardly"
    SOME = "some"
    MUCH = "much"


class Returning(StrEnum):
    """What an exhibitor of last year may expect of its stand."""

    OFF = "off"
    SOME = "some"
    MUCH = "much"
    MUST = "must"


FACTORS = {Strength.OFF: 0.0, Strength.HARDLY: 0.3, Strength.SOME: 1.0, Strength.MUCH: 3.0}
WEIGHTS = {
    "preference": 1.0,
    "size_gap_m2": 1.0,
    "last_booth_lost": 8.0,
    "corner_unmet": 2.0,
    "near_unmet": 6.0,
    "avoid_hit": 5.0,
    "same_category_neighbour": 3.0,
}
"""What one regret of each kind weighs when it matters "some"."""
WISHES = ("preference", "corner_unmet", "near_unmet", "size_gap_m2")
"""Terms whose strength is asked one by one; avoiding counts with being near."""
LEVELS: dict[str, dict[str, float]] = {
    "kept": {"unplaced_previous": 1.0},
    "quota": {"quota_shortfall": 1.0},
    "tier1": {"unplaced_tier_1": 1.0},
    "tier2": {"unplaced_tier_2": 1.0},
    "tier3": {"unplaced_tier_3": 1.0},
    "merit": {"unplaced_score": 1.0},
    "moves": {"moves": 1.0},
    "returning": {"last_booth_lost": 1.0},
    "comfort": dict.fromkeys(WEIGHTS, 1.0),
}
"""Each step of the objective with its terms."""
ORDER = ("kept", "quota", "tier1", "tier2", "tier3", "merit", "moves", "returning", "comfort")


@dataclass(frozen=True, slots=True)
class RuleBook:
    """The rules of one edition. Distances in metres; files go by their public ids, stands by their labels."""

    neighbours: tuple[tuple[str, str, tuple[str, ...]], ...] = (
        (SMOKE, DELICATE, WALLS),
        (ANIMALS, FOOD, WALLS),
    )
    caps: tuple[tuple[str, str, int], ...] = ()
    quotas: tuple[tuple[str, str, int], ...] = ()
    uses_call_quotas: bool = True
    apart: tuple[tuple[str, str], ...] = ()
    together: tuple[tuple[str, str], ...] = ()
    forbidden: tuple[tuple[str, str], ...] = ()
    spread: Strength = Strength.SOME
    returning: Returning = Returning.SOME
    wishes: Mapping[str, Strength] = field(default_factory=lambda: dict.fromkeys(WISHES, Strength.SOME))
    order: tuple[str, ...] = ORDER
    apart_m: float = 12.0
    near_m: float = 12.0

    def weights(self) -> dict[str, float]:
        """The weight of each comfort term."""
        strengths: dict[str, Any] = dict(self.wishes) | {"avoid_hit": self.wishes["near_unmet"]}
        strengths["same_category_neighbour"] = self.spread
        strengths["last_booth_lost"] = Strength.MUCH if self.returning == Returning.MUST else self.returning
        return {term: WEIGHTS[term] * FACTORS[Strength(strengths[term])] for term in WEIGHTS}

    def levels(self) -> list[tuple[str, dict[str, float]]]:
        """The steps of the objective in order; `returning` only where last year's stand must be kept."""
        is_kept = self.returning == Returning.MUST
        return [(name, LEVELS[name]) for name in self.order if name != "returning" or is_kept]

    def without(self, family: str, number: int) -> "RuleBook":
        """The same rules but for one, by its family and its place there."""
        kept = [rule for place, rule in enumerate(getattr(self, family)) if place != number]
        changes: dict[str, Any] = {family: tuple(kept)}
        return replace(self, **changes)

    def moved(self, name: str, step: int) -> "RuleBook":
        """The same rules with a level one place up (-1) or down (1); beyond an end nothing changes."""
        order = list(self.order)
        here = order.index(name)
        there = min(max(here + step, 0), len(order) - 1)
        order[here], order[there] = order[there], order[here]
        return replace(self, order=tuple(order))


def stored(book: RuleBook) -> dict[str, Any]:
    """A book as JSON."""
    found = asdict(book)
    found["wishes"] = {term: str(strength) for term, strength in book.wishes.items()}
    return found


def read(found: Mapping[str, Any] | None) -> RuleBook:
    """A book from what was stored; what it does not say, and what is unknown by now, is as usual."""
    found = found or {}
    usual = RuleBook()
    return RuleBook(
        neighbours=tuple(
            (a, b, tuple(kind for kind in kinds if kind in KINDS))
            for a, b, kinds in found.get("neighbours", usual.neighbours)
        ),
        caps=tuple((zone, sector, int(most)) for zone, sector, most in found.get("caps", ())),
        quotas=tuple((zone, tag, int(least)) for zone, tag, least in found.get("quotas", ())),
        uses_call_quotas=bool(found.get("uses_call_quotas", True)),
        apart=_pairs(found.get("apart", ())),
        together=_pairs(found.get("together", ())),
        forbidden=_pairs(found.get("forbidden", ())),
        spread=Strength(found.get("spread", usual.spread)),
        returning=Returning(found.get("returning", usual.returning)),
        wishes={term: Strength(found.get("wishes", {}).get(term, Strength.SOME)) for term in WISHES},
        order=_order(found.get("order", ORDER)),
        apart_m=float(found.get("apart_m", usual.apart_m)),
        near_m=float(found.get("near_m", usual.near_m)),
    )


def _pairs(found: Sequence[Sequence[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((one, other) for one, other in found)


def _order(found: Sequence[str]) -> tuple[str, ...]:
    known = [name for name in dict.fromkeys(found) if name in LEVELS]
    return (*known, *(name for name in ORDER if name not in known))


def carried(book: RuleBook) -> RuleBook:
    """What the next edition takes over: everything that names no file of this one."""
    return replace(book, apart=(), together=(), forbidden=())


def sectors_as_traits(application_sector: str) -> frozenset[str]:
    """The trait that a sector is."""
    return frozenset({f"{SECTOR}{application_sector}"}) if application_sector in set(Sector) else frozenset()

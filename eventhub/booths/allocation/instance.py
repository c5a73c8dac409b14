"""One allocation problem as frozen values: plan, applications, rules, previous plan.

Lengths are metres, areas square metres, power kilowatts, money whole dirhams.
Reading these values from JSON is in ``reading``; the arrays the solver works
on are in ``tables``. Ids are opaque strings.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping

FORMAT = "eventhub-allocation/1"
SOLUTION_FORMAT = "eventhub-allocation-solution/1"

ADJACENCY_KINDS = ("side", "back", "facing")

COMFORT_TERMS = (
    "preference",
    "size_gap_m2",
    "last_booth_lost",
    "corner_unmet",
    "near_unmet",
    "avoid_hit",
    "same_category_neighbour",
)


class Zone(Struct, frozen=True):
    """A part of a hall; ``categories`` is None when every category is admitted."""

    id: str
    hall: str
    categories: frozenset[str] | None


class Row(Struct, frozen=True):
    """Booths of one zone in physical order."""

    id: str
    zone: str
    booths: tuple[str, ...]


class Booth(Struct, frozen=True):
    """One booth; ``x`` and ``y`` are its centre."""

    id: str
    hall: str
    zone: str
    row: str
    x: float
    y: float
    m2: float
    price: float
    power_kw: float
    corner: bool
    water: bool
    cooking: bool
    heavy: bool
    accessible: bool
    is_open: bool


class Adjacency(Struct, frozen=True):
    """Two booths that touch (``side``, ``back``) or look at each other (``facing``)."""

    booth: str
    other: str
    kind: str


class Plan(Struct, frozen=True):
    """The ground of the fair."""

    zones: tuple[Zone, ...]
    rows: tuple[Row, ...]
    booths: tuple[Booth, ...]
    adjacency: tuple[Adjacency, ...]


class Needs(Struct, frozen=True):
    """What the placement must offer; power is the sum over its booths."""

    power_kw: float
    water: bool
    cooking: bool
    heavy: bool
    accessible: bool


class Preference(Struct, frozen=True):
    """One ranked wish: a zone or a booth, never both."""

    zone: str | None = None
    booth: str | None = None


class Application(Struct, frozen=True):
    """What one exhibitor asks for, and what it is worth to the fair."""

    id: str
    category: str
    traits: frozenset[str]
    tags: frozenset[str]
    tier: int
    score: float
    min_booths: int
    max_booths: int
    min_m2: float
    preferred_m2: float
    max_m2: float
    needs: Needs
    budget: float
    wants_corner: bool
    last_booths: frozenset[str]
    preferences: tuple[Preference, ...]
    near: tuple[str, ...]
    avoid: tuple[str, ...]
    apart: tuple[str, ...]


class Incompatibility(Struct, frozen=True):
    """Trait ``a`` may not touch trait ``b`` by one of ``kinds``."""

    a: str
    b: str
    kinds: tuple[str, ...]


class ZoneCap(Struct, frozen=True):
    """At most ``most`` placed applications of the category in the zone."""

    zone: str
    category: str
    most: int


class Quota(Struct, frozen=True):
    """At least ``least`` placed applications with the tag in the zone, or a shortfall."""

    zone: str
    tag: str
    least: int


class Level(Struct, frozen=True):
    """One step of the lexicographic objective: a weighted sum of terms."""

    name: str
    terms: Mapping[str, float]


class Rules(Struct, frozen=True):
    """What must hold, and what is worth what."""

    near_m: float
    apart_m: float
    incompatible: tuple[Incompatibility, ...]
    same_category_kinds: tuple[str, ...]
    zone_caps: tuple[ZoneCap, ...]
    quotas: tuple[Quota, ...]
    pins: Mapping[str, frozenset[str]]
    forbidden: frozenset[tuple[str, str]]
    pref_cost: tuple[float, ...]
    pref_cost_unranked: float
    weights: Mapping[str, float]
    levels: tuple[Level, ...]


class Previous(Struct, frozen=True):
    """The published plan that is being repaired; ``max_moves`` None is no limit."""

    assignments: Mapping[str, frozenset[str]]
    max_moves: int | None


class Instance(Struct, frozen=True):
    """A whole problem under its name."""

    name: str
    plan: Plan
    applications: tuple[Application, ...]
    rules: Rules
    previous: Previous | None

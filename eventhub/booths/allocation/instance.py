"""One allocation problem as frozen values: plan, applications, rules, previous plan.

Lengths are metres, areas square metres, power kilowatts, money whole dirhams.
Reading these values from JSON is in ``reading``; the arrays the solver works
on are in ``tables``. Ids are opaque strings.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

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


@dataclass(frozen=True, slots=True)
class Zone:
    """A part of a hall; ``categories`` is None when every category is admitted."""

    id: str
    hall: str
    categories: frozenset[str] | None


@dataclass(frozen=True, slots=True)
class Row:
    """Booths of one zone in physical order."""

    id: str
    zone: str
    booths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Booth:
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


@dataclass(frozen=True, slots=True)
class Adjacency:
    """Two booths that touch (``side``, ``back``) or look at each other (``facing``)."""

    booth: str
    other: str
    kind: str


@dataclass(frozen=True, slots=True)
class Plan:
    """The ground of the fair."""

    zones: tuple[Zone, ...]
    rows: tuple[Row, ...]
    booths: tuple[Booth, ...]
    adjacency: tuple[Adjacency, ...]


@dataclass(frozen=True, slots=True)
class Needs:
    """What the placement must offer; power is the sum over its booths."""

    power_kw: float
    water: bool
    cooking: bool
    heavy: bool
    accessible: bool


@dataclass(frozen=True, slots=True)
class Preference:
    """One ranked wish: a zone or a booth, never both."""

    zone: str | None = None
    booth: str | None = None


@dataclass(frozen=True, slots=True)
class Application:
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


@dataclass(frozen=True, slots=True)
class Incompatibility:
    """Trait ``a`` may not touch trait ``b`` by one of ``kinds``."""

    a: str
    b: str
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ZoneCap:
    """At most ``most`` placed applications of the category in the zone."""

    zone: str
    category: str
    most: int


@dataclass(frozen=True, slots=True)
class Quota:
    """At least ``least`` placed applications with the tag in the zone, or a shortfall."""

    zone: str
    tag: str
    least: int


@dataclass(frozen=True, slots=True)
class Level:
    """One step of the lexicographic objective: a weighted sum of terms."""

    name: str
    terms: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Rules:
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


@dataclass(frozen=True, slots=True)
class Previous:
    """The published plan that is being repaired; ``max_moves`` None is no limit."""

    assignments: Mapping[str, frozenset[str]]
    max_moves: int | None


@dataclass(frozen=True, slots=True)
class Instance:
    """A whole problem under its name."""

    name: str
    plan: Plan
    applications: tuple[Application, ...]
    rules: Rules
    previous: Previous | None

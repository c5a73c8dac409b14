"""PURE: from stands, files and rules to the allocator's `Instance`, and why a file fits nowhere.

Rows are read by attribute only, so anything shaped like them will do. A file's name in the instance begins
with the place it drew (`lottery.numbered`). A stand that is shared is as many stands as it has holders, named
`part(label, n)`: side by side, each with its part of the area, the power and the price.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from msgspec import Struct, field

from eventhub.booths import lottery, rules
from eventhub.booths.allocation import instance as problem
from eventhub.booths.asking import fits
from eventhub.booths.ground import corrected, neighbours, spot
from eventhub.booths.rules import ANIMALS, DELICATE, FOOD, SMOKE, RuleBook
from eventhub.cooperatives.kinds import ExhibitorKind, Sector

INSTITUTION = "institution"
"""The category of institutions, whatever they show: they have their own zones."""
OPEN_AIR = "ground"
"""The hall of what stands in none."""
Corrections = Mapping[frozenset[str], str | None]
_DELICATE = frozenset({Sector.WEAVING, Sector.EMBROIDERY, Sector.COSMETICS})
_FOOD = frozenset({Sector.HONEY, Sector.OILS, Sector.COUSCOUS, Sector.DAIRY, Sector.FRUITS, Sector.CAPERS})
_NO_LIMIT = 1e6
_PREF_COST = (0.0, 2.0, 4.0, 7.0)
_PREF_COST_UNRANKED = 12.0


class Places(Struct, frozen=True):
    """Who is where already: the stands (or parts) of each file by its id, and what is out of reach.

    `parts` are the holders of each shared stand in their order, None for a part nobody holds; `closed` are
    stands that several take in turn; `gone` the files that stand there: the problem leaves them out.
    """

    of: Mapping[int, frozenset[str]] = field(default_factory=dict)
    parts: Mapping[str, tuple[int | None, ...]] = field(default_factory=dict)
    closed: frozenset[str] = frozenset()
    gone: frozenset[int] = frozenset()


class Standing(Struct, frozen=True):
    """What an edition knows besides its stands and files.

    `pins` are the stands that may not change hands, by the file's id; `previous` the published stands of a
    re-allocation; `last` last year's stands by the exhibitor's id; `seed` orders equals.
    """

    pins: Mapping[int, frozenset[str]] = field(default_factory=dict)
    places: Places = field(default_factory=Places)
    previous: Mapping[int, frozenset[str]] | None = None
    max_moves: int | None = None
    last: Mapping[int, frozenset[str]] = field(default_factory=dict)
    seed: int = 0
    quotas: Sequence[Mapping[str, Any]] = ()
    home: str | None = None


def part(label: str, number: int) -> str:
    """The name of one part of a shared stand, counted from 1."""
    return f"{label}/{number}"


def whole(name: str) -> str:
    """The stand that a part belongs to."""
    return name.partition("/")[0]


def category(application: Any) -> str:
    """What the zones admit or not: the sector, or institution."""
    is_institution = application.cooperative.kind == ExhibitorKind.INSTITUTION
    return INSTITUTION if is_institution else str(application.sector)


def traits(application: Any) -> frozenset[str]:
    """What its neighbours may have to bear, or bear badly."""
    sector = application.sector
    found = {
        SMOKE: bool(application.needs.get("cooking")),
        DELICATE: sector in _DELICATE,
        ANIMALS: sector == Sector.LIVESTOCK,
        FOOD: sector in _FOOD,
    }
    return frozenset(name for name, is_so in found.items() if is_so) | rules.sectors_as_traits(sector)


def clash(book: RuleBook, one: frozenset[str], other: frozenset[str]) -> frozenset[str]:
    """The kinds of neighbours that two exhibitors with these traits may not be."""
    pairs = (
        kinds for a, b, kinds in book.neighbours if (a in one and b in other) or (b in one and a in other)
    )
    return frozenset(kind for kinds in pairs for kind in kinds)


def tags(application: Any, home: str | None) -> frozenset[str]:
    """What published quotas count: women's, young, of the province."""
    cooperative = application.cooperative
    members = cooperative.members or 0
    half = members > 0
    found = {
        "women": half and (cooperative.women or 0) * 2 >= members,
        "youth": half and (cooperative.youth or 0) * 2 >= members,
        "province": bool(home) and str(home).startswith(cooperative.province_code),
    }
    return frozenset(name for name, is_so in found.items() if is_so)


def admitted(zone: Any) -> tuple[str, ...]:
    """The categories a zone admits; institutions stand in their own zones only."""
    if zone.is_institutional:
        return (INSTITUTION,)
    return tuple(zone.sectors) or tuple(Sector)


def build(
    name: str,
    *,
    zones: Sequence[Any],
    booths: Sequence[Any],
    applications: Sequence[Any],
    book: RuleBook,
    standing: Standing,
    corrections: Corrections | None = None,
) -> problem.Instance:
    """The whole problem. A quota of the call is shared among the open zones by their stands.

    `corrections` says by hand which stands (labels) touch, where the drawing says otherwise.
    """
    drawn = lottery.drawn(standing.seed, (row.public_id for row in applications))
    ids = {row.id: lottery.numbered(drawn[row.public_id], row.public_id) for row in applications}
    names = {row.public_id: ids[row.id] for row in applications}
    labels = {booth.label for booth in booths}
    known = {zone.key for zone in zones}
    exhibitors = {row.cooperative.public_id: ids[row.id] for row in applications}
    words = _Words(standing, book, names, labels, known, exhibitors)
    previous = standing.previous
    return problem.Instance(
        name=name,
        plan=_plan(zones, booths, standing.places, corrections or {}),
        applications=tuple(_application(row, ids[row.id], words) for row in applications),
        rules=_rules(
            {ids[key]: held for key, held in standing.pins.items() if key in ids},
            book,
            words,
            _quotas(zones, booths, standing.quotas if book.uses_call_quotas else (), book),
        ),
        previous=None
        if previous is None
        else problem.Previous(
            {ids[key]: held for key, held in previous.items() if key in ids}, standing.max_moves
        ),
    )


class _Words(Struct, frozen=True):
    """What names mean in one problem: files by public id, labels and zones that exist."""

    standing: Standing
    book: RuleBook
    names: Mapping[str, str]
    labels: set[str]
    zones: set[str]
    exhibitors: Mapping[str, str]

    def wished(self, row: Any, kind: str) -> tuple[str, ...]:
        """The files of the exhibitors wished beside ("near") or far off ("avoid"); others don't count."""
        named = (row.neighbours or {}).get(kind, ())
        return tuple(self.exhibitors[each] for each in named if each in self.exhibitors)

    def others(self, pairs: Iterable[tuple[str, str]], public_id: str) -> tuple[str, ...]:
        """The second of each pair that begins with this file, where both take part."""
        found = (self.names.get(other) for one, other in pairs if one == public_id and other != public_id)
        return tuple(dict.fromkeys(name for name in found if name))


def _plan(
    zones: Sequence[Any], booths: Sequence[Any], places: Places, corrections: Corrections
) -> problem.Plan:
    rows: dict[str, list[Any]] = {}
    for booth in booths:
        rows.setdefault(booth.row, []).append(booth)
    spots = [spot(booth.label, booth.row, booth.position, booth) for booth in booths]
    pairs = corrected(neighbours(spots), corrections)
    return problem.Plan(
        zones=tuple(
            problem.Zone(zone.key, zone.hall or OPEN_AIR, frozenset(admitted(zone))) for zone in zones
        ),
        rows=tuple(
            problem.Row(
                row,
                found[0].zone.key,
                tuple(
                    name
                    for booth in sorted(found, key=lambda b: b.position)
                    for name in _names_of(booth.label, places)
                ),
            )
            for row, found in rows.items()
        ),
        booths=tuple(each for booth in booths for each in _booths(booth, places)),
        adjacency=tuple(_adjacency(pairs, places)),
    )


def _names_of(label: str, places: Places) -> tuple[str, ...]:
    count = len(places.parts.get(label, ()))
    return tuple(part(label, number) for number in range(1, count + 1)) or (label,)


def _adjacency(pairs: Iterable[tuple[str, str, str]], places: Places) -> Iterable[problem.Adjacency]:
    """Neighbours; the parts of a shared stand touch one another, and all that their stand touches."""
    for one, other, kind in pairs:
        for a in _names_of(one, places):
            for b in _names_of(other, places):
                yield problem.Adjacency(a, b, kind)
    for label in places.parts:
        names = _names_of(label, places)
        for number, a in enumerate(names):
            for b in names[number + 1 :]:
                yield problem.Adjacency(a, b, "side")


def _booths(booth: Any, places: Places) -> Iterable[problem.Booth]:
    holders = places.parts.get(booth.label) or (0,)
    names = _names_of(booth.label, places)
    count = len(names)
    for name, holder in zip(names, holders, strict=True):
        yield problem.Booth(
            id=name,
            hall=booth.zone.hall or OPEN_AIR,
            zone=booth.zone.key,
            row=booth.row,
            x=booth.x,
            y=booth.y,
            m2=booth.width * booth.depth / count,
            price=booth.price / 100 / count,
            power_kw=booth.power_kw / count,
            corner=booth.is_corner,
            water=booth.has_water,
            cooking=booth.allows_cooking,
            heavy=booth.takes_heavy,
            accessible=booth.is_accessible,
            is_open=not booth.is_blocked and holder is not None and booth.label not in places.closed,
        )


def _application(row: Any, name: str, words: _Words) -> problem.Application:
    needs = row.needs
    booths = int(needs.get("booths") or 1)
    book = words.book
    last = (
        words.standing.last.get(row.cooperative_id, frozenset()) if book.returning != "off" else frozenset()
    )
    return problem.Application(
        id=name,
        category=category(row),
        traits=traits(row),
        tags=tags(row, words.standing.home),
        tier=row.tier,
        score=float(row.score or 0),
        min_booths=booths,
        max_booths=booths,
        min_m2=0.0,
        preferred_m2=float(needs.get("area_m2") or 0),
        max_m2=_NO_LIMIT,
        needs=problem.Needs(
            power_kw=float(needs.get("power_kw") or 0),
            water=bool(needs.get("water")),
            cooking=bool(needs.get("cooking")),
            heavy=bool(needs.get("heavy")),
            accessible=bool(needs.get("accessible")),
        ),
        budget=float(needs.get("budget") or _NO_LIMIT),
        wants_corner=bool(needs.get("corner")),
        last_booths=frozenset(last & words.labels),
        preferences=tuple(_preferences(row.wishes, words)),
        near=tuple(dict.fromkeys((*words.others(book.together, row.public_id), *words.wished(row, "near")))),
        avoid=words.wished(row, "avoid"),
        apart=words.others(book.apart, row.public_id),
    )


def _preferences(wishes: Iterable[Mapping[str, Any]], words: _Words) -> Iterable[problem.Preference]:
    """Wishes for zones and stands that the plan still has, best first."""
    for wish in wishes:
        if wish.get("zone") in words.zones:
            yield problem.Preference(zone=wish["zone"])
        elif wish.get("booth") in words.labels and wish["booth"] not in words.standing.places.parts:
            yield problem.Preference(booth=wish["booth"])


def _quotas(
    zones: Sequence[Any], booths: Sequence[Any], quotas: Sequence[Mapping[str, Any]], book: RuleBook
) -> tuple[problem.Quota, ...]:
    """The call's quotas by zone, raised to what the rules ask of a zone."""
    open_zones = {zone.key for zone in zones if not zone.is_institutional}
    stands = Counter(
        booth.zone.key for booth in booths if booth.zone.key in open_zones and not booth.is_blocked
    )
    total = sum(stands.values()) or 1
    found: dict[tuple[str, str], int] = {}
    for quota in quotas:
        for key, count in stands.items():
            least = int(quota["least"]) * count // total
            found[key, str(quota["tag"])] = max(least, found.get((key, str(quota["tag"])), 0))
    for key, tag, least in book.quotas:
        if key in open_zones:
            found[key, tag] = max(least, found.get((key, tag), 0))
    return tuple(problem.Quota(key, tag, least) for (key, tag), least in found.items() if least > 0)


def _rules(
    pins: Mapping[str, frozenset[str]], book: RuleBook, words: _Words, quotas: tuple[problem.Quota, ...]
) -> problem.Rules:
    return problem.Rules(
        near_m=book.near_m,
        apart_m=book.apart_m,
        incompatible=tuple(problem.Incompatibility(a, b, kinds) for a, b, kinds in book.neighbours if kinds),
        same_category_kinds=("side",),
        zone_caps=tuple(
            problem.ZoneCap(zone, sector, most) for zone, sector, most in book.caps if zone in words.zones
        ),
        quotas=quotas,
        pins=pins,
        forbidden=frozenset(
            (words.names[file], label)
            for file, label in book.forbidden
            if file in words.names and label in words.labels and label not in words.standing.places.parts
        ),
        pref_cost=_PREF_COST,
        pref_cost_unranked=_PREF_COST_UNRANKED,
        weights=book.weights(),
        levels=tuple(problem.Level(name, terms) for name, terms in book.levels()),
    )


def why_nowhere(application: Any, booths: Sequence[Any]) -> str:
    """The reason's code when no stand of the plan can hold a file, even an empty plan.

    The need that fails at most stands among those its sector is admitted to, or none_large_enough when
    single stands would do.
    """
    own = category(application)
    causes = Counter(fits(application.needs, own, booth, admitted(booth.zone)) for booth in booths)
    if causes.get(None):
        return "none_large_enough"
    causes.pop("blocked", None)
    for code in ("no_power", "no_water", "no_cooking", "no_heavy", "sector_not_admitted"):
        if causes.get(code):
            return code
    return "no_stand"


def main_cause(explanation: Mapping[str, int]) -> str:
    """The cause that stands in front of most of a file's choices."""
    causes = {code: count for code, count in explanation.items() if code != "eligible"}
    return max(causes, key=lambda code: causes[code]) if causes else "no_stand"

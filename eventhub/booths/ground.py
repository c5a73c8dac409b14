"""PURE: the ground of a fair, in metres from its north-west corner.

Rows become stands, stands have neighbours.

Not here: who stands where (`allocation`), rows of tables (`models`).
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from typing import Any, Protocol, TypeVar

from eventhub.booths import geometry

AISLE_M = 4.5
"""Stands closer than this across a lane look at each other."""
TOUCHING_M = 0.35
"""Stands with a smaller gap share a wall."""
SLACK_M = 0.01


class Direction(StrEnum):
    """Which way a row runs."""

    ACROSS = "across"
    DOWN = "down"


class Numbering(StrEnum):
    """How the stands of a row are counted."""

    ALL = "all"
    ODD = "odd"
    EVEN = "even"
    BACKWARDS = "backwards"


class ThingKind(StrEnum):
    """What is on the ground besides stands."""

    STAGE = "stage"
    WATER = "water"
    TOILET = "toilet"
    FIRSTAID = "firstaid"
    SHADE = "shade"
    POWER = "power"
    ENTRANCE = "entrance"
    EXIT = "exit"
    INFO = "info"
    LANE = "lane"
    OBSTACLE = "obstacle"
    TREE = "tree"
    TEXT = "text"


WAYS = (ThingKind.ENTRANCE, ThingKind.EXIT)
"""What lies on an edge of the ground."""


@dataclass(frozen=True, slots=True)
class ZoneSpec:
    """A part of the ground; no sectors means that all are admitted."""

    key: str
    name: Mapping[str, str]
    sectors: tuple[str, ...] = ()
    is_institutional: bool = False
    outline: tuple[geometry.Point, ...] = ()
    hall: str = ""


@dataclass(frozen=True, slots=True)
class RowSpec:
    """A row of equal stands: its first corner, how many, how large, how they are counted and served.

    Lengths in metres, power in kW a stand, price in centimes a stand. `width` is along the row. `angle`
    turns the row round its first corner, in degrees clockwise from its direction.
    """

    zone: str
    name: str
    x: float
    y: float
    count: int
    direction: str = Direction.ACROSS
    width: float = 3.0
    depth: float = 3.0
    gap: float = 0.0
    first: int = 1
    numbering: str = Numbering.ALL
    power_kw: float = 2.0
    has_water: bool = False
    allows_cooking: bool = False
    takes_heavy: bool = False
    price: int = 0
    angle: float = 0.0

    @property
    def turned(self) -> float:
        """The angle of its stands, 0 up to 360."""
        return (self.angle + (90.0 if self.direction == Direction.DOWN else 0.0)) % 360


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that is not a stand; an entrance lies on an edge, `x` and `y` are the others' first corner.

    `points` is an outline that replaces the rectangle; `angle` turns the rectangle round its centre.
    """

    kind: str
    x: float
    y: float
    width: float = 4.0
    depth: float = 4.0
    label: str = ""
    angle: float = 0.0
    points: tuple[geometry.Point, ...] = ()
    id: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """One stand to be: `x`, `y` are its centre, `width` is along its row, `angle` in degrees clockwise."""

    row: RowSpec
    label: str
    position: int
    x: float
    y: float
    angle: float
    is_corner: bool


@dataclass(frozen=True, slots=True)
class Layout:
    """What the form draws: the ground's size, its zones, rows and things."""

    width: float
    depth: float
    zones: tuple[ZoneSpec, ...]
    rows: tuple[RowSpec, ...]
    things: tuple[Thing, ...] = ()


class Box(Protocol):
    """Anything that covers ground."""

    x: Any
    y: Any
    width: Any
    depth: Any
    angle: Any


Spec = TypeVar("Spec", RowSpec, ZoneSpec, Thing)


def read(kind: type[Spec], stored: Mapping[str, Any]) -> Spec:
    """A spec from what was stored of it; unknown keys are left out."""
    known = {each.name for each in fields(kind)}
    return kind(**{key: value for key, value in stored.items() if key in known})


def stored(spec: RowSpec | Thing) -> dict[str, Any]:
    """A spec as JSON."""
    return asdict(spec)


def places(rows: Iterable[RowSpec]) -> list[Place]:
    """The stands of all rows; a row drawn in several parts is one row, ends of a part are corners."""
    found: list[Place] = []
    begun: Counter[str] = Counter()
    for row in rows:
        found += _places_of(row, begun[row.name])
        begun[row.name] += row.count
    return found


def _places_of(row: RowSpec, before: int) -> Iterator[Place]:
    for index, number in enumerate(_numbers(row)):
        along = index * (row.width + row.gap) + row.width / 2
        across = row.depth / 2
        is_down = row.direction == Direction.DOWN
        dx, dy = (across, along) if is_down else (along, across)
        ax, ay = geometry.direction(row.angle)
        yield Place(
            row,
            f"{row.name}{number}",
            before + index,
            round(row.x + dx * ax - dy * ay, 3),
            round(row.y + dx * ay + dy * ax, 3),
            row.turned,
            index in (0, row.count - 1) or row.gap > TOUCHING_M,
        )


def _numbers(row: RowSpec) -> Iterable[int]:
    if row.numbering == Numbering.BACKWARDS:
        return range(row.first + row.count - 1, row.first - 1, -1)
    step = 1 if row.numbering == Numbering.ALL else 2
    start = row.first
    if row.numbering == Numbering.ODD and start % 2 == 0:
        start += 1
    if row.numbering == Numbering.EVEN and start % 2 == 1:
        start += 1
    return range(start, start + step * row.count, step)


def edges(box: Box) -> geometry.Edges:
    """Left, top, right and bottom of what a box covers, whichever way it is turned."""
    return geometry.bounds(corners(box))


def corners(box: Box) -> tuple[geometry.Point, ...]:
    """The four corners of a box."""
    return geometry.corners(box.x, box.y, box.width, box.depth, box.angle)


def place_corners(place: Place) -> tuple[geometry.Point, ...]:
    """The four corners of a stand to be."""
    return geometry.corners(place.x, place.y, place.row.width, place.row.depth, place.angle)


def place_edges(place: Place) -> geometry.Edges:
    """Left, top, right and bottom of a stand to be."""
    return geometry.bounds(place_corners(place))


def faults(layout: Layout) -> list[tuple[str, str, str]]:
    """What is wrong with a drawing, as (code, label, other label): outside, overlaps, same_label, no_zone."""
    found: list[tuple[str, str, str]] = []
    zones = {zone.key for zone in layout.zones}
    found += [("no_zone", row.name, row.zone) for row in layout.rows if row.zone not in zones]
    drawn = places(layout.rows)
    seen: set[str] = set()
    for place in drawn:
        if place.label in seen:
            found.append(("same_label", place.label, ""))
        seen.add(place.label)
        left, top, right, bottom = place_edges(place)
        if min(left, top) < -SLACK_M or right > layout.width + SLACK_M or bottom > layout.depth + SLACK_M:
            found.append(("outside", place.label, ""))
    return found + [("overlaps", a, b) for a, b in _overlaps(drawn)]


def _overlaps(drawn: Sequence[Place]) -> Iterator[tuple[str, str]]:
    boxes = sorted((place_edges(place), place.label, place_corners(place)) for place in drawn)
    for index, (box, label, shape) in enumerate(boxes):
        for other, other_label, other_shape in boxes[index + 1 :]:
            if other[0] > box[2] - SLACK_M:
                break
            if geometry.apart(shape, other_shape).gap < -SLACK_M:
                yield label, other_label


@dataclass(frozen=True, slots=True)
class Spot:
    """A stand as its neighbours see it; `shape` is its corners when it stands oblique."""

    id: str
    row: str
    position: int
    box: geometry.Edges
    shape: tuple[geometry.Point, ...] | None = None

    @property
    def outline(self) -> tuple[geometry.Point, ...]:
        """Its corners."""
        return self.shape or geometry.box_corners(self.box)


def spot(id_: str, row: str, position: int, box: Box) -> Spot:
    """A stand of any angle as its neighbours see it."""
    return Spot(id_, row, position, edges(box), None if geometry.is_upright(box.angle) else corners(box))


def neighbours(spots: Sequence[Spot]) -> Iterator[tuple[str, str, str]]:
    """Pairs of stands that share a side wall, stand back to back, or look at each other across a lane."""
    in_order = sorted(spots, key=lambda each: each.box[0])
    for index, one in enumerate(in_order):
        for other in in_order[index + 1 :]:
            if other.box[0] > one.box[2] + AISLE_M:
                break
            kind = _between(one, other)
            if kind:
                yield one.id, other.id, kind


def _between(one: Spot, other: Spot) -> str | None:
    if one.row == other.row and abs(one.position - other.position) != 1:
        return None
    found = geometry.apart(one.outline, other.outline)
    if one.row == other.row:
        return "side" if found.gap <= TOUCHING_M else None
    if found.shared <= SLACK_M:
        return None
    if found.gap <= TOUCHING_M:
        return "back"
    return "facing" if found.gap <= AISLE_M else None


def corrected(
    pairs: Iterable[tuple[str, str, str]], corrections: Mapping[frozenset[str], str | None]
) -> Iterator[tuple[str, str, str]]:
    """Neighbours as people corrected them: a pair's kind by hand, None where they are no neighbours."""
    for one, other, kind in pairs:
        if frozenset((one, other)) not in corrections:
            yield one, other, kind
    for pair, by_hand in corrections.items():
        if by_hand is not None:
            one, other = sorted(pair)
            yield one, other, by_hand

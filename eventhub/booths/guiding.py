"""PURE: a way told in steps: where to turn, after which stand, past what and on which side.

Points are metres, y down; from a walker's eyes a positive turn is to the right. Not here: the way itself
(`wayfinding`), the words (`directions`).
"""

from collections.abc import Sequence
from enum import StrEnum
from itertools import pairwise
from math import atan2, degrees

from msgspec import Struct, field

from eventhub.booths.shapes import Figure, Point, distance, from_figure, from_side, middle

STRAIGHT = 25.0
"""Degrees below which a bend is not told."""
STAIRCASE = 1.2
"""Metres by which the told way may leave the walked one."""
BESIDE = 7.0
"""Metres within which something is passed."""
AT_A_TURN = 4.0
"""Metres within which a stand marks a turn."""


class Turn(StrEnum):
    """How a leg begins."""

    START = "start"
    LEFT = "left"
    RIGHT = "right"


class Side(StrEnum):
    """On which hand something is."""

    LEFT = "left"
    RIGHT = "right"
    AHEAD = "ahead"


class Landmark(Struct, frozen=True):
    """Something one can see on the way; `is_stand` ones mark turns, others are passed."""

    key: str
    figure: Figure
    is_stand: bool


class Leg(Struct, frozen=True):
    """A straight part: how it begins, after which stand, how many metres, past what."""

    turn: Turn
    after: str
    metres: float
    passed: tuple[tuple[str, Side], ...] = field(default=())


class Guide(Struct, frozen=True):
    """The legs of a way and where its end lies then."""

    legs: tuple[Leg, ...]
    arrival: Side


def guide(points: Sequence[Point], landmarks: Sequence[Landmark], end: Figure) -> Guide:
    """A way in steps; `end` is what it leads to. A way of one point has no legs."""
    told = simpler(points)
    legs = []
    for index, (a, b) in enumerate(pairwise(told)):
        bend = bent(told[index - 1], a, b) if index else 0.0
        turn = Turn.START if not index else Turn.RIGHT if bend > 0 else Turn.LEFT
        after = _marking(a, landmarks, told[index - 1]) if index else ""
        legs.append(Leg(turn, after, distance(a, b), _passed(a, b, landmarks)))
    arrival = side_of(told[-2], told[-1], middle(end)) if len(told) > 1 else Side.AHEAD
    return Guide(tuple(legs), arrival)


def simpler(points: Sequence[Point]) -> list[Point]:
    """A way without the bends nobody notices (Ramer, 1972; Douglas and Peucker, 1973) and slight ones."""
    kept = _without_staircase(list(points))
    index = 1
    while index < len(kept) - 1:
        if abs(bent(kept[index - 1], kept[index], kept[index + 1])) < STRAIGHT:
            del kept[index]
        else:
            index += 1
    return kept


def _without_staircase(points: list[Point]) -> list[Point]:
    if len(points) < 3:  # noqa: PLR2004 - nothing between two ends
        return points
    offs = [from_side(point, points[0], points[-1]) for point in points[1:-1]]
    worst = max(range(len(offs)), key=offs.__getitem__)
    if offs[worst] <= STAIRCASE:
        return [points[0], points[-1]]
    at = worst + 1
    return _without_staircase(points[: at + 1])[:-1] + _without_staircase(points[at:])


def bent(a: Point, b: Point, c: Point) -> float:
    """Degrees by which a walker turns at b, to the right if positive."""
    before, after = atan2(b[1] - a[1], b[0] - a[0]), atan2(c[1] - b[1], c[0] - b[0])
    return (degrees(after - before) + 180) % 360 - 180


def side_of(a: Point, b: Point, other: Point) -> Side:
    """On which hand of a walker from a to b something lies, seen from b."""
    bend = bent(a, b, other) if distance(b, other) > 0.1 else 0.0  # noqa: PLR2004 - there already
    if abs(bend) < STRAIGHT:
        return Side.AHEAD
    return Side.RIGHT if bend > 0 else Side.LEFT


def _marking(at: Point, landmarks: Sequence[Landmark], before: Point) -> str:
    """The stand that marks a turn: the nearest one, first those already passed."""
    best, best_far = "", AT_A_TURN
    for mark in landmarks:
        if not mark.is_stand or abs(mark.figure[0][0] - at[0]) + abs(mark.figure[0][1] - at[1]) > 12:  # noqa: PLR2004
            continue
        far = from_figure(at, mark.figure)
        if distance(middle(mark.figure), before) > distance(at, before):
            far += 1.0
        if far < best_far:
            best, best_far = mark.key, far
    return best


def _passed(a: Point, b: Point, landmarks: Sequence[Landmark]) -> tuple[tuple[str, Side], ...]:
    """What is not a stand and lies beside a leg, in the order of the walk, two at most."""
    long = distance(a, b)
    if long < BESIDE:
        return ()
    way = (b[0] - a[0]) / long, (b[1] - a[1]) / long
    found = []
    for mark in landmarks:
        if mark.is_stand:
            continue
        x, y = middle(mark.figure)
        along = (x - a[0]) * way[0] + (y - a[1]) * way[1]
        foot = a[0] + way[0] * along, a[1] + way[1] * along
        if 0 < along < long and from_figure(foot, mark.figure) < BESIDE:
            across = way[0] * (y - a[1]) - way[1] * (x - a[0])
            found.append((along, mark.key, Side.RIGHT if across > 0 else Side.LEFT))
    return tuple((key, side) for _, key, side in sorted(found)[:2])

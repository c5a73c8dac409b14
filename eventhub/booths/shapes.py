"""PURE: figures on the ground, in metres, x to the right and y down as they are drawn.

Angles are degrees, clockwise as SVG turns. A figure is the corners it goes round by, at least three.
Not here: who stands there (`queries`), how it is drawn (`picture`).
"""

from collections.abc import Iterator, Mapping, Sequence
from math import cos, hypot, radians, sin
from typing import Any

Point = tuple[float, float]
Figure = tuple[Point, ...]
NEAR = 1e-9


def box(x: float, y: float, width: float, depth: float, angle: float = 0.0) -> Figure:
    """The corners of a rectangle round its centre, turned; quarter turns are exact."""
    quarters, rest = divmod(angle % 360, 90)
    if rest == 0:
        across, down = (depth, width) if quarters % 2 else (width, depth)
        left, top, right, bottom = x - across / 2, y - down / 2, x + across / 2, y + down / 2
        return (left, top), (right, top), (right, bottom), (left, bottom)
    turn = radians(angle)
    c, s = cos(turn), sin(turn)
    corners = ((-width, -depth), (width, -depth), (width, depth), (-width, depth))
    return tuple((x + (a * c - b * s) / 2, y + (a * s + b * c) / 2) for a, b in corners)


def of_stand(row: Any) -> Figure:
    """The ground a stand covers: `x`, `y` are its centre, `angle` may be any."""
    return box(row.x, row.y, row.width, row.depth, row.angle or 0.0)


def of_thing(thing: Mapping[str, Any]) -> Figure:
    """The ground something covers that is not a stand: its `points`, or a box from its first corner.

    An `angle` turns the box round its centre. Something without a size is a dot.
    """
    if points := thing.get("points"):
        return tuple((float(x), float(y)) for x, y in points)
    width, depth = float(thing.get("width") or 0), float(thing.get("depth") or 0)
    middle = thing["x"] + width / 2, thing["y"] + depth / 2
    return box(*middle, width, depth, float(thing.get("angle") or 0))


def bounds(figure: Sequence[Point]) -> tuple[float, float, float, float]:
    """Left, top, right and bottom."""
    xs, ys = [x for x, _ in figure], [y for _, y in figure]
    return min(xs), min(ys), max(xs), max(ys)


def middle(figure: Sequence[Point]) -> Point:
    """The middle of what a figure spans."""
    left, top, right, bottom = bounds(figure)
    return (left + right) / 2, (top + bottom) / 2


def is_upright(figure: Sequence[Point]) -> bool:
    """Whether a figure is a rectangle along the axes."""
    return (
        len(figure) == 4  # noqa: PLR2004 - a rectangle's corners
        and all(abs(a[0] - b[0]) < NEAR or abs(a[1] - b[1]) < NEAR for a, b in sides(figure))
    )


def sides(figure: Sequence[Point]) -> Iterator[tuple[Point, Point]]:
    """Each side, from corner to corner."""
    yield from zip(figure, [*figure[1:], figure[0]], strict=True)


def contains(figure: Sequence[Point], point: Point) -> bool:
    """Whether a point lies inside (even-odd rule)."""
    x, y = point
    inside = False
    for (ax, ay), (bx, by) in sides(figure):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            inside = not inside
    return inside


def distance(a: Point, b: Point) -> float:
    """Metres between two points."""
    return hypot(a[0] - b[0], a[1] - b[1])


def from_side(point: Point, a: Point, b: Point) -> float:
    """Metres from a point to the nearest of a side."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    long = dx * dx + dy * dy
    along = 0.0 if long < NEAR else ((point[0] - a[0]) * dx + (point[1] - a[1]) * dy) / long
    along = min(1.0, max(0.0, along))
    return distance(point, (a[0] + along * dx, a[1] + along * dy))


def from_figure(point: Point, figure: Sequence[Point]) -> float:
    """Metres from a point to a figure; 0 inside."""
    if contains(figure, point):
        return 0.0
    return min(from_side(point, a, b) for a, b in sides(figure))

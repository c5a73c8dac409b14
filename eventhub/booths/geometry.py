"""PURE: rectangles turned by any angle, in metres; `y` grows downwards, angles are degrees clockwise.

Two rectangles are apart by the separating axis theorem: of convex shapes that do not meet, one of the
normals of their sides shows the gap (Gottschalk, Lin and Manocha, OBBTree, 1996). Where they are closest at
corners the true distance is larger than that gap; stands look at each other only when their sides do.
"""

from collections.abc import Sequence
from math import cos, hypot, inf, radians, sin

from msgspec import Struct

Point = tuple[float, float]
Edges = tuple[float, float, float, float]
_QUARTER = 90


def direction(angle: float) -> Point:
    """The unit vector along a side that is turned by `angle` degrees; exact for quarter turns."""
    quarters = {0.0: (1.0, 0.0), 90.0: (0.0, 1.0), 180.0: (-1.0, 0.0), 270.0: (0.0, -1.0)}
    turned = angle % 360
    return quarters.get(turned) or (cos(radians(turned)), sin(radians(turned)))


def is_upright(angle: float) -> bool:
    """Whether the sides run along the ground's own."""
    return angle % _QUARTER == 0


def corners(x: float, y: float, width: float, depth: float, angle: float) -> tuple[Point, ...]:
    """The four corners of a rectangle round its centre, clockwise from the first."""
    ax, ay = direction(angle)
    half, deep = width / 2, depth / 2
    signs = ((-1, -1), (1, -1), (1, 1), (-1, 1))
    return tuple((x + i * half * ax - j * deep * ay, y + i * half * ay + j * deep * ax) for i, j in signs)


def bounds(points: Sequence[Point]) -> Edges:
    """Left, top, right and bottom of some points."""
    across, down = [x for x, _ in points], [y for _, y in points]
    return min(across), min(down), max(across), max(down)


def box_corners(edges: Edges) -> tuple[Point, ...]:
    """The corners of what lies between left, top, right and bottom."""
    left, top, right, bottom = edges
    return (left, top), (right, top), (right, bottom), (left, bottom)


class Apart(Struct, frozen=True):
    """How two shapes lie to each other: metres between them, and metres along which they look at each other.

    A negative gap is how deep they overlap.
    """

    gap: float
    shared: float


def apart(one: Sequence[Point], other: Sequence[Point]) -> Apart:
    """The widest gap between two rectangles along the normals of their sides, and what they share across."""
    best = Apart(-inf, -inf)
    for nx, ny in _normals(one) | _normals(other):
        gap = _gap(one, other, nx, ny)
        if gap > best.gap:
            best = Apart(gap, -_gap(one, other, -ny, nx))
    return best


def _normals(points: Sequence[Point]) -> set[Point]:
    """Two unit normals; both are the sides' own directions since the corners are right."""
    (ax, ay), (bx, by), (cx, cy) = points[:3]
    found = set()
    for dx, dy in ((bx - ax, by - ay), (cx - bx, cy - by)):
        length = hypot(dx, dy)
        if length > 0:
            found.add((round(dx / length, 9), round(dy / length, 9)))
    return found


def _gap(one: Sequence[Point], other: Sequence[Point], nx: float, ny: float) -> float:
    mine = [x * nx + y * ny for x, y in one]
    theirs = [x * nx + y * ny for x, y in other]
    return max(min(theirs) - max(mine), min(mine) - max(theirs))

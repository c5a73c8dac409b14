"""PURE: a whole fair in one press: rows along the sides, double rows in the middle, lanes all round.

The recipe of a weekly market: stands along the four sides look inwards, islands of two rows back to back
stand between, every way is as wide as the lane that was asked for, ways in and out lie in the middle of the
long sides, and what everybody looks for (water, toilets, first aid, electricity) has the four corners.
"""

from collections.abc import Iterator
from itertools import product
from string import ascii_uppercase

from msgspec import Struct

from eventhub.booths.ground import Direction, Layout, RowSpec, Thing, ThingKind, ZoneSpec

EDGE_M = 0.5
"""Between the stands and the edge of the ground."""
PASSAGE_M = 1.5
"""Beside what stands in a corner."""
STAGE_M = (8.0, 6.0)
MOST_STANDS = 600
_CORNERS = (ThingKind.TOILET, ThingKind.FIRSTAID, ThingKind.WATER, ThingKind.POWER)


class Grid(Struct, frozen=True):
    """What is asked for, in metres: the ground, the lanes, one stand (its width lies along its row)."""

    width: float
    depth: float
    lane: float = 4.0
    stand_width: float = 3.0
    stand_depth: float = 3.0
    has_stage: bool = True


def layout(grid: Grid, zone: ZoneSpec) -> Layout:
    """The fair; a ground too small for its recipe gets fewer rows, or none."""
    names = (first + second for first, second in product(["", *ascii_uppercase], ascii_uppercase))
    rows: list[RowSpec] = []
    for parts in [*_sides(grid), *_islands(grid)]:
        name, begun = next(names), 1
        for x, y, count, way in parts:
            if count > 0 and sum(row.count for row in rows) + count <= MOST_STANDS:
                rows.append(
                    RowSpec(zone.key, name, x, y, count, way, grid.stand_width, grid.stand_depth, first=begun)
                )
                begun += count
    return Layout(grid.width, grid.depth, (zone,), tuple(rows), tuple(_things(grid)))


Part = tuple[float, float, int, Direction]


def _fit(length: float, grid: Grid) -> int:
    return max(0, int((length + 1e-6) // grid.stand_width))


def _halves(start: float, end: float, y: float, grid: Grid) -> list[Part]:
    """A row from left to right with the way through in its middle; each half leans on the way."""
    middle, way = (start + end) / 2, max(grid.lane, PASSAGE_M) / 2
    count = _fit(middle - way - start, grid)
    left = round(middle - way - count * grid.stand_width, 2)
    return [(left, y, count, Direction.ACROSS), (round(middle + way, 2), y, count, Direction.ACROSS)]


def _sides(grid: Grid) -> Iterator[list[Part]]:
    deep = grid.stand_depth
    begin, end = EDGE_M + deep + PASSAGE_M, grid.width - EDGE_M - deep - PASSAGE_M
    if grid.depth < 2 * (EDGE_M + deep) + grid.lane:
        if grid.depth >= EDGE_M + deep + grid.lane:
            yield _halves(EDGE_M, grid.width - EDGE_M, EDGE_M, grid)
        return
    yield _halves(begin, end, EDGE_M, grid)
    yield _halves(begin, end, round(grid.depth - EDGE_M - deep, 2), grid)
    if grid.width >= 2 * (EDGE_M + deep) + grid.lane:
        count = _fit(grid.depth - 2 * (EDGE_M + deep + PASSAGE_M), grid)
        top = round((grid.depth - count * grid.stand_width) / 2, 2)
        yield [(EDGE_M, top, count, Direction.DOWN)]
        yield [(round(grid.width - EDGE_M - deep, 2), top, count, Direction.DOWN)]


def _inner(grid: Grid) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of what the lane inside the four sides leaves for islands and the stage."""
    inset = EDGE_M + grid.stand_depth + max(grid.lane, PASSAGE_M)
    return inset, inset, grid.width - inset, grid.depth - inset


def _islands(grid: Grid) -> Iterator[list[Part]]:
    left, top, right, bottom = _inner(grid)
    pair, stage = 2 * grid.stand_depth, _stage(grid)
    if stage is not None:
        top = stage.y + stage.depth + grid.lane
    count = max(0, int((bottom - top + grid.lane + 1e-6) // (pair + grid.lane)))
    if count == 0 or right <= left:
        return
    spare = bottom - top - count * pair - (count - 1) * grid.lane
    for number in range(count):
        y = top + spare / 2 + number * (pair + grid.lane)
        yield _halves(left, right, round(y, 2), grid)
        yield _halves(left, right, round(y + grid.stand_depth, 2), grid)


def _stage(grid: Grid) -> Thing | None:
    """At the head of the middle, if an island still fits before it."""
    left, top, right, bottom = _inner(grid)
    wide, deep = STAGE_M
    is_room = bottom - top >= deep + grid.lane + 2 * grid.stand_depth and right - left >= wide
    if not grid.has_stage or not is_room:
        return None
    return Thing(ThingKind.STAGE, round((grid.width - wide) / 2, 2), round(top, 2), wide, deep)


def _things(grid: Grid) -> Iterator[Thing]:
    yield Thing(ThingKind.ENTRANCE, round(grid.width / 2, 2), grid.depth, 0, 0)
    deep = grid.stand_depth
    if grid.depth < 2 * (EDGE_M + deep) + grid.lane:
        return
    yield Thing(ThingKind.EXIT, round(grid.width / 2, 2), 0, 0, 0)
    stage = _stage(grid)
    if stage is not None:
        yield stage
    if grid.width < 2 * (EDGE_M + deep) + grid.lane:
        return
    right, bottom = round(grid.width - EDGE_M - deep, 2), round(grid.depth - EDGE_M - deep, 2)
    places = ((EDGE_M, EDGE_M), (right, EDGE_M), (right, bottom), (EDGE_M, bottom))
    for kind, (x, y) in zip(_CORNERS, places, strict=True):
        yield Thing(kind, x, y, deep, deep)

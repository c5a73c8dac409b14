"""PURE: the shortest walk on the ground of a fair, past stands and whatever else stands in the way.

The ground becomes a grid of cells; a cell is free when its middle is farther than the clearance from every
obstacle. A* (Hart, Nilsson and Raphael, 1968) with the octile distance finds the way from cell to cell, and
pulling the string tight (each bend kept only where the straight line would leave the free cells) takes its
staircase away. A cell's diagonal is shorter than twice the clearance, hence a line through free cells touches
no obstacle. Not here: words for a way (`guiding`), what is an obstacle (`directions`).
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from heapq import heappop, heappush
from itertools import pairwise
from math import ceil, inf, sqrt

from msgspec import Struct

from eventhub.booths.shapes import Figure, Point, bounds, distance, from_figure, is_upright, middle, sides

FINEST = 0.4
"""Side of a cell, in metres, on a small ground: lanes of 1.3 m are found."""
MOST_CELLS = 60_000
"""A larger ground has larger cells."""
COARSEST = 1.0
CLEARANCE = 0.45
"""Metres kept from stands."""
STEP_FREE = 0.6
"""The same for a wheelchair or a pram: lanes of 1.6 m and more."""
OPEN_SIDE = 1.5
"""A stand is entered from a side with this much free ground before it, in metres."""
METRES_A_MINUTE = 60
"""A walk through a crowd; people alone walk 80 (Weidmann, Transporttechnik der Fussgänger, 1993)."""

_DIAGONAL = sqrt(2)


class Ground(Struct, frozen=True, eq=False):
    """The free cells: `blocked` holds 1 for each cell that is not, rows of `stride` with a blocked rim."""

    cell: float
    stride: int
    blocked: bytes

    def at(self, x: float, y: float) -> int:
        """The cell of a point in metres."""
        return (int(y // self.cell) + 1) * self.stride + int(x // self.cell) + 1

    def point(self, cell: int) -> Point:
        """The middle of a cell, in metres."""
        row, column = divmod(cell, self.stride)
        return (column - 0.5) * self.cell, (row - 0.5) * self.cell

    def is_free(self, x: float, y: float) -> bool:
        """Whether somebody can stand at a point."""
        cell = self.at(x, y) if x >= 0 and y >= 0 else -1
        return 0 <= cell < len(self.blocked) and not self.blocked[cell]


def cell_for(width: float, depth: float) -> float:
    """The side of a cell for a ground, in metres."""
    return min(COARSEST, max(FINEST, sqrt(width * depth / MOST_CELLS)))


def ground(
    width: float,
    depth: float,
    obstacles: Iterable[Figure],
    clearance: float = CLEARANCE,
    cell: float | None = None,
) -> Ground:
    """The walkable cells of a ground of width × depth metres."""
    side = cell or cell_for(width, depth)
    kept = max(clearance, side * 0.75)
    columns, rows = max(1, int(width / side + 1e-6)), max(1, int(depth / side + 1e-6))
    stride = columns + 2
    free = bytearray(b"\x01" * stride)
    free += (b"\x01" + bytes(columns) + b"\x01") * rows + b"\x01" * stride
    made = Ground(side, stride, b"")
    for figure in obstacles:
        _block(free, made, figure, kept, (columns, rows))
    return Ground(side, stride, bytes(free))


def _block(free: bytearray, grid: Ground, figure: Figure, kept: float, size: tuple[int, int]) -> None:
    """Mark the cells whose middles are not farther than `kept` from a figure."""
    left, top, right, bottom = bounds(figure)
    side, (columns, rows) = grid.cell, size
    first, last = max(0, ceil((left - kept) / side - 0.5)), min(columns - 1, int((right + kept) / side - 0.5))
    if last < first:
        return
    run = b"\x01" * (last - first + 1)
    for row in range(max(0, ceil((top - kept) / side - 0.5)), min(rows, int((bottom + kept) / side + 0.5))):
        start = (row + 1) * grid.stride + first + 1
        if is_upright(figure):
            free[start : start + len(run)] = run
            continue
        for cell in range(start, start + len(run)):
            if from_figure(grid.point(cell), figure) <= kept:
                free[cell] = 1


def doors(grid: Ground, figure: Figure) -> tuple[Point, ...]:
    """Where one stands before a stand: a free point before each side with open ground, else before the best.

    Something without a side, like an entrance, has the nearest free point. Empty when it is walled in.
    """
    found: list[tuple[float, Point]] = []
    centre = middle(figure)
    for a, b in sides(figure):
        if distance(a, b) < grid.cell / 4:
            continue
        at = (a[0] + b[0]) / 2, (a[1] + b[1]) / 2
        long = distance(at, centre) or 1.0
        way = (at[0] - centre[0]) / long, (at[1] - centre[1]) / long
        point, room = _room(grid, at, way)
        if point:
            found.append((room, point))
    if not found:
        near = nearest_free(grid, centre)
        return (near,) if near else ()
    best = max(room for room, _ in found)
    return tuple(point for room, point in found if room >= min(OPEN_SIDE, best))


def _room(grid: Ground, at: Point, way: Point) -> tuple[Point | None, float]:
    """The first free point from a side outwards, and how many metres are free from there (4 at most)."""
    first, room, step = None, 0.0, grid.cell / 2
    for index in range(1, int((4 + 2 * grid.cell) / step)):
        x, y = at[0] + way[0] * index * step, at[1] + way[1] * index * step
        if grid.is_free(x, y):
            first = first or grid.point(grid.at(x, y))
            room += step
        elif first or index * step > 2 * grid.cell + STEP_FREE:
            break
    return first, room


def nearest_free(grid: Ground, at: Point, within: float = 6.0) -> Point | None:
    """The free point nearest to another, not farther than `within` metres each way; None without one."""
    best, best_far = None, inf
    reach = int(within / grid.cell) + 1
    for row in range(-reach, reach + 1):
        for column in range(-reach, reach + 1):
            x, y = at[0] + column * grid.cell, at[1] + row * grid.cell
            if grid.is_free(x, y):
                point = grid.point(grid.at(x, y))
                if (far := distance(point, at)) < best_far:
                    best, best_far = point, far
    return best


def route(grid: Ground, starts: Sequence[Point], ends: Sequence[Point]) -> tuple[Point, ...] | None:
    """The shortest walk from one of the starts to one of the ends, as points in metres; None without one.

    The way back is the same way: both are found from the lesser end.
    """
    if not starts or not ends:
        return None
    if tuple(ends) < tuple(starts):
        back = route(grid, ends, starts)
        return back[::-1] if back else None
    cells = _search(grid, {grid.at(*point) for point in starts}, {grid.at(*point) for point in ends})
    return tuple(grid.point(cell) for cell in _tightened(grid, cells)) if cells else None


def _search(grid: Ground, starts: set[int], ends: set[int]) -> list[int] | None:
    """A* over free cells, eight ways; a corner is not cut."""
    blocked, stride = grid.blocked, grid.stride
    moves = ((1, 1.0), (-1, 1.0), (stride, 1.0), (-stride, 1.0))
    slants = ((stride + 1, stride, 1), (stride - 1, stride, -1), (1 - stride, -stride, 1))
    slants += ((-stride - 1, -stride, -1),)  # type: ignore[assignment]
    left = _estimate(grid, ends)
    far = dict.fromkeys(starts, 0.0)
    came: dict[int, int] = {}
    done = bytearray(len(blocked))
    waiting = [(left(cell), cell) for cell in starts if not blocked[cell]]
    waiting.sort()
    while waiting:
        _, here = heappop(waiting)
        if done[here]:
            continue
        done[here] = 1
        if here in ends:
            return _back(came, here)
        walked = far[here]
        around = [(here + by, walked + cost) for by, cost in moves if not blocked[here + by]]
        around += [
            (here + by, walked + _DIAGONAL)
            for by, one, two in slants
            if not (blocked[here + by] or blocked[here + one] or blocked[here + two])
        ]
        for cell, cost in around:
            if not done[cell] and cost < far.get(cell, inf):
                far[cell], came[cell] = cost, here
                heappush(waiting, (cost + left(cell), cell))
    return None


def _estimate(grid: Ground, ends: set[int]) -> Callable[[int], float]:
    """The octile distance to the box round the ends, in cells: never more than the walk."""
    stride = grid.stride
    rows, columns = [cell // stride for cell in ends], [cell % stride for cell in ends]
    top, bottom, first, last = min(rows), max(rows), min(columns), max(columns)
    saved = 2 - _DIAGONAL

    def left(cell: int) -> float:
        row, column = divmod(cell, stride)
        down = top - row if row < top else row - bottom if row > bottom else 0
        across = first - column if column < first else column - last if column > last else 0
        return down + across - saved * (min(across, down))

    return left


def _back(came: dict[int, int], cell: int) -> list[int]:
    cells = [cell]
    while cell in came:
        cell = came[cell]
        cells.append(cell)
    return cells[::-1]


def _tightened(grid: Ground, cells: list[int]) -> list[int]:
    """The way with the string pulled tight, forwards and backwards until nothing gives."""
    bends = _pulled(grid, cells)
    for _ in range(4):
        again = _pulled(grid, _pulled(grid, bends)[::-1])[::-1]
        if len(again) == len(bends):
            break
        bends = again
    return bends


def _pulled(grid: Ground, cells: list[int]) -> list[int]:
    kept = cells[:1]
    for index, cell in enumerate(cells[2:], start=1):
        if not sees(grid, kept[-1], cell):
            kept.append(cells[index])
    return [*kept, cells[-1]] if len(cells) > 1 else kept


def sees(grid: Ground, a: int, b: int) -> bool:
    """Whether the line between the middles of two cells runs through free cells only."""
    return all(not grid.blocked[cell] for cell in _line(grid.stride, a, b))


def _line(stride: int, a: int, b: int) -> Iterator[int]:
    """Every cell that the line touches, both sides of a corner included (supercover)."""
    (row, column), (to_row, to_column) = divmod(a, stride), divmod(b, stride)
    across, down = abs(to_column - column), abs(to_row - row)
    right, under = (1 if to_column > column else -1), (stride if to_row > row else -stride)
    cell, rest = a, across - down
    while cell != b:
        yield cell
        if rest > 0:
            cell += right
            rest -= 2 * down
        elif rest < 0:
            cell += under
            rest += 2 * across
        else:
            yield cell + right
            yield cell + under
            cell += right + under
            rest += 2 * (across - down)
    yield b


def length(points: Sequence[Point]) -> float:
    """Metres walked along points."""
    return sum(distance(a, b) for a, b in pairwise(points))


def minutes(metres: float) -> int:
    """Minutes of a walk through a crowd, at least one."""
    return max(1, ceil(metres / METRES_A_MINUTE - 0.25))

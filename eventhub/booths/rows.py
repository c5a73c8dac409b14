"""PURE: stands drawn one by one, as rows again: their order along a row, and the rows that tell them.

The editor moves single stands; the form and the allocation think in rows.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from eventhub.booths import geometry
from eventhub.booths.ground import Direction, Numbering, RowSpec
from eventhub.folding import natural

_NUMBERED = re.compile(r"^([A-Z]+)([0-9]{1,4})$")
_CLOSE = 0.02
_SAME = ("width", "depth", "angle", "power_kw", "has_water", "allows_cooking", "takes_heavy", "price")


def in_order(stands: Sequence[Any]) -> list[Any]:
    """The stands of one row as they stand: along its side when all look the same way, else by label."""
    turns = {round(stand.angle % 180, 3) for stand in stands}
    if len(turns) != 1:
        return sorted(stands, key=lambda stand: natural(stand.label))
    ax, ay = geometry.direction(turns.pop())
    return sorted(stands, key=lambda stand: (round(stand.x * ax + stand.y * ay, 3), natural(stand.label)))


def rows_of(stands: Iterable[Any]) -> tuple[list[RowSpec], list[str]]:
    """The rows that draw these stands again, and the labels of those that no row can tell."""
    by_row: dict[str, list[Any]] = {}
    untold: list[str] = []
    for stand in stands:
        found = _NUMBERED.match(stand.label)
        if found is None or found[1] != stand.row:
            untold.append(stand.label)
        else:
            by_row.setdefault(stand.row, []).append(stand)
    return [spec for row in by_row.values() for run in _runs(in_order(row)) for spec in _specs(run)], untold


def _number(stand: Any) -> int:
    return int(stand.label[len(stand.row) :])


def _runs(row: Sequence[Any]) -> Iterator[list[Any]]:
    """Stands that one line of the form tells: alike, in one line, evenly apart, counted on."""
    run: list[Any] = []
    for stand in row:
        if run and not _goes_on(run, stand):
            yield run
            run = []
        run.append(stand)
    if run:
        yield run


def _goes_on(run: Sequence[Any], stand: Any) -> bool:
    last = run[-1]
    if any(getattr(stand, name) != getattr(last, name) for name in _SAME) or stand.zone.key != last.zone.key:
        return False
    along, across = _step(last, stand)
    if abs(across) > _CLOSE or along < stand.width - _CLOSE:
        return False
    counted = _number(stand) - _number(last)
    if len(run) == 1:
        return counted in {1, 2, -1}
    before, _ = _step(run[-2], last)
    return abs(along - before) <= _CLOSE and counted == _number(last) - _number(run[-2])


def _step(one: Any, other: Any) -> tuple[float, float]:
    """From one stand to the other, along and across the row, in metres."""
    ax, ay = geometry.direction(one.angle)
    dx, dy = other.x - one.x, other.y - one.y
    return dx * ax + dy * ay, dy * ax - dx * ay


def _specs(run: Sequence[Any]) -> Iterator[RowSpec]:
    first = run[0]
    gap = round(_step(first, run[1])[0] - first.width, 2) if len(run) > 1 else 0.0
    counted = _number(run[1]) - _number(first) if len(run) > 1 else 1
    numbering = {1: Numbering.ALL, -1: Numbering.BACKWARDS}.get(counted)
    if numbering is None:
        numbering = Numbering.ODD if _number(first) % 2 else Numbering.EVEN
    is_down = first.angle % 360 == 90  # noqa: PLR2004 - a quarter turn
    angle = 0.0 if is_down else first.angle % 360
    along, across = first.width / 2, first.depth / 2
    dx, dy = (across, along) if is_down else (along, across)
    ax, ay = geometry.direction(angle)
    yield RowSpec(
        zone=first.zone.key,
        name=first.row,
        x=round(first.x - dx * ax + dy * ay, 3),
        y=round(first.y - dx * ay - dy * ax, 3),
        count=len(run),
        direction=Direction.DOWN if is_down else Direction.ACROSS,
        width=first.width,
        depth=first.depth,
        gap=max(gap, 0.0),
        first=min(_number(first), _number(run[-1])),
        numbering=numbering,
        power_kw=first.power_kw,
        has_water=first.has_water,
        allows_cooking=first.allows_cooking,
        takes_heavy=first.takes_heavy,
        price=first.price,
        angle=angle,
    )

"""PURE: what the answers of a diagnosis say, its picture, and what changed between two measurements."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from math import cos, pi, sin
from typing import Any

from msgspec import Struct

from eventhub.programmes.kinds import Axis

HIGHEST = 4
"""Marks go from 0 to this."""
NEEDS = 2
"""How many axes are proposed as needs."""

Statement = Mapping[str, Any]
"""{"id", "axis", "words", "low", "high"}; the last three are texts by language."""


def scores(statements: Iterable[Statement], answers: Mapping[str, int]) -> dict[Axis, float]:
    """By axis, the mean of its answers as a share of the highest; axes without answers are left out."""
    found: dict[Axis, list[int]] = {}
    for statement in statements:
        if statement["id"] in answers:
            found.setdefault(Axis(statement["axis"]), []).append(answers[statement["id"]])
    return {axis: sum(found[axis]) / len(found[axis]) / HIGHEST for axis in Axis if axis in found}


def weakest(by_axis: Mapping[Axis, float]) -> list[Axis]:
    """The axes to work on first: the two lowest that are not perfect, the earlier of equals."""
    order = list(Axis)
    wanting = [axis for axis in by_axis if by_axis[axis] < 1]
    return sorted(wanting, key=lambda axis: (by_axis[axis], order.index(axis)))[:NEEDS]


def mean_of(many: Sequence[Mapping[Axis, float]]) -> dict[Axis, float]:
    """The mean of several diagnoses, axis by axis."""
    columns = {axis: [each[axis] for each in many if axis in each] for axis in Axis}
    return {axis: sum(values) / len(values) for axis, values in columns.items() if values}


RADIUS = 100


class Spoke(Struct, frozen=True):
    """One axis of the picture: where it ends, and where its number stands."""

    axis: Axis
    x: float
    y: float
    label_x: float
    label_y: float


def spokes(axes: Sequence[Axis]) -> list[Spoke]:
    """The axes of a radar round (0, 0), the first one upwards."""
    found = []
    for number, axis in enumerate(axes):
        across, down = _direction(number, len(axes))
        ends = (RADIUS * across, RADIUS * down, (RADIUS + 14) * across, (RADIUS + 14) * down)
        found.append(Spoke(axis, *(round(each, 2) + 0.0 for each in ends)))
    return found


def outline(axes: Sequence[Axis], by_axis: Mapping[Axis, float]) -> str:
    """The points of a polygon through these shares, for SVG."""
    points = []
    for number, axis in enumerate(axes):
        across, down = _direction(number, len(axes))
        reach = RADIUS * by_axis.get(axis, 0)
        points.append(f"{reach * across:.2f},{reach * down:.2f}")
    return " ".join(points)


def _direction(number: int, count: int) -> tuple[float, float]:
    angle = 2 * pi * number / max(count, 1)
    return sin(angle), -cos(angle)


class Change(Struct, frozen=True):
    """An indicator before and after, added up over those that were measured twice."""

    before: int
    after: int
    cooperatives: int


def change(measures: Iterable[tuple[int, date, int]]) -> Change:
    """What changed, from (cooperative, day, value) in any order.

    Only who was measured on two days counts, by the first and the last: else newcomers would pass for growth.
    """
    by_owner: dict[int, list[tuple[date, int]]] = {}
    for owner, on, value in measures:
        by_owner.setdefault(owner, []).append((on, value))
    twice = [(min(rows), max(rows)) for rows in by_owner.values() if len({on for on, _ in rows}) > 1]
    return Change(sum(first[1] for first, _ in twice), sum(last[1] for _, last in twice), len(twice))


def periods(starts_on: date, ends_on: date) -> list[str]:
    """What targets are set for: the whole, and each year of a programme that lasts several."""
    years = [str(year) for year in range(starts_on.year, ends_on.year + 1)]
    return ["whole", *(years if len(years) > 1 else [])]


def bounds(period: str, starts_on: date, ends_on: date) -> tuple[date, date]:
    """The first and last day of a period of `periods`."""
    if period == "whole":
        return starts_on, ends_on
    return max(starts_on, date(int(period), 1, 1)), min(ends_on, date(int(period), 12, 31))

"""PURE: the course of a search as lines that fall, one for each level of the objective."""

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct

WIDTH, HEIGHT = 240, 36
_ROOM = 3


class Line(Struct, frozen=True):
    """One level: what it has come to, what no plan can beat (None: not known), and the points of its line.

    `excess` is how much the value is above the bound, as a part of the value.
    """

    name: str
    value: float
    bound: float | None
    is_proved: bool
    points: str

    @property
    def excess(self) -> float:
        """The most by which the value may be above the best there is, from 0 to 1."""
        if self.bound is None or not self.value:
            return 0.0
        return max(self.value - self.bound, 0.0) / self.value


def lines(names: Sequence[str], steps: Sequence[Mapping[str, Any]], seconds: float) -> list[Line]:
    """A line a level, over `seconds`; a bound counts while every level above is at its own."""
    if not steps:
        return []
    last = steps[-1]
    found: list[Line] = []
    for number, name in enumerate(names):
        value = float(last["values"][number])
        known = number < len(last["bounds"]) and all(line.is_proved for line in found)
        bound = float(last["bounds"][number]) if known else None
        is_proved = bound is not None and value <= bound
        found.append(Line(name, value, bound, is_proved, _points(steps, number, seconds)))
    return found


def _points(steps: Sequence[Mapping[str, Any]], number: int, seconds: float) -> str:
    """A staircase: a value holds until a better one is found; the end is where the search is now."""
    values = [float(step["values"][number]) for step in steps]
    top = max(values) or 1.0
    end = max(seconds, float(steps[-1]["seconds"]), 0.1)
    points: list[tuple[float, float]] = []
    for step, value in zip(steps, values, strict=True):
        x = WIDTH * float(step["seconds"]) / end
        y = _ROOM + (HEIGHT - 2 * _ROOM) * (1 - value / top)
        if points:
            points.append((x, points[-1][1]))
        points.append((x, y))
    points.append((float(WIDTH), points[-1][1]))
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)

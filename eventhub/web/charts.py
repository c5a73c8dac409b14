"""PURE: what charts reckon: a round step of the axis, the highest value, the points of a line.

Templates draw with them; reckoned by a template, a day's quarters of an hour cost more than all its words.
"""

from collections.abc import Sequence

ROUND = (1, 2, 5)
LINES = 5
"""Lines of an axis at most, its base not counted."""


def axis_step(top: float) -> int:
    """The step of a scale from 0 to `top` with at most five lines: 1, 2 or 5 times a power of ten."""
    power = 1
    for _ in range(12):
        for step in ROUND:
            if top <= step * power * LINES:
                return step * power
        power *= 10
    return power


def highest(lines: Sequence[tuple[str, Sequence[float]]]) -> float:
    """The highest value of a chart's lines (name, values), and at least one."""
    return max([1, *(max(values) for _, values in lines if values)])


def line_points(values: Sequence[float], last: int, top: float, floor: int, *, rtl: bool) -> str:
    """A line's points for SVG in a space 1000 wide: at even steps, the value numbered `last` at its end.

    `top` is drawn at 20, nothing at `floor`. Each point is followed by a space.
    """
    room = floor - 20
    places = [1000 * at / last for at in range(len(values))]
    ways = [1000 - place if rtl else place for place in places]
    heights = [floor - room * value / top for value in values]
    return "".join(
        [f"{round(way, 1)},{round(height, 1)} " for way, height in zip(ways, heights, strict=True)]
    )

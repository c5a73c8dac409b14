"""PURE: a plan on a sheet of paper: which way the sheet lies, the scale, what stands where, in millimetres.

The scale is the largest round one at which the drawing fits. The list of exhibitors stands under it where it
leaves the map its half of the sheet, else on sheets of its own. Not here: ink (`paper_painting`), words.
"""

from math import ceil

from msgspec import Struct

SIZES = {
    "a5": (148, 210),
    "a4": (210, 297),
    "a3": (297, 420),
    "a2": (420, 594),
    "a1": (594, 841),
    "a0": (841, 1189),
}
"""Short and long side (ISO 216), in mm."""
SCALES: tuple[int, ...] = (20, 25, 40, 50, 75, 100, 125, 150, 200, 250, 300, 350, 400, 450, 500, 600, 750)
SCALES += (1000, 1250, 1500, 2000, 2500, 3000, 4000, 5000, 7500, 10_000)
MAP_AT_LEAST = 0.5
"""The part of the sheet that the map keeps when the list stands under it."""
HEADER, LEGEND_LINE, LIST_LINE = 24.0, 6.0, 4.6
"""Heights on an A4, in mm; a larger sheet has larger ones."""
COLUMN, LEGEND_WIDTH = 62.0, 48.0


class Sheet(Struct, frozen=True):
    """Lengths in mm; `factor` is how much larger than on an A4 everything is written."""

    size: str
    width: float
    height: float
    margin: float
    factor: float
    scale: int
    map_left: float
    map_top: float
    map_width: float
    map_height: float
    columns: int
    has_list_under: bool

    @property
    def is_landscape(self) -> bool:
        """Whether it lies on its long side."""
        return self.width > self.height


def lay_out(
    width: float, depth: float, size: str, listed: int = 0, legend: int = 0, *, upright: bool = False
) -> Sheet:
    """The sheet for a drawing of width × depth metres, a list of `listed` exhibitors, `legend` entries.

    An `upright` sheet stands on its short side and keeps its lower half for words.
    """
    short, long = SIZES[size]
    is_landscape = width >= depth and not upright
    across, down = (long, short) if is_landscape else (short, long)
    factor = (short / SIZES["a4"][0]) ** 0.75
    margin = 10.0 * factor
    wide = across - 2 * margin
    columns = max(1, int(wide / (COLUMN * factor)))
    legend_lines = ceil(legend / max(1, int(wide / (LEGEND_WIDTH * factor))))
    room = down - 2 * margin - HEADER * factor - (legend_lines * LEGEND_LINE + 6.0) * factor
    list_high = (ceil(listed / columns) + 2) * LIST_LINE * factor
    if upright:
        room *= MAP_AT_LEAST
    has_list_under = bool(listed) and room - list_high >= room * MAP_AT_LEAST
    high = room - list_high if has_list_under else room
    scale = next((each for each in SCALES if fits(width, depth, each, wide, high)), SCALES[-1])
    drawn = width * 1000 / scale, depth * 1000 / scale
    left = margin + (wide - drawn[0]) / 2
    return Sheet(
        *(size, across, down, margin, factor, scale, left, margin + HEADER * factor, *drawn, columns),
        has_list_under,
    )


def fits(width: float, depth: float, scale: int, wide: float, high: float) -> bool:
    """Whether metres drawn at 1:scale stay within millimetres."""
    return width * 1000 / scale <= wide and depth * 1000 / scale <= high

"""Papers for badges, in millimetres: one badge a page, or a sheet of labels."""

from typing import Any

from flask_babel import lazy_gettext as _l
from msgspec import Struct


class Layout(Struct, frozen=True):
    """Lengths in mm: the page, one badge, where the first begins (from the top left), the gaps."""

    words: Any
    page_width: float
    page_height: float
    width: float
    height: float
    columns: int = 1
    rows: int = 1
    left: float = 0
    top: float = 0
    gap_x: float = 0
    gap_y: float = 0

    @property
    def per_page(self) -> int:
        """Badges on a page."""
        return self.columns * self.rows

    def corner(self, index: int) -> tuple[float, float]:
        """Left and top of the badge at a place on its page."""
        row, column = divmod(index % self.per_page, self.columns)
        x = self.left + column * (self.width + self.gap_x)
        return x, self.top + row * (self.height + self.gap_y)


LAYOUTS = {
    "sheet": Layout(
        _l("A4 sheet of ten, 90 × 54 mm"), 210, 297, 90, 54, columns=2, rows=5, left=15, top=13.5
    ),
    "a6": Layout(_l("A6, one a page"), 105, 148, 105, 148),
    "a7": Layout(_l("A7, one a page"), 74, 105, 74, 105),
    "label": Layout(_l("Roll of labels, 90 × 54 mm"), 90, 54, 90, 54),
    "label62": Layout(_l("Roll of labels, 100 × 62 mm"), 100, 62, 100, 62),
    "a6_sheet": Layout(_l("A4 sheet of four A6"), 210, 297, 105, 148, columns=2, rows=2, left=0, top=0.5),
}

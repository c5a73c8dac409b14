"""PURE: what stands where on a badge: elements in millimetres from its top left corner, and colours by kind.

The standard badge of each paper is a design like those that organizers draw. Reading one checks all of it.
Not here: how it is painted (`badge_painting`), set in type (`badge_fitting`) or shown (`badge_drawing`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from math import isfinite
from typing import Any

from flask_babel import lazy_gettext as _l
from msgspec.structs import replace

from eventhub.errors import DomainError
from eventhub.visitors.badge_painting import ACCENTS
from eventhub.visitors.layouts import LAYOUTS, Layout

MOST_ELEMENTS = 40
SMALLEST, LARGEST = 5.0, 72.0
"""Sizes of type, in points."""
LEAST_SIDE = 2.0
LONGEST_TEXT = 120


class Kind(StrEnum):
    """What an element is."""

    TEXT = "text"
    QR = "qr"
    BAND = "band"
    BOX = "box"
    LOGO = "logo"
    PHOTO = "photo"


class Source(StrEnum):
    """What a text says."""

    NAME = "name"
    OTHER_NAME = "other_name"
    CATEGORY = "category"
    CATEGORY_AR = "category_ar"
    CATEGORY_FR = "category_fr"
    PARTY = "party"
    COMPANY = "company"
    FUNCTION = "function"
    PLACE = "place"
    CODE = "code"
    FAIR_AR = "fair_ar"
    FAIR_FR = "fair_fr"
    DAYS = "days"
    OWN = "own"


ALIGNS = ("left", "center", "right")
COLOURS = ("ink", "muted", "white", "fair", "kind", *ACCENTS)
"""`fair` is the fair's accent, `kind` the colour of the visitor's kind."""
KIND_COLOURS = {
    "visitor": "fair",
    "buyer": "indigo",
    "school": "saffron",
    "guest": "rose",
    "press": "terracotta",
    "exhibitor": "cedar",
    "staff": "olive",
}


@dataclass(frozen=True, slots=True)
class Element:
    """One thing on a badge. Lengths in mm, sizes of type in points; `own` is a text of the organizer's."""

    kind: str
    x: float
    y: float
    width: float
    height: float
    source: str = Source.OWN
    own: str = ""
    size: float = 10
    least: float = 6
    lines: int = 1
    is_bold: bool = False
    align: str = "center"
    colour: str = "ink"


@dataclass(frozen=True, slots=True)
class Design:
    """A badge: its paper, its elements from the back to the front, the colour of each kind of visitor."""

    paper: str
    elements: tuple[Element, ...]
    colours: Mapping[str, str] = field(default_factory=lambda: dict(KIND_COLOURS))
    offset_x: float = 0
    offset_y: float = 0

    @property
    def sheet(self) -> Layout:
        """The paper's measures, moved by the printer's offsets."""
        paper = LAYOUTS[self.paper]
        return replace(paper, left=paper.left + self.offset_x, top=paper.top + self.offset_y)

    def colour_of(self, name: str, category: str, accent: str) -> str:
        """An accent's name, or ink, muted or white: what a colour of the design means for a visitor."""
        if name == "kind":
            name = self.colours.get(category) or KIND_COLOURS.get(category, "fair")
        return accent if name == "fair" else name

    def as_json(self) -> dict[str, Any]:
        """What is kept, sent to the editor and read again by `read`."""
        return {
            "paper": self.paper,
            "elements": [asdict(element) for element in self.elements],
            "colours": dict(self.colours),
            "offset_x": self.offset_x,
            "offset_y": self.offset_y,
        }


def read(given: Any) -> Design:
    """A design from what an editor sent or a table kept. Raises DomainError `design_broken` (422)."""
    if not isinstance(given, Mapping) or given.get("paper") not in tuple(LAYOUTS):
        raise _broken()
    paper, elements = LAYOUTS[given["paper"]], given.get("elements")
    if not isinstance(elements, Sequence) or isinstance(elements, str) or len(elements) > MOST_ELEMENTS:
        raise DomainError(
            "design_too_full", _l("A badge holds 40 elements at most. Take one away first."), status=422
        )
    colours = given.get("colours") or {}
    if not isinstance(colours, Mapping) or any(each not in COLOURS for each in colours.values()):
        raise _broken()
    known = {kind: colours.get(kind, colour) for kind, colour in KIND_COLOURS.items()}
    return Design(
        given["paper"],
        tuple(_element(each, paper) for each in elements),
        known,
        _between(given.get("offset_x", 0), -20, 20),
        _between(given.get("offset_y", 0), -20, 20),
    )


def _broken() -> DomainError:
    return DomainError(
        "design_broken",
        _l("This layout could not be understood. Load the page again; what was kept is still there."),
        status=422,
    )


def _between(value: Any, low: float, high: float) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
        raise _broken()
    return round(min(max(float(value), low), high), 2)


def _element(given: Any, paper: Layout) -> Element:
    """One element, kept on the badge: at least partly on it, never larger than it."""
    if not isinstance(given, Mapping):
        raise _broken()
    kind, source, own = given.get("kind"), given.get("source", Source.OWN), given.get("own", "")
    colour, align = given.get("colour", "ink"), given.get("align", "center")
    is_known = kind in tuple(Kind) and source in tuple(Source) and colour in COLOURS and align in ALIGNS
    if not is_known or not isinstance(own, str) or len(own) > LONGEST_TEXT:
        raise _broken()
    width = _between(given.get("width"), LEAST_SIDE, paper.width)
    height = _between(given.get("height"), LEAST_SIDE, paper.height)
    size = _between(given.get("size", 10), SMALLEST, LARGEST)
    return Element(
        kind=str(kind),
        x=_between(given.get("x"), LEAST_SIDE - width, paper.width - LEAST_SIDE),
        y=_between(given.get("y"), LEAST_SIDE - height, paper.height - LEAST_SIDE),
        width=width,
        height=height,
        source=str(source),
        own="".join(letter for letter in own if letter.isprintable()),
        size=size,
        least=min(_between(given.get("least", 6), SMALLEST, LARGEST), size),
        lines=int(_between(given.get("lines", 1), 1, 4)),
        is_bold=given.get("is_bold") is True,
        align=str(align),
        colour=str(colour),
    )


def standard(paper: str) -> Design:
    """The badge of a paper nobody has drawn one for."""
    measures = LAYOUTS[paper]
    draw = _lying if measures.width > measures.height else _standing
    return Design(paper, draw(measures))


def _text(source: Source, box: tuple[float, float, float, float], size: float, **more: Any) -> Element:
    return Element(Kind.TEXT, *box, source=source, size=size, **more)


def _lying(paper: Layout) -> tuple[Element, ...]:
    """QR at the left, words at its right."""
    wide, tall = paper.width, paper.height
    side = tall * 0.5
    left = side + 10
    words = wide - left - 4
    return (
        Element(Kind.BAND, 0, 0, wide, 13, colour="kind"),
        _text(Source.FAIR_AR, (4, 1, wide - 8, 6), 9, is_bold=True, align="right", colour="white"),
        _text(Source.FAIR_FR, (4, 6.8, wide - 8, 5), 9, is_bold=True, align="left", colour="white"),
        Element(Kind.QR, 5, 13 + (tall - 13 - side) / 2 - 2, side, side),
        _text(Source.NAME, (left, 14.5, words, 13), 15, least=7, lines=3, is_bold=True, align="right"),
        _text(Source.OTHER_NAME, (left, 27.5, words, 10), 10.5, lines=2, align="right"),
        _text(Source.COMPANY, (left, 37.5, words, 5), 8, align="right", colour="muted"),
        _text(Source.CATEGORY, (left, tall - 10, words, 6), 9, is_bold=True, align="right", colour="kind"),
        _text(Source.CODE, (5, tall - 8.5, side + 4, 5), 8.5, is_bold=True, align="left"),
    )


def _standing(paper: Layout) -> tuple[Element, ...]:
    """Words above, QR in the middle."""
    wide, tall = paper.width, paper.height
    side, words, scale = wide * 0.57, wide - 8, tall / 105
    return (
        Element(Kind.BAND, 0, 0, wide, tall * 0.16, colour="kind"),
        _text(
            Source.FAIR_AR, (4, tall * 0.02, words, tall * 0.065), 9.5 * scale, is_bold=True, colour="white"
        ),
        _text(Source.FAIR_FR, (4, tall * 0.085, words, tall * 0.06), 9 * scale, is_bold=True, colour="white"),
        _text(Source.NAME, (4, tall * 0.17, words, tall * 0.13), 17 * scale, least=7, lines=3, is_bold=True),
        _text(Source.OTHER_NAME, (4, tall * 0.3, words, tall * 0.075), 12 * scale, lines=2),
        _text(Source.COMPANY, (4, tall * 0.375, words, tall * 0.04), 8 * scale, colour="muted"),
        Element(Kind.QR, (wide - side) / 2, tall * 0.43, side, side),
        _text(Source.CATEGORY, (4, tall * 0.86, words, tall * 0.06), 11 * scale, is_bold=True, colour="kind"),
        _text(Source.CODE, (4, tall * 0.925, words, tall * 0.055), 9 * scale, is_bold=True),
    )

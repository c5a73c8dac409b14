"""PURE: what is painted under a badge's words, as PDF operators: band, zellij, QR, cutting marks.

WeasyPrint sets the words; drawing the rest by hand is a tenth of the time and of the bytes. Lengths are in
millimetres from the page's top left corner; colours are (red, green, blue) from 0 to 1.
"""

from collections.abc import Sequence
from itertools import product
from math import cos, pi, sin

POINTS = 72 / 25.4
"""Points in a millimetre."""
STAR_STEP = 7.0
Colour = tuple[float, float, float]

ACCENTS: dict[str, Colour] = {
    "cobalt": (0.090, 0.286, 0.498),
    "cedar": (0.114, 0.361, 0.275),
    "saffron": (0.522, 0.314, 0.000),
    "terracotta": (0.604, 0.239, 0.125),
    "rose": (0.624, 0.157, 0.349),
    "indigo": (0.255, 0.220, 0.549),
    "olive": (0.337, 0.353, 0.071),
    "caper": (0.239, 0.400, 0.122),
}


def accent_of(name: str) -> Colour:
    """A fair's colour, as in static/css/base.css; cobalt when it is not known here."""
    return ACCENTS.get(name, ACCENTS["cobalt"])


GREYS: dict[str, Colour] = {
    "ink": (0.114, 0.141, 0.200),
    "muted": (0.349, 0.384, 0.459),
    "white": (1.0, 1.0, 1.0),
}


def rgb(name: str) -> Colour:
    """A colour of a badge by its name."""
    return GREYS.get(name) or accent_of(name)


def hexadecimal(name: str) -> str:
    """A colour as style sheets and drawings write it: #17497f."""
    return "#" + "".join(f"{round(value * 255):02x}" for value in rgb(name))


CSS_COLOURS = {name: hexadecimal(name) for name in (*GREYS, *ACCENTS)}


def _lighter(colour: Colour, share: float) -> Colour:
    red, green, blue = (value + (1 - value) * share for value in colour)
    return red, green, blue


def _numbers(*values: float) -> str:
    return " ".join(f"{value:.2f}".rstrip("0").rstrip(".") for value in values)


def _star(x: float, y: float, radius: float) -> str:
    """An eight-pointed star around a point, in points."""
    corners = [_numbers(*corner) for corner in star_corners(x, y, radius)]
    return f"{corners[0]} m " + " ".join(f"{corner} l" for corner in corners[1:]) + " h S"


def stars_of(width: float, height: float) -> list[tuple[float, float, float]]:
    """The zellij of a band: centre and radius of each star, in mm."""
    rows = max(1, round(height / STAR_STEP))
    step = height / rows
    places = product(range(rows + 1), range(int(width / step) + 2))
    return [(column * step, row * step, step * 0.62) for row, column in places]


def star_corners(x: float, y: float, radius: float) -> list[tuple[float, float]]:
    """The sixteen corners of an eight-pointed star."""
    reaches = (radius if step % 2 == 0 else radius * 0.765 for step in range(16))
    return [
        (x + reach * cos(step * pi / 8), y + reach * sin(step * pi / 8)) for step, reach in enumerate(reaches)
    ]


def lighter_line(name: str) -> str:
    """The colour of the zellij's lines on a band of this colour, as drawings write it."""
    return "#" + "".join(f"{round(value * 255):02x}" for value in _lighter(rgb(name), 0.22))


def band(width: float, height: float, colour: Colour) -> str:
    """A filled band with rows of zellij stars, cut to its edges; its lower left corner is the origin."""
    box = _numbers(0, 0, width * POINTS, height * POINTS)
    stars = [_star(*(value * POINTS for value in star)) for star in stars_of(width, height)]
    line = _numbers(*_lighter(colour, 0.22))
    return f"q {box} re W n {_numbers(*colour)} rg {box} re f {line} RG 0.5 w {' '.join(stars)} Q"


def placed(name: str, x: float, y: float, page_height: float) -> str:
    """The drawing kept under a name, its origin at (x, y)."""
    return f"q 1 0 0 1 {_numbers(x * POINTS, (page_height - y) * POINTS)} cm /{name} Do Q"


def box(x: float, y: float, width: float, height: float, colour: str, page_height: float) -> str:
    """A plain filled rectangle; the colour by its name."""
    place = _numbers(x * POINTS, (page_height - y - height) * POINTS, width * POINTS, height * POINTS)
    return f"q {_numbers(*rgb(colour))} rg {place} re f Q"


def picture(name: str, box: tuple[float, float, float, float], page_height: float) -> str:
    """The picture kept under a name, in a box (left, top, width, height)."""
    x, y, width, height = (value * POINTS for value in box)
    return f"q {_numbers(width, 0, 0, height, x, page_height * POINTS - y - height)} cm /{name} Do Q"


def moved(name: str, right: float, down: float) -> str:
    """The drawing kept under a name, so far (mm) from where it was made."""
    return f"q 1 0 0 1 {_numbers(right * POINTS, -down * POINTS)} cm /{name} Do Q"


def qr(modules: int, hexadecimal: str, place: tuple[float, float, float], page_height: float) -> str:
    """A QR code as a one-bit mask in black, at (left, top, side); the layout leaves the quiet zone around."""
    x, y, side = place
    where = _numbers(side * POINTS, 0, 0, side * POINTS, x * POINTS, (page_height - y - side) * POINTS)
    head = f"BI /W {modules} /H {modules} /BPC 1 /IM true /D [1 0] /F /AHx ID"
    return f"q 0 g {where} cm {head} {hexadecimal}> EI Q"


def cutting_marks(corners: Sequence[tuple[float, float]], page_height: float) -> str:
    """Short grey lines at corners of labels (mm)."""
    parts = ["q 0.6 G 0.3 w"]
    for x, y in corners:
        left, low = x * POINTS, (page_height - y) * POINTS
        parts.append(f"{_numbers(left - 4, low)} m {_numbers(left + 4, low)} l S")
        parts.append(f"{_numbers(left, low - 4)} m {_numbers(left, low + 4)} l S")
    return " ".join([*parts, "Q"])

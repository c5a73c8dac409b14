"""One badge as SVG, drawn from the same measures as its PDF: for the editor, the desk's label, previews.

The page that shows it loads css/badges.css, which names the fonts. Our pages refuse style attributes.
"""

from collections.abc import Iterator

from markupsafe import Markup, escape

from eventhub.documents import data_url, qr_svg_path
from eventhub.visitors import badge_painting
from eventhub.visitors.badge_design import Element, Kind
from eventhub.visitors.badge_fitting import LINE, MILLIMETRES
from eventhub.visitors.badge_pictures import jpeg_size
from eventhub.visitors.badge_setting import Face, Setter, Words

BASELINE = LINE / 2 + (1.069 - 0.293) / 2
"""From a line's top to the letters' foot, in sizes of its type: half of what the line has over Noto Sans' own
ascent (1.069) and descent (0.293), then the ascent; CSS 2.1, 10.8.1."""
ANCHORS = {
    ("left", False): "start",
    ("left", True): "end",
    ("right", False): "end",
    ("right", True): "start",
    ("center", False): "middle",
    ("center", True): "middle",
}


def svg(setter: Setter, face: Face, logo: bytes = b"", label: str = "") -> Markup:
    """The badge in a drawing of its millimetres; each element is a group that names its number.

    Without a label it says nothing to screen readers: the words beside it do.
    """
    paper = setter.design.sheet
    words = {each.place: each for each in setter.words_of(face)}
    told = f'role="img" aria-label="{escape(label)}"' if label else 'aria-hidden="true"'
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="badge-face" {told}'
        f' width="{paper.width:g}mm" height="{paper.height:g}mm"'
        f' viewBox="0 0 {paper.width:g} {paper.height:g}">'
        f'<rect width="{paper.width:g}" height="{paper.height:g}" fill="#fff"/>'
    )
    parts = [head]
    for place, element in enumerate(setter.design.elements):
        drawn = "".join(_drawn(setter, face, element, words.get(place), logo))
        parts.append(f'<g data-element="{place}">{drawn}</g>')
    return Markup("".join(parts) + "</svg>")  # noqa: S704 - numbers of ours, and texts escaped where written


def _drawn(setter: Setter, face: Face, element: Element, words: Words | None, logo: bytes) -> Iterator[str]:
    match element.kind:
        case Kind.TEXT:
            if words is not None:
                yield from _lines(words)
        case Kind.QR:
            yield _code(element, face.address)
        case Kind.BOX:
            yield _rectangle(element, badge_painting.hexadecimal(setter.colour(element, face)))
        case Kind.BAND:
            yield from _band(element, setter.colour(element, face))
        case Kind.LOGO | Kind.PHOTO:
            yield _picture(element, logo if element.kind == Kind.LOGO else face.photo)


def _lines(words: Words) -> Iterator[str]:
    element, size = words.element, words.fitted.size * MILLIMETRES
    x = element.x + {"left": 0, "center": element.width / 2, "right": element.width}[element.align]
    anchor = ANCHORS[element.align, words.fitted.is_rtl]
    weight = ' font-weight="700"' if element.is_bold else ""
    first = element.y + words.drop + size * BASELINE
    for number, line in enumerate(words.fitted.lines):
        yield (
            f'<text x="{x:.2f}" y="{first + number * words.line_height:.3f}" font-size="{size:.3f}"'
            f' fill="{badge_painting.hexadecimal(words.colour)}" text-anchor="{anchor}"{weight}'
            f' direction="{"rtl" if words.fitted.is_rtl else "ltr"}">{escape(line)}</text>'
        )


def _code(element: Element, address: str) -> str:
    side = min(element.width, element.height)
    modules, path = qr_svg_path(address)
    left, top = element.x + (element.width - side) / 2, element.y + (element.height - side) / 2
    place = f"translate({left:.3f} {top:.3f}) scale({side / modules:.5f})"
    return f'<path transform="{place}" shape-rendering="crispEdges" d="{path}"/>'


def _rectangle(element: Element, colour: str) -> str:
    return (
        f'<rect x="{element.x:g}" y="{element.y:g}" width="{element.width:g}" height="{element.height:g}"'
        f' fill="{colour}"/>'
    )


def _band(element: Element, colour: str) -> Iterator[str]:
    """The zellij counts from the lower left corner, as on paper; a nested drawing cuts it to its edges."""
    yield (
        f'<svg x="{element.x:g}" y="{element.y:g}" width="{element.width:g}" height="{element.height:g}"'
        f' viewBox="0 0 {element.width:g} {element.height:g}">'
        f'<rect width="100%" height="100%" fill="{badge_painting.hexadecimal(colour)}"/>'
    )
    stars = badge_painting.stars_of(element.width, element.height)
    path = "".join(
        "M"
        + "L".join(f"{x:.2f} {element.height - y:.2f}" for x, y in badge_painting.star_corners(*star))
        + "z"
        for star in stars
    )
    line = badge_painting.lighter_line(colour)
    yield f'<path d="{path}" fill="none" stroke="{line}" stroke-width="0.18"/></svg>'


def _picture(element: Element, jpeg: bytes) -> str:
    """The picture, or a pale box where a badge has none."""
    if not jpeg:
        return _rectangle(element, "#e8e4da")
    wide, tall = jpeg_size(jpeg)
    scale = min(element.width / wide, element.height / tall)
    x = element.x + (element.width - wide * scale) / 2
    y = element.y + (element.height - tall * scale) / 2
    return (
        f'<image x="{x:.2f}" y="{y:.2f}" width="{wide * scale:.2f}" height="{tall * scale:.2f}"'
        f' href="{data_url(jpeg, "image/jpeg")}"/>'
    )

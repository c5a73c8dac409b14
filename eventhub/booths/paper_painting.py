"""Stands of a plan as PDF operators: three thousand in a second, where an SVG would take WeasyPrint twenty.

The drawing is a form of its own with its own font, placed under the words of the page. Colours are those of
`booths.css` by day. Not here: things, scale and north (the SVG over it), the sheet (`paper`).
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from io import BytesIO
from math import cos, radians, sin
from typing import Any

from eventhub import places
from eventhub.booths.looks import Look
from eventhub.booths.picture import MARGIN, Drawn
from eventhub.booths.picture_parts import SIGNS

COLOURS = {
    "c1": ("#f3d58a", "#855c00"),
    "c2": ("#bcd7f0", "#2b5b8a"),
    "c3": ("#bde3c6", "#1a7048"),
    "c4": ("#f3c1a8", "#9a3d20"),
    "c5": ("#d9d0f3", "#41388c"),
    "c6": ("#f6c6d9", "#9f2859"),
    "c7": ("#dfe3a5", "#565a12"),
    "c8": ("#cdd7df", "#3f4c59"),
    "mine": ("#ad251c", "#1d2433"),
    "free": ("#ffffff", "#8f8371"),
    "taken": ("#bde3c6", "#1a7048"),
    "held": ("#fcefd2", "#875800"),
    "blocked": ("#ede2d2", "#8f8371"),
    "institution": ("#e4edf6", "#2b5b8a"),
    "problem": ("#fbe5e1", "#ad251c"),
}
"""Fill and edge of each look, as in static/css."""
POINTS = 72 / 25.4
PITCH = 0.7
"""Metres between the lines of a pattern."""


def style() -> str:
    """The style sheet of a drawing that stands alone."""
    looks = "".join(f".st.{css}{{fill:{fill};stroke:{edge}}}" for css, (fill, edge) in COLOURS.items())
    return (
        f"{looks}.st{{stroke-width:.08}}text{{font-family:Latin,Noto Sans,Naskh,sans-serif;font-weight:700;"
        "text-anchor:middle;fill:#1d2433}.soft{font-weight:400;fill:#444}text.from{text-anchor:start}"
        "text.upto{text-anchor:end}.ground{fill:none;stroke:#555;stroke-width:.12}"
        ".thing{fill:#ede2d2;stroke:#8f8371;stroke-width:.08}.way-in{fill:#1d2433}"
        ".sign{fill:none;stroke:#444;stroke-width:1.75;stroke-linecap:round;stroke-linejoin:round}"
        ".sg{fill:none;stroke:#1d2433;stroke-width:.16;stroke-linecap:round}"
        ".over{fill:none;stroke:#1d2433;stroke-width:.09;opacity:.5}.dot{fill:#1d2433;opacity:.5}"
        ".scale path{fill:none;stroke:#444;stroke-width:.1}.ring{fill:none;stroke:#ad251c;stroke-width:.3}"
        ".s.mine>text{fill:#fff}"
        ".under{fill:none;stroke:#fff;stroke-width:1.5}.line-way{fill:none;stroke:#ad251c;stroke-width:.6;"
        "stroke-dasharray:1.2 .9;stroke-linecap:round}circle.from{fill:#fff;stroke:#ad251c;stroke-width:.5}"
        ".to{fill:#ad251c}.eye{fill:#fff}"
    )


def is_writable(label: str) -> bool:
    """Whether a label can be painted here; others are left to the SVG."""
    try:
        label.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True


def operators(stands: Sequence[Drawn]) -> Iterator[str]:
    """The stands in metres, y down, as PDF operators."""
    yield "0.08 w 1 J 1 j"
    for stand in stands:
        yield "q"
        turn = radians(stand.angle)
        c, s = cos(turn), sin(turn)
        yield f"{c:.5f} {s:.5f} {-s:.5f} {c:.5f} {stand.x:.3f} {stand.y:.3f} cm"
        yield from _box(stand.look, stand.width, stand.depth)
        yield "Q"
    yield "BT"
    for stand in stands:
        yield f"{_colour('#ffffff' if stand.look.css == 'mine' else '#1d2433')} rg"
        yield from _words(stand)
    yield "ET"


def _box(look: Look, width: float, depth: float) -> Iterator[str]:
    fill, edge = COLOURS.get(look.css, COLOURS["free"])
    place = f"{-width / 2:.3f} {-depth / 2:.3f} {width:.3f} {depth:.3f} re"
    yield f"{_colour(fill)} rg {_colour(edge)} RG {place} B"
    if look.pattern:
        found = pattern_lines(look.pattern, width, depth)
        lines = " ".join(f"{a:.2f} {b:.2f} m {c:.2f} {d:.2f} l" for a, b, c, d in found)
        thick = 0.16 if look.pattern == "dots" else 0.06
        yield f"q {place} W n {_colour(edge)} RG {thick} w {lines} S Q"
        plate = f"{-width * 0.33:.3f} {-depth * 0.2:.3f} {width * 0.66:.3f} {depth * 0.62:.3f} re f"
        yield f"{_colour(fill)} rg {plate}"


def pattern_lines(kind: str, width: float, depth: float) -> Iterator[tuple[float, float, float, float]]:
    """The lines of a pattern over a box round the origin, to be clipped by it; dots have no length."""
    half, down = width / 2, depth / 2
    if kind in ("held", "blocked"):
        reach = half + down
        for step in range(int(2 * reach / PITCH) + 1):
            at = -reach + step * PITCH
            yield at - down, down, at + down, -down
            if kind == "blocked":
                yield at - down, -down, at + down, down
    elif kind == "lines":
        for step in range(int(depth / PITCH) + 1):
            yield -half, -down + (step + 0.5) * PITCH, half, -down + (step + 0.5) * PITCH
    elif kind == "dots":
        for row in range(int(depth / PITCH)):
            for column in range(int(width / PITCH)):
                x, y = -half + (column + 0.5) * PITCH, -down + (row + 0.5) * PITCH
                yield x, y, x, y


def _words(stand: Drawn) -> Iterator[str]:
    """The label, and a sign of letters under it, each in the middle."""
    side, label = min(stand.width, stand.depth), stand.label
    if not is_writable(label):
        return
    size = min(side * 0.38, side / max(len(label), 2) * 1.5, 1.3)
    sign = stand.look.sign if stand.look.sign not in SIGNS else ""
    yield _said(label, stand.x, stand.y + size * (0.12 if sign else 0.36), size)
    if sign:
        yield _said(sign, stand.x, stand.y + side * 0.37, side * 0.2)


def _said(words: str, x: float, y: float, size: float) -> str:
    wide = sum(_font()[1].get(each, 0.6) for each in words) * size
    plain = words.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return f"/F {size:.3f} Tf 1 0 0 -1 {x - wide / 2:.3f} {y:.3f} Tm ({plain}) Tj"


def _colour(hexadecimal: str) -> str:
    return " ".join(f"{int(hexadecimal[at : at + 2], 16) / 255:.3f}" for at in (1, 3, 5))


@lru_cache(maxsize=1)
def _font() -> tuple[bytes, dict[str, float], tuple[int, ...]]:
    """The labels' font cut down to what they are written with, its widths by character, its box."""
    from fontTools import subset  # type: ignore[import-untyped]
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

    characters = bytes(range(32, 256)).decode("cp1252", "ignore")
    font = TTFont(places.FONTS / "NotoSans-Bold.ttf")
    cut = subset.Subsetter(subset.Options(hinting=False, layout_features=[], name_IDs=[]))
    cut.populate(text=characters)
    cut.subset(font)
    out = BytesIO()
    font.save(out)
    per_em, names, widths = font["head"].unitsPerEm, font.getBestCmap(), font["hmtx"]
    known = {each: widths[names[ord(each)]][0] / per_em for each in characters if ord(each) in names}
    head = font["head"]
    return out.getvalue(), known, (head.xMin, head.yMin, head.xMax, head.yMax)


def form(pdf: Any, stands: Sequence[Drawn], plan: Any, millimetres: float) -> Any:
    """The drawing as a form XObject added to a pydyf document; `millimetres` is the scale of a metre.

    Its origin is the ground's corner at the top left; y runs down as negative.
    """
    import pydyf  # type: ignore[import-untyped]

    per_metre = millimetres * POINTS
    drawing = "\n".join([f"{per_metre:.5f} 0 0 {-per_metre:.5f} 0 0 cm", *operators(stands)])
    reach = MARGIN * per_metre
    box = [-reach, -(plan.depth * per_metre) - reach, plan.width * per_metre + reach, reach]
    about = {
        "Type": "/XObject",
        "Subtype": "/Form",
        "BBox": pydyf.Array(box),
        "Resources": pydyf.Dictionary({"Font": pydyf.Dictionary({"F": _embedded(pdf)})}),
    }
    made = pydyf.Stream([drawing.encode("cp1252")], about, compress=True)
    pdf.add_object(made)
    return made.reference


def _embedded(pdf: Any) -> Any:
    import pydyf

    content, widths, box = _font()
    file = pydyf.Stream([content], {"Length1": len(content)}, compress=True)
    pdf.add_object(file)
    facts = {"Type": "/FontDescriptor", "FontName": "/Label+NotoSans-Bold", "Flags": 32, "ItalicAngle": 0}
    facts |= {"FontBBox": pydyf.Array(box), "Ascent": 1069, "Descent": -293, "CapHeight": 714, "StemV": 140}
    descriptor = pydyf.Dictionary(facts | {"FontFile2": file.reference})
    pdf.add_object(descriptor)
    codes = [bytes([code]).decode("cp1252", "ignore") for code in range(32, 256)]
    font = pydyf.Dictionary(
        {
            "Type": "/Font",
            "Subtype": "/TrueType",
            "BaseFont": "/Label+NotoSans-Bold",
            "Encoding": "/WinAnsiEncoding",
            "FirstChar": 32,
            "LastChar": 255,
            "Widths": pydyf.Array([round(1000 * widths.get(each, 0)) for each in codes]),
            "FontDescriptor": descriptor.reference,
        }
    )
    pdf.add_object(font)
    return font.reference

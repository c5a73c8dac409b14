"""The plan as SVG, in metres: for a page, whose style sheet colours it, or alone on paper and in files.

Written as text rather than by a template: three thousand stands take a few milliseconds. Not here: what a
stand looks like (`looks`), what else lies on the ground (`picture_parts`), who stands there (`queries`).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from markupsafe import Markup, escape
from msgspec import Struct

from eventhub.booths import picture_parts as parts
from eventhub.booths.halls import Window
from eventhub.booths.looks import Look
from eventhub.booths.picture_parts import ICONS, Way, short, thing_name

__all__ = ["ICONS", "MARGIN", "Drawn", "Way", "marked", "svg", "swatch", "thing_name"]

MARGIN = 2.2
"""Metres round the ground: for the names of its entrances, the scale and the north."""
MANY = 1200
"""From this many stands on a page leaves small signs out: nobody sees them before zooming far in."""
QUARTER = 90
PER_METRE = 14
"""Pixels a metre before any zoom."""


class Drawn(Struct, frozen=True):
    """One stand as it is drawn: `x`, `y` its centre, lengths in metres.

    `mark` is chosen, lit, here or nothing; several may be joined by a space.
    """

    label: str
    x: float
    y: float
    width: float
    depth: float
    angle: float
    look: Look
    title: str = ""
    href: str = ""
    mark: str = ""


def svg(  # noqa: PLR0913 - what a drawing may show, each with its usual value
    name: str,
    stands: Sequence[Drawn],
    plan: Any,
    *,
    label: str = "",
    way: Way | None = None,
    style: str = "",
    is_seeking: bool = False,
    named: bool = True,
    window: Window | None = None,
) -> Markup:
    """The whole drawing, its ids begun by `name`. `is_seeking` dims what is not lit.

    With `style` (a style sheet) it stands alone, on paper or in a file; without `named`, things have no name.
    With a `window` only that part of the ground is in view.
    """
    alone, signs = bool(style), bool(style) or len(stands) < MANY
    left, top, width, depth = window or (-MARGIN, -MARGIN, plan.width + 2 * MARGIN, plan.depth + 2 * MARGIN)
    view = f"{short(left)} {short(top)} {short(width)} {short(depth)}"
    size = f'width="{short(width * PER_METRE)}" height="{short(depth * PER_METRE)}"'
    frame = 'xmlns="http://www.w3.org/2000/svg"' if alone else 'role="group"'
    said = f' aria-label="{escape(label)}"' if label else ""
    kind = "draw seeking" if is_seeking else "draw"
    written = [
        f'<svg class="{kind}" id="{name}" viewBox="{view}" {size} {frame}{said}>',
        f"<style>{style}</style>" if alone else "",
        f"<defs>{parts.patterns(name)}{parts.sign_shapes(name)}</defs>",
        f'<rect class="ground" width="{short(plan.width)}" height="{short(plan.depth)}" rx=".4"/>',
        *(parts.thing(each, plan, alone=alone, named=named) for each in sorted(plan.drawing, key=_is_above)),
        *(_stand(name, stand, alone=alone, signs=signs) for stand in sorted(stands, key=_is_over)),
        parts.scale_bar(plan.width, plan.depth),
        parts.north(plan.width),
        parts.way(way) if way else "",
        "</svg>",
    ]
    return Markup("".join(written))  # noqa: S704 - every text in it was escaped


def _is_above(thing: Mapping[str, Any]) -> bool:
    """Lanes lie under everything else."""
    return bool(thing["kind"] != "lane")


def _is_over(stand: Drawn) -> bool:
    """Marked stands are drawn last: their rings lie over their neighbours."""
    return bool(stand.mark)


def _stand(name: str, stand: Drawn, *, alone: bool, signs: bool) -> str:
    width, depth, turn = stand.width, stand.depth, stand.angle % (2 * QUARTER)
    if turn == QUARTER:
        width, depth, turn = depth, width, 0
    tag, href = ("a", f' href="{escape(stand.href)}"') if stand.href else ("g", "")
    kind = f"s {stand.look.css} {stand.mark}".rstrip()
    written = [f'<{tag}{href} class="{kind}" id="{name}-{escape(stand.label)}">']
    if stand.title and not alone:
        written.append(f"<title>{escape(stand.title)}</title>")
    if turn:
        written.append(f'<g transform="rotate({short(turn)} {short(stand.x)} {short(stand.y)})">')
    written.append(_ground_of(name, stand, width, depth))
    if turn:
        written.append("</g>")
    return "".join(written) + _label(name, stand, min(width, depth), width, signs=signs) + f"</{tag}>"


def _ground_of(name: str, stand: Drawn, width: float, depth: float) -> str:
    """The rectangle of a stand, its pattern over it and a ring round it when it is marked."""
    x, y, look = stand.x - width / 2, stand.y - depth / 2, stand.look
    place = _box(x, y, width, depth)
    ring = ""
    if stand.mark in ("chosen", "here"):
        ring = f'<rect class="ring" {_box(x - 0.35, y - 0.35, width + 0.7, depth + 0.7)} rx=".4"/>'
    over = f'<rect class="pt" {place} fill="url(#{name}-{look.pattern})"/>' if look.pattern else ""
    return f'{ring}<rect class="st {look.css}" {place}/>{over}'


def _label(name: str, stand: Drawn, side: float, width: float, *, signs: bool) -> str:
    size = min(side * 0.36, max(width, 1.5) / max(len(stand.label), 2) * 1.35, 1.3)
    has_sign = bool(stand.look.sign) and signs and side > 1
    line = stand.y + size * (0.1 if has_sign else 0.35)
    place = f'x="{short(stand.x)}" y="{short(line)}" font-size="{short(size)}"'
    label = f"<text {place}>{escape(stand.label)}</text>"
    if not has_sign:
        return label
    return label + parts.sign(name, stand.look.sign, stand.x, stand.y + side * 0.28, min(side * 0.22, 0.75))


def _box(x: float, y: float, width: float, depth: float) -> str:
    return f'x="{short(x)}" y="{short(y)}" width="{short(width)}" height="{short(depth)}"'


def swatch(name: str, look: Look) -> Markup:
    """The little picture of a look in a legend; its patterns are those of the drawing of this name."""
    place = 'x=".1" y=".1" width="2.8" height="1.8"'
    over = f'<rect class="pt" {place} fill="url(#{name}-{look.pattern})"/>' if look.pattern else ""
    sign = parts.sign(name, look.sign, 1.5, 1, 1) if look.sign else ""
    return Markup(  # noqa: S704 - our own words
        '<svg viewBox="0 0 3 2" width="30" height="20" aria-hidden="true">'
        f'<g class="s {look.css}"><rect class="st {look.css}" {place}/>{over}{sign}</g></svg>'
    )


def marked(
    rows: Iterable[Any],
    look_of: Callable[[Any], Look],
    title_of: Callable[[Sequence[Any]], str],
    href_of: Callable[[Any], str] | None = None,
    marks: Mapping[str, str] | None = None,
) -> list[Drawn]:
    """Stands of `queries.plans.board`; several holders of one stand are told on it together."""
    found: dict[str, list[Any]] = {}
    for row in rows:
        found.setdefault(row.label, []).append(row)
    marks = marks or {}
    return [
        Drawn(
            label,
            *(held[0].x, held[0].y, held[0].width, held[0].depth, held[0].angle or 0.0),
            look_of(held[0]),
            title_of(held),
            href_of(held[0]) if href_of else "",
            marks.get(label, ""),
        )
        for label, held in found.items()
    ]

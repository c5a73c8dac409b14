"""Parts of the plan's picture that are not stands: things, entrances, patterns, signs, scale, a way."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from markupsafe import escape
from msgspec import Struct

from eventhub import places
from eventhub.booths import phrases, shapes
from eventhub.booths.ground import ThingKind
from eventhub.booths.shapes import Point

ICONS = {
    ThingKind.STAGE: "stage",
    ThingKind.WATER: "water",
    ThingKind.TOILET: "toilet",
    ThingKind.FIRSTAID: "firstaid",
    ThingKind.SHADE: "shade",
    ThingKind.POWER: "power",
    "parking": "truck",
    "vehicle": "truck",
    "info": "info",
    "tree": "leaf",
}
SIGNS = {
    "ok": "M.1 .55 .4 .85 .9 .2",
    "wait": "M.5 .2V.55L.75 .7M.5 .05A.45 .45 0 1 0 .51 .05z",
    "no": "M.15 .15 .85 .85M.85 .15 .15 .85",
    "star": "M.5 .05 .95 .5 .5 .95 .05 .5z",
    "bang": "M.5 .05V.6M.5 .85V.95",
    "pin": "M.5 1V.62M.15 .62H.85L.7 .36V.05H.3V.36z",
}
"""Signs drawn in a box of one by one."""
_PATTERNS = {
    "held": (0.8, 0.8, '<path class="over" d="M0 .8 .8 0"/>'),
    "blocked": (0.8, 0.8, '<path class="over" d="M0 0 .8 .8M.8 0 0 .8"/>'),
    "dots": (0.6, 0.6, '<circle class="dot" cx=".3" cy=".3" r=".09"/>'),
    "lines": (0.8, 0.5, '<path class="over" d="M0 .25h.8"/>'),
}
_PIN = "M0 0s-13-11.6-13-22a13 13 0 0 1 26 0c0 10.4-13 22-13 22z"
_NORTH = "M0-1.3 .5 .8 0 .5-.5 .8z"
GATES = frozenset({ThingKind.ENTRANCE, "exit", "gate"})
"""What lies on the edge of the ground."""
UNNAMED = frozenset({"lane", "obstacle", "tree", "text"})
"""What says nothing but its own label."""
DOT = 0.1
"""Something smaller than this, in metres, is drawn as an entrance is."""
WIDE = 30
"""A ground from this width has a scale of ten metres."""


class Way(Struct, frozen=True):
    """A way to draw over the plan: its points, in metres."""

    points: tuple[Point, ...]


def short(value: float) -> str:
    """A number as short as it may be written, to the centimetre."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def patterns(name: str) -> str:
    """The patterns that lie over colours, as definitions."""
    return "".join(
        f'<pattern id="{name}-{kind}" width="{width}" height="{height}" patternUnits="userSpaceOnUse">'
        f"{inner}</pattern>"
        for kind, (width, height, inner) in _PATTERNS.items()
    )


def sign_shapes(name: str) -> str:
    """The drawn signs, as definitions."""
    return "".join(f'<path id="{name}-{kind}" d="{path}"/>' for kind, path in SIGNS.items())


def sign(name: str, kind: str, x: float, y: float, size: float) -> str:
    """A sign round its middle: one of `SIGNS`, or letters."""
    if kind in SIGNS:
        place = f"translate({short(x - size / 2)} {short(y - size / 2)}) scale({short(size)})"
        return f'<use class="sg" href="#{name}-{kind}" transform="{place}"/>'
    return _text("soft", x, y + size * 0.35, size, escape(kind))


def _text(kind: str, x: float, y: float, size: float, said: str) -> str:
    place = f'x="{short(x)}" y="{short(y)}" font-size="{short(size)}"'
    return f'<text class="{kind}" {place}>{said}</text>'


def thing_name(thing: Mapping[str, Any]) -> str:
    """What something on the ground is called, in the language of the moment."""
    kind = "" if thing["kind"] in UNNAMED else str(phrases.THINGS.get(thing["kind"], ""))
    own = str(thing.get("label") or "")
    return f"{kind} {own}".strip() if thing["kind"] in GATES else own or kind


class Caption(Struct, frozen=True):
    """A name on the ground: where its line stands, how tall it is (metres), and whether it begins there."""

    x: float
    y: float
    size: float
    text: str
    kind: str = "over"


def is_gate(each: Mapping[str, Any]) -> bool:
    """Whether something is drawn as an entrance is: an arrow at the edge."""
    left, top, right, bottom = shapes.bounds(shapes.of_thing(each))
    return each["kind"] in GATES or (each["kind"] != "text" and max(right - left, bottom - top) < DOT)


def caption(each: Mapping[str, Any], plan: Any) -> Caption:
    """The name of something that is not a stand, below its icon, or outside the ground for an entrance."""
    figure, name = shapes.of_thing(each), thing_name(each)
    left, top, right, bottom = shapes.bounds(figure)
    x, y = shapes.middle(figure)
    if is_gate(each):
        side = _edge(x, y, plan)
        kind, at = {"left": ("from", x - 1.1), "right": ("upto", x + 1.1)}.get(side, ("over", x))
        return Caption(at, y + (-1.5 if side == "top" else 1.7), 0.95, name, kind)
    size = min(0.95, (right - left) / max(len(name), 4) * 2.0)
    icon = min(right - left, (bottom - top) * 0.5, 2.2) if each["kind"] in ICONS else 0
    return Caption(x, y + (icon * 0.5 + 0.3 if icon else 0) + size * 0.35, size, name)


def _edge(x: float, y: float, plan: Any) -> str:
    far = {"left": x, "right": plan.width - x, "top": y, "bottom": plan.depth - y}
    return min(far, key=lambda each: far[each])


def thing(each: Mapping[str, Any], plan: Any, *, alone: bool, named: bool = True) -> str:
    """Something that is not a stand: its ground, icon and name; an entrance is an arrow at its edge."""
    figure = shapes.of_thing(each)
    x, y = shapes.middle(figure)
    said = _written(caption(each, plan)) if named else ""
    if is_gate(each):
        turn = {"top": 180, "bottom": 0, "left": 90, "right": 270}[_edge(x, y, plan)]
        place = f"translate({short(x)} {short(y)}) rotate({turn})"
        return f'<g><path class="way-in" transform="{place}" d="M0-1.1 1 .5H-1z"/>{said}</g>'
    left, top, right, bottom = shapes.bounds(figure)
    corners = " ".join(f"{short(a)},{short(b)}" for a, b in figure)
    side = min(right - left, (bottom - top) * 0.5, 2.2)
    drawn = _icon(ICONS[each["kind"]], x, y - side * 0.4, side, alone=alone) if each["kind"] in ICONS else ""
    kind = f"thing {escape(each['kind'])}"
    return f'<g><polygon class="{kind}" points="{corners}"/>{drawn}{said}</g>'


def _written(caption: Caption) -> str:
    kind = f"soft {caption.kind}" if caption.kind != "over" else "soft"
    return _text(kind, caption.x, caption.y, caption.size, str(escape(caption.text)))


def _icon(name: str, x: float, y: float, side: float, *, alone: bool) -> str:
    place = f"translate({short(x - side / 2)} {short(y - side / 2)}) scale({side / 24:.4f})"
    inner = sprite()[name] if alone else f'<use href="{_sprite_address()}#{name}" width="24" height="24"/>'
    ink = ' fill="none" stroke="#444" stroke-width="1.75"' if alone else ""
    return f'<g class="sign" transform="{place}"{ink}>{inner}</g>'


@cache
def sprite() -> dict[str, str]:
    """The drawings of the icons by name, each in a box of 24 by 24."""
    text = (places.STATIC / "img" / "sprite.svg").read_text(encoding="utf-8")
    return dict(re.findall(r'<symbol id="([\w-]+)" viewBox="0 0 24 24">(.*?)</symbol>', text))


def _sprite_address() -> str:
    from eventhub.web.assets import asset

    return asset("img/sprite.svg")


def scale_bar(width: float, depth: float) -> str:
    """Ten metres (two on a small ground), under the drawing."""
    long, y = (10 if width >= WIDE else 2), depth + 1.3
    line = f'<path d="M0 {short(y - 0.3)}v.6M0 {short(y)}h{long}m0-.3v.6"/>'
    said = _text("soft", long + 1.4, y + 0.3, 0.85, f"{long}&#160;m")
    return f'<g class="scale">{line}{said}</g>'


def north(width: float) -> str:
    """An arrow to the north, at the top of the drawing."""
    place = f'transform="translate({short(width - 0.4)} -.7)"'
    letter = _text("soft", -1.1, 0.3, 0.9, "N")
    return f'<g class="north" {place}><path class="way-in" d="{_NORTH}"/>{letter}</g>'


def way(drawn: Way) -> str:
    """The line of a way, a dot where it begins, a pin where it ends."""
    line = "M" + " ".join(f"{short(x)} {short(y)}" for x, y in drawn.points)
    (x, y), (to_x, to_y) = drawn.points[0], drawn.points[-1]
    return (
        f'<g class="way"><path class="under" d="{line}"/><path class="line-way" d="{line}"/>'
        f'<circle class="from" cx="{short(x)}" cy="{short(y)}" r=".8"/>'
        f'<path class="to" transform="translate({short(to_x)} {short(to_y)}) scale(.11)" d="{_PIN}"/>'
        f'<circle class="eye" cx="{short(to_x)}" cy="{short(to_y - 2.4)}" r=".5"/></g>'
    )

"""Pictures the demo draws: hills, jars on a shelf, a carpet on its loom, bowls drying. Nobody's photos."""

import io
import math
from typing import TYPE_CHECKING

from eventhub.contests.kinds import FileKind
from eventhub.contests.models import Idea, IdeaFile
from eventhub.database import db

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw

    from eventhub.storage import StoredFile

Colour = tuple[int, int, int]
SHADES = ((196, 138, 74), (92, 122, 76), (160, 84, 58), (214, 186, 132))
WALL, WOOD, CREAM, CLAY, INK = (236, 226, 208), (150, 106, 66), (250, 244, 230), (178, 84, 52), (58, 66, 88)
SIZE = (960, 720)


def attach(idea: Idea, kind: FileKind, stored: "StoredFile") -> None:
    """Add a kept file to an idea."""
    db.session.add(IdeaFile(idea_id=idea.id, file_id=stored.id, kind=kind))


def picture(place: int, sector: str = "") -> io.BytesIO:
    """A PNG of what somebody of this sector would photograph, in the colours of the place."""
    from PIL import Image, ImageDraw

    sheet = Image.new("RGB", SIZE, (222, 232, 240))
    SCENES.get(sector, _hills)(ImageDraw.Draw(sheet), place)
    out = io.BytesIO()
    sheet.save(out, "PNG")
    out.seek(0)
    return out


def _turned(place: int) -> tuple[Colour, ...]:
    return SHADES[place % len(SHADES) :] + SHADES[: place % len(SHADES)]


def _hills(draw: "ImageDraw", place: int) -> None:
    """Hills under a sky."""
    draw.ellipse((640, 90, 760, 210), fill=(248, 214, 120))
    for row, shade in enumerate(_turned(place)):
        base = 300 + row * 110
        line = [(x, base + int(50 * math.sin(x / (120 + 40 * row) + place + row))) for x in range(0, 961, 20)]
        draw.polygon([*line, (960, 720), (0, 720)], fill=shade)


def _room(draw: "ImageDraw", place: int, shelves: tuple[int, ...]) -> None:
    draw.rectangle((0, 0, *SIZE), fill=WALL)
    draw.rectangle((0, 0, 960, 40 + 12 * (place % 3)), fill=_turned(place)[3])
    for top in shelves:
        draw.rectangle((0, top, 960, top + 26), fill=WOOD)
        draw.rectangle((0, top + 26, 960, top + 34), fill=(112, 78, 48))


def _jars(draw: "ImageDraw", place: int) -> None:
    """Two shelves of jars, each with its label."""
    _room(draw, place, (360, 640))
    for top, many in ((360, 5), (640, 4)):
        for turn in range(many):
            left, width, tall = 70 + turn * (840 // many), 110, 150 + 20 * ((turn + place) % 3)
            fill = _turned(place)[turn % 3]
            draw.rounded_rectangle((left, top - tall, left + width, top), 24, fill=fill)
            draw.rectangle((left + 12, top - tall - 22, left + width - 12, top - tall + 10), fill=INK)
            draw.rectangle((left, top - tall + 58, left + width, top - 34), fill=CREAM)
            draw.line((left + 22, top - tall + 76, left + width - 22, top - tall + 76), fill=CLAY, width=6)
            draw.line((left + 22, top - tall + 92, left + width - 42, top - tall + 92), fill=WOOD, width=4)


def _carpet(draw: "ImageDraw", place: int) -> None:
    """A carpet half woven: lozenges between two beams, the warp above."""
    _room(draw, place, ())
    ground, thread, *_others = _turned(place)
    for x in range(180, 781, 12):
        draw.line((x, 90, x, 330), fill=CREAM, width=3)
    draw.rectangle((170, 330, 790, 650), fill=ground)
    for row in range(3):
        for column in range(6):
            x, y = 222 + column * 103, 382 + row * 108
            for reach, fill in ((46, CREAM), (32, thread), (14, INK)):
                draw.polygon([(x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y)], fill=fill)
    for top in (70, 650):
        draw.rounded_rectangle((130, top, 830, top + 34), 16, fill=WOOD)


def _bowls(draw: "ImageDraw", place: int) -> None:
    """Bowls drying on a board, one with a band of blue."""
    _room(draw, place, (420, 660))
    for top, many in ((420, 3), (660, 4)):
        for turn in range(many):
            reach = 110 if many < 4 else 84  # noqa: PLR2004 - fewer are larger
            x, fill = 130 + turn * (780 // many) + 20, CLAY if (turn + place) % 3 else _turned(place)[3]
            draw.pieslice((x - reach, top - 2 * reach, x + reach, top), 0, 180, fill=fill)
            draw.ellipse((x - reach, top - reach - 22, x + reach, top - reach + 22), fill=(120, 56, 36))
            draw.rectangle((x - 40, top - 14, x + 40, top), fill=fill)
            if turn == place % many:
                draw.arc((x - reach, top - 2 * reach + 30, x + reach, top - 26), 10, 170, fill=INK, width=9)


SCENES = dict.fromkeys(
    ("honey", "oils", "capers", "couscous", "dairy", "cosmetics", "aromatic_plants"), _jars
)
SCENES |= dict.fromkeys(("weaving", "embroidery"), _carpet) | {"pottery": _bowls}

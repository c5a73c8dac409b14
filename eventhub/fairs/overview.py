"""What an edition's overview says: how it is going, what needs me, why. Features above fill it.

A feature says once::

    overview.declare_tile(applications_waiting)    # (edition) -> Tile, list[Tile] or None; one statement
    overview.declare_picture(floor)                # (edition) -> Picture or None

A tile with `needs_me` stands in the list of things to do; the others are figures. `order` puts them in order.
"""

from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import urlsplit

from flask import current_app
from msgspec import Struct
from msgspec.structs import replace

from eventhub.permissions import may_open


class Tile(Struct, frozen=True):
    """One figure or one thing to do.

    `figure` is already written for people; `sentence` says what it means or why it waits; `kind` is ok,
    wait, no, info or neutral.
    """

    label: Any
    figure: Any = ""
    sentence: Any = ""
    href: str | None = None
    icon: str = "chart"
    kind: str = "neutral"
    needs_me: bool = False
    order: int = 50


class Picture(Struct, frozen=True):
    """Something to look at rather than read: a template, and what it needs, reached as `picture.given`."""

    template: str
    given: Any
    order: int = 50


Painter = Callable[[Any], Picture | None]
Maker = Callable[[Any], Tile | Iterable[Tile] | None]

_makers: list[Maker] = []
_painters: list[Painter] = []


def declare_tile(maker: Maker) -> None:
    """Add a feature's tiles; declaring twice is the same as once."""
    if maker not in _makers:
        _makers.append(maker)


def tiles_of(edition: Any) -> list[Tile]:
    """Every tile of an edition, in order; what waits for somebody else is left out."""
    found: list[Tile] = []
    for maker in _makers:
        made = maker(edition)
        if isinstance(made, Tile):
            found.append(made)
        elif made is not None:
            found.extend(made)
    shown = (_as_read(tile, edition) for tile in found)
    return sorted((tile for tile in shown if tile is not None), key=lambda tile: tile.order)


def _as_read(tile: Tile, edition: Any) -> Tile | None:
    """Where a tile leads to what the reader may not open: a figure without its link, and nothing to do."""
    if tile.href is None:
        return tile
    endpoint, _values = current_app.url_map.bind("").match(urlsplit(tile.href).path)
    if may_open(str(endpoint), edition):
        return tile
    return None if tile.needs_me else replace(tile, href=None)


def declare_picture(painter: Painter) -> None:
    """Add a feature's picture; declaring twice is the same as once."""
    if painter not in _painters:
        _painters.append(painter)


def pictures_of(edition: Any) -> list[Picture]:
    """Every picture of an edition, in order."""
    painted = [picture for painter in _painters if (picture := painter(edition)) is not None]
    return sorted(painted, key=lambda picture: picture.order)

"""The grid of an edition, asked once a request."""

import sqlalchemy as sa
from flask import g

from eventhub.booths.grid import USUAL, Grid
from eventhub.booths.models import ScreeningGrid
from eventhub.database import db
from eventhub.fairs.models import Edition


def stored_grid(edition: Edition) -> ScreeningGrid | None:
    """What the edition has set, if it has."""
    return db.session.scalar(sa.select(ScreeningGrid).where(ScreeningGrid.edition_id == edition.id))


def grid_of(edition: Edition) -> Grid:
    """How an edition's files are looked at: as it has set, or the usual way."""
    known: dict[int, Grid] = g.setdefault("booths_grids", {})
    if edition.id not in known:
        known[edition.id] = _read(stored_grid(edition))
    return known[edition.id]


def forget_grid(edition: Edition) -> None:
    """Ask again: it was changed."""
    g.get("booths_grids", {}).pop(edition.id, None)


def _read(row: ScreeningGrid | None) -> Grid:
    if row is None:
        return USUAL
    lists = tuple(row.checklist), tuple(row.criteria)
    return Grid(*lists, spread_limit=row.spread_limit, per_file=row.per_file, is_own=True)

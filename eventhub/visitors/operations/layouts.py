"""The verbs of badges' layouts: create, save, copy, delete, and their picture."""

from datetime import datetime
from io import BytesIO
from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l
from sqlalchemy.exc import IntegrityError

from eventhub import audit, storage
from eventhub.database import db, violates
from eventhub.errors import DomainError
from eventhub.fairs.models import Edition
from eventhub.visitors.badge_design import Design, standard
from eventhub.visitors.layouts import LAYOUTS
from eventhub.visitors.models import BadgeLayout

MOST_LAYOUTS = 50
"""Layouts an organizer keeps for one fair and all its fairs."""


def create_layout(
    actor: Any, edition: Edition, name: str, design: Design, at: datetime, *, is_shared: bool = False
) -> BadgeLayout:
    """A new layout that begins as `design`; shared ones serve all fairs of the organizer.

    Raises `layout_named` when there is one of this name, `too_many_layouts`.
    """
    count = sa.select(sa.func.count(BadgeLayout.id)).where(
        BadgeLayout.organizer_id == edition.organizer_id,
        sa.or_(BadgeLayout.edition_id == edition.id, BadgeLayout.edition_id.is_(None)),
    )
    if (db.session.scalar(count) or 0) >= MOST_LAYOUTS:
        raise DomainError(
            "too_many_layouts", _l("There are 50 layouts already. Delete one first."), field="name"
        )
    if name in LAYOUTS:
        raise _named(name)
    row = BadgeLayout(
        organizer_id=edition.organizer_id, edition_id=None if is_shared else edition.id, name=name, version=1
    )
    _draw(row, design)
    db.session.add(row)
    _flush(name)
    audit.record(actor, "visitors:layout:created", row, at)
    return row


def begin_layout(
    actor: Any, edition: Edition, name: str, paper: str, at: datetime, *, is_shared: bool = False
) -> BadgeLayout:
    """A new layout that begins as the standard badge of a paper."""
    return create_layout(actor, edition, name, standard(paper), at, is_shared=is_shared)


def save_layout(
    actor: Any, layout: BadgeLayout, name: str, design: Design, version: int, at: datetime
) -> BadgeLayout:
    """Keep what was drawn. Raises `layout_named`, `layout_changed` (409) when somebody saved meanwhile."""
    if version != layout.version:
        raise DomainError(
            "layout_changed",
            _l("Somebody else changed this layout meanwhile. Load the page again to see it."),
            status=409,
        )
    if not name or name in LAYOUTS:
        raise _named(name)
    layout.name, layout.version = name, layout.version + 1
    _draw(layout, design)
    _flush(name)
    audit.record(actor, "visitors:layout:saved", layout, at)
    return layout


def change_logo(actor: Any, layout: BadgeLayout, content: bytes, name: str, at: datetime) -> None:
    """Put another picture on the layout. Raises what `storage.keep` does."""
    old = layout.logo
    layout.logo = storage.keep(BytesIO(content), name, owner=actor, images_only=True)
    db.session.flush()
    if old is not None:
        storage.drop(old)
    audit.record(actor, "visitors:layout:saved", layout, at)


def delete_layout(actor: Any, layout: BadgeLayout, at: datetime) -> None:
    """Throw a layout away; prints that began with it go on as they were drawn, without its picture."""
    audit.record(actor, "visitors:layout:deleted", layout, at)
    if layout.logo is not None:
        storage.drop(layout.logo)
    db.session.delete(layout)
    db.session.flush()


def _draw(row: BadgeLayout, design: Design) -> None:
    drawn = design.as_json()
    row.paper, row.elements, row.colours = drawn["paper"], drawn["elements"], drawn["colours"]
    row.offset_x, row.offset_y = drawn["offset_x"], drawn["offset_y"]


def _flush(name: str) -> None:
    try:
        db.session.flush()
    except IntegrityError as error:
        if violates(error, "uq_badge_layouts_of_edition") or violates(error, "uq_badge_layouts_of_organizer"):
            raise _named(name) from error
        raise


def _named(name: str) -> DomainError:
    return DomainError(
        "layout_named",
        _l("There is a layout called “%(name)s” already. Choose another name.", name=name),
        field="name",
        status=422,
    )

"""Reads of registrations and badges. Lists take columns, never whole rows."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from eventhub.database import db
from eventhub.folding import fold
from eventhub.visitors import codes
from eventhub.visitors.models import Badge, Registration
from eventhub.web.pages import Slice, keyset

ROW = (
    Registration.id,
    Registration.public_id,
    Registration.name_ar,
    Registration.name_latin,
    Registration.phone,
    Registration.category,
    Registration.party,
    Registration.erased_at,
    Badge.code,
    Badge.revoked_at,
    Badge.last_in_at,
)


def registration_of(public_id: str, values: dict[str, Any]) -> Registration | None:
    """A registration of the edition named before it in the address."""
    query = sa.select(Registration).options(joinedload(Registration.badge))
    query = query.where(Registration.public_id == public_id)
    edition = values.get("edition")
    if edition is not None:
        query = query.where(Registration.edition_id == edition.id)
    return db.session.scalar(query)


def badge_by_code(code: str) -> Badge | None:
    """The badge with this code, with its edition."""
    query = sa.select(Badge).options(joinedload(Badge.registration).joinedload(Registration.edition))
    return db.session.scalar(query.where(Badge.code == code))


def visitors_page(edition_id: int, search: str, category: str) -> Slice:
    """One page of an edition's visitors, newest first: rows of `ROW`. Two statements, always."""
    matching = sa.select(Registration.id).where(Registration.edition_id == edition_id)
    if category:
        matching = matching.where(Registration.category == category)
    if search:
        matching = matching.where(_matches(search))
    found = keyset(matching, [Registration.id], lambda row: [row], descending=True)
    rows = db.session.execute(
        sa.select(*ROW)
        .join(Badge, Badge.registration_id == Registration.id)
        .where(Registration.id.in_(found.rows))
        .order_by(Registration.id.desc())
    ).all()
    return Slice(rows, found.after, found.before)


def _matches(search: str) -> sa.ColumnElement[bool]:
    """Every word begins a word of the visitor; or the search is the badge's code."""
    code = codes.read_badge(search)
    if code is not None:
        badge = sa.select(Badge.registration_id).where(Badge.code == code)
        return Registration.id.in_(badge)
    words = fold(search).split()[:6]
    if not words:
        return sa.true()
    if db.session.get_bind().dialect.name == "postgresql":
        asked = sa.func.to_tsquery("simple", " & ".join(f"{word}:*" for word in words))
        return sa.func.to_tsvector(sa.literal_column("'simple'"), Registration.folded).op("@@")(asked)
    spaced = sa.literal(" ") + Registration.folded
    return sa.and_(*(spaced.contains(f" {word}", autoescape=True) for word in words))


def visitor_counts(edition_id: int) -> dict[str, int]:
    """How many registrations of each category."""
    rows = db.session.execute(
        sa.select(Registration.category, sa.func.count().label("number"))
        .where(Registration.edition_id == edition_id)
        .group_by(Registration.category)
    )
    return {row.category: int(row.number) for row in rows}


def badge_by_public_id(public_id: str) -> Badge | None:
    """The badge of somebody's own page, with its registration and edition."""
    query = sa.select(Badge).options(joinedload(Badge.registration).joinedload(Registration.edition))
    return db.session.scalar(query.where(Badge.public_id == public_id))


def rows_to_export(edition_id: int) -> Sequence[Any]:
    """Every visitor of an edition as written to a file, oldest first."""
    return db.session.execute(
        sa.select(
            Registration.name_ar,
            Registration.name_latin,
            Registration.phone,
            Registration.email,
            Registration.category,
            Registration.party,
            Registration.came_by,
            Registration.created_at,
            Badge.code,
            Badge.first_in_at,
        )
        .join(Badge, Badge.registration_id == Registration.id)
        .where(Registration.edition_id == edition_id, Registration.erased_at.is_(None))
        .order_by(Registration.id)
    ).all()

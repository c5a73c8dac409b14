"""Reads of badges printed in parts, of layouts, of files sent in."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from eventhub.database import db
from eventhub.fairs.models import Edition
from eventhub.visitors.models import BadgeLayout, BadgeRun, VisitorImport


def runs_of(edition_id: int) -> Sequence[BadgeRun]:
    """The last prints of badges, newest first, with their parts."""
    query = sa.select(BadgeRun).options(joinedload(BadgeRun.parts)).where(BadgeRun.edition_id == edition_id)
    return db.session.scalars(query.order_by(BadgeRun.id.desc()).limit(10)).unique().all()


def run_of(public_id: str, values: dict[str, Any]) -> BadgeRun | None:
    """A print of the edition named before it in the address."""
    query = sa.select(BadgeRun).where(
        BadgeRun.public_id == public_id, BadgeRun.edition_id == values["edition"].id
    )
    return db.session.scalar(query)


def layouts_of(edition: Edition) -> Sequence[BadgeLayout]:
    """Layouts drawn for an edition or for all its organizer's, by name."""
    query = sa.select(BadgeLayout).where(
        BadgeLayout.organizer_id == edition.organizer_id,
        sa.or_(BadgeLayout.edition_id == edition.id, BadgeLayout.edition_id.is_(None)),
    )
    return db.session.scalars(query.order_by(BadgeLayout.name, BadgeLayout.id)).all()


def layout_of(public_id: str, values: dict[str, Any]) -> BadgeLayout | None:
    """A layout that the edition named before it in the address may use."""
    edition = values["edition"]
    query = sa.select(BadgeLayout).where(
        BadgeLayout.public_id == public_id,
        BadgeLayout.organizer_id == edition.organizer_id,
        sa.or_(BadgeLayout.edition_id == edition.id, BadgeLayout.edition_id.is_(None)),
    )
    return db.session.scalar(query)


def imports_of(edition_id: int) -> Sequence[VisitorImport]:
    """The last files of visitors sent in, newest first."""
    query = sa.select(VisitorImport).where(VisitorImport.edition_id == edition_id)
    return db.session.scalars(query.order_by(VisitorImport.id.desc()).limit(20)).all()


def import_of(public_id: str, values: dict[str, Any]) -> VisitorImport | None:
    """A file of the edition named before it in the address."""
    query = sa.select(VisitorImport).where(
        VisitorImport.public_id == public_id, VisitorImport.edition_id == values["edition"].id
    )
    return db.session.scalar(query)

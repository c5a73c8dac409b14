"""Reads of badges printed in parts."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from eventhub.database import db
from eventhub.visitors.models import BadgeRun


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

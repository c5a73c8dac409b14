"""Reads of the links that tell sales: which live, which were revoked, which one to give away."""

from collections.abc import Iterable, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from eventhub.booths.models import Application, SalesLink
from eventhub.database import db


def link_by_key(key: str) -> SalesLink | None:
    """The link of an address, None when its row was not written yet, or never will be."""
    query = sa.select(SalesLink).options(joinedload(SalesLink.application)).where(SalesLink.key == key)
    return db.session.scalar(query)


def links_of(application: Application) -> Sequence[SalesLink]:
    """Every link of an exhibitor with a row, the newest first, with who made it."""
    query = sa.select(SalesLink).options(joinedload(SalesLink.made_by))
    return db.session.scalars(
        query.where(SalesLink.application_id == application.id).order_by(SalesLink.id.desc())
    ).all()


def key_to_give(links: Iterable[SalesLink], first: str) -> str | None:
    """The key to show: the first link's while it lives, else the newest living one's; None if none lives."""
    rows = list(links)
    if all(row.key != first or row.revoked_at is None for row in rows):
        return first
    return next((row.key for row in rows if row.revoked_at is None), None)


def links_at(edition_id: int) -> dict[int, list[SalesLink]]:
    """The links of a fair's exhibitors by application, the newest first. One statement."""
    found: dict[int, list[SalesLink]] = {}
    query = (
        sa.select(SalesLink)
        .join(Application, Application.id == SalesLink.application_id)
        .where(Application.edition_id == edition_id)
    )
    for row in db.session.scalars(query.order_by(SalesLink.id.desc())):
        found.setdefault(row.application_id, []).append(row)
    return found

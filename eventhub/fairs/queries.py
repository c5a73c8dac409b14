"""Reads of fairs, named for the question they answer."""

import sqlalchemy as sa

from eventhub.database import db
from eventhub.fairs.models import Edition, Series


def edition_by_slug(slug: str) -> Edition | None:
    """The edition of an address."""
    return db.session.scalar(sa.select(Edition).where(Edition.slug == slug))


def series_by_slug(slug: str) -> Series | None:
    """The series of an address."""
    return db.session.scalar(sa.select(Series).where(Series.slug == slug))

"""Filters of the list kept by name: one's own, or shared with the team; one of them opens first."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from eventhub.booths import filters
from eventhub.booths.models import SavedFilter
from eventhub.database import db
from eventhub.errors import DomainError
from eventhub.fairs.models import Edition

MOST = 40


def keep_filter(
    actor: Any,
    edition: Edition,
    name: str,
    asked: Mapping[str, str],
    at: datetime,
    *,
    is_shared: bool = False,
    is_default: bool = False,
) -> SavedFilter:
    """Keep a filter under a name; the same name again replaces it. Raises no_name, too_many."""
    words = " ".join(name.split())
    if not words:
        raise DomainError("no_name", _l("Give the filter a name."), field="name")
    own = sa.select(SavedFilter).where(
        SavedFilter.edition_id == edition.id, SavedFilter.person_id == actor.id
    )
    mine = {row.name: row for row in db.session.scalars(own.with_for_update())}
    row = mine.get(words)
    if row is None:
        if len(mine) >= MOST:
            raise DomainError("too_many", _l("Remove a filter first: there are many already."), field="name")
        row = SavedFilter(name=words, query="", created_at=at)
        row.edition_id, row.organizer_id, row.person_id = edition.id, edition.organizer_id, actor.id
        db.session.add(row)
    if is_default:
        for each in mine.values():
            each.is_default = False
        db.session.flush()
    row.query, row.is_shared, row.is_default = filters.written(asked), is_shared, is_default
    db.session.flush()
    return row


def forget_filter(actor: Any, row: SavedFilter) -> None:
    """Remove one's own filter. Raises not_yours for a colleague's."""
    if row.person_id != actor.id:
        raise DomainError("not_yours", _l("Only who made a filter can remove it."))
    db.session.delete(row)
    db.session.flush()

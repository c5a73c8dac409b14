"""What booths do when their fair moves: the call ends with its state, holds keep to the fair's days."""

from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from eventhub.booths.models import Assignment
from eventhub.booths.operations.calls import close_call
from eventhub.booths.queries import plans
from eventhub.database import db
from eventhub.fairs.models import Edition
from eventhub.fairs.states import EditionState


def close_calls(actor: Any, edition: Edition, at: datetime) -> None:
    """Whoever closes the call to allocate the stands means it: no application comes in any more."""
    if edition.state != EditionState.ALLOCATION:
        return
    for call in plans.calls_of(edition):
        if call.is_open(at):
            close_call(actor, call, at)


def keep_days(edition: Edition, first: date, last: date) -> None:
    """Holds of the whole fair take its new days; one of some days moves with a fair moved as a whole."""
    mine = Assignment.edition_id == edition.id
    whole = sa.and_(mine, Assignment.starts_on == first, Assignment.ends_on == last)
    days = edition.starts_on - first
    is_moved_whole = days == edition.ends_on - last
    rest = db.session.scalars(sa.select(Assignment).where(mine, ~whole)).all() if is_moved_whole else ()
    new = {"starts_on": edition.starts_on, "ends_on": edition.ends_on}
    db.session.execute(sa.update(Assignment).where(whole).values(new))
    for row in sorted(rest, key=lambda each: each.starts_on, reverse=days > timedelta(0)):
        row.starts_on, row.ends_on = row.starts_on + days, row.ends_on + days
        db.session.flush()

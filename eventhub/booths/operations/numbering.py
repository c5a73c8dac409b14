"""Numbers without gaps: one after the other for each organizer and year, under the organizer's lock."""

from typing import Any

import sqlalchemy as sa

from eventhub.accounts.models import Organizer
from eventhub.booths.models import Invoice, Payment
from eventhub.database import db


def lock_numbers(organizer_id: int) -> None:
    """Keep an organizer's numbers from others until the transaction ends; ask before reading what is there.

    The lock lets others go on referring to the organizer (FOR NO KEY UPDATE); SQLite writes one at a time.
    """
    db.session.execute(
        sa.select(Organizer.id).where(Organizer.id == organizer_id).with_for_update(key_share=True)
    )


def following(
    table: type[Invoice] | type[Payment], organizer_id: int, year: int, **within: Any
) -> dict[str, Any]:
    """The columns year, number and previous_number of the next row; `within` names the series."""
    conditions = [getattr(table, name) == value for name, value in within.items()]
    last = db.session.scalar(
        sa.select(sa.func.max(table.number)).where(
            table.organizer_id == organizer_id, table.year == year, *conditions
        )
    )
    return {"year": year, "number": (last or 0) + 1, "previous_number": last, **within}

"""Rows of the screening for tests: kept filters, work on many files, pairs that look alike, marks."""

from typing import Any

from eventhub.booths.models import Application, BulkAction, Resemblance, SavedFilter, Screening
from eventhub.booths.states import BulkVerb
from eventhub.database import db
from eventhub.fairs.models import Edition
from tests.factories.booths import AT, an_application


def _saved(row: Any) -> Any:
    db.session.add(row)
    db.session.flush()
    return row


def screening_of(edition: Edition, file: Application, person: Any) -> dict[str, Any]:
    """One of each thing that stands in addresses, by its name there."""
    own = {"edition_id": edition.id, "organizer_id": edition.organizer_id}
    other = an_application(file.call)
    pair = Resemblance(edition_id=edition.id, one_id=file.id, other_id=other.id, reasons=["phone"])
    kept = SavedFilter(**own, person_id=person.id, name="Miel", query="sector=honey")
    bulk = BulkAction(**own, actor_id=person.id, verb=BulkVerb.ELIGIBLE, chosen=[file.id, other.id])
    return {"resemblance": _saved(pair), "saved_filter": _saved(kept), "bulk_action": _saved(bulk)}


def a_mark(file: Application, person: Any, total: float, **marks: int) -> Screening:
    """What a screener made of a file, without settling its score."""
    own = {"edition_id": file.edition_id, "application_id": file.id, "person_id": person.id}
    row: Screening = _saved(
        Screening(**own, is_assigned=True, marks=marks or None, total=total, marked_at=AT)
    )
    return row

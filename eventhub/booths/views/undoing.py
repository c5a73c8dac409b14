"""The banner that undoes what was just done to many files: kept in the session: a list asks nothing."""

from datetime import datetime
from typing import Any

from flask import session, url_for

from eventhub import clock
from eventhub.booths import phrases
from eventhub.booths.models import BulkAction
from eventhub.fairs.models import Edition

_KEY = "booths_undo"


def remember(bulk: BulkAction) -> None:
    """Offer to undo it on the next pages, until its time is over."""
    if bulk.undo_until is not None:
        kept = {"bulk": bulk.public_id, "edition": bulk.edition_id, "verb": bulk.verb}
        session[_KEY] = kept | {"until": bulk.undo_until.isoformat(), "count": len(bulk.before)}


def forget() -> None:
    """Offer it no more."""
    session.pop(_KEY, None)


def undoable(edition: Edition) -> dict[str, Any] | None:
    """What may be undone in this fair: what, on how many files, until when, and where to."""
    kept = session.get(_KEY)
    if not kept or kept["edition"] != edition.id:
        return None
    until = datetime.fromisoformat(kept["until"])
    if clock.now() >= until:
        return None
    action = url_for("booths.undo_bulk", edition=edition.slug, bulk_action=kept["bulk"])
    return {
        "action": action,
        "until": until,
        "count": kept["count"],
        "words": phrases.BULK_VERBS[kept["verb"]],
    }

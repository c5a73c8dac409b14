"""The tablets' door: `POST /api/v1/sheets/sync`, waiting changes in, one outcome each out."""

from typing import Any

from flask import Blueprint, Response
from flask_login import current_user

from eventhub.judging import api_document
from eventhub.judging.operations import syncing
from eventhub.judging.operations.syncing import Change, Outcome
from eventhub.judging.permissions import Permission
from eventhub.judging.phrases import REFUSALS
from eventhub.permissions import requires
from eventhub.web.changes import LONGEST_ID, answer_changes

blueprint = Blueprint("judging_api", __name__, url_prefix="/api/v1")
BLUEPRINTS = (blueprint,)
api_document.declare()


@blueprint.post("/sheets/sync")
@requires(Permission.SYNC)
def sync() -> Response:
    """Take in `{"changes":[{"id","sheet","based_on","after","marks","gates","comment","note","at"}]}`."""
    return answer_changes(
        _read, lambda changes, at: syncing.apply_changes(current_user, changes, at), _told, _malformed
    )


def _read(item: Any) -> Change | None:
    """One change, or None when its shape is wrong."""
    if not isinstance(item, dict):
        return None
    name, sheet, based_on, marks = (item.get(key) for key in ("id", "sheet", "based_on", "marks"))
    comment, note = item.get("comment") or "", item.get("note") or ""
    after, made_at, gates = item.get("after"), item.get("at") or "", item.get("gates") or {}
    words = (name, sheet, comment, note, made_at)
    if not all(isinstance(word, str) for word in words) or not isinstance(marks, dict):
        return None
    if not isinstance(gates, dict):
        return None
    if type(based_on) is not int or not (after is None or isinstance(after, str)):
        return None
    if not name or len(str(name)) > LONGEST_ID:
        return None
    return Change(str(name), str(sheet), based_on, marks, comment, note, made_at[:40], after, gates)


def _told(outcome: Outcome) -> dict[str, Any]:
    return {
        "id": outcome.id,
        "outcome": outcome.outcome,
        "code": outcome.code,
        "message": outcome.message,
        "sheet": syncing.as_told(outcome.sheet) if outcome.sheet is not None else None,
    }


def _malformed(item: Any) -> dict[str, Any]:
    name = item.get("id") if isinstance(item, dict) else None
    message = str(REFUSALS["malformed"])
    return {"id": name, "outcome": "refused", "code": "malformed", "message": message, "sheet": None}

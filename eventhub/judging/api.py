"""The tablets' door: `POST /api/v1/sheets/sync`, waiting changes in, one outcome each out."""

from typing import Any

from flask import Blueprint, Response, jsonify, request
from flask_babel import lazy_gettext as _l
from flask_login import current_user

from eventhub import clock
from eventhub.errors import DomainError
from eventhub.judging import api_document, syncing
from eventhub.judging.permissions import Permission
from eventhub.judging.phrases import REFUSALS
from eventhub.judging.syncing import Change, Outcome
from eventhub.permissions import requires

blueprint = Blueprint("judging_api", __name__, url_prefix="/api/v1")
BLUEPRINTS = (blueprint,)
api_document.declare()
LONGEST_ID = 36


@blueprint.post("/sheets/sync")
@requires(Permission.SYNC)
def sync() -> Response:
    """Take in `{"changes":[{"id","sheet","based_on","after","marks","gates","comment","note","at"}]}`."""
    body = request.get_json(silent=True)
    listed = body.get("changes") if isinstance(body, dict) else None
    if not isinstance(listed, list) or len(listed) > syncing.MOST:
        raise DomainError("malformed", _l("This could not be understood."), status=400)
    at = clock.now()
    read = [_read(item) for item in listed]
    good = [change for change in read if change is not None]
    outcomes = iter(syncing.apply_changes(current_user, good, at))
    results = [
        _malformed(item) if change is None else _told(next(outcomes))
        for item, change in zip(listed, read, strict=True)
    ]
    return jsonify(results=results, now=at.isoformat())


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

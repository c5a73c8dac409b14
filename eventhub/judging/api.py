"""The tablets' door: `POST /api/v1/sheets/sync`, waiting changes in, one outcome each out."""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from flask import Blueprint, Response, abort

from eventhub.accounts import sessions
from eventhub.judging import api_document
from eventhub.judging.operations import syncing
from eventhub.judging.operations.syncing import Change, Outcome
from eventhub.judging.permissions import Permission
from eventhub.judging.phrases import REFUSALS
from eventhub.permissions import begins_late, judges_itself
from eventhub.web.changes import LONGEST_ID, answer_changes

blueprint = Blueprint("judging_api", __name__, url_prefix="/api/v1")
BLUEPRINTS = (blueprint,)
api_document.declare()

FURTHEST = 2**31 - 1
"""The largest version there can be."""
_HALVES = re.compile("[\ud800-\udfff]")


@blueprint.post("/sheets/sync")
@judges_itself(Permission.SYNC)
@begins_late
def sync() -> Response:
    """Take in `{"changes":[{"id","sheet","based_on","after","marks","gates","comment","note","at"}]}`.

    The session is read in the one statement that reads the sheets, as tablets come here all day.
    """
    token_hash = sessions.given_hash()
    if token_hash is None:
        abort(401)

    def apply(changes: Sequence[Change], at: datetime) -> list[Outcome]:
        applied = syncing.apply_changes_of_session(token_hash, changes, at)
        if applied is None:
            abort(401)
        sessions.note(applied[0], at)
        return applied[1]

    return answer_changes(_read, apply, _told, _malformed)


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
    if type(based_on) is not int or abs(based_on) > FURTHEST or not (after is None or isinstance(after, str)):
        return None
    if not name or len(str(name)) > LONGEST_ID or not all(map(_is_text, (*words, after or ""))):
        return None
    return Change(str(name), str(sheet), based_on, marks, comment, note, made_at[:40], after, gates)


def _is_text(word: Any) -> bool:
    """Whether it is text that can be kept: neither a zero nor half a letter's pair is in it."""
    return "\x00" not in word and not _HALVES.search(word)


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

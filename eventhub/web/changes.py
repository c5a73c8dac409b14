"""What devices send that worked without a network: changes in, one outcome each out, in their order.

`answer_changes` is the envelope of every such interface (drafts of applications and ideas, judges' sheets).
`Change`, `Outcome` and `answer_draft_changes` are the wire of drafts, which `static/js/applying/` speaks: a
change names only the inputs that were typed in.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, TypeVar

from flask import Response, jsonify, request
from flask_babel import lazy_gettext as _l
from msgspec import Struct

from eventhub import clock
from eventhub.errors import DomainError

_Read = TypeVar("_Read")
_Done = TypeVar("_Done")
MOST = 200
"""Changes taken in one request."""
LONGEST_ID = 36
LONGEST_TEXT = 4_000
_UNKEEPABLE = re.compile("[\0\ud800-\udfff]")


class Change(Struct, frozen=True):
    """What a phone says somebody typed into a draft: {field: the texts of its inputs}."""

    id: str
    draft: str
    based_on: int
    fields: Mapping[str, Sequence[str]]
    after: str | None = None


class Outcome(Struct, frozen=True):
    """What became of one change: saved, already_saved, conflict or refused; the draft as it is now."""

    id: str
    outcome: str
    code: str | None = None
    field: str | None = None
    sentence: str = ""
    draft: Any = None


def answer_changes(
    read: Callable[[Any], _Read | None],
    apply: Callable[[list[_Read], datetime], Sequence[_Done]],
    told: Callable[[_Done], dict[str, Any]],
    malformed: Callable[[Any], dict[str, Any]],
) -> Response:
    """Answer `{"changes":[…]}`: what `read` makes of each is applied, one it can't read spoils no other.

    Raises DomainError `malformed` (400) without such a list, or with more than MOST in it.
    """
    body = request.get_json(silent=True)
    listed = body.get("changes") if isinstance(body, dict) else None
    if not isinstance(listed, list) or len(listed) > MOST:
        raise DomainError("malformed", _l("This could not be understood."), status=400)
    at = clock.now()
    changes = [read(item) for item in listed]
    outcomes = iter(apply([change for change in changes if change is not None], at))
    results = [
        malformed(item) if change is None else told(next(outcomes))
        for item, change in zip(listed, changes, strict=True)
    ]
    return jsonify(results=results, now=at.isoformat())


def answer_draft_changes(
    apply: Callable[[list[Change], datetime], Sequence[Outcome]],
    as_told: Callable[[Any], dict[str, Any]],
    refusals: Mapping[str, Any],
    most_fields: int,
) -> Response:
    """Answer changes of drafts; `refusals` are sentences by code, `malformed` among them."""

    def read(item: Any) -> Change | None:
        return read_change(item, most_fields)

    def told(outcome: Outcome) -> dict[str, Any]:
        code, row = outcome.code or "", outcome.draft
        return {
            "id": outcome.id,
            "outcome": outcome.outcome,
            "code": outcome.code,
            "field": outcome.field,
            "message": outcome.sentence or (str(refusals[code]) if code in refusals else ""),
            "application": as_told(row) if row is not None else None,
        }

    def malformed(item: Any) -> dict[str, Any]:
        name = item.get("id") if isinstance(item, dict) else None
        return {
            "id": name if isinstance(name, str) else None,
            "outcome": "refused",
            "code": "malformed",
            "field": None,
            "message": str(refusals["malformed"]),
            "application": None,
        }

    return answer_changes(read, apply, told, malformed)


def read_change(item: Any, most_fields: int) -> Change | None:
    """One change `{"id","application","based_on","after","fields":{name:[text]}}`, or None."""
    if not isinstance(item, dict):
        return None
    name, draft, based_on, fields = (item.get(key) for key in ("id", "application", "based_on", "fields"))
    after = item.get("after")
    if not isinstance(name, str) or not name or len(name) > LONGEST_ID or not isinstance(draft, str):
        return None
    if type(based_on) is not int or based_on < 0 or not (after is None or isinstance(after, str)):
        return None
    if not isinstance(fields, dict) or len(fields) > most_fields or not all(map(_is_texts, fields.values())):
        return None
    if not all(map(_is_keepable, (name, draft, after or "", *fields))):
        return None
    return Change(name, draft, based_on, fields, after)


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(
        isinstance(text, str) and len(text) <= LONGEST_TEXT and _is_keepable(text) for text in value
    )


def _is_keepable(text: str) -> bool:
    """Whether a database can keep it: no NUL, no half of a letter, which JSON can tell but no text hold."""
    return not _UNKEEPABLE.search(text)

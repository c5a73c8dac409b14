"""What the OpenAPI document says of the phones' interface for ideas."""

from typing import Any

from eventhub.contests.operations.syncing import MOST
from eventhub.web.openapi import PROBLEM, declare_path, declare_schemas, json_body

_TEXT = {"type": "string"}
_MAYBE_TEXT = {"type": ["string", "null"]}
_FIELDS = {
    "type": "object",
    "description": "By the field's name: the texts of its inputs, none when it is empty.",
    "additionalProperties": {"type": "array", "items": _TEXT},
}
_TOKEN = {
    "name": "X-CSRFToken",
    "in": "header",
    "required": True,
    "schema": _TEXT,
    "description": "The token in the pages of the same session.",
}
_CHANGE = {
    "type": "object",
    "required": ["id", "application", "based_on", "fields"],
    "properties": {
        "id": {"type": "string", "maxLength": 36, "description": "The change's own: sent again, it is once."},
        "application": {**_TEXT, "description": "The idea."},
        "based_on": {"type": "integer", "description": "The idea's version that was on the phone."},
        "after": {"type": ["string", "null"], "description": "The waiting change it was made upon."},
        "fields": _FIELDS,
    },
}
_DRAFT = {
    "type": "object",
    "required": ["id", "version", "state", "fields"],
    "properties": {"id": _TEXT, "version": {"type": "integer"}, "state": _TEXT, "fields": _FIELDS},
}
_OUTCOME = {
    "type": "object",
    "required": ["id", "outcome", "code", "field", "message", "application"],
    "properties": {
        "id": _MAYBE_TEXT,
        "outcome": {"enum": ["saved", "already_saved", "conflict", "refused"]},
        "code": _MAYBE_TEXT,
        "field": _MAYBE_TEXT,
        "message": {"type": "string", "description": "For people, in the session's language."},
        "application": {"anyOf": [{"$ref": "#/components/schemas/IdeaDraft"}, {"type": "null"}]},
    },
}


def declare() -> None:
    """Add the paths and schemas of this interface."""
    declare_schemas(IdeaChange=_CHANGE, IdeaOutcome=_OUTCOME, IdeaDraft=_DRAFT)
    changes = {"type": "array", "maxItems": MOST, "items": {"$ref": "#/components/schemas/IdeaChange"}}
    results = {"type": "array", "items": {"$ref": "#/components/schemas/IdeaOutcome"}}
    _declare(
        "/api/v1/ideas/sync",
        "syncIdeas",
        "Take what an entrant typed in, oldest first; one outcome each, in order",
        json_body({"type": "object", "required": ["changes"], "properties": {"changes": changes}}),
        {
            "type": "object",
            "required": ["results", "now"],
            "properties": {"results": results, "now": {"type": "string", "format": "date-time"}},
        },
    )
    sent = {
        "type": "object",
        "required": ["field", "file"],
        "properties": {
            "id": _TEXT,
            "field": {"enum": ["photo", "voice", "video"]},
            "file": {"type": "string", "format": "binary"},
        },
    }
    _declare(
        "/api/v1/ideas/{idea}/files",
        "attachIdeaFile",
        "Put a photo or a recording into an idea; the same id again is once",
        {"multipart/form-data": {"schema": sent}},
        {
            "type": "object",
            "required": ["id", "outcome", "value"],
            "properties": {"id": _MAYBE_TEXT, "outcome": {"enum": ["saved"]}, "value": _TEXT},
        },
        [{"name": "idea", "in": "path", "required": True, "schema": _TEXT}],
        (413, 422),
    )


def _declare(
    path: str,
    name: str,
    summary: str,
    content: dict[str, Any],
    answer: dict[str, Any],
    parameters: list[dict[str, Any]] | None = None,
    also: tuple[int, ...] = (),
) -> None:
    refusals = {str(status): PROBLEM for status in (400, 401, 403, 404, 409, *also)}
    declare_path(
        path,
        "post",
        {
            "operationId": name,
            "summary": summary,
            "security": [{"session": []}],
            "parameters": [*(parameters or []), _TOKEN],
            "requestBody": {"required": True, "content": content},
            "responses": {"200": {"description": "The answer.", "content": json_body(answer)}} | refusals,
        },
    )

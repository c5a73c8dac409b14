"""What the OpenAPI document says of the phones' interface for applications."""

from typing import Any

from eventhub.booths.operations.syncing import MOST
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


def declare() -> None:
    """Add the paths and schemas of this interface."""
    declare_schemas(ApplicationChange=_CHANGE, ApplicationOutcome=_OUTCOME, ApplicationDraft=_DRAFT)
    results = {"type": "array", "items": {"$ref": "#/components/schemas/ApplicationOutcome"}}
    changes = {
        "type": "array",
        "maxItems": MOST,
        "items": {"$ref": "#/components/schemas/ApplicationChange"},
    }
    answer = {
        "type": "object",
        "required": ["results", "now"],
        "properties": {"results": results, "now": {"type": "string", "format": "date-time"}},
    }
    _declare(
        "/api/v1/applications/sync",
        "syncApplications",
        "Take what an applicant typed in, oldest first; one outcome each, in order",
        json_body({"type": "object", "required": ["changes"], "properties": {"changes": changes}}),
        answer,
    )
    sent = {
        "type": "object",
        "required": ["field", "file"],
        "properties": {
            "id": _TEXT,
            "field": {**_TEXT, "description": "`answer_KEY` or `document_KIND`."},
            "file": {"type": "string", "format": "binary"},
            "number": _TEXT,
            "expires_on": {"type": "string"},
        },
    }
    kept = {
        "type": "object",
        "required": ["id", "outcome", "value"],
        "properties": {"id": _TEXT, "outcome": {"enum": ["saved"]}, "value": _MAYBE_TEXT},
    }
    _declare(
        "/api/v1/applications/{application}/files",
        "attachFile",
        "Put a photo or a file into an application; the same id again is once",
        {"multipart/form-data": {"schema": sent}},
        kept,
        [{"name": "application", "in": "path", "required": True, "schema": _TEXT}],
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


_CHANGE = {
    "type": "object",
    "required": ["id", "application", "based_on", "fields"],
    "properties": {
        "id": {"type": "string", "maxLength": 36, "description": "The change's own: sent again, it is once."},
        "application": _TEXT,
        "based_on": {"type": "integer", "description": "The application's version that was on the phone."},
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
        "application": {"anyOf": [{"$ref": "#/components/schemas/ApplicationDraft"}, {"type": "null"}]},
    },
}

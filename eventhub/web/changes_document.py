"""What the OpenAPI document says of interfaces that take in drafts written on phones (`web.changes`)."""

from typing import Any

from eventhub.web.changes import LONGEST_ID, MOST
from eventhub.web.openapi import PROBLEM, declare_path, declare_schemas, json_body

TEXT: dict[str, Any] = {"type": "string"}
MAYBE_TEXT: dict[str, Any] = {"type": ["string", "null"]}
_FIELDS = {
    "type": "object",
    "description": "By the field's name: the texts of its inputs, none when it is empty.",
    "additionalProperties": {"type": "array", "items": TEXT},
}
_TOKEN = {
    "name": "X-CSRFToken",
    "in": "header",
    "required": True,
    "schema": TEXT,
    "description": "The token in the pages of the same session.",
}


def declare_draft_changes(path: str, operation: str, summary: str, kind: str, name: dict[str, Any]) -> None:
    """Add the path where changes of drafts come in, and its schemas `<kind>Change`, `…Outcome` and `…Draft`.

    `name` is the schema of what a change calls its draft.
    """
    declare_schemas(
        **{
            f"{kind}Change": _change(kind.lower(), name),
            f"{kind}Outcome": _outcome(_ref(f"{kind}Draft")),
            f"{kind}Draft": _DRAFT,
        }
    )
    changes = {"type": "array", "maxItems": MOST, "items": _ref(f"{kind}Change")}
    results = {"type": "array", "items": _ref(f"{kind}Outcome")}
    declare_intake(
        path,
        operation,
        summary,
        json_body({"type": "object", "required": ["changes"], "properties": {"changes": changes}}),
        {
            "type": "object",
            "required": ["results", "now"],
            "properties": {"results": results, "now": {"type": "string", "format": "date-time"}},
        },
    )


def declare_intake(
    path: str,
    operation: str,
    summary: str,
    content: dict[str, Any],
    answer: dict[str, Any],
    parameters: list[dict[str, Any]] | None = None,
    also: tuple[int, ...] = (),
) -> None:
    """Add a path that takes `content` in from a session's pages; `also` are statuses of further refusals."""
    refusals = {str(status): PROBLEM for status in (400, 401, 403, 404, 409, *also)}
    declare_path(
        path,
        "post",
        {
            "operationId": operation,
            "summary": summary,
            "security": [{"session": []}],
            "parameters": [*(parameters or []), _TOKEN],
            "requestBody": {"required": True, "content": content},
            "responses": {"200": {"description": "The answer.", "content": json_body(answer)}} | refusals,
        },
    )


def _ref(schema: str) -> dict[str, Any]:
    return {"$ref": f"#/components/schemas/{schema}"}


def _change(called: str, name: dict[str, Any]) -> dict[str, Any]:
    own = {**TEXT, "maxLength": LONGEST_ID, "description": "The change's own: sent again, it is once."}
    version = {"type": "integer", "description": f"The {called}'s version that was on the phone."}
    return {
        "type": "object",
        "required": ["id", "application", "based_on", "fields"],
        "properties": {
            "id": own,
            "application": name,
            "based_on": version,
            "after": {**MAYBE_TEXT, "description": "The waiting change it was made upon."},
            "fields": _FIELDS,
        },
    }


def _outcome(draft: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "required": ["id", "outcome", "code", "field", "message", "application"],
        "properties": {
            "id": MAYBE_TEXT,
            "outcome": {"enum": ["saved", "already_saved", "conflict", "refused"]},
            "code": MAYBE_TEXT,
            "field": MAYBE_TEXT,
            "message": {"type": "string", "description": "For people, in the session's language."},
            "application": {"anyOf": [draft, {"type": "null"}]},
        },
    }


_DRAFT = {
    "type": "object",
    "required": ["id", "version", "state", "fields"],
    "properties": {"id": TEXT, "version": {"type": "integer"}, "state": TEXT, "fields": _FIELDS},
}

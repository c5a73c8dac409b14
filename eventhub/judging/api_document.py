"""What the OpenAPI document says of the judges' interface."""

from typing import Any

from eventhub.web.changes import MOST
from eventhub.web.openapi import PROBLEM, declare_path, declare_schemas, json_body

_TEXT = {"type": "string"}
_MAYBE_TEXT = {"type": ["string", "null"]}
_MOMENT = {"type": "string", "format": "date-time"}
_MARKS = {"type": "object", "description": "By criterion; null takes a mark back."}
_GATES = {"type": "object", "description": "By yes/no question: true, false, or null for no answer."}


def declare() -> None:
    """Add the path and schemas of this interface."""
    declare_schemas(SheetChange=_CHANGE, SheetOutcome=_OUTCOME, Sheet=_SHEET)
    answer = {
        "type": "object",
        "required": ["results", "now"],
        "properties": {"results": _list_of("SheetOutcome"), "now": _MOMENT},
    }
    changes = {
        "type": "object",
        "required": ["changes"],
        "properties": {"changes": _list_of("SheetChange") | {"maxItems": MOST}},
    }
    declare_path(
        "/api/v1/sheets/sync",
        "post",
        {
            "operationId": "syncSheets",
            "summary": "Take a judge's waiting changes in, oldest first; one outcome each, in order",
            "security": [{"session": []}],
            "parameters": [
                {
                    "name": "X-CSRFToken",
                    "in": "header",
                    "required": True,
                    "schema": _TEXT,
                    "description": "The token in the pages of the same session.",
                }
            ],
            "requestBody": {"required": True, "content": json_body(changes)},
            "responses": {"200": {"description": "The answer.", "content": json_body(answer)}}
            | {str(status): PROBLEM for status in (400, 401, 403)},
        },
    )


def _list_of(name: str) -> dict[str, Any]:
    return {"type": "array", "items": {"$ref": f"#/components/schemas/{name}"}}


_CHANGE = {
    "type": "object",
    "required": ["id", "sheet", "based_on", "marks"],
    "properties": {
        "id": {"type": "string", "maxLength": 36, "description": "The change's own: sent again, it is once."},
        "sheet": _TEXT,
        "based_on": {"type": "integer", "description": "The sheet's version that the judge saw."},
        "after": {"type": ["string", "null"], "description": "The waiting change it was made upon."},
        "marks": _MARKS,
        "gates": _GATES,
        "comment": _TEXT,
        "note": _TEXT,
        "at": _MOMENT,
    },
}
_SHEET = {
    "type": "object",
    "required": ["id", "version", "state", "marks", "gates", "comment", "note"],
    "properties": {
        "id": _TEXT,
        "version": {"type": "integer"},
        "state": _TEXT,
        "marks": _MARKS,
        "gates": _GATES,
        "comment": _TEXT,
        "note": _TEXT,
    },
}
_OUTCOME = {
    "type": "object",
    "required": ["id", "outcome", "code", "message", "sheet"],
    "properties": {
        "id": _MAYBE_TEXT,
        "outcome": {"enum": ["saved", "already_saved", "conflict", "refused"]},
        "code": _MAYBE_TEXT,
        "message": {"type": "string", "description": "For people, in the session's language."},
        "sheet": {"anyOf": [{"$ref": "#/components/schemas/Sheet"}, {"type": "null"}]},
    },
}

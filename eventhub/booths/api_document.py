"""What the OpenAPI document says of the phones' interface for applications."""

from typing import Any

from eventhub.web.changes_document import MAYBE_TEXT, TEXT, declare_draft_changes, declare_intake
from eventhub.web.openapi import json_body


def declare() -> None:
    """Add the paths and schemas of this interface."""
    declare_draft_changes(
        "/api/v1/applications/sync",
        "syncApplications",
        "Take what an applicant typed in, oldest first; one outcome each, in order",
        "Application",
        TEXT,
    )
    _declare_newcomers()
    sent = {
        "type": "object",
        "required": ["field", "file"],
        "properties": {
            "id": TEXT,
            "field": {**TEXT, "description": "`answer_KEY` or `document_KIND`."},
            "file": {"type": "string", "format": "binary"},
            "number": TEXT,
            "expires_on": {"type": "string"},
        },
    }
    declare_intake(
        "/api/v1/applications/{application}/files",
        "attachFile",
        "Put a photo or a file into an application; the same id again is once",
        {"multipart/form-data": {"schema": sent}},
        {
            "type": "object",
            "required": ["id", "outcome", "value"],
            "properties": {"id": TEXT, "outcome": {"enum": ["saved"]}, "value": MAYBE_TEXT},
        },
        [{"name": "application", "in": "path", "required": True, "schema": TEXT}],
        (413, 422),
    )


def _declare_newcomers() -> None:
    alike: dict[str, Any] = {"type": "object", "properties": {"id": TEXT, "name": TEXT, "why": TEXT}}
    outcome = {
        "type": "object",
        "required": ["id", "outcome", "code", "field", "message", "alike", "application"],
        "properties": {
            "id": MAYBE_TEXT,
            "outcome": {"enum": ["saved", "already_saved", "refused"]},
            "code": MAYBE_TEXT,
            "field": MAYBE_TEXT,
            "message": TEXT,
            "alike": {"type": "array", "items": alike},
            "application": {"anyOf": [{"$ref": "#/components/schemas/ApplicationDraft"}, {"type": "null"}]},
        },
    }
    changes = {"type": "array", "items": {"$ref": "#/components/schemas/ApplicationChange"}}
    declare_intake(
        "/api/v1/e/{edition}/newcomers/sync",
        "syncNewcomers",
        "Take in cooperatives an agent wrote down; the same id again is one profile and one application",
        json_body({"type": "object", "required": ["changes"], "properties": {"changes": changes}}),
        {
            "type": "object",
            "required": ["results", "now"],
            "properties": {
                "results": {"type": "array", "items": outcome},
                "now": {"type": "string", "format": "date-time"},
            },
        },
        [{"name": "edition", "in": "path", "required": True, "schema": TEXT}],
    )

"""What the OpenAPI document says of the phones' interface for applications."""

from eventhub.web.changes_document import MAYBE_TEXT, TEXT, declare_draft_changes, declare_intake


def declare() -> None:
    """Add the paths and schemas of this interface."""
    declare_draft_changes(
        "/api/v1/applications/sync",
        "syncApplications",
        "Take what an applicant typed in, oldest first; one outcome each, in order",
        "Application",
        TEXT,
    )
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

"""What the OpenAPI document says of the phones' interface for ideas."""

from eventhub.web.changes_document import MAYBE_TEXT, TEXT, declare_draft_changes, declare_intake


def declare() -> None:
    """Add the paths and schemas of this interface."""
    declare_draft_changes(
        "/api/v1/ideas/sync",
        "syncIdeas",
        "Take what an entrant typed in, oldest first; one outcome each, in order",
        "Idea",
        {**TEXT, "description": "The idea."},
    )
    sent = {
        "type": "object",
        "required": ["field", "file"],
        "properties": {
            "id": TEXT,
            "field": {"enum": ["photo", "voice", "video"]},
            "file": {"type": "string", "format": "binary"},
        },
    }
    declare_intake(
        "/api/v1/ideas/{idea}/files",
        "attachIdeaFile",
        "Put a photo or a recording into an idea; the same id again is once",
        {"multipart/form-data": {"schema": sent}},
        {
            "type": "object",
            "required": ["id", "outcome", "value"],
            "properties": {"id": MAYBE_TEXT, "outcome": {"enum": ["saved"]}, "value": TEXT},
        },
        [{"name": "idea", "in": "path", "required": True, "schema": TEXT}],
        (413, 422),
    )

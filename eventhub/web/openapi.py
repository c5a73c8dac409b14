"""The OpenAPI document of version 1, put together from what each feature's `api` declares."""

from typing import Any

from flask import Blueprint, current_app, jsonify
from werkzeug.wrappers import Response

from eventhub import __version__
from eventhub.permissions import open_to_all

blueprint = Blueprint("openapi", __name__)

PROBLEM = {
    "description": "What went wrong (RFC 9457); `code` never changes with the language.",
    "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
}
"""The response object of every refusal."""

_paths: dict[str, dict[str, Any]] = {}
_schemas: dict[str, Any] = {
    "Problem": {
        "type": "object",
        "required": ["type", "title", "status", "code"],
        "properties": {
            "type": {"type": "string"},
            "title": {"type": "string"},
            "status": {"type": "integer"},
            "code": {"type": "string"},
            "detail": {"type": "string"},
        },
    }
}


def declare_path(path: str, method: str, operation: dict[str, Any]) -> None:
    """Add an operation object; `path` as OpenAPI writes it, `method` in lower case."""
    _paths.setdefault(path, {})[method] = operation


def declare_schemas(**schemas: Any) -> None:
    """Add schema objects, referred to as `#/components/schemas/<name>`."""
    _schemas.update(schemas)


def json_body(schema: dict[str, Any]) -> dict[str, Any]:
    """A content object of JSON."""
    return {"application/json": {"schema": schema}}


def document() -> dict[str, Any]:
    """The whole document, paths in order of their names."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "EventHub", "version": __version__, "license": {"name": "Apache-2.0"}},
        "servers": [{"url": current_app.config["PUBLIC_URL"]}],
        "paths": dict(sorted(_paths.items())),
        "components": {
            "schemas": dict(sorted(_schemas.items())),
            "securitySchemes": {
                "device": {"type": "http", "scheme": "bearer"},
                "session": {"type": "apiKey", "in": "cookie", "name": "eventhub"},
            },
        },
    }


@blueprint.get("/api/v1/openapi.json")
@open_to_all("describes the interface, holds no data")
def show() -> Response:
    """The document."""
    response = jsonify(document())
    response.headers["Cache-Control"] = "public, max-age=300"
    return response

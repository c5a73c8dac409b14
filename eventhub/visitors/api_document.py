"""What the OpenAPI document says of the scanners' interface."""

from typing import Any

from eventhub.visitors.admission import Outcome, Reason, Rule
from eventhub.visitors.crowd import Fullness
from eventhub.visitors.scan_reading import DIRECTIONS, KINDS, MOST_SCANS
from eventhub.web.openapi import PROBLEM, declare_path, declare_schemas, json_body

_MOMENT = {"type": "string", "format": "date-time"}
_PRESSED = "When it was pressed, as the scan's own `at`: for a device that had no network then."
_NULL = {"type": "null"}
_TEXT = {"type": "string"}
_DEVICE: list[dict[str, list[str]]] = [{"device": []}]


def _ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def _answers(schema: dict[str, Any], *refusals: int) -> dict[str, Any]:
    good = {"200": {"description": "The answer.", "content": json_body(schema)}}
    return good | {str(status): PROBLEM for status in refusals}


def _object(required: list[str], **properties: Any) -> dict[str, Any]:
    return {"type": "object", "required": required, "properties": properties}


def declare() -> None:
    """Add the paths and schemas of this interface."""
    declare_schemas(Scan=_SCAN, ScanResult=_RESULT, Hashes=_HASHES)
    scans = {"type": "array", "maxItems": MOST_SCANS, "items": _ref("Scan")}
    results = {"type": "array", "items": _ref("ScanResult")}
    declare_path(
        "/api/v1/devices/pair",
        "post",
        {
            "operationId": "pairDevice",
            "summary": "Exchange a one-time pairing code for a token that may only scan",
            "requestBody": {"required": True, "content": json_body(_object(["code"], code=_TEXT))},
            "responses": _answers(_PAIRED, 400, 404, 413, 422),
        },
    )
    declare_path(
        "/api/v1/scans",
        "post",
        {
            "operationId": "sendScans",
            "summary": "Answer scans in order; the same id always gets the same answer",
            "security": _DEVICE,
            "parameters": [
                {
                    "name": "Scanner-Status",
                    "in": "header",
                    "required": False,
                    "description": "How the device is: battery=81, charging, waiting=12",
                    "schema": _TEXT,
                }
            ],
            "requestBody": {"required": True, "content": json_body(_object(["scans"], scans=scans))},
            "responses": _answers(
                _object(["results", "now"], results=results, now=_MOMENT), 400, 401, 413, 422
            ),
        },
    )
    declare_path(
        "/api/v1/scans/undo",
        "post",
        {
            "operationId": "undoScan",
            "summary": "Take back a scan of this device made moments ago",
            "security": _DEVICE,
            "requestBody": {
                "required": True,
                "content": json_body(_object(["id"], id=_TEXT, at={**_MOMENT, "description": _PRESSED})),
            },
            "responses": _answers(_object(["undone"], undone={"type": "boolean"}), 400, 401, 413, 422),
        },
    )
    declare_path(
        "/api/v1/badges/hashes",
        "get",
        {
            "operationId": "listHashes",
            "summary": "What an offline scanner needs, without personal data",
            "security": _DEVICE,
            "parameters": [{"name": "since", "in": "query", "required": False, "schema": _TEXT}],
            "responses": _answers(_ref("Hashes"), 401),
        },
    )
    figure = {"type": "integer"}
    declare_path(
        "/api/v1/counts",
        "get",
        {
            "operationId": "showCounts",
            "summary": "Today's scans, people and people inside now",
            "security": _DEVICE,
            "responses": _answers(
                _object(
                    ["scans", "people", "inside", "limit"],
                    scans=figure,
                    people=figure,
                    inside=figure,
                    limit={"anyOf": [_LIMIT, _NULL]},
                ),
                401,
            ),
        },
    )


_LIMIT = _object(
    ["people", "state"],
    people={"type": "integer"},
    state={"enum": [state.value for state in Fullness]},
)
_SCAN = _object(
    ["id", "code", "at"],
    id={"type": "string", "format": "uuid"},
    code={"type": "string", "maxLength": 300, "description": "A badge's code or its address."},
    kind={"enum": list(KINDS), "default": "gate"},
    place={"anyOf": [{"type": "string", "maxLength": 40}, _NULL], "description": "null: the device's own."},
    direction={"enum": list(DIRECTIONS), "default": "in"},
    at=_MOMENT,
    offline={"type": "boolean", "default": False},
)
_RESULT = _object(
    ["id", "outcome", "reason", "message", "first_at", "first_place"],
    id={"anyOf": [_TEXT, _NULL]},
    outcome={"enum": [outcome.value for outcome in Outcome]},
    reason={"enum": [None, *(reason.value for reason in Reason)]},
    message={"type": "string", "description": "For people, in the language of Accept-Language."},
    first_at={"anyOf": [_MOMENT, _NULL]},
    first_place={"anyOf": [_TEXT, _NULL]},
    name={
        "type": "string",
        "description": "First name and initial of who came in. Only in the answer to an online scan that is "
        "`ok`, at a gate whose organizer allowed it; else absent. To be shown, never kept.",
    },
    people={"type": "integer", "minimum": 2, "description": "For how many the badge is; absent for one."},
    category={"type": "string", "description": "Kind of visitor; absent for a plain `visitor`."},
)
_HOUR = {"type": "string", "pattern": r"^\d{2}:\d{2}:\d{2}$"}
_HASHES = _object(
    ["edition", "cursor", "hashes", "revoked", "starts_on", "ends_on", "timezone"],
    edition={"type": "string", "description": "A hash is base64url(sha256('<edition>:<CODE>')[:6])."},
    cursor=_TEXT,
    hashes={"type": "array", "items": _TEXT},
    revoked={"type": "array", "items": _TEXT},
    starts_on={"type": "string", "format": "date"},
    ends_on={"type": "string", "format": "date"},
    timezone=_TEXT,
    kinds={
        "type": "object",
        "additionalProperties": {"type": "array", "items": _TEXT},
        "description": "Those of `hashes` that are not plain visitors', by kind of visitor.",
    },
    gate={"anyOf": [_TEXT, _NULL], "description": "The device's own gate; null: it has none."},
    rule={"enum": [None, *(rule.value for rule in Rule)]},
    categories={"type": "array", "items": _TEXT, "description": "Kinds the gate lets in; empty: all."},
    opens_at={
        "anyOf": [_HOUR, _NULL],
        "description": "The fair's clock; over midnight if it closes first.",
    },
    closes_at={"anyOf": [_HOUR, _NULL]},
)
_PAIRED = _object(
    ["token", "edition", "gates", "expires_at"],
    token=_TEXT,
    edition=_TEXT,
    device_id=_TEXT,
    gates={"type": "array", "items": _object(["id", "name"], id=_TEXT, name=_TEXT, rule=_TEXT)},
    expires_at=_MOMENT,
)

"""Version 1 for scanners: pairing, scans, what offline validity needs. Errors are problem documents.

A device's token is its only right; there is no cookie here, so nothing to forge across sites.
"""

import json
from datetime import datetime
from typing import Any

from flask import Blueprint, Response, request
from flask_babel import lazy_gettext as _l

from eventhub import clock
from eventhub.accounts.limits import limited_by_address
from eventhub.errors import DomainError
from eventhub.permissions import begins_late, open_to_all
from eventhub.visitors import api_document, operations, queries, scanning, undoing
from eventhub.visitors.device_status import HEADER, read_status
from eventhub.visitors.scan_reading import MOST_SCANS, read_moment, read_scans
from eventhub.web.edge import csrf

blueprint = Blueprint("visitors_api", __name__, url_prefix="/api/v1")
BLUEPRINTS = (blueprint,)
csrf.exempt(blueprint)
api_document.declare()

LARGEST_BODY = 2 * 1024 * 1024
BY_TOKEN = "the device's token is judged inside, in the one statement that reads its batch"  # noqa: S105


@blueprint.post("/devices/pair")
@open_to_all("a one-time code, ten minutes good, is the key")
@limited_by_address
def pair() -> Response:
    """A device gives the code of its QR and gets its token, once."""
    code = _body().get("code")
    if not isinstance(code, str):
        raise DomainError("code_missing", _l("Send the pairing code as `code`."), status=422)
    device, token = operations.pair_device(code, clock.now())
    gates = queries.gates_for_device(device)
    return _json(
        {
            "token": token,
            "edition": device.edition.slug,
            "edition_id": device.edition.public_id,
            "name": str(device.edition.name),
            "device": device.name,
            "device_id": device.public_id,
            "gates": [{"id": gate.public_id, "name": gate.name, "rule": gate.rule} for gate in gates],
            "expires_at": _text(device.expires_at),
        }
    )


@blueprint.post("/scans")
@open_to_all(BY_TOKEN)
@begins_late
def scan() -> Response:
    """Up to 1,000 scans, answered in order."""
    token, body, now = _token(), _body(), clock.now()
    sent = body.get("scans")
    if not isinstance(sent, list):
        raise DomainError("scans_missing", _l("Send the scans as a list named `scans`."), status=422)
    if len(sent) > MOST_SCANS:
        raise DomainError("too_many_scans", _l("Send 1,000 scans at most at once."), status=413)
    status = read_status(request.headers.get(HEADER))
    results = scanning.answer(token, read_scans(sent), now, status)
    sentences: dict[tuple[Any, ...], str] = {}
    answers = []
    for each in results:
        said = (each.outcome, each.reason, each.is_out, each.hours)
        if said not in sentences:
            sentences[said] = each.message
        answer = {
            "id": each.id,
            "outcome": each.outcome,
            "reason": each.reason,
            "message": sentences[said],
            "first_at": each.first_at and _text(each.first_at),
            "first_place": each.first_place,
        }
        answers.append(answer | _whom(each))
    return _json({"results": answers, "now": _text(now)})


def _whom(result: scanning.Result) -> dict[str, Any]:
    """Who passes, where there is something to say: the name if it may be shown, heads, kind of visitor."""
    told = {"name": result.name, "people": result.people, "category": result.category}
    return {key: value for key, value in told.items() if value is not None}


@blueprint.post("/scans/undo")
@open_to_all(BY_TOKEN)
def undo_scan() -> Response:
    """Take back a scan made moments ago."""
    body = _body()
    scan_id, pressed_at = body.get("id"), read_moment(body.get("at"))
    if not isinstance(scan_id, str):
        raise DomainError("id_missing", _l("Send the scan's `id`."), status=422)
    return _json({"undone": undoing.undo(_token(), scan_id.lower(), clock.now(), pressed_at)})


@blueprint.get("/badges/hashes")
@open_to_all(BY_TOKEN)
def list_hashes() -> Response:
    """Short hashes of the fair's badges since a cursor: what an offline scanner checks by."""
    station = scanning.station_of(_token(), clock.now())
    return _json(queries.hashes_since(station, request.args.get("since"), clock.now()))


@blueprint.get("/counts")
@open_to_all(BY_TOKEN)
def show_counts() -> Response:
    """Today's three figures at the device's fair, and how full it is where a limit was set."""
    station = scanning.station_of(_token(), clock.now())
    figures = queries.figures_of_day(station.edition_id, queries.local_today(station.timezone))
    crowd = queries.crowd_now(station.edition_id, figures.inside)
    full = crowd and {"people": crowd.people, "state": crowd.state}
    return _json({"scans": figures.scans, "people": figures.people, "inside": figures.inside, "limit": full})


def _token() -> str:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise DomainError("token_missing", _l("This device is not paired. Pair it again."), status=401)
    return token.strip()


def _body() -> dict[str, Any]:
    request.max_content_length = LARGEST_BODY  # also of a body that doesn't say how long it is
    if (request.content_length or 0) > LARGEST_BODY:
        raise DomainError("body_too_large", _l("This is too much at once. Send less."), status=413)
    try:
        body = json.loads(request.get_data())
    except (ValueError, RecursionError):
        body = None
    if not isinstance(body, dict):
        raise DomainError("not_json", _l("Send a JSON object in UTF-8."), status=400)
    return body


def _json(body: Any) -> Response:
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    response = Response(text, content_type="application/json; charset=utf-8")
    response.headers["Cache-Control"] = "no-store"
    return response


def _text(moment: datetime) -> str:
    """A moment as the interface writes it: UTC, whole seconds."""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")

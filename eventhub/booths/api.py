"""The phones' door: what was typed without a network comes in here, one outcome each, and files."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from flask import Blueprint, Response, jsonify, request
from flask_babel import lazy_gettext as _l
from flask_login import current_user

from eventhub import clock
from eventhub.booths import api_document, drafts, forms
from eventhub.booths.models import Application
from eventhub.booths.operations import attaching, syncing
from eventhub.booths.permissions import Permission
from eventhub.booths.phrases import CHANGE_REFUSALS
from eventhub.booths.views import meeting
from eventhub.booths.views.offering import offered_to
from eventhub.cooperatives.phrases import LIKENESSES
from eventhub.errors import DomainError
from eventhub.fairs.models import Edition
from eventhub.permissions import requires
from eventhub.web.changes import LONGEST_ID, Change, answer_changes, answer_draft_changes, read_change

blueprint = Blueprint("booths_api", __name__, url_prefix="/api/v1")
BLUEPRINTS = (blueprint,)
api_document.declare()
MOST_FIELDS = 300


@blueprint.post("/applications/sync")
@requires(Permission.SYNC_APPLICATIONS)
def sync_applications() -> Response:
    """Take changes in: `{"changes":[{"id","application","based_on","after","fields":{name:[text]}}]}`."""
    return answer_draft_changes(
        lambda changes, at: syncing.apply_changes(current_user, changes, _understood, at),
        as_told,
        CHANGE_REFUSALS,
        MOST_FIELDS,
    )


def _understood(application: Application, fields: Mapping[str, Sequence[str]]) -> Any:
    return forms.read_change(application, offered_to(application, fields), fields)


def as_told(row: Application) -> dict[str, Any]:
    """An application as its phone keeps it: the texts of its inputs."""
    fields = drafts.fields_of(row)
    return {
        "id": row.public_id,
        "version": row.version,
        "state": row.state,
        "fields": {name: texts_of(value) for name, value in fields.items()},
    }


def texts_of(value: Any) -> list[str]:
    """A value as its inputs would hold it."""
    if isinstance(value, list):
        return [str(each) for each in value]
    if isinstance(value, bool):
        return ["y"] if value else []
    return [] if value in (None, "") else [f"{value:g}" if isinstance(value, float) else str(value)]


@blueprint.post("/e/<edition>/newcomers/sync")
@requires(Permission.FILE_FOR_OTHERS, of="edition")
def sync_newcomers(edition: Edition) -> Response:
    """Take in cooperatives written down on a tour; `application` is a profile one is found to be."""

    def met(changes: list[Change], at: datetime) -> list[meeting.Met]:
        return [meeting.meet(current_user, edition, change, at) for change in changes]

    return answer_changes(
        lambda item: read_change(item, MOST_FIELDS), met, _told, lambda item: _told(meeting.malformed(item))
    )


def _told(met: meeting.Met) -> dict[str, Any]:
    row = met.application
    return {
        "id": met.id,
        "outcome": met.outcome,
        "code": met.code,
        "field": met.field,
        "message": met.sentence,
        "alike": [
            {"id": each.public_id, "name": str(each.name), "why": str(LIKENESSES[why])}
            for each, why in met.alike
        ],
        "application": as_told(row) if row is not None else None,
    }


@blueprint.post("/applications/<application>/files")
@requires(Permission.EDIT_APPLICATION, of="application")
def attach_file(application: Application) -> Response:
    """Take one file in: multipart with `id`, `field`, `file`; for a paper, `number`, `expires_on` too."""
    sent, field = request.files.get("file"), request.form.get("field", "")
    change_id = request.form.get("id", "")[:LONGEST_ID] or None
    if sent is None or not sent.filename:
        raise DomainError("no_file", _l("Choose a photo or a file."), field=field, status=422)
    said = {"number": request.form.get("number", "").strip()[:60] or None, "expires_on": _day()}
    row = attaching.attach(
        current_user, application, field, sent, clock.now(), said=said, change_id=change_id
    )
    return jsonify(
        id=row.change_id,
        outcome="saved",
        value=row.content.get(field),
        application=as_told(application),
    )


def _day() -> date | None:
    text = request.form.get("expires_on", "")
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        sentence = _l("This is no day. Choose it in the calendar.")
        raise DomainError("bad_day", sentence, field="expires_on", status=422) from None

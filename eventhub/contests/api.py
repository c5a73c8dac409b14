"""The phones' door for ideas: what was typed without a network comes in here, one outcome each, and files."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Blueprint, Response, jsonify, request
from flask_babel import lazy_gettext as _l
from flask_login import current_user

from eventhub import clock
from eventhub.contests import api_document, drafts
from eventhub.contests.forms.writing import read_change
from eventhub.contests.kinds import FileKind
from eventhub.contests.models import Idea
from eventhub.contests.operations import files, syncing
from eventhub.contests.permissions import Permission
from eventhub.contests.phrases import CHANGE_REFUSALS
from eventhub.contests.views.entries import cooperatives_for
from eventhub.errors import DomainError
from eventhub.permissions import requires
from eventhub.web.changes import LONGEST_ID, answer_draft_changes

blueprint = Blueprint("contests_api", __name__, url_prefix="/api/v1")
BLUEPRINTS = (blueprint,)
api_document.declare()
MOST_FIELDS = 100


@blueprint.post("/ideas/sync")
@requires(Permission.SYNC_IDEAS)
def sync_ideas() -> Response:
    """Take changes in: `{"changes":[{"id","application","based_on","after","fields":{name:[text]}}]}`.

    `application` is the idea: the phones' store and sender are those of applications.
    """
    return answer_draft_changes(
        lambda changes, at: syncing.apply_changes(current_user, changes, _understood, at),
        as_told,
        CHANGE_REFUSALS,
        MOST_FIELDS,
    )


def _understood(idea: Idea, fields: Mapping[str, Sequence[str]]) -> Any:
    return read_change(idea, cooperatives_for(idea), fields)


def as_told(idea: Idea) -> dict[str, Any]:
    """An idea as its phone keeps it: the texts of its inputs."""
    fields = drafts.fields_of(idea)
    return {
        "id": idea.public_id,
        "version": idea.version,
        "state": idea.state,
        "fields": {name: texts_of(name, value) for name, value in fields.items()},
    }


def texts_of(name: str, value: Any) -> list[str]:
    """A value as its inputs would hold it; money is typed in dirhams."""
    if isinstance(value, list):
        return [str(each) for each in value]
    if value in (None, ""):
        return []
    if name == "own_share" or name.startswith("line_price_"):
        return [f"{value / 100:.2f}".removesuffix(".00")]
    return [str(value)]


@blueprint.post("/ideas/<idea>/files")
@requires(Permission.WRITE_IDEA, of="idea")
def attach_idea_file(idea: Idea) -> Response:
    """Take one photo or recording in: multipart with `id`, `field` (photo, voice, video) and `file`."""
    sent, field = request.files.get("file"), request.form.get("field", "")
    if sent is None or not sent.filename:
        raise DomainError("no_file", _l("Choose a photo or a file."), field=field, status=422)
    if field not in set(FileKind):
        raise DomainError("bad_field", _l("An idea holds no such file."), field=field, status=422)
    upload_id = request.form.get("id", "")[:LONGEST_ID] or None
    row = files.add(current_user, idea, FileKind(field), sent, clock.now(), upload_id)
    return jsonify(id=upload_id, outcome="saved", value=row.public_id, application=as_told(idea))

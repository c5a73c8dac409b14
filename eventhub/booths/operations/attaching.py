"""Putting a photo or file into an application: an answer, or a paper, kept in the exhibitor's file too."""

from datetime import datetime
from typing import Any, BinaryIO, cast

from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import FileStorage

from eventhub import storage
from eventhub.booths import drafts
from eventhub.booths.asking import Part, QuestionKind
from eventhub.booths.models import Application, ApplicationChange
from eventhub.booths.operations.applying import note_change, write
from eventhub.booths.operations.moving import locked, wrong_state
from eventhub.booths.phrases import CHANGE_REFUSALS
from eventhub.booths.states import EDITABLE
from eventhub.cooperatives import operations as cooperatives
from eventhub.cooperatives.kinds import DocumentKind
from eventhub.drafting import known_change
from eventhub.errors import DomainError


def attach(
    actor: Any,
    application: Application,
    field: str,
    sent: FileStorage,
    at: datetime,
    *,
    said: dict[str, Any] | None = None,
    change_id: str | None = None,
) -> ApplicationChange:
    """Keep a file as the value of a field, `answer_KEY` or `document_KIND`; a known `change_id` is once.

    `said` is what is known of a paper: number, expires_on. Raises wrong_state, other_part, bad_field, and
    what `storage.keep` raises.
    """
    before = known_change(ApplicationChange, change_id)
    if before is not None and before.application_id == application.id:
        return before
    locked(application)
    if application.state not in EDITABLE:
        raise wrong_state(application)
    part, detail = drafts.part_of(field) or (None, "")
    if not drafts.allowed(field, application.part_to_complete):
        raise DomainError("other_part", CHANGE_REFUSALS["other_part"], field=field)
    if part == Part.DOCUMENTS and detail in set(DocumentKind):
        known = said or {}
        values = {"kind": detail, "number": known.get("number"), "expires_on": known.get("expires_on")}
        value = cooperatives.add_document(actor, application.cooperative, values, at, sent).public_id
    elif part == Part.ANSWERS and _takes_file(application, detail):
        value = storage.keep(cast("BinaryIO", sent.stream), sent.filename or "", owner=actor).public_id
    else:
        raise DomainError("bad_field", _l("This application asks for no such file."), field=field, status=422)
    changed = {field: value}
    write(application, changed)
    return note_change(actor, application, changed, at, change_id=change_id)


def _takes_file(application: Application, key: str) -> bool:
    return any(
        question["key"] == key and question["kind"] == QuestionKind.FILE
        for question in application.call.questions
    )

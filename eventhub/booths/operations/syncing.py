"""The verb of phones: take in changes typed with or without a network, each with its own outcome.

A change carries its own id, so that sending it again is harmless; the version of the application it was
based on; and, when the phone made another one just before, that one's id. It names only the fields that were
typed in: two phones that write in different fields both win. Fields that somebody else changed since to
something else are a conflict: nothing of that change is written, it is kept, and the person chooses. A draft
is still taken in when its call has closed: nothing typed is lost, only sending is over.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from eventhub import permissions
from eventhub.booths import drafts
from eventhub.booths.models import Application, ApplicationChange
from eventhub.booths.operations.applying import note_change, write
from eventhub.booths.permissions import Permission
from eventhub.booths.queries import files
from eventhub.booths.states import EDITABLE
from eventhub.database import db
from eventhub.transaction import savepoint
from eventhub.web.changes import Change, Outcome

Reader = Callable[[Application, Mapping[str, Sequence[str]]], tuple[dict[str, Any], dict[str, str]]]
"""Understands texts as fields: gives the values, and a sentence for each field that can't be understood."""


def apply_changes(person: Any, changes: Sequence[Change], read: Reader, at: datetime) -> list[Outcome]:
    """Take changes in, in their order; one that fails spoils no other. Gives one outcome for each."""
    rows = files.applications_to_change({change.draft for change in changes})
    mine = {
        name: row for name, row in rows.items() if permissions.may(person, Permission.EDIT_APPLICATION, row)
    }
    known = files.changes_known({name for c in changes for name in (c.id, c.after) if name})
    return [_apply(person, change, mine.get(change.draft), known, read, at) for change in changes]


def _apply(
    person: Any,
    change: Change,
    row: Application | None,
    known: dict[str, ApplicationChange],
    read: Reader,
    at: datetime,
) -> Outcome:
    if row is None:
        return Outcome(change.id, "refused", "application_unknown")
    before = known.get(change.id)
    if before is not None:
        return _again(change, before, row, read)
    with savepoint():
        kept, sentence = _judged(person, change, row, known.get(change.after or ""), read, at)
        db.session.flush()
    known[change.id] = kept
    return Outcome(change.id, kept.outcome, kept.refusal, kept.refused_field, sentence, row)


def _again(change: Change, before: ApplicationChange, row: Application, read: Reader) -> Outcome:
    """The same id gets the same answer."""
    if before.application_id != row.id:
        return Outcome(change.id, "refused", "id_reused")
    outcome = "already_saved" if before.outcome == "saved" else before.outcome
    sentence = ""
    if before.refused_field:
        sentence = read(row, change.fields)[1].get(before.refused_field, "")
    return Outcome(change.id, outcome, before.refusal, before.refused_field, sentence, row)


def _judged(
    person: Any,
    change: Change,
    row: Application,
    after: ApplicationChange | None,
    read: Reader,
    at: datetime,
) -> tuple[ApplicationChange, str]:
    """Write the change if it may be; the row that remembers it either way, and the sentence of a refusal."""
    own = after.version if after is not None and after.application_id == row.id else None
    base = change.based_on if own is None else own
    values, faults = read(row, change.fields)
    code = _refusal(row, change.fields, faults)
    outcome = "refused" if code else "conflict" if _clashes(row, values, base) else "saved"
    if outcome == "saved":
        write(row, values)
        return note_change(person, row, values, at, change_id=change.id, based_on=change.based_on), ""
    field = next(iter(faults), None) if code == "bad_value" else None
    kept = ApplicationChange(
        change_id=change.id,
        application_id=row.id,
        person_id=person.id,
        based_on=change.based_on,
        content={name: list(texts) for name, texts in change.fields.items()},
        outcome=outcome,
        refusal=code,
        refused_field=field,
        created_at=at,
    )
    db.session.add(kept)
    return kept, faults.get(field or "", "")


def _refusal(row: Application, fields: Mapping[str, Sequence[str]], faults: Mapping[str, str]) -> str | None:
    if row.state not in EDITABLE:
        return "wrong_state"
    if not all(drafts.allowed(name, row.part_to_complete) for name in fields):
        return "other_part" if row.part_to_complete else "bad_value"
    return "bad_value" if faults else None


def _clashes(row: Application, values: Mapping[str, Any], base: int) -> bool:
    """Whether somebody changed one of these fields since to something else."""
    if base >= row.version:
        return False
    touched = {name for change in files.changed_since(row, base) for name in change.content}
    now = drafts.fields_of(row)
    return any(not drafts.same(now.get(name), value) for name, value in values.items() if name in touched)

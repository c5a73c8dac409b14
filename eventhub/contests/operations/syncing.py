"""The verb of phones: take in what was typed into ideas with or without a network, each with its own outcome.

The same shape as `booths.operations.syncing`: a change carries its own id, so that sending it again is
harmless; the version it was based on; and the id of the change just before it on that phone. It names only
the fields that were typed in, so two phones that write in different fields both win; fields that somebody
else changed since to something else are a conflict: the change is kept, and the person chooses.
"""

import uuid
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from eventhub import permissions
from eventhub.contests import drafts, entering
from eventhub.contests.models import Idea, IdeaChange
from eventhub.contests.permissions import Permission
from eventhub.contests.queries import writing
from eventhub.database import db
from eventhub.errors import DomainError
from eventhub.transaction import savepoint
from eventhub.web.changes import Change, Outcome

Reader = Callable[[Idea, Mapping[str, Sequence[str]]], tuple[dict[str, Any], dict[str, str]]]
"""Understands texts as fields: gives the values, and a sentence for each field that can't be understood."""


def apply_changes(person: Any, changes: Sequence[Change], read: Reader, at: datetime) -> list[Outcome]:
    """Take changes in, in their order; one that fails spoils no other. Gives one outcome for each."""
    rows = writing.ideas_to_change({change.draft for change in changes})
    mine = {name: row for name, row in rows.items() if permissions.may(person, Permission.WRITE_IDEA, row)}
    known = writing.changes_known({name for c in changes for name in (c.id, c.after) if name})
    return [_apply(person, change, mine.get(change.draft), known, read, at) for change in changes]


def write_page(person: Any, idea: Idea, fields: Mapping[str, Any], at: datetime) -> Idea:
    """Keep what a whole page says: only what differs is written, and remembered as a phone's change is."""
    now = drafts.fields_of(idea)
    changed = {name: value for name, value in fields.items() if not drafts.same(now.get(name), value)}
    based_on = idea.version
    entering.write(person, idea, changed, at)
    db.session.add(
        IdeaChange(
            change_id=str(uuid.uuid4()),
            idea_id=idea.id,
            person_id=person.id,
            based_on=based_on,
            content={name: [] for name in changed},
            outcome="saved",
            version=idea.version,
            created_at=at,
        )
    )
    return idea


def _apply(
    person: Any,
    change: Change,
    row: Idea | None,
    known: dict[str, IdeaChange],
    read: Reader,
    at: datetime,
) -> Outcome:
    if row is None:
        return Outcome(change.id, "refused", "idea_unknown")
    before = known.get(change.id)
    if before is not None:
        if before.idea_id != row.id:
            return Outcome(change.id, "refused", "id_reused")
        outcome = "already_saved" if before.outcome == "saved" else before.outcome
        return Outcome(change.id, outcome, before.refusal, before.refused_field, "", row)
    values, faults = read(row, change.fields)
    own = known.get(change.after or "")
    base = change.based_on if own is None or own.idea_id != row.id else own.version or change.based_on
    kept, sentence = _judged(person, change, row, values, faults, base, at)
    db.session.add(kept)
    db.session.flush()
    known[change.id] = kept
    return Outcome(change.id, kept.outcome, kept.refusal, kept.refused_field, sentence, row)


def _judged(
    person: Any,
    change: Change,
    row: Idea,
    values: Mapping[str, Any],
    faults: Mapping[str, str],
    base: int,
    at: datetime,
) -> tuple[IdeaChange, str]:
    """Write the change if it may be; the row that remembers it either way, and the sentence of a refusal."""
    code, field, sentence = None, None, ""
    if not entering.may_be_written(row, at):
        code = "wrong_state"
    elif faults:
        code, (field, sentence) = "bad_value", next(iter(faults.items()))
    outcome = "refused" if code else "conflict" if _clashes(row, values, base) else "saved"
    if outcome == "saved":
        try:
            with savepoint():
                entering.write(person, row, values, at)
        except DomainError as refusal:
            db.session.refresh(row)
            outcome, code, field, sentence = "refused", refusal.code, refusal.field, str(refusal.message)
    kept = IdeaChange(
        change_id=change.id,
        idea_id=row.id,
        person_id=person.id,
        based_on=change.based_on,
        content={name: list(texts) for name, texts in change.fields.items()},
        outcome=outcome,
        version=row.version if outcome == "saved" else None,
        refusal=code[:40] if code else None,
        refused_field=field,
        created_at=at,
    )
    return kept, sentence


def _clashes(row: Idea, values: Mapping[str, Any], base: int) -> bool:
    """Whether somebody changed one of these fields since to something else."""
    if base >= row.version:
        return False
    touched = {name for change in writing.changed_since(row, base) for name in change.content}
    now = drafts.fields_of(row)
    return any(not drafts.same(now.get(name), value) for name, value in values.items() if name in touched)

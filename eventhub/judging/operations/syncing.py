"""The verb of the tablets: take in changes made with or without a network, each with its own outcome.

A change carries its own id, so that sending it again is harmless; the version of the sheet it was based
on, so that nobody overwrites what they haven't seen; and, when the device made another one just before,
that one's id. Every change that arrives is kept with its content, whatever became of it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast

import sqlalchemy as sa

from eventhub.contests.states import HIGHEST, LOWEST
from eventhub.database import db
from eventhub.judging import queries
from eventhub.judging.models import Sheet, SheetChange, rules_of
from eventhub.judging.phrases import REFUSALS
from eventhub.judging.states import SheetState, state_of

LONGEST = 4000
_KEPT = ("change_id", "sheet_id", "based_on", "content", "outcome", "version", "refusal", "made_at")
_INSERT = sa.insert(cast("sa.Table", SheetChange.__table__))


@dataclass(frozen=True, slots=True)
class Change:
    """What a device says a sheet became. `made_at` is the device's clock, noted but never believed."""

    id: str
    sheet: str
    based_on: int
    marks: Mapping[str, Any]
    comment: str
    note: str
    made_at: str = ""
    after: str | None = None
    gates: Mapping[str, Any] = field(default_factory=dict)

    @property
    def content(self) -> dict[str, Any]:
        """As it is kept."""
        return {
            "marks": dict(self.marks),
            "gates": dict(self.gates),
            "comment": self.comment,
            "note": self.note,
            "made_at": self.made_at,
        }


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one change: saved, already_saved, conflict or refused; the sheet as it is now."""

    id: str
    outcome: str
    code: str | None = None
    sheet: Sheet | None = None

    @property
    def message(self) -> str:
        """The sentence for a refusal."""
        return str(REFUSALS[self.code]) if self.code else ""


def apply_changes(person: Any, changes: Sequence[Change], at: datetime) -> list[Outcome]:
    """Take changes in, in their order; one that is refused spoils no other. Gives one outcome for each.

    The sheets stay locked until the transaction ends, and everything is written at once at the end.
    """
    sheets = queries.sheets_to_change({change.sheet for change in changes})
    known = queries.changes_known({name for c in changes for name in (c.id, c.after) if name})
    new: list[dict[str, Any]] = []
    outcomes = [_apply(person, change, sheets.get(change.sheet), known, new, at) for change in changes]
    db.session.flush()
    if new:
        # A plain insert: nobody reads the rows in this request, and the unit of work costs as much again.
        db.session.execute(_INSERT, new)
    return outcomes


def _apply(
    person: Any,
    change: Change,
    sheet: Sheet | None,
    known: dict[str, SheetChange],
    new: list[dict[str, Any]],
    at: datetime,
) -> Outcome:
    if sheet is None or sheet.judge.person_id != person.id:
        return Outcome(change.id, "refused", "sheet_unknown")
    before = known.get(change.id)
    if before is not None:
        return _again(change, before, sheet)
    row = known[change.id] = _judged(change, sheet, known.get(change.after or ""), at)
    new.append({name: getattr(row, name) for name in _KEPT})
    return Outcome(change.id, row.outcome, row.refusal, sheet)


def _again(change: Change, before: SheetChange, sheet: Sheet) -> Outcome:
    """The same id gets the same answer."""
    if before.sheet_id != sheet.id:
        return Outcome(change.id, "refused", "id_reused")
    outcome = "already_saved" if before.outcome == "saved" else before.outcome
    return Outcome(change.id, outcome, before.refusal, sheet)


def _judged(change: Change, sheet: Sheet, after: SheetChange | None, at: datetime) -> SheetChange:
    """Write the change on the sheet if it may be; the row that remembers it either way."""
    row = SheetChange(
        change_id=change.id,
        sheet_id=sheet.id,
        based_on=change.based_on,
        content=change.content,
        made_at=at,
    )
    refusal = _refusal(change, sheet, at)
    base = after.version if after is not None and after.sheet_id == sheet.id else change.based_on
    if refusal is not None:
        row.outcome, row.refusal = "refused", refusal
    elif base != sheet.version and not _says_the_same(change, sheet):
        row.outcome = "conflict"
    else:
        _write(change, sheet, at)
        row.outcome, row.version = "saved", sheet.version
    return row


def _refusal(change: Change, sheet: Sheet, at: datetime) -> str | None:
    judge = sheet.judge
    closed = {
        "left": judge.left_at is not None,
        "recused": sheet.state == SheetState.RECUSED,
        "judging_closed": not judge.contest.is_being_judged(at),
        "signed_off": judge.signed_off_at is not None,
        "stage_closed": sheet.is_closed,
    }
    return next((code for code, holds in closed.items() if holds), None) or shape_refusal(change, sheet)


def shape_refusal(change: Change, sheet: Sheet) -> str | None:
    """Why a change's marks, answers or words can't stand on this sheet, whoever sends them and when."""
    judge = sheet.judge
    criteria = {criterion["id"] for criterion in judge.contest.criteria}
    if any(name not in criteria or not _is_mark(mark) for name, mark in change.marks.items()):
        return "bad_mark"
    gates = judge.settings.gate_ids if judge.settings is not None else ()
    if any(name not in gates or not isinstance(said, bool | None) for name, said in change.gates.items()):
        return "bad_gate"
    return "too_long" if max(len(change.comment), len(change.note)) > LONGEST else None


def _is_mark(mark: Any) -> bool:
    return mark is None or (type(mark) is int and LOWEST <= mark <= HIGHEST)


def _given(marks: Mapping[str, Any]) -> dict[str, Any]:
    return {name: mark for name, mark in marks.items() if mark is not None}


def _says_the_same(change: Change, sheet: Sheet) -> bool:
    words = (change.comment.strip() or None, change.note.strip() or None)
    said = (_given(change.marks), _given(change.gates))
    return said == (sheet.marks, sheet.gates) and words == (sheet.comment, sheet.private_note)


def _write(change: Change, sheet: Sheet, at: datetime) -> None:
    if _says_the_same(change, sheet) and sheet.version:
        return
    fill(sheet, change)
    sheet.version += 1
    sheet.changed_at = at


def fill(sheet: Sheet, change: Change) -> None:
    """Put a change's marks, answers and words on a sheet, and the state they bring it to."""
    sheet.marks, sheet.gates = _given(change.marks), _given(change.gates)
    sheet.comment = change.comment.strip() or None
    sheet.private_note = change.note.strip() or None
    rules = rules_of(sheet.judge.contest.criteria, sheet.judge.settings)
    words = {"has_comment": bool(sheet.comment), "has_words": bool(sheet.comment or sheet.private_note)}
    sheet.state = state_of(rules, sheet.marks, sheet.gates, **words)


def as_told(sheet: Sheet) -> dict[str, Any]:
    """A sheet as its judge's device keeps it."""
    return {
        "id": sheet.public_id,
        "version": sheet.version,
        "state": sheet.state,
        "marks": sheet.marks,
        "gates": sheet.gates,
        "comment": sheet.comment or "",
        "note": sheet.private_note or "",
        "closed": sheet.is_closed,
    }

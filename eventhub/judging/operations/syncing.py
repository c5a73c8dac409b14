"""The verb of the tablets: take in changes made with or without a network, each with its own outcome.

A change carries its own id, so that sending it again is harmless; the version of the sheet it was based
on, so that nobody overwrites what they haven't seen; and, when the device made another one just before,
that one's id. Every change that arrives is kept with its content, whatever became of it.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _l
from msgspec import Struct, field

from eventhub import transaction
from eventhub.accounts import sessions
from eventhub.contests.states import HIGHEST, LOWEST, takes_marks
from eventhub.errors import DomainError
from eventhub.judging.phrases import REFUSALS
from eventhub.judging.saving import store
from eventhub.judging.saving.batch import Asker, Found, Held, Known
from eventhub.judging.states import Rules, SheetState, state_of

LONGEST = 4000
TRIES, FREE_TRIES = 8, 2
"""How often a batch is tried, and how often of these without holding its sheets; then others wait."""


class Change(Struct, frozen=True):
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


class Outcome(Struct, frozen=True):
    """What became of one change: saved, already_saved, conflict or refused; the sheet as it is now."""

    id: str
    outcome: str
    code: str | None = None
    sheet: Held | None = None

    @property
    def message(self) -> str:
        """The sentence for a refusal."""
        return str(REFUSALS[self.code]) if self.code else ""


def apply_changes(person: Any, changes: Sequence[Change], at: datetime) -> list[Outcome]:
    """Take changes in, in their order; one that is refused spoils no other. Gives one outcome for each.

    Everything is written at once at the end, and only if nobody changed these sheets meanwhile: else all is
    decided anew on what they left. Raises DomainError `busy` when that happens again and again.
    """
    applied = _applied(Asker(person_id=person.id), changes, at)
    return applied[1] if applied is not None else []


def apply_changes_of_session(
    token_hash: str, changes: Sequence[Change], at: datetime
) -> tuple[Any, list[Outcome]] | None:
    """The same for whoever a session belongs to: its row, and the outcomes. None when it doesn't count."""
    return _applied(Asker(token_hash=token_hash), changes, at)


def _applied(asker: Asker, changes: Sequence[Change], at: datetime) -> tuple[Any, list[Outcome]] | None:
    names = [(change.id, change.sheet, change.after) for change in changes]
    for number in range(TRIES):
        found = store.find(asker, names, is_locking=number >= FREE_TRIES)
        if found is None or not (asker.token_hash is None or sessions.lives(found.session, at)):
            return None
        new: list[dict[str, Any]] = []
        outcomes = [_apply(found, change, new, at) for change in changes]
        if store.write([sheet for sheet in found.sheets.values() if sheet.is_touched], new, at):
            return found.session, outcomes
        transaction.rollback()
    raise DomainError("busy", _l("This sheet is being changed elsewhere. Try again."), status=503)


def _apply(found: Found, change: Change, new: list[dict[str, Any]], at: datetime) -> Outcome:
    sheet = found.sheets.get(change.sheet)
    if sheet is None or sheet.person_id != found.person_id:
        return Outcome(change.id, "refused", "sheet_unknown")
    before = found.known.get(change.id)
    if before is not None:
        return _again(change, before, sheet)
    known = found.known[change.id] = _judged(change, sheet, found.known.get(change.after or ""), at)
    sheet.is_touched = True
    new.append(
        {
            "change_id": change.id,
            "sheet_id": sheet.id,
            "based_on": change.based_on,
            "content": change.content,
            "outcome": known.outcome,
            "version": known.version,
            "refusal": known.refusal,
        }
    )
    return Outcome(change.id, known.outcome, known.refusal, sheet)


def _again(change: Change, before: Known, sheet: Held) -> Outcome:
    """The same id gets the same answer."""
    if before.sheet_id != sheet.id:
        return Outcome(change.id, "refused", "id_reused")
    outcome = "already_saved" if before.outcome == "saved" else before.outcome
    return Outcome(change.id, outcome, before.refusal, sheet)


def _judged(change: Change, sheet: Held, after: Known | None, at: datetime) -> Known:
    """Write the change on the sheet if it may be; what is remembered of it either way."""
    refusal = _refusal(change, sheet, at)
    base = after.version if after is not None and after.sheet_id == sheet.id else change.based_on
    if refusal is not None:
        return Known(sheet.id, "refused", None, refusal)
    is_same = _says_the_same(change, sheet)
    if base != sheet.version and not is_same:
        return Known(sheet.id, "conflict", None, None)
    if not (is_same and sheet.version):
        fill(sheet, change, sheet.rules)
        sheet.version += 1
        sheet.is_changed = True
    return Known(sheet.id, "saved", sheet.version, None)


def _refusal(change: Change, sheet: Held, at: datetime) -> str | None:
    if sheet.left_at is not None:
        return "left"
    if sheet.state == SheetState.RECUSED:
        return "recused"
    if not takes_marks(sheet.contest_state, sheet.judging_ends_at, at):
        return "judging_closed"
    if sheet.signed_off_at is not None:
        return "signed_off"
    return "stage_closed" if sheet.is_closed else shape_refusal(change, sheet.rules)


def shape_refusal(change: Change, rules: Rules) -> str | None:
    """Why a change's marks, answers or words can't stand under these rules, whoever sends them and when."""
    if any(name not in rules.criteria or not _is_mark(mark) for name, mark in change.marks.items()):
        return "bad_mark"
    if any(
        name not in rules.gates or not isinstance(said, bool | None) for name, said in change.gates.items()
    ):
        return "bad_gate"
    return "too_long" if max(len(change.comment), len(change.note)) > LONGEST else None


def _is_mark(mark: Any) -> bool:
    return mark is None or (type(mark) is int and LOWEST <= mark <= HIGHEST)


def _given(marks: Mapping[str, Any]) -> dict[str, Any]:
    return {name: mark for name, mark in marks.items() if mark is not None}


def _says_the_same(change: Change, sheet: Held) -> bool:
    words = (change.comment.strip() or None, change.note.strip() or None)
    said = (_given(change.marks), _given(change.gates))
    return said == (sheet.marks, sheet.gates) and words == (sheet.comment, sheet.private_note)


def fill(sheet: Any, change: Change, rules: Rules) -> None:
    """Put a change's marks, answers and words on a sheet, and the state they bring it to."""
    sheet.marks, sheet.gates = _given(change.marks), _given(change.gates)
    sheet.comment = change.comment.strip() or None
    sheet.private_note = change.note.strip() or None
    words = {"has_comment": bool(sheet.comment), "has_words": bool(sheet.comment or sheet.private_note)}
    sheet.state = state_of(rules, sheet.marks, sheet.gates, **words)


def as_told(sheet: Any) -> dict[str, Any]:
    """A sheet, a row or held, as its judge's device keeps it."""
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

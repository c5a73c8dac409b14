"""Sheets on paper: typed by two different people, who must agree before a mark counts."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l
from msgspec import Struct

from eventhub import audit
from eventhub.database import db
from eventhub.errors import DomainError
from eventhub.judging.models import PaperEntry, Sheet, rules_of
from eventhub.judging.operations import syncing
from eventhub.judging.operations.syncing import Change
from eventhub.judging.phrases import REFUSALS
from eventhub.judging.states import Rules, SheetState


class Typed(Struct, frozen=True):
    """What one person read from the paper."""

    marks: Mapping[str, Any]
    gates: Mapping[str, Any]
    comment: str = ""


def type_sheet(actor: Any, sheet: Sheet, typed: Typed, at: datetime) -> PaperEntry:
    """Keep what a person typed. When a second person typed the same, it stands on the sheet.

    Refuses a judge's own hand on the keyboard, a sheet filled on a screen already, and a contest whose
    judging is over.
    """
    contest = sheet.judge.contest
    if sheet.judge.person_id == actor.id:
        raise DomainError("own_paper", _l("A judge does not type their own paper: somebody else does."))
    if not contest.is_being_judged(at):
        raise DomainError("judging_closed", REFUSALS["judging_closed"])
    if sheet.state == SheetState.RECUSED:
        raise DomainError("recused", REFUSALS["recused"])
    change = Change("", sheet.public_id, sheet.version, typed.marks, typed.comment, "", gates=typed.gates)
    if refusal := syncing.shape_refusal(change, _rules(sheet)):
        raise DomainError(refusal, REFUSALS[refusal])
    entries = _entries(sheet)
    if any(entry.agreed_at for entry in entries):
        raise DomainError("paper_agreed", _l("Two people typed this sheet alike: it is kept."))
    if sheet.version:
        raise DomainError("on_screen", _l("The judge filled this sheet on a screen: the screen counts."))
    mine = next((entry for entry in entries if entry.person_id == actor.id), None)
    if mine is None:
        mine = PaperEntry(sheet=sheet, person_id=actor.id, created_at=at)
        db.session.add(mine)
        entries.append(mine)
    mine.marks = {name: mark for name, mark in typed.marks.items() if mark is not None}
    mine.gates = {name: said for name, said in typed.gates.items() if said is not None}
    mine.comment = typed.comment.strip()
    db.session.flush()
    audit.record(actor, "judging:paper:typed", sheet, at)
    _settle(actor, sheet, entries, change, at)
    return mine


def _rules(sheet: Sheet) -> Rules:
    return rules_of(sheet.judge.contest.criteria, sheet.judge.settings)


def _entries(sheet: Sheet) -> list[PaperEntry]:
    locked = sa.select(Sheet.id).where(Sheet.id == sheet.id).with_for_update()
    db.session.scalar(locked)
    query = sa.select(PaperEntry).where(PaperEntry.sheet_id == sheet.id).order_by(PaperEntry.id)
    return list(db.session.scalars(query))


def _settle(actor: Any, sheet: Sheet, entries: list[PaperEntry], change: Change, at: datetime) -> None:
    """Two typings with the same marks and answers are one sheet; the later comment is the better read one."""
    if len(entries) < 2 or differences(entries):  # noqa: PLR2004 - two people
        return
    for entry in entries:
        entry.agreed_at = at
    syncing.fill(sheet, change, _rules(sheet))
    sheet.version += 1
    sheet.changed_at = at
    audit.record(actor, "judging:paper:agreed", sheet, at)


def differences(entries: list[PaperEntry]) -> list[str]:
    """The criteria and questions on which two typings differ; empty with fewer than two."""
    if len(entries) < 2:  # noqa: PLR2004 - two people
        return []
    first, second = entries[0], entries[1]
    told = ((first.marks, second.marks), (first.gates, second.gates))
    return sorted(
        name for one, other in told for name in one.keys() | other.keys() if one.get(name) != other.get(name)
    )

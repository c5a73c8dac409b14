"""The verbs of a jury's members: their part in it, who may not judge what, signing off."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l
from flask_babel import lazy_ngettext as _ln

from eventhub import audit
from eventhub.accounts.models import Role
from eventhub.accounts.roles import RoleName
from eventhub.contests.models import Contest
from eventhub.contests.states import ContestState
from eventhub.database import db
from eventhub.errors import DomainError
from eventhub.judging import mails, queries
from eventhub.judging.models import Conflict, Judge, Sheet, rules_of
from eventhub.judging.operations.publishing import check_not_signed
from eventhub.judging.queries import aside, helped, panel
from eventhub.judging.states import SHEET_MOVES, SheetState, state_of

ENDED = (ContestState.DELIBERATION, ContestState.PUBLISHED, ContestState.CANCELLED)


def check_jury_can_change(contest: Contest) -> None:
    """Raises DomainError `jury_closed` once the jury deliberates."""
    if contest.state in ENDED:
        raise DomainError("jury_closed", _l("The jury can't change any more at this stage."))


def call_to_work(new: Collection[Sheet]) -> None:
    """Judges with new sheets while the judging is on: a sign-off is over, and they are told by mail."""
    for judge in sorted({sheet.judge for sheet in new}, key=lambda judge: judge.id):
        if judge.contest.state != ContestState.JUDGING:
            continue
        judge.signed_off_at = None
        states = (sheet.state for sheet in queries.sheets_of_judge(judge))
        mails.sheets_waiting(judge, sum(each in (SheetState.ASSIGNED, SheetState.BEGUN) for each in states))


def change_fields(
    actor: Any, judge: Judge, *, role: str, expertise: list[str], minutes: int | None = None, at: datetime
) -> Judge:
    """A judge's part in the jury, the sectors they know, and the time they gave where somebody counted it.

    The part decides whose marks count: it is fixed once the minutes are signed or the results are out, and
    one person presides. Raises DomainError `jury_closed`, `minutes_signed`, `has_president`.
    """
    if role != judge.role:
        _check_part(judge, role)
    judge.role, judge.expertise, judge.minutes_served = role, sorted(expertise), minutes
    audit.record(actor, "judging:judge:changed", judge, at, role=role)
    return judge


def _check_part(judge: Judge, role: str) -> None:
    if judge.contest.state in (ContestState.PUBLISHED, ContestState.CANCELLED):
        raise DomainError("jury_closed", _l("The jury can't change any more at this stage."), field="role")
    check_not_signed(judge.contest)
    president = queries.president_of(judge.contest)
    if role == "president" and president is not None:
        sentence = _l(
            "%(name)s presides the jury: give them another part first.", name=str(president.person.name)
        )
        raise DomainError("has_president", sentence, field="role")


def remove_judge(actor: Any, judge: Judge, at: datetime) -> Judge:
    """Take somebody off the jury. Complete sheets stay and count; the others are set aside."""
    if judge.left_at is not None:
        return judge
    check_jury_can_change(judge.contest)
    judge.left_at = at
    for sheet in queries.sheets_of_judge(judge):
        if sheet.state in (SheetState.ASSIGNED, SheetState.BEGUN):
            move_sheet(sheet, SheetState.RECUSED, at)
    held = sa.select(Role).where(
        Role.person_id == judge.person_id,
        Role.contest_id == judge.contest_id,
        Role.name == RoleName.JUDGE,
    )
    for role in db.session.scalars(held):
        db.session.delete(role)
    audit.record(actor, "judging:judge:left", judge, at)
    return judge


def find_conflicts(contest: Contest) -> int:
    """Note conflicts: one's own idea or cooperative, ideas one helped, ties told. Gives how many are new.

    One that was lifted bars again only for another reason than the one it was lifted for.
    """
    barring = {(conflict.judge_id, conflict.idea_id) for conflict in queries.conflicts_of(contest)}
    lifted = {(each.judge_id, each.idea_id): each for each in aside.lifted_of(contest)}
    found = _found(contest)
    for pair, row in lifted.items():
        if found.get(pair, row.reason) != row.reason:
            row.source, row.reason = "found", found[pair]
            row.lifted_at = row.lifted_because = row.lifted_by = None
    new = [(*pair, reason) for pair, reason in sorted(found.items()) if pair not in barring | lifted.keys()]
    db.session.add_all(
        Conflict(judge_id=judge, idea_id=idea, source="found", reason=reason) for judge, idea, reason in new
    )
    db.session.flush()
    return len(new)


def set_barred_aside(contest: Contest, at: datetime) -> int:
    """Sheets given before their judge's conflict was found leave the count. Gives how many."""
    barred = aside.judges_aside(contest)
    taken = [
        sheet
        for sheet in queries.sheets_of(contest)
        if sheet.judge_id in barred.get(sheet.idea_id, ()) and sheet.state != SheetState.RECUSED
    ]
    for sheet in taken:
        move_sheet(sheet, SheetState.RECUSED, at)
    return len(taken)


def _found(contest: Contest) -> dict[tuple[int, int], str]:
    """The strongest reason of each pair: a fact before what somebody told, a likeness of names last."""
    helpers = helped.helped_conflicts(contest)
    found = {each[:2]: each[2] for each in helpers if each[2] == "coach_name"}
    found |= {each[:2]: each[2] for each in panel.told_conflicts(contest)}
    found |= {each[:2]: each[2] for each in helpers if each[2] != "coach_name"}
    return found | {each[:2]: each[2] for each in queries.conflicts_to_find(contest)}


def move_sheet(sheet: Sheet, to: SheetState, at: datetime) -> None:
    """Bring a sheet to another state by hand: set aside, or back when the conflict was lifted."""
    if to != sheet.state and to not in SHEET_MOVES[SheetState(sheet.state)]:
        raise DomainError("recused", _l("You set this idea aside for a conflict of interest."))
    sheet.state, sheet.changed_at = to, at


def take_up(sheet: Sheet, at: datetime) -> None:
    """Bring a sheet that was set aside back to the state its marks and words put it in."""
    move_sheet(sheet, state_by_marks(sheet), at)


def state_by_marks(sheet: Sheet) -> SheetState:
    """The state a sheet's marks and words put it in, by the rules of its contest."""
    contest, words = sheet.judge.contest, bool(sheet.comment)
    rules = rules_of(contest.criteria, queries.settings_of(contest))
    noted = words or bool(sheet.private_note)
    return state_of(rules, sheet.marks, sheet.gates, has_comment=words, has_words=noted)


def declare_conflict(actor: Any, sheet: Sheet, reason: str, at: datetime) -> Sheet:
    """A judge sets an idea aside; the sheet leaves the count, its marks stay readable to nobody."""
    if sheet.state == SheetState.RECUSED:
        return sheet
    check_jury_can_change(sheet.judge.contest)
    move_sheet(sheet, SheetState.RECUSED, at)
    row = aside.conflict_between(sheet.judge_id, sheet.idea_id)
    if row is None:
        db.session.add(Conflict(judge_id=sheet.judge_id, idea_id=sheet.idea_id, reason=reason))
    else:  # what the judge says too is no longer for the organizer to lift
        row.source, row.reason = "declared", reason
        row.lifted_at = row.lifted_because = row.lifted_by = None
    audit.record(actor, "judging:sheet:recused", sheet, at, reason=reason)
    return sheet


def sign_off(actor: Any, judge: Judge, at: datetime) -> Judge:
    """The judge has finished: every sheet is complete or set aside. Signing twice is the same as once."""
    if judge.signed_off_at is not None:
        return judge
    left = sum(s.state in (SheetState.ASSIGNED, SheetState.BEGUN) for s in queries.sheets_of_judge(judge))
    if left:
        raise DomainError(
            "sheets_left",
            _ln("%(num)d sheet is not complete yet.", "%(num)d sheets are not complete yet.", left),
        )
    judge.signed_off_at = at
    audit.record(actor, "judging:judge:signed_off", judge, at)
    return judge


def resume(actor: Any, judge: Judge, at: datetime) -> Judge:
    """Take a sign-off back, as long as the judging is on."""
    if not judge.contest.is_being_judged(at):
        raise DomainError("judging_closed", _l("The judging is over: marks can't be changed any more."))
    judge.signed_off_at = None
    audit.record(actor, "judging:judge:resumed", judge, at)
    return judge

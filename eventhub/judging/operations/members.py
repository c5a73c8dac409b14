"""The verbs of a jury's members: who sits on it, who may not judge what, signing off."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l
from flask_babel import lazy_ngettext as _ln

from eventhub import audit
from eventhub.accounts import invitations, inviting
from eventhub.accounts.models import Link, Person, Role
from eventhub.accounts.roles import RoleName
from eventhub.contests.models import Contest
from eventhub.contests.states import ContestState
from eventhub.database import db
from eventhub.errors import DomainError
from eventhub.judging import queries
from eventhub.judging.models import Conflict, Judge, Sheet, rules_of
from eventhub.judging.operations.publishing import check_not_signed
from eventhub.judging.queries import aside, helped, panel
from eventhub.judging.states import SHEET_MOVES, SheetState, state_of

_ENDED = (ContestState.DELIBERATION, ContestState.PUBLISHED, ContestState.CANCELLED)


def _check_jury_can_change(contest: Contest) -> None:
    if contest.state in _ENDED:
        raise DomainError("jury_closed", _l("The jury can't change any more at this stage."))


def add_judge(actor: Any, contest: Contest, person: Person, at: datetime) -> Judge:
    """Give somebody a seat on the jury and the role that opens its pages; a seat given up is taken again."""
    _check_jury_can_change(contest)
    judge = _seated(contest, person, at)
    held = sa.select(Role.id).where(
        Role.person_id == person.id, Role.contest_id == contest.id, Role.name == RoleName.JUDGE
    )
    if db.session.scalar(held) is None:
        db.session.add(
            Role(
                person_id=person.id,
                organizer_id=contest.organizer_id,
                contest_id=contest.id,
                name=RoleName.JUDGE,
            )
        )
    audit.record(actor, "judging:judge:added", judge, at)
    return judge


def _seated(contest: Contest, person: Person, at: datetime) -> Judge:
    query = sa.select(Judge).where(Judge.contest_id == contest.id, Judge.person_id == person.id)
    judge = db.session.scalar(query)
    if judge is None:
        judge = Judge(
            contest_id=contest.id,
            organizer_id=contest.organizer_id,
            person_id=person.id,
            person=person,
            created_at=at,
        )
        db.session.add(judge)
    judge.left_at = None
    db.session.flush()
    find_conflicts(contest)
    return judge


def invite_judge(actor: Any, contest: Contest, to: str | None, at: datetime) -> str:
    """A link that gives its opener a seat; mailed when `to` is an e-mail address. Gives the address."""
    _check_jury_can_change(contest)
    grants = {
        "organizer_id": contest.organizer_id,
        "contest_id": contest.id,
        "role": RoleName.JUDGE.value,
    }
    token = inviting.invite(actor, grants, at, to)
    audit.record(actor, "judging:judge:invited", contest, at)
    return inviting.address_of(token)


def living_invitation(contest: Contest, token: str, at: datetime) -> Link | None:
    """The invitation to this jury that a token opens; None when it was used, is too old, or another's."""
    link = inviting.living_invitation(token, at)
    grants = (link.grants or {}) if link is not None else {}
    mine = (contest.id, RoleName.JUDGE.value)
    return link if (grants.get("contest_id"), grants.get("role")) == mine else None


def take_seat(person: Person, grants: dict[str, Any], at: datetime) -> None:
    """What accepting an invitation to judge does: a seat on the contest's jury."""
    contest = db.session.get(Contest, grants.get("contest_id") or 0)
    if contest is not None and contest.state not in _ENDED:
        audit.record(person, "judging:judge:joined", _seated(contest, person, at), at)


invitations.declare_acceptance(RoleName.JUDGE, take_seat)


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
    _check_jury_can_change(judge.contest)
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
    _check_jury_can_change(sheet.judge.contest)
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

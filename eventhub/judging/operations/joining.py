"""The verbs of joining a jury: added by hand, invited by a link, back after one had left."""

from collections import Counter
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from eventhub import audit
from eventhub.accounts import invitations, inviting
from eventhub.accounts.models import Link, Person, Role
from eventhub.accounts.roles import RoleName
from eventhub.contests.models import Contest
from eventhub.contests.states import ContestState
from eventhub.database import db
from eventhub.judging import queries
from eventhub.judging.models import Judge
from eventhub.judging.operations.members import ENDED, check_jury_can_change, find_conflicts, take_up
from eventhub.judging.queries import aside, panel
from eventhub.judging.states import SheetState


def add_judge(actor: Any, contest: Contest, person: Person, at: datetime) -> Judge:
    """Give somebody a seat on the jury and the role that opens its pages; a seat given up is taken again."""
    check_jury_can_change(contest)
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
    is_back, judge.left_at = judge.left_at is not None, None
    db.session.flush()
    find_conflicts(contest)
    if is_back:
        _take_up_where_lacking(judge, at)
    return judge


def _take_up_where_lacking(judge: Judge, at: datetime) -> None:
    """Somebody who comes back finds what they had, where nobody took it over and no conflict bars it."""
    contest = judge.contest
    if contest.state not in (ContestState.SCREENING, ContestState.JUDGING):
        return
    scoring = {each.id for each in queries.judges_of(contest) if each.role in queries.SCORING}
    living = [each for each in queries.sheets_of(contest) if each.state != SheetState.RECUSED]
    held = Counter(sheet.idea_id for sheet in living if sheet.judge_id in scoring)
    barred, borderline = aside.judges_aside(contest), queries.settings_of(contest).borderline_ideas
    for sheet in queries.sheets_of_judge(judge):
        is_lacking = held[sheet.idea_id] < panel.sheets_asked(contest, sheet.idea, borderline)
        if sheet.state == SheetState.RECUSED and is_lacking and judge.id not in barred.get(sheet.idea_id, ()):
            take_up(sheet, at)


def _seat_at(contest: Contest) -> dict[str, Any]:
    return {
        "organizer_id": contest.organizer_id,
        "contest_id": contest.id,
        "role": RoleName.JUDGE.value,
    }


def was_invited(contest: Contest, to: str, at: datetime) -> bool:
    """Whether an earlier invitation of this address still opens a seat: a new one takes its place."""
    return bool(inviting.living_to(_seat_at(contest), to, at))


def awaited(contest: Contest, at: datetime) -> list[Link]:
    """Invitations to this jury that wait for an answer, newest first."""
    return inviting.living(_seat_at(contest), at)


def invite_judge(actor: Any, contest: Contest, to: str | None, at: datetime) -> str:
    """A link that gives its opener a seat; mailed when `to` is an e-mail address. Gives its address.

    An earlier one to the same person ends: one address has one living invitation.
    """
    check_jury_can_change(contest)
    token = inviting.invite(actor, _seat_at(contest), at, to)
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
    if contest is not None and contest.state not in ENDED:
        audit.record(person, "judging:judge:joined", _seated(contest, person, at), at)


invitations.declare_acceptance(RoleName.JUDGE, take_seat)

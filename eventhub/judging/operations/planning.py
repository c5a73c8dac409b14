"""The verbs of the plan: the sheets given out by the system, and mended when somebody leaves."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_ngettext as _ln

from eventhub import audit
from eventhub.contests.models import Contest
from eventhub.contests.states import ContestState
from eventhub.database import db
from eventhub.errors import DomainError
from eventhub.judging import queries
from eventhub.judging.models import Sheet
from eventhub.judging.operations.members import find_conflicts
from eventhub.judging.states import SheetState

if TYPE_CHECKING:
    from eventhub.judging.assigning.assignment import Assignment, Impossible


def assign_sheets(actor: Any, contest: Contest, at: datetime) -> "Assignment":
    """Give out the sheets, or mend the plan after somebody left or set an idea aside.

    Sheets already given are kept; only untouched ones may change hands, and none once the judging is on.
    Refuses with the smallest change that would make it possible.
    """
    if contest.state not in (ContestState.SCREENING, ContestState.JUDGING):
        raise DomainError("not_time_to_assign", _l("Sheets are given out once the contest is closed."))
    find_conflicts(contest)
    plan = _planned(contest)
    _write_sheets(contest, plan, at)
    audit.record(actor, "judging:contest:assigned", contest, at, sheets=len(plan.seats))
    return plan


def _planned(contest: Contest) -> "Assignment":
    ideas = {idea.id: idea for idea in queries.eligible_ideas(contest)}
    judges = {judge.id: judge for judge in queries.judges_of(contest) if judge.role in queries.SCORING}
    sheets = [s for s in queries.sheets_of(contest) if s.judge_id in judges and s.state != SheetState.RECUSED]
    done = {judge.id for judge in judges.values() if not judge.is_active}
    keeps = {
        (str(s.judge_id), str(s.idea_id))
        for s in sheets
        if contest.state == ContestState.JUDGING or s.state != SheetState.ASSIGNED
    }
    barred = {(str(c.judge_id), str(c.idea_id)) for c in queries.conflicts_of(contest)}
    barred |= {(str(j), str(i)) for j in done for i in ideas} - keeps
    knows = {
        (str(j.id), str(i.id)): 1.0
        for j in judges.values()
        for i in ideas.values()
        if i.sector in j.expertise
    }
    held = {str(judge) for judge, _ in keeps} if done else set()
    seated = [str(key) for key in judges if key not in done or str(key) in held]
    from eventhub.judging.assigning.assignment import Impossible, assign

    try:
        return assign(
            map(str, ideas),
            seated,
            per_idea=contest.sheets_per_idea,
            conflicts=barred,
            expertise=knows,
            keep=keeps,
        )
    except Impossible as lack:
        raise _told(lack) from None


def _told(lack: "Impossible") -> DomainError:
    many = len(lack.lacking)
    if lack.possible:
        sentence = _ln(
            "%(num)d idea lacks judges without conflict. Add %(more)d judges, or ask for %(fewer)d sheets.",
            "%(num)d ideas lack judges without conflict. Add %(more)d judges, or ask for %(fewer)d sheets.",
            many,
            more=lack.more_judges,
            fewer=lack.possible,
        )
    else:
        sentence = _ln(
            "%(num)d idea lacks judges without conflict. Add %(more)d judges.",
            "%(num)d ideas lack judges without conflict. Add %(more)d judges.",
            many,
            more=lack.more_judges,
        )
    return DomainError("too_few_judges", sentence)


def _write_sheets(contest: Contest, plan: "Assignment", at: datetime) -> None:
    wanted = {(int(judge), int(idea)) for judge, idea in plan.seats}
    there = {(sheet.judge_id, sheet.idea_id): sheet for sheet in queries.sheets_of(contest)}
    trainees = {judge.id for judge in queries.judges_of(contest) if judge.role == "trainee"}
    for pair, sheet in there.items():
        if pair not in wanted and pair[0] not in trainees and sheet.state == SheetState.ASSIGNED:
            db.session.delete(sheet)
    db.session.add_all(
        Sheet(
            contest_id=contest.id,
            organizer_id=contest.organizer_id,
            judge_id=judge,
            idea_id=idea,
            created_at=at,
        )
        for judge, idea in sorted(wanted - there.keys())
    )
    db.session.flush()

"""The verbs of the plan: the sheets given out by the system, and mended when somebody leaves."""

from collections import Counter
from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING, Any

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_ngettext as _ln
from msgspec import Struct

from eventhub import audit
from eventhub.contests.models import Contest
from eventhub.contests.states import ContestState
from eventhub.database import db
from eventhub.errors import DomainError
from eventhub.judging import queries
from eventhub.judging.models import Sheet
from eventhub.judging.operations.members import (
    call_to_work,
    find_conflicts,
    set_barred_aside,
    take_up,
)
from eventhub.judging.queries import panel
from eventhub.judging.states import SheetState

if TYPE_CHECKING:
    from eventhub.judging.assigning.assignment import Assignment, Impossible


class Given(Struct, frozen=True):
    """What giving out did: the whole plan and the sheets made now."""

    plan: "Assignment"
    new: list[Sheet]


def assign_sheets(actor: Any, contest: Contest, at: datetime) -> Given:
    """Give out the sheets, or mend the plan after somebody left or set an idea aside.

    Judges who get new ones while the judging is on are told, and a sign-off of theirs is over.
    Sheets already given are kept, but those of a judge whose conflict was found since; only untouched ones
    may change hands, and none once the judging is on. In the second stage of a jury, the ideas near the line
    of the prizes have more. Refuses with the smallest change that would make it possible.
    """
    if contest.state not in (ContestState.SCREENING, ContestState.JUDGING):
        raise DomainError("not_time_to_assign", _l("Sheets are given out once the contest is closed."))
    find_conflicts(contest)
    set_barred_aside(contest, at)
    plan = planned(contest, queries.settings_of(contest).borderline_ideas)
    new = write_sheets(contest, plan, at)
    call_to_work(new)
    audit.record(actor, "judging:contest:assigned", contest, at, sheets=len(plan.seats))
    return Given(plan, new)


def planned(contest: Contest, borderline: Collection[str]) -> "Assignment":
    """The plan as it would be now, with more sheets for ideas of these random names; nothing is written.

    Raises DomainError `too_few_judges`.
    """
    ideas = {idea.id: idea for idea in queries.eligible_ideas(contest)}
    judges = {judge.id: judge for judge in queries.judges_of(contest) if judge.role in queries.SCORING}
    done = {judge.id for judge in judges.values() if not judge.is_active}
    keeps = _kept(contest, judges)
    barred = {(str(c.judge_id), str(c.idea_id)) for c in queries.conflicts_of(contest)}
    barred |= {(str(j), str(i)) for j in done for i in ideas} - keeps
    # A sheet given by hand beyond the plan stays.
    held = Counter(idea for pair in keeps - barred for idea in pair[1:])
    asked = {str(i): panel.sheets_asked(contest, idea, borderline) for i, idea in ideas.items()}
    knows = {
        (str(j.id), str(i.id)): 1.0
        for j in judges.values()
        for i in ideas.values()
        if i.sector in j.expertise
    }
    working = {judge for judge, _ in keeps} if done else set()
    seated = [str(key) for key in judges if key not in done or str(key) in working]
    from eventhub.judging.assigning.assignment import Impossible, assign

    try:
        return assign(
            asked,
            seated,
            per_idea={idea: max(count, held[idea]) for idea, count in asked.items()},
            conflicts=barred,
            expertise=knows,
            keep=keeps,
        )
    except Impossible as lack:
        raise _told(lack) from None


def _kept(contest: Contest, judges: Collection[int]) -> set[tuple[str, str]]:
    """The seats that stay: begun sheets, and every sheet once the judging is on."""
    is_on = contest.state == ContestState.JUDGING
    return {
        (str(sheet.judge_id), str(sheet.idea_id))
        for sheet in queries.sheets_of(contest)
        if sheet.judge_id in judges
        and sheet.state != SheetState.RECUSED
        and (is_on or sheet.state != SheetState.ASSIGNED)
    }


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


def write_sheets(contest: Contest, plan: "Assignment", at: datetime) -> list[Sheet]:
    """Make the sheets a plan still lacks; untouched ones it doesn't name go. Gives the new ones.

    A sheet that was set aside because its judge had left comes back as its marks left it.
    """
    wanted = {(int(judge), int(idea)) for judge, idea in plan.seats}
    there = {(sheet.judge_id, sheet.idea_id): sheet for sheet in queries.sheets_of(contest)}
    trainees = {judge.id for judge in queries.judges_of(contest) if judge.role == "trainee"}
    for pair, sheet in there.items():
        if pair not in wanted and pair[0] not in trainees and sheet.state == SheetState.ASSIGNED:
            db.session.delete(sheet)
    new = [
        Sheet(
            contest_id=contest.id,
            organizer_id=contest.organizer_id,
            judge_id=judge,
            idea_id=idea,
            created_at=at,
        )
        for judge, idea in sorted(wanted - there.keys())
    ]
    db.session.add_all(new)
    back = [sheet for pair, sheet in there.items() if pair in wanted and sheet.state == SheetState.RECUSED]
    for sheet in back:
        take_up(sheet, at)
    db.session.flush()
    return [*new, *back]

"""The verb between two stages of a jury: close the first, give more sheets where prizes are in doubt."""

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
from eventhub.judging.models import JurySettings
from eventhub.judging.operations import planning, publishing
from eventhub.judging.operations.members import call_to_work, find_conflicts
from eventhub.judging.queries import Marks
from eventhub.judging.ranking.borderline import Place
from eventhub.judging.states import SheetState

if TYPE_CHECKING:
    from eventhub.judging.assigning.staging import Borderline

USUAL_PRIZES = 3
"""How many places are told from the others where a contest names no prize."""


def borderline_now(contest: Contest, marks: list[Marks]) -> "Borderline":
    """Which ideas would get more sheets, from the complete sheets as they are; changes nothing."""
    from eventhub.judging.assigning.staging import borderline_of

    found = publishing.ranking_of(contest, marks)
    places = [
        Place(each.idea, each.rank, each.score, each.lo90, each.hi90)
        for each in found.ideas
        if each.score is not None and each.lo90 is not None and each.hi90 is not None
    ]
    return borderline_of(places, len(contest.prizes) or USUAL_PRIZES, contest.second_share or 1)


def unfinished(contest: Contest) -> tuple[int, int]:
    """How many sheets that count are not complete yet, and how many ideas have no complete one."""
    scoring = {judge.id for judge in queries.judges_of(contest) if judge.role in queries.SCORING}
    sheets = [each for each in queries.sheets_of(contest) if each.judge_id in scoring]
    complete = {each.idea_id for each in sheets if each.state == SheetState.COMPLETE}
    open_ones = sum(each.state in (SheetState.ASSIGNED, SheetState.BEGUN) for each in sheets)
    return open_ones, len({idea.id for idea in queries.eligible_ideas(contest)} - complete)


def open_second(
    actor: Any, contest: Contest, seen: str, at: datetime, *, is_early: bool = False
) -> JurySettings:
    """Close the first stage and give the second one's sheets. Doing it twice is the same as once.

    `seen` is the digest of the sheets that the preview was made from: when others came in meanwhile, the
    organizer looks again. `is_early` closes it although sheets are missing; those may still be finished, and
    complete ones can't be changed any more. Judges who get sheets and had signed off are back at work, and
    everybody with new sheets is told. Raises DomainError `one_stage`, `not_being_judged`, `ideas_unread`,
    `first_unfinished`, `stage_moved`, `no_line` or `too_few_judges`.
    """
    settings = queries.settings_of(contest)
    if settings.second_stage_at is not None:
        return settings
    _check(contest, is_early=is_early)
    marks = queries.complete_marks(contest)
    if seen != publishing.digest_of(marks):
        raise DomainError("stage_moved", _l("Other sheets came in meanwhile. Look at the line again."))
    line = borderline_now(contest, marks)
    if not line.chosen:
        raise DomainError("no_line", _l("Every idea has a prize place: no line runs between them."))
    find_conflicts(contest)
    plan = planning.planned(contest, [each.place.idea for each in line.chosen])
    settings.second_stage_at, settings.borderline = at, _kept(line)
    db.session.add(settings)
    new = planning.write_sheets(contest, plan, at)
    call_to_work(new)
    audit.record(actor, "judging:contest:second_stage", contest, at, ideas=len(line.chosen), sheets=len(new))
    return settings


def _check(contest: Contest, *, is_early: bool) -> None:
    if not contest.has_two_stages:
        raise DomainError("one_stage", _l("This jury judges in one stage."))
    if contest.state != ContestState.JUDGING:
        raise DomainError("not_being_judged", _l("The second stage opens while the jury works."))
    missing, unread = unfinished(contest)
    if unread:
        sentence = _ln(
            "%(num)d idea has no complete sheet yet: nobody can say how near to the line it is.",
            "%(num)d ideas have no complete sheet yet: nobody can say how near to the line they are.",
            unread,
        )
        raise DomainError("ideas_unread", sentence)
    if missing and not is_early:
        sentence = _ln(
            "%(num)d sheet of the first stage is not complete yet. Wait, or close it without.",
            "%(num)d sheets of the first stage are not complete yet. Wait, or close it without.",
            missing,
        )
        raise DomainError("first_unfinished", sentence)


def _kept(line: "Borderline") -> list[dict[str, Any]]:
    """The choice as it is remembered, so that it can be shown and defended later."""
    return [
        {
            "idea": each.place.idea,
            "rank": each.place.rank,
            "score": each.place.score,
            "low": each.place.low,
            "high": each.place.high,
            "doubt": each.doubt,
            "cut": line.cut,
        }
        for each in line.chosen
    ]

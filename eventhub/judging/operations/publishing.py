"""From complete sheets to places everybody reads: compute, choose prizes, publish in one act."""

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from eventhub import audit
from eventhub.contests import mails, operations
from eventhub.contests import queries as contest_queries
from eventhub.contests.models import Contest, Idea, Result
from eventhub.contests.states import HIGHEST, LOWEST, ContestState, IdeaState
from eventhub.database import db, random_code
from eventhub.errors import DomainError
from eventhub.judging import mails as jury_mails
from eventhub.judging import personal, queries
from eventhub.judging.models import ComputedRanking, Judge
from eventhub.judging.queries import Marks, room
from eventhub.judging.ranking import borderline
from eventhub.judging.ranking.results import REVISION, IdeaResult, Method
from eventhub.judging.states import SheetState

if TYPE_CHECKING:
    from eventhub.judging.ranking.marks import Criterion
    from eventhub.judging.ranking.ranks import Ranking

CODE_LENGTH = 12


def criteria_of(criteria: list[dict[str, Any]]) -> "list[Criterion]":
    """The rubric as the arithmetic wants it."""
    from eventhub.judging.ranking.marks import Criterion

    return [
        Criterion(criterion["id"], float(criterion["weight"]), float(LOWEST), float(HIGHEST))
        for criterion in criteria
    ]


def ranking_of(
    contest: Contest, marks: list[Marks], method: Method = Method.FAIR, *, with_certainty: bool = True
) -> "Ranking":
    """Rank a contest's ideas from complete sheets; changes nothing."""
    return ranked(contest.criteria, marks, method, with_certainty=with_certainty)


def ranked(
    criteria: list[dict[str, Any]],
    marks: list[Marks],
    method: Method = Method.FAIR,
    *,
    with_certainty: bool = True,
    revision: int = REVISION,
) -> "Ranking":
    """The same from a rubric as it is stored, without any table; `revision` is the second opinion's."""
    from eventhub.judging.ranking.marks import Sheet
    from eventhub.judging.ranking.ranks import rank

    sheets = [Sheet(each.judge, each.idea, each.marks) for each in marks]
    rubric = criteria_of(criteria)
    return rank(sheets, rubric, method, with_certainty=with_certainty, revision=revision)


def digest_of(marks: list[Marks]) -> str:
    """A fingerprint of the sheets a ranking is made from."""
    content = [[each.idea, each.judge, dict(sorted(each.marks.items()))] for each in marks]
    return hashlib.sha256(json.dumps(content, separators=(",", ":")).encode()).hexdigest()


def compute_ranking(actor: Any, contest: Contest, at: datetime) -> ComputedRanking:
    """Compute places from the complete sheets, keeping the prizes already chosen.

    Writes Results, each judge's generosity and warnings, and what it was computed from.
    """
    if contest.state not in (ContestState.JUDGING, ContestState.DELIBERATION):
        raise DomainError("not_time_to_rank", _l("A ranking is computed while the jury works."))
    check_not_signed(contest)
    marks = queries.complete_marks(contest)
    if not marks:
        raise DomainError("no_sheets", _l("No sheet is complete yet."))
    row = write_ranking(contest, marks, at)
    audit.record(actor, "judging:contest:ranked", contest, at, sheets=len(marks))
    return row


def write_ranking(contest: Contest, marks: list[Marks], at: datetime) -> ComputedRanking:
    """Results, each judge's generosity and warnings, and what it was computed from, in place of the last."""
    found = ranking_of(contest, marks)
    second = ranking_of(contest, marks, Method.SCALE, with_certainty=False)
    _write_results(contest, found)
    _write_judges(contest, found)
    row = queries.computed_ranking(contest) or ComputedRanking(
        contest_id=contest.id, organizer_id=contest.organizer_id
    )
    row.computed_at, row.method, row.used = at, found.method, found.used
    row.cautions = [caution.value for caution in found.cautions]
    row.reliability = found.reliability.icc if found.reliability else None
    row.sheets, row.sheets_digest = len(marks), digest_of(marks)
    row.second_opinion = {each.idea: each.rank for each in second.ideas}
    db.session.add(row)
    db.session.flush()
    return row


def places_by_mean(results: Sequence[Result], computed: ComputedRanking | None) -> dict[str, int]:
    """Each idea's place by the plain mean, where the jury is in parts: a ranking tells it beside."""
    if computed is None:
        return {}
    means = {result.idea.public_id: result.raw for result in results}
    return borderline.beside(means, computed.cautions, computed.used)


def _write_results(contest: Contest, found: "Ranking") -> None:
    kept = {result.idea_id: result for result in contest_queries.results_of(contest)}
    ids = {
        public_id: key
        for key, public_id in db.session.execute(
            sa.select(Idea.id, Idea.public_id).where(Idea.contest_id == contest.id)
        )
    }
    ranked = [each for each in found.ideas if each.score is not None]
    for each in ranked:
        result = kept.pop(ids[each.idea], None) or Result(
            contest_id=contest.id, organizer_id=contest.organizer_id, idea_id=ids[each.idea]
        )
        _fill(result, each)
        db.session.add(result)
    for gone in kept.values():
        db.session.delete(gone)
    db.session.flush()


def _fill(result: Result, found: IdeaResult) -> None:
    """The figures of a place; where nothing can be said, the interval is the score itself."""
    score = found.score or 0.0
    result.rank, result.raw, result.score = found.rank, found.raw or 0.0, score
    result.correction = found.correction or 0.0
    result.lo90 = score if found.lo90 is None else found.lo90
    result.hi90 = score if found.hi90 is None else found.hi90
    result.p_top3, result.p_top10 = found.p_top3 or 0.0, found.p_top10 or 0.0


def _write_judges(contest: Contest, found: "Ranking") -> None:
    figures = {each.judge: each for each in found.judges}
    for judge in db.session.scalars(sa.select(Judge).where(Judge.contest_id == contest.id)):
        each = figures.get(judge.public_id)
        judge.generosity = each.generosity if each else None
        judge.is_flagged = bool(each and each.is_flagged)
        judge.flag_reason = each.reason.value if each and each.reason else None


def is_current(contest: Contest, computed: ComputedRanking | None) -> bool:
    """Whether the ranking was computed from the sheets as they are now."""
    return computed is not None and computed.sheets_digest == digest_of(queries.complete_marks(contest))


def choose_prizes(actor: Any, contest: Contest, chosen: Mapping[str, int | None], at: datetime) -> None:
    """Give prizes to results: {result's random name: number of the contest's prize, or None}."""
    if contest.state != ContestState.DELIBERATION:
        raise DomainError("not_deliberating", _l("Prizes are chosen while the jury deliberates."))
    check_not_signed(contest)
    for result in contest_queries.results_of(contest):
        place = chosen.get(result.public_id)
        known = place is not None and 0 <= place < len(contest.prizes)
        result.prize = contest.prizes[place]["name"] if known and place is not None else None
    audit.record(actor, "judging:contest:prized", contest, at)


def publish(actor: Any, contest: Contest, at: datetime) -> None:
    """Make the results everybody's, in one act. Publishing twice is the same as once.

    Ideas get their last state, results their certificate's code, the best go to the final, owners are
    told. Refuses when the sheets changed since the ranking, when no prize was chosen, or when the minutes
    lack the signature that the jury's rules ask for.
    """
    if contest.state == ContestState.PUBLISHED:
        return
    check_ready(contest)
    if lacks_signature(contest):
        raise DomainError(
            "not_signed",
            _l("The minutes are not signed yet. The rules of this jury ask for it before publication."),
        )
    results = contest_queries.results_of(contest)
    for result in results:
        result.certificate_code = result.certificate_code or random_code(CODE_LENGTH)
        to = IdeaState.WINNER if result.prize else IdeaState.RANKED
        operations.move_idea(result.idea, to, at)
        audit.record(actor, "contests:idea:ranked", result.idea, at, rank=result.rank)
    operations.move(actor, contest, ContestState.PUBLISHED, at)
    db.session.flush()
    audit.record(actor, "judging:contest:published", contest, at, ideas=len(results))
    operations.send_through(actor, contest, at)
    for result in results:
        mails.idea_results(result.idea)
    for judge in queries.judges_of(contest):
        personal.forget_ties(judge)
        done, hours = served(judge)
        if done and judge.is_active:
            jury_mails.jury_thanks(judge, done, hours)


MINUTES_A_SHEET = 12
"""What reading and marking one idea takes, where a judge's own time is not known."""


def served(judge: Judge) -> tuple[int, float]:
    """How many sheets a judge completed, and the hours that stands for (told, or else estimated)."""
    done = sum(sheet.state == SheetState.COMPLETE for sheet in queries.sheets_of_judge(judge))
    return done, _minutes(judge, done) / 60


def all_served(contest: Contest) -> list[tuple[Judge, int, float]]:
    """Who completed sheets or gave time that was counted: the judge, sheets, hours; as they came."""
    done = Counter(
        sheet.judge_id for sheet in queries.sheets_of(contest) if sheet.state == SheetState.COMPLETE
    )
    return [
        (judge, done[judge.id], _minutes(judge, done[judge.id]) / 60)
        for judge in queries.judges_of(contest)
        if done[judge.id] or judge.minutes_served
    ]


def _minutes(judge: Judge, done: int) -> int:
    return judge.minutes_served if judge.minutes_served is not None else done * MINUTES_A_SHEET


def check_not_signed(contest: Contest) -> None:
    """Refuse what the signed minutes would contradict."""
    deliberation = room.deliberation_of(contest)
    if deliberation is not None and deliberation.signed_at is not None:
        sentence = _l("The president signed the minutes. Take the signature back before changing anything.")
        raise DomainError("minutes_signed", sentence)


def lacks_signature(contest: Contest) -> bool:
    """Whether the jury's rules ask for a signature that isn't there; none where nobody presides."""
    if not queries.settings_of(contest).needs_signature or queries.president_of(contest) is None:
        return False
    deliberation = room.deliberation_of(contest)
    return deliberation is None or deliberation.signed_at is None


def check_ready(contest: Contest) -> None:
    """Refuse to publish or sign what is not whole: fresh ranking, prizes chosen, jury deliberating."""
    if contest.state != ContestState.DELIBERATION:
        raise DomainError("not_deliberating", _l("Results are published after the jury has deliberated."))
    if not is_current(contest, queries.computed_ranking(contest)):
        raise DomainError(
            "ranking_stale", _l("The sheets changed since the ranking was computed: compute it again first.")
        )
    if contest.prizes and not any(result.prize for result in contest_queries.results_of(contest)):
        raise DomainError("no_prize", _l("No prize has been chosen yet."))

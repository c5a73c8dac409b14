"""The verbs of the deliberation: what is said of each idea, votes, the minutes and their signature."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l
from msgspec import Struct

from eventhub import audit
from eventhub.contests import queries as contest_queries
from eventhub.contests.models import Contest, Idea
from eventhub.contests.states import ContestState
from eventhub.database import db
from eventhub.errors import DomainError
from eventhub.judging import naming, queries
from eventhub.judging.models import Deliberation, Discussion, Judge, Motion, MotionVoter
from eventhub.judging.operations import publishing, recording
from eventhub.judging.queries import aside, panel, room

FEWEST_OPTIONS, MOST_OPTIONS = 2, 8


class Said(Struct, frozen=True):
    """What the jury says of one idea."""

    is_shortlisted: bool
    notes: str = ""
    reason: str = ""


class Asked(Struct, frozen=True):
    """A question for the jury; `ideas` are the random names of those it is about."""

    question: str
    options: Sequence[str] = ()
    ideas: Collection[str] = ()
    is_secret: bool = False


def check_is_on(contest: Contest) -> None:
    """Refuse what belongs to the meeting when it has not begun, or when its minutes are signed."""
    if contest.state != ContestState.DELIBERATION:
        raise DomainError("not_deliberating", _l("The jury's room is open while the jury deliberates."))
    publishing.check_not_signed(contest)


def deliberation_for(contest: Contest, at: datetime) -> Deliberation:
    """The contest's minutes, begun when there are none."""
    found = room.deliberation_of(contest)
    if found is None:
        found = Deliberation(contest_id=contest.id, organizer_id=contest.organizer_id, created_at=at)
        db.session.add(found)
        db.session.flush()
    return found


def write_minutes(actor: Any, contest: Contest, *, place: str, remarks: str, at: datetime) -> Deliberation:
    """Where the jury met and what the minutes say besides the figures."""
    check_is_on(contest)
    row = deliberation_for(contest, at)
    row.place, row.remarks = place.strip() or None, remarks.strip() or None
    audit.record(actor, "judging:deliberation:written", row, at)
    return row


def discuss(actor: Any, idea: Idea, said: Said, at: datetime) -> Discussion:
    """Keep what the jury says of an idea: on the shortlist or not, notes, the reason of its decision.

    Raises DomainError `stands_aside` for a president who stands aside from it.
    """
    check_is_on(idea.contest)
    _check_takes_part(actor, [idea])
    row = db.session.scalar(sa.select(Discussion).where(Discussion.idea_id == idea.id))
    if row is None:
        row = Discussion(contest_id=idea.contest_id, organizer_id=idea.organizer_id, idea=idea, created_at=at)
        db.session.add(row)
    row.is_shortlisted = said.is_shortlisted
    row.notes, row.reason = said.notes.strip() or None, said.reason.strip() or None
    db.session.flush()
    audit.record(actor, "judging:idea:discussed", idea, at, shortlisted=said.is_shortlisted)
    return row


def put_motion(actor: Any, contest: Contest, asked: Asked, at: datetime) -> Motion:
    """Put a question to the jury, open or secret, with two answers at least.

    Where no answer is written, the ideas it is about are the answers. Ideas that its words name are added:
    who stands aside from one of them has no voice in it.
    """
    check_is_on(contest)
    ideas = _ideas_of(contest, asked)
    _check_takes_part(actor, ideas)
    written = list(dict.fromkeys(option.strip() for option in asked.options if option.strip()))
    wanted = written or [idea.code for idea in ideas]
    if not FEWEST_OPTIONS <= len(wanted) <= MOST_OPTIONS:
        sentence = _l("Write between two and eight answers, one a line, or tick as many ideas.")
        raise DomainError("options_count", sentence, field="options")
    row = Motion(
        contest_id=contest.id,
        organizer_id=contest.organizer_id,
        question=asked.question.strip(),
        options=wanted,
        tally=[0] * len(wanted),
        is_secret=asked.is_secret,
        ideas=ideas,
        created_at=at,
    )
    db.session.add(row)
    db.session.flush()
    audit.record(actor, "judging:motion:put", row, at, secret=asked.is_secret, ideas=[i.code for i in ideas])
    return row


def _ideas_of(contest: Contest, asked: Asked) -> list[Idea]:
    """The ideas that were ticked, and those that the words name by title or number."""
    every, masks = queries.eligible_ideas(contest), panel.masks_of(contest)
    known = {
        idea.id: naming.Known(
            idea.code,
            tuple(idea.title.values()),
            tuple(words for words, is_hidden in masks.get(idea.id, {}).items() if is_hidden),
        )
        for idea in every
    }
    named = naming.named((asked.question, *asked.options), known)
    return [idea for idea in every if idea.id in named or idea.public_id in asked.ideas]


def _check_takes_part(actor: Any, ideas: Sequence[Idea]) -> None:
    if any(aside.is_aside(actor.id, idea.id) for idea in ideas):
        raise DomainError("stands_aside", _l("You stand aside from this idea: the others decide about it."))


def vote(judge: Judge, motion: Motion, choice: int, at: datetime) -> Motion:
    """A judge votes, once. Of a secret vote only the count changes; the choice is written nowhere else.

    Who stands aside from one of the ideas it is about has no vote: raises DomainError `stands_aside`.
    """
    check_is_on(judge.contest)
    if judge.role not in queries.SCORING:
        raise DomainError("no_voice", _l("Observers and trainees have no vote."))
    _check_takes_part(judge.person, motion.ideas)
    locked = db.session.get_one(Motion, motion.id, with_for_update=True, populate_existing=True)
    if locked.closed_at is not None:
        raise DomainError("motion_closed", _l("This vote is closed."))
    if not 0 <= choice < len(locked.options):
        raise DomainError("no_such_option", _l("Choose one of the answers."))
    if db.session.get(MotionVoter, (locked.id, judge.id)) is not None:
        raise DomainError("voted_already", _l("You have voted already."))
    said = None if locked.is_secret else choice
    db.session.add(MotionVoter(motion_id=locked.id, judge_id=judge.id, choice=said))
    locked.tally = [count + (place == choice) for place, count in enumerate(locked.tally)]
    audit.record(judge.person, "judging:motion:voted", locked, at)
    return locked


def close_motion(actor: Any, motion: Motion, at: datetime) -> Motion:
    """End a vote; closing twice is the same as once. Not by a president who stands aside from its ideas."""
    _check_takes_part(actor, motion.ideas)
    if motion.closed_at is None:
        motion.closed_at = at
        audit.record(actor, "judging:motion:closed", motion, at)
    return motion


def withdraw_motion(actor: Any, contest: Contest, motion: Motion, at: datetime) -> None:
    """Take a question back that nobody voted on yet: a slip of the pen needs no place in the minutes.

    Raises DomainError `voted_on` once somebody has voted; then it can only be closed.
    """
    check_is_on(contest)
    _check_takes_part(actor, motion.ideas)
    locked = db.session.get_one(Motion, motion.id, with_for_update=True, populate_existing=True)
    if locked.voters:
        sentence = _l("Somebody has voted already: close the vote instead, it stays in the minutes.")
        raise DomainError("voted_on", sentence)
    audit.record(actor, "judging:motion:withdrawn", contest, at, question=locked.question)
    db.session.delete(locked)


def sign(judge: Judge, at: datetime) -> Deliberation:
    """The president signs, or the member named instead: the record is fixed, with its fingerprint.

    Twice is like once. Refuses while a vote is open, the ranking is not of these sheets, no prize is chosen,
    a warning about a judge has no decision, or a prize out of the ranking's order has no reason.
    """
    contest = judge.contest
    row = deliberation_for(contest, at)
    if row.signed_at is not None:
        return row
    check_is_on(contest)
    _check_may_sign(judge, row)
    _check_whole(contest)
    row.record = recording.canonical(recording.record_of(contest, row))
    row.digest, row.signed_at, row.signed_by = recording.digest_of(row.record), at, judge
    db.session.flush()
    audit.record(judge.person, "judging:deliberation:signed", row, at, digest=row.digest)
    return row


def _check_may_sign(judge: Judge, row: Deliberation) -> None:
    if judge.role != "president" and row.signer_id != judge.id:
        raise DomainError("not_president", _l("Only the jury's president signs the minutes."))


def name_signer(actor: Any, contest: Contest, judge: Judge | None, reason: str, at: datetime) -> Deliberation:
    """Let another member sign because the president can't; the reason stands in the minutes.

    The president may still sign. The last one named holds; the same again changes nothing. Raises DomainError
    `not_on_panel` for somebody gone, without a vote, or the president; `no_reason` without words.
    """
    check_is_on(contest)
    row = deliberation_for(contest, at)
    words = reason.strip()[:300]
    if (
        judge is None
        or judge.contest_id != contest.id
        or not judge.is_active
        or judge.role not in queries.SCORING
        or judge.role == "president"
    ):
        sentence = _l("Choose another member of the jury, one whose marks count.")
        raise DomainError("not_on_panel", sentence, field="judge")
    if not words:
        raise DomainError("no_reason", _l("Say why the president can't sign."), field="reason")
    if (row.signer_id, row.signer_reason) != (judge.id, words):
        row.signer, row.signer_reason = judge, words
        db.session.flush()
        audit.record(actor, "judging:deliberation:signer_named", row, at, judge=judge.public_id)
    return row


def _check_whole(contest: Contest) -> None:
    publishing.check_ready(contest)
    if any(motion.is_open for motion in room.motions_of(contest)):
        raise DomainError("motion_open", _l("A vote is still open: close it first."))
    if undecided(contest):
        sentence = _l("A warning about a judge waits for a decision: see the jury's progress.")
        raise DomainError("review_missing", sentence)
    if lacking := reasons_lacking(contest):
        sentence = _l("Say why idea %(number)s is decided otherwise than ranked.", number=lacking[0])
        raise DomainError("reason_missing", sentence)


def undecided(contest: Contest) -> list[Judge]:
    """Judges with a warning about whom nobody has decided."""
    decided = {review.judge_id for review in room.reviews_of(contest)}
    return [each for each in queries.judges_of(contest) if each.is_flagged and each.id not in decided]


def reasons_lacking(contest: Contest) -> list[str]:
    """Numbers of the ideas whose prize isn't that of their rank, while nobody wrote why."""
    names = [dict(prize["name"]) for prize in contest.prizes]
    said = room.discussions_of(contest)
    results = contest_queries.results_of(contest)
    lacking = []
    for result in results:
        prize = dict(result.prize or {})
        given = names.index(prize) + 1 if prize in names else None
        tied = sum(other.rank == result.rank for other in results)
        fits = given is not None and result.rank <= given < result.rank + tied
        due = result.rank + tied - 1 <= len(names)
        reason = said[result.idea_id].reason if result.idea_id in said else None
        if (fits if given is not None else not due) or reason:
            continue
        lacking.append(result.idea.code)
    return lacking


def unsign(judge: Judge, at: datetime) -> Deliberation:
    """The president takes the signature back, until the results are published."""
    row = deliberation_for(judge.contest, at)
    if row.signed_at is None:
        return row
    _check_may_sign(judge, row)
    if judge.contest.state != ContestState.DELIBERATION:
        raise DomainError("not_deliberating", _l("The results are published: the minutes stay as they are."))
    row.record = row.digest = row.signed_at = None
    row.signed_by = None
    audit.record(judge.person, "judging:deliberation:unsigned", row, at)
    return row

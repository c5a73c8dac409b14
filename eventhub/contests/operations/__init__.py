"""The verbs of a contest and of an idea's states. What entrants write is in `entering`."""

from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l
from flask_babel import lazy_ngettext as _ln

from eventhub import audit
from eventhub.accounts.models import Organizer
from eventhub.contests import anchors, mails, queries
from eventhub.contests.models import Contest, Idea
from eventhub.contests.operations.rules import publish_rules
from eventhub.contests.queries.following import appeals_count, appeals_until
from eventhub.contests.states import (
    CONTEST_MOVES,
    IDEA_MOVES,
    ContestState,
    IdeaState,
    RefusalReason,
)
from eventhub.database import db
from eventhub.errors import DomainError
from eventhub.i18n import moment

WHOLE = 100
"""The criteria's weights, in per cents, make a whole."""


def create(actor: Any, organizer: Organizer, settings: dict[str, Any], at: datetime) -> Contest:
    """A new contest in preparation, with the settings of its form. Refuses a name already in use."""
    taken = db.session.scalar(sa.select(Contest.id).where(Contest.slug == settings["slug"]))
    if taken is not None:
        raise DomainError("slug_taken", _l("Another contest has this name in its address."), field="slug")
    contest = Contest(organizer_id=organizer.id, **settings)
    db.session.add(contest)
    db.session.flush()
    audit.record(actor, "contests:contest:created", contest, at)
    return contest


def change(
    actor: Any, contest: Contest, settings: dict[str, Any], at: datetime, reason: str | None = None
) -> Contest:
    """New settings. The criteria are fixed once the jury has its sheets, the address once announced.

    Once announced, what binds (`rules.BINDING`) changes only as a new published version with its reason.
    """
    if contest.state not in (ContestState.PREPARATION, ContestState.OPEN, ContestState.SCREENING):
        kept = {name: settings[name] for name in ("name", "theme", "about", "judging_ends_at", "prizes")}
        if anchors.bare(settings["criteria"]) != anchors.bare(contest.criteria):
            raise DomainError(
                "criteria_fixed", _l("The criteria can't change any more: the jury works with them.")
            )
        settings = kept
    for name, value in settings.items():
        if name != "slug" or contest.state == ContestState.PREPARATION:
            setattr(contest, name, value)
    if contest.state != ContestState.PREPARATION:
        publish_rules(actor, contest, reason, at)
    audit.record(actor, "contests:contest:changed", contest, at, settings=sorted(settings))
    return contest


def move(actor: Any, contest: Contest, to: ContestState, at: datetime) -> Contest:
    """Bring a contest to another state: the only place where its state changes.

    Those who entered are told when it is cancelled. Refuses a move that isn't one of CONTEST_MOVES, and one
    whose conditions aren't met.
    """
    now = ContestState(contest.state)
    if now == to:
        return contest
    if to not in CONTEST_MOVES[now]:
        raise DomainError("no_such_move", _l("The contest can't go there from where it stands."))
    if to == ContestState.OPEN:
        _check_ready_to_open(contest, at)
    if to == ContestState.JUDGING and now == ContestState.SCREENING:
        _check_ready_to_judge(contest, at)
    if to == ContestState.OPEN and now == ContestState.PREPARATION:
        publish_rules(actor, contest, None, at)
    contest.state = to
    contest.published_at = at if to == ContestState.PUBLISHED else None
    audit.record(actor, "contests:contest:moved", contest, at, before=now.value, after=to.value)
    if to == ContestState.CANCELLED:
        for idea in queries.living_ideas(contest):
            mails.contest_cancelled(idea)
    return contest


def _check_ready_to_open(contest: Contest, at: datetime) -> None:
    if sum(criterion["weight"] for criterion in contest.criteria) != WHOLE:
        raise DomainError(
            "weights_not_whole", _l("The criteria's weights must add up to 100 %. Correct them first.")
        )
    if contest.closes_at <= at:
        raise DomainError(
            "closing_day_past", _l("The day it closes is past. Set a later one in the settings first.")
        )


def _check_ready_to_judge(contest: Contest, at: datetime) -> None:
    counts = queries.counts_by_state(contest)
    waiting = counts[IdeaState.SUBMITTED] + counts[IdeaState.TO_COMPLETE]
    if waiting:
        raise DomainError(
            "ideas_unscreened",
            _ln(
                "%(num)d idea still waits to be admitted or not. Decide on it first.",
                "%(num)d ideas still wait to be admitted or not. Decide on them first.",
                waiting,
            ),
        )
    if not counts[IdeaState.ELIGIBLE]:
        raise DomainError("nothing_to_judge", _l("No idea has been admitted, so there is nothing to judge."))
    _check_appeals_over(contest, at)


def _check_appeals_over(contest: Contest, at: datetime) -> None:
    """An idea that an appeal brings back needs the jury too, and the rules promise days to appeal."""
    if appeals := appeals_count(contest)[0]:
        raise DomainError(
            "appeals_wait",
            _ln(
                "%(num)d appeal waits for an answer. Answer it first: the idea may still be admitted.",
                "%(num)d appeals wait for an answer. Answer them first: the ideas may still be admitted.",
                appeals,
            ),
        )
    until = appeals_until(contest)
    if until is not None and at < until:
        raise DomainError(
            "appeals_open",
            _l(
                "Those who were not admitted may appeal until %(moment)s, as the rules promise. Open the"
                " sheets after that; or allow fewer days in the settings, and everybody reads why.",
                moment=moment(until, "long"),
            ),
        )


def move_idea(idea: Idea, to: IdeaState, at: datetime, **why: Any) -> None:
    """Bring an idea to another state: the only place where its state changes.

    `why` sets reason, part_to_complete or to_complete; they are emptied otherwise, and what the owner
    has completed stays beside the idea for whoever looks at it again.
    """
    if to not in IDEA_MOVES[IdeaState(idea.state)]:
        raise DomainError("no_such_move", _l("The idea can't go there from where it stands. Look again."))
    if idea.state == IdeaState.TO_COMPLETE and to == IdeaState.SUBMITTED:
        idea.completed = {"part": idea.part_to_complete or "", "note": idea.to_complete or ""}
    idea.reason = why.get("reason")
    idea.part_to_complete = why.get("part")
    idea.to_complete = why.get("note")
    idea.withdrawn_at = at if to == IdeaState.WITHDRAWN else None
    if to == IdeaState.SUBMITTED:
        idea.submitted_at = idea.submitted_at or at
    if to in (IdeaState.ELIGIBLE, IdeaState.INELIGIBLE):
        idea.screened_at = at
    idea.state = to


def _check_being_screened(idea: Idea) -> None:
    if idea.contest.state not in (ContestState.OPEN, ContestState.SCREENING):
        raise DomainError("screening_over", _l("Ideas can't be admitted or refused any more at this stage."))


def accept(actor: Any, idea: Idea, at: datetime) -> Idea:
    """Admit an idea to the judging."""
    _check_being_screened(idea)
    move_idea(idea, IdeaState.ELIGIBLE, at)
    audit.record(actor, "contests:idea:accepted", idea, at)
    return idea


def refuse(actor: Any, idea: Idea, reason: RefusalReason, at: datetime) -> Idea:
    """Don't admit an idea, for one reason; its owner is told."""
    _check_being_screened(idea)
    move_idea(idea, IdeaState.INELIGIBLE, at, reason=reason)
    audit.record(actor, "contests:idea:refused", idea, at, reason=reason.value)
    days = idea.contest.appeal_days
    mails.idea_refused(idea, at + timedelta(days=days) if days else None)
    return idea


def ask(actor: Any, idea: Idea, *, part: str, note: str, at: datetime) -> Idea:
    """Ask the owner to complete one named thing; they are told."""
    _check_being_screened(idea)
    move_idea(idea, IdeaState.TO_COMPLETE, at, part=part, note=note)
    audit.record(actor, "contests:idea:asked", idea, at, part=part)
    mails.idea_to_complete(idea)
    return idea


def send_through(actor: Any, contest: Contest, at: datetime) -> list[Idea]:
    """Enter the best ideas in the national final, each once. Gives the ideas that are new there.

    Ties at the border all go through, and what each says is its first version there. Raises nothing when
    there is no final.
    """
    if contest.final_id is None or contest.goes_through == 0:
        return []
    final = db.session.get_one(Contest, contest.final_id, with_for_update=True)
    from eventhub.contests.operations import files, rounds, versions

    results = queries.results_of(contest)
    going = [result.idea for result in rounds.going_through(contest, results)]
    there = set(
        db.session.scalars(sa.select(Idea.from_idea_id).where(Idea.from_idea_id.in_([i.id for i in going])))
    )
    number = queries.next_number(final.id)
    going = [idea for idea in going if idea.id not in there]
    new = [_copy(idea, final, number + place, at) for place, idea in enumerate(going)]
    db.session.add_all(new)
    db.session.flush()
    files.carry(zip(going, new, strict=True), at)
    for idea in new:
        versions.keep_version(None, idea, at)
    if new:
        audit.record(actor, "contests:contest:sent_through", contest, at, ideas=len(new))
    return new


CARRIED = [
    "entrant_kind",
    "person_id",
    "cooperative_id",
    "title",
    "summary",
    "answers",
    "sector",
    "region_code",
    "province_code",
    "budget",
    "members",
    "women",
    "payback_months",
    "young",
    "budget_lines",
    "own_share",
    "helps",
    "stage",
    "folded",
]
"""What an idea takes along to the final."""


def _copy(idea: Idea, final: Contest, number: int, at: datetime) -> Idea:
    return Idea(
        contest_id=final.id,
        organizer_id=final.organizer_id,
        number=number,
        from_idea_id=idea.id,
        state=IdeaState.ELIGIBLE,
        created_at=at,
        submitted_at=at,
        screened_at=at,
        **{name: getattr(idea, name) for name in CARRIED},
    )

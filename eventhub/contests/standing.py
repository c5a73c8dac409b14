"""What an entrant is told first: in one or two plain sentences, where the idea stands and what to do now.

Written for somebody who reads little: short sentences, the day it lasts, and "nothing to do" where that is
so. The whole way is in `telling`.
"""

from datetime import datetime

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from eventhub.contests import entering
from eventhub.contests.models import Idea
from eventhub.contests.phrases import REASONS
from eventhub.contests.states import ContestState, IdeaState
from eventhub.i18n import moment

CANCELLED = _l("The organizer cancelled this contest. Your idea stays yours: you can enter it in another.")
NOT_SENT = _l("This idea was not sent before the contest closed. The jury does not read it.")
ALWAYS = {
    IdeaState.WITHDRAWN: _l("You took your idea back. The jury does not read it."),
    IdeaState.WINNER: _l(
        "Congratulations: your idea won. Here are the jury’s comments and your certificate."
    ),
    IdeaState.RANKED: _l("The results are out. Read what the jury thought: it helps for the next time."),
}
"""States that say the same whatever the moment."""


def said_of(idea: Idea, at: datetime, appeal_until: datetime | None = None) -> str:
    """The sentences, in the language of the moment; empty where an alert of the page says it already.

    `appeal_until` is the last moment to appeal, while nobody has.
    """
    state = IdeaState(idea.state)
    if idea.contest.state == ContestState.CANCELLED and state != IdeaState.WITHDRAWN:
        return str(CANCELLED)
    if state == IdeaState.INELIGIBLE:
        return _refused(idea, appeal_until)
    if state == IdeaState.ELIGIBLE:
        return _admitted(idea, at)
    if state in (IdeaState.DRAFT, IdeaState.SUBMITTED):
        return _draft(idea, at) if state == IdeaState.DRAFT else _sent(idea, at)
    return str(ALWAYS.get(state, ""))


def next_of(idea: Idea, at: datetime) -> str:
    """One sentence for a list of one's ideas: what comes next, or is asked; from what a list has at hand."""
    state = IdeaState(idea.state)
    if state == IdeaState.DRAFT and idea.contest.is_open(at):
        return str(
            _("Not sent yet: send it before %(moment)s.", moment=moment(idea.contest.closes_at, "long"))
        )
    if state == IdeaState.DRAFT:
        return str(NOT_SENT)
    if state == IdeaState.TO_COMPLETE:
        return str(_("The organizer asks you for one thing: open the idea to see what."))
    return "" if state == IdeaState.INELIGIBLE else said_of(idea, at)


def _draft(idea: Idea, at: datetime) -> str:
    if not idea.contest.is_open(at):
        return str(NOT_SENT)
    until = moment(idea.contest.closes_at, "long")
    if entering.missing(idea):
        return str(_("Nobody reads it yet. Finish it, then send it before %(moment)s.", moment=until))
    return str(_("It is ready, but nobody reads it yet. Send it before %(moment)s.", moment=until))


def _sent(idea: Idea, at: datetime) -> str:
    if idea.contest.is_open(at):
        until = moment(idea.contest.closes_at, "long")
        return str(
            _(
                "Your idea arrived. The organizer answers here. You can still correct it until %(moment)s.",
                moment=until,
            )
        )
    return str(_("Your idea arrived. The organizer checks it and answers here. You have nothing to do now."))


def _admitted(idea: Idea, at: datetime) -> str:
    state = idea.contest.state
    if idea.from_idea_id is not None and entering.may_be_written(idea, at):
        until = moment(idea.contest.closes_at, "long")
        return str(
            _(
                "Your idea is in the final: make it better until %(moment)s, then the jury reads it.",
                moment=until,
            )
        )
    if state == ContestState.JUDGING:
        until = moment(idea.contest.judging_ends_at, "long")
        return str(
            _("The jury is reading your idea, until %(moment)s. You have nothing to do now.", moment=until)
        )
    if state == ContestState.DELIBERATION:
        return str(
            _("The jury has read every idea and now decides. The results come here: nothing to do now.")
        )
    return str(_("Your idea is admitted: the jury will read it. You have nothing to do now."))


def _refused(idea: Idea, appeal_until: datetime | None) -> str:
    reason = REASONS[idea.reason]  # type: ignore[index]
    if appeal_until is None:
        return str(_("Your idea is not admitted: the jury does not read it. %(reason)s", reason=reason))
    return str(
        _(
            "Your idea is not admitted. %(reason)s If this is a mistake, write it below before %(moment)s.",
            reason=reason,
            moment=moment(appeal_until, "long"),
        )
    )

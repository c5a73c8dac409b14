"""What happened to an idea, told as a timeline in words: what is done, where it is, what comes."""

from datetime import datetime, time
from typing import Any

from flask_babel import gettext as _

from eventhub.clock import CASABLANCA
from eventhub.contests import phrases
from eventhub.contests.kinds import AppealOutcome
from eventhub.contests.models import Contest, Idea, IdeaAppeal
from eventhub.contests.states import ContestState, IdeaState
from eventhub.i18n import day, moment


def timeline_of(idea: Idea, appeal: IdeaAppeal | None = None) -> list[dict[str, Any]]:
    """The steps for the component `timeline`, with the appeal against a refusal where there was one."""
    steps = [_step(_("Begun"), "done", idea.created_at), _sent(idea)]
    if idea.from_idea_id is not None:
        steps = [_step(_("It came through from an earlier round"), "done", idea.submitted_at)]
    if idea.state == IdeaState.WITHDRAWN:
        kept = steps if idea.submitted_at is not None else steps[:1]
        return [*kept, _step(_("Withdrawn"), "refused", idea.withdrawn_at)]
    if idea.contest.state == ContestState.CANCELLED:
        kept = steps if idea.submitted_at is not None else steps[:1]
        return [*kept, _step(_("The contest was cancelled"), "refused")]
    if idea.state == IdeaState.DRAFT and idea.contest.state != ContestState.OPEN:
        return [steps[0], _step(_("Not sent before the contest closed"), "refused", idea.contest.closes_at)]
    if idea.state == IdeaState.INELIGIBLE:
        reason = phrases.REASONS.get(idea.reason, "")  # type: ignore[call-overload]
        refused = _step(_("Not admitted"), "refused", idea.screened_at, str(reason))
        return [*steps, refused, *_appealed(appeal)]
    return [*steps, *_appealed(appeal), _checked(idea), _judged(idea), _published(idea)]


def _appealed(appeal: IdeaAppeal | None) -> list[dict[str, Any]]:
    if appeal is None:
        return []
    sent = _step(_("Appeal sent"), "done", appeal.created_at)
    if appeal.outcome is None:
        return [sent, _step(_("The organizer looks at the appeal"), "now")]
    changed = appeal.outcome == AppealOutcome.CHANGED
    words = _("Appeal accepted: the idea is admitted") if changed else _("The decision stays: not admitted")
    return [sent, _step(words, "done" if changed else "refused", appeal.answered_at, appeal.answer or "")]


def calendar_of(contest: Contest, at: datetime) -> list[dict[str, Any]]:
    """The dates of a contest as a row of steps: {title, at (in words), state: done, now or next}."""
    held = contest.held_on
    dates = [
        (_("Opens"), contest.opens_at, moment(contest.opens_at, "medium")),
        (_("Closes"), contest.closes_at, moment(contest.closes_at, "medium")),
        (_("Judging ends"), contest.judging_ends_at, moment(contest.judging_ends_at, "medium")),
    ]
    if held is not None:
        begins = datetime.combine(held, time(23, 59), tzinfo=CASABLANCA)
        dates.append((_("Final meeting"), begins, day(held, "medium")))
    if contest.published_at is not None:
        dates.append((_("Results published"), contest.published_at, moment(contest.published_at, "medium")))
    dates.sort(key=lambda each: each[1])
    coming = next((place for place, each in enumerate(dates) if each[1] > at), len(dates))
    states = ["done"] * coming + ["now"] * (coming < len(dates)) + ["next"] * (len(dates) - coming - 1)
    return [
        {"title": title, "at": words, "state": state}
        for (title, _at, words), state in zip(dates, states, strict=True)
    ]


WAY = (
    ContestState.PREPARATION,
    ContestState.OPEN,
    ContestState.SCREENING,
    ContestState.JUDGING,
    ContestState.DELIBERATION,
    ContestState.PUBLISHED,
)


def way_of(contest: Contest) -> list[dict[str, Any]]:
    """The states a contest goes through, as `calendar_of`, for who runs it; empty for a cancelled one."""
    if contest.state not in WAY:
        return []
    here = WAY.index(ContestState(contest.state))
    ends = {
        ContestState.OPEN: moment(contest.closes_at, "medium"),
        ContestState.JUDGING: moment(contest.judging_ends_at, "medium"),
        ContestState.PUBLISHED: moment(contest.published_at, "medium") if contest.published_at else "",
    }
    return [
        {
            "title": phrases.CONTEST_WAY[state],
            "at": _("until %(moment)s", moment=ends[state])
            if ends.get(state) and state != ContestState.PUBLISHED
            else ends.get(state, ""),
            "state": "done" if place < here else "now" if place == here else "next",
        }
        for place, state in enumerate(WAY)
    ]


def _step(title: str, state: str, at: datetime | None = None, text: str = "") -> dict[str, Any]:
    return {"title": title, "state": state, "at": moment(at, "long") if at else "", "text": text}


def _sent(idea: Idea) -> dict[str, Any]:
    if idea.submitted_at is not None:
        return _step(_("Sent to the organizer"), "done", idea.submitted_at)
    until = _("until %(moment)s", moment=moment(idea.contest.closes_at, "long"))
    return {**_step(_("To send"), "now"), "at": until}


def _checked(idea: Idea) -> dict[str, Any]:
    if idea.state == IdeaState.TO_COMPLETE:
        part = str(phrases.PARTS.get(idea.part_to_complete or "", ""))
        return _step(_("To complete: %(part)s", part=part), "now", None, idea.to_complete or "")
    if idea.state == IdeaState.SUBMITTED:
        return _step(_("The organizer checks whether it can be admitted"), "now")
    if idea.state == IdeaState.DRAFT:
        return _step(_("The organizer checks whether it can be admitted"), "next")
    return _step(_("Admitted"), "done", idea.screened_at)


def _judged(idea: Idea) -> dict[str, Any]:
    where = idea.contest.state
    if idea.state in (IdeaState.RANKED, IdeaState.WINNER):
        return _step(_("Judged"), "done")
    if idea.state == IdeaState.ELIGIBLE and where == ContestState.JUDGING:
        until = _("until %(moment)s", moment=moment(idea.contest.judging_ends_at, "long"))
        return {**_step(_("The jury reads it and gives marks"), "now"), "at": until}
    if idea.state == IdeaState.ELIGIBLE and where == ContestState.DELIBERATION:
        return _step(_("The jury deliberates"), "now")
    from_day = _("after %(day)s", day=day(idea.contest.closes_at.astimezone(CASABLANCA).date()))
    return {**_step(_("The jury reads it and gives marks"), "next"), "at": from_day}


def _published(idea: Idea) -> dict[str, Any]:
    if idea.state == IdeaState.WINNER:
        prize = str(idea.result.prize or "") if idea.result else ""
        return _step(_("Winner"), "done", idea.contest.published_at, prize)
    if idea.state == IdeaState.RANKED and idea.result is not None:
        place = _("Place %(rank)d", rank=idea.result.rank)
        return _step(_("Results published"), "done", idea.contest.published_at, place)
    held = idea.contest.held_on
    expected = _("on %(day)s", day=day(held)) if held is not None else ""
    return {**_step(_("The results come here"), "next"), "at": expected}

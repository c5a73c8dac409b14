"""What a contest needs of those who run it, in the order of its life: each with where it is done.

A manager opens the overview and reads what to do now; nothing is refused later that is not said here first.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext as _n
from msgspec import Struct

from eventhub.contests.models import Contest
from eventhub.contests.operations import WHOLE
from eventhub.contests.queries import following
from eventhub.contests.states import ContestState
from eventhub.i18n import moment


class Need(Struct, frozen=True):
    """One thing to do, or to know where there is nothing to do: its sign, its words, its page and link."""

    icon: str
    words: str
    href: str | None = None
    link: str = ""


def needs_of(contest: Contest, counts: Mapping[str, int], at: datetime) -> list[Need]:
    """What needs somebody now, most pressing first; `counts` are ideas by state."""
    found = [*_of_ideas(contest, counts), *BY_STATE[ContestState(contest.state)](contest, counts, at)]
    return found or [Need("check", _("Nothing now."))]


def _at(endpoint: str, contest: Contest, **more: Any) -> str:
    return url_for(endpoint, contest=contest.slug, **more)


def _of_ideas(contest: Contest, counts: Mapping[str, int]) -> Iterator[Need]:
    if count := counts["submitted"]:
        words = _n(
            "%(num)s idea waits to be admitted or not", "%(num)s ideas wait to be admitted or not", count
        )
        yield Need("idea", words, _at("contests.ideas", contest, state="submitted"), _("Look"))
    if count := following.appeals_count(contest)[0]:
        words = _n("%(num)s appeal waits for an answer", "%(num)s appeals wait for an answer", count)
        yield Need("chat", words, _at("contests.appeals", contest), _("Look"))
    if count := counts["to_complete"]:
        words = _n(
            "%(num)s idea is being completed by its owner",
            "%(num)s ideas are being completed by their owners",
            count,
        )
        yield Need("clock", words, _at("contests.ideas", contest, state="to_complete"), _("Look"))


def _in_preparation(contest: Contest, _counts: Mapping[str, int], at: datetime) -> Iterator[Need]:
    settings, before = _at("contests.settings", contest), len(contest.criteria)
    whole = sum(criterion["weight"] for criterion in contest.criteria)
    if contest.closes_at <= at:
        yield Need(
            "clock", _("Its dates are past: give it new ones."), f"{settings}#part-dates", _("Settings")
        )
    if whole != WHOLE:
        words = _("The weights of the criteria add up to %(sum)d, not to 100.", sum=whole)
        yield Need(
            "scale", words if before else _("Write the criteria."), f"{settings}#part-criteria", _("Settings")
        )
    if not contest.prizes:
        yield Need(
            "trophy",
            _("Write the prizes: the line between winners and others is drawn by them."),
            f"{settings}#part-prizes",
            _("Settings"),
        )
    if not contest.rules or not contest.method:
        words = _("Write the rules, and how the places are found: everybody reads them before entering.")
        yield Need("document", words, f"{settings}#part-rules", _("Settings"))
    if contest.closes_at > at and whole == WHOLE:
        words = _("Look at its settings once more, then open it: the rules are published, and frozen.")
        yield Need("settings", words, settings, _("Settings"))


def _open(contest: Contest, counts: Mapping[str, int], at: datetime) -> Iterator[Need]:
    if contest.closes_at <= at:
        words = _(
            "It closed for ideas on %(moment)s. Close it above, and check the ideas.",
            moment=_when(contest.closes_at),
        )
        yield Need("clock", words)
    elif contest.opens_at > at:
        yield Need(
            "clock", _("It is announced. Ideas come in from %(moment)s.", moment=_when(contest.opens_at))
        )
    elif not counts["submitted"]:
        yield Need("check", _("Ideas come in until %(moment)s.", moment=_when(contest.closes_at)))
    words = _("Meanwhile, invite the jury: a judge who knows it early comes.")
    yield Need("gavel", words, _at("judging.jury", contest), _("Jury"))


def _being_screened(contest: Contest, counts: Mapping[str, int], at: datetime) -> Iterator[Need]:
    until = following.appeals_until(contest)
    if until is not None and at < until:
        words = _(
            "Those who were not admitted may appeal until %(moment)s; the jury's sheets open after that.",
            moment=_when(until),
        )
        yield Need("clock", words)
    if not counts["submitted"] and not counts["to_complete"] and counts["eligible"]:
        words = _(
            "Every idea is decided on. See that the jury is there and who reads what, then open the sheets."
        )
        yield Need("gavel", words, _at("judging.jury", contest), _("Jury"))
    elif not counts["submitted"] and not counts["to_complete"]:
        yield Need("info", _("No idea was admitted: open the contest again, or cancel it."))


def _being_judged(contest: Contest, _counts: Mapping[str, int], at: datetime) -> Iterator[Need]:
    if contest.judging_ends_at <= at:
        words = _(
            "The judging ended on %(moment)s. Close the sheets above, and deliberate.",
            moment=_when(contest.judging_ends_at),
        )
        yield Need("clock", words)
    words = _(
        "The jury reads until %(moment)s: see who needs a reminder.", moment=_when(contest.judging_ends_at)
    )
    yield Need("gavel", words, _at("judging.progress", contest), _("Progress"))
    yield Need(
        "trophy", _("The ranking as it is now, seen by you alone"), _at("judging.ranking", contest), _("Look")
    )


def _in_deliberation(contest: Contest, _counts: Mapping[str, int], _moment: datetime) -> Iterator[Need]:
    room, ranking = _at("judging.room", contest), _at("judging.ranking", contest)
    yield Need("scale", _("Compute the ranking, and see where the jury must talk."), ranking, _("Ranking"))
    yield Need(
        "users", _("Deliberate: decisions with their reasons, the minutes signed."), room, _("Deliberation")
    )
    yield Need("trophy", _("Give the prizes, and publish in one act."), ranking, _("Prizes"))


def _published(contest: Contest, _counts: Mapping[str, int], _moment: datetime) -> Iterator[Need]:
    print_letters = _at("judging.after", contest, printed="letters")
    print_all = _at("judging.after", contest, printed="certificates")
    yield Need(
        "mail",
        _("Letters for those who read no mail: marks and comments on paper"),
        print_letters,
        _("Letters"),
    )
    yield Need("document", _("The certificates, all at once"), print_all, _("Certificates"))
    thanks = _at("judging.after", contest, printed="thanks")
    yield Need("heart", _("Thanks to the judges, with the hours each gave"), thanks, _("Thanks"))
    yield Need(
        "money",
        _("The grants of the winners, from paid to used"),
        _at("contests.grants", contest),
        _("Grants"),
    )


def _cancelled(_contest: Contest, _counts: Mapping[str, int], _moment: datetime) -> Iterator[Need]:
    yield Need("info", _("Nothing: this contest was cancelled."))


def _when(at: datetime) -> str:
    return moment(at, "long")


BY_STATE = {
    ContestState.PREPARATION: _in_preparation,
    ContestState.OPEN: _open,
    ContestState.SCREENING: _being_screened,
    ContestState.JUDGING: _being_judged,
    ContestState.DELIBERATION: _in_deliberation,
    ContestState.PUBLISHED: _published,
    ContestState.CANCELLED: _cancelled,
}

"""The verbs of somebody who enters an idea: begin, write, send, withdraw, show it in the bank.

An idea is a draft from its first page on, so that nothing typed is lost. Deadlines are the server's clock.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _l

from eventhub import audit
from eventhub.accounts.models import Person
from eventhub.contests import budgets, drafts, mails, queries
from eventhub.contests.models import Contest, Idea
from eventhub.contests.operations import move_idea
from eventhub.contests.operations.versions import keep_version
from eventhub.contests.states import QUESTIONS, ContestState, EntrantKind, IdeaState
from eventhub.contests.writing import written
from eventhub.database import db
from eventhub.errors import DomainError
from eventhub.territory import region_of

SHORTEST_ANSWER = 20
"""Letters below which an answer says nothing to a judge."""
_CLOSED = _l("The contest is not open for ideas now. The dates are on its page.")


def may_be_written(idea: Idea, at: datetime) -> bool:
    """Whether its owner may still change it: a draft or a sent one until the deadline, or when asked to.

    An idea that came through from a heat may be made better until its final closes.
    """
    if idea.state == IdeaState.TO_COMPLETE:
        return idea.contest.state in (ContestState.OPEN, ContestState.SCREENING)
    is_through = idea.state == IdeaState.ELIGIBLE and idea.from_idea_id is not None
    return (is_through or idea.state in (IdeaState.DRAFT, IdeaState.SUBMITTED)) and idea.contest.is_open(at)


def may_be_withdrawn(idea: Idea) -> bool:
    """Whether its owner may take it back: until it is judged."""
    return idea.state in (
        IdeaState.DRAFT,
        IdeaState.SUBMITTED,
        IdeaState.TO_COMPLETE,
        IdeaState.ELIGIBLE,
    ) and idea.contest.state in (ContestState.OPEN, ContestState.SCREENING)


def begin(
    actor: Any,
    contest: Contest,
    first: Mapping[str, Any],
    at: datetime,
    *,
    entrant: Person | None = None,
) -> Idea:
    """A draft, from the first page: who enters, the title, the sector, the province.

    `entrant` is who an agent files for (nobody: the actor files for themselves). The same title again, while
    it is a draft, is that draft: a second click or a second try enters nothing twice. Raises contest_closed,
    entered_already.
    """
    if not contest.is_open(at):
        raise DomainError("contest_closed", _CLOSED)
    db.session.get_one(Contest, contest.id, with_for_update=True)
    person = entrant or db.session.get_one(Person, actor.id)
    known = queries.entered_titled(contest, person.id, written(first["title"]))
    if known is not None and known.state != IdeaState.DRAFT:
        sentence = _l("This idea was entered already: it is number %(number)s.", number=known.code)
        raise DomainError("entered_already", sentence, field="title")
    if known is not None:
        put(actor, known, first)
        return known
    idea = Idea(
        contest_id=contest.id,
        organizer_id=contest.organizer_id,
        contest=contest,
        number=queries.next_number(contest.id),
        person_id=person.id,
        person=person,
        filed_by_id=actor.id if entrant is not None else None,
        summary={},
        answers={},
        version=0,
        state=IdeaState.DRAFT,
    )
    _write_first(actor, idea, first)
    db.session.add(idea)
    db.session.flush()
    audit.record(actor, "contests:idea:begun", idea, at)
    return idea


def write(actor: Any, idea: Idea, fields: Mapping[str, Any], at: datetime) -> Idea:
    """Keep what was typed, under the names of `drafts`. A sent idea stays sent: this is its correction."""
    _check_writable(idea, at)
    put(actor, idea, fields)
    idea.version += 1
    if idea.state != IdeaState.DRAFT:
        keep_version(actor, idea, at)
    audit.record(actor, "contests:idea:written", idea, at, parts=sorted(fields))
    return idea


def put(actor: Any, idea: Idea, fields: Mapping[str, Any]) -> None:
    """Set an idea's columns from fields; others stay. Raises DomainError at the field that can't be."""
    if drafts.NAMES & fields.keys() & {"title", *drafts.FIRST}:
        _write_first(actor, idea, drafts.fields_of(idea) | dict(fields))
    answers = {name: written(fields[name]) for name in drafts.WORDS if name in fields}
    if answers:
        idea.answers = {**idea.answers, **answers}
        idea.summary = idea.answer("solution")
    for name in (*drafts.FIGURES, "stage", "helps"):
        if name in fields:
            setattr(idea, name, fields[name])
    if any(name.startswith("line_") for name in fields):
        idea.budget_lines = drafts.lines_of(drafts.fields_of(idea) | dict(fields))
        idea.budget = budgets.added_up(idea.budget_lines).total or None
    if idea.women is not None and idea.members is not None and idea.women > idea.members:
        raise DomainError(
            "women_beyond_members", _l("There can't be more women than members."), field="women"
        )

    if idea.young is not None and idea.members is not None and idea.young > idea.members:
        raise DomainError(
            "young_beyond_members", _l("There can't be more young people than members."), field="young"
        )


def _write_first(actor: Any, idea: Idea, page: Mapping[str, Any]) -> None:
    kind = EntrantKind(page["entrant_kind"])
    cooperative_id = page.get("cooperative_id") if kind == EntrantKind.COOPERATIVE else None
    _check_first(actor, idea, kind, cooperative_id, page)
    region = region_of(page["province_code"])
    idea.entrant_kind, idea.cooperative_id = kind, cooperative_id
    idea.province_code = page["province_code"]
    idea.region_code = region.code if region else ""
    idea.title, idea.sector = written(page["title"]), page["sector"]
    idea.category = page.get("category") or None
    with db.session.no_autoflush:
        mine = queries.cooperatives_of(idea.person_id or actor.id)
        idea.cooperative = next((each for each in mine if each.id == cooperative_id), None)
    idea.refold()


def _check_first(
    actor: Any, idea: Idea, kind: EntrantKind, cooperative_id: int | None, page: Mapping[str, Any]
) -> None:
    contest = idea.contest
    if contest.entrant_kinds and kind not in contest.entrant_kinds:
        raise DomainError(
            "kind_not_invited", _l("This contest is for others. Choose one."), field="entrant_kind"
        )
    ours = queries.cooperative_ids_of(idea.person_id) | queries.cooperative_ids_of(actor.id)
    if kind == EntrantKind.COOPERATIVE and cooperative_id not in ours:
        raise DomainError(
            "not_your_cooperative", _l("Choose one of your cooperatives."), field="cooperative_id"
        )
    if contest.sectors and page["sector"] not in contest.sectors:
        raise DomainError(
            "sector_not_invited", _l("This contest is for other sectors. Choose one."), field="sector"
        )
    if page["province_code"] not in {place.code for place in contest.provinces}:
        raise DomainError(
            "out_of_territory",
            _l("This contest is for its own provinces. Choose one."),
            field="province_code",
        )


def _check_writable(idea: Idea, at: datetime) -> None:
    if not may_be_written(idea, at):
        raise DomainError("not_writable", _l("This idea can't be changed any more."))


def missing(idea: Idea) -> list[str]:
    """The parts that must still be written before it can be sent, in the form's order."""
    short = [name for name in QUESTIONS if len(str(idea.answer(name))) < SHORTEST_ANSWER]
    figures = [name for name in ("budget", "members") if getattr(idea, name) is None]
    return [*short, *figures]


def submit(actor: Any, idea: Idea, at: datetime) -> Idea:
    """Send it, or send it again after completing it. Sending twice is the same as once."""
    if idea.state == IdeaState.SUBMITTED:
        return idea
    _check_writable(idea, at)
    if idea.state not in (IdeaState.DRAFT, IdeaState.TO_COMPLETE):
        return idea
    if missing(idea):
        raise DomainError("incomplete", _l("Something is still missing: it is marked below."), status=422)
    if idea.budget is not None and (idea.own_share or 0) > idea.budget:
        raise DomainError("own_beyond_total", _l("Your own share is more than everything costs."), status=422)
    move_idea(idea, IdeaState.SUBMITTED, at)
    keep_version(actor, idea, at)
    audit.record(actor, "contests:idea:submitted", idea, at)
    mails.idea_received(idea)
    return idea


def withdraw(actor: Any, idea: Idea, at: datetime) -> Idea:
    """Take it back. Withdrawing twice is the same as once; a withdrawn idea leaves the bank."""
    if idea.state == IdeaState.WITHDRAWN:
        return idea
    if not may_be_withdrawn(idea):
        raise DomainError("not_withdrawable", _l("The jury already works on it: it can't be withdrawn now."))
    move_idea(idea, IdeaState.WITHDRAWN, at)
    idea.in_bank = False
    audit.record(actor, "contests:idea:withdrawn", idea, at)
    return idea


def share(actor: Any, idea: Idea, *, agreed: bool, at: datetime) -> Idea:
    """Show an admitted idea in the public bank of projects, or no longer: its owner's free choice.

    While a jury reads without names, an idea with its owner's name beside it would tell whose it is.
    """
    if agreed and idea.state not in (IdeaState.ELIGIBLE, IdeaState.RANKED, IdeaState.WINNER):
        raise DomainError("not_admitted", _l("Only admitted ideas can be shown in the bank of projects."))
    if agreed and idea.state == IdeaState.ELIGIBLE and idea.contest.is_blind:
        raise DomainError(
            "read_blind",
            _l("The jury reads without names. You can show your idea once the results are out."),
        )
    if idea.in_bank != agreed:
        idea.in_bank = agreed
        audit.record(actor, f"contests:idea:{'shared' if agreed else 'unshared'}", idea, at)
    return idea

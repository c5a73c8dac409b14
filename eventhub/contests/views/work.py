"""Organizers' pages of contests: settings, states, ideas and their screening."""

from datetime import datetime

from flask import flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from eventhub import clock, territory
from eventhub.accounts.models import Organizer
from eventhub.contests import budgets, needs, operations, phrases, queries, telling
from eventhub.contests.blueprint import blueprint
from eventhub.contests.forms import AskForm, ContestForm, RefuseForm
from eventhub.contests.forms.work import read_checklist
from eventhub.contests.models import Contest, Idea
from eventhub.contests.operations import following as follow
from eventhub.contests.permissions import Permission
from eventhub.contests.queries import Asked, following, rules, writing
from eventhub.contests.queries import twins as twin_reads
from eventhub.contests.states import (
    CONTEST_MOVES,
    EXTRA_QUESTIONS,
    IDEA_MOVES,
    QUESTIONS,
    ContestState,
    EntrantKind,
    IdeaState,
)
from eventhub.contests.views import half_typed
from eventhub.cooperatives.kinds import Sector
from eventhub.cooperatives.phrases import SECTORS
from eventhub.errors import DomainError
from eventhub.i18n import Texts
from eventhub.permissions import requires
from eventhub.web.forms import Form
from eventhub.web.pages import go, page


@blueprint.get("/work/o/<organizer>/contests")
@requires(Permission.CREATE, of="organizer")
def work_index(organizer: Organizer) -> Response:
    """The organizer's contests."""
    found = queries.contests_of(organizer.id)
    return page("contests/work_index.html", organizer=organizer, contests=found)


@blueprint.route("/work/o/<organizer>/contests/new", methods=["GET", "POST"])
@requires(Permission.CREATE, of="organizer")
def create(organizer: Organizer) -> Response:
    """A new contest."""
    form = ContestForm(queries.finals_of(organizer.id))
    if form.is_submitted() and (
        contest := form.attempt(
            lambda: operations.create(current_user, organizer, form.settings(), clock.now())
        )
    ):
        flash(_("The contest was created. Nobody sees it yet."), "ok")
        return go(url_for("contests.overview", contest=contest.slug))
    return page("contests/settings.html", form=form, organizer=organizer, contest=None)


@blueprint.route("/work/contests/<contest>/settings", methods=["GET", "POST"])
@requires(Permission.MANAGE, of="contest")
def settings(contest: Contest) -> Response:
    """Its settings."""
    finals = [final for final in queries.finals_of(contest.organizer_id) if final.id != contest.id]
    form = ContestForm(finals, contest)
    if form.is_submitted() and form.attempt(
        lambda: operations.change(current_user, contest, form.settings(), clock.now(), form.reason.data)
    ):
        flash(_("The settings were kept."), "ok")
        return go(url_for("contests.overview", contest=contest.slug))
    return page(
        "contests/settings.html",
        form=form,
        organizer=contest.organizer,
        contest=contest,
        is_bound=rules.last_version(contest) is not None,
    )


@blueprint.get("/work/contests/<contest>")
@requires(Permission.MANAGE, of="contest")
def overview(contest: Contest) -> Response:
    """How is it going, what needs me."""
    moves = CONTEST_MOVES[ContestState(contest.state)] - {ContestState.PUBLISHED}
    counts = queries.counts_by_state(contest)
    kinds, provinces, sectors = (
        queries.counts_by(contest, column) for column in (Idea.entrant_kind, Idea.province_code, Idea.sector)
    )
    return page(
        "contests/overview.html",
        contest=contest,
        counts=counts,
        needs=needs.needs_of(contest, counts, clock.now()),
        way=telling.way_of(contest),
        kinds=[(phrases.ENTRANTS[EntrantKind(kind)], count) for kind, count in kinds],
        provinces=[(territory.place(code), count) for code, count in provinces[:12]],
        sectors=[(SECTORS[Sector(sector)], count) for sector, count in sectors[:8]],
        moves=sorted(
            moves,
            key=lambda to: (to == ContestState.CANCELLED, (contest.state, to) in phrases.CONTEST_MOVED_BACK),
        ),
    )


@blueprint.post("/work/contests/<contest>/move")
@requires(Permission.MANAGE, of="contest")
def move(contest: Contest) -> Response:
    """Bring it to another state (publishing has its own page)."""
    here = url_for("contests.overview", contest=contest.slug)
    wanted = request.form.get("to", "")
    if wanted not in set(ContestState) - {ContestState.PUBLISHED}:
        return go(here)
    try:
        operations.move(current_user, contest, ContestState(wanted), clock.now())
    except DomainError as refusal:
        flash(str(refusal), "no")
        return go(here)
    flash(str(phrases.CONTEST_STATES[ContestState(contest.state)]), "ok")
    return go(here)


@blueprint.get("/work/contests/<contest>/ideas")
@requires(Permission.MANAGE, of="contest")
def ideas(contest: Contest) -> Response:
    """What was sent, filtered and searched."""
    asked = Asked.read(request.args)
    return page(
        "contests/ideas.html",
        contest=contest,
        asked=asked,
        ideas=queries.sent_ideas(contest, asked),
        states=[
            (state, f"{phrases.IDEA_STATES[IdeaState(state)]} ({count})")
            for state, count in queries.counts_by_state(contest).items()
            if count and state != IdeaState.DRAFT
        ],
        provinces=[(place.code, str(place)) for place in contest.provinces],
        categories=[(each["id"], str(Texts(each["name"]))) for each in contest.categories],
        can_decide=contest.state in (ContestState.OPEN, ContestState.SCREENING),
        appeals=following.appeals_count(contest)[1],
    )


def _screening_page(contest: Contest, idea: Idea, form: Form | None = None) -> Response:
    """One idea and what may be decided, with all that was ticked and typed before this."""
    begun = half_typed.taken(idea)
    moves, appeal = IDEA_MOVES[IdeaState(idea.state)], following.appeal_of(idea)
    is_time = contest.state in (ContestState.OPEN, ContestState.SCREENING)
    return page(
        "contests/screening.html",
        form=form,
        contest=contest,
        idea=idea,
        refuse_form=form if isinstance(form, RefuseForm) else RefuseForm(data=begun),
        ask_form=form if isinstance(form, AskForm) else AskForm(data=begun),
        checked={**idea.checked, **read_checklist(contest, request.form)},
        steps=telling.timeline_of(idea, appeal),
        onward=queries.next_to_screen(idea),
        twins=twin_reads.twins_of(idea),
        questions=(*QUESTIONS, *EXTRA_QUESTIONS),
        files=writing.files_of(idea),
        budget=budgets.added_up(idea.lines_said, idea.own_share),
        appeal=appeal,
        versions=len(writing.versions_of(idea)),
        can={state.value for state in moves} if is_time else set(),
    )


def _checked(idea: Idea, at: datetime) -> Idea:
    """Keep what was ticked on the same page as the decision: the owner reads the points answered No."""
    found = read_checklist(idea.contest, request.form)
    new = {name: value for name, value in found.items() if idea.checked.get(name) != value}
    return follow.check(current_user, idea, {**idea.checked, **found}, at) if new else idea


@blueprint.get("/work/contests/<contest>/ideas/<idea>")
@requires(Permission.SCREEN_IDEA, of="idea")
def screening(contest: Contest, idea: Idea) -> Response:
    """One idea, to admit or not."""
    return _screening_page(contest, idea)


@blueprint.post("/work/contests/<contest>/ideas/<idea>/accept")
@requires(Permission.SCREEN_IDEA, of="idea")
def accept(contest: Contest, idea: Idea) -> Response:
    """Admit it."""
    form, at = Form(), clock.now()
    if form.attempt(lambda: operations.accept(current_user, _checked(idea, at), at)):
        return _on(idea, _("Idea %(number)s was admitted.", number=idea.code))
    return _screening_page(contest, idea, form)


@blueprint.post("/work/contests/<contest>/ideas/<idea>/refuse")
@requires(Permission.SCREEN_IDEA, of="idea")
def refuse(contest: Contest, idea: Idea) -> Response:
    """Don't admit it, and say why."""
    form, at = RefuseForm(), clock.now()
    if form.attempt(lambda: operations.refuse(current_user, _checked(idea, at), form.chosen(), at)):
        return _on(idea, _("Idea %(number)s was not admitted; its owner is told why.", number=idea.code))
    return _screening_page(contest, idea, form)


@blueprint.post("/work/contests/<contest>/ideas/<idea>/ask")
@requires(Permission.SCREEN_IDEA, of="idea")
def ask(contest: Contest, idea: Idea) -> Response:
    """Ask to complete one named thing."""
    form, at = AskForm(), clock.now()
    said = {"part": form.part.data, "note": form.note.data}
    if form.attempt(lambda: operations.ask(current_user, _checked(idea, at), **said, at=at)):
        return _on(idea, _("The owner of idea %(number)s is asked to complete it.", number=idea.code))
    return _screening_page(contest, idea, form)


def _on(idea: Idea, sentence: str) -> Response:
    """The next idea that waits for a decision, so that a pile is gone through; else the list."""
    flash(sentence, "ok")
    following_one, contest = queries.next_to_screen(idea), idea.contest.slug
    if following_one is None:
        return go(url_for("contests.ideas", contest=contest))
    return go(url_for("contests.screening", contest=contest, idea=following_one.public_id))

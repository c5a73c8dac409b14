"""Public pages of contests, the pages of those who enter ideas, certificates, the bank of projects."""

from flask import abort, flash, make_response, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from eventhub import clock, permissions, territory
from eventhub.contests import (
    anchors,
    budgets,
    certificates,
    desk,
    entering,
    personal,
    phrases,
    queries,
    seams,
    standing,
    telling,
)
from eventhub.contests.blueprint import blueprint
from eventhub.contests.forms.work import AppealForm
from eventhub.contests.models import Contest, Idea
from eventhub.contests.operations import granting
from eventhub.contests.operations.following import appeal_ends
from eventhub.contests.permissions import Permission
from eventhub.contests.queries import bank as bank_reads
from eventhub.contests.queries import coaching as coaching_reads
from eventhub.contests.queries import following as following_reads
from eventhub.contests.queries import grants as grant_reads
from eventhub.contests.queries import rounds as round_reads
from eventhub.contests.queries import rules as rules_reads
from eventhub.contests.queries import writing
from eventhub.contests.states import EXTRA_QUESTIONS, QUESTIONS, ContestState, IdeaState
from eventhub.contests.views import (
    bank,
    bank_keeping,
    coaching,
    entries,
    experts,
    following,
    grants,
    history,
    rounds,
    sessions,
    work,
)
from eventhub.cooperatives.phrases import SECTORS
from eventhub.errors import DomainError
from eventhub.i18n import Texts
from eventhub.permissions import open_to_all, requires
from eventhub.web.loading import loads
from eventhub.web.pages import go, page

BLUEPRINTS = (blueprint,)
PAGES = (bank, bank_keeping, coaching, entries, experts, following, grants, history, rounds, sessions, work)
DESK = (desk.cards, seams.contests_of, personal.collect)
FIELD_OF = {"title": "title", "place": "province_code", "budget": "line_what_1", "photo": "photo_file"}
"""The input where a part is written, when it is not called like it."""

loads("contest", queries.contest_by_slug)
loads("idea", queries.idea_of)
WORDS = {"contest_words": phrases, "SECTORS": SECTORS, "texts": Texts}
blueprint.record_once(lambda state: state.app.jinja_env.globals.update(WORDS))
blueprint.add_app_template_global(territory.place, "place_named")
blueprint.add_app_template_global(anchors.spans, "anchor_spans")


@blueprint.get("/contests")
@open_to_all("contests that were announced")
def index() -> Response:
    """Contests, open ones first."""
    found = queries.public_contests()
    found.sort(key=lambda contest: contest.state != ContestState.OPEN)
    return page("contests/index.html", contests=found)


@blueprint.get("/contests/<contest>")
@requires(Permission.READ, of="contest")
def show(contest: Contest) -> Response:
    """The public page of a contest."""
    mine = queries.ideas_of(current_user.id) if current_user.is_authenticated else []
    return page(
        "contests/show.html",
        contest=contest,
        mine=[idea for idea in mine if idea.contest_id == contest.id],
        is_open=contest.is_open(clock.now()),
        calendar=telling.calendar_of(contest, clock.now()),
        rules=rules_reads.last_version(contest),
        can_help=permissions.may(current_user, Permission.FILE_FOR_OTHERS, contest),
    )


@blueprint.get("/contests/<contest>/results")
@requires(Permission.READ_RESULTS, of="contest")
def results(contest: Contest) -> Response:
    """Places and prizes, for everybody."""
    return page("contests/results.html", contest=contest, results=queries.results_of(contest))


@blueprint.get("/certificates/<code>")
@open_to_all("whoever holds a certificate may check it")
def certificate(code: str) -> Response:
    """What a certificate's QR opens: whether it is true."""
    result = queries.result_by_certificate(code)
    answer = page("contests/certificate.html", result=result, code=code[:40])
    answer.status_code = 200 if result is not None else 404
    return answer


@blueprint.get("/ideas/<idea>/certificate.pdf")
@requires(Permission.PRINT_CERTIFICATE, of="idea")
def certificate_pdf(idea: Idea) -> Response:
    """The certificate, to print."""
    content = certificates.pdf_of(idea)
    if content is None:
        abort(404)
    answer = make_response(content)
    answer.content_type = "application/pdf"
    name = f"certificate-{idea.code}.pdf"
    answer.headers.set("Content-Disposition", "inline", filename=name)
    return answer


@blueprint.get("/my/ideas")
@requires(Permission.SEE_OWN)
def mine() -> Response:
    """My ideas and those of my cooperatives."""
    return page("contests/mine.html", ideas=queries.ideas_of(current_user.id))


@blueprint.get("/ideas/<idea>")
@requires(Permission.SEE_IDEA, of="idea")
def idea(idea: Idea) -> Response:
    """One's own idea: where it stands, what it says, what can be done."""
    at = clock.now()
    ends, grant = appeal_ends(idea), grant_reads.grant_to(idea)
    appeal = following_reads.appeal_of(idea)
    appeal_until = ends if appeal is None and ends is not None and at <= ends else None
    return page(
        "contests/idea.html",
        files=writing.files_of(idea),
        budget=budgets.added_up(idea.budget_lines, idea.own_share),
        appeal=appeal,
        appeal_form=AppealForm(formdata=None),
        appeal_ends=appeal_until,
        told=following_reads.messages_to(idea),
        written=bank_reads.messages_to(idea) if idea.in_bank else [],
        has_coaching=coaching_reads.has_sessions(idea.contest),
        grant=grant,
        account=granting.account_of(grant) if grant else None,
        idea=idea,
        contest=idea.contest,
        standing=standing.said_of(idea, at, appeal_until),
        before=round_reads.came_from(idea),
        onward=round_reads.went_to(idea),
        steps=telling.timeline_of(idea, appeal),
        missing=entering.missing(idea) if idea.state in (IdeaState.DRAFT, IdeaState.TO_COMPLETE) else [],
        field_of=FIELD_OF,
        can_write=entering.may_be_written(idea, at),
        can_withdraw=entering.may_be_withdrawn(idea),
        questions=(*QUESTIONS, *EXTRA_QUESTIONS),
    )


def _done(idea: Idea, sentence: str) -> Response:
    flash(sentence, "ok")
    return go(url_for("contests.idea", idea=idea.public_id))


@blueprint.post("/ideas/<idea>/submit")
@requires(Permission.WRITE_IDEA, of="idea")
def submit(idea: Idea) -> Response:
    """Send it."""
    try:
        entering.submit(current_user, idea, clock.now())
    except DomainError as refusal:
        flash(str(refusal), "no")
        return go(url_for("contests.idea", idea=idea.public_id))
    return _done(idea, _("Your idea was sent. Its number is %(number)s.", number=idea.code))


@blueprint.post("/ideas/<idea>/withdraw")
@requires(Permission.WRITE_IDEA, of="idea")
def withdraw(idea: Idea) -> Response:
    """Take it back."""
    entering.withdraw(current_user, idea, clock.now())
    return _done(idea, _("Your idea was withdrawn."))


@blueprint.post("/ideas/<idea>/share")
@requires(Permission.WRITE_IDEA, of="idea")
def share(idea: Idea) -> Response:
    """Show it in the bank of projects, or no longer."""
    agreed = request.form.get("agreed") == "yes"
    entering.share(current_user, idea, agreed=agreed, at=clock.now())
    shown, hidden = _("Everybody can now read your idea in the bank."), _("Your idea left the bank.")
    return _done(idea, shown if agreed else hidden)

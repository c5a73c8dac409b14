"""Public pages of contests, the pages of those who enter ideas, certificates, the bank of projects."""

from flask import abort, make_response
from flask_login import current_user
from werkzeug.wrappers import Response

from eventhub import clock, permissions, territory
from eventhub.contests import (
    anchors,
    certificates,
    desk,
    personal,
    phrases,
    queries,
    seams,
    standing,
    telling,
)
from eventhub.contests.blueprint import blueprint
from eventhub.contests.models import Contest, Idea
from eventhub.contests.permissions import Permission
from eventhub.contests.queries import certificates as replaced
from eventhub.contests.queries import rules as rules_reads
from eventhub.contests.states import ContestState
from eventhub.contests.views import (
    bank,
    bank_keeping,
    coaching,
    correcting,
    entries,
    experts,
    following,
    grants,
    history,
    own,
    rounds,
    sessions,
    work,
)
from eventhub.cooperatives.phrases import SECTORS
from eventhub.i18n import Texts
from eventhub.permissions import open_to_all, requires
from eventhub.web.loading import loads
from eventhub.web.pages import page

BLUEPRINTS = (blueprint,)
PAGES = (
    bank,
    bank_keeping,
    coaching,
    correcting,
    entries,
    experts,
    following,
    grants,
    history,
    own,
    rounds,
    sessions,
    work,
)
DESK = (desk.cards, seams.contests_of, personal.collect)

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
@requires(Permission.READ, of="contest")
def results(contest: Contest) -> Response:
    """Places and prizes, for everybody; before they are published, that they will be."""
    if contest.state != ContestState.PUBLISHED:
        return page("contests/results_to_come.html", contest=contest)
    return page(
        "contests/results.html",
        contest=contest,
        results=queries.results_of(contest),
        corrections=replaced.corrections_of(contest),
    )


@blueprint.get("/certificates/<code>")
@open_to_all("whoever holds a certificate may check it")
def certificate(code: str) -> Response:
    """What a certificate's QR opens: whether it is true, or was replaced since."""
    result = queries.result_by_certificate(code)
    old = replaced.replaced_certificate(code) if result is None else None
    answer = page("contests/certificate.html", result=result, replaced=old, code=code[:40])
    answer.status_code = 200 if result is not None or old is not None else 404
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
    ideas, at = queries.ideas_of(current_user.id), clock.now()
    return page(
        "contests/mine.html", ideas=ideas, onward={idea.id: standing.next_of(idea, at) for idea in ideas}
    )

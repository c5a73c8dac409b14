"""Public pages of contests, the pages of those who enter ideas, certificates, the bank of projects."""

from flask import abort, flash, make_response, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from eventhub import clock, documents, territory
from eventhub.contests import certificates, desk, entering, phrases, queries, seams, telling, work_views
from eventhub.contests.blueprint import blueprint
from eventhub.contests.forms import AnswersForm, FiguresForm, FirstPageForm
from eventhub.contests.models import Contest, Idea
from eventhub.contests.permissions import Permission
from eventhub.contests.queries import Asked
from eventhub.contests.states import QUESTIONS, ContestState, EntrantKind, IdeaState
from eventhub.cooperatives.phrases import SECTORS
from eventhub.errors import DomainError
from eventhub.i18n import Texts
from eventhub.permissions import open_to_all, requires
from eventhub.web.loading import loads
from eventhub.web.pages import go, page

BLUEPRINTS = (blueprint,)
WORK = work_views
DESK = (desk.cards, seams.contests_of)
STEPS = 3
STEP_OF = {"title": 1, "place": 1, **dict.fromkeys(QUESTIONS, 2), "budget": 3, "members": 3}
"""The page of the form where each part is written."""

loads("contest", queries.contest_by_slug)
loads("idea", queries.idea_of)
WORDS = {"contest_words": phrases, "SECTORS": SECTORS, "texts": Texts}
blueprint.record_once(lambda state: state.app.jinja_env.globals.update(WORDS))
blueprint.add_app_template_global(territory.place, "place_named")


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
    )


@blueprint.get("/contests/<contest>/results")
@requires(Permission.READ_RESULTS, of="contest")
def results(contest: Contest) -> Response:
    """Places and prizes, for everybody."""
    return page("contests/results.html", contest=contest, results=queries.results_of(contest))


@blueprint.get("/bank")
@open_to_all("ideas whose owners agreed to show them")
def bank() -> Response:
    """The bank of cooperative projects."""
    asked = Asked.read(request.args)
    return page(
        "contests/bank.html",
        ideas=queries.banked_ideas(asked),
        asked=asked,
        regions=[(place.code, str(place)) for place in territory.regions()],
    )


@blueprint.get("/bank/<idea>")
@requires(Permission.READ_BANKED, of="idea")
def banked(idea: Idea) -> Response:
    """One project of the bank."""
    return page("contests/banked.html", idea=idea, questions=QUESTIONS)


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
    if idea.result is None or idea.result.certificate_code is None:
        abort(404)
    content = documents.pdf("contests/certificate.html", "ar", **certificates.told(idea))
    answer = make_response(content)
    answer.content_type = "application/pdf"
    name = f"certificate-{idea.result.certificate_code}.pdf"
    answer.headers.set("Content-Disposition", "inline", filename=name)
    return answer


@blueprint.get("/my/ideas")
@requires(Permission.SEE_OWN)
def mine() -> Response:
    """My ideas and those of my cooperatives."""
    return page("contests/mine.html", ideas=queries.ideas_of(current_user.id))


@blueprint.route("/contests/<contest>/enter", methods=["GET", "POST"])
@requires(Permission.ENTER, of="contest")
def enter(contest: Contest) -> Response:
    """The first page of a new idea; sending it keeps a draft."""
    cooperatives = queries.cooperatives_of(current_user.id)
    kind = EntrantKind.COOPERATIVE if cooperatives else None
    first = cooperatives[0] if cooperatives else None
    form = FirstPageForm(
        contest,
        cooperatives,
        data={
            "entrant_kind": kind,
            "cooperative_id": first.id if first else None,
            "province_code": first.province_code if first else None,
        },
    )
    if form.is_submitted() and (
        idea := form.attempt(lambda: entering.begin(current_user, contest, form.words(), clock.now()))
    ):
        return go(url_for("contests.write", idea=idea.public_id, step=2))
    open_now = contest.is_open(clock.now())
    return page("contests/write_1.html", form=form, contest=contest, idea=None, step=1, is_open=open_now)


def _form_of(idea: Idea, step: int) -> FirstPageForm | AnswersForm | FiguresForm:
    if step == 1:
        cooperatives = queries.cooperatives_of(current_user.id)
        names = ("entrant_kind", "cooperative_id", "sector", "province_code")
        kept = {name: getattr(idea, name) for name in names}
        return FirstPageForm(idea.contest, cooperatives, data={**kept, "title": str(idea.title)})
    if step == STEPS:
        amount = None if idea.budget is None else idea.budget // 100
        figures = ("members", "women", "payback_months")
        return FiguresForm(data={**{name: getattr(idea, name) for name in figures}, "amount": amount})
    return AnswersForm(data={name: str(idea.answer(name)) for name in QUESTIONS})


@blueprint.route("/ideas/<idea>/write/<int(min=1, max=3):step>", methods=["GET", "POST"])
@requires(Permission.WRITE_IDEA, of="idea")
def write(idea: Idea, step: int) -> Response:
    """One page of the form; each is kept as it is sent."""
    form = _form_of(idea, step)
    if form.is_submitted():
        done = form.attempt(
            lambda: entering.write(
                current_user,
                idea,
                form.words(),
                clock.now(),
            )
        )
        if done is not None:
            onward = url_for("contests.write", idea=idea.public_id, step=step + 1) if step < STEPS else None
            return go(onward or url_for("contests.idea", idea=idea.public_id))
    return page(
        f"contests/write_{step}.html", form=form, contest=idea.contest, idea=idea, step=step, is_open=True
    )


@blueprint.get("/ideas/<idea>")
@requires(Permission.SEE_IDEA, of="idea")
def idea(idea: Idea) -> Response:
    """One's own idea: where it stands, what it says, what can be done."""
    at = clock.now()
    return page(
        "contests/idea.html",
        idea=idea,
        contest=idea.contest,
        steps=telling.timeline_of(idea),
        missing=entering.missing(idea) if idea.state in (IdeaState.DRAFT, IdeaState.TO_COMPLETE) else [],
        step_of=STEP_OF,
        can_write=entering.may_be_written(idea, at),
        can_withdraw=entering.may_be_withdrawn(idea),
        questions=QUESTIONS,
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

"""Organizers' pages of a programme: its results against its targets, settings, questionnaire, files."""

from typing import Any

from flask import flash, make_response, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from eventhub import clock, documents, territory
from eventhub.accounts.models import Organizer
from eventhub.errors import DomainError
from eventhub.i18n import current_language
from eventhub.permissions import requires
from eventhub.programmes import operations, phrases, queries, questionnaire, scoring
from eventhub.programmes.blueprint import blueprint
from eventhub.programmes.forms import ProgrammeForm, QuestionsForm, read_targets
from eventhub.programmes.models import Programme
from eventhub.programmes.permissions import Permission
from eventhub.programmes.pictures import Picture
from eventhub.programmes.queries import results as counted
from eventhub.programmes.states import PROGRAMME_MOVES, EnrolmentState, ProgrammeState
from eventhub.transaction import savepoint
from eventhub.web.pages import go, page
from eventhub.web.spreadsheets import spreadsheet


def _here(programme: Programme) -> Response:
    return go(url_for("programmes.overview", programme=programme.slug))


@blueprint.get("/work/o/<organizer>/programmes")
@requires(Permission.CREATE, of="organizer")
def index(organizer: Organizer) -> Response:
    """The organizer's programmes."""
    found = queries.programmes_of([organizer.id])
    return page("programmes/index.html", organizer=organizer, programmes=found)


@blueprint.route("/work/o/<organizer>/programmes/new", methods=["GET", "POST"])
@requires(Permission.CREATE, of="organizer")
def create(organizer: Organizer) -> Response:
    """A new programme."""
    form = ProgrammeForm()
    if form.is_submitted():
        targets = read_targets(["whole"], request.form)
        done = form.attempt(
            lambda: operations.create(
                current_user, organizer, {**form.settings(), "targets": targets}, clock.now()
            )
        )
        if done is not None:
            flash(_("The programme was created. No cooperative sees it yet."), "ok")
            return _here(done)
    return page("programmes/settings.html", form=form, organizer=organizer, programme=None, periods=["whole"])


@blueprint.route("/work/programmes/<programme>/settings", methods=["GET", "POST"])
@requires(Permission.MANAGE, of="programme")
def settings(programme: Programme) -> Response:
    """Its settings and targets."""
    form = ProgrammeForm(obj=programme)
    if form.is_submitted():

        def keep() -> Programme:
            periods = scoring.periods(form.starts_on.data, form.ends_on.data)
            targets = read_targets(periods, request.form)
            return operations.change(
                current_user, programme, {**form.settings(), "targets": targets}, clock.now()
            )

        if form.attempt(keep) is not None:
            flash(_("The settings were kept."), "ok")
            return _here(programme)
    return page(
        "programmes/settings.html",
        form=form,
        organizer=programme.organizer,
        programme=programme,
        periods=scoring.periods(programme.starts_on, programme.ends_on),
    )


@blueprint.post("/work/programmes/<programme>/move")
@requires(Permission.MANAGE, of="programme")
def move(programme: Programme) -> Response:
    """Begin it, close it, take it up again."""
    wanted = request.form.get("to", "")
    if wanted in set(ProgrammeState):
        try:
            operations.move(current_user, programme, ProgrammeState(wanted), clock.now())
        except DomainError as refusal:
            flash(str(refusal), "no")
        else:
            flash(str(phrases.PROGRAMME_STATES[ProgrammeState(programme.state)]), "ok")
    return _here(programme)


def _figures(programme: Programme) -> dict[str, Any]:
    """What the page of results and its paper show, of the period that is asked for."""
    periods = scoring.periods(programme.starts_on, programme.ends_on)
    period = request.args.get("period", "")
    period = period if period in periods else "whole"
    said = counted.progress(programme)
    return {
        "programme": programme,
        "period": period,
        "periods": periods,
        "results": counted.results(programme, period, clock.today()),
        "progress": said,
        "picture": Picture.of([said.before, said.after]) if said.twice else None,
        "changes": counted.changes(programme),
        "place": territory.place,
    }


@blueprint.get("/work/programmes/<programme>")
@requires(Permission.READ_RESULTS, of="programme")
def overview(programme: Programme) -> Response:
    """What was achieved against what was aimed at, and what needs somebody."""
    return page(
        "programmes/overview.html",
        **_figures(programme),
        counts=queries.counts_by_state(programme),
        moves=PROGRAMME_MOVES[ProgrammeState(programme.state)],
        ending=queries.ending_licences(programme, clock.today()),
        today=clock.today(),
    )


@blueprint.get("/work/programmes/<programme>/results.pdf")
@requires(Permission.READ_RESULTS, of="programme")
def results_pdf(programme: Programme) -> Response:
    """The page of results on paper."""
    figures = {**_figures(programme), "today": clock.today()}
    content = documents.pdf("programmes/results.html", current_language(), **figures)
    answer = make_response(content)
    answer.content_type = "application/pdf"
    answer.headers.set("Content-Disposition", "inline", filename=f"{programme.slug}.pdf")
    return answer


@blueprint.get("/work/programmes/<programme>/cooperatives.<any(csv, xlsx):form>")
@requires(Permission.MANAGE, of="programme")
def export(programme: Programme, form: str) -> Response:
    """Every cooperative with its figures, for a spreadsheet."""
    header = [
        _("Cooperative"),
        _("Province"),
        _("State"),
        _("Members"),
        _("Women"),
        _("Hours of training and coaching"),
        _("People trained"),
        _("Links made"),
        _("Worth"),
    ]
    rows = (
        [
            str(row.cooperative.name),
            str(territory.place(row.cooperative.province_code) or ""),
            str(phrases.ENROLMENT_STATES[EnrolmentState(row.state)]),
            row.cooperative.members,
            row.cooperative.women,
            said["hours"],
            said["people"],
            said["links"],
            said["value"],
        ]
        for row, said in counted.every_line(programme)
    )
    return spreadsheet(header, rows, f"{programme.slug}.{form}")


@blueprint.route("/work/programmes/<programme>/questions", methods=["GET", "POST"])
@requires(Permission.MANAGE, of="programme")
def questions(programme: Programme) -> Response:
    """The questionnaire, which may be changed until a diagnosis is begun."""
    is_used = queries.is_questionnaire_used(programme)
    form = QuestionsForm() if request.method == "POST" else QuestionsForm.of(programme)
    if form.is_submitted():
        done = form.attempt(
            lambda: operations.keep_questions(current_user, programme, form.statements(), clock.now())
        )
        if done is not None:
            flash(_("The questionnaire was kept."), "ok")
            return go(url_for("programmes.questions", programme=programme.slug))
    return page(
        "programmes/questions.html",
        form=form,
        programme=programme,
        is_used=is_used,
        statements=programme.questions,
        most=questionnaire.MOST,
    )


def done(do: Any, sentence: str, where: str) -> Response:
    """Do one thing, say so or say why not, and go on."""
    try:
        with savepoint():
            do()
    except DomainError as refusal:
        flash(str(refusal), "no")
    else:
        flash(sentence, "ok")
    return go(where)

"""The cooperatives of a programme: the list, inviting, and the page of each with all that is followed."""

from typing import Any

from flask import flash, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user
from werkzeug.wrappers import Response

from eventhub import clock, territory
from eventhub.cooperatives import queries as cooperative_reads
from eventhub.permissions import requires
from eventhub.programmes import operations, queries, scoring
from eventhub.programmes.blueprint import blueprint
from eventhub.programmes.forms import LicenceForm, ListForm, MeasureForm, OpportunityForm
from eventhub.programmes.models import Enrolment, Licence, Opportunity, Programme
from eventhub.programmes.operations import supporting
from eventhub.programmes.permissions import Permission
from eventhub.programmes.pictures import Picture
from eventhub.programmes.states import EnrolmentState, OpportunityState, ProgrammeState
from eventhub.programmes.views.work import done
from eventhub.web.forms import Form
from eventhub.web.pages import go, page


def _page_of(enrolment: Enrolment) -> str:
    return url_for(
        "programmes.cooperative", programme=enrolment.programme.slug, enrolment=enrolment.public_id
    )


@blueprint.get("/work/programmes/<programme>/cooperatives")
@requires(Permission.HELP, of="programme")
def cooperatives(programme: Programme) -> Response:
    """Who takes part, who was asked, who left."""
    asked = {name: request.args.get(name, "")[:80] for name in ("q", "state")}
    return page(
        "programmes/cooperatives.html",
        programme=programme,
        found=queries.enrolments_page(programme, asked["q"], asked["state"]),
        counts=queries.counts_by_state(programme),
        kept={name: said for name, said in asked.items() if said},
        place=territory.place,
    )


@blueprint.route("/work/programmes/<programme>/cooperatives/add", methods=["GET", "POST"])
@requires(Permission.MANAGE, of="programme")
def add(programme: Programme) -> Response:
    """Invite from the directory, or by a list of identifiers."""
    form = ListForm()
    unknown: list[str] = []
    if form.is_submitted():

        def invite() -> list[Enrolment]:
            found, nobody = queries.cooperatives_identified(form.read())
            unknown.extend(nobody)
            ticked = queries.cooperatives_named(request.form.getlist("ids")[:200])
            return operations.invite(current_user, programme, [*found, *ticked], clock.now())

        invited = form.attempt(invite)
        if invited is not None:
            count = len(invited)
            words = ngettext("%(num)s cooperative was invited.", "%(num)s cooperatives were invited.", count)
            flash(words, "ok" if count else "wait")
            if not unknown:
                return go(url_for("programmes.cooperatives", programme=programme.slug))
    text = request.args.get("q", "")[:80]
    return page(
        "programmes/add.html",
        form=form,
        programme=programme,
        candidates=queries.candidates(programme, text),
        text=text,
        unknown=unknown,
        place=territory.place,
        is_running=programme.state == ProgrammeState.RUNNING,
    )


def followed(enrolment: Enrolment) -> dict[str, Any]:
    """What the page of a cooperative shows, to who helps it and to itself."""
    statements = enrolment.programme.questions
    said = [scoring.scores(statements, each.answers) for each in queries.finished_diagnoses(enrolment)]
    return {
        "enrolment": enrolment,
        "programme": enrolment.programme,
        "diagnosed": len(said),
        "draft": queries.draft_of(enrolment),
        "picture": Picture.of([said[0], said[-1]] if len(said) > 1 else said) if said else None,
        "needs": scoring.weakest(said[-1]) if said else [],
        "attended": queries.attended_by(enrolment),
        "coming": queries.coming_trainings(enrolment.programme, clock.today()),
        "licences": queries.licences_of(enrolment.cooperative_id),
        "opportunities": queries.opportunities_of(enrolment),
        "measures": queries.measures_of(enrolment),
        "today": clock.today(),
        "soon": clock.today() + queries.WARN_BEFORE,
    }


@blueprint.get("/work/programmes/<programme>/cooperatives/<enrolment>")
@requires(Permission.FOLLOW, of="enrolment")
def cooperative(programme: Programme, enrolment: Enrolment) -> Response:
    """One cooperative: where it stands, what it needs, what was done."""
    del programme
    if enrolment.state != EnrolmentState.JOINED:
        has_account = cooperative_reads.has_members(enrolment.cooperative)
        return page(
            "programmes/asked.html",
            enrolment=enrolment,
            programme=enrolment.programme,
            has_account=has_account,
            is_running=enrolment.programme.state == ProgrammeState.RUNNING,
        )
    return page("programmes/cooperative.html", **followed(enrolment))


@blueprint.post("/work/programmes/<programme>/cooperatives/<enrolment>/paper")
@requires(Permission.FOLLOW, of="enrolment")
def join_on_paper(programme: Programme, enrolment: Enrolment) -> Response:
    """Record a signed agreement."""
    del programme
    do = lambda: operations.join_on_paper(current_user, enrolment, clock.now())  # noqa: E731 - one verb
    return done(do, _("The agreement was recorded."), _page_of(enrolment))


@blueprint.post("/work/programmes/<programme>/cooperatives/<enrolment>/end")
@requires(Permission.MANAGE, of="programme")
def end(programme: Programme, enrolment: Enrolment) -> Response:
    """Take an invitation back, or end a cooperative's part: what the button said, whatever happened since."""
    verb = operations.leave if request.form.get("to") == EnrolmentState.LEFT else operations.take_back
    do = lambda: verb(current_user, enrolment, clock.now())  # noqa: E731 - one verb
    return done(do, _("Done."), url_for("programmes.cooperatives", programme=programme.slug))


def _form_page(form: Form, enrolment: Enrolment, title: str) -> Response:
    """One form on a page of its own."""
    return page(
        "programmes/form.html",
        form=form,
        programme=enrolment.programme,
        title=title,
        back=(enrolment.cooperative.name, _page_of(enrolment)),
    )


def _licence(enrolment: Enrolment, row: Licence | None) -> Response:
    form = LicenceForm(obj=row)
    if form.is_submitted() and form.attempt(
        lambda: supporting.keep_licence(current_user, enrolment, row, form.settings(), clock.now())
    ):
        flash(_("Recorded."), "ok")
        return go(_page_of(enrolment) + "#licences")
    return _form_page(form, enrolment, _("Licence"))


@blueprint.route(
    "/work/programmes/<programme>/cooperatives/<enrolment>/licences/new", methods=["GET", "POST"]
)
@requires(Permission.FOLLOW, of="enrolment")
def new_licence(programme: Programme, enrolment: Enrolment) -> Response:
    """One more licence."""
    del programme
    return _licence(enrolment, None)


@blueprint.route(
    "/work/programmes/<programme>/cooperatives/<enrolment>/licences/<licence>", methods=["GET", "POST"]
)
@requires(Permission.FOLLOW, of="enrolment")
def licence(programme: Programme, enrolment: Enrolment, licence: Licence) -> Response:
    """How a licence stands now."""
    del programme
    if enrolment.state != EnrolmentState.JOINED:
        return go(_page_of(enrolment))
    return _licence(enrolment, licence)


@blueprint.route(
    "/work/programmes/<programme>/cooperatives/<enrolment>/opportunities/new", methods=["GET", "POST"]
)
@requires(Permission.FOLLOW, of="enrolment")
def new_opportunity(programme: Programme, enrolment: Enrolment) -> Response:
    """One more opportunity."""
    del programme
    form = OpportunityForm(data={"on": clock.today()})
    if form.is_submitted() and form.attempt(
        lambda: supporting.open_opportunity(current_user, enrolment, form.settings(), clock.now())
    ):
        flash(_("Recorded."), "ok")
        return go(_page_of(enrolment) + "#opportunities")
    return _form_page(form, enrolment, _("New opportunity"))


@blueprint.post("/work/programmes/<programme>/cooperatives/<enrolment>/opportunities/<opportunity>/move")
@requires(Permission.FOLLOW, of="enrolment")
def move_opportunity(programme: Programme, enrolment: Enrolment, opportunity: Opportunity) -> Response:
    """What came of it."""
    del programme
    here, wanted = _page_of(enrolment) + "#opportunities", request.form.get("to", "")
    if wanted not in set(OpportunityState):
        return go(here)
    to = OpportunityState(wanted)
    do = lambda: supporting.move_opportunity(current_user, opportunity, to, clock.now())  # noqa: E731 - one verb
    return done(do, _("Recorded."), here)


@blueprint.route("/work/programmes/<programme>/cooperatives/<enrolment>/measure", methods=["GET", "POST"])
@requires(Permission.FOLLOW, of="enrolment")
def measure(programme: Programme, enrolment: Enrolment) -> Response:
    """The indicators of a day."""
    del programme
    form = MeasureForm()
    if form.is_submitted() and form.attempt(
        lambda: supporting.measure(current_user, enrolment, form.on.data, form.values(), clock.now())
    ):
        flash(_("Recorded."), "ok")
        return go(_page_of(enrolment) + "#measures")
    return _form_page(form, enrolment, _("Measure the indicators"))

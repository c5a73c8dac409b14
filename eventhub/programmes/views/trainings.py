"""The training plan: what is needed, what is planned, who came."""

from typing import Any

from flask import flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from eventhub import clock
from eventhub.permissions import requires
from eventhub.programmes import queries
from eventhub.programmes.blueprint import blueprint
from eventhub.programmes.forms import TrainingForm, read_attendance
from eventhub.programmes.kinds import TrainingKind
from eventhub.programmes.models import Programme, Training
from eventhub.programmes.operations import supporting
from eventhub.programmes.permissions import Permission
from eventhub.programmes.queries import results as counted
from eventhub.programmes.states import ProgrammeState
from eventhub.web.forms import Form
from eventhub.web.pages import go, page


@blueprint.get("/work/programmes/<programme>/trainings")
@requires(Permission.HELP, of="programme")
def trainings(programme: Programme) -> Response:
    """Every session, and the needs they answer."""
    found = queries.trainings_page(programme)
    return page(
        "programmes/trainings.html",
        programme=programme,
        found=found,
        needs=counted.progress(programme).needs,
        hours=counted.hours_by_axis(programme),
        today=clock.today(),
        is_running=programme.state == ProgrammeState.RUNNING,
    )


def _form_page(form: Form, programme: Programme, title: str) -> Response:
    back = (_("Training"), url_for("programmes.trainings", programme=programme.slug))
    return page("programmes/form.html", form=form, programme=programme, title=title, back=back)


@blueprint.route("/work/programmes/<programme>/trainings/new", methods=["GET", "POST"])
@requires(Permission.MANAGE, of="programme")
def plan_training(programme: Programme) -> Response:
    """A new session, for the axis that is asked for."""
    asked = request.args.get("axis", "")
    form = TrainingForm(data={"kind": TrainingKind.TRAINING, "axis": asked, "hours": 3})
    if form.is_submitted():
        done = form.attempt(lambda: supporting.plan(current_user, programme, form.settings(), clock.now()))
        if done is not None:
            flash(_("The session was planned."), "ok")
            return go(url_for("programmes.trainings", programme=programme.slug))
    return _form_page(form, programme, _("Plan a session"))


@blueprint.route("/work/programmes/<programme>/trainings/<training>/change", methods=["GET", "POST"])
@requires(Permission.MANAGE, of="programme")
def change_training(programme: Programme, training: Training) -> Response:
    """Another title, day, length or place."""
    form = TrainingForm(obj=training, hours=round(training.minutes / 60, 2))
    if form.is_submitted():
        done = form.attempt(
            lambda: supporting.change_training(
                current_user, programme, training, form.settings(), clock.now()
            )
        )
        if done is not None:
            flash(_("Recorded."), "ok")
            return go(url_for("programmes.training", programme=programme.slug, training=training.public_id))
    return _form_page(form, programme, _("Change the session"))


@blueprint.route("/work/programmes/<programme>/trainings/<training>", methods=["GET", "POST"])
@requires(Permission.HELP, of="programme")
def training(programme: Programme, training: Training) -> Response:
    """One session, and who came."""
    form, text = Form(), request.args.get("q", "")[:80]
    inside = queries.taking_part(programme, text)
    has_more, inside = len(inside) > queries.ATTENDANCE_SHOWN, inside[: queries.ATTENDANCE_SHOWN]
    came: dict[str, Any] = {}
    if form.is_submitted():
        came = read_attendance([each.public_id for each in inside], request.form)
        done = form.attempt(lambda: supporting.attend(current_user, programme, training, came, clock.now()))
        if done is not None:
            flash(_("Who came was recorded."), "ok")
            return go(url_for("programmes.trainings", programme=programme.slug))
    there = {each.enrolment_id: each for each in training.attendances}
    for each in inside:
        known = there.get(each.id)
        if known is not None:
            came.setdefault(each.public_id, (known.people, known.women, known.young))
    return page(
        "programmes/training.html",
        form=form,
        programme=programme,
        training=training,
        inside=inside,
        came=came,
        text=text,
        has_more=has_more,
        is_begun=training.on <= clock.today(),
        is_running=programme.state == ProgrammeState.RUNNING,
    )

"""Cohorts of an edition, who is in which, and the board of a day."""

from datetime import timedelta

from flask import flash, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user
from werkzeug.wrappers import Response

from eventhub import clock, i18n
from eventhub.booths import drawing, forms
from eventhub.booths.blueprint import blueprint
from eventhub.booths.models import Cohort
from eventhub.booths.operations import cohorts as operations
from eventhub.booths.permissions import Permission
from eventhub.booths.queries import applications, plans
from eventhub.booths.queries import cohorts as queries
from eventhub.booths.queries.instances import Days
from eventhub.fairs.models import Edition
from eventhub.permissions import requires
from eventhub.web.forms import Form
from eventhub.web.pages import go, page


@blueprint.route("/work/e/<edition>/plan/cohorts", methods=["GET", "POST"])
@requires(Permission.ALLOCATE, of="edition")
def cohorts(edition: Edition) -> Response:
    """The cohorts, a form for one more, who is in which, and the board of the chosen day."""
    form = forms.CohortForm()
    if not form.is_submitted():
        return _show(edition, form)
    done = form.attempt(
        lambda: operations.add(
            current_user, edition, form.name.data, (form.starts_on.data, form.ends_on.data), clock.now()
        )
    )
    if done is None:
        return _show(edition, form)
    flash(_("The cohort %(name)s is there.", name=done.name), "ok")
    return go(url_for("booths.cohorts", edition=edition.slug))


def _show(edition: Edition, form: forms.CohortForm, refused: Form | None = None) -> Response:
    found = plans.plan_of(edition)
    days = [
        edition.starts_on + timedelta(days=n) for n in range((edition.ends_on - edition.starts_on).days + 1)
    ]
    day = next((day for day in days if day.isoformat() == request.args.get("day")), days[0])
    board = plans.board(edition, days=Days(day, day)) if found else []
    return page(
        "booths/cohorts.html",
        form=refused or form,
        cohort_form=form,
        edition=edition,
        plan=found,
        cohorts=queries.cohorts_of(edition),
        sizes=queries.sizes(edition),
        candidates=queries.candidates(edition),
        day=day,
        day_tabs=[
            {
                "text": i18n.day(each, "medium"),
                "href": url_for("booths.cohorts", edition=edition.slug, day=each.isoformat()),
                "current": each == day,
            }
            for each in days
        ],
        stands=drawing.stands(board),
        ground=drawing.ground_of(found) if found else None,
        name_of=plans.name_of,
    )


def _back(edition: Edition, form: Form, sentence: str) -> Response:
    if form.refusal:
        return _show(edition, forms.CohortForm(formdata=None), form)
    flash(sentence, "ok")
    return go(url_for("booths.cohorts", edition=edition.slug))


@blueprint.post("/work/e/<edition>/plan/cohorts/deal")
@requires(Permission.ALLOCATE, of="edition")
def deal_cohorts(edition: Edition) -> Response:
    """Deal the files that are in no cohort out to them."""
    form = forms.EmptyForm()
    done = form.attempt(lambda: (operations.deal(current_user, edition, clock.now()),)) or (0,)
    return _back(edition, form, ngettext("%(num)s file was dealt.", "%(num)s files were dealt.", done[0]))


@blueprint.post("/work/e/<edition>/plan/cohorts/fill")
@requires(Permission.ALLOCATE, of="edition")
def fill_cohort(edition: Edition) -> Response:
    """Put the ticked files into a cohort, or into none."""
    form = forms.EmptyForm()
    cohort = queries.cohort_by_public_id(request.form.get("cohort", ""), {"edition": edition})
    files = applications.chosen(edition, request.form.getlist("ids"))
    done = form.attempt(lambda: (operations.put(current_user, edition, files, cohort, clock.now()),)) or (0,)
    return _back(edition, form, ngettext("%(num)s file was moved.", "%(num)s files were moved.", done[0]))


@blueprint.post("/work/e/<edition>/plan/cohorts/<cohort>/remove")
@requires(Permission.ALLOCATE, of="edition")
def remove_cohort(edition: Edition, cohort: Cohort) -> Response:
    """Take a cohort away."""
    form = forms.EmptyForm()
    form.attempt(lambda: (operations.remove(current_user, cohort, clock.now()),))
    return _back(edition, form, _("The cohort was taken away."))

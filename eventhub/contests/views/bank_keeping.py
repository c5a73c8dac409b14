"""An organizer's own part of the bank: what funders look for, ready-made models."""

from typing import Any

from flask import flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from eventhub import clock
from eventhub.accounts.models import Organizer
from eventhub.contests.blueprint import blueprint
from eventhub.contests.forms.work import FunderForm, ModelForm
from eventhub.contests.models import Funder, ModelSheet
from eventhub.contests.operations import bank as operations
from eventhub.contests.permissions import Permission
from eventhub.contests.queries import bank as reads
from eventhub.contests.queries.sought import Sought, funders_page, models_page
from eventhub.contests.states import QUESTIONS
from eventhub.permissions import requires
from eventhub.web.loading import loads
from eventhub.web.pages import go, page

loads("funder", reads.funder_of)


@blueprint.get("/work/o/<organizer>/bank")
@requires(Permission.CREATE, of="organizer")
def bank_work(organizer: Organizer) -> Response:
    """The funders an organizer keeps."""
    sought = Sought.read(request.args)
    found = funders_page(sought, organizer.id)
    return page("contests/bank_work.html", organizer=organizer, funders=found, kept=sought.kept())


@blueprint.get("/work/o/<organizer>/bank/models")
@requires(Permission.CREATE, of="organizer")
def bank_models(organizer: Organizer) -> Response:
    """The models an organizer keeps."""
    sought = Sought.read(request.args)
    found = models_page(sought, organizer.id)
    return page("contests/bank_models.html", organizer=organizer, models=found, kept=sought.kept())


def _saved_funder(organizer: Organizer, row: Funder | None) -> Response:
    names = (
        "name",
        "about",
        "url",
        "helps",
        "sectors",
        "regions",
        "stages",
        "least",
        "most",
        "only_women_led",
        "is_published",
    )
    data: dict[str, Any] = {name: getattr(row, name) for name in names} if row else {}
    form = FunderForm(data=data)
    if form.is_submitted() and form.attempt(
        lambda: operations.save_funder(current_user, organizer, row, form.settings(), clock.now())
    ):
        flash(_("Kept."), "ok")
        return go(url_for("contests.bank_work", organizer=organizer.slug))
    return page("contests/funder_form.html", form=form, organizer=organizer, funder=row)


@blueprint.route("/work/o/<organizer>/bank/funders/new", methods=["GET", "POST"])
@requires(Permission.CREATE, of="organizer")
def new_funder(organizer: Organizer) -> Response:
    """Write down what a funder looks for."""
    return _saved_funder(organizer, None)


@blueprint.route("/work/o/<organizer>/bank/funders/<funder>", methods=["GET", "POST"])
@requires(Permission.CREATE, of="organizer")
def edit_funder(organizer: Organizer, funder: Funder) -> Response:
    """Change what a funder looks for."""
    return _saved_funder(organizer, funder)


def _saved_model(organizer: Organizer, row: ModelSheet | None) -> Response:
    form = ModelForm.of(row)
    if form.is_submitted() and form.attempt(
        lambda: operations.save_model(current_user, organizer, row, form.settings(), clock.now())
    ):
        flash(_("Kept."), "ok")
        return go(url_for("contests.bank_models", organizer=organizer.slug))
    return page("contests/model_form.html", form=form, organizer=organizer, model=row, questions=QUESTIONS)


@blueprint.route("/work/o/<organizer>/bank/models/new", methods=["GET", "POST"])
@requires(Permission.CREATE, of="organizer")
def new_model(organizer: Organizer) -> Response:
    """Write a ready-made model."""
    return _saved_model(organizer, None)


@blueprint.route("/work/o/<organizer>/bank/models/<model_sheet>", methods=["GET", "POST"])
@requires(Permission.CREATE, of="organizer")
def edit_model(organizer: Organizer, model_sheet: ModelSheet) -> Response:
    """Change a ready-made model."""
    return _saved_model(organizer, model_sheet)

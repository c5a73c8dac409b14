"""What a screener does besides deciding: checks, marks, tags, stepping out; and the sharing of files."""

from flask import flash, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user
from werkzeug.wrappers import Response

from eventhub import clock
from eventhub.booths import forms
from eventhub.booths.blueprint import blueprint
from eventhub.booths.models import Application
from eventhub.booths.operations import scoring, screening
from eventhub.booths.permissions import Permission
from eventhub.booths.queries import screenings
from eventhub.booths.queries.grids import grid_of
from eventhub.booths.views.screening import decided, show_file
from eventhub.errors import DomainError
from eventhub.fairs.models import Edition
from eventhub.permissions import requires
from eventhub.web.pages import go, page


@blueprint.post("/work/e/<edition>/applications/<application>/checks")
@requires(Permission.SCREEN, of="edition")
def check(edition: Edition, application: Application) -> Response:
    """Answer items of the checklist."""
    form = forms.EmptyForm()
    items = [each["key"] for each in grid_of(edition).checklist]
    given = {item: request.form[f"check-{item}"] for item in items if f"check-{item}" in request.form}

    def answer_all() -> bool:
        for item, answer in given.items():
            screening.check(current_user, application, item, answer, clock.now())
        return True

    if form.attempt(answer_all) is None:
        return show_file(edition, application, form)
    return decided(edition, application, _("The checklist was saved."))


@blueprint.post("/work/e/<edition>/applications/<application>/marks")
@requires(Permission.SCREEN, of="edition")
def mark(edition: Edition, application: Application) -> Response:
    """Keep one's own marks."""
    form = forms.EmptyForm()
    given = {key.partition("-")[2]: value for key, value in request.form.items() if key.startswith("mark-")}
    marks = {key: int(value) for key, value in given.items() if value in {"0", "1", "2", "3", "4", "5"}}
    if form.attempt(lambda: scoring.mark(current_user, application, marks, clock.now())) is None:
        return show_file(edition, application, form)
    return decided(edition, application, _("Your marks were saved."))


@blueprint.post("/work/e/<edition>/applications/<application>/conflict")
@requires(Permission.SCREEN, of="edition")
def declare_conflict(edition: Edition, application: Application) -> Response:
    """Step out of a file."""
    form = forms.ConflictForm()
    why = form.tie
    if not form.attempt(
        lambda: scoring.declare_conflict(current_user, application, why.data or "", clock.now())
    ):
        return show_file(edition, application, form)
    return decided(edition, application, _("Others screen this file now."))


@blueprint.post("/work/e/<edition>/applications/<application>/tags")
@requires(Permission.SCREEN, of="edition")
def tag(edition: Edition, application: Application) -> Response:
    """Put a tag on, or take one off."""
    form, is_on = forms.TagForm(), request.form.get("off") != "yes"
    word = form.tag

    def put() -> bool:
        screening.tag(current_user, application, word.data or "", clock.now(), is_on=is_on)
        return True

    if form.attempt(put) is None:
        return show_file(edition, application, form)
    return decided(edition, application, _("The tags were saved."))


@blueprint.get("/work/e/<edition>/applications/screeners")
@requires(Permission.SCREEN, of="edition")
def screeners(edition: Edition) -> Response:
    """How far everybody is, and the press that shares the files."""
    return page(
        "booths/screeners.html",
        edition=edition,
        grid=grid_of(edition),
        progress_of_all=screenings.progress_of(edition),
        open_files=len(screenings.to_share(edition)),
        disputed=screenings.disputed(edition, grid_of(edition).spread_limit),
    )


@blueprint.post("/work/e/<edition>/applications/screeners/share")
@requires(Permission.SCREEN, of="edition")
def share_files(edition: Edition) -> Response:
    """Give every open file its screeners."""
    try:
        new, lacking = scoring.share_files(current_user, edition, clock.now())
    except DomainError as error:
        flash(str(error), "no")
        return go(url_for("booths.screeners", edition=edition.slug))
    flash(ngettext("One file was given out.", "%(num)s places were given out.", new), "ok")
    if lacking:
        sentence = ngettext(
            "One file lacks a screener without a conflict.",
            "%(num)s files lack a screener without a conflict.",
            lacking,
        )
        flash(sentence, "wait")
    return go(url_for("booths.screeners", edition=edition.slug))

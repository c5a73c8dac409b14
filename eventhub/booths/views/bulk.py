"""Work on many files: choose, say what it needs, see what would happen to each, do it, undo it."""

from datetime import timedelta
from typing import Any

from flask import abort, flash, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user
from werkzeug.wrappers import Response

from eventhub import clock
from eventhub.background import enqueue
from eventhub.booths import filters, forms, jobs, naming
from eventhub.booths.addresses import list_address
from eventhub.booths.blueprint import blueprint
from eventhub.booths.bulk import MOST_AT_ONCE
from eventhub.booths.models import BulkAction
from eventhub.booths.operations import bulk as operations
from eventhub.booths.permissions import Permission
from eventhub.booths.queries import applications as reads
from eventhub.booths.queries import bulk_reads, lists, screenings
from eventhub.booths.queries.plans import calls_of
from eventhub.booths.states import BulkState, BulkVerb
from eventhub.booths.views import undoing
from eventhub.errors import DomainError
from eventhub.fairs.models import Edition
from eventhub.permissions import requires
from eventhub.web.pages import go, page

PATIENCE = timedelta(seconds=20)
"""So long the page has to itself before a job does what it left."""
SHOWN = 200
"""Files named in a preview; the others are counted."""


def _page_of(bulk: BulkAction) -> str:
    return url_for("booths.bulk", edition=bulk.edition.slug, bulk_action=bulk.public_id)


@blueprint.post("/work/e/<edition>/applications/many")
@requires(Permission.SCREEN, of="edition")
def prepare_bulk(edition: Edition) -> Response:
    """Keep what was chosen: the ticked files, or all that the filter of the address shows."""
    asked = filters.read(request.args)
    back = list_address(edition, asked)
    verb = request.form.get("verb", "")
    if verb not in set(BulkVerb):
        flash(_("Choose what to do with the files."), "no")
        return go(back)
    if request.form.get("all") == "yes":
        ids = lists.matching(edition, asked, current_user, MOST_AT_ONCE + 1)
    else:
        ids = [file.id for file in reads.chosen(edition, request.form.getlist("ids")[:MOST_AT_ONCE])]
    try:
        row = operations.prepare(current_user, edition, verb, {}, ids, back=filters.written(asked))
    except DomainError as error:
        flash(str(error), "no")
        return go(back)
    return go(_page_of(row))


@blueprint.get("/work/e/<edition>/applications/many/<bulk_action>")
@requires(Permission.SCREEN, of="edition")
def bulk(edition: Edition, bulk_action: BulkAction) -> Response:
    """What would happen to each, or how far it is, or what was done."""
    return _show(edition, bulk_action, _form(edition, bulk_action))


def _form(edition: Edition, row: BulkAction) -> Any:
    kept = dict(row.arguments)
    if "person_id" in kept:
        people = {person.id: person.public_id for person in screenings.screeners_of(edition)}
        kept["screener"] = people.get(kept["person_id"])
    if "tier" in kept:
        kept["tier"] = str(kept["tier"])
    screeners = [(person.public_id, person.name) for person in screenings.screeners_of(edition)]
    return forms.arguments_form(
        row.verb, parts=naming.parts_of(calls_of(edition)), screeners=screeners, filled=kept or None
    )


def _show(edition: Edition, row: BulkAction, form: Any) -> Response:
    is_ready = row.verb == BulkVerb.ELIGIBLE or bool(row.arguments)
    is_prepared = row.state == BulkState.PREPARED
    looked = []
    if is_prepared and is_ready:
        looked = operations.looked_through(row, bulk_reads.chosen_files(row.edition_id, row.chosen))
    now = clock.now()
    return page(
        "booths/bulk.html",
        form=form if form.is_refused else None,
        asked=form,
        edition=edition,
        bulk=row,
        is_ready=is_ready,
        is_prepared=is_prepared,
        doing=[file for file, why in looked if why is None],
        skipping=[(file, why) for file, why in looked if why is not None],
        most=SHOWN,
        may_undo=row.state == BulkState.DONE and row.undo_until is not None and now < row.undo_until,
        skipped=naming.skipped_words(row),
        back=list_address(edition, filters.parsed(row.back)),
        Verb=BulkVerb,
        State=BulkState,
    )


@blueprint.post("/work/e/<edition>/applications/many/<bulk_action>/arguments")
@requires(Permission.SCREEN, of="edition")
def argue_bulk(edition: Edition, bulk_action: BulkAction) -> Response:
    """Say what it needs to know; then the preview is exact."""
    form = _form(edition, bulk_action)
    people = {person.public_id: person.id for person in screenings.screeners_of(edition)}
    if form.attempt(lambda: operations.argue(bulk_action, naming.arguments_of(form, people))) is None:
        return _show(edition, bulk_action, form)
    return go(_page_of(bulk_action))


@blueprint.post("/work/e/<edition>/applications/many/<bulk_action>/begin")
@requires(Permission.SCREEN, of="edition")
def begin_bulk(edition: Edition, bulk_action: BulkAction) -> Response:
    """Do it; when there are many its first part: the page does the others, and a job if the page is left."""
    del edition
    try:
        row = operations.begin(current_user, bulk_action, clock.now())
    except DomainError as error:
        flash(str(error), "no")
        return go(_page_of(bulk_action))
    if row.state == BulkState.RUNNING:
        enqueue(jobs.carry_on_bulk, row.id, delay=PATIENCE)
    return _went_on(row)


@blueprint.post("/work/e/<edition>/applications/many/<bulk_action>/carry-on")
@requires(Permission.SCREEN, of="edition")
def carry_on_bulk(edition: Edition, bulk_action: BulkAction) -> Response:
    """Do the next part; once it is over this changes nothing."""
    del edition
    return _went_on(operations.carry_on(bulk_action, clock.now()))


def _went_on(row: BulkAction) -> Response:
    if row.state == BulkState.DONE:
        jobs.publish_later(row)
        undoing.remember(row)
    return go(_page_of(row))


@blueprint.post("/work/e/<edition>/applications/many/<bulk_action>/undo")
@requires(Permission.SCREEN, of="edition")
def undo_bulk(edition: Edition, bulk_action: BulkAction) -> Response:
    """Put every file back as it was."""
    if bulk_action.state not in (BulkState.DONE, BulkState.UNDONE, BulkState.PUBLISHED):
        abort(404)
    try:
        count = operations.undo(current_user, bulk_action, clock.now())
        undoing.forget()
        flash(ngettext("One file is as it was.", "%(num)s files are as they were.", count), "ok")
    except DomainError as error:
        flash(str(error), "no")
        return go(_page_of(bulk_action))
    return go(list_address(edition, filters.parsed(bulk_action.back)))

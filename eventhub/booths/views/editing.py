"""The plan's editor: how a plan begins, the page that draws it, its saving, its history, its files."""

from datetime import datetime
from typing import Any

from flask import Response as FlaskResponse
from flask import abort, flash, jsonify, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from flask_login import current_user
from werkzeug.wrappers import Response

from eventhub import clock, storage
from eventhub.booths import backdrops, drawing, editing, editor_words, forms, importing, plan_files
from eventhub.booths.blueprint import blueprint
from eventhub.booths.models import Plan, PlanVersion
from eventhub.booths.operations import backdrops as laying
from eventhub.booths.operations import beginning, bringing_plans
from eventhub.booths.operations import drawing as operations
from eventhub.booths.permissions import Permission
from eventhub.booths.queries import drawing as drawn
from eventhub.booths.queries import plans
from eventhub.errors import DomainError
from eventhub.fairs.models import Edition
from eventhub.permissions import requires
from eventhub.web.forms import Form
from eventhub.web.pages import go, page
from eventhub.web.spreadsheets import spreadsheet

MOST_CHANGES, LONGEST_TAB, MOST_CHOSEN = 200, 36, 20


@blueprint.get("/work/e/<edition>/plan/edit")
@requires(Permission.DRAW_PLAN, of="edition")
def edit_plan(edition: Edition) -> Response:
    """The editor; without a plan, the ways to begin one."""
    plan = plans.plan_of(edition)
    if plan is None:
        return _ways_to_begin(edition, forms.GridForm())
    seen = {
        "version": plan.version,
        "objects": drawn.objects_of(plan),
        "backdrop": drawn.backdrop_address(plan),
        "words": editor_words.said(),
    }
    return page("booths/edit_plan.html", form=forms.FileForm(), edition=edition, plan=plan, seen=seen)


def _ways_to_begin(edition: Edition, form: Form) -> Response:
    last = plans.last_plan_before(edition)
    return page("booths/begin_plan.html", form=form, edition=edition, last=last)


@blueprint.post("/work/e/<edition>/plan/begin")
@requires(Permission.DRAW_PLAN, of="edition")
def begin_plan(edition: Edition) -> Response:
    """Begin a plan from last edition's, from a generated grid, or from nothing."""
    how = request.form.get("how", "")
    form = (
        forms.GridForm() if how == "grid" else forms.GroundForm() if how == "nothing" else forms.EmptyForm()
    )

    def begin() -> Plan:
        at = clock.now()
        if isinstance(form, forms.GridForm):
            return beginning.begin_grid(current_user, edition, form.grid(), at)
        if isinstance(form, forms.GroundForm):
            return beginning.begin_empty(current_user, edition, form.width.data, form.depth.data, at)
        return beginning.begin_from(current_user, edition, plans.last_plan_before(edition), at)

    if form.attempt(begin) is None:
        shown = form if isinstance(form, forms.GridForm) else forms.GridForm()
        shown.refusal = shown.refusal or form.refusal
        return _ways_to_begin(edition, shown)
    return go(url_for("booths.edit_plan", edition=edition.slug))


@blueprint.post("/work/e/<edition>/plan/sync")
@requires(Permission.DRAW_PLAN, of="edition")
def sync_plan(edition: Edition) -> Response:
    """Changes in, what is new out, and who else is there.

    `{"tab", "version", "chosen": [id], "changes": [{"id", "operations"}]}` →
    `{"version", "results", "objects": {id: object or null}, "whole", "here": [{"name", "chosen"}]}`
    """
    plan = plans.plan_of(edition)
    if plan is None:
        raise DomainError("no_plan", _l("The plan is not drawn yet"))
    body: Any = request.get_json(silent=True)
    tab, version, chosen = _read_sync(body)
    at = clock.now()
    outcomes = _take_in(plan, body.get("changes", []), at)
    operations.note_presence(current_user, plan, tab, chosen, at)
    answer = {
        "version": plan.version,
        "results": [{"id": each.id, "outcome": each.outcome, "remarks": each.remarks} for each in outcomes],
        **_news(plan, version),
        "here": [
            {"name": str(each.person.name), "chosen": each.chosen}
            for each in drawn.others_here(plan, tab, at)
        ],
    }
    return jsonify(answer)


def _read_sync(body: Any) -> tuple[str, int, list[str]]:
    malformed = DomainError("malformed", _l("This could not be understood"), status=400)
    if not isinstance(body, dict) or not isinstance(body.get("changes", []), list):
        raise malformed
    tab, version, chosen = body.get("tab"), body.get("version"), body.get("chosen", [])
    if not isinstance(tab, str) or not 1 <= len(tab) <= LONGEST_TAB or type(version) is not int:
        raise malformed
    if not isinstance(chosen, list) or len(body.get("changes", [])) > MOST_CHANGES:
        raise malformed
    ids = [each.get("id") if isinstance(each, dict) else None for each in body.get("changes", [])]
    if not all(isinstance(each, str) for each in ids):
        raise malformed
    return tab, version, [str(each)[:30] for each in chosen[:MOST_CHOSEN]]


def _take_in(plan: Plan, listed: list[Any], at: datetime) -> list[operations.Outcome]:
    """One outcome for each change; one that no editor of ours would send is refused alone."""
    outcomes: list[operations.Outcome] = []
    for item in listed:
        try:
            outcomes += operations.take_in(current_user, plan, [editing.read_change(item)], at)
        except editing.MalformedError as fault:
            sentence = _("This change could not be saved: %(why)s.", why=str(fault))
            remark = {"code": "malformed", "id": "", "message": sentence}
            outcomes.append(operations.Outcome(item["id"], "refused", [remark]))
    return outcomes


def _news(plan: Plan, version: int) -> dict[str, Any]:
    """The objects that changed since a version; all of them when that is no longer known."""
    if version == plan.version:
        return {"whole": False, "objects": {}}
    objects = drawn.objects_of(plan)
    touched = drawn.touched_since(plan, version)
    if touched is None:
        return {"whole": True, "objects": objects}
    return {"whole": False, "objects": {name: objects.get(name) for name in touched}}


@blueprint.get("/work/e/<edition>/plan/history")
@requires(Permission.DRAW_PLAN, of="edition")
def plan_history(edition: Edition) -> Response:
    """The versions kept of the plan."""
    plan = plans.plan_of(edition)
    versions = drawn.versions_of(plan) if plan is not None else []
    return page("booths/plan_history.html", edition=edition, plan=plan, versions=versions)


@blueprint.get("/work/e/<edition>/plan/history/<plan_version>")
@requires(Permission.DRAW_PLAN, of="edition")
def plan_version(edition: Edition, plan_version: PlanVersion) -> Response:
    """One version to look at."""
    seen = drawing.of_objects(plan_version.content)
    return page("booths/plan_version.html", edition=edition, version=plan_version, seen=seen)


@blueprint.post("/work/e/<edition>/plan/history/<plan_version>/restore")
@requires(Permission.DRAW_PLAN, of="edition")
def restore_plan(edition: Edition, plan_version: PlanVersion) -> Response:
    """Go back to a version; what is now is kept as one more."""
    form = forms.EmptyForm()
    remarks = form.attempt(lambda: operations.restore(current_user, plan_version, clock.now()))
    if remarks is None:
        seen = drawing.of_objects(plan_version.content)
        return page("booths/plan_version.html", form, edition=edition, version=plan_version, seen=seen)
    flash(_("The plan is as it was; what it was until now is kept in its history."), "ok")
    _tell(remarks)
    return go(url_for("booths.edit_plan", edition=edition.slug))


def _tell(remarks: list[dict[str, Any]]) -> None:
    for remark in remarks[:5]:
        flash(remark["message"], "wait")


@blueprint.get("/work/e/<edition>/plan/backdrop")
@requires(Permission.DRAW_PLAN, of="edition")
def plan_backdrop(edition: Edition) -> FlaskResponse:
    """The picture under the plan."""
    from eventhub.web.views import send_stored

    plan = plans.plan_of(edition)
    row = drawn.backdrop_of(plan) if plan is not None else None
    if row is None:
        abort(404)
    return send_stored(row, "private, max-age=86400")


@blueprint.post("/work/e/<edition>/plan/backdrop")
@requires(Permission.DRAW_PLAN, of="edition")
def lay_backdrop(edition: Edition) -> Response:
    """Lay a picture, or the first page of a PDF, under the plan."""
    form = forms.FileForm()

    def lay() -> storage.StoredFile:
        sent = form.file.data
        picture = backdrops.as_picture(sent.stream.read(storage.LARGEST_BYTES + 1))
        return laying.lay(current_user, plans.plan_of(edition), picture, sent.filename or "", clock.now())

    if form.attempt(lay) is None:
        return _back_with(form, edition)
    flash(_("The picture lies under the plan. Set its scale: two points and their distance."), "ok")
    return go(url_for("booths.edit_plan", edition=edition.slug))


def _back_with(form: Form, edition: Edition) -> Response:
    return page("booths/bring_plan.html", form=form, edition=edition)


@blueprint.route("/work/e/<edition>/plan/import", methods=["GET", "POST"])
@requires(Permission.DRAW_PLAN, of="edition")
def import_plan(edition: Edition) -> Response:
    """Bring in a plan as data (JSON), or a table of stands (CSV, XLSX)."""
    form = forms.FileForm()
    if not form.is_submitted():
        return page("booths/bring_plan.html", form=form, edition=edition)

    def bring() -> list[dict[str, Any]]:
        content = form.file.data.stream.read(storage.LARGEST_BYTES)
        if content.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{"):
            return bringing_plans.bring_plan(current_user, edition, content, clock.now())
        count = importing.bring_in(current_user, edition, content, form.file.data.filename or "file")
        flash(ngettext("One stand was brought in.", "%(num)s stands were brought in.", count), "ok")
        return []

    remarks = form.attempt(bring)
    if remarks is None:
        return _back_with(form, edition)
    _tell(remarks)
    return go(url_for("booths.edit_plan", edition=edition.slug))


@blueprint.get("/work/e/<edition>/plan/stands.csv")
@requires(Permission.SEE_PLAN, of="edition")
def stands_table(edition: Edition) -> FlaskResponse:
    """The stands as a table that can be changed and brought in again."""
    rows = list(importing.table_rows(edition))
    return spreadsheet(list(importing.COLUMNS), rows, f"stands-{edition.slug}.csv")


@blueprint.get("/work/e/<edition>/plan/allocation.json")
@requires(Permission.SEE_PLAN, of="edition")
def allocation_json(edition: Edition) -> FlaskResponse:
    """The plan as the plan part of an allocation instance."""
    plan = plans.plan_of(edition)
    if plan is None:
        abort(404)
    by_hand = plans.corrections(plan, plan.booths)
    part = plan_files.plan_part(plan, plan.zones, plan.booths, by_hand)
    response = jsonify({"format": plan_files.FORMAT, "name": edition.slug, "plan": part})
    response.headers.set("Content-Disposition", "attachment", filename=f"plan-{edition.slug}.json")
    return response

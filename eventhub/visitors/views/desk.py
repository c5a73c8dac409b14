"""Organizers' pages of visitors: the list, the desk, files in and out, badges to print."""

from base64 import b64encode
from typing import Any

from flask import Blueprint, Response, abort, flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from eventhub import audit, background, clock
from eventhub.errors import BadInput, DomainError
from eventhub.fairs.models import Edition
from eventhub.permissions import requires, writes
from eventhub.visitors import codes, importing, jobs, operations, phrases, printing, queries
from eventhub.visitors.forms import ImportForm, PrintForm, VisitorForm
from eventhub.visitors.models import BadgeRun, Registration
from eventhub.visitors.permissions import Permission
from eventhub.web.pages import go, page
from eventhub.web.spreadsheets import spreadsheet
from eventhub.web.views import send_stored

LARGEST_PREVIEW = 1024 * 1024
"""A larger file (bytes) is imported at once, or with `eventhub import visitors`."""
HOME = "/work/e/<edition>/visitors"


def add_to(blueprint: Blueprint) -> None:
    """Add these pages."""
    for rule, view, methods in (
        (HOME, list_visitors, ["GET"]),
        (f"{HOME}/add", add_visitor, ["GET", "POST"]),
        (f"{HOME}/import", import_visitors, ["GET", "POST"]),
        (f"{HOME}/export.csv", export_visitors, ["GET"]),
        (f"{HOME}/<visitor>", show_visitor, ["GET"]),
        (f"{HOME}/<visitor>/revoke", revoke_badge, ["POST"]),
        (f"{HOME}/<visitor>/reissue", reissue_badge, ["POST"]),
        (f"{HOME}/<visitor>/erase", erase_visitor, ["POST"]),
        ("/work/e/<edition>/badges", print_badges, ["GET", "POST"]),
        ("/work/e/<edition>/badges/<run>", show_run, ["GET"]),
        ("/work/e/<edition>/badges/<run>/<int:position>.pdf", download_part, ["GET"]),
    ):
        blueprint.add_url_rule(rule, view_func=view, methods=methods)


@requires(Permission.LIST_VISITORS, of="edition")
def list_visitors(edition: Edition) -> Any:
    """Visitors, newest first; searched by name, number or badge code, filtered by kind."""
    search, category = request.args.get("q", "")[:100], request.args.get("category", "")
    found = queries.visitors_page(edition.id, search, category)
    return page(
        "visitors/list.html",
        edition=edition,
        found=found,
        search=search,
        category=category,
        counts=queries.visitor_counts(edition.id),
        categories=phrases.CATEGORIES,
        shown=codes.shown,
    )


@requires(Permission.ADD_VISITOR, of="edition")
def add_visitor(edition: Edition) -> Any:
    """Somebody comes to the desk."""
    form = VisitorForm()
    if form.is_submitted():
        done = form.attempt(lambda: operations.add(current_user, edition, form.visitor(), clock.now()))
        if done:
            flash(_("The badge is ready."), "ok")
            return go(url_for("visitors.show_visitor", edition=edition.slug, visitor=done.public_id))
    return page("visitors/add.html", form, edition=edition)


@requires(Permission.LIST_VISITORS, of="edition")
def show_visitor(edition: Edition, visitor: Registration) -> Any:
    """One visitor and the badge."""
    return page(
        "visitors/show.html",
        edition=edition,
        visitor=visitor,
        shown_code=codes.shown(visitor.badge.code),
        picture=qr_picture(visitor.badge.code),
        categories=phrases.CATEGORIES,
        came_by=phrases.CAME_BY,
    )


def qr_picture(code: str) -> dict[str, Any]:
    """What the QR's template draws: its side in modules, its path."""
    from flask import current_app

    from eventhub.documents import qr_svg_path

    side, path = qr_svg_path(codes.address(current_app.config["PUBLIC_URL"], "b", code))
    return {"side": side, "path": path}


def _act(edition: Edition, visitor: Registration, operation: Any, said: str) -> Any:
    try:
        operation(current_user, visitor, clock.now())
        flash(said, "ok")
    except DomainError as refusal:
        flash(str(refusal), "no")
    return go(url_for("visitors.show_visitor", edition=edition.slug, visitor=visitor.public_id))


@requires(Permission.REVOKE_BADGE, of="edition")
def revoke_badge(edition: Edition, visitor: Registration) -> Any:
    """Cancel a badge."""
    return _act(edition, visitor, operations.revoke_badge, _("The badge was cancelled."))


@requires(Permission.REISSUE_BADGE, of="edition")
def reissue_badge(edition: Edition, visitor: Registration) -> Any:
    """Replace a lost badge."""
    return _act(edition, visitor, operations.reissue_badge, _("A new badge is ready; the old one is void."))


@requires(Permission.ERASE_VISITOR, of="edition")
def erase_visitor(edition: Edition, visitor: Registration) -> Any:
    """Forget who it was."""
    return _act(edition, visitor, operations.erase, _("The personal data was erased."))


@requires(Permission.IMPORT_VISITORS, of="edition")
def import_visitors(edition: Edition) -> Any:
    """A file: first what would happen, row by row; then, confirmed, it happens."""
    form, reading, content, name = ImportForm(), None, "", ""
    if form.is_submitted() and form.validate():
        sent = form.sent
        if sent is None:
            form.refuse(DomainError("file_missing", _("Choose a file."), field="file", status=422))
            return page("visitors/import.html", form, edition=edition, reading=None)
        name, data = sent
        try:
            reading = importing.read(name, data)
        except BadInput as error:
            form.refuse(DomainError("file_unreadable", str(error), field="file", status=422))
        else:
            may_go = not reading.bad or form.keep_good.data
            if "confirm" in request.form and may_go and reading.good:
                made = importing.bring_in(current_user, edition, reading.good, clock.now())
                flash(_("%(n)d visitors were imported.", n=len(made)), "ok")
                return go(url_for("visitors.list_visitors", edition=edition.slug))
            content = b64encode(data).decode() if len(data) <= LARGEST_PREVIEW else ""
    return page(
        "visitors/import.html", form, edition=edition, reading=reading, content=content, file_name=name
    )


@requires(Permission.EXPORT_VISITORS, of="edition")
@writes
def export_visitors(edition: Edition) -> Response:
    """The list as CSV that Excel opens rightly: with BOM, formulas guarded."""
    audit.record(current_user, "visitors:registration:exported", edition, clock.now())
    found = queries.rows_to_export(edition.id)
    rows = ((*row[:2], row.phone and row.phone.removeprefix("+"), *row[3:]) for row in found)
    heads = "name_ar name_latin phone email category party came_by registered_at code first_in_at"
    return spreadsheet(heads.split(), rows, f"visitors-{edition.slug}.csv")


@requires(Permission.PRINT_BADGES, of="edition")
def print_badges(edition: Edition) -> Any:
    """Badges to print, in parts made by the workers."""
    form = PrintForm()
    if form.is_submitted():
        run = form.attempt(
            lambda: printing.begin_run(
                current_user, edition, form.layout.data, clock.now(), only_new=form.only_new.data
            )
        )
        if run:
            for part in run.parts:
                background.enqueue(jobs.print_part, part.id)
            return go(url_for("visitors.show_run", edition=edition.slug, run=run.public_id))
    return page("visitors/print.html", form, edition=edition, runs=queries.runs_of(edition.id))


@requires(Permission.PRINT_BADGES, of="edition")
def show_run(edition: Edition, run: BadgeRun) -> Any:
    """How far a print is, and its files."""
    return page("visitors/run.html", edition=edition, run=run, is_done=run.done_count >= run.badge_count)


@requires(Permission.PRINT_BADGES, of="edition")
def download_part(edition: Edition, run: BadgeRun, position: int) -> Response:
    """One file of a print."""
    del edition
    part = next((part for part in run.parts if part.position == position), None)
    if part is None or part.file is None:
        abort(404)
    return send_stored(part.file)

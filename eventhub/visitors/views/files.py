"""Pages of files of visitors: sent, their columns named, every row read, brought in, taken back."""

from typing import Any

from flask import Blueprint, Response, flash, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from eventhub import background, clock, storage
from eventhub.errors import DomainError
from eventhub.fairs.models import Edition
from eventhub.permissions import requires
from eventhub.visitors import bringing, importing, jobs, phrases, queries
from eventhub.visitors.forms import BringInForm, ImportForm
from eventhub.visitors.import_states import AT_WORK, ImportState
from eventhub.visitors.models import VisitorImport
from eventhub.visitors.permissions import Permission
from eventhub.web.pages import go, page
from eventhub.web.spreadsheets import spreadsheet

HOME = "/work/e/<edition>/visitors/import"


def add_to(blueprint: Blueprint) -> None:
    """Add these pages."""
    one = f"{HOME}/<visitor_import>"
    for rule, view, methods in (
        (HOME, import_visitors, ["GET", "POST"]),
        (one, show_import, ["GET", "POST"]),
        (f"{one}/columns", name_columns, ["GET", "POST"]),
        (f"{one}/report.csv", report_import, ["GET"]),
        (f"{one}/again", send_again, ["POST"]),
        (f"{one}/take-back", take_back_import, ["POST"]),
    ):
        blueprint.add_url_rule(rule, view_func=view, methods=methods)


def _to(edition: Edition, row: VisitorImport, endpoint: str = "visitors.show_import") -> Any:
    return go(url_for(endpoint, edition=edition.slug, visitor_import=row.public_id))


@requires(Permission.IMPORT_VISITORS, of="edition")
def import_visitors(edition: Edition) -> Any:
    """Send a file; and the ones sent before."""
    form = ImportForm()
    if form.is_submitted() and form.validate():
        file = form.file.data
        if not file or not file.filename:
            form.refuse(DomainError("file_missing", _("Choose a file."), field="file", status=422))
        else:
            send, content = bringing.send_file, file.read()
            row = form.attempt(lambda: send(current_user, edition, file.filename, content, clock.now()))
            if row:
                return _to(edition, row, "visitors.name_columns")
    return page(
        "visitors/import.html", form, edition=edition, files=queries.imports_of(edition.id), words=phrases
    )


@requires(Permission.IMPORT_VISITORS, of="edition")
def name_columns(edition: Edition, visitor_import: VisitorImport) -> Any:
    """Which column is what: guessed, to be corrected, with the first rows to see by."""
    if visitor_import.state not in {ImportState.SENT, ImportState.CHECKED, ImportState.FAILED}:
        return _to(edition, visitor_import)
    sheet = _sheet(visitor_import)
    head = importing.look(visitor_import.name, storage.read_key(visitor_import.key), sheet)
    kept = visitor_import.columns if sheet == visitor_import.sheet else head.columns
    chosen, refusal = [column or "" for column in kept], None
    if request.method == "POST":
        chosen = [request.form.get(f"column-{at}", "") for at in range(len(head.header))]
        try:
            bringing.name_columns(visitor_import, [column or None for column in chosen], sheet)
        except DomainError as error:
            refusal = str(error)
        else:
            if bringing.is_small(visitor_import):
                bringing.check(visitor_import)
            else:
                background.enqueue(jobs.check_file, visitor_import.id)
            return _to(edition, visitor_import)
    answer = page(
        "visitors/import_columns.html",
        edition=edition,
        file=visitor_import,
        head=head,
        chosen=chosen,
        refusal=refusal,
        words=phrases,
    )
    answer.status_code = 422 if refusal else 200
    return answer


def _sheet(row: VisitorImport) -> int:
    """The sheet asked for, if there is such a one; else the one kept."""
    asked = request.values.get("sheet", "")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < len("100") else row.sheet
    return number if number < len(row.sheets) else row.sheet


@requires(Permission.IMPORT_VISITORS, of="edition")
def send_again(edition: Edition, visitor_import: VisitorImport) -> Any:
    """Another sheet of the same workbook, without sending it anew."""
    row = bringing.send_again(current_user, visitor_import, clock.now())
    return _to(edition, row, "visitors.name_columns")


@requires(Permission.IMPORT_VISITORS, of="edition")
def show_import(edition: Edition, visitor_import: VisitorImport) -> Any:
    """How its rows fared; then they come in."""
    row, form = visitor_import, BringInForm()
    if row.state == ImportState.SENT:
        return _to(edition, row, "visitors.name_columns")
    if form.is_submitted():
        begin = bringing.begin
        done = form.attempt(lambda: begin(row, keep_good=form.keep_good.data))
        if done and bringing.is_small(row):
            bringing.bring_in_piece(row, 0, clock.now())
        elif done:
            background.enqueue(jobs.bring_in_piece, row.id, 0)
        if done:
            return _to(edition, row)
    is_read = row.state not in {ImportState.CHECKING, ImportState.FAILED}
    return page(
        "visitors/import_file.html",
        form,
        edition=edition,
        file=row,
        is_at_work=row.state in AT_WORK,
        error=bringing.what_failed(row),
        faults=bringing.first_faults(row) if is_read and row.bad_count else [],
        good=bringing.first_good(row) if row.state == ImportState.CHECKED else [],
        words=phrases,
    )


@requires(Permission.IMPORT_VISITORS, of="edition")
def report_import(edition: Edition, visitor_import: VisitorImport) -> Response:
    """What became of each row, as a file; with the codes of those who are in."""
    is_read = visitor_import.state not in {ImportState.SENT, ImportState.CHECKING, ImportState.FAILED}
    rows = sorted(bringing.report(visitor_import), key=lambda row: row[0]) if is_read else []
    return spreadsheet(["row", "result", "code", "url"], rows, f"report-{edition.slug}.csv")


@requires(Permission.IMPORT_VISITORS, of="edition")
def take_back_import(edition: Edition, visitor_import: VisitorImport) -> Any:
    """Remove who came with this file, but those who came in or hold a printed badge."""
    try:
        gone = bringing.take_back(current_user, visitor_import, clock.now())
        flash(ngettext("One visitor was taken out.", "%(num)s visitors were taken out.", gone), "ok")
    except DomainError as refusal:
        flash(str(refusal), "no")
    return _to(edition, visitor_import)

"""Organizers' list of visitors: filtered, exported, and what is done to many at once."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any

from flask import Blueprint, Response, flash, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from eventhub import audit, clock
from eventhub.errors import DomainError
from eventhub.fairs.models import Edition
from eventhub.permissions import requires, writes
from eventhub.visitors import codes, operations, phrases, queries
from eventhub.visitors.models import Registration
from eventhub.visitors.permissions import Permission
from eventhub.visitors.queries import Wanted
from eventhub.web.pages import PAGE_SIZE, go, page
from eventhub.web.spreadsheets import spreadsheet

HOME = "/work/e/<edition>/visitors"
HEADS = (
    "name_ar name_latin phone email category party came_by registered_at code first_in_at consented_at"
    " consent_withdrawn_at commune age company"
)


def add_to(blueprint: Blueprint) -> None:
    """Add these pages."""
    for rule, view, methods in (
        (HOME, list_visitors, ["GET"]),
        (f"{HOME}/export.csv", export_visitors, ["GET"]),
        (f"{HOME}/export.xlsx", export_workbook, ["GET"]),
        (f"{HOME}/chosen/export", export_chosen, ["POST"]),
        (f"{HOME}/chosen/print", print_chosen, ["POST"]),
        (f"{HOME}/chosen/revoke", revoke_chosen, ["POST"]),
        (f"{HOME}/chosen/restore", restore_chosen, ["POST"]),
        (f"{HOME}/chosen/erase", erase_chosen, ["POST"]),
    ):
        blueprint.add_url_rule(rule, view_func=view, methods=methods)


@requires(Permission.LIST_VISITORS, of="edition")
def list_visitors(edition: Edition) -> Any:
    """Visitors, newest first; searched by name, number or badge code, filtered in five ways."""
    wanted = Wanted.read(request.args)
    cancelled = [each[:16] for each in request.args.get("cancelled", "").split(",") if each][:PAGE_SIZE]
    return page(
        "visitors/list.html",
        edition=edition,
        found=queries.visitors_page(edition.id, wanted),
        wanted=wanted,
        cancelled=cancelled,
        counts=queries.visitor_counts(edition.id),
        words=phrases,
        shown=codes.shown,
    )


@requires(Permission.EXPORT_VISITORS, of="edition")
@writes
def export_visitors(edition: Edition) -> Response:
    """What the list shows as CSV that Excel opens rightly: with BOM, formulas guarded."""
    return _export(edition, Wanted.read(request.args), "csv")


@requires(Permission.EXPORT_VISITORS, of="edition")
@writes
def export_workbook(edition: Edition) -> Response:
    """What the list shows as a workbook."""
    return _export(edition, Wanted.read(request.args), "xlsx")


@requires(Permission.EXPORT_VISITORS, of="edition")
def export_chosen(edition: Edition) -> Any:
    """The ticked ones as a workbook."""
    wanted = Wanted.read(request.form)
    return _export(edition, wanted, "xlsx") if wanted.ids else _nobody(edition)


def _export(edition: Edition, wanted: Wanted, kind: str) -> Response:
    audit.record(current_user, "visitors:registration:exported", edition, clock.now())
    rows = (_exported(row) for row in queries.rows_to_export(edition.id, wanted))
    return spreadsheet(HEADS.split(), rows, f"visitors-{edition.slug}.{kind}", title=_("Visitors"))


def _exported(row: Any) -> tuple[Any, ...]:
    """Numbers without their plus sign, which a spreadsheet takes for a formula; answers by column."""
    answers = row.answers or {}
    asked = (answers.get("commune"), answers.get("age"), answers.get("company"))
    return (*row[:2], row.phone and row.phone.removeprefix("+"), *row[3:-1], *asked)


@requires(Permission.PRINT_BADGES, of="edition")
def print_chosen(edition: Edition) -> Any:
    """To the paper for the ticked ones."""
    wanted = Wanted.read(request.form)
    if not wanted.ids:
        return _nobody(edition)
    return go(url_for("visitors.print_badges", edition=edition.slug, **dict[str, Any](wanted.address)))


@requires(Permission.REVOKE_BADGE, of="edition")
def revoke_chosen(edition: Edition) -> Any:
    """Cancel the badges of the ticked ones, once their names were read; it can be taken back."""
    return _many(edition, "revoke", operations.revoke_badges)


@requires(Permission.REVOKE_BADGE, of="edition")
def restore_chosen(edition: Edition) -> Any:
    """Take cancellations back."""
    rows = queries.registrations_of(edition.id, Wanted.read(request.form).ids)
    for row in rows:
        operations.restore_badge(current_user, row, clock.now())
    flash(ngettext("One badge is good again.", "%(num)s badges are good again.", len(rows)), "ok")
    return go(url_for("visitors.list_visitors", edition=edition.slug))


@requires(Permission.ERASE_VISITOR, of="edition")
def erase_chosen(edition: Edition) -> Any:
    """Forget the ticked ones, once their names were read; it can't be taken back."""
    return _many(edition, "erase", _erase_all)


def _erase_all(actor: Any, rows: Iterable[Registration], at: datetime) -> None:
    for row in rows:
        operations.erase(actor, row, at)


def _many(
    edition: Edition, verb: str, operation: Callable[[Any, Sequence[Registration], datetime], None]
) -> Any:
    wanted = Wanted.read(request.form)
    rows = queries.registrations_of(edition.id, wanted.ids)
    if not rows:
        return _nobody(edition)
    if "confirm" not in request.form:
        return page(
            "visitors/chosen.html", edition=edition, rows=rows, verb=verb, shown=codes.shown, words=phrases
        )
    try:
        operation(current_user, rows, clock.now())
    except DomainError as refusal:
        flash(str(refusal), "no")
        return go(url_for("visitors.list_visitors", edition=edition.slug))
    if verb == "erase":
        flash(ngettext("One visitor was erased.", "%(num)s visitors were erased.", len(rows)), "ok")
        return go(url_for("visitors.list_visitors", edition=edition.slug))
    ids = ",".join(row.public_id for row in rows)
    return go(url_for("visitors.list_visitors", edition=edition.slug, cancelled=ids))


def _nobody(edition: Edition) -> Any:
    flash(_("Tick somebody first."), "no")
    return go(url_for("visitors.list_visitors", edition=edition.slug))

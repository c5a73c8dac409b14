"""Pages of printing: all or some badges in parts made by workers, or one at the desk at once."""

from typing import Any

from flask import Blueprint, Response, abort, request, url_for
from flask_login import current_user

from eventhub import background, clock
from eventhub.fairs.models import Edition
from eventhub.permissions import requires, writes
from eventhub.visitors import badge_design, badge_drawing, jobs, printing, queries
from eventhub.visitors.badge_design import Design
from eventhub.visitors.forms import PrintForm
from eventhub.visitors.layouts import LAYOUTS
from eventhub.visitors.models import Badge, BadgeRun, Registration
from eventhub.visitors.permissions import Permission
from eventhub.visitors.queries import Wanted
from eventhub.visitors.views.layouts import download, shown_layouts
from eventhub.web.pages import go, page
from eventhub.web.views import send_stored

HOME = "/work/e/<edition>/badges"


def add_to(blueprint: Blueprint) -> None:
    """Add these pages."""
    one = "/work/e/<edition>/visitors/<visitor>"
    for rule, view, methods in (
        (HOME, print_badges, ["GET", "POST"]),
        (f"{HOME}/page.css", page_size, ["GET"]),
        (f"{HOME}/<run>", show_run, ["GET"]),
        (f"{HOME}/<run>/stop", stop_print, ["POST"]),
        (f"{HOME}/<run>/resume", resume_print, ["POST"]),
        (f"{HOME}/<run>/<int:position>.pdf", download_part, ["GET"]),
        (f"{one}/label", print_label, ["GET"]),
        (f"{one}/badge.pdf", download_badge, ["GET"]),
    ):
        blueprint.add_url_rule(rule, view_func=view, methods=methods)


@requires(Permission.PRINT_BADGES, of="edition")
def print_badges(edition: Edition) -> Any:
    """Badges to print: of everybody, or of those a search or ticks in the list mean."""
    wanted, layouts = Wanted.read(request.args), shown_layouts(edition)
    form = PrintForm({each["key"]: each["words"] for each in layouts})
    chosen = None if wanted.is_everybody else queries.matching(edition.id, wanted)
    if form.is_submitted():
        begin = printing.begin_run
        run = form.attempt(
            lambda: begin(
                current_user,
                edition,
                form.layout.data,
                clock.now(),
                only_new=form.only_new.data,
                chosen=chosen,
            )
        )
        if run:
            for part in run.parts:
                background.enqueue(jobs.print_part, part.id)
            return go(url_for("visitors.show_run", edition=edition.slug, run=run.public_id))
    return page(
        "visitors/print.html",
        form,
        edition=edition,
        layouts=layouts,
        chosen=None if chosen is None else queries.count_of(edition.id, wanted),
        part_size=printing.PART,
        runs=queries.runs_of(edition.id),
    )


@requires(Permission.PRINT_BADGES, of="edition")
def show_run(edition: Edition, run: BadgeRun) -> Any:
    """How far a print is, and its files."""
    return page("visitors/run.html", edition=edition, run=run, is_done=run.is_done)


@requires(Permission.PRINT_BADGES, of="edition")
def stop_print(edition: Edition, run: BadgeRun) -> Any:
    """No further file of this print."""
    printing.stop_run(current_user, run, clock.now())
    return go(url_for("visitors.show_run", edition=edition.slug, run=run.public_id))


@requires(Permission.PRINT_BADGES, of="edition")
def resume_print(edition: Edition, run: BadgeRun) -> Any:
    """The files that are not there yet are made."""
    for part_id in printing.resume_run(current_user, run, clock.now()):
        background.enqueue(jobs.print_part, part_id)
    return go(url_for("visitors.show_run", edition=edition.slug, run=run.public_id))


@requires(Permission.PRINT_BADGES, of="edition")
def download_part(edition: Edition, run: BadgeRun, position: int) -> Response:
    """One file of a print."""
    del edition
    part = next((part for part in run.parts if part.position == position), None)
    if part is None or part.file is None:
        abort(404)
    return send_stored(part.file)


def _asked_design(edition: Edition) -> tuple[str, Design, bytes]:
    """The layout an address names, a roll of labels without one: its key, its design, its logo."""
    asked = request.args.get("layout", "")[:40]
    drawn = printing.drawn_layout(edition, asked) if asked and asked not in LAYOUTS else None
    if drawn is not None:
        return drawn.public_id, printing.design_of(drawn), printing.logo_of(drawn)
    key = asked if asked in LAYOUTS else "label"
    return key, badge_design.standard(key), b""


@requires(Permission.PRINT_LABEL, of="edition")
@writes
def print_label(edition: Edition, visitor: Registration) -> Any:
    """One badge as a page of its own size, sent to the printer at once; noted as printed."""
    if visitor.badge.revoked_at is not None:
        abort(404)
    key, design, logo = _asked_design(edition)
    face = printing.faces_of(edition, lambda query: query.where(Badge.id == visitor.badge.id))[0]
    visitor.badge.printed_at = clock.now()
    return page(
        "visitors/label.html",
        edition=edition,
        visitor=visitor,
        key=key,
        layouts={each: paper.words for each, paper in LAYOUTS.items() if paper.per_page == 1}
        | {row.public_id: row.name for row in queries.layouts_of(edition)},
        drawing=badge_drawing.svg(printing.setter_of(edition, design), face, logo, str(visitor.name)),
        at_once="now" in request.args,
    )


@requires(Permission.PRINT_LABEL, of="edition")
def page_size(edition: Edition) -> Response:
    """The size of a label's page, as a style sheet: pages may carry no style of their own."""
    paper = _asked_design(edition)[1].sheet
    size = f"{paper.width:g}mm {paper.height:g}mm"
    face = f".label-face {{ width: {paper.width:g}mm; height: {paper.height:g}mm }}"
    return Response(f"@page {{ size: {size}; margin: 0 }} @media print {{ {face} }}", content_type="text/css")


@requires(Permission.PRINT_LABEL, of="edition")
def download_badge(edition: Edition, visitor: Registration) -> Response:
    """One badge as a PDF."""
    if visitor.badge.revoked_at is not None:
        abort(404)
    _key, design, logo = _asked_design(edition)
    return download(
        printing.one_badge_pdf(edition, visitor.badge, design, logo), f"badge-{visitor.public_id}.pdf"
    )

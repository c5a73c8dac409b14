"""Pages of reports: live figures, the closing report before and after it is published, exports."""

from datetime import date, datetime
from typing import Any

from flask import Flask, Response, abort, flash, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user

from eventhub import background, clock, territory
from eventhub.accounts.desk import declare_desk
from eventhub.booths import drawing
from eventhub.booths.phrases import SALES_METHODS
from eventhub.booths.queries import plans
from eventhub.cooperatives import phrases as cooperative_words
from eventhub.errors import DomainError
from eventhub.fairs import links, overview, sections
from eventhub.fairs.models import Edition
from eventhub.fairs.states import EditionState
from eventhub.i18n import current_language, number
from eventhub.permissions import may, requires
from eventhub.reports import desk, exporting, jobs, operations, phrases, printing, queries
from eventhub.reports.blueprint import blueprint
from eventhub.reports.figures import Aim, Report
from eventhub.reports.forms import ReportForm
from eventhub.reports.permissions import Permission
from eventhub.visitors import phrases as visitor_words
from eventhub.web.pages import go, page
from eventhub.web.spreadsheets import spreadsheet

BLUEPRINTS = (blueprint,)

sections.declare_section(90, "reports.report", "report", _l("Report"), Permission.SEE_FIGURES)
links.declare_public_link(90, "reports.read", "report", _l("Report"), is_shown=queries.is_published)


def _tiles(edition: Edition) -> list[overview.Tile]:
    """A closed fair waits for its report; once published, its overview tells what came of it."""
    if edition.state != EditionState.CLOSED:
        return []
    here = url_for("reports.report", edition=edition.slug)
    kept = queries.published_report(edition)
    if kept is None:
        waiting = overview.Tile(
            label=_l("Publish the closing report"),
            sentence=_l("The fair is over: partners and the public wait for its figures."),
            href=here,
            icon="report",
            kind="wait",
            needs_me=True,
            order=90,
        )
        return [waiting]
    told = queries.report_for(edition, clock.now())
    return [
        overview.Tile(phrases.AIMS[aim], number(value), phrases.METHODS[told.headline(aim).method], here)
        for aim in (Aim.VISITORS, Aim.EXHIBITORS, Aim.ATTENDANCE)
        if (value := told.headline(aim).value) is not None
    ]


overview.declare_tile(_tiles)
declare_desk(desk.partner_cards)


def configure(app: Flask) -> None:
    """Give templates the words of figures."""
    app.jinja_env.globals.update(
        report_words=phrases,
        sales_words=SALES_METHODS,
        sector_words=cooperative_words.SECTORS,
        exhibitor_words=cooperative_words.KINDS,
        category_words=visitor_words.CATEGORIES,
        place_named=territory.place,
        to_day=date.fromisoformat,
        to_moment=datetime.fromisoformat,
    )


def _plan(edition: Edition) -> dict[str, Any] | None:
    """The drawn plan with who stood where, without names to open."""
    plan = plans.plan_of(edition)
    if plan is None:
        return None
    return {"booths": drawing.stands(plans.board(edition, public=True)), **drawing.ground_of(plan)}


@blueprint.get("/work/e/<edition>/report")
@requires(Permission.SEE_FIGURES, of="edition")
def report(edition: Edition) -> Any:
    """The figures as they are now, or as they were published."""
    kept = queries.closing_report(edition)
    today = clock.today(edition.zone)
    return page(
        "reports/report.html",
        edition=edition,
        report=queries.report_for(edition, clock.now()),
        kept=kept,
        today=today,
        quarters=queries.quarters_of_day(edition, today),
        plan=_plan(edition),
        may_write=may(current_user, Permission.EDIT_REPORT, edition),
    )


@blueprint.route("/work/e/<edition>/report/write", methods=["GET", "POST"])
@requires(Permission.EDIT_REPORT, of="edition")
def write(edition: Edition) -> Any:
    """The organizer's words, targets, and what they state where nothing was counted."""
    kept = queries.closing_report(edition)
    form = ReportForm(kept.words if kept else None, queries.stated_of(edition))
    if form.is_submitted():
        done = form.attempt(
            lambda: operations.write(current_user, edition, form.words.data, form.statements, clock.now())
        )
        if done:
            flash(_("The report was kept."), "ok")
            return go(url_for("reports.report", edition=edition.slug))
    return page("reports/write.html", form, edition=edition)


@blueprint.post("/work/e/<edition>/report/publish")
@requires(Permission.PUBLISH_REPORT, of="edition")
def publish(edition: Edition) -> Any:
    """Freeze the figures and open the report to everybody."""
    try:
        kept = operations.publish(current_user, edition, clock.now())
        background.enqueue(jobs.print_report, kept.id)
        flash(_("The report is published. Its figures stay as they are."), "ok")
    except DomainError as refusal:
        flash(str(refusal), "no")
    return go(url_for("reports.report", edition=edition.slug))


@blueprint.get("/e/<edition>/report")
@requires(Permission.READ_REPORT, of="edition")
def read(edition: Edition) -> Any:
    """The published report, for everybody."""
    kept = queries.published_report(edition)
    if kept is None:
        abort(404)
    return page(
        "reports/read.html",
        edition=edition,
        report=queries.report_for(edition, clock.now()),
        kept=kept,
        plan=_plan(edition),
    )


def _sheets(edition: Edition, content: bytes) -> Response:
    answer = Response(content, content_type="application/pdf")
    answer.headers.set("Content-Disposition", "inline", filename=f"{edition.slug}-report.pdf")
    return answer


@blueprint.get("/e/<edition>/report.pdf")
@requires(Permission.READ_REPORT, of="edition")
def read_pdf(edition: Edition) -> Response:
    """The published report on paper, in the reader's language."""
    kept = queries.published_report(edition)
    if kept is None:
        abort(404)
    report = queries.report_for(edition, clock.now())
    return _sheets(edition, printing.sheets_of(kept, report, current_language()))


@blueprint.get("/work/e/<edition>/report.pdf")
@requires(Permission.SEE_FIGURES, of="edition")
def draft_pdf(edition: Edition) -> Response:
    """The report on paper as it stands, marked as a draft until it is published."""
    kept, report = queries.closing_report(edition), queries.report_for(edition, clock.now())
    return _sheets(edition, printing.report_pdf(edition, report, kept, current_language()))


def _table(report: Report, slug: str, kind: str) -> Response:
    name = f"{slug}-figures.{kind}"
    return spreadsheet(exporting.header(), exporting.rows(report), name, title=_("Report"))


@blueprint.get("/work/e/<edition>/report.<any(csv, xlsx):kind>")
@requires(Permission.SEE_FIGURES, of="edition")
def export(edition: Edition, kind: str) -> Response:
    """The figures as they stand, for a spreadsheet."""
    return _table(queries.report_for(edition, clock.now()), edition.slug, kind)


@blueprint.get("/e/<edition>/report.<any(csv, xlsx):kind>")
@requires(Permission.READ_REPORT, of="edition")
def read_export(edition: Edition, kind: str) -> Response:
    """The published figures, for a spreadsheet."""
    if not queries.is_published(edition):
        abort(404)
    return _table(queries.report_for(edition, clock.now()), edition.slug, kind)

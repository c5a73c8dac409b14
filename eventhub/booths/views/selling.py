"""Pages of daily sales: three taps on an exhibitor's own link, and the organizer's page of who has told."""

from datetime import date, timedelta
from functools import partial
from http import HTTPStatus
from typing import Any

from flask import abort, current_app, flash, request, session, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from werkzeug.wrappers import Response

from eventhub import clock
from eventhub.accounts.limits import limited_by_address
from eventhub.booths import sales_bands
from eventhub.booths import sales_links as sales_keys
from eventhub.booths.blueprint import blueprint
from eventhub.booths.forms.selling import RecordForm, SalesForm
from eventhub.booths.mails import whatsapp_link
from eventhub.booths.models import Application, SalesLink, SalesReport
from eventhub.booths.operations import sales
from eventhub.booths.operations import sales_links as operations_of_links
from eventhub.booths.permissions import Permission
from eventhub.booths.phrases import SALES_METHODS
from eventhub.booths.queries import applications, sales_links, selling
from eventhub.booths.states import COMING
from eventhub.booths.views import linking
from eventhub.cooperatives.kinds import Sector
from eventhub.cooperatives.phrases import SECTORS
from eventhub.errors import DomainError
from eventhub.fairs.models import Edition
from eventhub.fairs.states import EditionState
from eventhub.i18n import day as written
from eventhub.permissions import open_to_all, requires
from eventhub.web.pages import go, page, portion
from eventhub.web.spreadsheets import spreadsheet

LINK_LASTS = timedelta(days=14)
"""How long after the fair an exhibitor's link still takes sales."""
WORK = "/work/e/<edition>/sales"
_TAKEN_BACK = _l("Taken back: the day is not told, which is never zero.")


def _application_of(token: str, link: SalesLink | None) -> Application:
    name = sales_keys.read_token(current_app.config["SECRET_KEY"], token) if link is None else None
    found = link.application if link else applications.application_by_public_id(name, {}) if name else None
    if found is None or found.state not in COMING:
        abort(404)
    return found


def _has_ended(edition: Edition) -> bool:
    """Whether the accounts of the fair are closed: its links take nothing any more."""
    return edition.state == EditionState.CANCELLED or clock.today(edition.zone) > edition.ends_on + LINK_LASTS


def _days(edition: Edition) -> list[date]:
    """The days of a fair that have come, today first."""
    today = clock.today(edition.zone)
    return [day for day in reversed(edition.day_list) if day <= today]


def _day(edition: Edition) -> date | None:
    """The day asked for, or the last that has come; None before the fair."""
    days = _days(edition)
    asked = request.values.get("day", "")
    return next((day for day in days if day.isoformat() == asked), days[0] if days else None)


@blueprint.route("/sales/<token>", methods=["GET", "POST"])
@open_to_all("the address is the key: it was given to one exhibitor and tells its sales only")
@limited_by_address
def tell_sales(token: str) -> Response:
    """Three taps: the link, the day if not today, the band."""
    link = sales_links.link_by_key(token)
    application = _application_of(token, link)
    if link is not None and link.revoked_at is not None:
        return _shut(application)
    if _has_ended(application.edition):
        return _shut(application, "booths/sales_ended.html", until=application.edition.ends_on + LINK_LASTS)
    edition, form = application.edition, SalesForm()
    day = _day(edition)

    def keep() -> bool:
        sales.keep(None, application, _day_told(day), _told(form), clock.now(), method="phone")
        operations_of_links.note_used(application, token, clock.now())
        return True

    if form.is_submitted() and form.attempt(keep):
        flash(_TAKEN_BACK if _is_taking_back() else _("Saved. You can still change it."), "ok")
        return go(url_for("booths.tell_sales", token=token, day=day.isoformat() if day else None))
    response = page(
        "booths/tell_sales.html",
        form,
        edition=edition,
        file=application,
        day=day,
        days=_days(edition),
        reports=selling.reports_of(application),
        bands=sales_bands.BANDS,
        methods=SALES_METHODS,
    )
    return _unnoticed(response)


def _is_taking_back() -> bool:
    """Whether the day is to be "not told" again: a figure written at the wrong stand or day."""
    return bool(request.form.get("take_back"))


def _told(form: SalesForm) -> sales.Told | None:
    """What the page says of the day; None takes a figure back. Raises nothing_told."""
    if _is_taking_back():
        return None
    told = sales.told_of(form.band.data or "", form.amount.data)
    if told is None:
        raise DomainError("nothing_told", _("Press a band, or write the amount."), field="amount")
    return told


def _day_told(day: date | None) -> date:
    if day is None:
        raise DomainError("not_yet", _("The fair has not begun."))
    return day


def _shut(
    application: Application, template: str = "booths/sales_link_revoked.html", **more: Any
) -> Response:
    """Say that the link takes nothing any more, and who may help."""
    response = page(template, edition=application.edition, file=application, **more)
    response.status_code = HTTPStatus.GONE
    return _unnoticed(response)


def _unnoticed(response: Response) -> Response:
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@blueprint.get(WORK)
@requires(Permission.SEE_SALES, of="edition")
def see_sales(edition: Edition) -> Response:
    """A day's sales: totals by sector, who has not declared, with a reminder for each; searched, by page."""
    day = _day(edition)
    sellers = selling.sellers_on(edition, day) if day else []
    words, told = request.args.get("q", "")[:80], request.args.get("told", "")
    found = selling.matching(sellers, words, told)
    return page(
        "booths/see_sales.html",
        edition=edition,
        day=day,
        days=list(reversed(_days(edition))),
        found=portion(found, lambda each: each.file.public_id, "from"),
        count=len(found),
        words=words,
        told_filter=told,
        total=selling.summed([each.report for each in sellers if each.report], len(sellers)),
        sectors=selling.sums_by_sector(sellers),
        by_day=selling.sums_by_day(edition),
        sector_names=SECTORS,
        methods=SALES_METHODS,
        reminder=partial(_reminder, edition, day, sales_links.links_at(edition.id)),
    )


def _reminder(
    edition: Edition, day: date | None, links: dict[int, list[SalesLink]], application: Application
) -> str | None:
    """The address that opens WhatsApp with the reminder and the link; None without a number or a link."""
    phone = application.cooperative.phone
    address = linking.sales_address(application, links.get(application.id, ()))
    if phone is None or day is None or address is None:
        return None
    text = _(
        "%(fair)s: how much did you sell on %(day)s? Three taps are enough: %(link)s",
        fair=edition.name,
        day=written(day, "full"),
        link=address,
    )
    return whatsapp_link(phone, text)


@blueprint.get(f"{WORK}.<kind>")
@requires(Permission.SEE_SALES, of="edition")
def export_sales(edition: Edition, kind: str) -> Response:
    """Every exhibitor on every day that has come, told or not, and how each figure is known."""
    if kind not in {"csv", "xlsx"}:
        abort(404)
    header = (
        *(_("Day"), _("Stand"), _("Exhibitor"), _("Sector"), _("Sold, in dirhams")),
        *(_("At least"), _("At most"), _("How it is known")),
    )
    lines = (
        (
            *(day.isoformat(), each.labels, str(each.file.cooperative.name)),
            *(str(SECTORS[Sector(each.file.sector)]), *_figures(each.report)),
        )
        for day, each in selling.told_lines(edition, list(reversed(_days(edition))))
    )
    return spreadsheet(header, lines, f"sales-{edition.slug}.{kind}", title=str(edition.name))


def _figures(report: SalesReport | None) -> tuple[Any, ...]:
    """Dirhams, and the ends of a band; empty, never zero, where nothing was told; an open end is empty."""
    if report is None:
        return (None, None, None, _("Not told"))
    low, high = (report.amount, report.amount) if report.low is None else (report.low, report.high)
    return (*map(_in_dirhams, (report.amount, low, high)), str(SALES_METHODS[report.method]))


def _in_dirhams(centimes: int | None) -> float | None:
    if centimes is None or centimes % sales_bands.DIRHAM:
        return None if centimes is None else centimes / sales_bands.DIRHAM
    return centimes // sales_bands.DIRHAM


@blueprint.route("/work/e/<edition>/sales/<application>", methods=["GET", "POST"])
@requires(Permission.RECORD_SALES, of="application")
def record_sales(edition: Edition, application: Application) -> Response:
    """Staff write what an exhibitor sold on a day, and how they know; the exhibitor's own link to show."""
    day, form = _day(edition), RecordForm(method=session.get("sales_method"))
    if _is_taking_back():
        form.method.validators = ()
    reports = selling.reports_of(application)

    def keep() -> bool:
        told, known_by = _told(form), form.method.data or ""
        sales.keep(current_user, application, _day_told(day), told, clock.now(), method=known_by)
        return True

    if form.is_submitted() and form.attempt(keep):
        if _is_taking_back():
            flash(_TAKEN_BACK, "ok")
        else:
            session["sales_method"] = form.method.data  # a pile of sheets is known in one way
            flash(_("Saved for %(name)s.", name=application.cooperative.name), "ok")
        return go(url_for("booths.see_sales", edition=edition.slug, day=day.isoformat() if day else None))
    return page(
        "booths/record_sales.html",
        form,
        edition=edition,
        file=application,
        day=day,
        days=list(reversed(_days(edition))),
        reports=reports,
        report=reports.get(day) if day else None,
        bands=sales_bands.BANDS,
        methods=SALES_METHODS,
        **linking.links_shown(application),
    )

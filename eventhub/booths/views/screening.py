"""The organizer's list of applications, one file beside its decisions, many at once, exports."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from flask import flash, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user
from werkzeug.wrappers import Response

from eventhub import audit, clock, territory
from eventhub.booths import exporting, forms
from eventhub.booths.blueprint import blueprint
from eventhub.booths.forms.following import ExtendForm
from eventhub.booths.models import Application
from eventhub.booths.operations import arriving, offers, paying, screening
from eventhub.booths.permissions import Permission
from eventhub.booths.queries import applications as reads
from eventhub.booths.queries import lists, plans
from eventhub.booths.queries import messages as reads_messages
from eventhub.booths.states import ApplicationState
from eventhub.cooperatives.phrases import SECTORS
from eventhub.fairs.models import Edition
from eventhub.i18n import current_language
from eventhub.i18n import day as i18n_day
from eventhub.permissions import may, requires
from eventhub.web.forms import Form
from eventhub.web.pages import go, page
from eventhub.web.spreadsheets import spreadsheet

MOST_AT_ONCE = 200
FILTERS = ("q", "state", "sector", "region", "sort")


def _filters() -> dict[str, str]:
    return {name: request.args.get(name, "").strip() for name in FILTERS}


@blueprint.get("/work/e/<edition>/applications")
@requires(Permission.LIST_APPLICATIONS, of="edition")
def applications(edition: Edition) -> Response:
    """The list: filtered, searched, a page at a time, with how many are in each state."""
    filters = _filters()
    sectors, regions = lists.facets(edition)
    found = lists.listed(edition, filters)
    return page(
        "booths/applications.html",
        edition=edition,
        slice=found,
        counts=lists.counts(edition),
        filters=filters,
        asked={key: value for key, value in filters.items() if value},
        sectors=sectors,
        regions=regions,
        said=_said(found.rows),
        may_screen=may(current_user, Permission.SCREEN, edition),
    )


def _said(rows: Sequence[Any]) -> dict[str, dict[Any, str]]:
    """The words of a page of rows, each said once: a list must not translate the same word fifty times."""
    language = current_language()
    days = {row.submitted_at.date(): row.submitted_at for row in rows if row.submitted_at}
    return {
        "names": {row.id: plans.name_of(row).best(language) for row in rows},
        "sectors": {sector: str(SECTORS[sector]) for sector in {row.sector for row in rows}},
        "regions": {code: str(territory.place(code) or code) for code in {row.region_code for row in rows}},
        "days": {day: i18n_day(moment.date(), "medium") for day, moment in days.items()},
    }


@blueprint.get("/work/e/<edition>/applications.<any(csv, xlsx):form>")
@requires(Permission.EXPORT, of="edition")
def export_applications(edition: Edition, form: str) -> Response:
    """What the list shows, as a file for a spreadsheet."""
    rows = exporting.rows(lists.exported(edition, _filters()))
    return spreadsheet(exporting.heads(), rows, f"applications-{edition.slug}.{form}")


@blueprint.get("/work/e/<edition>/applications/<application>")
@requires(Permission.LIST_APPLICATIONS, of="edition")
def screen(edition: Edition, application: Application) -> Response:
    """One file, with what can be decided beside it."""
    return show_file(edition, application)


def show_file(edition: Edition, application: Application, refused: Form | None = None) -> Response:
    """The page of one file; a refused form keeps what was typed in it."""
    fresh: dict[str, Any] = {
        "ineligible": forms.IneligibleForm(formdata=None),
        "complete": forms.CompleteForm(formdata=None),
        "score": forms.ScoreForm(
            formdata=None,
            data={"points": _whole(application.score), "tier": str(application.tier)},
        ),
        "extend": ExtendForm(formdata=None, data={"until": _local_end(application)}),
        "note": forms.NoteForm(formdata=None, data={"text": application.note}),
    }
    if refused is not None:
        kept = next((name for name, each in fresh.items() if type(each) is type(refused)), None)
        if kept:
            fresh[kept] = refused
    zones = {zone.key: zone.name for zone in plans.zones_of(edition)}
    return page(
        "booths/screen.html",
        form=refused,
        edition=edition,
        file=application,
        forms=fresh,
        steps=reads.all_steps(application),
        holds=plans.holds_for(application),
        said=(said := reads_messages.messages_of(application)),
        failed=reads_messages.failed_mails(said),
        products=[
            each
            for each in reads.products_of(application.cooperative_id)
            if each.public_id in application.products
        ],
        zones=zones,
        history=audit.history(application)[-12:],
        may_screen=may(current_user, Permission.SCREEN, edition),
        S=ApplicationState,
    )


def _local_end(application: Application) -> datetime | None:
    """When an offer ends, on the fair's clock."""
    ends = application.offer_expires_at
    return None if ends is None else ends.astimezone(application.edition.zone).replace(tzinfo=None)


def _whole(points: float | None) -> int | None:
    return None if points is None else round(points)


def _decided(edition: Edition, application: Application, sentence: str) -> Response:
    flash(sentence, "ok")
    return go(url_for("booths.screen", edition=edition.slug, application=application.public_id))


@blueprint.post("/work/e/<edition>/applications/<application>/eligible")
@requires(Permission.SCREEN, of="edition")
def find_eligible(edition: Edition, application: Application) -> Response:
    """The file is in order."""
    form = forms.EmptyForm()
    if form.attempt(lambda: screening.find_eligible(current_user, application, clock.now())) is None:
        return show_file(edition, application, form)
    return _decided(edition, application, _("The file is in order."))


@blueprint.post("/work/e/<edition>/applications/<application>/ineligible")
@requires(Permission.SCREEN, of="edition")
def find_ineligible(edition: Edition, application: Application) -> Response:
    """The file can't be accepted, with a reason."""
    form = forms.IneligibleForm()
    decide = screening.find_ineligible
    reason, note = form.reason, form.note
    if not form.attempt(lambda: decide(current_user, application, reason.data, note.data, clock.now())):
        return show_file(edition, application, form)
    return _decided(edition, application, _("The applicant reads the reason now."))


@blueprint.post("/work/e/<edition>/applications/<application>/complete")
@requires(Permission.SCREEN, of="edition")
def ask_to_complete(edition: Edition, application: Application) -> Response:
    """Ask for one thing again."""
    form = forms.CompleteForm()
    part, what = form.part, form.what
    if not form.attempt(
        lambda: screening.ask_to_complete(current_user, application, part.data, what.data or "", clock.now())
    ):
        return show_file(edition, application, form)
    return _decided(edition, application, _("The applicant was asked for it."))


@blueprint.post("/work/e/<edition>/applications/<application>/score")
@requires(Permission.SCREEN, of="edition")
def score(edition: Edition, application: Application) -> Response:
    """Give points and a priority."""
    form = forms.ScoreForm()
    points, tier = form.points, form.tier
    if not form.attempt(
        lambda: screening.score(current_user, application, float(points.data), int(tier.data), clock.now())
    ):
        return show_file(edition, application, form)
    return _decided(edition, application, _("The score was saved."))


@blueprint.post("/work/e/<edition>/applications/<application>/note")
@requires(Permission.SCREEN, of="edition")
def note(edition: Edition, application: Application) -> Response:
    """Keep a note for the team."""
    form = forms.NoteForm()
    text = form.text
    if not form.attempt(lambda: screening.note(current_user, application, text.data or "", clock.now())):
        return show_file(edition, application, form)
    return _decided(edition, application, _("The note was saved."))


@blueprint.post("/work/e/<edition>/applications/<application>/confirm")
@requires(Permission.SCREEN, of="edition")
def confirm(edition: Edition, application: Application) -> Response:
    """The fee was paid: the participation is confirmed."""
    form = forms.EmptyForm()
    if not form.attempt(lambda: paying.confirm_paid(current_user, application, clock.now())):
        return show_file(edition, application, form)
    return _decided(edition, application, _("The participation is confirmed."))


@blueprint.post("/work/e/<edition>/applications/<application>/attendance")
@requires(Permission.SCREEN, of="edition")
def mark_attendance(edition: Edition, application: Application) -> Response:
    """The exhibitor is here, or did not come."""
    form = forms.EmptyForm()
    is_here = request.form.get("is_here") == "yes"

    def mark() -> Any:
        if is_here:
            return arriving.check_in(current_user, application, clock.now())
        return offers.mark_attendance(current_user, application, clock.now(), is_here=False)

    if not form.attempt(mark):
        return show_file(edition, application, form)
    return _decided(edition, application, _("The presence was noted."))


@blueprint.post("/work/e/<edition>/applications/eligible")
@requires(Permission.SCREEN, of="edition")
def find_all_eligible(edition: Edition) -> Response:
    """Many files in order at once: first the list of what would change, then the change."""
    ids = request.form.getlist("ids")[:MOST_AT_ONCE]
    chosen = reads.chosen(edition, ids)
    if request.form.get("sure") != "yes":
        ready = [each for each in chosen if each.state == ApplicationState.SUBMITTED]
        left = [each for each in chosen if each.state != ApplicationState.SUBMITTED]
        return page("booths/bulk_eligible.html", edition=edition, ready=ready, left=left)
    count = screening.find_all_eligible(current_user, chosen, clock.now())
    flash(ngettext("One file is in order now.", "%(num)s files are in order now.", count), "ok")
    return go(url_for("booths.applications", edition=edition.slug))

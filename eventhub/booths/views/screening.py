"""The organizer's list of applications, one file beside its decisions, exports."""

from datetime import datetime
from functools import partial
from typing import Any

from flask import flash, request
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from eventhub import clock
from eventhub.booths import exporting, file_page, filters, forms, listing, naming, phrases
from eventhub.booths.addresses import file_address, list_address, varied
from eventhub.booths.blueprint import blueprint
from eventhub.booths.forms.following import ExtendForm
from eventhub.booths.models import Application
from eventhub.booths.operations import arriving, offers, paying, scoring, screening
from eventhub.booths.permissions import Permission
from eventhub.booths.queries import lists, screenings
from eventhub.booths.queries import messages as reads_messages
from eventhub.booths.queries.walking import place_of
from eventhub.booths.states import ApplicationState
from eventhub.booths.views.undoing import undoable
from eventhub.fairs.models import Edition
from eventhub.permissions import may, requires, writes
from eventhub.web.forms import Form
from eventhub.web.pages import go, page
from eventhub.web.spreadsheets import spreadsheet


@blueprint.get("/work/e/<edition>/applications")
@requires(Permission.LIST_APPLICATIONS, of="edition")
def applications(edition: Edition) -> Response:
    """The list: filtered, sorted, a page at a time; one's own default filter where nothing is asked."""
    asked = filters.read(request.args)
    saved = screenings.saved_filters(edition, current_user)
    usual = next((each for each in saved if each.is_default and each.person_id == current_user.id), None)
    if usual is not None and not request.args:
        return go(list_address(edition, filters.parsed(usual.query)))
    counts, sectors, regions = lists.counts_and_facets(edition)
    found = lists.listed(edition, asked, current_user)
    has_more = filters.is_rare(asked) or request.args.get("more") == "1"
    people = screenings.screener_names(edition) if has_more else []
    return page(
        "booths/applications.html",
        edition=edition,
        slice=found,
        counts=counts,
        filters=asked,
        shown=_how_many(edition, asked, counts),
        saved=saved,
        sectors=sectors,
        regions=regions,
        people=people,
        tags=screenings.tags_in(edition) if has_more else [],
        has_more=has_more,
        listed=listing.listed(edition, found.rows, asked, people),
        heads=listing.HEADS,
        undo=undoable(edition),
        here=partial(list_address, edition),
        without=partial(varied, edition, asked),
        may_screen=may(current_user, Permission.SCREEN, edition),
    )


def _how_many(edition: Edition, asked: dict[str, str], counts: dict[str, int]) -> int:
    """How many files the filter shows; nothing is counted again where the states already say it."""
    narrowing = filters.narrowing(asked)
    if not narrowing:
        return sum(counts.values()) - counts.get(ApplicationState.DRAFT, 0)
    if set(narrowing) == {"state"}:
        return counts.get(narrowing["state"], 0)
    return lists.count(edition, asked, current_user)


@blueprint.get("/work/e/<edition>/applications.<any(csv, xlsx):form>")
@requires(Permission.EXPORT, of="edition")
def export_applications(edition: Edition, form: str) -> Response:
    """What the list shows, as a file for a spreadsheet."""
    rows = exporting.rows(lists.exported(edition, filters.read(request.args), current_user))
    return spreadsheet(exporting.heads(), rows, f"applications-{edition.slug}.{form}")


@blueprint.get("/work/e/<edition>/applications/<application>")
@requires(Permission.LIST_APPLICATIONS, of="edition")
@writes
def screen(edition: Edition, application: Application) -> Response:
    """One file, with what can be decided beside it; a screener has seen it from now on."""
    if may(current_user, Permission.SCREEN, edition):
        screening.see(current_user, application, clock.now())
    return show_file(edition, application)


def show_file(edition: Edition, application: Application, refused: Form | None = None) -> Response:
    """The page of one file; a refused form keeps what was typed in it."""
    asked = filters.read(request.args)
    parts = naming.parts_of([application.call])
    return page(
        "booths/screen.html",
        form=refused,
        forms=_forms(application, parts, refused),
        part_asked=phrases.part_words(application.part_to_complete, application.call.questions),
        said=(said := reads_messages.messages_of(application)),
        failed=reads_messages.failed_mails(said),
        filters=asked,
        place=place_of(edition, asked, current_user, application),
        may_screen=may(current_user, Permission.SCREEN, edition),
        **file_page.facts(edition, application),
        **file_page.work(edition, application, current_user),
    )


def _forms(application: Application, parts: Any, refused: Form | None) -> dict[str, Form]:
    whole = None if application.score is None else round(application.score)
    kept = {"points": whole, "tier": str(application.tier), "why": application.score_reason}
    fresh: dict[str, Any] = {
        "ineligible": forms.IneligibleForm(formdata=None),
        "complete": forms.CompleteForm(formdata=None),
        "score": forms.ScoreForm(formdata=None, data=kept),
        "extend": ExtendForm(formdata=None, data={"until": _local_end(application)}),
        "note": forms.NoteForm(formdata=None),
        "conflict": forms.ConflictForm(formdata=None),
        "tag": forms.TagForm(formdata=None),
    }
    name = next((name for name, each in fresh.items() if type(each) is type(refused)), None)
    if name is not None and refused is not None:
        fresh[name] = refused
    fresh["complete"].part.choices = [("", "—"), *parts]
    return fresh


def _local_end(application: Application) -> datetime | None:
    """When an offer ends, on the fair's clock."""
    ends = application.offer_expires_at
    return None if ends is None else ends.astimezone(application.edition.zone).replace(tzinfo=None)


def decided(edition: Edition, application: Application, sentence: str) -> Response:
    """Say what was done; stay with the file, or go to the next one of the list if asked to."""
    flash(sentence, "ok")
    asked = filters.read(request.args)
    if request.form.get("then") != "next":
        return go(file_address(edition, application.public_id, asked))
    following = place_of(edition, asked, current_user, application).next
    if following is None:
        flash(_("That was the last one of this list."), "info")
        return go(list_address(edition, asked))
    return go(file_address(edition, following, asked))


@blueprint.post("/work/e/<edition>/applications/<application>/eligible")
@requires(Permission.SCREEN, of="edition")
def find_eligible(edition: Edition, application: Application) -> Response:
    """The file is in order."""
    form = forms.EmptyForm()
    if form.attempt(lambda: screening.find_eligible(current_user, application, clock.now())) is None:
        return show_file(edition, application, form)
    return decided(edition, application, _("The file is in order."))


@blueprint.post("/work/e/<edition>/applications/<application>/ineligible")
@requires(Permission.SCREEN, of="edition")
def find_ineligible(edition: Edition, application: Application) -> Response:
    """The file can't be accepted, with a reason."""
    form = forms.IneligibleForm()
    decide = screening.find_ineligible
    reason, note = form.reason, form.note
    if not form.attempt(lambda: decide(current_user, application, reason.data, note.data, clock.now())):
        return show_file(edition, application, form)
    return decided(edition, application, _("The applicant reads the reason now."))


@blueprint.post("/work/e/<edition>/applications/<application>/complete")
@requires(Permission.SCREEN, of="edition")
def ask_to_complete(edition: Edition, application: Application) -> Response:
    """Ask for one thing again."""
    form = forms.CompleteForm()
    form.part.choices = [("", "—"), *naming.parts_of([application.call])]
    part, what = form.part, form.what
    if not form.attempt(
        lambda: screening.ask_to_complete(current_user, application, part.data, what.data or "", clock.now())
    ):
        return show_file(edition, application, form)
    return decided(edition, application, _("The applicant was asked for it."))


@blueprint.post("/work/e/<edition>/applications/<application>/score")
@requires(Permission.SCREEN, of="edition")
def score(edition: Edition, application: Application) -> Response:
    """Give points and a priority by hand, or take them back."""
    form, tier = forms.ScoreForm(), application.tier
    if request.form.get("take_back") == "yes":
        form = forms.EmptyForm()
        done = form.attempt(lambda: scoring.score(current_user, application, None, tier, clock.now()))
    else:
        points, wanted, why = form.points, form.tier, form.why
        done = form.attempt(
            lambda: scoring.score(
                current_user,
                application,
                float(points.data),
                int(wanted.data),
                clock.now(),
                reason=why.data or "",
            )
        )
    if not done:
        return show_file(edition, application, form)
    return decided(edition, application, _("The score was saved."))


@blueprint.post("/work/e/<edition>/applications/<application>/note")
@requires(Permission.SCREEN, of="edition")
def note(edition: Edition, application: Application) -> Response:
    """Add a note for the team."""
    form = forms.NoteForm()
    text = form.text
    if not form.attempt(lambda: screening.note(current_user, application, text.data or "", clock.now())):
        return show_file(edition, application, form)
    return decided(edition, application, _("The note was saved."))


@blueprint.post("/work/e/<edition>/applications/<application>/confirm")
@requires(Permission.SCREEN, of="edition")
def confirm(edition: Edition, application: Application) -> Response:
    """The fee was paid: the participation is confirmed."""
    form = forms.EmptyForm()
    if not form.attempt(lambda: paying.confirm_paid(current_user, application, clock.now())):
        return show_file(edition, application, form)
    return decided(edition, application, _("The participation is confirmed."))


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
    return decided(edition, application, _("The presence was noted."))

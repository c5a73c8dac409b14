"""The day of the fair: a list to check exhibitors in with one press, and stands nobody came to."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from flask import flash, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user
from werkzeug.wrappers import Response

from eventhub import clock
from eventhub.booths import printed
from eventhub.booths.blueprint import blueprint
from eventhub.booths.forms import EmptyForm
from eventhub.booths.models import Application
from eventhub.booths.operations import arriving
from eventhub.booths.permissions import Permission
from eventhub.booths.queries import arrivals as reads
from eventhub.booths.queries import lists, plans
from eventhub.booths.states import ApplicationState
from eventhub.booths.views.accounts import papers_response
from eventhub.fairs.models import Edition
from eventhub.i18n import current_language
from eventhub.permissions import may, requires
from eventhub.web.forms import Form
from eventhub.web.pages import go, page


@blueprint.get("/work/e/<edition>/arrivals")
@requires(Permission.CHECK_IN, of="edition")
def arrivals(edition: Edition) -> Response:
    """Who is awaited, who is here, searched by name; one press checks in."""
    return _board(edition)


def _board(edition: Edition, form: Form | None = None) -> Response:
    filters = {name: request.values.get(name, "").strip() for name in ("q", "show")}
    moments, now = reads.moments(edition), clock.now()
    return page(
        "booths/arrivals.html",
        form=form,
        edition=edition,
        slice=reads.listed(edition, filters),
        filters=filters,
        asked={key: value for key, value in filters.items() if value},
        counts=reads.counts(edition),
        labels=lists.labels_by_application(edition),
        moments=moments,
        undoable={key for key, at in moments.items() if now - at <= arriving.UNDO_WITHIN},
        may_free=may(current_user, Permission.SCREEN, edition) and now >= arriving.awaited_until(edition),
        awaited_until=arriving.awaited_until(edition),
        name_of=plans.name_of,
        S=ApplicationState,
    )


def _do(edition: Edition, verb: Callable[[], Any], said: Callable[[Any], str]) -> Response:
    form = EmptyForm()
    done = form.attempt(lambda: (verb(),))
    if done is None:
        return _board(edition, form)
    flash(said(done[0]), "ok")
    kept: dict[str, Any] = {name: request.form[name] for name in ("q", "show") if request.form.get(name)}
    return go(url_for("booths.arrivals", edition=edition.slug, **kept))


@blueprint.post("/work/e/<edition>/arrivals/<application>")
@requires(Permission.CHECK_IN, of="edition")
def check_in(edition: Edition, application: Application) -> Response:
    """The exhibitor is here."""
    name = str(application.cooperative.name)
    return _do(
        edition,
        lambda: arriving.check_in(current_user, application, clock.now()),
        lambda _done: _("%(name)s is here.", name=name),
    )


@blueprint.post("/work/e/<edition>/arrivals/<application>/undo")
@requires(Permission.CHECK_IN, of="edition")
def undo_check_in(edition: Edition, application: Application) -> Response:
    """It was a mistake."""
    return _do(
        edition,
        lambda: arriving.undo_check_in(current_user, application, clock.now()),
        lambda _done: _("Taken back."),
    )


@blueprint.post("/work/e/<edition>/arrivals/<application>/free")
@requires(Permission.SCREEN, of="edition")
def free_stand(edition: Edition, application: Application) -> Response:
    """Nobody came: the stand goes to the next in line."""

    def said(offered: list[Application]) -> str:
        if not offered:
            return str(
                _("The stand is free. Nobody on the waiting list suits it: give it by hand on the plan.")
            )
        return str(
            ngettext(
                "The stand was offered to the next in line.",
                "The stands were offered to the next %(num)s in line.",
                len(offered),
            )
        )

    return _do(edition, lambda: arriving.free_stand(current_user, application, clock.now()), said)


@blueprint.get("/work/e/<edition>/arrivals.pdf")
@requires(Permission.CHECK_IN, of="edition")
def arrivals_list(edition: Edition) -> Response:
    """The list for the door, on paper."""
    language = current_language() if current_language() in printed.LANGUAGES else "fr"
    labels, moments = lists.labels_by_application(edition), reads.moments(edition)
    people = reads.people_by_application(edition)
    rows = [
        SimpleNamespace(
            name=plans.name_of(row).best(language),
            labels=" + ".join(labels.get(row.id, [])),
            people=people.get(row.id, []),
            came_at=moments.get(row.id),
        )
        for row in reads.all_rows(edition)
    ]
    return papers_response(printed.check_in_pdf(edition, rows, language), f"check-in-{edition.slug}.pdf")

"""Files beside each other: two that look alike, or any two that one wants to compare."""

from flask import flash, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user
from werkzeug.wrappers import Response

from eventhub import clock
from eventhub.booths import file_page
from eventhub.booths.addresses import list_address
from eventhub.booths.blueprint import blueprint
from eventhub.booths.models import Application, Resemblance
from eventhub.booths.operations import resembling
from eventhub.booths.permissions import Permission
from eventhub.booths.queries import applications as reads
from eventhub.booths.queries import resemblances
from eventhub.fairs.models import Edition
from eventhub.permissions import may, requires
from eventhub.web.pages import go, page

BESIDE = 2


@blueprint.get("/work/e/<edition>/applications/compare")
@requires(Permission.LIST_APPLICATIONS, of="edition")
def compare(edition: Edition) -> Response:
    """Two files side by side: ?ids=ONE&ids=OTHER or ?ids=ONE,OTHER."""
    ids = [each for text in request.args.getlist("ids") for each in text.split(",")][:BESIDE]
    files = reads.chosen(edition, ids)
    pairs = resemblances.pairs_of(files[0]) if len(files) == BESIDE else []
    pair = next((each for each in pairs if {each.one_id, each.other_id} == {file.id for file in files}), None)
    return page(
        "booths/beside.html",
        edition=edition,
        sides=[file_page.facts(edition, file) for file in files],
        pair=pair,
        may_screen=may(current_user, Permission.SCREEN, edition),
    )


@blueprint.post("/work/e/<edition>/applications/twins")
@requires(Permission.SCREEN, of="edition")
def look_for_twins(edition: Edition) -> Response:
    """Compare all files anew."""
    count = resembling.look_again(edition, clock.now())
    if count:
        flash(ngettext("One pair looks alike.", "%(num)s pairs look alike.", count), "wait")
    else:
        flash(_("No two files look alike."), "ok")
    return go(list_address(edition, {"twins": "yes"} if count else {}))


@blueprint.post("/work/e/<edition>/applications/<application>/twins/<resemblance>/dismiss")
@requires(Permission.SCREEN, of="edition")
def dismiss_twin(edition: Edition, application: Application, resemblance: Resemblance) -> Response:
    """These two are not the same."""
    resembling.dismiss(current_user, resemblance, application, clock.now())
    flash(_("Noted: these two are not the same."), "ok")
    return go(url_for("booths.screen", edition=edition.slug, application=application.public_id))

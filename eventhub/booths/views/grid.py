"""How an edition's files are looked at, set by its organizer."""

from flask import flash, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from eventhub import clock
from eventhub.booths import forms
from eventhub.booths.blueprint import blueprint
from eventhub.booths.grid import MOST_CRITERIA, MOST_ITEMS
from eventhub.booths.operations import scoring
from eventhub.booths.permissions import Permission
from eventhub.booths.queries.grids import grid_of
from eventhub.fairs.models import Edition
from eventhub.permissions import requires
from eventhub.web.pages import go, page

SPARE = 1


@blueprint.route("/work/e/<edition>/applications/grid", methods=["GET", "POST"])
@requires(Permission.EDIT_CALL, of="edition")
def grid(edition: Edition) -> Response:
    """Checklist, criteria with weights and what their ends mean, limits."""
    form = forms.ScreeningGridForm()
    if form.is_submitted() and form.attempt(
        lambda: scoring.set_grid(current_user, edition, form.grid(), clock.now())
    ):
        flash(_("The grid was saved."), "ok")
        return go(url_for("booths.grid", edition=edition.slug))
    if not form.is_submitted():
        form.fill_from(grid_of(edition))
        for entries, most in ((form.checklist, MOST_ITEMS), (form.criteria, MOST_CRITERIA)):
            for _spare in range(min(SPARE, most - len(entries))):
                entries.append_entry()
    return page("booths/grid.html", form=form, edition=edition, is_own=grid_of(edition).is_own)

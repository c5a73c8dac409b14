"""Filters kept by name."""

from flask import flash, request
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from eventhub import clock
from eventhub.booths import filters, forms
from eventhub.booths.addresses import list_address
from eventhub.booths.blueprint import blueprint
from eventhub.booths.models import SavedFilter
from eventhub.booths.operations import saving
from eventhub.booths.permissions import Permission
from eventhub.booths.queries import screenings
from eventhub.errors import DomainError
from eventhub.fairs.models import Edition
from eventhub.permissions import requires
from eventhub.web.pages import go, page


@blueprint.route("/work/e/<edition>/applications/filters", methods=["GET", "POST"])
@requires(Permission.SCREEN, of="edition")
def keep_filter(edition: Edition) -> Response:
    """Keep the filter of the address under a name."""
    asked = filters.read(request.args)
    form = forms.FilterForm()
    own = [
        each for each in screenings.saved_filters(edition, current_user) if each.person_id == current_user.id
    ]
    shared, default = form.is_shared, form.is_default
    if form.is_submitted() and form.attempt(
        lambda: saving.keep_filter(
            current_user,
            edition,
            form["name"].data,
            asked,
            clock.now(),
            is_shared=bool(shared.data),
            is_default=bool(default.data),
        )
    ):
        flash(_("The filter is kept."), "ok")
        return go(list_address(edition, asked or {"all": "1"}))
    return page("booths/filter.html", form=form, edition=edition, filters=asked, own=own)


@blueprint.post("/work/e/<edition>/applications/filters/<saved_filter>/remove")
@requires(Permission.SCREEN, of="edition")
def forget_filter(edition: Edition, saved_filter: SavedFilter) -> Response:
    """Remove one's own filter."""
    try:
        saving.forget_filter(current_user, saved_filter)
        flash(_("The filter was removed."), "ok")
    except DomainError as error:
        flash(str(error), "no")
    return go(list_address(edition, {"all": "1"}))

"""Who has applied and who is selected so far, against quotas and stands; what accepting some would make."""

from flask import request
from flask_login import current_user
from werkzeug.wrappers import Response

from eventhub.booths import filters
from eventhub.booths.blueprint import blueprint
from eventhub.booths.bulk import MOST_AT_ONCE
from eventhub.booths.permissions import Permission
from eventhub.booths.queries import applications as reads
from eventhub.booths.queries import lists
from eventhub.booths.queries.tallies import tally_of
from eventhub.fairs.models import Edition
from eventhub.permissions import requires
from eventhub.web.pages import page

FIRST = 12
"""Values of a group that a chart shows."""


@blueprint.get("/work/e/<edition>/applications/statistics")
@requires(Permission.LIST_APPLICATIONS, of="edition")
def statistics(edition: Edition) -> Response:
    """Counts by region, sector, province, quota; ?ids= or ?all=yes with a filter counts those as accepted."""
    asked = filters.read(request.args)
    if request.args.get("all") == "yes":
        chosen = lists.matching(edition, asked, current_user, MOST_AT_ONCE)
    else:
        chosen = [file.id for file in reads.chosen(edition, request.args.getlist("ids")[:MOST_AT_ONCE])]
    return page(
        "booths/statistics.html",
        edition=edition,
        tally=tally_of(edition, chosen),
        chosen=len(chosen),
        filters=asked,
        first=FIRST,
    )

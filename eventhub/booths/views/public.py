"""What everybody may see: the map with names, and the list of exhibitors."""

from flask import request
from werkzeug.wrappers import Response

from eventhub.booths import drawing
from eventhub.booths.blueprint import blueprint
from eventhub.booths.permissions import Permission
from eventhub.booths.queries import lists, plans
from eventhub.fairs.models import Edition
from eventhub.permissions import requires
from eventhub.web.pages import page


@blueprint.get("/e/<edition>/map")
@requires(Permission.SEE_MAP, of="edition")
def public_map(edition: Edition) -> Response:
    """The plan with the names of those who are coming; ?stand=A12 shows where one is."""
    plan = plans.plan_of(edition)
    rows = plans.board(edition, public=True)
    wanted = request.args.get("stand", "").strip().upper()
    known = {row.label for row in rows}
    return page(
        "booths/public_map.html",
        edition=edition,
        plan=plan,
        stands=drawing.stands(
            rows,
            href=lambda row: f"/s/{row.code}" if row.cooperative else "",
            chosen=frozenset({wanted} & known),
        ),
        ground=drawing.ground_of(plan) if plan else None,
        rows=[row for row in rows if row.cooperative],
        wanted=wanted if wanted in known else "",
        name_of=plans.name_of,
    )


@blueprint.get("/e/<edition>/exhibitors")
@requires(Permission.SEE_MAP, of="edition")
def exhibitors(edition: Edition) -> Response:
    """Those who are coming, by name, searched and filtered."""
    q, sector = request.args.get("q", "").strip(), request.args.get("sector", "")
    return page(
        "booths/exhibitors.html",
        edition=edition,
        slice=lists.exhibitors(edition, q, sector),
        q=q,
        sector=sector,
        sectors=lists.facets(edition)[0],
        name_of=plans.name_of,
    )

"""What everybody may see: the map with names and ways, and the list of exhibitors."""

from flask import request
from werkzeug.wrappers import Response

from eventhub.booths import picture, public_maps
from eventhub.booths.blueprint import blueprint
from eventhub.booths.permissions import Permission
from eventhub.booths.public_maps import Asked
from eventhub.booths.queries import finding, lists, plans
from eventhub.fairs.models import Edition
from eventhub.permissions import requires
from eventhub.web.pages import page


@blueprint.get("/e/<edition>/map")
@requires(Permission.SEE_MAP, of="edition")
def public_map(edition: Edition) -> Response:
    """The plan with those who are coming; ?q= and ?sector= light up, ?from= and ?to= show a way."""
    asked = Asked.of(request.args)
    found = public_maps.public_map(edition, asked)
    return page(
        "booths/public_map.html",
        edition=edition,
        map=found,
        asked=asked,
        picture=picture,
        name_of=plans.name_of,
        most=finding.LISTED,
        whole=public_maps.LISTED_WHOLE,
    )


@blueprint.get("/e/<edition>/map/find")
@requires(Permission.SEE_MAP, of="edition")
def find_on_map(edition: Edition) -> Response:
    """The part of the map's page that tells what was found, for the page's own search while typing."""
    asked = Asked.of(request.args)
    found = finding.find(edition, asked.q, asked.sector) if asked.q or asked.sector else None
    return page("booths/_found.html", edition=edition, asked=asked, found=found, most=finding.LISTED)


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

"""The public edge of cooperatives: the directory, one profile, the way into an account by invitation."""

from typing import Any

from flask import abort, flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from eventhub import clock, territory
from eventhub.accounts.forms import ConfirmForm
from eventhub.accounts.models import Person
from eventhub.cooperatives import operations, queries
from eventhub.cooperatives.blueprint import blueprint
from eventhub.cooperatives.kinds import ExhibitorKind, Sector
from eventhub.cooperatives.models import Cooperative
from eventhub.cooperatives.permissions import Permission
from eventhub.cooperatives.phrases import ICONS, KINDS, SECTORS
from eventhub.cooperatives.queries import DirectoryFilters
from eventhub.database import db
from eventhub.permissions import may, open_to_all
from eventhub.web.loading import loads
from eventhub.web.pages import go, page

loads("cooperative", queries.cooperative_by_id)


@blueprint.get("/cooperatives")
@open_to_all("the directory is for everybody; unlisted profiles are left out")
def directory() -> Any:
    """Who there is, by name, found by words, territory, sector."""
    asked = request.args
    region = asked.get("region", "")
    filters = DirectoryFilters(
        text=asked.get("q", ""),
        region=region,
        province=asked.get("province", "") if _lies_in(asked.get("province", ""), region) else "",
        sector=asked.get("sector", "") if asked.get("sector") in set(Sector) else "",
        women_led=asked.get("women") == "1",
    )
    return page(
        "cooperatives/directory.html",
        filters=filters,
        found=queries.directory(filters),
        regions=[(each.code, str(each)) for each in territory.regions()],
        provinces=[(each.code, str(each)) for each in territory.within(region)] if region else [],
        sectors=[(sector.value, SECTORS[sector]) for sector in Sector],
        kept={
            name: asked[name] for name in ("q", "region", "province", "sector", "women") if asked.get(name)
        },
        place=territory.place,
        words=SECTORS,
        icons=ICONS,
    )


def _lies_in(province: str, region: str) -> bool:
    found = territory.place(province)
    return found is not None and found.parent == region


@blueprint.get("/cooperatives/<cooperative>")
@open_to_all("a listed profile is for everybody; an unlisted one only for who may change it")
def show(cooperative: Cooperative) -> Any:
    """One profile."""
    may_change = may(current_user, Permission.CHANGE, cooperative)
    if not cooperative.is_listed and not may_change:
        abort(404)
    return page(
        "cooperatives/show.html",
        cooperative=cooperative,
        places=territory.chain(cooperative.commune_code or cooperative.province_code),
        products=queries.products_of(cooperative),
        photo=queries.photo_of(cooperative),
        may_change=may_change,
        sector=SECTORS[Sector(cooperative.sector)],
        kind=KINDS[ExhibitorKind(cooperative.kind)],
        icon_name=ICONS[Sector(cooperative.sector)],
    )


@blueprint.route("/cooperatives/join/<token>", methods=["GET", "POST"])
@open_to_all("an invitation is its own key; taking it up needs an account")
def join(token: str) -> Any:
    """Read an invitation into a cooperative's account, sign in on the way, take it up."""
    form = ConfirmForm()
    if form.is_submitted() and current_user.is_authenticated:
        person = db.session.get_one(Person, current_user.id)
        joined = form.attempt(lambda: operations.join(person, token, clock.now()))
        if joined is not None:
            flash(_("Welcome: you act for %(name)s now.", name=joined.name), "ok")
            return go(url_for("cooperatives.file", cooperative=joined.public_id))
    found = operations.invited_to(token, clock.now())
    response = page(
        "cooperatives/join.html",
        form,
        cooperative=found[0] if found else None,
        here=url_for("cooperatives.join", token=token),
    )
    response.status_code = response.status_code if found else 410
    return response

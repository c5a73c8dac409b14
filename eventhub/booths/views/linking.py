"""The links that tell an exhibitor's sales: listed, made for somebody, revoked singly; by either side."""

from collections.abc import Iterable
from typing import Any

from flask import current_app, flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from markupsafe import Markup
from werkzeug.wrappers import Response

from eventhub import clock
from eventhub.booths import sales_links as sales_keys
from eventhub.booths.blueprint import blueprint
from eventhub.booths.forms.selling import LinkForm
from eventhub.booths.models import Application, SalesLink
from eventhub.booths.operations import sales_links as operations
from eventhub.booths.permissions import Permission
from eventhub.booths.queries import sales_links
from eventhub.fairs.models import Edition
from eventhub.permissions import requires
from eventhub.web.pages import go

OWN = "/applications/<application>/sales/links"
WORK = "/work/e/<edition>/sales/<application>/links"


def _first_key(application: Application) -> str:
    return sales_keys.token_of(current_app.config["SECRET_KEY"], application.public_id)


def _address(key: str) -> str:
    return f"{current_app.config['PUBLIC_URL']}/sales/{key}"


def sales_address(application: Application, links: Iterable[SalesLink]) -> str | None:
    """An address that tells this exhibitor's sales, and nothing else; None when all are revoked."""
    key = sales_links.key_to_give(links, _first_key(application))
    return None if key is None else _address(key)


def address_picture(address: str) -> Markup:
    """The address as a QR code."""
    from eventhub.documents import qr_svg_path

    side, path = qr_svg_path(address)
    return Markup('<svg viewBox="-4 -4 {0} {0}" role="img" aria-label="{1}"><path d="{2}"/></svg>').format(
        side + 8, _("QR code"), path
    )


def links_shown(application: Application) -> dict[str, Any]:
    """What pages with the list of links need: rows, the first key, the chosen address and its picture."""
    links, first = sales_links.links_of(application), _first_key(application)
    chosen = request.args.get("link", "")
    named = next((row.key for row in links if row.public_id == chosen and row.revoked_at is None), None)
    key = named or sales_links.key_to_give(links, first)
    address = None if key is None else _address(key)
    return {
        "links": links,
        "first_key": first,
        "shown_key": key,
        "address": address,
        "picture": None if address is None else address_picture(address),
    }


def _make(application: Application, endpoint: str, /, **values: Any) -> Response:
    form, made = LinkForm(), None
    if form.is_submitted():
        label = form.label
        made = form.attempt(
            lambda: operations.make_link(
                current_user, application, (label.data or "").strip()[:60], clock.now()
            )
        )
    if made:
        flash(_("The link is ready: show it or copy it."), "ok")
        return go(url_for(endpoint, **values, link=made.public_id, _anchor="links"))
    flash(form.refusal.message if form.refusal else _("The link was not made."), "no")
    return go(url_for(endpoint, **values, _anchor="links"))


def _revoke(application: Application, endpoint: str, /, **values: Any) -> Response:
    key = request.form.get("key", "")[:40]
    row = sales_links.link_by_key(key)
    is_ours = row.application_id == application.id if row else key == _first_key(application)
    if is_ours:
        operations.revoke_link(current_user, application, key, clock.now())
        flash(_("The link was revoked: nobody tells sales by it any more."), "ok")
    return go(url_for(endpoint, **values, _anchor="links"))


@blueprint.post(OWN)
@requires(Permission.DECLARE_SALES, of="application")
def make_own_link(application: Application) -> Response:
    """The exhibitor makes a link for somebody at the stand."""
    return _make(application, "booths.declare_sales", application=application.public_id)


@blueprint.post(f"{OWN}/revoke")
@requires(Permission.DECLARE_SALES, of="application")
def revoke_own_link(application: Application) -> Response:
    """The exhibitor revokes one link."""
    return _revoke(application, "booths.declare_sales", application=application.public_id)


@blueprint.post(WORK)
@requires(Permission.RECORD_SALES, of="application")
def make_link(edition: Edition, application: Application) -> Response:
    """Staff make a link for somebody at the stand."""
    values = {"edition": edition.slug, "application": application.public_id}
    return _make(application, "booths.record_sales", **values)


@blueprint.post(f"{WORK}/revoke")
@requires(Permission.RECORD_SALES, of="application")
def revoke_link(edition: Edition, application: Application) -> Response:
    """Staff revoke one link."""
    values = {"edition": edition.slug, "application": application.public_id}
    return _revoke(application, "booths.record_sales", **values)

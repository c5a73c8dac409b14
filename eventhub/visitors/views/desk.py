"""Pages of one visitor: added with all details, shown, pictured, the badge cancelled, replaced or printed."""

from typing import Any

from flask import Blueprint, Response, current_app, flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from eventhub import clock
from eventhub.errors import DomainError
from eventhub.fairs.models import Edition
from eventhub.permissions import requires
from eventhub.visitors import codes, operations, phrases, queries
from eventhub.visitors.forms import VisitorForm
from eventhub.visitors.models import Registration
from eventhub.visitors.permissions import Permission
from eventhub.visitors.views.public import take_in
from eventhub.web.pages import go, page
from eventhub.web.views import send_stored

HOME = "/work/e/<edition>/visitors"


def add_to(blueprint: Blueprint) -> None:
    """Add these pages."""
    for rule, view, methods in (
        (f"{HOME}/add", add_visitor, ["GET", "POST"]),
        (f"{HOME}/<visitor>", show_visitor, ["GET"]),
        (f"{HOME}/<visitor>/revoke", revoke_badge, ["POST"]),
        (f"{HOME}/<visitor>/restore", restore_badge, ["POST"]),
        (f"{HOME}/<visitor>/reissue", reissue_badge, ["POST"]),
        (f"{HOME}/<visitor>/erase", erase_visitor, ["POST"]),
        (f"{HOME}/<visitor>/photo", change_photo, ["POST"]),
        (f"{HOME}/<visitor>/photo.webp", show_photo, ["GET"]),
    ):
        blueprint.add_url_rule(rule, view_func=view, methods=methods)


@requires(Permission.ADD_VISITOR, of="edition")
def add_visitor(edition: Edition) -> Any:
    """Somebody comes to the desk, and all is written down."""
    form = VisitorForm()
    if done := take_in(form, edition):
        flash(_("The badge is ready."), "ok")
        return go(url_for("visitors.show_visitor", edition=edition.slug, visitor=done.public_id))
    return page("visitors/add.html", form, edition=edition)


@requires(Permission.LIST_VISITORS, of="edition")
def show_visitor(edition: Edition, visitor: Registration) -> Any:
    """One visitor and the badge."""
    return page(
        "visitors/show.html",
        edition=edition,
        visitor=visitor,
        shown_code=codes.shown(visitor.badge.code),
        picture=qr_picture(visitor.badge.code),
        words=phrases,
        agreed=queries.words_agreed(visitor),
        members=queries.members_of(visitor),
    )


def qr_picture(code: str) -> dict[str, Any]:
    """What the QR's template draws: its side in modules, its path."""
    from eventhub.documents import qr_svg_path

    side, path = qr_svg_path(codes.address(current_app.config["PUBLIC_URL"], "b", code))
    return {"side": side, "path": path}


def _act(edition: Edition, visitor: Registration, operation: Any, said: str) -> Any:
    try:
        operation(current_user, visitor, clock.now())
        flash(said, "ok")
    except DomainError as refusal:
        flash(str(refusal), "no")
    return go(url_for("visitors.show_visitor", edition=edition.slug, visitor=visitor.public_id))


@requires(Permission.REVOKE_BADGE, of="edition")
def revoke_badge(edition: Edition, visitor: Registration) -> Any:
    """Cancel a badge."""
    return _act(edition, visitor, operations.revoke_badge, _("The badge was cancelled."))


@requires(Permission.REVOKE_BADGE, of="edition")
def restore_badge(edition: Edition, visitor: Registration) -> Any:
    """Take a cancellation back."""
    return _act(edition, visitor, operations.restore_badge, _("The badge is good again."))


@requires(Permission.REISSUE_BADGE, of="edition")
def reissue_badge(edition: Edition, visitor: Registration) -> Any:
    """Replace a lost badge."""
    answer = _act(edition, visitor, operations.reissue_badge, _("A new badge is ready; the old one is void."))
    for draw in queries.draws_carried(visitor.badge):
        flash(_("Its ticket in “%(draw)s” stays good with the new badge.", draw=draw.title), "ok")
    return answer


@requires(Permission.ERASE_VISITOR, of="edition")
def erase_visitor(edition: Edition, visitor: Registration) -> Any:
    """Forget who it was."""
    return _act(edition, visitor, operations.erase, _("The personal data was erased."))


@requires(Permission.ADD_VISITOR, of="edition")
def change_photo(edition: Edition, visitor: Registration) -> Any:
    """A picture of the bearer, for layouts that have one."""
    file = request.files.get("file")
    content, name = (file.read(), file.filename or "") if file else (b"", "")

    def change(actor: Any, row: Registration, at: Any) -> None:
        operations.change_photo(actor, row, content, name, at)

    return _act(edition, visitor, change, _("The picture was kept."))


@requires(Permission.LIST_VISITORS, of="edition")
def show_photo(edition: Edition, visitor: Registration) -> Response:
    """The bearer's picture."""
    from flask import abort

    del edition
    if visitor.photo is None:
        abort(404)
    return send_stored(visitor.photo)

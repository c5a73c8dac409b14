"""The desk at the entrance: look for the person first, else a name, a kind, and the label comes out."""

from typing import Any

from flask import Blueprint, request, url_for

from eventhub.fairs.models import Edition
from eventhub.permissions import requires
from eventhub.visitors import codes, phrases, queries
from eventhub.visitors.forms import DeskForm
from eventhub.visitors.permissions import Permission
from eventhub.visitors.views.public import take_in
from eventhub.web.pages import go, page


def add_to(blueprint: Blueprint) -> None:
    """Add these pages."""
    blueprint.add_url_rule("/work/e/<edition>/desk", view_func=desk, methods=["GET", "POST"])


@requires(Permission.ADD_VISITOR, of="edition")
def desk(edition: Edition) -> Any:
    """Search, then print or add; a keyboard is enough."""
    search = request.args.get("q", "").strip()[:100]
    form = DeskForm(name=search if not any(letter.isdigit() for letter in search) else "")
    if done := take_in(form, edition):
        values: dict[str, Any] = {"edition": edition.slug, "visitor": done.public_id, "now": 1}
        return go(url_for("visitors.print_label", **values))
    if form.is_submitted():
        search = form.name.data or ""
    return page(
        "visitors/desk.html",
        form,
        edition=edition,
        search=search,
        found=queries.found_at_desk(edition.id, search) if search else [],
        words=phrases,
        shown=codes.shown,
    )

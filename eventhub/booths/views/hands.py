"""By hand on the map of the proposal: weigh a move while dragging, do it, set stands, share one, undo."""

from collections.abc import Callable
from typing import Any

from flask import flash, jsonify, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from eventhub import clock
from eventhub.booths import forms, phrases
from eventhub.booths.blueprint import blueprint
from eventhub.booths.models import Booth
from eventhub.booths.operations import hands as operations
from eventhub.booths.permissions import Permission
from eventhub.booths.queries import lists, plans
from eventhub.booths.queries.applications import application_by_public_id
from eventhub.booths.queries.cohorts import cohort_by_public_id
from eventhub.booths.views.allocation import show_allocation
from eventhub.database import db
from eventhub.errors import DomainError
from eventhub.fairs.models import Edition
from eventhub.i18n import number
from eventhub.permissions import requires
from eventhub.web.pages import go


@blueprint.get("/work/e/<edition>/plan/move.json")
@requires(Permission.ASSIGN_BOOTH, of="edition")
def weigh_move(edition: Edition) -> Any:
    """What moving a stand's exhibitor would do: allowed, or which rule breaks, and what each level costs."""
    booth = plans.booth_by_label(edition, request.args.get("from", ""))
    other = plans.booth_by_label(edition, request.args.get("to", ""))
    if booth is None or other is None or booth.id == other.id:
        return jsonify(allowed=False, sentences=[_("Choose another stand.")], levels=[])
    cohort = cohort_by_public_id(request.args.get("cohort", ""), {"edition": edition})
    found = operations.weigh(edition, booth, other, cohort)
    return jsonify(
        allowed=found.is_allowed,
        sentences=[str(sentence) for sentence in found.sentences],
        levels=[
            {
                "name": name,
                "words": str(phrases.LEVELS.get(name, name)),
                "change": f"{'+' if after > before else '−'}{number(abs(after - before))}",
                "is_better": after < before,
            }
            for name, before, after in found.levels
        ],
    )


def _do(edition: Edition, form: Any, act: Callable[[], Any], done: str, label: str = "") -> Response:
    """Do something by hand and come back to the proposal, with its sentence or why not."""
    if form.attempt(lambda: (act(),)) is None:
        db.session.expire_all()
        return show_allocation(edition, form)
    flash(done, "ok")
    return go(
        url_for("booths.allocation", edition=edition.slug, stand=label or None) + ("#stand" if label else "")
    )


def _booth(edition: Edition, name: str) -> Booth:
    booth = plans.booth_by_label(edition, request.form.get(name, ""))
    if booth is None:
        raise DomainError("no_booth", _("There is no stand with this number."), field="other")
    return booth


@blueprint.post("/work/e/<edition>/plan/move")
@requires(Permission.ASSIGN_BOOTH, of="edition")
def move_by_hand(edition: Edition) -> Response:
    """Move a stand's exhibitor to another stand, or exchange the two."""

    def act() -> None:
        operations.swap(current_user, _booth(edition, "from"), _booth(edition, "to"), clock.now())

    return _do(
        edition,
        forms.EmptyForm(),
        act,
        _("The stands were exchanged."),
        request.form.get("to", "").strip().upper(),
    )


@blueprint.post("/work/e/<edition>/plan/<booth>/pin")
@requires(Permission.ASSIGN_BOOTH, of="edition")
def pin_booth(edition: Edition, booth: Booth) -> Response:
    """Set a stand's exhibitor there, or leave it to the solver again."""
    is_pinned = request.form.get("pin") != "no"
    words = (
        _("%(label)s stays as it is in the next searches.")
        if is_pinned
        else _("%(label)s is left to the solver.")
    )
    return _do(
        edition,
        forms.EmptyForm(),
        lambda: operations.set_pin(current_user, booth, clock.now(), is_pinned=is_pinned),
        words % {"label": booth.label},
        booth.label,
    )


@blueprint.post("/work/e/<edition>/plan/<booth>/share")
@requires(Permission.ASSIGN_BOOTH, of="edition")
def share_booth(edition: Edition, booth: Booth) -> Response:
    """Let a second exhibitor have half of a stand."""
    form = forms.AssignForm()
    form.application.choices = forms.choices(dict(lists.placeable(edition)))

    def act() -> None:
        file = application_by_public_id(form.application.data, {"edition": edition})
        operations.share(current_user, booth, file, clock.now())  # type: ignore[arg-type]

    return _do(
        edition, form, act, _("Stand %(label)s is shared between two.", label=booth.label), booth.label
    )


@blueprint.post("/work/e/<edition>/plan/undo")
@requires(Permission.ASSIGN_BOOTH, of="edition")
def undo_by_hand(edition: Edition) -> Response:
    """Undo the last act by hand."""
    return _do(
        edition,
        forms.EmptyForm(),
        lambda: operations.undo(current_user, edition, clock.now()),
        _("It was undone."),
    )

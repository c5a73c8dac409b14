"""The doors of sessions: a phone in a hand reads badges, or names them from the list; nothing else."""

from datetime import timedelta
from typing import Any

from flask import Blueprint, flash, g, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user
from werkzeug.wrappers import Response

from eventhub import clock
from eventhub.errors import DomainError
from eventhub.fairs.models import Edition, ProgrammeSession
from eventhub.fairs.queries import programme_by_day
from eventhub.i18n import current_language
from eventhub.permissions import may_open, requires
from eventhub.transaction import savepoint
from eventhub.visitors import codes, seat_phrases
from eventhub.visitors.consent_texts import tells_of_gates
from eventhub.visitors.forms.seats import DoorForm
from eventhub.visitors.models import Badge, SessionSeat
from eventhub.visitors.operations import passports, seats
from eventhub.visitors.permissions import Permission
from eventhub.visitors.queries.seats import last_to_come
from eventhub.visitors.short_names import short_name
from eventhub.web.pages import go, page

HOME = "/work/e/<edition>/doors"
NEAR = timedelta(hours=2)
"""How long before and after a session nobody at its door has probably taken the wrong one."""


def add_to(blueprint: Blueprint) -> None:
    """Add these pages."""
    for rule, view, methods in (
        (HOME, list_doors, ["GET"]),
        (f"{HOME}/<session>", open_door, ["GET", "POST"]),
        (f"{HOME}/<session>/free", free_absent, ["POST"]),
        (f"{HOME}/<session>/<seat>/come", note_present, ["POST"]),
        (f"{HOME}/<session>/<seat>/undo", undo_present, ["POST"]),
    ):
        blueprint.add_url_rule(rule, view_func=view, methods=methods)


@requires(Permission.KEEP_DOORS, of="edition")
def list_doors(edition: Edition) -> Any:
    """The sessions of each day, today's first, and how many are in each room."""
    today = clock.today(edition.zone)
    days = sorted(programme_by_day(edition), key=lambda pair: (pair[0] < today, pair[0]))
    return page("visitors/doors.html", edition=edition, days=days, today=today, now=clock.now())


def named(badge: Badge) -> str:
    """Whose badge it is, as a door may say it: a short name where the bearer was told so, else its code."""
    person = badge.registration
    name = person.name.best(current_language()) if tells_of_gates(person.consent) else ""
    return short_name(name) if name else codes.hinted(badge.code)


@requires(Permission.KEEP_DOORS, of="edition")
def open_door(edition: Edition, session: ProgrammeSession) -> Any:
    """Read badges at the door of a session: its seat, a free one, or why not."""
    form, now = DoorForm(), clock.now()

    def come() -> seats.Arrival:
        badge = passports.badge_at(edition, form.code.data or "")
        return seats.arrive(current_user, session, badge, form.people.data or 1, now)

    if form.is_submitted() and (done := form.attempt(come)):
        again = {"again": 1} if done.is_again else {}
        return _to_door(edition, session, seat=done.seat.public_id, **again)
    g.needs_wasm = True
    last = last_to_come(session)
    return page(
        "visitors/door.html",
        form,
        edition=edition,
        session=session,
        last=last,
        answered=next((seat for seat in last if seat.public_id == request.args.get("seat")), None),
        is_again="again" in request.args,
        named=named,
        words=seat_phrases,
        begun=now >= session.starts_at,
        is_near=session.starts_at - NEAR <= now < session.ends_at + NEAR,
    )


def _to_door(edition: Edition, session: ProgrammeSession, **more: Any) -> Response:
    values = {"edition": edition.slug, "session": session.public_id, **more}
    return go(url_for("visitors.open_door", **values))


@requires(Permission.KEEP_DOORS, of="edition")
def free_absent(edition: Edition, session: ProgrammeSession) -> Response:
    """Those who have a seat have not come: others may have it."""
    try:
        with savepoint():
            count = seats.free_absent(current_user, session, clock.now())
        said = ngettext("One seat is free now.", "%(num)s seats are free now.", count)
        flash(said if count else _("Everybody who has a seat is here."), "ok")
    except DomainError as refusal:
        flash(str(refusal), "no")
    return _to_door(edition, session)


@requires(Permission.KEEP_DOORS, of="edition")
def note_present(edition: Edition, session: ProgrammeSession, seat: SessionSeat) -> Response:
    """Somebody on the list is there, without the badge at hand."""
    try:
        with savepoint():
            seats.arrive(current_user, session, seat.badge, seat.people, clock.now())
        flash(_("Noted as present: %(name)s", name=named(seat.badge)), "ok")
    except DomainError as refusal:
        flash(str(refusal), "no")
    if request.form.get("back") == "list" and may_open("visitors.list_seats", edition):
        return back_to_list(edition, session)
    return _to_door(edition, session)


def back_to_list(edition: Edition, session: ProgrammeSession) -> Response:
    """To the organizer's list, as it was filtered when the button was pressed."""
    kept: dict[str, Any] = {name: request.form.get(name, "")[:100] or None for name in ("state", "q")}
    return go(url_for("visitors.list_seats", edition=edition.slug, session=session.public_id, **kept))


@requires(Permission.KEEP_DOORS, of="edition")
def undo_present(edition: Edition, session: ProgrammeSession, seat: SessionSeat) -> Response:
    """It was somebody else, or the wrong door."""
    seats.undo_arrival(current_user, seat, clock.now())
    flash(_("Taken back."), "ok")
    return _to_door(edition, session)

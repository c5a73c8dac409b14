"""Organizers' list of who has a seat of a session: filtered, released, exported, printed for the door."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Blueprint, Response, abort, flash, request
from flask_babel import gettext as _
from flask_login import current_user

from eventhub import audit, clock, documents
from eventhub.errors import DomainError
from eventhub.fairs.models import Edition, ProgrammeSession
from eventhub.fairs.session_seams import Part
from eventhub.i18n import Texts, current_language
from eventhub.permissions import requires, writes
from eventhub.transaction import savepoint
from eventhub.visitors import codes, seat_phrases
from eventhub.visitors.models import SessionSeat
from eventhub.visitors.operations import seats
from eventhub.visitors.permissions import Permission
from eventhub.visitors.queries.seats import seat_counts, seats_page, seats_to_export
from eventhub.visitors.seating import SeatState
from eventhub.visitors.views.doors import back_to_list
from eventhub.web.pages import page
from eventhub.web.spreadsheets import spreadsheet

HOME = "/work/e/<edition>/programme/<session>/seats"
EXPECTED = (SeatState.TAKEN, SeatState.PRESENT, SeatState.WAITING)


def add_to(blueprint: Blueprint) -> None:
    """Add these pages."""
    for rule, view, methods in (
        (HOME, list_seats, ["GET"]),
        (f"{HOME}/export.<form>", export_seats, ["GET"]),
        (f"{HOME}/door.pdf", print_door_list, ["GET"]),
        (f"{HOME}/<seat>/release", release_seat, ["POST"]),
    ):
        blueprint.add_url_rule(rule, view_func=view, methods=methods)


def work_part(edition: Edition, sessions: Sequence[ProgrammeSession]) -> Mapping[int, Part]:
    """Beside each session on the organizer's programme: its seats, and the ways to the list and the door."""
    now = clock.now()
    return {
        each.id: Part("visitors/_seats_at_work.html", {"session": each, "edition": edition, "now": now})
        for each in sessions
        if each.cancelled_at is None or each.is_seated
    }


@requires(Permission.MANAGE_SEATS, of="edition")
def list_seats(edition: Edition, session: ProgrammeSession) -> Any:
    """Who has a seat, who waits and in which order, who came."""
    state, search = request.args.get("state", "")[:20], request.args.get("q", "").strip()[:100]
    return page(
        "visitors/seats.html",
        edition=edition,
        session=session,
        chosen=state,
        search=search,
        counts=seat_counts(session),
        found=seats_page(session, state, search),
        words=seat_phrases,
        short=codes.hinted,
        now=clock.now(),
    )


@requires(Permission.MANAGE_SEATS, of="edition")
def release_seat(edition: Edition, session: ProgrammeSession, seat: SessionSeat) -> Any:
    """Somebody said that they will not come: the seat is free, or goes to the line."""
    try:
        with savepoint():
            seats.give_back(current_user, session, seat.badge, clock.now())
        flash(_("The seat was released."), "ok")
    except DomainError as refusal:
        flash(str(refusal), "no")
    return back_to_list(edition, session)


@requires(Permission.MANAGE_SEATS, of="edition")
@writes
def export_seats(edition: Edition, session: ProgrammeSession, form: str) -> Response:
    """The whole list as CSV or a workbook; who was erased has a code only."""
    if form not in {"csv", "xlsx"}:
        abort(404)
    audit.record(current_user, "visitors:seats:exported", session, clock.now())
    heads = (
        _("State"),
        _("Name"),
        _("Badge"),
        _("People"),
        _("Asked for it"),
        _("Came"),
        _("came without a seat"),
    )
    rows = (
        (
            str(seat_phrases.STATES[row.state]),
            str(Texts.of_scripts(row.name_ar, row.name_latin)),
            codes.hinted(row.code),
            row.people,
            _written(row.asked_at, edition),
            _written(row.came_at, edition),
            _("yes") if row.is_walk_in else "",
        )
        for row in seats_to_export(session)
    )
    name = f"seats-{edition.slug}-{session.public_id}.{form}"
    return spreadsheet(heads, rows, name, title=_("Seats"))


def _written(at: Any, edition: Edition) -> str:
    return at.astimezone(edition.zone).strftime("%Y-%m-%d %H:%M") if at else ""


@requires(Permission.MANAGE_SEATS, of="edition")
def print_door_list(edition: Edition, session: ProgrammeSession) -> Response:
    """The list for a door without a phone: who has a seat, who waits, room for a tick."""
    lines = [
        (row, str(Texts.of_scripts(row.name_ar, row.name_latin)) or None)
        for row in seats_to_export(session, EXPECTED)
    ]
    seated = [line for line in lines if line[0].state != SeatState.WAITING]
    seated.sort(key=lambda line: (line[1] is None, line[1] or line[0].code))
    content = documents.pdf(
        "visitors/door_list.html",
        current_language(),
        edition=edition,
        session=session,
        seated=seated,
        waiting=[line for line in lines if line[0].state == SeatState.WAITING],
        short=codes.hinted,
    )
    response = Response(content, content_type="application/pdf")
    response.headers.set("Content-Disposition", "attachment", filename=f"door-{session.public_id}.pdf")
    response.headers["Cache-Control"] = "private, no-store"
    return response

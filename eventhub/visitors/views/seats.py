"""Seats of sessions as visitors take them: in the programme, on a session's page, on their badge's page."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Blueprint, flash, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from eventhub import clock
from eventhub.accounts.limits import limited_by_address
from eventhub.errors import DomainError
from eventhub.fairs.models import Edition, ProgrammeSession
from eventhub.fairs.permissions import Permission as FairPermission
from eventhub.fairs.session_seams import Part
from eventhub.permissions import open_to_all, requires
from eventhub.transaction import savepoint
from eventhub.visitors import queries, seat_phrases
from eventhub.visitors.forms.seats import SeatForm
from eventhub.visitors.models import Badge, SessionSeat
from eventhub.visitors.operations import passports, seats
from eventhub.visitors.queries.seats import Offer, offers_of
from eventhub.visitors.seating import SeatState, Standing
from eventhub.visitors.views.passport_cookie import give, held_passport, new_passport, want_badge
from eventhub.web.pages import go, page

HOME = "/e/<edition>/seats/<session>"
OWN_BADGE = "a badge's page has an address that only its bearer was given"


def add_to(blueprint: Blueprint) -> None:
    """Add these pages."""
    for rule, view, methods in (
        (HOME, show_session, ["GET"]),
        (f"{HOME}/take", take_seat, ["POST"]),
        (f"{HOME}/give-back", give_seat_back, ["POST"]),
        ("/badge/<badge>/seats/<badge_session>/take", take_by_badge, ["POST"]),
        ("/badge/<badge>/seats/<badge_session>/give-back", give_back_by_badge, ["POST"]),
    ):
        blueprint.add_url_rule(rule, view_func=view, methods=methods)


def public_part(edition: Edition, sessions: Sequence[ProgrammeSession]) -> Mapping[int, Part]:
    """Beside each session with seats to take, in the public programme: how they stand, one's own, one tap."""
    seated = [session for session in sessions if session.is_seated]
    badge = queries.badge_of_passport(edition.id, held_passport()) if seated else None
    given = {"words": seat_phrases, "has_badge": badge is not None}
    return {
        offer.session.id: Part("visitors/_seat_in_programme.html", {**given, "offer": offer})
        for offer in offers_of(seated, badge, clock.now())
    }


def seats_on_badge(badge: Badge) -> list[Offer]:
    """What the badge's own page shows: what it has of sessions, and those that still give seats."""
    now = clock.now()
    offers = offers_of(badge.registration.edition.sessions, badge, now)
    return [
        offer
        for offer in offers
        if offer.seat is not None
        or (offer.session.is_seated and offer.standing not in {Standing.OVER, Standing.CANCELLED})
    ]


@requires(FairPermission.SEE_EDITION, of="edition")
def show_session(edition: Edition, session: ProgrammeSession, form: SeatForm | None = None) -> Any:
    """One session: what it is, how its seats stand, one's own seat."""
    badge = queries.badge_of_passport(edition.id, held_passport())
    (offer,) = offers_of([session], badge, clock.now())
    if badge is None:
        want_badge(edition.slug, _page_of(edition, session), clock.now())
    response = page(
        "visitors/session.html",
        form or SeatForm(session, needs_code=badge is None),
        edition=edition,
        session=session,
        offer=offer,
        badge=badge,
        words=seat_phrases,
    )
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def _page_of(edition: Edition, session: ProgrammeSession) -> str:
    return url_for("visitors.show_session", edition=edition.slug, session=session.public_id)


@requires(FairPermission.SEE_EDITION, of="edition")
@limited_by_address
def take_seat(edition: Edition, session: ProgrammeSession) -> Any:
    """A seat, or a place in the line, for the badge of this phone; or for the one shown with it."""
    passport, now = held_passport() or new_passport(), clock.now()
    own = queries.badge_of_passport(edition.id, held_passport())
    form = SeatForm(session, needs_code=own is None)

    def take() -> SessionSeat:
        badge = own or passports.show_badge_to(edition, form.code.data or "", passport, now).badge
        return seats.take(session, badge, form.people.data, now)

    if "people" not in request.form:
        form.people.data = 1
    seat = form.attempt(take)
    if seat is None:
        return show_session(edition=edition, session=session, form=form)
    _say_taken(seat)
    response = go(_page_of(edition, session))
    give(response, passport)
    return response


def _say_taken(seat: SessionSeat) -> None:
    if seat.state == SeatState.WAITING:
        flash(_("You are in the line. As soon as a seat is free it is yours."), "ok")
    else:
        flash(ngettext("You have a seat.", "You have %(num)s seats.", seat.people), "ok")


@requires(FairPermission.SEE_EDITION, of="edition")
def give_seat_back(edition: Edition, session: ProgrammeSession) -> Response:
    """The badge of this phone needs its seat no more."""
    badge = queries.badge_of_passport(edition.id, held_passport())
    if badge is not None:
        _give_back(session, badge)
    return go(_page_of(edition, session))


def _give_back(session: ProgrammeSession, badge: Badge) -> None:
    try:
        with savepoint():
            seats.give_back(None, session, badge, clock.now())
        flash(_("Given back. Thank you: somebody else can come."), "ok")
    except DomainError as refusal:
        flash(str(refusal), "no")


@open_to_all(OWN_BADGE)
def take_by_badge(badge: Badge, badge_session: ProgrammeSession) -> Response:
    """A seat taken on the badge's own page."""
    try:
        with savepoint():
            people = request.form.get("people", 1, type=int)
            seat = seats.take(badge_session, badge, people, clock.now())
        _say_taken(seat)
    except DomainError as refusal:
        flash(str(refusal), "no")
    return _to_badge(badge)


@open_to_all(OWN_BADGE)
def give_back_by_badge(badge: Badge, badge_session: ProgrammeSession) -> Response:
    """A seat given back on the badge's own page."""
    _give_back(badge_session, badge)
    return _to_badge(badge)


def _to_badge(badge: Badge) -> Response:
    return go(url_for("visitors.show_badge", badge=badge.public_id) + "#seats")

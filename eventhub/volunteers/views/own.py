"""A volunteer's own page: shifts, giving back, taking more, the calendar, the attestation, their data."""

import json
from itertools import groupby
from typing import Any
from urllib.parse import quote

from flask import Blueprint, Response, abort, flash, url_for
from flask_babel import gettext as _

from eventhub import clock
from eventhub.accounts.limits import limited_by_address
from eventhub.errors import DomainError
from eventhub.permissions import open_to_all
from eventhub.transaction import savepoint
from eventhub.volunteers import attestations, mails, operations, queries
from eventhub.volunteers.calendar import Event, calendar_of
from eventhub.volunteers.models import Volunteer, VolunteerShift
from eventhub.volunteers.queries import figures
from eventhub.volunteers.states import LIVING, TurnState, overlap
from eventhub.web.pages import go, page

OWN = "a volunteer's page has an address that only its bearer was given"
HOME = "/volunteer/<volunteer>"


def add_to(blueprint: Blueprint) -> None:
    """Add these pages."""
    for rule, view, methods in (
        (HOME, show_own, ["GET"]),
        (f"{HOME}/shifts/<shift>/take", take, ["POST"]),
        (f"{HOME}/shifts/<shift>/give-back", give_back, ["POST"]),
        (f"{HOME}/shifts.ics", calendar, ["GET"]),
        (f"{HOME}/data.json", export_own, ["GET"]),
        (f"{HOME}/erase", erase_own, ["POST"]),
        (f"{HOME}/attestation.pdf", attestation, ["GET"]),
        ("/volunteers/check/<code>", check_attestation, ["GET"]),
    ):
        blueprint.add_url_rule(rule, view_func=view, methods=methods)


@open_to_all(OWN)
def show_own(volunteer: Volunteer) -> Any:
    """One's shifts, those to come first; those one may still take; the way there; hours once done."""
    edition, now = volunteer.edition, clock.now()
    offers = sorted(queries.offers_of(volunteer), key=lambda each: each.shift.ends_at <= now)
    mine = [each.shift for each in offers if each.turn.state in LIVING]
    is_open = queries.is_open(edition, clock.today(edition.zone)) and volunteer.erased_at is None
    others = [each for each in queries.open_shifts(edition, now) if each not in mine] if is_open else []
    free = [each for each in others if not any(overlap(each, own) for own in mine)]
    total = figures.done(volunteer)
    response = page(
        "volunteers/own.html",
        volunteer=volunteer,
        edition=edition,
        offers=offers,
        by_day=[(on, list(those)) for on, those in groupby(free, key=lambda each: each.day)],
        setting=queries.setting_of(edition),
        figures=total,
        hours=attestations.hours_of(total.minutes),
        now=now,
        is_over=edition.is_over_on(clock.today(edition.zone)),
        whatsapp=f"https://wa.me/?text={quote(mails.address_of(volunteer), safe='')}",
        way=f"geo:0,0?q={quote(str(edition.venue))}",
    )
    response.headers["Cache-Control"] = "private, no-cache"
    return _hidden(response)


def _hidden(response: Any) -> Any:
    """The address is a key: neither other sites nor search engines hear of it."""
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _home(volunteer: Volunteer) -> Any:
    return go(url_for("volunteers.show_own", volunteer=volunteer.public_id))


def _living(volunteer: Volunteer) -> None:
    if volunteer.erased_at is not None:
        abort(404)


@open_to_all(OWN)
@limited_by_address
def take(volunteer: Volunteer, shift: VolunteerShift) -> Any:
    """One more shift, or a place in its line."""
    _living(volunteer)
    try:
        with savepoint():
            turn = operations.take_more(shift, volunteer, clock.now())
        waits = turn.state == TurnState.WAITING
        flash(_("You are in the line. A free place is yours at once.") if waits else _("It is yours."), "ok")
    except DomainError as refusal:
        flash(str(refusal), "no")
    return _home(volunteer)


@open_to_all(OWN)
def give_back(volunteer: Volunteer, shift: VolunteerShift) -> Any:
    """A shift one cannot do."""
    try:
        with savepoint():
            operations.give_back(None, shift, volunteer, clock.now())
        flash(_("Given back. Thank you for telling it: somebody else can come."), "ok")
    except DomainError as refusal:
        flash(str(refusal), "no")
    return _home(volunteer)


@open_to_all(OWN)
def calendar(volunteer: Volunteer) -> Response:
    """One's places, for the calendar of a phone."""
    edition, url = volunteer.edition, mails.address_of(volunteer)
    events = [
        Event(
            f"{each.turn.public_id}@volunteers",
            each.shift.starts_at,
            each.shift.ends_at,
            f"{each.shift.task.name} · {edition.name}",
            ", ".join(filter(None, (str(each.shift.task.meet_at or ""), str(edition.venue)))),
            url,
        )
        for each in queries.offers_of(volunteer)
        if each.turn.state in {TurnState.TAKEN, TurnState.PRESENT}
    ]
    content = calendar_of(str(edition.name), events, clock.now())
    response = Response(content, content_type="text/calendar; charset=utf-8")
    response.headers.set("Content-Disposition", "attachment", filename="shifts.ics")
    response.headers["Cache-Control"] = "private, no-store"
    return _hidden(response)  # type: ignore[no-any-return]


@open_to_all(OWN)
def export_own(volunteer: Volunteer) -> Response:
    """Everything that is known of the volunteer."""
    known = json.dumps(figures.known_of(volunteer), ensure_ascii=False, indent=2)
    response = Response(known, content_type="application/json")
    response.headers.set("Content-Disposition", "attachment", filename="my-data.json")
    response.headers["Cache-Control"] = "private, no-store"
    return _hidden(response)  # type: ignore[no-any-return]


@open_to_all(OWN)
def erase_own(volunteer: Volunteer) -> Any:
    """Forget my data; my places go to others."""
    operations.erase(None, volunteer, clock.now())
    flash(_("Your data was erased and your places given to others."), "ok")
    return _home(volunteer)


@open_to_all(OWN)
def attestation(volunteer: Volunteer) -> Response:
    """Hours done, on paper; there once there are some."""
    _living(volunteer)
    if not figures.done(volunteer).minutes:
        abort(404)
    response = Response(attestations.pdf_of(volunteer), content_type="application/pdf")
    response.headers.set("Content-Disposition", "inline", filename="attestation.pdf")
    response.headers["Cache-Control"] = "private, no-store"
    return _hidden(response)  # type: ignore[no-any-return]


@open_to_all("whoever holds an attestation may check it")
def check_attestation(code: str) -> Any:
    """What an attestation's QR opens: whether it is true, and the figures it must say."""
    volunteer = figures.volunteer_by_attestation(code[:16])
    total = figures.done(volunteer) if volunteer is not None else figures.Figures()
    is_true = volunteer is not None and total.minutes > 0
    response = page(
        "volunteers/check.html",
        volunteer=volunteer if is_true else None,
        name=attestations.first_name(volunteer) if volunteer is not None else "",
        figures=total,
        hours=attestations.hours_of(total.minutes),
        code=code[:16].upper(),
    )
    response.status_code = 200 if is_true else 404
    return _hidden(response)

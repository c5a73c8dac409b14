"""One shift at work, for one hand: who is expected, there, gone; people added, written to, printed."""

from typing import Any

from flask import Blueprint, Response, current_app, flash, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from eventhub import clock, documents
from eventhub.errors import DomainError
from eventhub.fairs.models import Edition
from eventhub.i18n import current_language
from eventhub.permissions import requires
from eventhub.transaction import savepoint
from eventhub.volunteers import operations, queries
from eventhub.volunteers.forms import AssignForm, MessageForm
from eventhub.volunteers.models import VolunteerShift, VolunteerTurn
from eventhub.volunteers.operations.attending import EARLY
from eventhub.volunteers.permissions import Permission
from eventhub.volunteers.states import TurnState, standing_of
from eventhub.volunteers.views.planning import HOME
from eventhub.volunteers.views.public import consent_of
from eventhub.web.pages import go, page

SHIFT = f"{HOME}/shifts/<shift>"
_T = TurnState


def add_to(blueprint: Blueprint) -> None:
    """Add these pages."""
    for rule, view, methods in (
        (SHIFT, show_shift, ["GET"]),
        (f"{SHIFT}/tick-all", tick_all, ["POST"]),
        (f"{SHIFT}/assign", assign, ["GET", "POST"]),
        (f"{SHIFT}/message", write_message, ["GET", "POST"]),
        (f"{SHIFT}/list.pdf", print_list, ["GET"]),
        (f"{SHIFT}/turns/<turn>/come", come, ["POST"]),
        (f"{SHIFT}/turns/<turn>/leave", leave, ["POST"]),
        (f"{SHIFT}/turns/<turn>/miss", miss, ["POST"]),
        (f"{SHIFT}/turns/<turn>/undo", undo, ["POST"]),
        (f"{SHIFT}/turns/<turn>/give", give_place, ["POST"]),
        (f"{SHIFT}/turns/<turn>/release", release, ["POST"]),
    ):
        blueprint.add_url_rule(rule, view_func=view, methods=methods)


def _to_shift(edition: Edition, shift: VolunteerShift) -> Any:
    return go(url_for("volunteers.show_shift", edition=edition.slug, shift=shift.public_id))


@requires(Permission.SEE_SHIFTS, of="edition")
def show_shift(edition: Edition, shift: VolunteerShift) -> Any:
    """Who is expected, there, in the line, gone elsewhere; one button each."""
    now, turns = clock.now(), queries.turns_of_shift(shift)
    order = (_T.TAKEN, _T.PRESENT, _T.WAITING, _T.ABSENT, _T.RETURNED, _T.CALLED_OFF)
    return page(
        "volunteers/shift.html",
        edition=edition,
        shift=shift,
        turns=sorted(turns, key=lambda each: order.index(_T(each.state))),
        standing=standing_of(shift, now),
        may_come=shift.cancelled_at is None and now >= shift.starts_at - EARLY,
        now=now,
    )


def _do(edition: Edition, shift: VolunteerShift, verb: Any, said: str | None = None) -> Any:
    try:
        with savepoint():
            verb()
        if said:
            flash(said, "ok")
    except DomainError as refusal:
        flash(str(refusal), "no")
    return _to_shift(edition, shift)


@requires(Permission.KEEP_SHIFTS, of="edition")
def come(edition: Edition, shift: VolunteerShift, turn: VolunteerTurn) -> Any:
    """They are there."""
    return _do(edition, shift, lambda: operations.come(current_user, shift, turn, clock.now()))


@requires(Permission.KEEP_SHIFTS, of="edition")
def leave(edition: Edition, shift: VolunteerShift, turn: VolunteerTurn) -> Any:
    """They go: their hours are counted to the minute."""
    return _do(edition, shift, lambda: operations.leave(current_user, shift, turn, clock.now()))


@requires(Permission.KEEP_SHIFTS, of="edition")
def miss(edition: Edition, shift: VolunteerShift, turn: VolunteerTurn) -> Any:
    """They did not come: their place is free."""
    return _do(edition, shift, lambda: operations.miss(current_user, shift, turn, clock.now()))


@requires(Permission.KEEP_SHIFTS, of="edition")
def undo(edition: Edition, shift: VolunteerShift, turn: VolunteerTurn) -> Any:
    """The last note was wrong."""
    return _do(edition, shift, lambda: operations.undo(current_user, shift, turn, clock.now()))


@requires(Permission.KEEP_SHIFTS, of="edition")
def tick_all(edition: Edition, shift: VolunteerShift) -> Any:
    """Everybody expected was there."""

    def tick() -> None:
        count = operations.tick_all(current_user, shift, clock.now())
        flash(ngettext("One person was noted.", "%(num)s people were noted.", count), "ok")

    return _do(edition, shift, tick)


@requires(Permission.PLAN_SHIFTS, of="edition")
def give_place(edition: Edition, shift: VolunteerShift, turn: VolunteerTurn) -> Any:
    """A free place for somebody of the line, or who gave it back."""
    return _do(
        edition,
        shift,
        lambda: operations.assign(current_user, shift, turn.volunteer, clock.now()),
        _("The place is theirs."),
    )


@requires(Permission.PLAN_SHIFTS, of="edition")
def release(edition: Edition, shift: VolunteerShift, turn: VolunteerTurn) -> Any:
    """Somebody said that they will not come: the place is free, or goes to the line."""
    return _do(
        edition,
        shift,
        lambda: operations.give_back(current_user, shift, turn.volunteer, clock.now()),
        _("The place is free, or goes to who waits."),
    )


@requires(Permission.PLAN_SHIFTS, of="edition")
def assign(edition: Edition, shift: VolunteerShift) -> Any:
    """Give a place to somebody who signed up, or to somebody new who agreed."""
    form = AssignForm(queries.people_to_choose(edition))
    sentence = consent_of(edition)
    form.consent.label.text = _("Read to the volunteer, who agrees: “%(words)s”", words=sentence)

    def give() -> VolunteerTurn:
        now = clock.now()
        who = form.known or operations.add_by_hand(
            current_user, edition, form.person(current_language(), sentence), now
        )
        return operations.assign(current_user, shift, who, now)

    if form.is_submitted() and form.attempt(give) is not None:
        flash(_("The place is theirs."), "ok")
        return _to_shift(edition, shift)
    return page("volunteers/assign.html", form, edition=edition, shift=shift)


@requires(Permission.PLAN_SHIFTS, of="edition")
def write_message(edition: Edition, shift: VolunteerShift) -> Any:
    """Write to those who have a place or wait; says whom no message reaches."""
    form = MessageForm()
    people = [each.volunteer for each in queries.turns_of_shift(shift, _T.TAKEN, _T.PRESENT, _T.WAITING)]

    def write() -> list[bool]:
        return operations.write_to(current_user, shift, (form.words.data or "").strip(), clock.now())

    if form.is_submitted() and (sent := form.attempt(write)) is not None:
        reached, missed = sum(sent), len(sent) - sum(sent)
        flash(ngettext("Sent to one person.", "Sent to %(num)s people.", reached), "ok")
        if missed:
            flash(
                ngettext("Call one person.", "Call %(num)s people: no message reaches them.", missed), "wait"
            )
        return _to_shift(edition, shift)
    return page("volunteers/message.html", form, edition=edition, shift=shift, people=people)


@requires(Permission.KEEP_SHIFTS, of="edition")
def print_list(edition: Edition, shift: VolunteerShift) -> Response:
    """The list for signing on paper; its QR opens the shift on the phone of whoever keeps it."""
    here = url_for("volunteers.show_shift", edition=edition.slug, shift=shift.public_id)
    turns = queries.turns_of_shift(shift, _T.TAKEN, _T.PRESENT, _T.WAITING)
    content = documents.pdf(
        "volunteers/attendance.html",
        current_language(),
        edition=edition,
        shift=shift,
        expected=[each for each in turns if each.state != _T.WAITING],
        waiting=[each for each in turns if each.state == _T.WAITING],
        qr=documents.qr_svg_path(current_app.config["PUBLIC_URL"] + here),
    )
    response = Response(content, content_type="application/pdf")
    response.headers.set("Content-Disposition", "attachment", filename=f"shift-{shift.public_id}.pdf")
    response.headers["Cache-Control"] = "private, no-store"
    return response

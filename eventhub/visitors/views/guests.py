"""Pages of invited guests: the list, the invitation they answer, the protocol's desk."""

from typing import Any
from urllib.parse import quote

from flask import Blueprint, current_app, flash, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from eventhub import clock
from eventhub.accounts.limits import limited_by_address
from eventhub.errors import DomainError
from eventhub.fairs.models import Edition
from eventhub.i18n import days, speaking
from eventhub.permissions import open_to_all, requires
from eventhub.visitors import operations, phrases, queries
from eventhub.visitors.forms import GuestForm, GuestLinesForm
from eventhub.visitors.guest_ranks import Answer
from eventhub.visitors.models import Guest
from eventhub.visitors.permissions import Permission
from eventhub.web.pages import go, page

HOME = "/work/e/<edition>/guests"


def add_to(blueprint: Blueprint) -> None:
    """Add these pages."""
    for rule, view, methods in (
        (HOME, list_guests, ["GET"]),
        (f"{HOME}/new", invite_guest, ["GET", "POST"]),
        (f"{HOME}/lines", invite_lines, ["GET", "POST"]),
        (f"{HOME}/<guest>", change_guest, ["GET", "POST"]),
        (f"{HOME}/<guest>/sent", note_sent, ["POST"]),
        ("/work/e/<edition>/protocol", protocol, ["GET"]),
        (f"{HOME}/<guest>/receive", receive_guest, ["POST"]),
        (f"{HOME}/<guest>/unreceive", unreceive_guest, ["POST"]),
        ("/guest/<guest>", invitation, ["GET", "POST"]),
    ):
        blueprint.add_url_rule(rule, view_func=view, methods=methods)


@requires(Permission.MANAGE_GUESTS, of="edition")
def list_guests(edition: Edition) -> Any:
    """Guests by rank, with what they answered."""
    search, answer = request.args.get("q", "")[:100], request.args.get("answer", "")
    return page(
        "visitors/guests.html",
        edition=edition,
        found=queries.guests_page(edition.id, search, answer),
        counts=queries.guest_counts(edition.id),
        search=search,
        answer=answer,
        words=phrases,
    )


@requires(Permission.MANAGE_GUESTS, of="edition")
def invite_guest(edition: Edition) -> Any:
    """One more guest."""
    form = GuestForm()
    if form.is_submitted():
        invite = operations.invite_guest
        done = form.attempt(
            lambda: invite(current_user, edition, form.visitor(), form.protocol(), clock.now())
        )
        if done:
            return go(url_for("visitors.change_guest", edition=edition.slug, guest=done.public_id))
    return page("visitors/guest.html", form, edition=edition, guest=None)


@requires(Permission.MANAGE_GUESTS, of="edition")
def invite_lines(edition: Edition) -> Any:
    """A list of guests, pasted."""
    form = GuestLinesForm()
    if form.is_submitted():
        invite = operations.invite_lines
        done = form.attempt(
            lambda: invite(current_user, edition, form.lines.data, form.rank.data, clock.now())
        )
        if done:
            count, known = done
            if count:
                flash(ngettext("One guest was added.", "%(num)s guests were added.", count), "ok")
            if known:
                said = ngettext(
                    "One was on the list already and was left as it is.",
                    "%(num)s were on the list already and were left as they are.",
                    known,
                )
                flash(said, "wait")
            return go(url_for("visitors.list_guests", edition=edition.slug))
    return page("visitors/guest_lines.html", form, edition=edition)


@requires(Permission.MANAGE_GUESTS, of="edition")
def change_guest(edition: Edition, guest: Guest) -> Any:
    """A guest's details and the invitation to send."""
    form = GuestForm() if request.method == "POST" else GuestForm.of(guest)
    if form.is_submitted():
        change = operations.change_guest
        if form.attempt(lambda: change(current_user, guest, form.visitor(), form.protocol(), clock.now())):
            flash(_("The guest was kept."), "ok")
            return go(url_for("visitors.change_guest", edition=edition.slug, guest=guest.public_id))
    address = f"{current_app.config['PUBLIC_URL']}/guest/{guest.public_id}"
    return page(
        "visitors/guest.html",
        form,
        edition=edition,
        guest=guest,
        address=address,
        whatsapp=_whatsapp(guest, address),
        words=phrases,
    )


def _whatsapp(guest: Guest, address: str) -> str:
    """An address that opens WhatsApp with the invitation written, in the language the name is in."""
    row, edition = guest.registration, guest.edition
    with speaking("ar" if row.name_ar else "fr"):
        text = _(
            "%(name)s, you are invited to %(fair)s, %(days)s. Please tell us whether you will come: %(url)s",
            name=row.name_ar or row.name_latin,
            fair=edition.name,
            days=days(edition.starts_on, edition.ends_on),
            url=address,
        )
    return f"https://wa.me/{(row.phone or '').removeprefix('+')}?text={quote(text, safe='')}"


@requires(Permission.MANAGE_GUESTS, of="edition")
def note_sent(edition: Edition, guest: Guest) -> Any:
    """The invitation went out."""
    operations.note_sent(current_user, guest, clock.now())
    return go(url_for("visitors.change_guest", edition=edition.slug, guest=guest.public_id))


@requires(Permission.RECEIVE_GUESTS, of="edition")
def protocol(edition: Edition) -> Any:
    """The protocol's desk: who came through a gate just now, whom to receive, who is expected."""
    search = request.args.get("q", "")[:100]
    return page(
        "visitors/protocol.html",
        edition=edition,
        at_gate=queries.guests_at_gate(edition.id),
        expected=queries.guests_expected(edition.id, search),
        received=queries.guests_received(edition.id),
        counts=queries.guest_counts(edition.id),
        search=search,
        words=phrases,
    )


@requires(Permission.RECEIVE_GUESTS, of="edition")
def receive_guest(edition: Edition, guest: Guest) -> Any:
    """The guest was met."""
    operations.receive_guest(current_user, guest, clock.now())
    flash(_("%(name)s was received.", name=guest.registration.name), "ok")
    return go(url_for("visitors.protocol", edition=edition.slug))


@requires(Permission.RECEIVE_GUESTS, of="edition")
def unreceive_guest(edition: Edition, guest: Guest) -> Any:
    """It was somebody else."""
    operations.unreceive_guest(current_user, guest, clock.now())
    return go(url_for("visitors.protocol", edition=edition.slug))


@open_to_all("an invitation has an address that only the invited was given")
@limited_by_address
def invitation(guest: Guest) -> Any:
    """What the invited reads and answers: I will come, or I can't."""
    refusal = None
    if request.method == "POST":
        answer = Answer.COMING if request.form.get("answer") == Answer.COMING else Answer.DECLINED
        try:
            operations.answer_invitation(guest, answer, clock.now())
            return go(url_for("visitors.invitation", guest=guest.public_id))
        except DomainError as error:
            refusal = str(error)
    edition = guest.edition
    response = page(
        "visitors/invitation.html",
        guest=guest,
        edition=edition,
        refusal=refusal,
        words=phrases,
        is_over=edition.is_over_on(clock.today(edition.zone)),
    )
    response.status_code = 409 if refusal else 200
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    return response

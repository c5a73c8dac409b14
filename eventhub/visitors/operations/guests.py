"""The verbs of invited guests: invite, change, answer, receive."""

from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _l
from msgspec import Struct
from msgspec.structs import replace

from eventhub import audit
from eventhub.clock import local_day
from eventhub.database import db
from eventhub.errors import DomainError
from eventhub.fairs.models import Edition
from eventhub.visitors.guest_ranks import Answer, Rank
from eventhub.visitors.models import Guest
from eventhub.visitors.operations.registrations import Visitor, add_invited, folded_words

MOST_LINES = 300


class Protocol(Struct, frozen=True):
    """How a guest is received: rank, function, table or seat."""

    rank: str = Rank.OFFICIAL
    title: str | None = None
    place: str | None = None


def invite_guest(actor: Any, edition: Edition, visitor: Visitor, protocol: Protocol, at: datetime) -> Guest:
    """Somebody is invited, with a badge of the kind “guest”. Raises `nameless`."""
    row = Guest(
        registration=add_invited(actor, edition, replace(visitor, category="guest"), at),
        edition_id=edition.id,
        organizer_id=edition.organizer_id,
        rank=protocol.rank,
        title=protocol.title,
        place=protocol.place,
        answer=Answer.WAITING,
        created_at=at,
    )
    db.session.add(row)
    db.session.flush()
    audit.record(actor, "visitors:guest:invited", row, at)
    return row


def invite_lines(actor: Any, edition: Edition, lines: str, rank: str, at: datetime) -> int:
    """Invite one guest a line: name; function; table. Gives how many. Raises `no_lines`, `too_many_lines`."""
    parts = [[cell.strip() for cell in line.replace("\t", ";").split(";")] for line in lines.splitlines()]
    named = [part for part in parts if part[0]]
    if not named:
        raise DomainError("no_lines", _l("Write one guest on each line."), field="lines", status=422)
    if len(named) > MOST_LINES:
        raise DomainError("too_many_lines", _l("At most 300 lines at once."), field="lines", status=422)
    for name, *rest in named:
        title, place = [*rest, "", ""][:2]
        protocol = Protocol(rank, title[:160] or None, place[:40] or None)
        invite_guest(actor, edition, Visitor.called(name[:120]), protocol, at)
    return len(named)


def change_guest(actor: Any, guest: Guest, visitor: Visitor, protocol: Protocol, at: datetime) -> Guest:
    """Correct a guest's name, number, rank, function or place. Raises `erased`, `nameless`."""
    row = guest.registration
    if row.erased_at is not None:
        raise DomainError("erased", _l("This visitor's data was erased. Add the person again."))
    if not visitor.name_ar and not visitor.name_latin:
        raise DomainError("nameless", _l("Write a name, in either script."), field="name_ar", status=422)
    row.name_ar, row.name_latin = visitor.name_ar, visitor.name_latin
    row.phone, row.email, row.party = visitor.phone, visitor.email, visitor.party
    row.folded = folded_words(visitor)
    guest.rank, guest.title, guest.place = protocol.rank, protocol.title, protocol.place
    audit.record(actor, "visitors:guest:changed", guest, at)
    return guest


def note_sent(actor: Any, guest: Guest, at: datetime) -> None:
    """Remember that the invitation was sent. Again is as once."""
    if guest.sent_at is None:
        guest.sent_at = at
        audit.record(actor, "visitors:guest:sent", guest, at)


def answer_invitation(guest: Guest, answer: str, at: datetime) -> None:
    """The guest says yes or no, and may change it until the fair ends. Raises `fair_over`, `erased`."""
    if guest.edition.is_over_on(local_day(at, guest.edition.zone)):
        raise DomainError("fair_over", _l("This fair is over. Thank you for your interest."))
    if guest.registration.erased_at is not None:
        raise DomainError("erased", _l("Your data was erased, and the invitation with it."))
    if guest.answer != answer:
        guest.answer, guest.answered_at = answer, at
        audit.record(None, "visitors:guest:answered", guest, at)


def receive_guest(actor: Any, guest: Guest, at: datetime) -> None:
    """The protocol's desk has met the guest. Again is as once."""
    if guest.received_at is None:
        guest.received_at = at
        audit.record(actor, "visitors:guest:received", guest, at)


def unreceive_guest(actor: Any, guest: Guest, at: datetime) -> None:
    """It was somebody else: take it back."""
    if guest.received_at is not None:
        guest.received_at = None
        audit.record(actor, "visitors:guest:unreceived", guest, at)

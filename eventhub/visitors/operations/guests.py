"""The verbs of invited guests: invite, change, answer, receive."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l
from msgspec import Struct
from msgspec.structs import replace

from eventhub import audit
from eventhub.clock import local_day
from eventhub.database import db
from eventhub.errors import DomainError
from eventhub.fairs.models import Edition
from eventhub.folding import fold
from eventhub.visitors.guest_lines import read_guest_lines
from eventhub.visitors.guest_ranks import Answer, Rank
from eventhub.visitors.models import Guest, Registration
from eventhub.visitors.operations.registrations import Visitor, add_invited, folded_words


class Protocol(Struct, frozen=True):
    """How a guest is received: rank, function, table or seat, by whom."""

    rank: str = Rank.OFFICIAL
    title: str | None = None
    place: str | None = None
    host: str | None = None


def invite_guest(actor: Any, edition: Edition, visitor: Visitor, protocol: Protocol, at: datetime) -> Guest:
    """Somebody is invited, with a badge of the kind “guest”. Raises `nameless`."""
    row = Guest(
        registration=add_invited(actor, edition, replace(visitor, category="guest"), at),
        edition_id=edition.id,
        organizer_id=edition.organizer_id,
        rank=protocol.rank,
        title=protocol.title,
        place=protocol.place,
        host=protocol.host,
        answer=Answer.WAITING,
        created_at=at,
    )
    db.session.add(row)
    db.session.flush()
    audit.record(actor, "visitors:guest:invited", row, at)
    return row


def invite_lines(actor: Any, edition: Edition, lines: str, rank: str, at: datetime) -> tuple[int, int]:
    """Invite one guest a line (`guest_lines`); gives how many, and how many were on the list already.

    Whoever has the same name and function is the same guest: a list pasted again adds only what is new.
    Raises `no_lines`, `too_many_lines`, `bad_line`.
    """
    known, invited = _known(edition), 0
    read = read_guest_lines(lines)
    for line in read:
        who = (fold(line.name), fold(line.title))
        if who in known:
            continue
        known.add(who)
        protocol = Protocol(line.rank or rank, line.title, line.place, line.host)
        invite_guest(actor, edition, Visitor.called(line.name, phone=line.phone), protocol, at)
        invited += 1
    return invited, len(read) - invited


def _known(edition: Edition) -> set[tuple[str, str]]:
    """Name and function of everybody on the list, folded."""
    query = (
        sa.select(Registration.name_ar, Registration.name_latin, Guest.title)
        .join(Guest.registration)
        .where(Guest.edition_id == edition.id)
    )
    return {
        (fold(name), fold(title))
        for arabic, latin, title in db.session.execute(query)
        for name in (arabic, latin)
        if name
    }


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
    guest.rank, guest.title = protocol.rank, protocol.title
    guest.place, guest.host = protocol.place, protocol.host
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

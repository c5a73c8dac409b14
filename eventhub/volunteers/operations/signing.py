"""The verbs of volunteers themselves: sign up, be added by hand, be forgotten."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l
from msgspec import Struct

from eventhub import audit
from eventhub.clock import local_day
from eventhub.database import code_of, db, random_code
from eventhub.errors import DomainError
from eventhub.fairs.models import Edition
from eventhub.folding import fold
from eventhub.volunteers import mails, queries
from eventhub.volunteers.consent import VERSION
from eventhub.volunteers.models import Volunteer, VolunteerShift, VolunteerTurn
from eventhub.volunteers.operations.turns import give_back, lock, lock_edition, take
from eventhub.volunteers.states import TurnState, clash_in

AGAIN = timedelta(minutes=10)
"""The same words to the same people within this time are a second press of the button."""


class Person(Struct, frozen=True):
    """Who helps, and how to reach them; the words they agreed to, as they read or heard them."""

    name: str
    phone: str | None
    email: str | None
    born_on: date | None
    language: str
    consent: str


def sign_up(
    edition: Edition, person: Person, shifts: Sequence[VolunteerShift], at: datetime, sheet: str
) -> Volunteer:
    """Somebody offers to help in these shifts; where one is full they wait in its line. All or nothing.

    `sheet`: random name of the form; sent again with it (a double click, a bad network) it is the one there.
    Raises `closed`, `known`, `no_shift`, and what `take` raises.
    """
    lock_edition(edition.id)
    public_id = _name_of(sheet, edition)
    there = db.session.scalar(sa.select(Volunteer).where(Volunteer.public_id == public_id))
    if there is not None and there.erased_at is None:
        return there
    _check_open(edition, at)
    if queries.same_volunteer(edition, person.name, person.phone, person.email) is not None:
        sentence = _l(
            "You have signed up already. Open your own page to take more; its address can be sent again."
        )
        raise DomainError("known", sentence, field="name", status=422)
    if not shifts:
        raise DomainError("no_shift", _l("Choose at least one shift."), field="shifts", status=422)
    if (clash := clash_in(shifts)) is not None:
        sentence = _l(
            "Two shifts at the same hour: “%(one)s” and “%(other)s”. Give one back, or choose another.",
            one=clash[0].task.name,
            other=clash[1].task.name,
        )
        raise DomainError("overlap", sentence, field="shifts", status=422)
    row = _added(edition, person, "volunteer", at, random_code() if there else public_id)
    audit.record(None, "volunteers:volunteer:signed_up", row, at)
    for shift in shifts:
        take(shift, row, at)
    mails.volunteer_ready(row)
    return row


def take_more(shift: VolunteerShift, volunteer: Volunteer, at: datetime) -> VolunteerTurn:
    """One more shift for somebody who signed up. Raises `closed`, and what `take` raises."""
    _check_open(volunteer.edition, at)
    return take(shift, volunteer, at)


def _check_open(edition: Edition, at: datetime) -> None:
    if not queries.is_open(edition, local_day(at, edition.zone)):
        raise DomainError("closed", _l("This fair takes no volunteers online now."))


def add_by_hand(actor: Any, edition: Edition, person: Person, at: datetime) -> Volunteer:
    """The organizer adds somebody who agreed; of the same name and number, the one there is taken."""
    lock_edition(edition.id)  # so that a double click adds one
    there = queries.same_volunteer(edition, person.name, person.phone, person.email)
    if there is not None:
        return there
    row = _added(edition, person, "organizer", at, random_code())
    audit.record(actor, "volunteers:volunteer:added", row, at)
    return row


def _name_of(sheet: str, edition: Edition) -> str:
    return code_of(f"{sheet}\n{edition.public_id}") if sheet else random_code()


def _added(edition: Edition, person: Person, by: str, at: datetime, public_id: str) -> Volunteer:
    consent = {
        "version": VERSION,
        "language": person.language,
        "at": at.isoformat(),
        "text": person.consent,
        "by": by,
    }
    at_home = "0" + (person.phone or "").removeprefix("+212") if person.phone else ""
    row = Volunteer(
        public_id=public_id,
        edition=edition,
        organizer_id=edition.organizer_id,
        name=person.name,
        phone=person.phone,
        email=person.email,
        born_on=person.born_on,
        language=person.language,
        consent=consent,
        folded=" ".join(filter(None, map(fold, (person.name, person.phone, at_home, person.email))))[:300],
        created_at=at,
    )
    db.session.add(row)
    db.session.flush()
    return row


def erase(actor: Any, volunteer: Volunteer, at: datetime) -> None:
    """Forget who it was; places to come go to the line, hours helped stay counted. Twice is as once."""
    lock_edition(volunteer.edition_id)
    db.session.refresh(volunteer)
    if volunteer.erased_at is not None:
        return
    coming = sa.select(VolunteerShift).join(VolunteerTurn, VolunteerTurn.shift_id == VolunteerShift.id)
    coming = coming.where(
        VolunteerTurn.volunteer_id == volunteer.id,
        VolunteerTurn.state.in_([TurnState.TAKEN, TurnState.WAITING]),
        VolunteerShift.starts_at > at,
    )
    for shift in db.session.scalars(coming.order_by(VolunteerShift.id)).all():
        give_back(actor, shift, volunteer, at)
    for name in _FORGOTTEN:
        setattr(volunteer, name, None)
    volunteer.folded, volunteer.erased_at = "", at
    audit.record(actor, "volunteers:volunteer:erased", volunteer, at)


_FORGOTTEN = ("name", "phone", "email", "born_on", "consent")


def forget_expired(at: datetime) -> int:
    """Forget the volunteers of fairs whose retention has ended; gives how many. Again is as once."""
    known = sa.select(Volunteer.id).where(Volunteer.edition_id == Edition.id, Volunteer.erased_at.is_(None))
    query = sa.select(Edition).where(Edition.ends_on < at.date(), known.exists()).order_by(Edition.id)
    found = 0
    for edition in db.session.scalars(query).all():
        if edition.data_kept_until >= local_day(at, edition.zone):
            continue
        rows = sa.update(Volunteer).where(Volunteer.edition_id == edition.id, Volunteer.erased_at.is_(None))
        nothing: dict[str, Any] = dict.fromkeys(_FORGOTTEN) | {"consent": sa.null()}
        erased = db.session.execute(rows.values(**nothing, folded="", erased_at=at)).rowcount  # type: ignore[attr-defined]
        audit.record(None, "volunteers:edition:expired", edition, at, erased=erased)
        found += erased
    return found


def write_to(actor: Any, shift: VolunteerShift, words: str, at: datetime) -> list[bool]:
    """The organizer's words to who has a place or waits; whether each was reached. Not twice in ten minutes.

    Remembered is a digest of the words, not what they were.
    """
    lock(shift)
    asked = (TurnState.TAKEN, TurnState.PRESENT, TurnState.WAITING)
    people = [turn.volunteer for turn in queries.turns_of_shift(shift, *asked)]
    digest = code_of(words)
    for entry in reversed(audit.history(shift)):
        if entry.at < at - AGAIN:
            break
        if entry.action == "volunteers:message:sent" and entry.details.get("words") == digest:
            return [True] * entry.details["reached"] + [False] * entry.details["missed"]
    sent = [mails.organizers_words(shift, each, words) for each in people]
    told = {"reached": sum(sent), "missed": len(sent) - sum(sent), "words": digest}
    audit.record(actor, "volunteers:message:sent", shift, at, **told)
    return sent


def note_export(actor: Any, edition: Edition, at: datetime) -> None:
    """Remember that the list left the house."""
    audit.record(actor, "volunteers:list:exported", edition, at)

"""The verbs of partners, sessions and recommendations of an edition."""

from datetime import datetime
from typing import Any, TypeVar

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_ngettext as _ln

from eventhub import audit
from eventhub.clock import local_day
from eventhub.database import db
from eventhub.errors import DomainError
from eventhub.fairs import session_seams
from eventhub.fairs.models import Edition, Partner, ProgrammeSession, Recommendation
from eventhub.fairs.states import RecommendationState, can_follow
from eventhub.fairs.texts import filled
from eventhub.i18n import Texts

R = TypeVar("R", Partner, ProgrammeSession, Recommendation)


def _write(edition: Edition, row: R, values: dict[str, Any]) -> R:
    for name, value in values.items():
        setattr(row, name, filled(value))
    row.edition_id, row.organizer_id = edition.id, edition.organizer_id
    db.session.add(row)
    db.session.flush()
    return row


def save_partner(
    actor: Any, edition: Edition, partner: Partner | None, values: dict[str, Any], at: datetime
) -> Partner:
    """A new partner at the end of the list, or the same one changed. Without a logo the old one stays."""
    verb = "edited" if partner else "added"
    if partner is None:
        partner = Partner(position=1 + max((each.position for each in edition.partners), default=-1))
    partner = _write(edition, partner, values)
    audit.record(actor, f"fairs:partner:{verb}", partner, at)
    return partner


def remove_partner(actor: Any, partner: Partner, at: datetime) -> None:
    """Take a partner off the edition."""
    audit.record(actor, "fairs:partner:removed", partner.edition, at, partner=partner.id)
    db.session.delete(partner)


def save_session(
    actor: Any, edition: Edition, session: ProgrammeSession | None, values: dict[str, Any], at: datetime
) -> ProgrammeSession:
    """A new session, or the same one changed; whoever has a seat or waits for one is told of what it means.

    Raises `outside_days`, `ends_before_start`, `seats_missing`, and `seats_taken` for fewer seats than people
    have.
    """
    if not edition.starts_on <= local_day(values["starts_at"], edition.zone) <= edition.ends_on:
        raise DomainError("outside_days", _l("Choose one of the fair's days."), field="day")
    if values["ends_at"] <= values["starts_at"]:
        raise DomainError("ends_before_start", _l("The end comes after the beginning."), field="ends")
    if values.get("is_seated") and values.get("seats") is None:
        raise DomainError("seats_missing", _l("Say how many seats there are to take."), field="seats")
    verb, before = "edited" if session else "added", None
    if session is not None:
        _lock(session)
        _check_seats(session, values.get("seats"))
        before = session.starts_at, session.ends_at
    session = _write(edition, session or ProgrammeSession(), values)
    audit.record(actor, f"fairs:session:{verb}", session, at)
    is_moved = before not in (None, (session.starts_at, session.ends_at))
    session_seams.follow_saved(actor, session, at, is_moved=is_moved)
    return session


def _lock(session: ProgrammeSession) -> None:
    """Nobody takes a seat meanwhile."""
    db.session.refresh(session, with_for_update=True)


def _check_seats(session: ProgrammeSession, seats: int | None) -> None:
    if seats is not None and seats < session.taken:
        sentence = _ln(
            "One seat is taken already. Leave at least that many.",
            "%(num)s seats are taken already. Leave at least that many.",
            session.taken,
        )
        raise DomainError("seats_taken", sentence, field="seats")


def remove_session(actor: Any, session: ProgrammeSession, at: datetime) -> None:
    """Take a session off the programme. Raises `seats_taken` where people have a seat or wait for one."""
    _lock(session)
    if session.taken or session.waiting:
        sentence = _l("People have a seat here. Cancel the session instead: they will be told.")
        raise DomainError("seats_taken", sentence)
    audit.record(actor, "fairs:session:removed", session.edition, at, session=session.id)
    db.session.delete(session)


def cancel_session(actor: Any, session: ProgrammeSession, why: Texts, at: datetime) -> ProgrammeSession:
    """Call a session off: it stays in the programme, crossed out; its seats go and their people are told.

    Again is as once. Raises `begun` once it has begun.
    """
    _lock(session)
    if session.cancelled_at is not None:
        return session
    if at >= session.starts_at:
        raise DomainError("begun", _l("This session has begun: it cannot be cancelled any more."))
    session_seams.follow_cancelled(actor, session, at)
    session.cancelled_at, session.cancelled_why = at, filled(why)
    db.session.flush()
    audit.record(actor, "fairs:session:cancelled", session, at)
    return session


def restore_session(actor: Any, session: ProgrammeSession, at: datetime) -> ProgrammeSession:
    """A cancelled session takes place after all; its seats are free, to be taken again. Again is as once."""
    _lock(session)
    if session.cancelled_at is not None:
        session.cancelled_at = session.cancelled_why = None
        audit.record(actor, "fairs:session:restored", session, at)
    return session


def save_recommendation(
    actor: Any, edition: Edition, row: Recommendation | None, values: dict[str, Any], at: datetime
) -> Recommendation:
    """A new recommendation, or the same one changed and perhaps moved.

    Refuses a state that its own does not lead to, and one under way that nobody owns.
    """
    to = RecommendationState(values["state"])
    here = RecommendationState(row.state) if row else RecommendationState.PROPOSED
    if to != here and not can_follow(here, to):
        raise DomainError(
            "no_such_move", _l("The recommendation can't go there from where it stands."), field="state"
        )
    unowned = {RecommendationState.PROPOSED, RecommendationState.DROPPED}
    if to not in unowned and not any(values["owner"].values()):
        raise DomainError("no_owner", _l("Say who takes it on."), field="owner")
    verb = "moved" if row and to != here else "edited" if row else "added"
    row = _write(edition, row or Recommendation(), values)
    audit.record(actor, f"fairs:recommendation:{verb}", row, at, before=here.value, after=to.value)
    return row

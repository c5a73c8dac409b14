"""The verbs of partners, sessions and recommendations of an edition."""

from datetime import datetime
from typing import Any, TypeVar

from flask_babel import lazy_gettext as _l

from eventhub import audit
from eventhub.clock import local_day
from eventhub.database import db
from eventhub.errors import DomainError
from eventhub.fairs.models import Edition, Partner, ProgrammeSession, Recommendation
from eventhub.fairs.states import RecommendationState, can_follow
from eventhub.fairs.texts import filled

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
    """A new session, or the same one changed. Refuses times outside the fair's days or in wrong order."""
    if not edition.starts_on <= local_day(values["starts_at"], edition.zone) <= edition.ends_on:
        raise DomainError("outside_days", _l("Choose one of the fair's days."), field="day")
    if values["ends_at"] <= values["starts_at"]:
        raise DomainError("ends_before_start", _l("The end comes after the beginning."), field="ends")
    verb = "edited" if session else "added"
    session = _write(edition, session or ProgrammeSession(), values)
    audit.record(actor, f"fairs:session:{verb}", session, at)
    return session


def remove_session(actor: Any, session: ProgrammeSession, at: datetime) -> None:
    """Take a session off the programme."""
    audit.record(actor, "fairs:session:removed", session.edition, at, session=session.id)
    db.session.delete(session)


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

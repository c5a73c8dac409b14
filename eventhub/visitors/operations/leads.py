"""The verbs of contacts: a stand scans a visitor, the visitor agrees or not, the stand writes notes.

A scan is a request. The contact is released by the visitor: beforehand (`contact_choices`), on the stand's
phone now (`given` with the scan), or later on the badge's own page. Withdrawing takes it back at once.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l
from msgspec import Struct

from eventhub import audit
from eventhub.database import db
from eventhub.errors import DomainError
from eventhub.transaction import savepoint
from eventhub.visitors import consenting
from eventhub.visitors.consenting import CONTACT_VERSION, Consent, Notes
from eventhub.visitors.models import Badge, ContactChoice, Lead, LeadScan
from eventhub.visitors.stands import Exhibit


class SentLead(Struct, frozen=True):
    """One scan of a stand's phone; `code` is None for what is no badge, `said` is the visitor's word."""

    id: str
    code: str | None
    at: datetime
    is_offline: bool
    said: Consent | None
    words: str
    language: str
    notes: Notes


class LeadAnswer(Struct, frozen=True):
    """What a scan came to: lead, again, unknown or elsewhere; the lead when there is one."""

    id: str
    outcome: str
    lead: Lead | None


def take_scans(actor: Any, exhibit: Exhibit, sent: Iterable[SentLead], now: datetime) -> list[LeadAnswer]:
    """Answer scans in order; the same id always gets the same answer, and one bad scan spoils no other.

    Moments from a phone's clock that is ahead are the server's.
    """
    return [_take(actor, exhibit, each, now) for each in sent]


def _take(actor: Any, exhibit: Exhibit, sent: SentLead, now: datetime) -> LeadAnswer:
    told = db.session.get(LeadScan, sent.id)
    if told is not None:
        is_own = told.cooperative_id == exhibit.cooperative_id
        lead = db.session.get(Lead, told.lead_id) if told.lead_id and is_own else None
        return LeadAnswer(sent.id, told.outcome if is_own else "unknown", lead)
    try:
        with savepoint():
            return _taken(actor, exhibit, sent, now)
    except sa.exc.IntegrityError:  # the same scan, or the same visitor, from another phone in this instant
        return _take(actor, exhibit, sent, now)


def _taken(actor: Any, exhibit: Exhibit, sent: SentLead, now: datetime) -> LeadAnswer:
    at = min(sent.at, now)
    badge = db.session.scalar(sa.select(Badge).where(Badge.code == sent.code)) if sent.code else None
    outcome, lead = "unknown", None
    if badge is not None and badge.edition_id != exhibit.edition_id:
        outcome = "elsewhere"
    elif badge is not None and badge.revoked_at is None:
        lead = db.session.scalar(
            sa.select(Lead).where(
                Lead.badge_id == badge.id,
                Lead.cooperative_id == exhibit.cooperative_id,
                Lead.edition_id == exhibit.edition_id,
            )
        )
        outcome = "lead" if lead is None else "again"
        lead = lead or _begin(exhibit, badge, at)
        lead.first_at, lead.last_at = min(lead.first_at, at), max(lead.last_at, at)
        write(lead, sent.notes, at)
        _hear(actor, lead, sent, at)
    scan = LeadScan(
        scan_id=sent.id,
        lead_id=lead.id if lead else None,
        cooperative_id=exhibit.cooperative_id,
        at=at,
        received_at=now,
        is_offline=sent.is_offline,
        outcome=outcome,
    )
    db.session.add(scan)
    db.session.flush()
    return LeadAnswer(sent.id, outcome, lead)


def _begin(exhibit: Exhibit, badge: Badge, at: datetime) -> Lead:
    """A new request; answered at once for who has said always, or never."""
    lead = Lead(
        edition_id=exhibit.edition_id,
        organizer_id=exhibit.organizer_id,
        cooperative_id=exhibit.cooperative_id,
        badge_id=badge.id,
        first_at=at,
        last_at=at,
        created_at=at,
        consent=Consent.ASKED,
        tags=[],
        note="",
        written_at={},
    )
    db.session.add(lead)
    choice = db.session.scalar(sa.select(ContactChoice).where(ContactChoice.badge_id == badge.id))
    if choice is not None:
        is_yes = choice.choice == "always"
        lead.consent = Consent.GIVEN if is_yes else Consent.REFUSED
        lead.said = {**choice.said, "by": "beforehand"} if is_yes else None
        lead.consent_at = at
    db.session.flush()
    return lead


def _hear(actor: Any, lead: Lead, sent: SentLead, at: datetime) -> None:
    """The visitor's word on the stand's phone; one who has said no elsewhere must say yes there, not here."""
    if sent.said is None or lead.consent != Consent.ASKED:
        return
    said = said_of(sent.words, sent.language, at, "stand") if sent.said == Consent.GIVEN else None
    answer_request(actor, lead, sent.said, said, at)


def said_of(words: str, language: str, at: datetime, by: str) -> dict[str, str]:
    """What is kept of a yes: version and words of the sentence, language, moment, on which device."""
    return {
        "version": CONTACT_VERSION,
        "text": words[:600],
        "language": language,
        "at": at.isoformat(),
        "by": by,
    }


def answer_request(actor: Any, lead: Lead, to: Consent, said: dict[str, str] | None, at: datetime) -> None:
    """The visitor says yes, no, or takes the yes back: then what the stand wrote goes too.

    Saying the same again changes nothing. Raises `no_such_answer`.
    """
    if lead.consent == to:
        return
    if not consenting.may_answer(lead.consent, to):
        raise DomainError("no_such_answer", _l("This was answered otherwise already. Look at it again."))
    lead.consent, lead.consent_at = to, at
    lead.said = said if to == Consent.GIVEN else None
    if to == Consent.WITHDRAWN:
        lead.note, lead.tags, lead.written_at = "", [], {}
    db.session.flush()
    audit.record(actor, f"visitors:lead:{to.value}", lead, at)


def write(lead: Lead, sent: Notes, at: datetime) -> None:
    """Merge what a phone wrote into what is known: see `consenting.merge`."""
    times = {name: datetime.fromisoformat(moment) for name, moment in (lead.written_at or {}).items()}
    kept = Notes(lead.note or "", tuple(lead.tags or ()), lead.rating, times)
    merged = consenting.merge(kept, sent, at)
    lead.note, lead.tags, lead.rating = merged.note, list(merged.tags), merged.rating
    lead.written_at = {name: moment.isoformat() for name, moment in merged.written_at.items()}


def rewrite(actor: Any, lead: Lead, values: Mapping[str, Any], at: datetime) -> None:
    """Somebody edits the notes on purpose: what they emptied is empty. Raises `not_yours_any_more`."""
    if lead.consent == Consent.WITHDRAWN:
        raise DomainError("not_yours_any_more", _l("This visitor has taken the contact back."))
    lead.note, lead.rating = values["note"] or "", values["rating"]
    lead.tags = list(consenting.tidy_tags(values["tags"]))
    lead.written_at = {"note": at.isoformat(), "rating": at.isoformat()}
    audit.record(actor, "visitors:lead:noted", lead, at)


def forget(registrations: Sequence[int], at: datetime) -> None:
    """Visitors whose data is erased are nobody's contact any more, and what stands wrote of them goes."""
    badges = sa.select(Badge.id).where(Badge.registration_id.in_(registrations))
    nothing = {"note": "", "tags": [], "written_at": {}, "said": sa.null()}
    db.session.execute(
        sa.update(Lead)
        .where(Lead.badge_id.in_(badges))
        .values(consent=Consent.WITHDRAWN, consent_at=at, **nothing)
        .execution_options(synchronize_session=False)
    )
    db.session.execute(sa.delete(ContactChoice).where(ContactChoice.badge_id.in_(badges)))

"""Everything that is known of one bearer, to be given to them: who they said they are, what they did.

Each answer is there also when it is empty, so that a reader sees what is not kept. Moments: ISO 8601, UTC.
"""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from eventhub.database import db
from eventhub.visitors import codes
from eventhub.visitors.consenting import Consent
from eventhub.visitors.models import Badge, Guest, PassportBadge, Registration, Scan
from eventhub.visitors.queries.guests import guest_of_registration
from eventhub.visitors.queries.leads import contact_choice_of, leads_of_badge
from eventhub.visitors.queries.passports import (
    collected,
    meetings_of_passport,
    questions_of_passport,
    vote_of_badge,
)
from eventhub.visitors.queries.registrations import words_agreed
from eventhub.visitors.queries.seats import seats_of_badge
from eventhub.visitors.stands import exhibits_by_booth


def known_of(badge: Badge) -> Mapping[str, Any]:
    """What is kept of a badge's bearer; texts, numbers and lists of texts by their names."""
    row = badge.registration
    return {
        **_said(row),
        **_moments(badge),
        **_consent(row),
        **_invited(guest_of_registration(row)),
        **_contact(badge),
        **_done(badge),
        "kept_until": row.edition.data_kept_until.isoformat(),
    }


def _said(row: Registration) -> Mapping[str, Any]:
    answers = row.answers or {}
    return {
        "fair": str(row.edition.name),
        "name_ar": row.name_ar or "",
        "name_latin": row.name_latin or "",
        "phone": row.phone or "",
        "email": row.email or "",
        "kind": row.category,
        "people": row.party,
        "language": row.language,
        "came_by": row.came_by,
        **{question: answers.get(question, "") for question in ("commune", "age", "company")},
        "has_photo": row.photo_id is not None,
    }


def _moments(badge: Badge) -> Mapping[str, Any]:
    row = badge.registration
    moments = {
        "registered_at": row.created_at,
        "consented_at": row.consented_at,
        "withdrawn_at": row.withdrawn_at,
        "erased_at": row.erased_at,
        "printed_at": badge.printed_at,
        "first_in_at": badge.first_in_at,
        "last_in_at": badge.last_in_at,
    }
    written = {name: at.isoformat() if at else "" for name, at in moments.items()}
    return {"code": codes.shown(badge.code), **written, "last_gate": badge.last_place or ""}


def _consent(row: Registration) -> Mapping[str, str]:
    said = row.consent or {}
    told = {f"consent_{name}": said.get(name, "") for name in ("version", "language", "text", "by")}
    return told | {"consent_text": words_agreed(row)}


def _invited(guest: Guest | None) -> Mapping[str, str]:
    if guest is None:
        return dict.fromkeys(("guest_rank", "guest_function", "guest_place", "guest_answer"), "")
    return {
        "guest_rank": guest.rank,
        "guest_function": guest.title or "",
        "guest_place": guest.place or "",
        "guest_received_by": guest.host or "",
        "guest_answer": guest.answer,
    }


def _contact(badge: Badge) -> Mapping[str, Any]:
    """What the bearer answers stands, in which words, and which have the contact."""
    choice = contact_choice_of(badge)
    said = choice.said if choice is not None else {}
    given = [lead for lead in leads_of_badge(badge) if lead.consent == Consent.GIVEN]
    return {
        "stands_are_answered": choice.choice if choice is not None else "ask",
        **{f"stands_{name}": said.get(name, "") for name in ("version", "language", "text", "at")},
        "stands_with_my_contact": [str(lead.cooperative.name) for lead in given],
    }


def _done(badge: Badge) -> Mapping[str, Any]:
    """Where the badge was scanned; what the phone that shows it collected, asked and voted for."""
    scans = db.session.execute(
        sa.select(Scan.at, Scan.kind, Scan.place, Scan.direction, Scan.outcome)
        .where(Scan.badge_id == badge.id)
        .order_by(Scan.id)
    )
    tied = sa.select(PassportBadge.passport).where(PassportBadge.badge_id == badge.id)
    passport = db.session.scalar(tied)
    found, vote = collected(badge.edition_id, passport), vote_of_badge(badge)
    seen = found.stamped | found.liked | ({vote.booth_id} if vote else set())
    stands = exhibits_by_booth(badge.edition_id) if seen else {}
    names = {each: " · ".join(str(one.name) for one in stands.get(each, ())) for each in seen}
    return {
        "scans": [
            " ".join(filter(None, (row.at.isoformat(), row.kind, row.place, row.direction, row.outcome)))
            for row in scans
        ],
        "stamps": sorted(names[each] for each in found.stamped),
        "favourites": sorted(names[each] for each in found.liked),
        "vote": names[vote.booth_id] if vote else "",
        "seats": [
            f"{seat.session.starts_at.isoformat()} {seat.session.title} {seat.people} {seat.state}"
            for seat in seats_of_badge(badge)
        ],
        "questions": [each.text for each in questions_of_passport(badge.edition_id, passport)],
        "meetings": [
            f"{each.at.isoformat()} {each.cooperative.name} {each.subject}".strip()
            for each in meetings_of_passport(badge.edition_id, passport)
        ],
    }

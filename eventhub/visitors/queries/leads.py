"""Reads of contacts: an exhibitor's leads, and for a visitor who has the contact.

A name or number leaves this module only while consent is given and the registration is not erased.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from msgspec import Struct
from sqlalchemy.orm import joinedload

from eventhub.database import db
from eventhub.folding import fold
from eventhub.i18n import Texts
from eventhub.visitors import codes
from eventhub.visitors.consenting import Consent
from eventhub.visitors.models import Badge, ContactChoice, Lead, Registration
from eventhub.visitors.stands import Exhibit
from eventhub.web.pages import Slice, keyset


class Contact(Struct, frozen=True):
    """A lead as a stand sees it: name, phone and mail only with consent, else empty."""

    public_id: str
    consent: str
    first_at: datetime
    last_at: datetime
    note: str
    tags: Sequence[str]
    rating: int | None
    category: str
    name: Texts | None
    phone: str | None
    email: str | None
    short_code: str

    @property
    def is_given(self) -> bool:
        """Whether the stand may use the contact."""
        return self.name is not None


def contact_of(lead: Lead) -> Contact:
    """What a stand sees of a lead."""
    person = lead.badge.registration
    is_given = lead.consent == Consent.GIVEN and person.erased_at is None
    return Contact(
        public_id=lead.public_id,
        consent=lead.consent,
        first_at=lead.first_at,
        last_at=lead.last_at,
        note=lead.note,
        tags=lead.tags,
        rating=lead.rating,
        category=person.category,
        name=person.name if is_given else None,
        phone=person.phone if is_given else None,
        email=person.email if is_given else None,
        short_code=codes.shown(lead.badge.code)[-4:],
    )


def _own(exhibit: Exhibit) -> tuple[Any, ...]:
    return (Lead.edition_id == exhibit.edition_id, Lead.cooperative_id == exhibit.cooperative_id)


def leads_page(exhibit: Exhibit, consent: str = "", search: str = "") -> Slice:
    """One page of an exhibitor's leads as contacts, the newest first. Two statements, three for a search.

    `search`: words of the name (where it was released), the note, the tags, or the badge's code.
    """
    matching = sa.select(Lead.id).where(*_own(exhibit))
    if consent:
        matching = matching.where(Lead.consent == consent)
    if search:
        matching = matching.where(Lead.id.in_(_leads_saying(exhibit, search)))
    found = keyset(matching, [Lead.id], lambda row: [row], descending=True)
    rows = db.session.scalars(_with_people().where(Lead.id.in_(found.rows)).order_by(Lead.id.desc()))
    return Slice([contact_of(row) for row in rows], found.after, found.before)


def _leads_saying(exhibit: Exhibit, search: str) -> list[int]:
    """The leads in which every word is found; a stand has some hundreds, whose notes are not kept folded."""
    code, words = codes.read_badge(search), fold(search).split()
    query = sa.select(Lead.id, Lead.consent, Lead.note, Lead.tags, Badge.code, Registration.folded).where(
        *_own(exhibit), Lead.badge_id == Badge.id, Badge.registration_id == Registration.id
    )
    found = []
    for row in db.session.execute(query):
        name = row.folded if row.consent == Consent.GIVEN else ""
        said = " ".join((name, fold(" ".join((row.note, *row.tags))), fold(codes.shown(row.code)[-4:])))
        if row.code == code or (words and all(word in said for word in words)):
            found.append(row.id)
    return found


def _with_people() -> sa.Select[Lead]:
    return sa.select(Lead).options(joinedload(Lead.badge).joinedload(Badge.registration))


def contacts_to_export(exhibit: Exhibit) -> Iterator[Contact]:
    """Every released contact of an exhibitor, the first met first."""
    query = _with_people().where(*_own(exhibit), Lead.consent == Consent.GIVEN).order_by(Lead.id)
    for lead in db.session.scalars(query):
        contact = contact_of(lead)
        if contact.is_given:
            yield contact


def consent_counts(exhibit: Exhibit) -> dict[str, int]:
    """How many leads of an exhibitor, by what the visitors said."""
    query = (
        sa.select(Lead.consent, sa.func.count().label("number")).where(*_own(exhibit)).group_by(Lead.consent)
    )
    return {row.consent: int(row.number) for row in db.session.execute(query)}


def tags_of(exhibit: Exhibit) -> list[str]:
    """The tags an exhibitor uses, the most used first."""
    counts: dict[str, int] = {}
    for tags in db.session.scalars(sa.select(Lead.tags).where(*_own(exhibit))):
        for tag in tags:
            counts[tag] = counts.get(tag, 0) + 1
    return sorted(counts, key=lambda tag: (-counts[tag], tag))[:12]


def lead_of(public_id: str, values: dict[str, Any]) -> Lead | None:
    """A lead of the exhibit, or of the badge, named before it in the address."""
    query = _with_people().where(Lead.public_id == public_id)
    if values.get("exhibit") is not None:
        query = query.where(*_own(values["exhibit"]))
    elif values.get("badge") is not None:
        query = query.where(Lead.badge_id == values["badge"].id)
    else:
        return None
    return db.session.scalar(query)


def leads_of_badge(badge: Badge) -> Sequence[Lead]:
    """Who asked for a visitor's contact, the newest first, with the exhibitor."""
    query = sa.select(Lead).options(joinedload(Lead.cooperative)).where(Lead.badge_id == badge.id)
    return db.session.scalars(query.order_by(Lead.id.desc())).all()


def contact_choice_of(badge: Badge) -> ContactChoice | None:
    """What a visitor answers every stand, with the words of it; None when each must ask."""
    return db.session.scalar(sa.select(ContactChoice).where(ContactChoice.badge_id == badge.id))


def choice_of(badge: Badge) -> str | None:
    """What a visitor answers every stand: always, never, or None to be asked."""
    kept = contact_choice_of(badge)
    return kept.choice if kept is not None else None

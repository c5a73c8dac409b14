"""Reads of invited guests: the list by rank, who stands at the gate, what they answered."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, joinedload

from eventhub.database import db
from eventhub.visitors.guest_ranks import ORDER
from eventhub.visitors.models import Badge, Guest, Registration
from eventhub.visitors.queries.searching import matches
from eventhub.web.pages import Slice, keyset

BY_RANK = sa.case(ORDER, value=Guest.rank, else_=len(ORDER))


def guests_page(edition_id: int, search: str = "", answer: str = "") -> Slice:
    """One page of the guests, the highest rank first, with registration and badge."""
    query = (
        sa.select(Guest)
        .join(Guest.registration)
        .options(contains_eager(Guest.registration).joinedload(Registration.badge))
        .where(Guest.edition_id == edition_id)
    )
    if answer:
        query = query.where(Guest.answer == answer)
    if search:
        query = query.where(matches(search))
    return keyset(query, [BY_RANK, Guest.id], lambda guest: [ORDER[guest.rank], guest.id])


def guest_counts(edition_id: int) -> dict[str, int]:
    """How many answered what, and `arrived`: how many the protocol has met or the gate has let in."""
    rows = db.session.execute(
        sa.select(Guest.answer, sa.func.count().label("number"))
        .where(Guest.edition_id == edition_id)
        .group_by(Guest.answer)
    )
    found = {row.answer: int(row.number) for row in rows}
    here = sa.or_(Guest.received_at.is_not(None), Badge.first_in_at.is_not(None))
    found["arrived"] = (
        db.session.scalar(
            sa.select(sa.func.count(Guest.id))
            .join(Badge, Badge.registration_id == Guest.registration_id)
            .where(Guest.edition_id == edition_id, here)
        )
        or 0
    )
    return found


def guests_at_gate(edition_id: int, most: int = 30) -> Sequence[Guest]:
    """Whom a gate let in and nobody of the protocol has met yet, the last to come first."""
    return _arrivals(
        edition_id,
        [Guest.received_at.is_(None), Badge.last_in_at.is_not(None)],
        Badge.last_in_at.desc(),
        most,
    )


def guests_received(edition_id: int, most: int = 20) -> Sequence[Guest]:
    """Whom the protocol met last."""
    return _arrivals(edition_id, [Guest.received_at.is_not(None)], Guest.received_at.desc(), most)


def guests_expected(edition_id: int, search: str = "", most: int = 30) -> Sequence[Guest]:
    """Who said to come and was not seen yet, the highest rank first."""
    conditions = [Guest.received_at.is_(None), Badge.last_in_at.is_(None), Guest.answer != "declined"]
    if search:
        conditions.append(matches(search))
    return _arrivals(edition_id, conditions, BY_RANK, most)


def _arrivals(edition_id: int, conditions: Sequence[Any], order: Any, most: int) -> Sequence[Guest]:
    query = (
        sa.select(Guest)
        .join(Guest.registration)
        .join(Registration.badge)
        .options(contains_eager(Guest.registration).contains_eager(Registration.badge))
        .where(Guest.edition_id == edition_id, Registration.erased_at.is_(None), *conditions)
    )
    return db.session.scalars(query.order_by(order, Guest.id).limit(most)).unique().all()


def guest_of(public_id: str, values: dict[str, Any]) -> Guest | None:
    """An invitation by its address; of the edition named before it, when one is."""
    query = sa.select(Guest).options(
        joinedload(Guest.edition), joinedload(Guest.registration).joinedload(Registration.badge)
    )
    query = query.where(Guest.public_id == public_id)
    edition = values.get("edition")
    if edition is not None:
        query = query.where(Guest.edition_id == edition.id)
    return db.session.scalar(query)


def guest_of_registration(registration: Registration) -> Guest | None:
    """The invitation behind a registration, if there was one."""
    return db.session.scalar(sa.select(Guest).where(Guest.registration_id == registration.id))

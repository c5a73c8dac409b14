"""Reads of registrations and badges. Lists take columns, never whole rows."""

from collections.abc import Sequence
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Bundle, joinedload

from eventhub.database import db
from eventhub.fairs.models import Edition
from eventhub.i18n import day as written_day
from eventhub.i18n import speaking
from eventhub.visitors import consent_texts
from eventhub.visitors.models import Badge, EndedCode, Registration
from eventhub.visitors.queries.searching import Wanted, matching
from eventhub.web.pages import Slice, keyset

ROW = (  # the template of the list names them in this order
    Registration.id,
    Registration.public_id,
    Registration.name_ar,
    Registration.name_latin,
    Registration.phone,
    Registration.category,
    Registration.party,
    Registration.erased_at,
    Badge.code,
    Badge.revoked_at,
    Badge.last_in_at,
)


def registration_of(public_id: str, values: dict[str, Any]) -> Registration | None:
    """A registration of the edition named before it in the address."""
    query = sa.select(Registration).options(joinedload(Registration.badge))
    query = query.where(Registration.public_id == public_id)
    edition = values.get("edition")
    if edition is not None:
        query = query.where(Registration.edition_id == edition.id)
    return db.session.scalar(query)


def words_agreed(row: Registration) -> str:
    """What a visitor agreed to, word for word, in the language they read it in; empty when nothing was asked.

    The words are kept with the consent. Consents older than that name a version and a language, and the
    words of a version never change.
    """
    said = row.consent or {}
    version, language = str(said.get("version", "")), str(said.get("language", "ar"))
    if said.get("text") or version not in consent_texts.TEXTS:
        return str(said.get("text") or "")
    if consent_texts.words_of(language, version).asked:
        return ""
    with speaking(language):
        organizer, day = str(row.edition.organizer.name), written_day(row.edition.data_kept_until)
        return consent_texts.sentence((), organizer, day, language, version)


def badge_by_code(code: str) -> Badge | None:
    """The badge with this code, with its edition."""
    query = sa.select(Badge).options(joinedload(Badge.registration).joinedload(Registration.edition))
    return db.session.scalar(query.where(Badge.code == code))


def edition_of_ended_code(code: str) -> Edition | None:
    """The fair whose badge had this code before it was replaced or taken back."""
    query = sa.select(Edition).join(EndedCode, EndedCode.edition_id == Edition.id)
    return db.session.scalar(query.where(EndedCode.code == code))


def visitors_page(edition_id: int, wanted: Wanted) -> Slice:
    """One page of an edition's visitors, newest first: rows of `ROW`. One statement; two for a search.

    Nearly every opened list is everybody's, and its statement needs no list of ids to be read by.
    """
    if wanted.is_everybody:
        asked, keys = {"edition": edition_id}, (Registration.id,)
        return keyset(_opened(), keys, lambda row: [row.id], descending=True, values=asked, is_kept=True)
    found = keyset(matching(edition_id, wanted), [Registration.id], lambda row: [row], descending=True)
    rows = db.session.execute(_listed(), {"ids": found.rows}).all()
    return Slice(rows, found.after, found.before)


@cache
def _opened() -> Any:
    """The list as it opens, nothing asked of it: built once."""
    rows: Bundle[Any] = Bundle("row", *ROW)
    everybody = sa.select(rows).join(Badge, Badge.registration_id == Registration.id)
    return everybody.where(Registration.edition_id == sa.bindparam("edition"))


@cache
def _listed() -> Any:
    """Built once: every search asks it."""
    rows = sa.select(*ROW).join(Badge, Badge.registration_id == Registration.id)
    chosen = Registration.id.in_(sa.bindparam("ids", expanding=True))
    return rows.where(chosen).order_by(Registration.id.desc())


def visitor_counts(edition_id: int) -> dict[str, int]:
    """How many registrations of each category."""
    return dict(db.session.execute(_counts(), {"edition": edition_id}).all())


@cache
def _counts() -> Any:
    query = sa.select(Registration.category, sa.func.count())
    return query.where(Registration.edition_id == sa.bindparam("edition")).group_by(Registration.category)


def badge_by_public_id(public_id: str) -> Badge | None:
    """The badge of somebody's own page, with its registration and edition."""
    query = sa.select(Badge).options(joinedload(Badge.registration).joinedload(Registration.edition))
    return db.session.scalar(query.where(Badge.public_id == public_id))


def members_of(leader: Registration) -> Sequence[Registration]:
    """Who came with somebody and has a badge of their own, in order."""
    query = sa.select(Registration).options(joinedload(Registration.badge))
    return db.session.scalars(
        query.where(Registration.leader_id == leader.id).order_by(Registration.id)
    ).all()


def rows_to_export(edition_id: int, wanted: Wanted) -> Sequence[Any]:
    """The visitors meant as written to a file, oldest first; who was erased is left out."""
    return db.session.execute(
        sa.select(
            Registration.name_ar,
            Registration.name_latin,
            Registration.phone,
            Registration.email,
            Registration.category,
            Registration.party,
            Registration.came_by,
            Registration.created_at,
            Badge.code,
            Badge.first_in_at,
            Registration.consented_at,
            Registration.withdrawn_at,
            Registration.answers,
        )
        .join(Badge, Badge.registration_id == Registration.id)
        .where(Registration.id.in_(matching(edition_id, wanted)), Registration.erased_at.is_(None))
        .order_by(Registration.id)
    ).all()

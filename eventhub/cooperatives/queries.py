"""Reads of cooperatives: the directory, one profile, who acts for it, who it looks like."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from msgspec import Struct
from sqlalchemy.orm import joinedload, load_only, raiseload, selectinload

from eventhub.accounts.models import Link
from eventhub.cooperatives.folded import sort_key
from eventhub.cooperatives.kinds import ExhibitorKind, MemberRole
from eventhub.cooperatives.models import Cooperative, Document, Member, Product
from eventhub.cooperatives.search import matching
from eventhub.database import db
from eventhub.storage import StoredFile
from eventhub.web.pages import Slice, keyset

DIRECTORY_PAGE = 24
WARN_BEFORE = timedelta(days=30)
"""A paper that ends within this is said to expire soon."""
PRESSED_AGAIN = timedelta(minutes=10)
"""A profile of the same names by the same person within this is one press too many."""


class DirectoryFilters(Struct, frozen=True):
    """What somebody looks for; empty texts ask for nothing."""

    text: str = ""
    region: str = ""
    province: str = ""
    sector: str = ""
    women_led: bool = False


def directory(filters: DirectoryFilters) -> Slice:
    """One page of the listed cooperatives, by name; public bodies, which make nothing, are not among them.

    Two statements at most, columns of the list only.
    """
    shown = (
        Cooperative.public_id,
        Cooperative.kind,
        Cooperative.name_ar,
        Cooperative.name_latin,
        Cooperative.sector,
        Cooperative.commune_code,
        Cooperative.province_code,
        Cooperative.members,
        Cooperative.women,
        Cooperative.president_is_woman,
        Cooperative.sort_name,
    )
    query = sa.select(Cooperative).options(load_only(*shown, raiseload=True), raiseload("*"))
    makes = Cooperative.kind != ExhibitorKind.INSTITUTION
    query = query.where(Cooperative.is_listed, makes, *_wanted(filters))
    if filters.text.strip():
        query = matching(query, filters.text)
    keys = (Cooperative.sort_name, Cooperative.id)
    return keyset(query, keys, lambda row: (row.sort_name, row.id), size=DIRECTORY_PAGE)


def _wanted(filters: DirectoryFilters) -> list[Any]:
    wanted: list[Any] = []
    if filters.province:
        wanted.append(Cooperative.province_code == filters.province)
    elif filters.region:
        wanted.append(Cooperative.region_code == filters.region)
    if filters.sector:
        wanted.append(Cooperative.sector == filters.sector)
    if filters.women_led:
        wanted.append(Cooperative.president_is_woman)
    return wanted


def cooperative_by_id(public_id: str) -> Cooperative | None:
    """One profile, by its outside name."""
    return db.session.scalar(sa.select(Cooperative).where(Cooperative.public_id == public_id))


def cooperatives_of(person: Any) -> list[Cooperative]:
    """What a person acts for, by name; papers loaded along."""
    query = sa.select(Cooperative).join(Member).where(Member.person_id == person.id)
    query = query.options(selectinload(Cooperative.documents))
    return list(db.session.scalars(query.order_by(Cooperative.sort_name, Cooperative.id)))


def member_of(cooperative: Cooperative, person: Any) -> Member | None:
    """The person's place in the cooperative's account, if one."""
    query = sa.select(Member).where(
        Member.cooperative_id == cooperative.id, Member.person_id == getattr(person, "id", None)
    )
    return db.session.scalar(query)


def acts_for(person: Any, cooperative_id: int) -> bool:
    """Whether somebody acts for a cooperative, by its number inside."""
    here = sa.exists().where(
        Member.cooperative_id == cooperative_id, Member.person_id == getattr(person, "id", None)
    )
    return bool(db.session.scalar(sa.select(here)))


def phones_shown(cooperative_ids: Iterable[int]) -> dict[int, str]:
    """The numbers of these cooperatives that the public directory shows, E.164."""
    query = sa.select(Cooperative.id, Cooperative.phone).where(
        Cooperative.id.in_(list(cooperative_ids)), Cooperative.is_listed, Cooperative.phone.is_not(None)
    )
    return {row.id: row.phone for row in db.session.execute(query)}


def members_of(cooperative: Cooperative) -> list[Member]:
    """Who acts for it, presidents first; people loaded along."""
    query = sa.select(Member).where(Member.cooperative_id == cooperative.id)
    return list(
        db.session.scalars(query.options(joinedload(Member.person)).order_by(Member.role.desc(), Member.id))
    )


def has_members(cooperative: Cooperative) -> bool:
    """Whether anybody with an account acts for it."""
    query = sa.select(sa.exists().where(Member.cooperative_id == cooperative.id))
    return bool(db.session.scalar(query))


def products_of(cooperative: Cooperative) -> list[Product]:
    """What it sells; photos loaded along."""
    query = sa.select(Product).where(Product.cooperative_id == cooperative.id)
    return list(db.session.scalars(query.options(joinedload(Product.photo)).order_by(Product.id)))


def documents_of(cooperative: Cooperative) -> list[Document]:
    """Its papers; files loaded along."""
    query = sa.select(Document).where(Document.cooperative_id == cooperative.id)
    return list(
        db.session.scalars(query.options(joinedload(Document.file)).order_by(Document.kind, Document.id))
    )


def product_by_id(public_id: str) -> Product | None:
    """One product, by its outside name."""
    return db.session.scalar(sa.select(Product).where(Product.public_id == public_id))


def document_by_id(public_id: str) -> Document | None:
    """One paper, by its outside name."""
    return db.session.scalar(sa.select(Document).where(Document.public_id == public_id))


def member_by_id(public_id: str) -> Member | None:
    """One member of an account, by its outside name."""
    return db.session.scalar(sa.select(Member).where(Member.public_id == public_id))


def invitation_by_id(public_id: str) -> Link | None:
    """An invitation into an account, by its outside name."""
    query = sa.select(Link).where(Link.public_id == public_id, Link.purpose == "invitation")
    return db.session.scalar(query)


def photo_of(cooperative: Cooperative) -> StoredFile | None:
    """Its picture."""
    return db.session.get(StoredFile, cooperative.photo_id) if cooperative.photo_id else None


def expiry_of(document: Document, today: date) -> str:
    """How a paper stands: expired, soon or good."""
    if document.expires_on is None or document.expires_on > today + WARN_BEFORE:
        return "good"
    return "expired" if document.expires_on < today else "soon"


def made_just_now(person: Any, values: dict[str, Any], at: datetime) -> Cooperative | None:
    """The profile of these names that somebody made within ten minutes: a second press asks for the same."""
    names = (values.get("name_ar"), values.get("name_latin"))
    query = (
        sa.select(Cooperative)
        .join(Member, Member.cooperative_id == Cooperative.id)
        .where(
            Member.person_id == person.id,
            Member.role == MemberRole.PRESIDENT,
            Cooperative.created_at > at - PRESSED_AGAIN,
            Cooperative.sort_name == sort_key(*names),
            Cooperative.phone == values.get("phone"),
        )
    )
    return db.session.scalar(query.order_by(Cooperative.id.desc()).limit(1))


def lookalikes(
    values: dict[str, Any], but: int | None = None, limit: int = 5
) -> list[tuple[Cooperative, str]]:
    """Profiles that may be of the same cooperative, each with why: register, ice, phone or name."""
    sort_name = sort_key(values.get("name_ar"), values.get("name_latin"))
    reasons: list[tuple[str, Any]] = [("name", Cooperative.sort_name == sort_name)]
    if values.get("register_number") and values.get("court"):
        same = sa.and_(
            Cooperative.court == values["court"], Cooperative.register_number == values["register_number"]
        )
        reasons.insert(0, ("register", same))
    reasons += [
        (name, getattr(Cooperative, name) == values[name]) for name in ("ice", "phone") if values.get(name)
    ]
    found: dict[int, tuple[Cooperative, str]] = {}
    for reason, condition in reasons:
        for row in _like(condition, but, limit):
            found.setdefault(row.id, (row, reason))
    return list(found.values())[:limit]


def _like(condition: Any, but: int | None, limit: int) -> Sequence[Cooperative]:
    query = sa.select(Cooperative).where(condition, Cooperative.id != (but or 0))
    return db.session.scalars(query.order_by(Cooperative.id).limit(limit)).all()

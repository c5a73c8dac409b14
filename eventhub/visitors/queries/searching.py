"""Which visitors are meant: by words or code, kind, whether they came, consent, how they came to us."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Self

import sqlalchemy as sa
from msgspec import Struct

from eventhub.database import db
from eventhub.folding import fold
from eventhub.visitors import codes
from eventhub.visitors.models import CATEGORIES, Badge, Registration, VisitorImport

CAME = ("yes", "no")
CONSENT = ("given", "withdrawn", "none")
MOST_IDS = 200
"""People named one by one in an address or a form."""


class Wanted(Struct, frozen=True):
    """A search of the list; empty texts mean all. `ids` are public ids of people chosen one by one."""

    search: str = ""
    category: str = ""
    came: str = ""
    consent: str = ""
    how: str = ""
    file: str = ""
    ids: tuple[str, ...] = ()

    @classmethod
    def read(cls, given: Any) -> Self:
        """From an address's or a form's values (a MultiDict)."""
        ids = tuple(dict.fromkeys([*given.getlist("ids"), *given.get("chosen", "").split(",")]))
        return cls(
            search=given.get("q", "")[:100],
            category=given.get("category", ""),
            came=given.get("came", ""),
            consent=given.get("consent", ""),
            how=given.get("how", ""),
            file=given.get("file", "")[:16],
            ids=tuple(each[:16] for each in ids if each)[:MOST_IDS],
        )

    @property
    def address(self) -> Mapping[str, str]:
        """What an address says of it, for links."""
        said = {"category": self.category, "came": self.came, "consent": self.consent, "how": self.how}
        said |= {"file": self.file, "q": self.search, "chosen": ",".join(self.ids)}
        return {name: text for name, text in said.items() if text}

    @property
    def is_everybody(self) -> bool:
        """Whether it leaves nobody out."""
        return not self.address


def matching(edition_id: int, wanted: Wanted) -> sa.Select[Any]:
    """The ids of the registrations meant."""
    query = sa.select(Registration.id).where(Registration.edition_id == edition_id)
    return query.where(*_conditions(wanted))


def _conditions(wanted: Wanted) -> Iterator[sa.ColumnElement[bool]]:
    if wanted.category in CATEGORIES:
        yield Registration.category == wanted.category
    if wanted.how:
        yield Registration.came_by == wanted.how
    if wanted.came in CAME:
        badge = sa.select(Badge.id).where(Badge.registration_id == Registration.id)
        has = badge.where(Badge.first_in_at.is_not(None)).exists()
        yield has if wanted.came == "yes" else ~has
    if wanted.consent == "given":
        yield sa.and_(Registration.consented_at.is_not(None), Registration.withdrawn_at.is_(None))
    elif wanted.consent == "withdrawn":
        yield Registration.withdrawn_at.is_not(None)
    elif wanted.consent == "none":
        yield Registration.consented_at.is_(None)
    if wanted.file:
        file = sa.select(VisitorImport.id).where(VisitorImport.public_id == wanted.file)
        yield Registration.import_id.in_(file)
    if wanted.ids:
        yield Registration.public_id.in_(wanted.ids)
    if wanted.search:
        yield matches(wanted.search)


def matches(search: str) -> sa.ColumnElement[bool]:
    """Every word begins a word of the visitor; or the search is the badge's code, or its last symbols."""
    code = codes.read_badge(search)
    if code is not None:
        return Registration.id.in_(sa.select(Badge.registration_id).where(Badge.code == code))
    words = fold(search).split()[:6]
    if not words:
        return sa.true()
    if db.session.get_bind().dialect.name == "postgresql":
        asked = sa.func.to_tsquery("simple", " & ".join(f"{word}:*" for word in words))
        return sa.func.to_tsvector(sa.literal_column("'simple'"), Registration.folded).op("@@")(asked)
    spaced = sa.literal(" ") + Registration.folded
    return sa.and_(*(spaced.contains(f" {word}", autoescape=True) for word in words))


def count_of(edition_id: int, wanted: Wanted) -> int:
    """How many registrations are meant."""
    return (
        db.session.scalar(sa.select(sa.func.count()).select_from(matching(edition_id, wanted).subquery()))
        or 0
    )


def registrations_of(edition_id: int, ids: Sequence[str]) -> Sequence[Registration]:
    """People chosen one by one, with their badges, by name order of choice."""
    from sqlalchemy.orm import joinedload

    query = sa.select(Registration).options(joinedload(Registration.badge))
    query = query.where(Registration.edition_id == edition_id, Registration.public_id.in_(ids[:MOST_IDS]))
    return db.session.scalars(query.order_by(Registration.id)).all()


def found_at_desk(edition_id: int, search: str, most: int = 6) -> Sequence[Registration]:
    """The first few who may be meant at the desk: by words, number, code, or a code's last symbols."""
    from sqlalchemy.orm import joinedload

    typed = "".join(letter for letter in search.upper() if letter in codes.ALPHABET)
    conditions = [matches(search)]
    if codes.read_badge(search) is None and len(typed) == SHORT and len(search.strip()) <= SHORT + 1:
        ends = sa.select(Badge.registration_id).where(
            Badge.edition_id == edition_id, Badge.code.endswith(typed, autoescape=True)
        )
        conditions.append(Registration.id.in_(ends))
    query = sa.select(Registration).options(joinedload(Registration.badge))
    query = query.where(
        Registration.edition_id == edition_id, Registration.erased_at.is_(None), sa.or_(*conditions)
    )
    return db.session.scalars(query.order_by(Registration.id.desc()).limit(most)).all()


SHORT = 4
"""Symbols of a code's end that are enough to find it at a desk."""


def same_person(edition_id: int, names: Sequence[str], phone: str | None) -> list[Registration]:
    """Who is registered already under this number, or under exactly one of these names."""
    known = sa.select(Registration).where(
        Registration.edition_id == edition_id, Registration.erased_at.is_(None)
    )
    found: dict[int, Registration] = {}
    if phone:
        same = db.session.scalars(known.where(Registration.phone == phone).order_by(Registration.id).limit(3))
        found = {row.id: row for row in same}
    for name in filter(None, names):
        wanted = fold(name)
        alike = db.session.scalars(known.where(matches(name)).order_by(Registration.id.desc()).limit(20))
        found |= {row.id: row for row in alike if wanted in {fold(row.name_ar), fold(row.name_latin)}}
    return list(found.values())

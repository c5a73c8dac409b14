"""Rows of cooperatives for tests."""

from typing import Any

from eventhub.accounts.models import Person
from eventhub.cooperatives.kinds import MemberRole
from eventhub.cooperatives.models import Cooperative, Document, Member, Product
from eventhub.database import db

KHENIFRA = {"region_code": "05", "province_code": "05.301", "commune_code": "05.301.01.01"}
SAFI = {"region_code": "07", "province_code": "07.431", "commune_code": "07.431.01.03"}


def a_cooperative(name_latin: str | None = "Coopérative Atlas", **fields: Any) -> Cooperative:
    """A saved, listed honey cooperative in Khenifra unless told otherwise."""
    row = Cooperative(**{"name_latin": name_latin, "sector": "honey", **KHENIFRA, **fields})
    db.session.add(row)
    db.session.flush()
    return row


def a_member(cooperative: Cooperative, person: Person, role: str = MemberRole.PRESIDENT) -> Member:
    """Have a person act for a cooperative."""
    row = Member(cooperative_id=cooperative.id, person_id=person.id, role=role)
    db.session.add(row)
    db.session.flush()
    return row


def a_product(cooperative: Cooperative, **fields: Any) -> Product:
    """A saved product."""
    given = {"name": {"ar": "عسل", "fr": "Miel"}, "price": 8000}
    row = Product(cooperative_id=cooperative.id, **{**given, **fields})
    db.session.add(row)
    db.session.flush()
    return row


def a_document(cooperative: Cooperative, kind: str = "onssa", **fields: Any) -> Document:
    """A saved paper."""
    row = Document(cooperative_id=cooperative.id, kind=kind, **fields)
    db.session.add(row)
    db.session.flush()
    return row

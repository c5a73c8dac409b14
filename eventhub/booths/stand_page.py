"""What the public page of a stand tells: found by the code of its QR, in two statements.

`eventhub.app` hands `stand_of_code` to visitors, who show the page.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from eventhub import clock, territory
from eventhub.booths.models import Application, Assignment, Booth
from eventhub.booths.states import AssignmentState
from eventhub.cooperatives.models import Cooperative, Product
from eventhub.database import db
from eventhub.fairs.models import Edition
from eventhub.i18n import Texts
from eventhub.storage import StoredFile

MOST_PRODUCTS = 12
MOTIFS = {
    "oils": "oil",
    "capers": "herb",
    "couscous": "food",
    "dairy": "food",
    "fruits": "food",
    "aromatic_plants": "herb",
    "cosmetics": "cosmetic",
    "weaving": "textile",
    "embroidery": "textile",
    "leather": "textile",
    "metal": "pottery",
    "services": "service",
    "innovation": "idea",
}
"""The picture of each sector that has no motif of its own name."""


@dataclass(frozen=True, slots=True)
class StandProduct:
    """Something sold there; price in centimes."""

    name: Texts
    unit: Texts | None
    price: int | None
    photo: str | None


@dataclass(frozen=True, slots=True)
class StandPage:
    """A stand today, as visitors read it."""

    booth_id: int
    edition_id: int
    edition: str
    fair: Texts
    accent: str
    timezone: str
    code: str
    label: str
    exhibitor: Texts | None
    about: Texts | None
    place: str
    sector: str
    phone: str | None
    products: tuple[StandProduct, ...]


def stand_of_code(code: str) -> StandPage | None:
    """The stand of a QR's code (in any case) with who holds it today; None without such a stand."""
    today = clock.today(ZoneInfo("Africa/Casablanca"))
    forms = {"codes": [code, code.lower(), code.upper()], "today": today}
    row = db.session.connection().execute(_stand_query(), forms).first()
    if row is None:
        return None
    holder = row.cooperative_id is not None
    return StandPage(
        booth_id=row.booth_id,
        edition_id=row.edition_id,
        edition=row.slug,
        fair=row.fair,
        accent=row.accent,
        timezone=row.timezone,
        code=row.code,
        label=row.label,
        exhibitor=_name(row) if holder else None,
        about=row.about,
        place=_place(row) if holder else "",
        sector=MOTIFS.get(row.sector, row.sector) if holder else "service",
        phone=None,
        products=_products(row.cooperative_id) if holder else (),
    )


@cache
def _stand_query() -> Any:
    """Built once: making it anew costs more than asking it."""
    held = sa.and_(
        Assignment.booth_id == Booth.id,
        Assignment.state.in_((AssignmentState.CONFIRMED, AssignmentState.OCCUPIED)),
    )
    today = sa.bindparam("today", type_=sa.Date)
    is_today = sa.and_(Assignment.starts_on <= today, Assignment.ends_on >= today)
    return (
        sa.select(
            Booth.id.label("booth_id"),
            Booth.edition_id,
            Booth.code,
            Booth.label,
            Edition.slug,
            Edition.name.label("fair"),
            Edition.accent,
            Edition.timezone,
            Cooperative.id.label("cooperative_id"),
            Cooperative.name_ar,
            Cooperative.name_latin,
            Cooperative.about,
            Cooperative.sector,
            Cooperative.commune_code,
            Cooperative.province_code,
        )
        .join(Edition, Edition.id == Booth.edition_id)
        .outerjoin(Assignment, held)
        .outerjoin(Application, Application.id == Assignment.application_id)
        .outerjoin(Cooperative, Cooperative.id == Application.cooperative_id)
        .where(Booth.code.in_(sa.bindparam("codes", expanding=True)))
        .order_by(is_today.desc().nulls_last(), Assignment.share.desc(), Assignment.id)
        .limit(1)
    )


def _name(row: Any) -> Texts:
    latin = row.name_latin or ""
    return Texts(ar=row.name_ar or "", fr=latin, en=latin)


def _place(row: Any) -> str:
    found = territory.place(row.commune_code or row.province_code)
    return str(found) if found is not None else ""


def _products(cooperative_id: int) -> tuple[StandProduct, ...]:
    rows = db.session.connection().execute(_products_query(), {"cooperative": cooperative_id})
    return tuple(StandProduct(*row) for row in rows)


@cache
def _products_query() -> Any:
    return (
        sa.select(Product.name, Product.unit, Product.price, StoredFile.public_id)
        .outerjoin(StoredFile, sa.and_(StoredFile.id == Product.photo_id, StoredFile.is_public))
        .where(Product.cooperative_id == sa.bindparam("cooperative"))
        .order_by(Product.id)
        .limit(MOST_PRODUCTS)
    )

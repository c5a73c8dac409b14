"""What the public page of a stand tells: found by the code of its QR, in one statement.

`eventhub.app` hands `stand_of_code` to visitors, who show the page. All that the page says of the stand is in
that one row, so that its `fingerprint` tells whether a page kept in memory is still true.
"""

import json
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from msgspec import Struct

from eventhub import clock, territory
from eventhub.booths.models import Application, Assignment, Booth
from eventhub.booths.states import AssignmentState
from eventhub.cooperatives.models import Cooperative, Product
from eventhub.database import db
from eventhub.driver import Question
from eventhub.fairs.models import Edition
from eventhub.fairs.states import ENDED
from eventhub.i18n import Texts
from eventhub.storage import StoredFile

MOST_PRODUCTS = 12
MOST_HOLDERS = 8
"""Who shares one stand on one day, at most."""
HOLDING = (AssignmentState.CONFIRMED, AssignmentState.OCCUPIED)
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


class StandProduct(Struct, frozen=True):
    """Something sold there; price in centimes."""

    name: Texts
    unit: Texts | None
    price: int | None
    photo: str | None


class Holder(Struct, frozen=True):
    """One of those who share a stand today: its file's name in addresses, its name."""

    exhibit: str
    name: Texts


class StandPage(Struct, frozen=True):
    """A stand today with one of its holders, as visitors read it; what only the page needs is read then.

    `rows` are of all who hold it today, the largest share first; `row` is the one to be seen.
    """

    row: Any
    rows: tuple[Any, ...] = ()

    @property
    def booth_id(self) -> int:
        """The stand's number inside."""
        return int(self.row.booth_id)

    @property
    def edition_id(self) -> int:
        """The edition's number inside."""
        return int(self.row.edition_id)

    @property
    def organizer_id(self) -> int:
        """The organizer's number inside."""
        return int(self.row.organizer_id)

    @property
    def cooperative_id(self) -> int | None:
        """Who holds it today."""
        return self.row.cooperative_id  # type: ignore[no-any-return]

    @property
    def edition(self) -> str:
        """The edition's slug."""
        return str(self.row.slug)

    @property
    def fair(self) -> Texts:
        """The fair's name."""
        return _texts(self.row.fair) or Texts()

    @property
    def accent(self) -> str:
        """The fair's colour."""
        return str(self.row.accent)

    @property
    def timezone(self) -> str:
        """The fair's clock."""
        return str(self.row.timezone)

    @property
    def phase(self) -> str:
        """Where today stands: before, during or after the fair."""
        return str(self.row.phase)

    @property
    def days(self) -> tuple[date, date]:
        """The fair's first day and its last."""
        return self.row.starts_on, self.row.ends_on

    @property
    def code(self) -> str:
        """The code of its QR."""
        return str(self.row.code)

    @property
    def label(self) -> str:
        """What is written on the plan."""
        return str(self.row.label)

    @property
    def fingerprint(self) -> int:
        """Changes when anything the page says of the stand does, within this process."""
        return hash((tuple(self.row), *((each.exhibit, each.name_ar, each.name_latin) for each in self.rows)))

    @property
    def exhibitor(self) -> Texts | None:
        """Who is there."""
        return None if self.cooperative_id is None else _name(self.row)

    @property
    def holders(self) -> tuple[Holder, ...]:
        """All who share it today, this one too; nobody where one holds it alone."""
        if len(self.rows) < 2:  # noqa: PLR2004 - one shares with nobody
            return ()
        return tuple(Holder(each.exhibit, _name(each)) for each in self.rows)

    @property
    def chosen(self) -> dict[str, Any]:
        """What an address of this page says beside the code, so that it leads to this one of its holders."""
        return {"with": self.row.exhibit} if self.holders else {}

    @property
    def about(self) -> Texts | None:
        """What they say of themselves."""
        return _texts(self.row.about)

    @property
    def place(self) -> str:
        """Where they come from, in the language of the moment."""
        found = self.cooperative_id and territory.place(self.row.commune_code or self.row.province_code)
        return str(found) if found else ""

    @property
    def sector(self) -> str:
        """The picture's motif."""
        return MOTIFS.get(self.row.sector, self.row.sector) if self.cooperative_id else "service"

    @property
    def film(self) -> tuple[str, str] | None:
        """A film or a sound of theirs: its public id and what it is (mp4, mp3 …)."""
        return (self.row.film, self.row.film_kind) if self.row.film else None

    @property
    def photo(self) -> str | None:
        """The public id of a picture of them."""
        return self.row.photo  # type: ignore[no-any-return]

    @property
    def products(self) -> tuple[StandProduct, ...]:
        """What they sell, the first dozen."""
        sold = json.loads(self.row.products or "[]")
        return tuple(
            StandProduct(_texts(name) or Texts(), _texts(unit), price, photo)
            for _id, name, unit, price, photo in sorted(sold, key=lambda each: each[0])[:MOST_PRODUCTS]
        )


def _name(row: Any) -> Texts:
    return Texts.of_scripts(row.name_ar, row.name_latin)


def _texts(value: Any) -> Texts | None:
    """A translated text out of a row that was not read, or out of one that was."""
    found = json.loads(value) if isinstance(value, str) else value
    return Texts(found) if found else None


def stand_of_code(code: str, exhibit: str | None = None) -> StandPage | None:
    """The stand of a QR's code (in any case) with who holds it today; None without such a stand.

    `exhibit`: which of its holders is meant, by the file's name in addresses; else the largest share's.
    """
    today = clock.today(ZoneInfo("Africa/Casablanca"))
    connection = db.session.connection()
    forms = {"given": code, "lower": code.lower(), "upper": code.upper(), "today": today}
    rows = STAND.ask(connection, forms)
    if not rows:
        return None
    present = {row.cooperative_id: row for row in reversed(rows) if row.is_today}
    holders: tuple[Any, ...] = tuple(row for row in rows if present.get(row.cooperative_id) is row)
    return StandPage(next((row for row in holders if row.exhibit == exhibit), rows[0]), holders)


def _raw(column: Any) -> Any:
    """A JSON column as the text it is kept as: most requests compare it and never read it."""
    return sa.type_coerce(sa.cast(column, sa.Text), sa.Text)


def _stand_query(dialect: str) -> Any:
    held = sa.and_(
        Assignment.booth_id == Booth.id,
        Assignment.state.in_([sa.literal(state, sa.String) for state in HOLDING]),
    )
    today = sa.bindparam("today", type_=sa.Date)
    is_today = sa.and_(Assignment.starts_on <= today, Assignment.ends_on >= today)
    film, photo = (sa.orm.aliased(StoredFile, flat=True) for _ in range(2))
    return (
        sa.select(
            Booth.id.label("booth_id"),
            Booth.edition_id,
            Edition.organizer_id,
            Booth.code,
            Booth.label,
            Edition.slug,
            _raw(Edition.name).label("fair"),
            Edition.accent,
            Edition.timezone,
            Edition.starts_on,
            Edition.ends_on,
            _phase(today).label("phase"),
            is_today.label("is_today"),
            Application.public_id.label("exhibit"),
            Cooperative.id.label("cooperative_id"),
            Cooperative.name_ar,
            Cooperative.name_latin,
            _raw(Cooperative.about).label("about"),
            Cooperative.sector,
            Cooperative.commune_code,
            Cooperative.province_code,
            film.public_id.label("film"),
            film.kind.label("film_kind"),
            photo.public_id.label("photo"),
            _products(dialect).label("products"),
        )
        .join(Edition, Edition.id == Booth.edition_id)
        .outerjoin(Assignment, held)
        .outerjoin(Application, Application.id == Assignment.application_id)
        .outerjoin(Cooperative, Cooperative.id == Application.cooperative_id)
        .outerjoin(film, sa.and_(film.id == Cooperative.film_id, film.is_public))
        .outerjoin(photo, sa.and_(photo.id == Cooperative.photo_id, photo.is_public))
        .where(Booth.code.in_([sa.bindparam(name, type_=sa.String) for name in ("given", "lower", "upper")]))
        .order_by(is_today.desc().nulls_last(), Assignment.share.desc(), Assignment.id)
        .limit(MOST_HOLDERS)
    )


def _phase(today: Any) -> Any:
    """Where the day stands in the fair. In the row, and so in its fingerprint: midnight changes the page."""
    ended = [sa.literal(state, sa.String) for state in ENDED]
    return sa.case(
        (sa.or_(Edition.state.in_(ended), Edition.ends_on < today), sa.literal("after", sa.String)),
        (Edition.starts_on > today, sa.literal("before", sa.String)),
        else_=sa.literal("during", sa.String),
    )


def _products(dialect: str) -> Any:
    """What the holder sells as one JSON text: lists of (id, name, unit, price, photo)."""
    shown = sa.orm.aliased(StoredFile, flat=True)
    columns = (Product.id, Product.name, Product.unit, Product.price, shown.public_id)
    if dialect == "postgresql":
        one, all_of = sa.func.json_build_array(*columns), sa.func.json_agg
    else:
        one, all_of = sa.func.json_array(*(_raw_json(column) for column in columns)), sa.func.json_group_array
    listed = sa.select(sa.cast(all_of(one), sa.Text)).select_from(Product)
    listed = listed.outerjoin(shown, sa.and_(shown.id == Product.photo_id, shown.is_public))
    return listed.where(Product.cooperative_id == Cooperative.id).correlate(Cooperative).scalar_subquery()


def _raw_json(column: Any) -> Any:
    """SQLite keeps JSON as text: told to be JSON, it is not quoted again."""
    return (
        sa.func.json(column) if isinstance(column.type, sa.JSON) or hasattr(column.type, "impl") else column
    )


STAND = Question(_stand_query)
"""Asked by each visit of a stand's page."""

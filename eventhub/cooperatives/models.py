"""Tables of cooperatives (and other exhibitors), their people, products and documents."""

from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.orm import Mapped, Session, mapped_column, object_session, relationship

from eventhub.accounts.models import Person
from eventhub.cooperatives.folded import searchable, sort_key, words_of
from eventhub.cooperatives.kinds import DocumentKind, ExhibitorKind, MemberRole, Sector
from eventhub.database import Centimes, Model, Row, values_check
from eventhub.i18n import Texts, Translated
from eventhub.storage import StoredFile


class Cooperative(Row, Model):
    """One exhibitor: most are cooperatives. Their identity is (court, number, date) in its register."""

    __tablename__ = "cooperatives"

    kind: Mapped[str] = mapped_column(sa.String(20), default=ExhibitorKind.COOPERATIVE)
    name_ar: Mapped[str | None] = mapped_column(sa.String(160))
    name_latin: Mapped[str | None] = mapped_column(sa.String(160))
    sector: Mapped[str] = mapped_column(sa.String(20))
    about: Mapped[Texts | None] = mapped_column(Translated)
    region_code: Mapped[str] = mapped_column(sa.String(20))
    province_code: Mapped[str] = mapped_column(sa.String(20))
    commune_code: Mapped[str | None] = mapped_column(sa.String(20))
    court: Mapped[str | None] = mapped_column(sa.String(80))
    register_number: Mapped[str | None] = mapped_column(sa.String(30))
    registered_on: Mapped[date | None]
    ice: Mapped[str | None] = mapped_column(sa.String(15), index=True)
    phone: Mapped[str | None] = mapped_column(sa.String(20), index=True)
    email: Mapped[str | None] = mapped_column(sa.String(254))
    founded_on: Mapped[date | None]
    members: Mapped[int | None]
    women: Mapped[int | None]
    youth: Mapped[int | None]
    president_is_woman: Mapped[bool | None]
    is_listed: Mapped[bool] = mapped_column(default=True)
    photo_id: Mapped[int | None] = mapped_column(sa.ForeignKey("stored_files.id", ondelete="SET NULL"))
    film_id: Mapped[int | None] = mapped_column(sa.ForeignKey("stored_files.id", ondelete="SET NULL"))
    folded: Mapped[str] = mapped_column(sa.String(400), default="")
    sort_name: Mapped[str] = mapped_column(sa.String(200), default="")

    people: Mapped[list["Member"]] = relationship(back_populates="cooperative")
    products: Mapped[list["Product"]] = relationship(back_populates="cooperative", order_by="Product.id")
    documents: Mapped[list["Document"]] = relationship(back_populates="cooperative", order_by="Document.id")
    photo: Mapped[StoredFile | None] = relationship(foreign_keys=[photo_id])

    __table_args__ = (
        values_check("kind", ExhibitorKind),
        values_check("sector", Sector),
        sa.CheckConstraint("name_ar IS NOT NULL OR name_latin IS NOT NULL", name="named"),
        sa.CheckConstraint("women IS NULL OR members IS NULL OR women <= members", name="women_are_members"),
        sa.CheckConstraint("youth IS NULL OR members IS NULL OR youth <= members", name="youth_are_members"),
        sa.UniqueConstraint("court", "register_number", name="uq_cooperatives_register"),
        sa.Index("ix_cooperatives_sorted", "sort_name", "id"),
        sa.Index("ix_cooperatives_region_sorted", "region_code", "sort_name", "id"),
        sa.Index("ix_cooperatives_province_sorted", "province_code", "sort_name", "id"),
        sa.Index("ix_cooperatives_region_sector_sorted", "region_code", "sector", "sort_name", "id"),
        sa.Index("ix_cooperatives_sector_sorted", "sector", "sort_name", "id"),
    )

    @property
    def name(self) -> Texts:
        """Both names; as a string, the one in the reader's script."""
        return Texts.of_scripts(self.name_ar, self.name_latin)

    @property
    def is_women_only(self) -> bool:
        """Every member is a woman (a different fact from being led by one)."""
        return bool(self.members) and self.women == self.members

    @property
    def is_women_led(self) -> bool:
        """The president is a woman."""
        return bool(self.president_is_woman)


class Word(Model):
    """A folded word of a cooperative's names, place or register number, found by its beginning."""

    __tablename__ = "cooperative_words"

    word: Mapped[str] = mapped_column(
        sa.String(40).with_variant(sa.String(40, collation="C"), "postgresql"), primary_key=True
    )
    cooperative_id: Mapped[int] = mapped_column(
        sa.ForeignKey("cooperatives.id", ondelete="CASCADE"), primary_key=True
    )

    __table_args__ = (
        sa.Index("ix_cooperative_words_cooperative_id", "cooperative_id"),
        {"sqlite_with_rowid": False},
    )


CHANGED = "cooperatives_changed"


@event.listens_for(Cooperative, "before_insert")
@event.listens_for(Cooperative, "before_update")
def _fold_names(_mapper: Any, _connection: Any, row: Cooperative) -> None:
    row.folded = searchable(row)
    row.sort_name = sort_key(row.name_ar, row.name_latin)


@event.listens_for(Cooperative, "after_insert")
@event.listens_for(Cooperative, "after_update")
def _note_changed(_mapper: Any, _connection: Any, row: Cooperative) -> None:
    session = object_session(row)
    if session is not None:
        session.info.setdefault(CHANGED, []).append(row)


@event.listens_for(Session, "after_flush")
def _index_words(session: Session, _context: Any) -> None:
    rows = session.info.pop(CHANGED, None)
    if not rows:
        return
    connection = session.connection()
    new = session.new
    old = [row.id for row in rows if row not in new]
    if old:
        connection.execute(sa.delete(Word).where(Word.cooperative_id.in_(old)))
    words = [{"word": word, "cooperative_id": row.id} for row in rows for word in words_of(row.folded)]
    if words:
        connection.execute(sa.insert(Word), words)


class Member(Row, Model):
    """A person who acts for a cooperative."""

    __tablename__ = "cooperative_members"

    cooperative_id: Mapped[int] = mapped_column(sa.ForeignKey("cooperatives.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id", ondelete="CASCADE"), index=True)
    role: Mapped[str] = mapped_column(sa.String(20), default=MemberRole.MEMBER)

    cooperative: Mapped[Cooperative] = relationship(back_populates="people")
    person: Mapped[Person] = relationship()

    __table_args__ = (
        sa.UniqueConstraint("cooperative_id", "person_id", name="uq_cooperative_members_person"),
        values_check("role", MemberRole),
    )


class Product(Row, Model):
    """Something a cooperative sells."""

    __tablename__ = "products"

    cooperative_id: Mapped[int] = mapped_column(
        sa.ForeignKey("cooperatives.id", ondelete="CASCADE"), index=True
    )
    name: Mapped[Texts] = mapped_column(Translated)
    unit: Mapped[Texts | None] = mapped_column(Translated)
    price: Mapped[int | None] = mapped_column(Centimes)
    photo_id: Mapped[int | None] = mapped_column(sa.ForeignKey("stored_files.id", ondelete="SET NULL"))

    cooperative: Mapped[Cooperative] = relationship(back_populates="products")
    photo: Mapped[StoredFile | None] = relationship()

    __table_args__ = (sa.CheckConstraint("price IS NULL OR price >= 0", name="price_not_negative"),)


class Document(Row, Model):
    """A paper in a cooperative's file, reused in every application until it expires."""

    __tablename__ = "documents"

    cooperative_id: Mapped[int] = mapped_column(
        sa.ForeignKey("cooperatives.id", ondelete="CASCADE"), index=True
    )
    kind: Mapped[str] = mapped_column(sa.String(20))
    number: Mapped[str | None] = mapped_column(sa.String(60))
    issued_on: Mapped[date | None]
    expires_on: Mapped[date | None]
    file_id: Mapped[int | None] = mapped_column(sa.ForeignKey("stored_files.id", ondelete="SET NULL"))

    cooperative: Mapped[Cooperative] = relationship(back_populates="documents")
    file: Mapped[StoredFile | None] = relationship()

    __table_args__ = (values_check("kind", DocumentKind),)

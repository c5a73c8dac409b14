"""Tables of the floor plan: the plan, its zones, its stands."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventhub.database import Centimes, Model, Row
from eventhub.fairs.models import Edition
from eventhub.i18n import Texts, Translated


class Plan(Row, Model):
    """The floor plan of an edition, in metres from its north-west corner.

    `drawing` holds what is not a stand (`ground.Thing` as dicts), `layout` the rows that the form last drew
    (`ground.RowSpec` as dicts). `adjacency` corrects who touches whom: [public id, public id, kind or null].
    `backdrop` says how the picture under the plan lies: x, y, width and height in metres, opacity, is_shown.
    """

    __tablename__ = "plans"

    edition_id: Mapped[int] = mapped_column(sa.ForeignKey("editions.id", ondelete="CASCADE"), unique=True)
    organizer_id: Mapped[int] = mapped_column(sa.ForeignKey("organizers.id"))
    width: Mapped[float]
    depth: Mapped[float]
    drawing: Mapped[list[dict[str, Any]]] = mapped_column(sa.JSON, default=list)
    layout: Mapped[list[dict[str, Any]]] = mapped_column(sa.JSON, default=list)
    version: Mapped[int] = mapped_column(default=1)
    adjacency: Mapped[list[list[str | None]]] = mapped_column(sa.JSON, default=list, server_default="[]")
    backdrop: Mapped[dict[str, Any] | None] = mapped_column(sa.JSON(none_as_null=True))
    backdrop_file_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("stored_files.id", ondelete="SET NULL")
    )

    edition: Mapped[Edition] = relationship()
    zones: Mapped[list["Zone"]] = relationship(
        back_populates="plan", order_by="Zone.id", cascade="all, delete-orphan"
    )
    booths: Mapped[list["Booth"]] = relationship(
        back_populates="plan", order_by="Booth.position", cascade="all, delete-orphan"
    )

    __table_args__ = (sa.CheckConstraint("width > 0 AND depth > 0", name="has_an_area"),)


class Zone(Row, Model):
    """A part of the plan that admits some sectors (an empty list admits all), in a hall or in the open ("").

    `outline` is a polygon of points in metres; an empty one leaves its place unsaid.
    """

    __tablename__ = "zones"

    plan_id: Mapped[int] = mapped_column(sa.ForeignKey("plans.id", ondelete="CASCADE"))
    key: Mapped[str] = mapped_column(sa.String(12))
    name: Mapped[Texts] = mapped_column(Translated)
    sectors: Mapped[list[str]] = mapped_column(sa.JSON, default=list)
    is_institutional: Mapped[bool] = mapped_column(default=False)
    outline: Mapped[list[list[float]]] = mapped_column(sa.JSON, default=list, server_default="[]")
    hall: Mapped[str] = mapped_column(sa.String(40), default="", server_default="")
    is_step_free: Mapped[bool] = mapped_column(default=True, server_default=sa.true())

    plan: Mapped[Plan] = relationship(back_populates="zones")

    __table_args__ = (sa.UniqueConstraint("plan_id", "key", name="uq_zones_key"),)


class Booth(Row, Model):
    """A stand: a place on the plan. `x`, `y` are its centre and `width`, `depth` its extent before turning.

    `angle` is in degrees clockwise, `position` its place along its row. `code` is what its QR sign carries.
    """

    __tablename__ = "booths"

    plan_id: Mapped[int] = mapped_column(sa.ForeignKey("plans.id", ondelete="CASCADE"))
    zone_id: Mapped[int] = mapped_column(sa.ForeignKey("zones.id"), index=True)
    edition_id: Mapped[int] = mapped_column(sa.ForeignKey("editions.id", ondelete="CASCADE"), index=True)
    organizer_id: Mapped[int] = mapped_column(sa.ForeignKey("organizers.id"))
    label: Mapped[str] = mapped_column(sa.String(12))
    row: Mapped[str] = mapped_column(sa.String(12))
    position: Mapped[int]
    x: Mapped[float]
    y: Mapped[float]
    width: Mapped[float] = mapped_column(default=3.0)
    depth: Mapped[float] = mapped_column(default=3.0)
    angle: Mapped[float] = mapped_column(default=0.0)
    is_corner: Mapped[bool] = mapped_column(default=False)
    power_kw: Mapped[float] = mapped_column(default=0.0)
    has_water: Mapped[bool] = mapped_column(default=False)
    allows_cooking: Mapped[bool] = mapped_column(default=False)
    takes_heavy: Mapped[bool] = mapped_column(default=False)
    is_accessible: Mapped[bool] = mapped_column(default=True)
    is_blocked: Mapped[bool] = mapped_column(default=False)
    price: Mapped[int] = mapped_column(Centimes, default=0)
    code: Mapped[str] = mapped_column(sa.String(16), unique=True)

    plan: Mapped[Plan] = relationship(back_populates="booths")
    zone: Mapped[Zone] = relationship()

    __table_args__ = (
        sa.UniqueConstraint("plan_id", "label", name="uq_booths_label"),
        sa.CheckConstraint("width > 0 AND depth > 0", name="has_an_area"),
        sa.CheckConstraint("price >= 0", name="price_not_negative"),
    )

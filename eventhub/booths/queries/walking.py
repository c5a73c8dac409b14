"""Walking from file to file in a filtered list: which comes before, which after, the how-manieth this is."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from msgspec import Struct

from eventhub.booths.models import Application
from eventhub.booths.queries.filtering import narrowed, order_of
from eventhub.cooperatives.models import Cooperative
from eventhub.database import db
from eventhub.fairs.models import Edition


class Place(Struct, frozen=True):
    """Where a file is in a list: its neighbours' names in addresses, its number, how many there are.

    A file that the filter doesn't show any more (just decided) keeps its neighbours; its number is None.
    """

    previous: str | None
    next: str | None
    number: int | None
    total: int


def place_of(edition: Edition, filters: Mapping[str, str], actor: Any, application: Application) -> Place:
    """Where a file is in the list that a filter shows, in its order; four statements."""
    order = order_of(filters)
    keys = sa.tuple_(*order.keys)
    own = (
        sa.select(*(key.label(f"key_{number}") for number, key in enumerate(order.keys)))
        .select_from(Application)
        .join(Cooperative, Cooperative.id == Application.cooperative_id)
        .where(Application.id == application.id)
    )
    values = [
        sa.literal(value, key.type)
        for key, value in zip(order.keys, db.session.execute(own).one(), strict=True)
    ]
    is_before, is_after = keys > sa.tuple_(*values), keys < sa.tuple_(*values)
    if not order.is_descending:
        is_before, is_after = is_after, is_before
    base = sa.select(Application.public_id).join(Cooperative, Cooperative.id == Application.cooperative_id)

    def nearest(is_there: Any, *, rising: bool) -> str | None:
        query = narrowed(base.where(is_there), edition, filters, actor)
        query = query.order_by(*(key.asc() if rising else key.desc() for key in order.keys))
        found: str | None = db.session.scalar(query.limit(1))
        return found

    counted = sa.select(
        sa.func.count(),
        sa.func.coalesce(sa.func.sum(sa.case((is_before, 1), else_=0)), 0),
        sa.func.coalesce(sa.func.sum(sa.case((Application.id == application.id, 1), else_=0)), 0),
    ).join(Cooperative, Cooperative.id == Application.cooperative_id)
    counted = counted.select_from(Application)
    total, before, here = db.session.execute(narrowed(counted, edition, filters, actor)).one()
    return Place(
        previous=nearest(is_before, rising=order.is_descending),
        next=nearest(is_after, rising=not order.is_descending),
        number=before + 1 if here else None,
        total=total,
    )

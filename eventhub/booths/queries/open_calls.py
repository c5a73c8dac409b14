"""Which fairs somebody's cooperatives could still apply to."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager

from eventhub.booths.models import Application, Call
from eventhub.cooperatives.models import Cooperative, Member
from eventhub.database import db
from eventhub.fairs.models import Edition

MOST = 3


def open_to(person: Any, at: datetime) -> list[Call]:
    """Calls of public fairs, open at `at`, that an exhibitor of theirs may answer and has not.

    Those that close first come first, MOST of them at most. One statement.
    """
    asked = (
        sa.exists()
        .where(Application.edition_id == Call.edition_id, Application.cooperative_id == Cooperative.id)
        .correlate(Call, Cooperative)
    )
    could = (
        sa.exists()
        .where(Cooperative.id == Member.cooperative_id, Member.person_id == person.id)
        .where(Cooperative.kind == Call.kind, ~asked)
        .correlate(Call)
    )
    query = (
        sa.select(Call)
        .join(Edition, Edition.id == Call.edition_id)
        .options(contains_eager(Call.edition))
        .where(Edition.is_published.is_(True), Call.opens_at <= at, Call.closes_at > at, could)
        .order_by(Call.closes_at, Call.id)
    )
    return list(db.session.scalars(query.limit(MOST)))

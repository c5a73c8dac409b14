"""What an exhibitor says it sold, a day at a time. A day without a report is unknown, never zero."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from eventhub import audit
from eventhub.booths.models import Application, SalesReport
from eventhub.booths.queries import applications
from eventhub.booths.states import COMING
from eventhub.clock import local_day
from eventhub.database import db
from eventhub.errors import DomainError


def declare(actor: Any, application: Application, day: date, amount: int | None, at: datetime) -> None:
    """Keep the amount (centimes) of one day of the fair, replace it, or with None take it back.

    An agent's report says so. Raises not_a_fair_day, not_yet, not_there.
    """
    edition = application.edition
    if application.state not in COMING:
        raise DomainError("not_there", _l("Sales are declared by exhibitors who take part."))
    if not edition.starts_on <= day <= edition.ends_on:
        raise DomainError("not_a_fair_day", _l("The fair is not held on that day."), field="day")
    if day > local_day(at, edition.zone):
        raise DomainError("not_yet", _l("That day has not come yet."), field="day")
    row = db.session.scalar(
        sa.select(SalesReport).where(SalesReport.application_id == application.id, SalesReport.day == day)
    )
    if amount is None:
        if row is not None:
            db.session.delete(row)
            audit.record(actor, "booths:sales:declared", application, at, day=day.isoformat(), amount=None)
        return
    if row is None:
        row = SalesReport(
            edition_id=application.edition_id,
            organizer_id=application.organizer_id,
            application_id=application.id,
            day=day,
        )
        db.session.add(row)
    if row.amount == amount:
        return
    row.amount = amount
    row.method = "declared" if applications.speaks_for(actor, application.cooperative_id) else "agent"
    audit.record(actor, "booths:sales:declared", application, at, day=day.isoformat(), amount=amount)

"""What exhibitors sold, a day at a time, and how that is known. A day without a report is never zero."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l
from msgspec import Struct

from eventhub import audit
from eventhub.booths.models import Application, SalesReport
from eventhub.booths.queries import applications
from eventhub.booths.sales_bands import NOTHING, OWN_WORD, Band, band_of
from eventhub.booths.states import COMING
from eventhub.clock import local_day
from eventhub.database import db
from eventhub.errors import DomainError


class Told(Struct, frozen=True):
    """A day's sales in centimes; of a band its middle, with its ends (`high` None is open)."""

    amount: int
    low: int | None = None
    high: int | None = None

    @classmethod
    def of_band(cls, band: Band) -> "Told":
        """What a band says."""
        return cls(band.middle, band.low, band.high)


def told_of(band: str, amount: int | None) -> Told | None:
    """What was pressed or typed: an exact amount wins over a band; None when neither says anything."""
    if amount is not None:
        return Told(amount)
    if band == NOTHING:
        return Told(0)
    chosen = band_of(band)
    return Told.of_band(chosen) if chosen else None


def declare(actor: Any, application: Application, day: date, amount: int | None, at: datetime) -> None:
    """Keep the amount (centimes) of one day of the fair, replace it, or with None take it back.

    An agent's report says so. Raises not_a_fair_day, not_yet, not_there.
    """
    method = "declared" if applications.speaks_for(actor, application.cooperative_id) else "agent"
    keep(actor, application, day, None if amount is None else Told(amount), at, method=method)


def keep(
    actor: Any, application: Application, day: date, told: Told | None, at: datetime, *, method: str
) -> SalesReport | None:
    """Keep what is known of one day and how, replace it, or with None take it back.

    The same figure again only tells how it is known, and never takes an exhibitor's own word for staff's.
    `actor` None is the exhibitor's own link. Raises not_a_fair_day, not_yet, not_there.
    """
    _check(application, day, at)
    row = db.session.scalar(
        sa.select(SalesReport).where(SalesReport.application_id == application.id, SalesReport.day == day)
    )
    if told is None:
        if row is not None:
            db.session.delete(row)
            audit.record(actor, "booths:sales:declared", application, at, day=day.isoformat(), amount=None)
        return None
    if row is None:
        row = SalesReport(
            edition_id=application.edition_id,
            organizer_id=application.organizer_id,
            application_id=application.id,
            day=day,
        )
        db.session.add(row)
    is_same = (row.amount, row.low, row.high) == (told.amount, told.low, told.high)
    if is_same and (row.method == method or row.method in OWN_WORD):
        return row
    row.amount, row.low, row.high, row.method = told.amount, told.low, told.high, method
    db.session.flush()
    details = {"day": day.isoformat(), "amount": told.amount, "method": method}
    audit.record(actor, "booths:sales:declared", application, at, **details)
    return row


def _check(application: Application, day: date, at: datetime) -> None:
    edition = application.edition
    if application.state not in COMING:
        raise DomainError("not_there", _l("Sales are declared by exhibitors who take part."))
    if not edition.starts_on <= day <= edition.ends_on:
        raise DomainError("not_a_fair_day", _l("The fair is not held on that day."), field="day")
    if day > local_day(at, edition.zone):
        raise DomainError("not_yet", _l("That day has not come yet."), field="day")

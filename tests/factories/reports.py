"""Rows that figures are made of: exhibitors who came, visits by quarter of an hour, sales, stated figures."""

from datetime import date, datetime, timedelta
from typing import Any

from eventhub.booths.models import Application, SalesReport
from eventhub.booths.states import ApplicationState
from eventhub.database import db
from eventhub.fairs.models import Edition
from eventhub.reports.models import StatedFigure
from eventhub.visitors.models import Counter
from tests.factories.booths import a_call, a_cooperative, an_application


def exhibitors(edition: Edition, *states: ApplicationState, **cooperative: Any) -> list[Application]:
    """One exhibitor a state, each with its own cooperative of ten members of whom eight are women."""
    call = a_call(edition)
    given = {"members": 10, "women": 8, "youth": 2, "president_is_woman": True}
    return [
        an_application(call, a_cooperative(f"Tiwizi {number}", **(given | cooperative)), state)
        for number, state in enumerate(states)
    ]


def visits(edition: Edition, starts_at: datetime, people: int, gate: str = "A") -> Counter:
    """People who came in during a quarter of an hour, scanned twice each."""
    row = Counter(
        edition_id=edition.id,
        gate=gate,
        quarter=starts_at,
        day=starts_at.astimezone(edition.zone).date(),
        scans=2 * people,
        people=people,
        entered=people,
        left=0,
        irregular=0,
    )
    db.session.add(row)
    db.session.flush()
    return row


def a_sale(application: Application, day: date, amount: int) -> SalesReport:
    """What an exhibitor declared for a day, in centimes."""
    row = SalesReport(
        edition_id=application.edition_id,
        organizer_id=application.organizer_id,
        application_id=application.id,
        day=day,
        amount=amount,
    )
    db.session.add(row)
    db.session.flush()
    return row


def stated(edition: Edition, aim: str, **fields: Any) -> StatedFigure:
    """What the organizer aims at or states."""
    row = StatedFigure(edition_id=edition.id, organizer_id=edition.organizer_id, aim=aim, **fields)
    db.session.add(row)
    db.session.flush()
    return row


def quarter(edition: Edition, day: int, hour: int, quarters: int = 0) -> datetime:
    """A quarter of an hour of a day of May 2025, by the fair's clock."""
    return datetime(2025, 5, day, hour, tzinfo=edition.zone) + timedelta(minutes=15 * quarters)

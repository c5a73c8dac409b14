"""The verbs of a closing report: aims and statements, words, publication."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l
from msgspec import Struct

from eventhub import audit
from eventhub.database import db
from eventhub.errors import DomainError
from eventhub.fairs.models import Edition
from eventhub.fairs.states import EditionState
from eventhub.fairs.texts import filled
from eventhub.i18n import Texts
from eventhub.reports import queries
from eventhub.reports.figures import Aim, Method, to_json
from eventhub.reports.models import ClosingReport, StatedFigure


class Statement(Struct, frozen=True):
    """What an organizer writes about one aim; sales in centimes."""

    aim: Aim
    target: int | None
    value: int | None
    method: Method


def write(
    actor: Any, edition: Edition, words: Texts, statements: list[Statement], at: datetime
) -> ClosingReport:
    """Keep the words, aims and statements of a report. Refuses once it is published."""
    report = _begun(edition)
    if report.published_at is not None:
        raise DomainError(
            "already_published", _l("This report is published: its words and figures stay as they are.")
        )
    report.words = filled(words)
    for statement in statements:
        _state(edition, statement)
    db.session.flush()
    audit.record(actor, "reports:report:written", report, at)
    return report


def _begun(edition: Edition) -> ClosingReport:
    """The edition's report, locked; begun when there is none. The edition's lock keeps two from beginning."""
    db.session.flush()
    db.session.refresh(edition, with_for_update=True)
    report = queries.closing_report(edition)
    if report is None:
        report = ClosingReport(edition_id=edition.id, organizer_id=edition.organizer_id)
        db.session.add(report)
        db.session.flush()
    return report


def _state(edition: Edition, statement: Statement) -> None:
    row = db.session.scalar(
        sa.select(StatedFigure).where(
            StatedFigure.edition_id == edition.id, StatedFigure.aim == statement.aim
        )
    )
    if row is None:
        if statement.target is None and statement.value is None:
            return
        row = StatedFigure(edition_id=edition.id, organizer_id=edition.organizer_id, aim=statement.aim)
        db.session.add(row)
    row.target, row.value = statement.target, statement.value
    row.method = None if statement.value is None else statement.method


def publish(actor: Any, edition: Edition, at: datetime) -> ClosingReport:
    """Freeze the figures and open the report to everybody. Again is the same as once.

    Refuses before the fair is closed.
    """
    report = _begun(edition)
    if report.published_at is not None:
        return report
    if edition.state != EditionState.CLOSED:
        raise DomainError("not_closed", _l("Close the fair first: a report speaks of what is over."))
    report.figures = to_json(queries.live_report(edition, at))
    report.published_at = at
    db.session.flush()
    audit.record(actor, "reports:report:published", report, at)
    return report

"""What the desk shows of reports: to a partner, the figures of the fairs it supports."""

from typing import Any

from flask import url_for
from flask_babel import lazy_gettext as _l

from eventhub.accounts.desk import Card
from eventhub.reports import queries


def partner_cards(person: Any) -> list[Card]:
    """One card a fair that the person supports as a partner, the latest first."""
    return [
        Card(
            title=edition.name,
            sentence=_l("The figures of the fair you support."),
            href=url_for("reports.report", edition=edition.slug),
            icon="report",
        )
        for edition in queries.supported_by(person)
    ]

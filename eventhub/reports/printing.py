"""The closing report on paper: what its template is given, and the PDF."""

from datetime import date, datetime
from functools import cache
from typing import Any

from eventhub import documents, places
from eventhub.fairs.models import Edition
from eventhub.i18n import Texts
from eventhub.reports.figures import Report

INKS = {
    "cobalt": ("#17497f", "#e4ecf6"),
    "cedar": ("#1d5c46", "#e0eee8"),
    "saffron": ("#855000", "#fbeed3"),
    "terracotta": ("#9a3d20", "#f9e6dd"),
    "rose": ("#9f2859", "#f9e3eb"),
    "indigo": ("#41388c", "#e8e6f5"),
    "olive": ("#565a12", "#eeefdb"),
    "caper": ("#3d661f", "#e7f0dd"),
}
"""The accent of a fair on paper: ink and tint, as in static/css/base.css by day."""


@cache
def _zellij() -> str:
    drawing = (places.STATIC / "img" / "zellij.svg").read_text(encoding="utf-8")
    white = drawing.replace("#000", "#fff")
    return documents.data_url(white.encode(), "image/svg+xml")


def report_pdf(
    edition: Edition,
    report: Report,
    words: Texts | None,
    language: str,
    *,
    published_at: datetime | None,
    partners: list[Any],
) -> bytes:
    """The report of an edition in a language; one without a date of publication is marked as a draft."""
    ink, tint = INKS.get(edition.accent, INKS["cobalt"])
    return documents.pdf(
        "reports/report.html",
        language,
        edition=edition,
        report=report,
        words=words,
        published_at=published_at,
        partners=partners,
        ink=ink,
        tint=tint,
        zellij=_zellij(),
        to_day=date.fromisoformat,
        to_moment=datetime.fromisoformat,
    )

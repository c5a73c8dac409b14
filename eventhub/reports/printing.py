"""The closing report on paper: what its template is given, and the PDF."""

from functools import cache

from eventhub import documents, places, storage
from eventhub.fairs.models import Edition
from eventhub.fairs.queries import partners_by_role
from eventhub.reports.figures import Report
from eventhub.reports.models import ClosingReport

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


def key_of(kept: ClosingReport, language: str) -> str:
    """Where the printed sheets of a published report lie in the store."""
    return f"reports/{kept.public_id}-{language}.pdf"


def report_pdf(edition: Edition, report: Report, kept: ClosingReport | None, language: str) -> bytes:
    """The report of an edition in a language; one that is not published is marked as a draft."""
    ink, tint = INKS.get(edition.accent, INKS["cobalt"])
    return documents.pdf(
        "reports/report.html",
        language,
        edition=edition,
        report=report,
        words=kept.words if kept else None,
        published_at=kept.published_at if kept else None,
        partners=partners_by_role(edition),
        ink=ink,
        tint=tint,
        zellij=_zellij(),
    )


def sheets_of(kept: ClosingReport, report: Report, language: str) -> bytes:
    """The published report on paper: as it was printed, or printed now, and kept, when nobody has yet."""
    key = key_of(kept, language)
    return storage.kept_or_made(key, lambda: report_pdf(kept.edition, report, kept, language))

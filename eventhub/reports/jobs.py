"""Work for later: the published report on paper, once a language, so that reading it costs nothing."""

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from eventhub import clock, storage
from eventhub.background import job
from eventhub.database import db
from eventhub.i18n import LANGUAGES
from eventhub.reports import printing, queries
from eventhub.reports.models import ClosingReport


@job(_l("A closing report to print"), queue="documents")
def print_report(report_id: int) -> None:
    """Print a published report in every language and keep the sheets. Again gives the same sheets."""
    report = db.session.scalar(sa.select(ClosingReport).where(ClosingReport.id == report_id))
    if report is None or report.published_at is None:
        return
    figures = queries.report_for(report.edition, clock.now())
    for language in LANGUAGES:
        storage.write_key(
            printing.key_of(report, language), printing.report_pdf(report.edition, figures, report, language)
        )

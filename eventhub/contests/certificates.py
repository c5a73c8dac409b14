"""What a certificate says: the same facts on paper and behind its QR code."""

from collections.abc import Sequence
from typing import Any

from flask import current_app
from flask_babel import gettext as _

from eventhub import documents
from eventhub.clock import local_day
from eventhub.contests import queries
from eventhub.contests.models import Idea, Result
from eventhub.i18n import day, speaking


def address_of(code: str) -> str:
    """The page that proves a certificate; upper case makes a smaller QR code."""
    return f"{current_app.config['PUBLIC_URL']}/certificates/{code}"


def text_of(result: Result, count: int) -> dict[str, dict[str, str]]:
    """All that the sheet says of the result, by language, but its code."""
    found = {}
    for language in ("ar", "fr"):
        with speaking(language):
            found[language] = {name: str(words) for name, words in _words(result, count).items()}
    return found


def told(result: Result, count: int) -> dict[str, Any]:
    """One sheet of templates/documents/contests/certificate.html: each language's words apart.

    `count` is how many places the contest gave. Raises ValueError for a place that has no certificate.
    """
    if result.certificate_code is None:
        raise ValueError(result.public_id)
    side, path = documents.qr_svg_path(address_of(result.certificate_code))
    by_language = text_of(result, count)
    return {"code": result.certificate_code_shown, "by_language": by_language, "qr": [side, path]}


def _words(result: Result, count: int) -> dict[str, str]:
    """What one half of the sheet says, in the language of the moment."""
    contest = result.idea.contest
    return {
        "title": str(result.title),
        "owner": str(result.owner_name),
        "contest": str(contest.name),
        "theme": str(contest.theme or ""),
        "organizer": str(contest.organizer.name),
        "heading": _("Certificate of merit") if result.prize else _("Certificate of participation"),
        "given": _("is given to"),
        "project": _("for the project"),
        "merit": _merit(result, count),
        "day": day(contest.held_on or local_day(contest.published_at or result.created_at)),
        "check": _("Scan to check this certificate"),
    }


def _merit(result: Result, count: int) -> Any:
    """The prize, else a place in the first half; nobody frames that they came last."""
    if result.prize:
        return _("which won: %(prize)s", prize=result.prize)
    if result.rank * 2 <= count:
        return _("which came in place %(rank)d of %(count)d", rank=result.rank, count=count)
    return _("which the jury judged among %(count)d projects", count=count)


def pdf(sheets: Sequence[dict[str, Any]]) -> bytes:
    """Certificates as a PDF, a page each."""
    return documents.pdf("contests/certificate.html", "ar", sheets=sheets)


def pdf_of(idea: Idea) -> bytes | None:
    """The certificate of one idea; None when it has none."""
    if idea.result is None or idea.result.certificate_code is None:
        return None
    return pdf([told(idea.result, queries.places_given(idea.contest_id))])

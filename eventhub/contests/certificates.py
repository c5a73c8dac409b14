"""What a certificate says: the same facts on paper and behind its QR code."""

from typing import Any

from flask import current_app
from flask_babel import gettext as _

from eventhub import documents
from eventhub.clock import local_day
from eventhub.contests import queries
from eventhub.contests.models import Idea
from eventhub.i18n import day, speaking


def address_of(code: str) -> str:
    """The page that proves a certificate; upper case makes a smaller QR code."""
    return f"{current_app.config['PUBLIC_URL']}/certificates/{code}"


def told(idea: Idea) -> dict[str, Any]:
    """The context of templates/documents/contests/certificate.html: each language's words apart."""
    result = idea.result
    if result is None or result.certificate_code is None:
        raise ValueError(idea.public_id)
    side, path = documents.qr_svg_path(address_of(result.certificate_code))
    published_at = idea.contest.published_at or result.created_at
    count = queries.places_given(idea.contest_id)
    by_language = {}
    for language in ("ar", "fr"):
        with speaking(language):
            by_language[language] = {
                "title": str(idea.title),
                "owner": str(idea.owner_name),
                "contest": str(idea.contest.name),
                "theme": str(idea.contest.theme or ""),
                "organizer": str(idea.contest.organizer.name),
                "heading": _("Certificate of merit") if result.prize else _("Certificate of participation"),
                "given": _("is given to"),
                "project": _("for the project"),
                "merit": _("which won: %(prize)s", prize=result.prize)
                if result.prize
                else _("which came in place %(rank)d of %(count)d", rank=result.rank, count=count),
                "day": day(idea.contest.held_on or local_day(published_at)),
                "check": _("Scan to check this certificate"),
            }
    return {
        "idea": idea,
        "result": result,
        "contest": idea.contest,
        "by_language": by_language,
        "qr_side": side,
        "qr_path": path,
    }

"""What a certificate says: the same facts on paper and behind its QR code."""

from typing import Any

from flask import current_app

from eventhub import documents, places
from eventhub.contests.models import Idea
from eventhub.i18n import speaking
from eventhub.territory import place


def address_of(code: str) -> str:
    """The page that proves a certificate; upper case makes a smaller QR code."""
    return f"{current_app.config['PUBLIC_URL']}/certificates/{code}"


def told(idea: Idea) -> dict[str, Any]:
    """The context of templates/documents/contests/certificate.html: each language's words apart."""
    result = idea.result
    if result is None or result.certificate_code is None:
        raise ValueError(idea.public_id)
    side, path = documents.qr_svg_path(address_of(result.certificate_code))
    where = place(idea.province_code)
    by_language = {}
    for language in ("ar", "fr"):
        with speaking(language):
            by_language[language] = {
                "title": str(idea.title),
                "owner": str(idea.owner_name),
                "contest": str(idea.contest.name),
                "theme": str(idea.contest.theme or ""),
                "organizer": str(idea.contest.organizer.name),
                "place": str(where or ""),
                "prize": str(result.prize or ""),
            }
    return {
        "idea": idea,
        "result": result,
        "contest": idea.contest,
        "by_language": by_language,
        "qr_side": side,
        "qr_path": path,
        "zellij": documents.data_url((places.STATIC / "img" / "zellij.svg").read_bytes(), "image/svg+xml"),
    }

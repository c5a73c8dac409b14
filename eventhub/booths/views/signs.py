"""The signs of the stands: a QR each, to print."""

from flask import abort, current_app
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from eventhub import documents
from eventhub.booths.blueprint import blueprint
from eventhub.booths.permissions import Permission
from eventhub.booths.queries import plans
from eventhub.fairs.models import Edition
from eventhub.i18n import speaking
from eventhub.permissions import requires


def signs_pdf(edition: Edition) -> bytes:
    """One A5 page a stand in use: its number, its QR, its exhibitor, in Arabic and French."""
    address = current_app.config["PUBLIC_URL"]
    pages: dict[str, dict[str, object]] = {}
    for row in plans.board(edition):
        if not row.is_blocked:
            url = f"{address}/s/{row.code}"
            qr = documents.data_url(documents.qr_png(url, scale=10), "image/png")
            pages.setdefault(row.label, {"row": row, "qr": qr, "url": url})
    return documents.pdf(
        "booths/signs.html", "ar", edition=edition, pages=list(pages.values()), invitation=_invitation()
    )


def _invitation() -> dict[str, str]:
    """What a passer-by reads under the QR, in both languages of the sign."""
    said = {}
    for language in ("ar", "fr"):
        with speaking(language):
            said[language] = str(_("Point your phone's camera here to know this stand and its products"))
    return said


@blueprint.get("/work/e/<edition>/plan/signs.pdf")
@requires(Permission.SEE_PLAN, of="edition")
def signs(edition: Edition) -> Response:
    """The signs of every stand in one PDF."""
    if plans.plan_of(edition) is None:
        abort(404)
    response = Response(signs_pdf(edition), content_type="application/pdf")
    response.headers.set("Content-Disposition", "attachment", filename=f"signs-{edition.slug}.pdf")
    return response

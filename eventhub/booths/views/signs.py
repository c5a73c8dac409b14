"""The signs of the stands: a QR each, to print on A5 or A4."""

from typing import Any

from flask import abort, request, url_for
from werkzeug.wrappers import Response

from eventhub import background
from eventhub.booths import jobs, sign_printing
from eventhub.booths.blueprint import blueprint
from eventhub.booths.permissions import Permission
from eventhub.booths.queries import plans
from eventhub.fairs.models import Edition
from eventhub.permissions import requires
from eventhub.web.pages import go, page


def _size() -> str:
    size = request.values.get("size", "")
    return size if size in sign_printing.SIZES else "a5"


def _rows(edition: Edition) -> Any:
    if plans.plan_of(edition) is None:
        abort(404)
    return plans.board(edition)


@blueprint.get("/work/e/<edition>/plan/signs")
@requires(Permission.SEE_PLAN, of="edition")
def signs(edition: Edition) -> Response:
    """Which size, and how far the signs are that were asked for."""
    size, rows = _size(), _rows(edition)
    return page(
        "booths/signs.html",
        edition=edition,
        size=size,
        count=len({row.label for row in rows if not row.is_blocked}),
        is_asked="size" in request.args,
        is_done=sign_printing.is_ready(edition, rows, size),
    )


@blueprint.post("/work/e/<edition>/plan/signs")
@requires(Permission.SEE_PLAN, of="edition")
def make_signs(edition: Edition) -> Response:
    """Ask for the signs: a worker draws those of a large fair."""
    size = _size()
    if not sign_printing.is_ready(edition, _rows(edition), size):
        background.enqueue(jobs.print_signs, edition.id, size)
    return go(url_for("booths.signs", edition=edition.slug, size=size))


@blueprint.get("/work/e/<edition>/plan/signs.pdf")
@requires(Permission.SEE_PLAN, of="edition")
def signs_pdf(edition: Edition) -> Response:
    """The signs of every stand in one PDF; many that nobody made yet are asked for on their page."""
    size, rows = _size(), _rows(edition)
    if not sign_printing.is_ready(edition, rows, size):
        return go(url_for("booths.signs", edition=edition.slug))
    response = Response(sign_printing.made(edition, rows, size), content_type="application/pdf")
    response.headers.set("Content-Disposition", "attachment", filename=f"signs-{edition.slug}-{size}.pdf")
    return response

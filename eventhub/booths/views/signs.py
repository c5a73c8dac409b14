"""The signs of the stands: a QR each, to print on A5 or A4."""

from flask import abort, request
from werkzeug.wrappers import Response

from eventhub.booths import printed
from eventhub.booths.blueprint import blueprint
from eventhub.booths.kinds import PaperKind
from eventhub.booths.permissions import Permission
from eventhub.booths.queries import plans
from eventhub.fairs.models import Edition
from eventhub.permissions import requires


@blueprint.get("/work/e/<edition>/plan/signs.pdf")
@requires(Permission.SEE_PLAN, of="edition")
def signs(edition: Edition) -> Response:
    """The signs of every stand in one PDF; ?size=a4 for large ones."""
    if plans.plan_of(edition) is None:
        abort(404)
    paper = PaperKind.SIGN_A4 if request.args.get("size") == "a4" else PaperKind.SIGN_A5
    content = printed.signs_pdf(edition, plans.board(edition), paper)
    response = Response(content, content_type="application/pdf")
    response.headers.set("Content-Disposition", "attachment", filename=f"signs-{edition.slug}.pdf")
    return response

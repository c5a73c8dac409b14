"""The photos beside an idea, for its judges, small for the tablet and as large as kept; its recordings."""

from flask import abort, request
from werkzeug.wrappers import Response

from eventhub import storage
from eventhub.contests.models import Contest, IdeaFile
from eventhub.judging.blueprint import blueprint
from eventhub.judging.permissions import Permission
from eventhub.permissions import requires

SMALL = 360
"""Pixels of the longest side: about 15 kB a photo, so that a tablet can keep those of all its ideas."""
ALONE = "default-src 'none'; frame-ancestors 'none'; sandbox"
A_DAY = "private, max-age=86400"


@blueprint.get("/judge/<contest>/photos/<idea_file>")
@requires(Permission.SEE_PHOTO, of="idea_file")
def photo(contest: Contest, idea_file: IdeaFile) -> Response:
    """One photo. Neither its file's name nor anything else that a camera wrote comes along."""
    if idea_file.idea.contest_id != contest.id:
        abort(404)
    data = storage.read(idea_file.file)
    if request.args.get("size") == "small":
        data = storage.thumbnail(data, SMALL)
    response = Response(data, content_type="image/webp")
    response.headers["Content-Security-Policy"] = ALONE
    response.headers["Cache-Control"] = A_DAY
    return response


@blueprint.get("/judge/<contest>/recordings/<idea_file>")
@requires(Permission.HEAR, of="idea_file")
def recording(contest: Contest, idea_file: IdeaFile) -> Response:
    """A voice note or a film as players want it: whole, or the part they ask for."""
    if idea_file.idea.contest_id != contest.id:
        abort(404)
    response = Response(storage.read(idea_file.file), content_type=idea_file.file.media_type)
    response.headers["Content-Security-Policy"] = ALONE
    response.headers["Cache-Control"] = "private, no-store"
    return response.make_conditional(request, accept_ranges=True, complete_length=idea_file.file.size)

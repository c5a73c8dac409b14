"""One's own applications to every fair."""

from functools import partial

from flask_login import current_user
from werkzeug.wrappers import Response

from eventhub import clock
from eventhub.booths.blueprint import blueprint
from eventhub.booths.permissions import Permission
from eventhub.booths.queries import applications, open_calls
from eventhub.booths.timeline import now_for
from eventhub.permissions import requires
from eventhub.web.pages import page


@blueprint.get("/my/applications")
@requires(Permission.LIST_MINE)
def mine() -> Response:
    """The applications of one's cooperatives, newest first, and the calls they may still answer."""
    at = clock.now()
    return page(
        "booths/mine.html",
        files=applications.mine(current_user),
        calls=open_calls.open_to(current_user, at),
        now_for=partial(now_for, at=at),
    )

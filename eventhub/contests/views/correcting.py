"""The page where an organizer corrects a published result."""

from flask import abort, flash, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from eventhub import clock
from eventhub.contests.blueprint import blueprint
from eventhub.contests.forms.correcting import CorrectionForm
from eventhub.contests.models import Contest, Idea
from eventhub.contests.operations import correcting
from eventhub.contests.permissions import Permission
from eventhub.contests.states import ContestState
from eventhub.permissions import requires
from eventhub.web.pages import go, page


@blueprint.route("/work/contests/<contest>/results/<idea>/correct", methods=["GET", "POST"])
@requires(Permission.MANAGE, of="contest")
def correct(contest: Contest, idea: Idea) -> Response:
    """A name, a title or a prize that was published wrong."""
    result = idea.result
    if result is None or result.certificate_code is None or contest.state != ContestState.PUBLISHED:
        abort(404)
    form = CorrectionForm(contest, result)
    if form.is_submitted() and form.attempt(
        lambda: correcting.correct(current_user, contest, result, form.said(), clock.now())
    ):
        flash(_("Corrected: the old certificate now says that it was replaced. Print the new one."), "ok")
        return go(url_for("judging.ranking", contest=contest.slug))
    return page("contests/correct.html", form=form, contest=contest, idea=idea, result=result)

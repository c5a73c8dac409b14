"""Standing aside: a judge leaves an idea, an organizer lifts a conflict, a judge takes one back."""

from typing import Any

from flask import abort, flash, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from eventhub import clock
from eventhub.contests.models import Contest, Idea
from eventhub.contests.states import JUDGED
from eventhub.judging import queries
from eventhub.judging.blueprint import blueprint
from eventhub.judging.forms import ConflictForm, LiftForm
from eventhub.judging.models import Conflict, Judge
from eventhub.judging.operations import standing_aside
from eventhub.judging.permissions import Permission
from eventhub.judging.views.panel import ties_page
from eventhub.judging.views.room import idea_page
from eventhub.judging.views.work import member_page
from eventhub.permissions import requires
from eventhub.web.pages import go


def _seat(contest: Contest) -> Judge:
    judge = queries.judge_of(current_user.id, contest.id)
    if judge is None:
        abort(404)
    return judge


@blueprint.post("/work/contests/<contest>/room/ideas/<idea>/aside")
@requires(Permission.VOTE, of="contest")
def stand_aside(contest: Contest, idea: Idea) -> Response:
    """I stand aside from this idea: the others talk and vote about it."""
    judge, form = _seat(contest), ConflictForm()
    if idea.contest_id != contest.id or idea.state not in JUDGED:
        abort(404)

    def aside() -> Any:
        return standing_aside.stand_aside(judge, idea, form.reason.data, clock.now())

    if form.attempt(aside):
        flash(_("You stand aside from idea %(number)s. Thank you for saying so.", number=idea.code), "ok")
        return go(url_for("judging.room", contest=contest.slug, _anchor="line"))
    answer = idea_page(contest, idea, conflict_form=form)
    answer.status_code = 422
    return answer


@blueprint.post("/work/contests/<contest>/jury/<judge>/conflicts/<conflict>/lift")
@requires(Permission.PREPARE, of="judge")
def lift_conflict(contest: Contest, judge: Judge, conflict: Conflict) -> Response:
    """Lift a conflict that was found, with a reason."""
    if conflict.judge_id != judge.id:
        abort(404)
    form, number = LiftForm(prefix=conflict.public_id), conflict.idea.code

    def lift() -> Any:
        return standing_aside.lift(current_user, conflict, form.because.data or "", clock.now())

    if form.attempt(lift):
        flash(_("%(name)s may judge idea %(number)s again.", name=judge.person.name, number=number), "ok")
        return go(url_for("judging.member", contest=contest.slug, judge=judge.public_id, _anchor="conflicts"))
    return member_page(contest, judge, refused=(conflict, form))


@blueprint.post("/judge/<contest>/conflicts/<conflict>/take-back")
@requires(Permission.DECLARE, of="contest")
def take_back(contest: Contest, conflict: Conflict) -> Response:
    """I declared it by mistake."""
    judge, form = _seat(contest), LiftForm(prefix=conflict.public_id)
    if conflict.judge_id != judge.id:
        abort(404)
    number = conflict.idea.code

    def back() -> Any:
        return standing_aside.take_back(judge, conflict, form.because.data or "", clock.now())

    if form.attempt(back):
        flash(_("You no longer stand aside from idea %(number)s.", number=number), "ok")
        return go(url_for("judging.declare", contest=contest.slug, _anchor="aside"))
    return ties_page(contest, judge, refused=(conflict, form))

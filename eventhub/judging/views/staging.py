"""The page of a jury in two stages: the line after the first, and the opening of the second."""

from flask import flash, request, url_for
from flask_babel import ngettext
from flask_login import current_user
from werkzeug.wrappers import Response

from eventhub import clock
from eventhub.contests.models import Contest
from eventhub.errors import DomainError
from eventhub.judging import queries
from eventhub.judging.blueprint import blueprint
from eventhub.judging.operations import staging
from eventhub.judging.permissions import Permission
from eventhub.judging.telling.staging import stage_of
from eventhub.permissions import requires
from eventhub.transaction import savepoint
from eventhub.web.pages import go, page


@blueprint.get("/work/contests/<contest>/jury/stages")
@requires(Permission.RUN_JURY, of="contest")
def stages(contest: Contest) -> Response:
    """Where the line runs, and who would judge more."""
    settings = queries.settings_of(contest)
    return page("judging/stages.html", contest=contest, settings=settings, stage=stage_of(contest, settings))


@blueprint.post("/work/contests/<contest>/jury/stages")
@requires(Permission.RUN_JURY, of="contest")
def open_second(contest: Contest) -> Response:
    """Close the first stage, give the sheets of the second."""
    seen, is_early = request.form.get("seen", ""), request.form.get("is_early") is not None
    try:
        with savepoint():
            row = staging.open_second(current_user, contest, seen, clock.now(), is_early=is_early)
    except DomainError as refusal:
        flash(str(refusal), "no")
    else:
        many = len(row.borderline or ())
        flash(
            ngettext(
                "The second stage is open: %(num)d idea has more sheets.",
                "The second stage is open: %(num)d ideas have more sheets.",
                many,
            ),
            "ok",
        )
    return go(url_for("judging.stages", contest=contest.slug))

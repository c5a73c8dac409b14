"""Allocating and publishing, for the organizer."""

from flask import flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from eventhub import clock
from eventhub.background import enqueue
from eventhub.booths import drawing, forms, jobs, lottery
from eventhub.booths.blueprint import blueprint
from eventhub.booths.models import AllocationRun
from eventhub.booths.operations import offers, running
from eventhub.booths.permissions import Permission
from eventhub.booths.queries import instances, lists, plans, runs
from eventhub.booths.queries.cohorts import cohort_by_public_id, cohorts_of
from eventhub.booths.states import ApplicationState, RunState
from eventhub.booths.views import publishing
from eventhub.fairs.models import Edition
from eventhub.permissions import requires
from eventhub.web.forms import Form
from eventhub.web.pages import go, page

INLINE_FILES = 120
"""A fair with at most this many files is allocated while the organizer waits …"""
INLINE_SECONDS = 4
"""… for at most so long; a larger one by a job …"""
LATER_SECONDS = 30
"""… for so long, unless somebody chose a time."""


@blueprint.get("/work/e/<edition>/plan/allocation")
@requires(Permission.ALLOCATE, of="edition")
def allocation(edition: Edition) -> Response:
    """The proposal: who, where, why not, on the map and as a list."""
    return show_allocation(edition)


def show_allocation(edition: Edition, refused: Form | None = None) -> Response:
    """The proposal; after a refusal with its sentence."""
    found = plans.plan_of(edition)
    rows = lists.decided(edition)
    cohorts = cohorts_of(edition)
    cohort = cohort_by_public_id(request.args.get("cohort", ""), {"edition": edition})
    run_form = forms.RunForm(formdata=None)
    by_state = {state: [row for row in rows if row.state == state] for state in ApplicationState}
    return page(
        "booths/allocation.html",
        form=refused,
        edition=edition,
        plan=found,
        stands=drawing.stands(plans.board(edition)) if found else [],
        ground=drawing.ground_of(found) if found else None,
        by_state=by_state,
        labels=lists.labels_by_application(edition),
        awaiting=len(instances.subjects(edition, cohort)),
        run_form=run_form,
        living=runs.living(edition),
        run=runs.proposal(edition, cohort),
        cohort=cohort,
        cohorts=cohorts,
        unpublished=len([row for row in rows if row.state != row.published_state]),
        name_of=plans.name_of,
        S=ApplicationState,
    )


@blueprint.post("/work/e/<edition>/plan/allocate")
@requires(Permission.ALLOCATE, of="edition")
def allocate(edition: Edition) -> Response:
    """Let the solver search: at once for a small fair, else by a job whose page shows how it goes."""
    form = forms.RunForm()
    started = form.attempt(lambda: _start(edition, form))
    if started is None:
        return show_allocation(edition, form)
    if started.state != RunState.DONE:
        return go(url_for("booths.allocation_run", edition=edition.slug, allocation_run=started.public_id))
    flash(_("The stands were allocated. Look at the proposal, then publish it."), "ok")
    cohort = started.cohort.public_id if started.cohort else None
    return go(url_for("booths.allocation", edition=edition.slug, cohort=cohort))


def _start(edition: Edition, form: forms.RunForm) -> AllocationRun:
    """A run: done already for a small fair in a hurry, else waiting for its worker; one press counts."""
    at = clock.now()
    cohort = cohort_by_public_id(form.cohort.data or "", {"edition": edition})
    is_small = len(instances.subjects(edition, cohort)) <= INLINE_FILES
    asked = form.seconds.data or forms.NOW
    seconds = LATER_SECONDS if asked == forms.NOW else int(asked)
    seed = lottery.new_seed() if form.draw_again.data else None
    run = running.start(current_user, edition, at, seconds=seconds, seed=seed, cohort=cohort)
    if run.created_at != at:
        return run
    if asked == forms.NOW and is_small:
        return running.run_now(current_user, run, at, seconds=INLINE_SECONDS)
    enqueue(jobs.allocate, run.id)
    return run


@blueprint.route("/work/e/<edition>/plan/publish", methods=["GET", "POST"])
@requires(Permission.PUBLISH, of="edition")
def publish(edition: Edition) -> Response:
    """Everything that would be published, then publishing it in one act."""
    form = forms.EmptyForm()
    if form.is_submitted() and (
        done := form.attempt(lambda: offers.publish(current_user, edition, clock.now()))
    ):
        flash(_("%(count)d decisions were published.", count=sum(done.values())), "ok")
        return go(url_for("booths.allocation", edition=edition.slug))
    return publishing.show(edition, form)

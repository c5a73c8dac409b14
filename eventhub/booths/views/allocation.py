"""Allocating and publishing, for the organizer."""

from flask import flash, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from eventhub import clock
from eventhub.background import enqueue
from eventhub.booths import drawing, forms, jobs
from eventhub.booths.blueprint import blueprint
from eventhub.booths.operations import allocating, offers
from eventhub.booths.permissions import Permission
from eventhub.booths.queries import instances, lists, plans
from eventhub.booths.states import ApplicationState
from eventhub.booths.views import publishing
from eventhub.fairs.models import Edition
from eventhub.permissions import requires
from eventhub.web.forms import Form
from eventhub.web.pages import go, page

INLINE_FILES = 120
"""A fair with at most this many files is allocated while the organizer waits …"""
INLINE_SECONDS = 4
"""… for at most so long; a larger one by a job."""


@blueprint.get("/work/e/<edition>/plan/allocation")
@requires(Permission.ALLOCATE, of="edition")
def allocation(edition: Edition) -> Response:
    """The proposal: who, where, why not, on the map and as a list."""
    return show_allocation(edition)


def show_allocation(edition: Edition, refused: Form | None = None) -> Response:
    """The proposal; after a refusal with its sentence."""
    found = plans.plan_of(edition)
    rows = lists.decided(edition)
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
        awaiting=len(instances.subjects(edition)),
        unpublished=len([row for row in rows if row.state != row.published_state]),
        name_of=plans.name_of,
        S=ApplicationState,
    )


@blueprint.post("/work/e/<edition>/plan/allocate")
@requires(Permission.ALLOCATE, of="edition")
def allocate(edition: Edition) -> Response:
    """Let the solver propose: at once for a small fair, else by a job."""
    form = forms.EmptyForm()

    def propose() -> bool:
        allocating.refuse_unready(edition)
        if len(instances.subjects(edition)) <= INLINE_FILES:
            allocating.allocate(current_user, edition, clock.now(), seconds=INLINE_SECONDS)
            flash(_("The stands were allocated. Look at the proposal, then publish it."), "ok")
        else:
            enqueue(jobs.allocate, edition.id, current_user.id)
            flash(_("The stands are being allocated: the proposal is here in a minute."), "info")
        return True

    if not form.attempt(propose):
        return show_allocation(edition, form)
    return go(url_for("booths.allocation", edition=edition.slug))


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

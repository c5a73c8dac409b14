"""Allocating and publishing, for the organizer."""

from collections.abc import Callable, Sequence
from typing import Any

from flask import flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from eventhub import clock
from eventhub.background import enqueue
from eventhub.booths import exporting, forms, jobs, lottery, phrases, picture, proposing
from eventhub.booths.blueprint import blueprint
from eventhub.booths.models import AllocationRun, Application, Booth, Cohort, Plan
from eventhub.booths.operations import explaining, offers, running
from eventhub.booths.permissions import Permission
from eventhub.booths.queries import hands, instances, lists, plans, proposals, runs
from eventhub.booths.queries.cohorts import cohort_by_public_id, cohorts_of
from eventhub.booths.queries.proposals import Which
from eventhub.booths.states import ApplicationState, RunState
from eventhub.booths.views import publishing
from eventhub.fairs.models import Edition
from eventhub.permissions import requires
from eventhub.web.forms import Form
from eventhub.web.pages import go, page
from eventhub.web.spreadsheets import spreadsheet

_S = ApplicationState

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
    cohort = cohort_by_public_id(request.args.get("cohort", ""), {"edition": edition})
    which = proposals.Which(cohort, request.args.get("q", ""))
    board = plans.board(edition, days=cohort) if found else []
    booth = plans.booth_by_label(edition, request.args.get("stand", ""))
    return page(
        "booths/allocation.html",
        form=refused,
        edition=edition,
        plan=found,
        **_drawing(edition, found, board, _to_stand(edition, cohort), _chosen(edition, booth, which)),
        **_lists(edition, which),
        awaiting=len(instances.subjects(edition, cohort)),
        run_form=forms.RunForm(formdata=None),
        living=runs.living(edition),
        run=runs.proposal(edition, cohort),
        cohort=cohort,
        cohorts=cohorts_of(edition),
        cohort_tabs=_cohort_tabs(edition, cohort),
        booth=booth,
        holds=plans.holds_of(booth) if booth else [],
        here=explaining.why_here(edition, booth) if booth else [],
        placeable=lists.placeable(edition) if booth else [],
        last_edit=hands.last_edit(edition),
        q=which.q,
        name_of=plans.name_of,
        S=ApplicationState,
    )


def _drawing(
    edition: Edition,
    found: Plan | None,
    board: Sequence[Any],
    href_of: Callable[[Any], str],
    chosen: frozenset[str],
) -> dict[str, Any]:
    """The proposal on the plan, with its legend; nothing while no plan is drawn."""
    if found is None:
        return {"stands": []}
    stands = proposing.drawn(board, href_of, chosen)
    name = _("Plan of %(name)s", name=edition.name)
    return {
        "stands": stands,
        "drawing": picture.svg("proposal", stands, found, label=name),
        "map_name": name,
        "legend": proposing.legend(board),
        "picture": picture,
    }


def _cohort_tabs(edition: Edition, chosen: Cohort | None) -> list[dict[str, Any]]:
    return [
        {
            "text": str(each.name),
            "href": url_for("booths.allocation", edition=edition.slug, cohort=each.public_id),
            "current": chosen is not None and each.id == chosen.id,
        }
        for each in cohorts_of(edition)
    ]


def _to_stand(edition: Edition, cohort: Cohort | None) -> Callable[[Any], str]:
    address = url_for(
        "booths.allocation", edition=edition.slug, cohort=cohort.public_id if cohort else None, stand="~"
    )
    return lambda row: address.replace("~", row.label) + "#stand"


def _chosen(edition: Edition, booth: Booth | None, which: Which) -> frozenset[str]:
    """The labels that stand out: the chosen stand, and those of who was looked for."""
    return proposals.stands_of(edition, which) | ({booth.label} if booth else frozenset())


def _lists(edition: Edition, which: Which) -> dict[str, Any]:
    """The figures of the proposal, and one page of the list that is asked for (the first that has any)."""
    counts = proposals.counts(edition, which)
    asked = request.args.get("list", "")
    first = next((state for state in proposals.LISTS if counts.by_state.get(state)), _S.SELECTED)
    shown = asked if asked in proposals.LISTS else first
    found = proposals.listed(edition, which, shown)
    kept: dict[str, Any] = {"edition": edition.slug, "q": which.q or None, "list": shown}
    kept["cohort"] = which.cohort.public_id if which.cohort else None
    return {
        "counts": counts.by_state,
        "unpublished": counts.unpublished,
        "causes": counts.causes,
        "shown": shown,
        "slice": found,
        "kept": kept,
        "list_tabs": [
            {
                "text": phrases.STATES[state],
                "count": counts.by_state.get(state, 0),
                "href": url_for("booths.allocation", **(kept | {"list": str(state)})) + "#lists",
                "current": state == shown,
            }
            for state in proposals.LISTS
        ],
        "labels": lists.labels_by_application(edition, [row.id for row in found.rows]),
    }


@blueprint.get("/work/e/<edition>/plan/why/<application>")
@requires(Permission.ALLOCATE, of="edition")
def why(edition: Edition, application: Application) -> Response:
    """Why one file stands where it stands, or why not and what it would take."""
    return page(
        "booths/why.html",
        edition=edition,
        file=application,
        holds=plans.holds_for(application),
        **explaining.explained(edition, application),
    )


@blueprint.get("/work/e/<edition>/plan/allocation.<any(csv,xlsx):form>")
@requires(Permission.ALLOCATE, of="edition")
def export_allocation(edition: Edition, form: str) -> Response:
    """The proposal as a file for a spreadsheet: who, where, or why not."""
    labels = lists.labels_by_application(edition)
    table = exporting.decisions(lists.decided(edition), labels)
    name = f"allocation-{edition.slug}.{form}"
    return spreadsheet(exporting.decision_heads(), table, name, title=str(edition.name))


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

"""Repairing a published plan: stands lost or free, the fewest moves, who is taken, then all at once."""

from flask import flash, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user
from werkzeug.wrappers import Response

from eventhub import clock
from eventhub.background import enqueue
from eventhub.booths import forms, jobs
from eventhub.booths.blueprint import blueprint
from eventhub.booths.models import AllocationRun, Booth
from eventhub.booths.operations import repairing, running, unrepairing
from eventhub.booths.permissions import Permission
from eventhub.booths.queries import applications, instances, plans, runs
from eventhub.booths.states import RunKind, RunState
from eventhub.booths.views.allocation import INLINE_FILES, INLINE_SECONDS
from eventhub.fairs.models import Edition
from eventhub.permissions import requires
from eventhub.web.forms import Form
from eventhub.web.pages import go, page, portion

JOB_SECONDS = 30
NOTHING = repairing.Outcome([], [], is_current=False)


@blueprint.get("/work/e/<edition>/plan/repair")
@requires(Permission.ALLOCATE, of="edition")
def repair(edition: Edition) -> Response:
    """Who needs another stand, and what the last repair would move."""
    return _show(edition)


def _show(edition: Edition, refused: Form | None = None) -> Response:
    run = runs.last_repair(edition)
    is_open = run is not None and run.state == RunState.DONE and not run.is_proposal
    found = repairing.outcome_of(run) if run is not None and is_open else NOTHING
    in_line = instances.waiting_of(edition)
    made = runs.made_repair(edition)
    return page(
        "booths/repair.html",
        form=refused,
        edition=edition,
        run=run,
        outcome=found,
        moves=portion(found.moves, lambda move: move.file.public_id, "moves"),
        taken=portion(found.taken, lambda step: step.file.public_id, "taken"),
        told=[move for move in found.moves if move.after],
        offered=[step for step in found.taken if step.booths],
        words_of=repairing.words,
        reachable=applications.reachable(
            [
                *(move.file for move in found.moves if move.is_known and move.after),
                *(step.file for step in found.taken if step.booths),
            ]
        ),
        homeless=plans.on_lost_stands(edition),
        in_line=in_line,
        free=len(plans.free_booths(edition)) if in_line else 0,
        living=runs.living(edition),
        made=made,
        undoing=unrepairing.undoing_of(made) if made is not None else None,
    )


@blueprint.post("/work/e/<edition>/plan/repair/search")
@requires(Permission.ALLOCATE, of="edition")
def search_repair(edition: Edition) -> Response:
    """Search the fewest moves, and who can be taken if asked: at once for a small fair, else by a job."""
    form = forms.EmptyForm()
    takes_waiting = request.form.get("waiting") == "yes"

    def start() -> AllocationRun:
        at = clock.now()
        run = running.start(
            current_user, edition, at, seconds=JOB_SECONDS, kind=RunKind.REPAIR, takes_waiting=takes_waiting
        )
        if run.created_at != at:
            return run
        count = plans.holders_count(edition)
        if count + (len(instances.waiting_of(edition)) if takes_waiting else 0) <= INLINE_FILES:
            return running.run_now(current_user, run, at, seconds=INLINE_SECONDS)
        enqueue(jobs.allocate, run.id)
        return run

    run = form.attempt(start)
    if run is None:
        return _show(edition, form)
    if run.state != RunState.DONE:
        return go(url_for("booths.allocation_run", edition=edition.slug, allocation_run=run.public_id))
    return go(url_for("booths.repair", edition=edition.slug))


@blueprint.post("/work/e/<edition>/plan/runs/<allocation_run>/apply")
@requires(Permission.ALLOCATE, of="edition")
def apply_repair(edition: Edition, allocation_run: AllocationRun) -> Response:
    """Make the moves of a repair, offer to those it takes, and tell those they concern."""
    form = forms.EmptyForm()
    done = form.attempt(lambda: (repairing.apply_moves(current_user, allocation_run, clock.now()),))
    if done is None:
        return _show(edition, form)
    moved, offered = done[0]
    if moved or not offered:
        count = len(moved)
        flash(ngettext("%(num)s exhibitor was moved.", "%(num)s exhibitors were moved.", count), "ok")
    if offered:
        flash(
            ngettext(
                "%(num)s exhibitor of the waiting list was offered a stand.",
                "%(num)s exhibitors of the waiting list were offered a stand.",
                len(offered),
            ),
            "ok",
        )
    return go(url_for("booths.repair", edition=edition.slug))


@blueprint.post("/work/e/<edition>/plan/runs/<allocation_run>/undo")
@requires(Permission.ALLOCATE, of="edition")
def undo_repair(edition: Edition, allocation_run: AllocationRun) -> Response:
    """Put everybody back where they were before a repair, and tell them."""
    form = forms.EmptyForm()
    if form.attempt(lambda: unrepairing.undo(current_user, allocation_run, clock.now())) is None:
        return _show(edition, form)
    flash(_("The repair was taken back: everybody stands where they stood before."), "ok")
    return go(url_for("booths.repair", edition=edition.slug))


@blueprint.post("/work/e/<edition>/plan/<booth>/lose")
@requires(Permission.BLOCK_BOOTH, of="edition")
def lose_booth(edition: Edition, booth: Booth) -> Response:
    """Take a stand out of use although somebody holds it."""
    form = forms.EmptyForm()
    if form.attempt(lambda: repairing.lose(current_user, booth, clock.now())) is None:
        return _show(edition, form)
    flash(_("Stand %(label)s is lost. Search a repair for its exhibitor.", label=booth.label), "wait")
    return go(url_for("booths.repair", edition=edition.slug))

"""Repairing a published plan: stands lost, the fewest moves, each with its message, then all at once."""

from flask import flash, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user
from werkzeug.wrappers import Response

from eventhub import clock
from eventhub.background import enqueue
from eventhub.booths import forms, jobs
from eventhub.booths.blueprint import blueprint
from eventhub.booths.models import AllocationRun, Booth
from eventhub.booths.operations import repairing, running
from eventhub.booths.permissions import Permission
from eventhub.booths.queries import applications, plans, runs
from eventhub.booths.states import RunKind, RunState
from eventhub.booths.views.allocation import INLINE_FILES, INLINE_SECONDS
from eventhub.fairs.models import Edition
from eventhub.permissions import requires
from eventhub.web.forms import Form
from eventhub.web.pages import go, page

JOB_SECONDS = 30


@blueprint.get("/work/e/<edition>/plan/repair")
@requires(Permission.ALLOCATE, of="edition")
def repair(edition: Edition) -> Response:
    """Who needs another stand, and what the last repair would move."""
    return _show(edition)


def _show(edition: Edition, refused: Form | None = None) -> Response:
    run = runs.last_repair(edition)
    moves = repairing.moves_of(run) if run and run.state == RunState.DONE and not run.is_proposal else []
    return page(
        "booths/repair.html",
        form=refused,
        edition=edition,
        run=run,
        is_current=run is not None and run.state == RunState.DONE and repairing.is_current(run),
        moves=moves,
        words_of=repairing.words,
        reachable=applications.reachable([move.file for move in moves if move.is_known and move.after]),
        homeless=plans.on_lost_stands(edition),
        living=runs.living(edition),
    )


@blueprint.post("/work/e/<edition>/plan/repair/search")
@requires(Permission.ALLOCATE, of="edition")
def search_repair(edition: Edition) -> Response:
    """Search the fewest moves: at once for a small fair, else by a job."""
    form = forms.EmptyForm()

    def start() -> AllocationRun:
        at = clock.now()
        run = running.start(current_user, edition, at, seconds=JOB_SECONDS, kind=RunKind.REPAIR)
        if run.created_at != at:
            return run
        if plans.holders_count(edition) <= INLINE_FILES:
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
    """Make the moves of a repair and tell those they concern."""
    form = forms.EmptyForm()
    done = form.attempt(lambda: (repairing.apply_moves(current_user, allocation_run, clock.now()),))
    if done is None:
        return _show(edition, form)
    count = len(done[0])
    flash(ngettext("%(num)s exhibitor was moved.", "%(num)s exhibitors were moved.", count), "ok")
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

"""Runs of the solver: the list, one run as it goes, two side by side, the files that repeat one."""

from typing import Any

from flask import flash, jsonify, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from eventhub import clock
from eventhub.booths import comparing, courses, forms, lottery, phrases
from eventhub.booths.allocation.instance import SOLUTION_FORMAT
from eventhub.booths.blueprint import blueprint
from eventhub.booths.models import AllocationRun
from eventhub.booths.operations import allocating, running
from eventhub.booths.permissions import Permission
from eventhub.booths.queries import runs
from eventhub.booths.states import Wish
from eventhub.fairs.models import Edition
from eventhub.permissions import requires
from eventhub.web.forms import Form
from eventhub.web.pages import go, page

MOST_DRAWN = 400
"""So many of the order drawn are shown; the rest is in the downloaded instance."""


@blueprint.get("/work/e/<edition>/plan/runs")
@requires(Permission.ALLOCATE, of="edition")
def allocation_runs(edition: Edition) -> Response:
    """Every search of this edition, newest first: what was drawn and what came of it."""
    return page(
        "booths/runs.html",
        edition=edition,
        slice=runs.listed(edition),
        total=runs.last_number(edition),
    )


@blueprint.get("/work/e/<edition>/plan/runs/<allocation_run>")
@requires(Permission.ALLOCATE, of="edition")
def allocation_run(edition: Edition, allocation_run: AllocationRun) -> Response:
    """One search: how it goes while it goes, then its levels, its draw and how to repeat it."""
    return show_run(edition, allocation_run)


def show_run(edition: Edition, run: AllocationRun, refused: Form | None = None) -> Response:
    """The page of a run; after a refusal with its sentence."""
    instance = run.instance or {}
    return page(
        "booths/run.html",
        form=refused,
        edition=edition,
        run=run,
        course=_course(run),
        is_alive=run.state in runs.LIVING_RUN,
        equals=_equals(instance),
        called={each["id"]: each["name"] for each in instance.get("applications", ())},
        others=runs.others_done(run),
        WIDTH=courses.WIDTH,
        HEIGHT=courses.HEIGHT,
    )


def _course(run: AllocationRun) -> dict[str, Any]:
    """Lines, seconds gone and left."""
    names = [level["name"] for level in (run.instance or {}).get("rules", {}).get("levels", ())]
    end = run.ended_at or clock.now()
    gone = (end - run.started_at).total_seconds() if run.started_at else 0.0
    is_over = run.state not in runs.LIVING_RUN
    return {
        "lines": courses.lines(names, run.progress, gone if is_over else float(run.seconds)),
        "gone": min(gone, float(run.seconds)) if not is_over else gone,
        "left": max(run.seconds - gone, 0.0),
        "step": phrases.SEARCH_STEPS.get(run.progress[-1]["step"], "") if run.progress else "",
    }


def _equals(instance: dict[str, Any]) -> list[list[str]]:
    """Files of the same priority and score, each group in the order drawn, largest first."""
    groups: dict[tuple[int, float], list[str]] = {}
    for each in instance.get("applications", ()):
        groups.setdefault((each["tier"], each["score"]), []).append(each["id"])
    return sorted((sorted(group) for group in groups.values() if len(group) > 1), key=len, reverse=True)[
        :MOST_DRAWN
    ]


@blueprint.get("/work/e/<edition>/plan/runs/<allocation_run>/progress.json")
@requires(Permission.ALLOCATE, of="edition")
def run_progress(edition: Edition, allocation_run: AllocationRun) -> Any:
    """How far a search is, for the page that shows it."""
    del edition
    course = _course(allocation_run)
    return jsonify(
        state=allocation_run.state,
        is_over=allocation_run.state not in runs.LIVING_RUN,
        gone=round(course["gone"]),
        left=round(course["left"]),
        step=str(course["step"]),
        lines=[
            {
                "name": line.name,
                "value": round(line.value, 1),
                "points": line.points,
                "words": str(phrases.how_sure(line)),
            }
            for line in course["lines"]
        ],
    )


@blueprint.post("/work/e/<edition>/plan/runs/<allocation_run>/stop")
@requires(Permission.ALLOCATE, of="edition")
def stop_run(edition: Edition, allocation_run: AllocationRun) -> Response:
    """End a search with the best it has: as the proposal, or kept aside."""
    form = forms.WishForm()

    def end() -> bool:
        running.stop(current_user, allocation_run, Wish(form.wish.data), clock.now())
        return True

    if not form.attempt(end):
        return show_run(edition, allocation_run, form)
    return go(url_for("booths.allocation_run", edition=edition.slug, allocation_run=allocation_run.public_id))


@blueprint.post("/work/e/<edition>/plan/runs/<allocation_run>/choose")
@requires(Permission.ALLOCATE, of="edition")
def choose_run(edition: Edition, allocation_run: AllocationRun) -> Response:
    """Make what a search found the proposal."""
    form = forms.EmptyForm()

    def choose() -> bool:
        allocating.choose(current_user, allocation_run, clock.now())
        return True

    if not form.attempt(choose):
        return show_run(edition, allocation_run, form)
    flash(_("Search %(number)d is the proposal now.", number=allocation_run.number), "ok")
    return go(url_for("booths.allocation", edition=edition.slug))


@blueprint.get("/work/e/<edition>/plan/runs/<allocation_run>/compare")
@requires(Permission.ALLOCATE, of="edition")
def compare_runs(edition: Edition, allocation_run: AllocationRun) -> Response:
    """Two searches side by side: who gained, who lost, who moved, and the levels."""
    others = runs.others_done(allocation_run)
    asked = request.args.get("with", "")
    found = next((other for other in others if other.public_id == asked), others[0] if others else None)
    other = runs.run_by_public_id(found.public_id, {"edition": edition}) if found else None
    return page(
        "booths/compare.html",
        edition=edition,
        run=allocation_run,
        other=other,
        others=others,
        difference=comparing.difference(_plan_of(other), _plan_of(allocation_run)) if other else None,
        called=_called(allocation_run) | (_called(other) if other else {}),
    )


def _plan_of(run: AllocationRun) -> comparing.Found:
    return comparing.Found(
        {lottery.file_of(name): tuple(booths) for name, booths in (run.assignments or {}).items()},
        frozenset(_called(run)),
        [(level["name"], level["value"]) for level in run.levels or ()],
    )


def _called(run: AllocationRun) -> dict[str, str]:
    applications = (run.instance or {}).get("applications", ())
    return {lottery.file_of(each["id"]): each["name"] for each in applications}


@blueprint.get("/work/e/<edition>/plan/runs/<allocation_run>/instance.json")
@requires(Permission.ALLOCATE, of="edition")
def run_instance(edition: Edition, allocation_run: AllocationRun) -> Any:
    """What the solver was given, as `eventhub allocate` reads it."""
    return _download(allocation_run.instance or {}, f"instance-{edition.slug}-{allocation_run.number}.json")


@blueprint.get("/work/e/<edition>/plan/runs/<allocation_run>/solution.json")
@requires(Permission.ALLOCATE, of="edition")
def run_solution(edition: Edition, allocation_run: AllocationRun) -> Any:
    """What the solver found, as `eventhub allocate --check` reads it."""
    document = {
        "format": SOLUTION_FORMAT,
        "instance": (allocation_run.instance or {}).get("name", edition.slug),
        "assignments": allocation_run.assignments or {},
        "explanations": {name: {"blocked": why} for name, why in (allocation_run.explanations or {}).items()},
    }
    return _download(document, f"solution-{edition.slug}-{allocation_run.number}.json")


def _download(document: dict[str, Any], name: str) -> Any:
    response = jsonify(document)
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response

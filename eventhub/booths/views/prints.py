"""The plan on paper and as a file: asked for, made at once or by a worker, fetched."""

from typing import Any

from flask import abort, request, url_for
from werkzeug.wrappers import Response

from eventhub import background
from eventhub.booths import jobs, own_stand, paper, plan_printing
from eventhub.booths.blueprint import blueprint
from eventhub.booths.models import Application
from eventhub.booths.permissions import Permission
from eventhub.booths.queries import plans
from eventhub.booths.states import COMING, ApplicationState
from eventhub.fairs.models import Edition
from eventhub.i18n import current_language, speaking
from eventhub.permissions import requires
from eventhub.web.pages import go, page


def _asked() -> dict[str, Any]:
    """The size and language asked for; unknown ones are A4 and the reader's."""
    size, language = request.values.get("size", ""), request.values.get("lang", "")
    spoken = current_language() if current_language() in plan_printing.LANGUAGES else "ar"
    return {
        "size": size if size in paper.SIZES else "a4",
        "lang": language if language in plan_printing.LANGUAGES else spoken,
    }


def _contents(edition: Edition) -> plan_printing.Contents:
    found = plan_printing.contents(edition)
    if found is None:
        abort(404)
    return found


@blueprint.post("/work/e/<edition>/plan/print")
@requires(Permission.SEE_PLAN, of="edition")
def print_plan(edition: Edition) -> Response:
    """Ask for a print: a large fair's is made by a worker."""
    asked, found = _asked(), _contents(edition)
    if plan_printing.is_ready(edition, found, **asked):
        return go(url_for("booths.plan_pdf", edition=edition.slug, **asked))
    background.enqueue(jobs.print_plan, edition.id, asked["size"], asked["lang"])
    return go(url_for("booths.plan_print", edition=edition.slug, **asked))


@blueprint.get("/work/e/<edition>/plan/print")
@requires(Permission.SEE_PLAN, of="edition")
def plan_print(edition: Edition) -> Response:
    """How far a print is."""
    asked, found = _asked(), _contents(edition)
    is_done = plan_printing.is_ready(edition, found, **asked)
    return page("booths/plan_print.html", edition=edition, is_done=is_done, asked=asked)


@blueprint.get("/work/e/<edition>/plan/print.pdf")
@requires(Permission.SEE_PLAN, of="edition")
def plan_pdf(edition: Edition) -> Response:
    """The plan on paper; a large one that nobody made yet is asked for on its page."""
    asked, found = _asked(), _contents(edition)
    if not plan_printing.is_ready(edition, found, **asked):
        return go(url_for("booths.plan_print", edition=edition.slug, **asked))
    content = plan_printing.made(edition, found, **asked)
    return _file(content, "application/pdf", f"plan-{edition.slug}-{asked['size']}-{asked['lang']}.pdf")


@blueprint.get("/work/e/<edition>/plan.svg")
@requires(Permission.SEE_PLAN, of="edition")
def plan_svg(edition: Edition) -> Response:
    """The plan as a drawing, in metres."""
    content = plan_printing.svg_file(edition, _contents(edition))
    return _file(content, "image/svg+xml", f"plan-{edition.slug}.svg")


def _own(application: Application) -> own_stand.OwnStand:
    """The exhibitor's stands, once they were told of them."""
    state = ApplicationState(application.published_state)
    holds = plans.holds_for(application) if state in COMING | {ApplicationState.SELECTED} else []
    found = own_stand.own_stand(application.edition, holds)
    if found is None:
        abort(404)
    return found


@blueprint.get("/applications/<application>/stand.pdf")
@requires(Permission.SEE_APPLICATION, of="application")
def stand_sheet(application: Application) -> Response:
    """The exhibitor's own sheet: A4, or A5 for the car."""
    size = "a5" if request.args.get("size") == "a5" else "a4"
    language = _asked()["lang"]
    with speaking(language):
        own = _own(application)
    content = own_stand.pdf(application.edition, own, str(application.cooperative.name), size, language)
    return _file(content, "application/pdf", f"stand-{own.booths[0].label}.pdf")


@blueprint.get("/applications/<application>/stand.svg")
@requires(Permission.SEE_APPLICATION, of="application")
def stand_picture(application: Application) -> Response:
    """The map with the exhibitor's stand, to keep or share."""
    own = _own(application)
    return _file(own_stand.svg_file(application.edition, own), "image/svg+xml", "stand.svg")


def _file(content: Any, kind: str, name: str) -> Response:
    response = Response(content, content_type=kind)
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response

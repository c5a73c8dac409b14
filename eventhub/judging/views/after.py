"""Pages of what is printed once results are out: letters to entrants, certificates, thanks to judges."""

from collections.abc import Callable
from typing import Any

from flask import url_for
from werkzeug.wrappers import Response

from eventhub.background import enqueue
from eventhub.contests.models import Contest
from eventhub.judging import jobs
from eventhub.judging.blueprint import blueprint
from eventhub.judging.papers import diplomas, letters, thanks
from eventhub.judging.papers.binding import Binding
from eventhub.judging.permissions import Permission
from eventhub.judging.views.paper import sent_pdf
from eventhub.permissions import requires
from eventhub.web.pages import go, page

PAPERS: dict[str, tuple[Callable[[Contest], Binding], Any]] = {
    "letters": (letters.binding_of, jobs.print_letters),
    "rectified": (letters.binding_of_changed, jobs.print_rectified),
    "certificates": (diplomas.binding_of, jobs.print_certificates),
    "thanks": (thanks.binding_of, jobs.print_thanks),
}
"""By name: what is bound, and the job that makes a part of it."""


def _how_far(contest: Contest, printed: str, **more: Any) -> str:
    return url_for("judging.after", contest=contest.slug, printed=printed, **more)


def _binding(contest: Contest, printed: str) -> Binding | None:
    """What is asked for; None before the results are out, or when nobody has a place."""
    found = PAPERS[printed][0](contest) if contest.published_at is not None else None
    return found if found is not None and found.parts else None


def _not_yet(contest: Contest) -> Response:
    return go(url_for("judging.ranking", contest=contest.slug))


@blueprint.get("/work/contests/<contest>/<any(letters, rectified, certificates, thanks):printed>.pdf")
@requires(Permission.PUBLISH, of="contest")
def after_pdf(contest: Contest, printed: str) -> Response:
    """A letter or a certificate for each entrant by their places, or thanks to each judge, a page each."""
    found = _binding(contest, printed)
    if found is None:
        return _not_yet(contest)
    if not found.is_ready:
        return go(_how_far(contest, printed))
    return sent_pdf(found.bound(), f"{printed}-{contest.slug}.pdf")


@blueprint.get("/work/contests/<contest>/<any(letters, rectified, certificates, thanks):printed>")
@requires(Permission.PUBLISH, of="contest")
def after(contest: Contest, printed: str) -> Response:
    """How far a large print is."""
    found = _binding(contest, printed)
    if found is None:
        return _not_yet(contest)
    return page("judging/after.html", contest=contest, found=found, printed=printed)


@blueprint.post("/work/contests/<contest>/<any(letters, rectified, certificates, thanks):printed>")
@requires(Permission.PUBLISH, of="contest")
def print_after(contest: Contest, printed: str) -> Response:
    """Let workers make them, part by part."""
    found = _binding(contest, printed)
    if found is None:
        return _not_yet(contest)
    for part in [] if found.is_small else found.missing:
        enqueue(PAPERS[printed][1], contest.id, part.number)
    return go(_how_far(contest, printed, now=1))

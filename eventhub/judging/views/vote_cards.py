"""The people's vote as its organizer sees it: whether it is open, how many voted, the codes to print."""

from flask import url_for
from werkzeug.wrappers import Response

from eventhub import clock
from eventhub.background import enqueue
from eventhub.contests.models import Contest
from eventhub.judging import jobs, queries
from eventhub.judging.blueprint import blueprint
from eventhub.judging.operations import public_voting
from eventhub.judging.papers import vote_cards
from eventhub.judging.permissions import Permission
from eventhub.judging.views.paper import sent_pdf
from eventhub.permissions import requires
from eventhub.web.pages import go, page


@blueprint.get("/work/contests/<contest>/jury/people")
@requires(Permission.RUN_JURY, of="contest")
def people_work(contest: Contest) -> Response:
    """How the vote of the public stands, and what is printed for it."""
    at, until = clock.now(), queries.settings_of(contest).public_vote_until
    return page(
        "judging/people_work.html",
        contest=contest,
        until=until,
        is_open=public_voting.is_open(contest, at),
        is_over=until is not None and at >= until,
        count=sum(public_voting.votes_of(contest).values()),
        ideas=len(queries.eligible_ideas(contest)),
    )


@blueprint.get("/work/contests/<contest>/jury/people/<any(cards, posters):size>.pdf")
@requires(Permission.RUN_JURY, of="contest")
def vote_cards_pdf(contest: Contest, size: str) -> Response:
    """The codes of the ideas, four to a sheet or a page each."""
    found = vote_cards.binding_of(contest, size)
    if not found.parts:
        return _home(contest)
    if not found.is_ready:
        return go(url_for("judging.vote_cards", contest=contest.slug, size=size))
    return sent_pdf(found.bound(), f"vote-{size}-{contest.slug}.pdf")


@blueprint.get("/work/contests/<contest>/jury/people/<any(cards, posters):size>", endpoint="vote_cards")
@requires(Permission.RUN_JURY, of="contest")
def vote_cards_print(contest: Contest, size: str) -> Response:
    """How far a large print is."""
    found = vote_cards.binding_of(contest, size)
    if not found.parts:
        return _home(contest)
    return page("judging/vote_cards.html", contest=contest, found=found, size=size)


@blueprint.post("/work/contests/<contest>/jury/people/<any(cards, posters):size>")
@requires(Permission.RUN_JURY, of="contest")
def print_vote_cards(contest: Contest, size: str) -> Response:
    """Let workers make them, part by part."""
    found = vote_cards.binding_of(contest, size)
    for part in [] if found.is_small else found.missing:
        enqueue(jobs.print_vote_cards, contest.id, part.number, size)
    return go(url_for("judging.vote_cards", contest=contest.slug, size=size, now=1))


def _home(contest: Contest) -> Response:
    return go(url_for("judging.people_work", contest=contest.slug))

"""Pages of coaching for those who entered ideas: sessions to book, and those one has booked."""

from collections.abc import Callable
from typing import Any

from flask import flash, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from eventhub import clock
from eventhub.contests.blueprint import blueprint
from eventhub.contests.models import CoachingSession, Idea
from eventhub.contests.operations import coaching
from eventhub.contests.permissions import Permission
from eventhub.contests.queries import coaching as reads
from eventhub.errors import DomainError
from eventhub.permissions import requires
from eventhub.transaction import savepoint
from eventhub.web.loading import loads
from eventhub.web.pages import go, page

loads("coaching_session", reads.session_of)


@blueprint.get("/ideas/<idea>/coaching")
@requires(Permission.SEE_IDEA, of="idea")
def coaching_of_idea(idea: Idea) -> Response:
    """Sessions that one may book, and those one has booked."""
    sessions = reads.sessions_of(idea.contest)
    seats = {row.id: seat for row in sessions for seat in row.bookings if seat.idea_id == idea.id}
    at = clock.now()
    return page(
        "contests/coaching_of_idea.html",
        idea=idea,
        contest=idea.contest,
        sessions=[row for row in sessions if row.id in seats or coaching.is_open(row, at)],
        seats=seats,
        open_now={row.id for row in sessions if coaching.is_open(row, at)},
        can_book=idea.state not in coaching.ENDED,
        jury=reads.jury_of(idea.contest) if idea.contest.state in coaching.JURY_AT_WORK else (),
    )


@blueprint.post("/ideas/<idea>/coaching/<coaching_session>/book")
@requires(Permission.WRITE_IDEA, of="idea")
def book_coaching(idea: Idea, coaching_session: CoachingSession) -> Response:
    """Book a seat."""
    do = lambda: coaching.book(current_user, coaching_session, idea, clock.now())  # noqa: E731 - one verb
    return done(do, _("Your seat is booked."), url_for("contests.coaching_of_idea", idea=idea.public_id))


@blueprint.post("/ideas/<idea>/coaching/<coaching_session>/leave")
@requires(Permission.WRITE_IDEA, of="idea")
def leave_coaching(idea: Idea, coaching_session: CoachingSession) -> Response:
    """Give a seat back."""
    do = lambda: coaching.give_back(current_user, coaching_session, idea, clock.now())  # noqa: E731 - one verb
    return done(do, _("Your seat was given back."), url_for("contests.coaching_of_idea", idea=idea.public_id))


def done(do: Callable[[], Any], sentence: str, where: str) -> Response:
    """Do one thing, say so or say why not, and go on."""
    try:
        with savepoint():
            do()
    except DomainError as refusal:
        flash(str(refusal), "no")
    else:
        flash(sentence, "ok")
    return go(where)

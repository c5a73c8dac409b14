"""Pages of coaching: sessions to book for those who entered ideas; offering and reporting for organizers."""

from collections.abc import Callable
from typing import Any

from flask import flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from eventhub import clock
from eventhub.contests.blueprint import blueprint
from eventhub.contests.forms.work import CoachingForm
from eventhub.contests.models import CoachingSession, Contest, Idea
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


def told_of(row: CoachingSession) -> tuple[dict[str, bool], dict[str, str]]:
    """(who came, what was noted) as the form told them, by the booking's random name."""
    notes = {seat.public_id: request.form.get(f"note-{seat.public_id}", "") for seat in row.bookings}
    return dict.fromkeys(request.form.getlist("came"), True), notes


def listed(contest: Contest, expert_id: int | None = None) -> dict[str, Any]:
    """What `contests/_coaching_list.html` shows: a contest's sessions, or those an expert gives there."""
    when, at = request.args.get("when", "")[:20], clock.now()
    held, people = reads.hours_of(contest, expert_id)
    sessions = reads.sessions_page(contest, when, at, expert_id)
    return {"sessions": sessions, "when": when, "held": held, "people": people, "now": at}


@blueprint.route("/work/contests/<contest>/coaching", methods=["GET", "POST"])
@requires(Permission.MANAGE, of="contest")
def coaching_page(contest: Contest) -> Response:
    """Sessions offered, and their hours."""
    form = CoachingForm()
    if form.is_submitted() and form.attempt(
        lambda: coaching.offer(current_user, contest, form.settings(), clock.now())
    ):
        flash(_("The session is offered: those who entered ideas can book it."), "ok")
        return go(url_for("contests.coaching_page", contest=contest.slug))
    offered = reads.offered_count(contest)
    return page("contests/coaching.html", form=form, contest=contest, offered=offered, **listed(contest))


def _at_home(row: CoachingSession) -> dict[str, object]:
    names = ("title", "expert", "minutes", "capacity", "place", "link")
    begins = row.starts_at.astimezone(clock.CASABLANCA).replace(tzinfo=None)
    return {**{name: getattr(row, name) for name in names}, "starts_at": begins}


@blueprint.route("/work/contests/<contest>/coaching/<coaching_session>", methods=["GET", "POST"])
@requires(Permission.MANAGE, of="contest")
def coaching_session(contest: Contest, coaching_session: CoachingSession) -> Response:
    """One session: to change it, or to report who came."""
    form = CoachingForm(data=_at_home(coaching_session))
    here = url_for(
        "contests.coaching_session", contest=contest.slug, coaching_session=coaching_session.public_id
    )
    if form.is_submitted() and form.attempt(
        lambda: coaching.change(current_user, coaching_session, form.settings(), clock.now())
    ):
        flash(_("Kept."), "ok")
        return go(here)
    return page(
        "contests/coaching_session.html",
        form=form,
        contest=contest,
        session=coaching_session,
        is_begun=clock.now() >= coaching_session.starts_at,
    )


@blueprint.post("/work/contests/<contest>/coaching/<coaching_session>/report")
@requires(Permission.MANAGE, of="contest")
def report_coaching(contest: Contest, coaching_session: CoachingSession) -> Response:
    """Report who came, and what was said."""
    return done(
        lambda: coaching.report(current_user, coaching_session, *told_of(coaching_session), clock.now()),
        _("Kept."),
        url_for("contests.coaching_page", contest=contest.slug),
    )


@blueprint.post("/work/contests/<contest>/coaching/<coaching_session>/cancel")
@requires(Permission.MANAGE, of="contest")
def cancel_coaching(contest: Contest, coaching_session: CoachingSession) -> Response:
    """Call a session off."""
    return done(
        lambda: coaching.cancel(current_user, coaching_session, clock.now()),
        _("The session is called off; those who had booked were told."),
        url_for("contests.coaching_page", contest=contest.slug),
    )

"""Pages of coaching sessions, the same for two readers: an organizer (all) and an expert (their own)."""

from typing import Any

from flask import flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from msgspec import Struct
from werkzeug.wrappers import Response

from eventhub import clock
from eventhub.contests.blueprint import blueprint
from eventhub.contests.forms.coaching import CallOffForm, SessionForm, typed_of
from eventhub.contests.models import CoachingSession, Contest
from eventhub.contests.operations import coaching
from eventhub.contests.permissions import Permission
from eventhub.contests.queries import coaching as reads
from eventhub.contests.queries import experts as expert_reads
from eventhub.contests.views.coaching import done
from eventhub.permissions import requires
from eventhub.web.loading import loads
from eventhub.web.pages import go, page

loads("own_session", expert_reads.own_session_of)


class Reader(Struct, frozen=True):
    """Whose pages these are: the frame around them, and where each of them is."""

    is_own: bool
    frame: str
    listed: str
    new: str
    one: str
    report: str
    cancel: str

    def list_of(self, contest: Contest) -> str:
        """All sessions that they see."""
        return url_for(f"contests.{self.listed}", contest=contest.slug)

    def new_in(self, contest: Contest) -> str:
        """Where a session is offered."""
        return url_for(f"contests.{self.new}", contest=contest.slug)

    def page_of(self, row: CoachingSession) -> str:
        """One session."""
        return self._at(self.one, row)

    def report_to(self, row: CoachingSession) -> str:
        """Where who came is told."""
        return self._at(self.report, row)

    def cancel_at(self, row: CoachingSession) -> str:
        """Where it is called off."""
        return self._at(self.cancel, row)

    def _at(self, endpoint: str, row: CoachingSession) -> str:
        names: dict[str, Any] = {"contest": row.contest.slug, self.one: row.public_id}
        return url_for(f"contests.{endpoint}", **names)


ORGANIZER = Reader(
    is_own=False,
    frame="contests/_work.html",
    listed="coaching_page",
    new="new_coaching",
    one="coaching_session",
    report="report_coaching",
    cancel="cancel_coaching",
)
EXPERT = Reader(
    is_own=True,
    frame="contests/_coach.html",
    listed="coach",
    new="offer_session",
    one="own_session",
    report="report_own",
    cancel="cancel_own",
)


def _list_page(reader: Reader, contest: Contest) -> Response:
    expert_id = current_user.id if reader.is_own else None
    when, at = request.args.get("when", "")[:20], clock.now()
    held, people = reads.hours_of(contest, expert_id)
    return page(
        "contests/coaching.html",
        reader=reader,
        contest=contest,
        sessions=reads.sessions_page(contest, when, at, expert_id),
        offered=0 if reader.is_own else reads.offered_count(contest),
        when=when,
        held=held,
        people=people,
        now=at,
    )


def _new_page(reader: Reader, contest: Contest) -> Response:
    known = expert_reads.last_name_of(current_user.id) or str(current_user.name) if reader.is_own else None
    form = SessionForm(is_own=reader.is_own, data={"expert": known})
    offer = coaching.offer_own if reader.is_own else coaching.offer
    if form.is_submitted() and form.attempt(
        lambda: offer(current_user, contest, form.settings(), clock.now())
    ):
        flash(_("The session is offered: those who entered ideas can book it."), "ok")
        return go(reader.list_of(contest))
    return page("contests/coaching_new.html", reader=reader, form=form, contest=contest, today=clock.today())


def _session_page(
    reader: Reader, contest: Contest, row: CoachingSession, form: SessionForm, off: CallOffForm
) -> Response:
    answer = page(
        "contests/coaching_session.html",
        reader=reader,
        form=form,
        off=off,
        contest=contest,
        session=row,
        is_begun=clock.now() >= row.starts_at,
        today=clock.today(),
    )
    answer.status_code = max(form.status, off.status)
    return answer


def _one(reader: Reader, contest: Contest, row: CoachingSession) -> Response:
    form = SessionForm(is_own=reader.is_own, data=typed_of(row))
    if form.is_submitted() and form.attempt(
        lambda: coaching.change(current_user, row, form.settings(), clock.now())
    ):
        flash(_("Kept."), "ok")
        return go(reader.page_of(row))
    return _session_page(reader, contest, row, form, CallOffForm(formdata=None))


def _report(reader: Reader, row: CoachingSession) -> Response:
    came = dict.fromkeys(request.form.getlist("came"), True)
    notes = {seat.public_id: request.form.get(f"note-{seat.public_id}", "") for seat in row.bookings}
    do = lambda: coaching.report(current_user, row, came, notes, clock.now())  # noqa: E731 - one verb
    return done(do, _("Kept."), reader.page_of(row))


def _cancel(reader: Reader, contest: Contest, row: CoachingSession) -> Response:
    off = CallOffForm()
    if off.attempt(lambda: coaching.cancel(current_user, row, clock.now(), off.because.data or "")):
        flash(_("The session is called off; those who had booked were told."), "ok")
        return go(reader.list_of(contest))
    form = SessionForm(is_own=reader.is_own, formdata=None, data=typed_of(row))
    return _session_page(reader, contest, row, form, off)


@blueprint.get("/work/contests/<contest>/coaching")
@requires(Permission.MANAGE, of="contest")
def coaching_page(contest: Contest) -> Response:
    """Sessions offered, and their hours."""
    return _list_page(ORGANIZER, contest)


@blueprint.get("/coach/<contest>")
@requires(Permission.COACH, of="contest")
def coach(contest: Contest) -> Response:
    """The sessions one gives, and their hours."""
    return _list_page(EXPERT, contest)


@blueprint.route("/work/contests/<contest>/coaching/new", methods=["GET", "POST"])
@requires(Permission.MANAGE, of="contest")
def new_coaching(contest: Contest) -> Response:
    """Offer a session that somebody gives."""
    return _new_page(ORGANIZER, contest)


@blueprint.route("/coach/<contest>/new", methods=["GET", "POST"])
@requires(Permission.COACH, of="contest")
def offer_session(contest: Contest) -> Response:
    """Offer a session of one's own."""
    return _new_page(EXPERT, contest)


@blueprint.route("/work/contests/<contest>/coaching/<coaching_session>", methods=["GET", "POST"])
@requires(Permission.MANAGE, of="contest")
def coaching_session(contest: Contest, coaching_session: CoachingSession) -> Response:
    """One session: who booked, what may be changed."""
    return _one(ORGANIZER, contest, coaching_session)


@blueprint.route("/coach/<contest>/<own_session>", methods=["GET", "POST"])
@requires(Permission.GIVE_SESSION, of="own_session")
def own_session(contest: Contest, own_session: CoachingSession) -> Response:
    """One's session: who booked, what may be changed."""
    return _one(EXPERT, contest, own_session)


@blueprint.post("/work/contests/<contest>/coaching/<coaching_session>/report")
@requires(Permission.MANAGE, of="contest")
def report_coaching(contest: Contest, coaching_session: CoachingSession) -> Response:
    """Tell who came, and what was said."""
    del contest
    return _report(ORGANIZER, coaching_session)


@blueprint.post("/coach/<contest>/<own_session>/report")
@requires(Permission.GIVE_SESSION, of="own_session")
def report_own(contest: Contest, own_session: CoachingSession) -> Response:
    """Tell who came, and what was said."""
    del contest
    return _report(EXPERT, own_session)


@blueprint.post("/work/contests/<contest>/coaching/<coaching_session>/cancel")
@requires(Permission.MANAGE, of="contest")
def cancel_coaching(contest: Contest, coaching_session: CoachingSession) -> Response:
    """Call a session off."""
    return _cancel(ORGANIZER, contest, coaching_session)


@blueprint.post("/coach/<contest>/<own_session>/cancel")
@requires(Permission.GIVE_SESSION, of="own_session")
def cancel_own(contest: Contest, own_session: CoachingSession) -> Response:
    """Call one's session off."""
    return _cancel(EXPERT, contest, own_session)

"""Pages of coaching experts: their own sessions, from offering to telling who came; naming them."""

from flask import flash, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from eventhub import clock, documents
from eventhub.accounts import queries as account_queries
from eventhub.accounts.models import Role
from eventhub.contests.blueprint import blueprint
from eventhub.contests.forms.experts import CallOffForm, ExpertForm, OwnSessionForm, typed_of
from eventhub.contests.models import CoachingSession, Contest
from eventhub.contests.operations import coaching, experts
from eventhub.contests.permissions import Permission
from eventhub.contests.queries import experts as reads
from eventhub.contests.views.coaching import done, listed, told_of
from eventhub.permissions import requires
from eventhub.web.loading import loads
from eventhub.web.pages import go, page

loads("expert", reads.expert_of)
loads("own_session", reads.own_session_of)


def _coach(contest: Contest) -> str:
    return url_for("contests.coach", contest=contest.slug)


def _here(contest: Contest, row: CoachingSession) -> str:
    return url_for("contests.own_session", contest=contest.slug, own_session=row.public_id)


@blueprint.get("/coach/<contest>")
@requires(Permission.COACH, of="contest")
def coach(contest: Contest) -> Response:
    """The sessions one gives, and their hours."""
    return page("contests/coach.html", contest=contest, **listed(contest, current_user.id))


@blueprint.route("/coach/<contest>/new", methods=["GET", "POST"])
@requires(Permission.COACH, of="contest")
def offer_session(contest: Contest) -> Response:
    """Offer a session."""
    form = OwnSessionForm(data={"expert": reads.last_name_of(current_user.id) or str(current_user.name)})
    if form.is_submitted() and form.attempt(
        lambda: coaching.offer_own(current_user, contest, form.settings(), clock.now())
    ):
        flash(_("The session is offered: those who entered ideas can book it."), "ok")
        return go(_coach(contest))
    return page("contests/coach_new.html", form=form, contest=contest, today=clock.today())


def _session_page(row: CoachingSession, form: OwnSessionForm, off: CallOffForm) -> Response:
    answer = page(
        "contests/coach_session.html",
        form=form,
        off=off,
        contest=row.contest,
        session=row,
        is_begun=clock.now() >= row.starts_at,
        today=clock.today(),
    )
    answer.status_code = max(form.status, off.status)
    return answer


@blueprint.route("/coach/<contest>/<own_session>", methods=["GET", "POST"])
@requires(Permission.GIVE_SESSION, of="own_session")
def own_session(contest: Contest, own_session: CoachingSession) -> Response:
    """One's session: who booked, what may be changed."""
    form = OwnSessionForm(data=typed_of(own_session))
    if form.is_submitted() and form.attempt(
        lambda: coaching.change(current_user, own_session, form.settings(), clock.now())
    ):
        flash(_("Kept."), "ok")
        return go(_here(contest, own_session))
    return _session_page(own_session, form, CallOffForm(formdata=None))


@blueprint.post("/coach/<contest>/<own_session>/report")
@requires(Permission.GIVE_SESSION, of="own_session")
def report_own(contest: Contest, own_session: CoachingSession) -> Response:
    """Tell who came, and what was said."""
    return done(
        lambda: coaching.report(current_user, own_session, *told_of(own_session), clock.now()),
        _("Kept."),
        _here(contest, own_session),
    )


@blueprint.post("/coach/<contest>/<own_session>/cancel")
@requires(Permission.GIVE_SESSION, of="own_session")
def cancel_own(contest: Contest, own_session: CoachingSession) -> Response:
    """Call one's session off."""
    off = CallOffForm()
    if off.attempt(lambda: coaching.cancel(current_user, own_session, clock.now(), off.because.data or "")):
        flash(_("The session is called off; those who had booked were told."), "ok")
        return go(_coach(contest))
    return _session_page(own_session, OwnSessionForm(formdata=None, data=typed_of(own_session)), off)


def _experts_page(contest: Contest, form: ExpertForm, invitation: str | None = None) -> Response:
    return page(
        "contests/experts.html",
        form=form,
        contest=contest,
        experts=reads.experts_of(contest),
        gives=reads.sessions_each(contest),
        invitation=invitation,
        picture=documents.qr_svg_path(invitation) if invitation else None,
    )


@blueprint.route("/work/contests/<contest>/coaching/experts", methods=["GET", "POST"])
@requires(Permission.MANAGE, of="contest")
def experts_page(contest: Contest) -> Response:
    """Who may offer sessions: name somebody who has an account, or invite somebody who hasn't."""
    form = ExpertForm()
    if not form.is_submitted():
        return _experts_page(contest, form)
    known = account_queries.person_by_identity(form.to.data or "")
    if known is None:
        address = form.attempt(lambda: experts.invite(current_user, contest, form.to.data, clock.now()))
        return _experts_page(contest, ExpertForm(formdata=None) if address else form, address)
    if not form.attempt(lambda: experts.name(current_user, contest, known, clock.now())):
        return _experts_page(contest, form)
    flash(_("%(name)s can now offer sessions.", name=known.name), "ok")
    return go(url_for("contests.experts_page", contest=contest.slug))


@blueprint.post("/work/contests/<contest>/coaching/experts/<expert>/remove")
@requires(Permission.MANAGE, of="contest")
def remove_expert(contest: Contest, expert: Role) -> Response:
    """Take an expert's page back."""
    experts.remove(current_user, contest, expert, clock.now())
    flash(_("The expert’s page is closed; the sessions stay."), "ok")
    return go(url_for("contests.experts_page", contest=contest.slug))

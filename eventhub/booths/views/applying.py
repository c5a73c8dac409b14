"""Applying for a stand, from the invitation to the exhibitor's own stand."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from flask import flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from eventhub import clock
from eventhub.booths import forms, own_stand, picture
from eventhub.booths.blueprint import blueprint
from eventhub.booths.forms.following import AppealForm, SwapWishForm
from eventhub.booths.models import Application
from eventhub.booths.operations import appealing, applying, offers, sales, swapping
from eventhub.booths.permissions import Permission, speaks_for_applicant
from eventhub.booths.phrases import SALES_METHODS
from eventhub.booths.queries import applications, plans, requests, selling
from eventhub.booths.states import COMING, EDITABLE, MOVES, ApplicationState
from eventhub.booths.timeline import now_for, timeline_of
from eventhub.booths.views import linking
from eventhub.booths.views.writing import told
from eventhub.cooperatives.models import Cooperative
from eventhub.cooperatives.permissions import Permission as CooperativePermission
from eventhub.errors import DomainError
from eventhub.fairs.models import Edition
from eventhub.permissions import may, requires
from eventhub.web.forms import Form
from eventhub.web.pages import go, page


def _choosable(edition: Edition) -> list[Cooperative]:
    """One's own exhibitors; for an agent also those that were searched."""
    found = applications.cooperatives_of(current_user)
    if may(current_user, Permission.FILE_FOR_OTHERS, edition):
        wanted = request.values.get("cooperative", "")
        searched = applications.found_cooperatives(request.args.get("q", ""))
        posted = applications.cooperative_by_public_id(wanted) if wanted else None
        found += [each for each in (*searched, posted) if each is not None and each not in found]
    return found


@blueprint.route("/e/<edition>/apply", methods=["GET", "POST"])
@requires(Permission.APPLY, of="edition")
def apply(edition: Edition) -> Response:
    """The invitation, and for which cooperative; then a draft opens."""
    form = forms.ChooseForm()
    offered = _choosable(edition)
    form.cooperative.choices = forms.choices({each.public_id: str(each.name) for each in offered})

    def start() -> Application:
        chosen = next(each for each in offered if each.public_id == form.cooperative.data)
        return applying.begin(current_user, edition, chosen, clock.now())

    if form.is_submitted() and (begun := form.attempt(start)):
        editable = begun.state in EDITABLE
        there = "booths.edit_application" if editable else "booths.application"
        return go(url_for(there, application=begun.public_id))
    if not form.is_submitted() and len(offered) == 1:
        form.cooperative.data = offered[0].public_id
    calls, at = plans.calls_of(edition), clock.now()
    coming = sorted((call for call in calls if call.opens_at > at), key=lambda call: call.opens_at)
    return page(
        "booths/apply.html",
        form=form,
        edition=edition,
        calls=calls,
        open_calls=[call for call in calls if call.is_open(at)],
        next_call=coming[0] if coming else None,
        offered=offered,
        is_agent=may(current_user, Permission.FILE_FOR_OTHERS, edition),
    )


@blueprint.get("/applications/<application>")
@requires(Permission.SEE_APPLICATION, of="application")
def application(application: Application) -> Response:
    """The applicant's page: where it stands, what comes, what to do now."""
    return show_application(application)


def show_application(application: Application, refused: Form | None = None) -> Response:
    """The applicant's page; after a refusal with its sentence."""
    state = ApplicationState(application.published_state)
    holds = plans.holds_for(application) if state in COMING | {ApplicationState.SELECTED} else []
    return page(
        "booths/application.html",
        form=refused,
        **told(application),
        here=state,
        items=timeline_of(
            application,
            applications.published_steps(application),
            applications.waiting_moves(application),
            requests.appeal_of(application),
        ),
        now=now_for(application, clock.now()),
        is_late=application.state == ApplicationState.DRAFT and application.call.closes_at <= clock.now(),
        swaps=requests.swaps_of(application),
        swap_form=refused if isinstance(refused, SwapWishForm) else SwapWishForm(formdata=None),
        can_swap=state == application.state and state in swapping.MAY_ASK and bool(holds),
        appeal=requests.appeal_of(application),
        appeal_ends=(ends := appealing.appeal_ends(application)),
        can_appeal=ends is not None and clock.now() <= ends,
        appeal_form=refused if isinstance(refused, AppealForm) else AppealForm(formdata=None),
        holds=holds,
        own_stand=own_stand.own_stand(application.edition, holds),
        picture=picture,
        may_write=may(current_user, Permission.EDIT_APPLICATION, application),
        may_run=speaks_for_applicant(current_user, application),
        may_invite=may(current_user, CooperativePermission.MANAGE_MEMBERS, application.cooperative),
        may_tour=may(current_user, Permission.FILE_FOR_OTHERS, application.edition),
        is_editable=application.state in EDITABLE,
        can_withdraw=ApplicationState.WITHDRAWN in MOVES[ApplicationState(application.state)],
        is_offered=state == application.state == ApplicationState.SELECTED,
        has_account=state in COMING,
        can_sell=state in COMING and application.edition.starts_on <= clock.today(application.edition.zone),
        S=ApplicationState,
    )


def _do(application: Application, verb: Callable[..., Any], sentence: str) -> Response:
    """One verb of the applicant, then its page again."""
    form = forms.EmptyForm()
    if form.attempt(lambda: verb(current_user, application, clock.now())) is None:
        return show_application(application, form)
    flash(sentence, "ok")
    return go(url_for("booths.application", application=application.public_id))


@blueprint.post("/applications/<application>/withdraw")
@requires(Permission.WITHDRAW, of="application")
def withdraw(application: Application) -> Response:
    """Withdraw the application."""
    reason = request.form.get("reason", "")[:500]
    return _do(application, partial(applying.withdraw, reason=reason), _("The application was withdrawn."))


@blueprint.post("/applications/<application>/accept")
@requires(Permission.ANSWER_OFFER, of="application")
def accept(application: Application) -> Response:
    """Accept the offered stand."""
    return _do(application, offers.accept, _("The stand is yours. Welcome to the fair!"))


@blueprint.post("/applications/<application>/decline")
@requires(Permission.ANSWER_OFFER, of="application")
def decline(application: Application) -> Response:
    """Decline the offered stand."""
    reason = request.form.get("reason", "")[:1000]

    def give_up(actor: Any, application: Application, at: datetime) -> Application:
        return offers.decline(actor, application, at, reason)

    return _do(application, give_up, _("You declined the stand. It goes to the next in line."))


@blueprint.route("/applications/<application>/sales", methods=["GET", "POST"])
@requires(Permission.DECLARE_SALES, of="application")
def declare_sales(application: Application) -> Response:
    """What was sold on each day so far; a day left empty is not declared."""
    edition = application.edition
    last = min(edition.ends_on, clock.today(edition.zone))
    days = [day for day in edition_days(edition) if day <= last]
    declared = applications.sales_of(application)
    form = forms.sales_form(days, declared)

    def keep() -> bool:
        for day in days:
            centimes = form[f"day_{day.isoformat()}"].data
            if centimes != declared.get(day):
                sales.declare(current_user, application, day, centimes, clock.now())
        return True

    if form.is_submitted() and form.attempt(keep):
        flash(_("Your sales were saved."), "ok")
        return go(url_for("booths.application", application=application.public_id))
    if application.state not in COMING and not form.is_refused:
        form.refuse(DomainError("not_there", _("Sales are declared by exhibitors who take part.")))
    return page(
        "booths/sales.html",
        form=form,
        edition=edition,
        file=application,
        days=days,
        reports=selling.reports_of(application),
        methods=SALES_METHODS,
        **linking.links_shown(application),
    )


def edition_days(edition: Edition) -> list[Any]:
    """Every day of a fair."""
    first = edition.starts_on.toordinal()
    return [type(edition.starts_on).fromordinal(first + n) for n in range(edition.day_count)]

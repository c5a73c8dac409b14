"""Organizers' pages of what a fair is made of: partners, programme, recommendations."""

from typing import Any

from flask import flash, url_for
from flask_babel import gettext as _
from flask_login import current_user

from eventhub import clock, storage
from eventhub.errors import DomainError
from eventhub.fairs import programme as verbs
from eventhub.fairs import session_seams
from eventhub.fairs.blueprint import blueprint
from eventhub.fairs.forms import CancelSessionForm, PartnerForm, RecommendationForm, SessionForm
from eventhub.fairs.models import Edition, Partner, ProgrammeSession, Recommendation
from eventhub.fairs.permissions import Permission
from eventhub.fairs.queries import partners_by_role, programme_by_day
from eventhub.permissions import requires
from eventhub.web.pages import go, page


@blueprint.get("/work/e/<edition>/edit/partners")
@requires(Permission.EDIT_PARTNERS, of="edition")
def partners(edition: Edition) -> Any:
    """Who supports the fair."""
    return page("fairs/partners.html", edition=edition, partners=partners_by_role(edition))


def _partner_page(edition: Edition, partner: Partner | None) -> Any:
    form = PartnerForm(partner)
    if form.is_submitted() and form.attempt(lambda: _save_partner(edition, partner, form)):
        flash(_("The partner was kept."), "ok")
        return go(url_for("fairs.partners", edition=edition.slug))
    return page("fairs/partner.html", form, edition=edition, partner=partner)


def _save_partner(edition: Edition, partner: Partner | None, form: PartnerForm) -> Partner:
    values = form.values
    if form.logo.data:
        file = form.logo.data
        logo = storage.keep(
            file.stream, file.filename or "", owner=current_user, is_public=True, images_only=True
        )
        values["logo_id"] = logo.id
    return verbs.save_partner(current_user, edition, partner, values, clock.now())


@blueprint.route("/work/e/<edition>/edit/partners/new", methods=["GET", "POST"])
@requires(Permission.EDIT_PARTNERS, of="edition")
def add_partner(edition: Edition) -> Any:
    """One more partner."""
    return _partner_page(edition, None)


@blueprint.route("/work/e/<edition>/edit/partners/<partner>", methods=["GET", "POST"])
@requires(Permission.EDIT_PARTNERS, of="edition")
def edit_partner(edition: Edition, partner: Partner) -> Any:
    """Change a partner."""
    return _partner_page(edition, partner)


@blueprint.post("/work/e/<edition>/edit/partners/<partner>/remove")
@requires(Permission.EDIT_PARTNERS, of="edition")
def remove_partner(edition: Edition, partner: Partner) -> Any:
    """Take a partner off."""
    verbs.remove_partner(current_user, partner, clock.now())
    flash(_("The partner was removed."), "ok")
    return go(url_for("fairs.partners", edition=edition.slug))


@blueprint.get("/work/e/<edition>/programme")
@requires(Permission.EDIT_PROGRAMME, of="edition")
def programme(edition: Edition) -> Any:
    """What happens each day, and what the forum recommended."""
    return page(
        "fairs/programme.html",
        edition=edition,
        programme=programme_by_day(edition),
        parts=session_seams.work_parts(edition),
        recommendations=edition.recommendations,
    )


def _session_page(edition: Edition, session: ProgrammeSession | None) -> Any:
    form = SessionForm(edition, session)
    if form.is_submitted():
        done = form.attempt(
            lambda: verbs.save_session(current_user, edition, session, form.values, clock.now())
        )
        if done:
            flash(_("The session was kept."), "ok")
            return go(url_for("fairs.programme", edition=edition.slug))
    return page("fairs/session.html", form, edition=edition, session=session, now=clock.now())


@blueprint.route("/work/e/<edition>/programme/new", methods=["GET", "POST"])
@requires(Permission.EDIT_PROGRAMME, of="edition")
def add_session(edition: Edition) -> Any:
    """One more session."""
    return _session_page(edition, None)


@blueprint.route("/work/e/<edition>/programme/<session>", methods=["GET", "POST"])
@requires(Permission.EDIT_PROGRAMME, of="edition")
def edit_session(edition: Edition, session: ProgrammeSession) -> Any:
    """Change a session."""
    return _session_page(edition, session)


@blueprint.post("/work/e/<edition>/programme/<session>/remove")
@requires(Permission.EDIT_PROGRAMME, of="edition")
def remove_session(edition: Edition, session: ProgrammeSession) -> Any:
    """Take a session off the programme."""
    try:
        verbs.remove_session(current_user, session, clock.now())
        flash(_("The session was removed."), "ok")
    except DomainError as refusal:
        flash(str(refusal), "no")
    return go(url_for("fairs.programme", edition=edition.slug))


@blueprint.route("/work/e/<edition>/programme/<session>/cancel", methods=["GET", "POST"])
@requires(Permission.EDIT_PROGRAMME, of="edition")
def cancel_session(edition: Edition, session: ProgrammeSession) -> Any:
    """Call a session off, and say why."""
    form = CancelSessionForm(data={"why": session.cancelled_why})
    if form.is_submitted():
        why, now = form.why, clock.now()
        had_people = bool(session.taken or session.waiting)
        if form.attempt(lambda: verbs.cancel_session(current_user, session, why.data, now)):
            if had_people:
                flash(_("The session was cancelled. Whoever had a seat and gave an address is told."), "ok")
            else:
                flash(_("The session was cancelled. Nobody had a seat: the programme says it."), "ok")
            return go(url_for("fairs.programme", edition=edition.slug))
    return page("fairs/cancel_session.html", form, edition=edition, session=session)


@blueprint.post("/work/e/<edition>/programme/<session>/restore")
@requires(Permission.EDIT_PROGRAMME, of="edition")
def restore_session(edition: Edition, session: ProgrammeSession) -> Any:
    """A cancelled session takes place after all."""
    verbs.restore_session(current_user, session, clock.now())
    flash(_("The session takes place. Its seats are free again."), "ok")
    return go(url_for("fairs.programme", edition=edition.slug))


def _recommendation_page(edition: Edition, row: Recommendation | None) -> Any:
    form = RecommendationForm(row)
    if form.is_submitted():
        done = form.attempt(
            lambda: verbs.save_recommendation(current_user, edition, row, form.values, clock.now())
        )
        if done:
            flash(_("The recommendation was kept."), "ok")
            return go(url_for("fairs.programme", edition=edition.slug) + "#recommendations")
    return page("fairs/recommendation.html", form, edition=edition, row=row)


@blueprint.route("/work/e/<edition>/recommendations/new", methods=["GET", "POST"])
@requires(Permission.EDIT_PROGRAMME, of="edition")
def add_recommendation(edition: Edition) -> Any:
    """One more recommendation of the forum."""
    return _recommendation_page(edition, None)


@blueprint.route("/work/e/<edition>/recommendations/<recommendation>", methods=["GET", "POST"])
@requires(Permission.EDIT_PROGRAMME, of="edition")
def edit_recommendation(edition: Edition, recommendation: Recommendation) -> Any:
    """Change a recommendation, or say how far it has come."""
    return _recommendation_page(edition, recommendation)

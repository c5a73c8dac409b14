"""The public page of a fair where one offers to help."""

from http import HTTPStatus
from itertools import groupby
from typing import Any

from flask import Blueprint, flash, request, url_for
from flask_babel import gettext as _

from eventhub import clock
from eventhub.accounts.limits import SENT_MAILS, limited_by_address, tries
from eventhub.fairs.models import Edition
from eventhub.fairs.permissions import Permission as FairPermission
from eventhub.i18n import current_language, day
from eventhub.permissions import requires
from eventhub.volunteers import consent, mails, operations, queries
from eventhub.volunteers.forms import ReachForm, SignUpForm
from eventhub.web.pages import go, page

HOME = "/e/<edition>/volunteer"


def add_to(blueprint: Blueprint) -> None:
    """Add these pages."""
    blueprint.add_url_rule(HOME, view_func=sign_up, methods=["GET", "POST"])
    blueprint.add_url_rule(f"{HOME}/link", view_func=send_link, methods=["GET", "POST"])


def consent_of(edition: Edition) -> str:
    """What a volunteer agrees to, in the language of the moment."""
    return consent.sentence(str(edition.organizer.name), day(edition.data_kept_until), current_language())


@requires(FairPermission.SEE_EDITION, of="edition")
@limited_by_address
def sign_up(edition: Edition) -> Any:
    """Choose shifts with free places, say who one is, agree; or wait in the line of a full one."""
    setting, now = queries.setting_of(edition), clock.now()
    if not setting.is_open or edition.is_over_on(clock.today(edition.zone)):
        answer = page("volunteers/closed.html", edition=edition)
        if request.method == "POST":
            answer.status_code = HTTPStatus.UNPROCESSABLE_ENTITY
        return answer
    shifts = queries.open_shifts(edition, now)
    form = SignUpForm(shifts)
    sentence = consent_of(edition)
    form.consent.label.text = sentence
    if form.is_submitted():
        person = form.person(current_language(), sentence)
        sheet = form.sheet.data or ""
        done = form.attempt(lambda: operations.sign_up(edition, person, form.chosen, now, sheet))
        if done is not None:
            flash(_("Thank you! Keep this page: it is yours alone."), "ok")
            return go(url_for("volunteers.show_own", volunteer=done.public_id))
    by_day = [
        (on, sorted(those, key=lambda each: each.free < 1))
        for on, those in groupby(shifts, key=lambda each: each.day)
    ]
    return page(
        "volunteers/sign_up.html",
        form,
        edition=edition,
        setting=setting,
        by_day=by_day,
        ages=any(each.least_age for each in shifts),
    )


@requires(FairPermission.SEE_EDITION, of="edition")
@limited_by_address
def send_link(edition: Edition) -> Any:
    """Send the way to one's own page again, not too often; the answer never says who signed up."""
    form = ReachForm()
    if form.is_submitted() and form.validate():
        for found in queries.reached_at(edition, *form.reached):
            if tries().is_one_more_allowed(SENT_MAILS, found.public_id, "volunteers.send_link"):
                mails.volunteer_ready(found)
        flash(_("If somebody signed up with it, the address of their page is on its way."), "ok")
        return go(url_for("volunteers.sign_up", edition=edition.slug))
    return page("volunteers/send_link.html", form, edition=edition)

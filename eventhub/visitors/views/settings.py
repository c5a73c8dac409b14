"""The page where an organizer says how visitors register: what they are asked, how many may."""

from typing import Any

from flask import Blueprint, flash, url_for
from flask_babel import gettext as _
from flask_login import current_user

from eventhub import clock
from eventhub.fairs.models import Edition
from eventhub.permissions import requires
from eventhub.visitors import operations, queries
from eventhub.visitors.forms import SettingForm
from eventhub.visitors.permissions import Permission
from eventhub.web.pages import go, page


def add_to(blueprint: Blueprint) -> None:
    """Add these pages."""
    blueprint.add_url_rule(
        "/work/e/<edition>/visitors/questions", view_func=ask_visitors, methods=["GET", "POST"]
    )


@requires(Permission.ASK_VISITORS, of="edition")
def ask_visitors(edition: Edition) -> Any:
    """Three fields by default, more only if the organizer wants them; and for how many there is a place."""
    setting = queries.setting_of(edition)
    form = SettingForm(obj=setting)
    if form.is_submitted() and form.attempt(lambda: _save(edition, form)):
        flash(_("Visitors register this way from now on."), "ok")
        return go(url_for("visitors.list_visitors", edition=edition.slug))
    return page("visitors/registration_questions.html", form, edition=edition, setting=setting)


def _save(edition: Edition, form: SettingForm) -> Any:
    return operations.save_setting(
        current_user,
        edition,
        form.questions.data or [],
        clock.now(),
        is_open=bool(form.is_open.data),
        places=form.places.data,
        when_full=form.when_full.data or None,
    )

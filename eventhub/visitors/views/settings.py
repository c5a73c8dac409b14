"""The page where an organizer says what visitors are asked."""

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
    """Three fields by default; more only if the organizer wants them."""
    setting = queries.setting_of(edition)
    form = SettingForm(is_open=setting.is_open, questions=setting.questions)
    if form.is_submitted():
        save = operations.save_setting
        if form.attempt(
            lambda: save(current_user, edition, form.questions.data, clock.now(), is_open=form.is_open.data)
        ):
            flash(_("Visitors are asked this from now on."), "ok")
            return go(url_for("visitors.list_visitors", edition=edition.slug))
    return page("visitors/registration_questions.html", form, edition=edition)

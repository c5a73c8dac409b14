"""Organizers' list of volunteers with their hours: searched, exported, forgotten."""

from typing import Any

from flask import Blueprint, Response, abort, flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from eventhub import clock
from eventhub.fairs.models import Edition
from eventhub.permissions import requires, writes
from eventhub.volunteers import operations, phrases, queries
from eventhub.volunteers.attestations import hours_of
from eventhub.volunteers.models import Volunteer
from eventhub.volunteers.permissions import Permission
from eventhub.volunteers.queries import figures
from eventhub.web.pages import go, page
from eventhub.web.spreadsheets import spreadsheet

PEOPLE = "/work/e/<edition>/volunteer-hours"
"""Beside the grid, not below it: each has its own tab."""


def add_to(blueprint: Blueprint) -> None:
    """Add these pages."""
    blueprint.add_url_rule(PEOPLE, view_func=list_people)
    blueprint.add_url_rule(f"{PEOPLE}/export.<form>", view_func=export_people)
    blueprint.add_url_rule(f"{PEOPLE}/<volunteer>/erase", view_func=erase_volunteer, methods=["POST"])


@requires(Permission.MANAGE_VOLUNTEERS, of="edition")
def list_people(edition: Edition) -> Any:
    """Who helps, how they are reached, their shifts, days and hours."""
    search = request.args.get("q", "").strip()[:100]
    found = queries.people_page(edition, search)
    return page(
        "volunteers/people.html",
        edition=edition,
        search=search,
        found=found,
        done=figures.done_by(found.rows),
        hours_of=hours_of,
    )


@requires(Permission.MANAGE_VOLUNTEERS, of="edition")
@writes
def export_people(edition: Edition, form: str) -> Response:
    """Every place with its hours as CSV or a workbook; who was erased has no name."""
    if form not in {"csv", "xlsx"}:
        abort(404)
    operations.note_export(current_user, edition, clock.now())
    heads = (
        *(_("Task"), _("Day"), _("Begins at"), _("Ends at"), _("Name"), _("Phone number"), _("E-mail")),
        *(_("State"), _("Came"), _("Left"), _("Minutes helped")),
    )
    zone = edition.zone

    def hour(at: Any) -> str:
        return at.astimezone(zone).strftime("%H:%M") if at else ""

    rows = (
        (
            str(task.name),
            shift.day,
            hour(shift.starts_at),
            hour(shift.ends_at),
            who.name or "",
            who.phone or "",
            who.email or "",
            str(phrases.STATES[turn.state]),
            hour(turn.came_at),
            hour(turn.left_at),
            turn.minutes,
        )
        for turn, shift, task, who in figures.turns_to_export(edition)
    )
    return spreadsheet(heads, rows, f"volunteers-{edition.slug}.{form}", title=_("Volunteers"))


@requires(Permission.MANAGE_VOLUNTEERS, of="edition")
def erase_volunteer(edition: Edition, volunteer: Volunteer) -> Any:
    """Forget somebody who asked for it."""
    operations.erase(current_user, volunteer, clock.now())
    flash(_("Their data was erased; hours helped stay counted."), "ok")
    return go(url_for("volunteers.list_people", edition=edition.slug))

"""Organizers' pages of what volunteers help with: the grid of shifts, tasks, the public page's opening."""

from typing import Any

from flask import Blueprint, flash, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from eventhub import clock
from eventhub.errors import DomainError
from eventhub.fairs.models import Edition
from eventhub.permissions import requires
from eventhub.transaction import savepoint
from eventhub.volunteers import operations, queries
from eventhub.volunteers.forms import SettingForm, ShiftForm, ShiftsForm, TaskForm
from eventhub.volunteers.models import VolunteerShift, VolunteerTask
from eventhub.volunteers.permissions import Permission
from eventhub.volunteers.queries import Grid, figures
from eventhub.volunteers.states import fill_of, standing_of
from eventhub.web.pages import go, page

HOME = "/work/e/<edition>/volunteers"


def add_to(blueprint: Blueprint) -> None:
    """Add these pages."""
    for rule, view, methods in (
        (HOME, see_grid, ["GET"]),
        (f"{HOME}/setting", edit_setting, ["GET", "POST"]),
        (f"{HOME}/tasks/new", add_task, ["GET", "POST"]),
        (f"{HOME}/tasks/<task>", edit_task, ["GET", "POST"]),
        (f"{HOME}/tasks/<task>/remove", remove_task, ["POST"]),
        (f"{HOME}/tasks/<task>/shifts", add_shifts, ["GET", "POST"]),
        (f"{HOME}/shifts/<shift>/edit", edit_shift, ["GET", "POST"]),
        (f"{HOME}/shifts/<shift>/call-off", call_off_shift, ["POST"]),
        (f"{HOME}/shifts/<shift>/remove", remove_shift, ["POST"]),
    ):
        blueprint.add_url_rule(rule, view_func=view, methods=methods)


def to_grid(edition: Edition) -> Any:
    """Back to the grid."""
    return go(url_for("volunteers.see_grid", edition=edition.slug))


@requires(Permission.SEE_SHIFTS, of="edition")
def see_grid(edition: Edition) -> Any:
    """Days × tasks: full, short, empty at a glance; what lacks people first; hours and days so far."""
    now, grid, today = clock.now(), queries.grid_of(edition), clock.today(edition.zone)
    shifts = grid.shifts
    coming = [each for each in grid.days if each >= today]
    shown = grid.days if not coming or request.args.get("days") == "all" else coming
    return page(
        "volunteers/grid.html",
        edition=edition,
        setting=queries.setting_of(edition),
        grid=Grid(shown, grid.tasks),
        days_before=len(grid.days) - len(shown),
        fills=queries.fills_of(each for each in shifts if each.starts_at > now),
        running=[each for each in shifts if each.starts_at <= now < each.ends_at],
        short=queries.short_first(shifts, now),
        figures=figures.figures_of(edition.id),
        years=figures.figures_over_years(edition),
        fill_of=fill_of,
        standing_of=standing_of,
        today=today,
        now=now,
    )


@requires(Permission.PLAN_SHIFTS, of="edition")
def edit_setting(edition: Edition) -> Any:
    """Open or close the public page, and say what volunteers should know."""
    form = SettingForm(queries.setting_of(edition))
    if form.is_submitted():
        values = form.values
        if form.attempt(lambda: operations.save_setting(current_user, edition, values, clock.now())):
            flash(_("Kept."), "ok")
            return to_grid(edition)
    return page("volunteers/setting.html", form, edition=edition)


def _task_page(edition: Edition, task: VolunteerTask | None) -> Any:
    form = TaskForm(task)
    if form.is_submitted():
        done = form.attempt(
            lambda: operations.save_task(current_user, edition, task, form.values, clock.now())
        )
        if done is not None:
            flash(_("The task was kept."), "ok")
            if task is None:
                return go(url_for("volunteers.add_shifts", edition=edition.slug, task=done.public_id))
            return to_grid(edition)
    return page("volunteers/task.html", form, edition=edition, task=task)


@requires(Permission.PLAN_SHIFTS, of="edition")
def add_task(edition: Edition) -> Any:
    """One more task; its shifts come next."""
    return _task_page(edition, None)


@requires(Permission.PLAN_SHIFTS, of="edition")
def edit_task(edition: Edition, task: VolunteerTask) -> Any:
    """Change a task."""
    return _task_page(edition, task)


@requires(Permission.PLAN_SHIFTS, of="edition")
def remove_task(edition: Edition, task: VolunteerTask) -> Any:
    """Take a task away with its shifts."""
    _try(lambda: operations.remove_task(current_user, task, clock.now()), _("The task was removed."))
    return to_grid(edition)


@requires(Permission.PLAN_SHIFTS, of="edition")
def add_shifts(edition: Edition, task: VolunteerTask) -> Any:
    """The same shift on several days."""
    form = ShiftsForm(edition)
    if form.is_submitted():
        made = form.attempt(
            lambda: operations.add_shifts(current_user, task, form.chosen, form.hours, clock.now())
        )
        if made is not None:
            flash(ngettext("One shift was added.", "%(num)s shifts were added.", len(made)), "ok")
            return to_grid(edition)
    return page("volunteers/shifts.html", form, edition=edition, task=task)


@requires(Permission.PLAN_SHIFTS, of="edition")
def edit_shift(edition: Edition, shift: VolunteerShift) -> Any:
    """Other hours, or how many are needed."""
    form = ShiftForm(shift)
    if form.is_submitted():
        done = form.attempt(
            lambda: operations.save_shift(current_user, shift, form.on, form.hours, clock.now())
        )
        if done is not None:
            flash(_("The shift was kept."), "ok")
            return go(url_for("volunteers.show_shift", edition=edition.slug, shift=shift.public_id))
    return page("volunteers/shift_edit.html", form, edition=edition, shift=shift, now=clock.now())


@requires(Permission.PLAN_SHIFTS, of="edition")
def call_off_shift(edition: Edition, shift: VolunteerShift) -> Any:
    """A shift will not take place; its people are told."""
    said = _("The shift was called off. Whoever had a place and gave an address is told.")
    _try(lambda: operations.call_off(current_user, shift, clock.now()), said)
    return to_grid(edition)


@requires(Permission.PLAN_SHIFTS, of="edition")
def remove_shift(edition: Edition, shift: VolunteerShift) -> Any:
    """Take a shift away that nobody has."""
    _try(lambda: operations.remove_shift(current_user, shift, clock.now()), _("The shift was removed."))
    return to_grid(edition)


def _try(verb: Any, said: str) -> None:
    try:
        with savepoint():
            verb()
        flash(said, "ok")
    except DomainError as refusal:
        flash(str(refusal), "no")

"""Pages of who judges what: the list with its reasons, the picture, sheets given and taken by hand."""

from typing import Any

from flask import flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from eventhub import clock
from eventhub.contests.models import Contest, Idea
from eventhub.errors import DomainError
from eventhub.judging import queries
from eventhub.judging.blueprint import blueprint
from eventhub.judging.models import Sheet
from eventhub.judging.operations import preparing
from eventhub.judging.permissions import Permission
from eventhub.judging.queries import seating
from eventhub.judging.telling import explaining
from eventhub.permissions import requires
from eventhub.web.pages import go, page

LISTED, DRAWN = 25, 100
"""Ideas on a page of the list, and of the picture."""
PLACE = (*seating.Asked.NAMES.values(), "after", "before")
"""What an address says of where one is in the list."""


@blueprint.get("/work/contests/<contest>/jury/seats")
@requires(Permission.PREPARE, of="contest")
def seats(contest: Contest) -> Response:
    """Who judges what, and why."""
    return _seats_page(contest, "judging/seats.html", LISTED)


@blueprint.get("/work/contests/<contest>/jury/seats/picture")
@requires(Permission.PREPARE, of="contest")
def seats_picture(contest: Contest) -> Response:
    """The same in one picture: judges × ideas, each judge's load, what hangs together."""
    return _seats_page(contest, "judging/seats_picture.html", DRAWN)


def _seats_page(contest: Contest, template: str, size: int) -> Response:
    judges, asked = queries.judges_of(contest), seating.Asked.read(request.args)
    shown = seating.ideas_seated(contest, asked, judges, size=size)
    whole = explaining.jury_whole(contest, judges)
    return page(
        template,
        contest=contest,
        ideas=shown,
        told=explaining.seats_explained(contest, shown.rows),
        whole=whole,
        judge_options=[(load.judge.public_id, load.judge.person.name) for load in whole.loads],
        asked=asked,
        problems=seating.PROBLEMS,
        place=_place(),
        opened=request.args.get("open", ""),
        can_change=contest.state in preparing.ASSIGNING,
    )


def _place() -> dict[str, str]:
    return {name: request.args[name] for name in PLACE if request.args.get(name)}


def _back(idea: Idea) -> Response:
    place: Any = _place()
    code = idea.code
    return go(url_for("judging.seats", contest=idea.contest.slug, **place, open=code, _anchor=f"idea-{code}"))


@blueprint.post("/work/contests/<contest>/jury/seats/<idea>")
@requires(Permission.PREPARE, of="contest")
def give_sheet(contest: Contest, idea: Idea) -> Response:
    """One sheet more, by hand."""
    judge = queries.judge_by_public_id(request.form.get("judge", ""), {"contest": contest})
    if judge is None:
        flash(_("Choose a judge."), "no")
        return _back(idea)
    try:
        preparing.give_sheet(current_user, judge, idea, clock.now())
    except DomainError as refusal:
        flash(str(refusal), "no")
    else:
        flash(_("The sheet was given to %(name)s.", name=judge.person.name), "ok")
    return _back(idea)


@blueprint.post("/work/contests/<contest>/jury/sheets/<sheet>/take")
@requires(Permission.PREPARE, of="contest")
def take_sheet(contest: Contest, sheet: Sheet) -> Response:
    """One untouched sheet less."""
    del contest
    idea, name = sheet.idea, sheet.judge.person.name
    try:
        preparing.take_sheet(current_user, sheet, clock.now())
    except DomainError as refusal:
        flash(str(refusal), "no")
    else:
        flash(_("The sheet was taken from %(name)s.", name=name), "ok")
    return _back(idea)

"""Judges' pages: the juries one sits on, the desk with its sheets, and what entrants read afterwards."""

import uuid
from typing import Any

from flask import abort, flash, jsonify, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from msgspec import Struct
from werkzeug.wrappers import Response

from eventhub import clock
from eventhub.accounts import invitations
from eventhub.accounts.roles import RoleName
from eventhub.contests.models import Contest, Idea
from eventhub.contests.states import ContestState
from eventhub.database import db
from eventhub.errors import DomainError
from eventhub.judging import operations, queries
from eventhub.judging.blueprint import blueprint
from eventhub.judging.forms import ConflictForm, SheetForm
from eventhub.judging.models import Judge, Sheet
from eventhub.judging.operations import syncing
from eventhub.judging.operations.syncing import Change
from eventhub.judging.permissions import Permission
from eventhub.judging.queries import panel, practice
from eventhub.judging.states import SheetState
from eventhub.judging.telling import feedback, sheets
from eventhub.permissions import open_to_all, requires
from eventhub.web.assets import asset
from eventhub.web.pages import go, page


@blueprint.get("/judge")
@requires(Permission.SEE_DESK)
def mine() -> Response:
    """The juries I sit on; where sheets are open comes first."""
    found = queries.seats_of(current_user.id)
    seats = sorted(found, key=lambda seat: seat.contest.state != ContestState.JUDGING)
    return page(
        "judging/mine.html",
        seats=seats,
        counts=practice.complete_counts(seats),
        practices=practice.going_on(seats),
    )


def _desk_of(grants: dict[str, Any]) -> str | None:
    """Where somebody who took up an invitation to judge begins."""
    contest = db.session.get(Contest, grants.get("contest_id") or 0)
    return url_for("judging.judge", contest=contest.slug) if contest is not None else None


invitations.declare_home(RoleName.JUDGE, _desk_of)


def _seat(contest: Contest) -> Judge:
    judge = queries.judge_of(current_user.id, contest.id)
    if judge is None:
        abort(404)
    return judge


def _desk(
    contest: Contest, current: Sheet | None, conflict_form: ConflictForm, form: SheetForm | None = None
) -> Response:
    judge = _seat(contest)
    every = queries.sheets_of_judge(judge)
    living = [sheet for sheet in every if sheet.state != SheetState.RECUSED]
    masks = panel.masks_of(contest)
    unfinished = (sheet for sheet in living if sheet.state != SheetState.COMPLETE)
    chosen = current or next(unfinished, living[0] if living else None)
    return page(
        "judging/desk.html",
        form=form,
        contest=contest,
        judge=judge,
        sheets=living,
        recused=len(every) - len(living),
        current=chosen,
        filled=_given(contest, form) if form and chosen else chosen,
        place=living.index(chosen) if chosen in living else 0,
        shown=(
            sheets.shown_idea(chosen.idea, contest, sheets.hidden_words(masks, chosen.idea))
            if chosen
            else None
        ),
        desk=sheets.desk_of(judge, every, masks),
        settings=queries.settings_of(contest),
        practice=practice.calibration_of(contest),
        anchors=sheets.anchors_of(contest),
        is_on=contest.is_being_judged(clock.now()),
        conflict_form=conflict_form,
        change=str(uuid.uuid4()),
    )


@blueprint.get("/judge/<contest>")
@requires(Permission.JUDGE, of="contest")
def judge(contest: Contest) -> Response:
    """The desk: the first unfinished idea beside its sheet, all others at hand."""
    return _desk(contest, None, ConflictForm(formdata=None))


@blueprint.route("/judge/<contest>/sheets/<sheet>", methods=["GET", "POST"])
@requires(Permission.FILL_SHEET, of="sheet")
def sheet(contest: Contest, sheet: Sheet) -> Response:
    """One sheet as a page of its own; works without scripts."""
    if sheet.state == SheetState.RECUSED or sheet.contest_id != contest.id:
        abort(404)
    form = SheetForm()
    if form.validate_on_submit():
        given = _given(contest, form)
        words = (given.comment, given.private_note)
        change = Change(
            form.change.data, sheet.public_id, form.version.data, given.marks, *words, gates=given.gates
        )
        outcome = syncing.apply_changes(current_user, [change], clock.now())[0]
        return _after_post(contest, sheet, outcome, form)
    return _desk(contest, sheet, ConflictForm(formdata=None), form if form.is_submitted() else None)


class Given(Struct, frozen=True):
    """What a page without scripts sent for a sheet."""

    marks: dict[str, int | None]
    gates: dict[str, bool | None]
    comment: str
    private_note: str


def _given(contest: Contest, form: SheetForm) -> Given:
    marks = {each["id"]: request.form.get(f"mark-{each['id']}", type=int) for each in contest.criteria}
    said = {"yes": True, "no": False}
    gates = {
        gate: said.get(request.form.get(f"gate-{gate}", "")) for gate in queries.settings_of(contest).gate_ids
    }
    return Given(marks, gates, form.comment.data or "", form.note.data or "")


def _after_post(contest: Contest, sheet: Sheet, outcome: syncing.Outcome, form: SheetForm) -> Response:
    if outcome.outcome in ("saved", "already_saved"):
        flash(_("Sheet %(number)s is kept.", number=sheet.idea.code), "ok")
        onward = request.form.get("to") or sheet.public_id
        return go(url_for("judging.sheet", contest=contest.slug, sheet=onward))
    conflict = _("This sheet was changed on another device meanwhile. Look at it, then mark again.")
    form.refuse(DomainError(outcome.outcome, outcome.message or conflict))
    return _desk(contest, sheet, ConflictForm(formdata=None), form)


@blueprint.post("/judge/<contest>/sheets/<sheet>/recuse")
@requires(Permission.FILL_SHEET, of="sheet")
def recuse(contest: Contest, sheet: Sheet) -> Response:
    """Declare a conflict of interest."""
    form = ConflictForm()
    if form.attempt(lambda: operations.declare_conflict(current_user, sheet, form.reason.data, clock.now())):
        flash(_("Idea %(number)s was set aside. Thank you for saying so.", number=sheet.idea.code), "ok")
        return go(url_for("judging.judge", contest=contest.slug))
    answer = _desk(contest, sheet, form)
    answer.status_code = 422
    return answer


@blueprint.post("/judge/<contest>/sign-off")
@requires(Permission.JUDGE, of="contest")
def sign_off(contest: Contest) -> Response:
    """I have finished; or, not quite."""
    judge, here = _seat(contest), url_for("judging.judge", contest=contest.slug)
    try:
        if request.form.get("again"):
            operations.resume(current_user, judge, clock.now())
            flash(_("You can change your marks again."), "info")
        else:
            operations.sign_off(current_user, judge, clock.now())
    except DomainError as refusal:
        flash(str(refusal), "no")
    return go(here)


@blueprint.get("/judging/offline.json")
@open_to_all("names of public files and of the pattern of pages to keep")
def offline() -> Response:
    """What a service worker keeps so that the judges' desk opens without a network."""
    behaviours = ("dialog", "leaving", "main", "menu", "once", "shortcuts", "theme", "toast")
    shared = ("keeping", "sending", "uuid")
    own = ("desk", "keys", "pitch", "recordings", "sheet", "store", "sync", "voice")
    scripts = (*behaviours, *shared, *(f"judging/{name}" for name in own))
    styles = ("css/base.css", "css/work.css", "css/contests.css", "css/print.css")
    pictures = ("img/sprite.svg", "img/favicon.svg")
    return jsonify(
        files=[asset(name) for name in (*(f"js/{name}.js" for name in scripts), *styles, *pictures)]
    )


@blueprint.get("/ideas/<idea>/feedback", endpoint="feedback")
@requires(Permission.READ_FEEDBACK, of="idea")
def read_feedback(idea: Idea) -> Response:
    """My place explained, my marks, the judges' comments."""
    told = feedback.feedback_for(idea)
    if told is None:
        abort(404)
    return page("judging/feedback.html", idea=idea, contest=idea.contest, told=told)

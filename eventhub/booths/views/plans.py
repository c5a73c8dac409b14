"""The plan for its organizer: the board, drawing it, stands by hand, the plan as JSON."""

from typing import Any

from flask import flash, jsonify, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from eventhub import clock
from eventhub.booths import boards, drawing, forms, ground, halls, picture
from eventhub.booths.blueprint import blueprint
from eventhub.booths.boards import Asked
from eventhub.booths.models import Booth, Plan
from eventhub.booths.operations import hands
from eventhub.booths.operations import plans as operations
from eventhub.booths.permissions import Permission
from eventhub.booths.queries import lists, plans
from eventhub.booths.queries.applications import application_by_public_id
from eventhub.booths.rows import rows_of
from eventhub.database import db
from eventhub.errors import DomainError
from eventhub.fairs.models import Edition
from eventhub.permissions import may, requires
from eventhub.web.forms import Form
from eventhub.web.pages import go, page

SPARE = {"zones": 1, "rows": 2, "things": 2}


@blueprint.get("/work/e/<edition>/plan")
@requires(Permission.SEE_PLAN, of="edition")
def plan(edition: Edition) -> Response:
    """The board: every stand with its state, and the details of the chosen one."""
    return show_board(edition)


def show_board(edition: Edition, refused: Form | None = None, label: str | None = None) -> Response:
    """The board with one stand open; after a refusal with the sentence and status 422."""
    found = plans.plan_of(edition)
    if found is None:
        return page("booths/plan_empty.html", edition=edition)
    asked = Asked.of(request.args)
    rows = plans.board(edition)
    board = boards.board(halls.within(rows, asked.hall), asked)
    booth = plans.booth_by_label(edition, label or asked.stand)
    drawn = board.drawn(booth.label if booth else "")
    name = _("Plan of %(name)s", name=edition.name)
    return page(
        "booths/plan.html",
        form=refused,
        edition=edition,
        plan=found,
        asked=asked,
        board=board,
        drawn=drawn,
        drawing=picture.svg(
            "board", drawn, found, label=name, is_seeking=board.is_seeking, window=_window(board)
        ),
        halls=halls.names(rows),
        picture=picture,
        questions=boards.QUESTIONS,
        **_figures(board),
        booth=booth,
        holds=plans.holds_of(booth) if booth else [],
        may_change=may(current_user, Permission.ASSIGN_BOOTH, edition),
        placeable=lists.placeable(edition) if booth else [],
        name_of=plans.name_of,
    )


def _window(board: boards.Board) -> halls.Window | None:
    """The part of the plan that the chosen hall takes; all of it when none is chosen."""
    return halls.window(board.rows) if board.asked.hall else None


def _figures(board: boards.Board) -> dict[str, Any]:
    """The quick figures: what is given, and how many stands are in each state."""
    tally = board.tally
    given = sum(tally.get(state, 0) for state in ("taken", "held", "institution"))
    return {"tally": tally, "given": given, "figures": boards.legend(board.rows, "state")}


@blueprint.route("/work/e/<edition>/plan/draw", methods=["GET", "POST"])
@requires(Permission.DRAW_PLAN, of="edition")
def draw_plan(edition: Edition) -> Response:
    """Draw the plan from rows: look at it first, then keep it."""
    form = forms.PlanForm()
    wanted = request.form.get("action", "")
    if not form.is_submitted():
        _fill(form, plans.plan_of(edition))
    elif wanted == "save" and form.attempt(
        lambda: bool(operations.draw(current_user, edition, form.layout(), clock.now()))
    ):
        flash(_("The plan was drawn."), "ok")
        return go(url_for("booths.plan", edition=edition.slug))
    elif wanted == "preview" and form.validate():
        form.attempt(lambda: operations.refuse_faults(form.layout()))
    preview = _preview(form)
    for name, lines in SPARE.items():
        if form.is_submitted() and wanted != f"add_{name}":
            continue
        for _line in range(lines):
            form[name].append_entry()
    return page(
        "booths/draw_plan.html",
        form=form,
        edition=edition,
        preview=preview,
        is_assigned=plans.is_assigned(edition),
        untold=_untold(edition),
    )


def _untold(edition: Edition) -> list[str]:
    """Stands that the form's rows can't tell: they would be lost by keeping it."""
    stored = plans.plan_of(edition)
    return rows_of(stored.booths)[1] if stored is not None else []


def _preview(form: forms.PlanForm) -> dict[str, Any] | None:
    # Judged by a form of its own: who asks for more lines is told of no mistakes yet.
    if form.errors or (form.is_submitted() and not forms.PlanForm().validate()):
        return None
    if not (form.width.data and form.depth.data):
        return None
    layout = form.layout()
    stored = [ground.stored(thing) for thing in layout.things]
    return {
        "stands": drawing.places(layout),
        "width": layout.width,
        "height": layout.depth,
        "things": drawing.things(stored),
        "entrances": drawing.entrances(stored, layout.width, layout.depth),
    }


def _fill(form: forms.PlanForm, stored: Plan | None) -> None:
    if stored is None:
        form.width.data, form.depth.data = 40.0, 30.0
        return
    form.width.data, form.depth.data = stored.width, stored.depth
    for zone in stored.zones:
        form.zones.append_entry(
            {
                "key": zone.key,
                "name_ar": zone.name.get("ar", ""),
                "name_fr": zone.name.get("fr", ""),
                "sectors": zone.sectors,
                "is_institutional": zone.is_institutional,
            }
        )
    for row in rows_of(stored.booths)[0]:
        form.rows.append_entry(ground.stored(row))
    for thing in stored.drawing:
        form.things.append_entry(thing)


def _answer(edition: Edition, booth: Booth, sentence: str) -> Response:
    flash(sentence, "ok")
    return go(url_for("booths.plan", edition=edition.slug, stand=booth.label))


@blueprint.post("/work/e/<edition>/plan/<booth>/block")
@requires(Permission.BLOCK_BOOTH, of="edition")
def block_booth(edition: Edition, booth: Booth) -> Response:
    """Take a stand out of use, or back."""
    form = forms.EmptyForm()
    verb = operations.unblock if booth.is_blocked else operations.block
    if form.attempt(lambda: verb(current_user, booth, clock.now())) is None:
        return show_board(edition, form, booth.label)
    done = _("Stand %(label)s is out of use.") if booth.is_blocked else _("Stand %(label)s is in use again.")
    return _answer(edition, booth, done % {"label": booth.label})


@blueprint.post("/work/e/<edition>/plan/<booth>/assign")
@requires(Permission.ASSIGN_BOOTH, of="edition")
def assign_booth(edition: Edition, booth: Booth) -> Response:
    """Give a stand to a file by hand."""
    form = forms.AssignForm()
    form.application.choices = forms.choices(dict(lists.placeable(edition)))

    def give() -> bool:
        file = application_by_public_id(form.application.data, {"edition": edition})
        hands.assign(current_user, booth, file, clock.now())  # type: ignore[arg-type]
        return True

    if not form.attempt(give):
        return show_board(edition, form, booth.label)
    return _answer(edition, booth, _("Stand %(label)s was given.", label=booth.label))


@blueprint.post("/work/e/<edition>/plan/<booth>/unassign")
@requires(Permission.ASSIGN_BOOTH, of="edition")
def unassign_booth(edition: Edition, booth: Booth) -> Response:
    """Take a stand back before it is offered."""
    form = forms.EmptyForm()

    def take() -> bool:
        hands.unassign(current_user, booth, clock.now())
        return True

    if not form.attempt(take):
        return show_board(edition, form, booth.label)
    return _answer(edition, booth, _("Stand %(label)s is free.", label=booth.label))


@blueprint.post("/work/e/<edition>/plan/<booth>/swap")
@requires(Permission.ASSIGN_BOOTH, of="edition")
def swap_booths(edition: Edition, booth: Booth) -> Response:
    """Exchange the exhibitors of two stands, or move one to an empty stand."""
    form = forms.SwapForm()

    def exchange() -> bool:
        other = plans.booth_by_label(edition, form.other.data)
        if other is None:
            raise DomainError("no_booth", _("There is no stand with this number."), field="other")
        hands.swap(current_user, booth, other, clock.now())
        return True

    if not form.attempt(exchange):
        db.session.expire_all()
        return show_board(edition, form, booth.label)
    return _answer(edition, booth, _("The stands were exchanged."))


@blueprint.get("/work/e/<edition>/plan.json")
@requires(Permission.SEE_PLAN, of="edition")
def plan_json(edition: Edition) -> Any:
    """The plan as data: zones, stands with their services, who holds them."""
    found = plans.plan_of(edition)
    stands = [
        {
            "label": row.label,
            "code": row.code,
            "zone": row.zone,
            "row": row.row,
            "x": row.x,
            "y": row.y,
            "width": row.width,
            "depth": row.depth,
            "angle": row.angle,
            "power_kw": row.power_kw,
            "water": row.has_water,
            "cooking": row.allows_cooking,
            "blocked": row.is_blocked,
            "state": plans.drawing_state(row),
            "holder": row.cooperative,
            "application": row.application,
        }
        for row in plans.board(edition)
    ]
    zones = [
        {"key": zone.key, "name": zone.name, "sectors": zone.sectors} for zone in plans.zones_of(edition)
    ]
    body: dict[str, Any] = {"edition": edition.slug, "zones": zones, "stands": stands}
    if found is not None:
        body |= {
            "width": found.width,
            "depth": found.depth,
            "things": found.drawing,
            "version": found.version,
        }
    response = jsonify(body)
    response.headers.set("Content-Disposition", "attachment", filename=f"plan-{edition.slug}.json")
    return response

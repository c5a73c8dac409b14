"""Organizers' pages of fairs: the list of work, new fairs, the overview, states, details."""

from typing import Any

from flask import abort, flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from eventhub import clock
from eventhub.accounts.models import Organizer
from eventhub.errors import DomainError
from eventhub.fairs import copying, following, home, operations, phrases, queries
from eventhub.fairs import overview as seams
from eventhub.fairs.blueprint import blueprint
from eventhub.fairs.forms import (
    CopyForm,
    CreateForm,
    DetailsForm,
)
from eventhub.fairs.models import Edition, Series
from eventhub.fairs.permissions import Permission
from eventhub.fairs.states import ENDED, MOVES, WAY, EditionState
from eventhub.permissions import may, requires
from eventhub.web.pages import go, page


@blueprint.get("/work")
@requires(Permission.LIST_WORK)
def work() -> Any:
    """What I run: fairs, contests, and from which fair the next can be made."""
    return page(
        "fairs/work.html",
        editions=sorted(queries.editions_of(current_user), key=_most_pressing),
        series=queries.series_run_by(current_user),
        others=home.work_of(current_user),
        organizers=queries.organizers_run_by(current_user),
        beginnings_of=home.beginnings_of,
    )


def _most_pressing(edition: Edition) -> tuple[int, int]:
    """What runs now, then what comes, the soonest first, then what is over, the latest first."""
    day = edition.starts_on.toordinal()
    if edition.state == EditionState.RUNNING:
        return 0, day
    return (2, -day) if edition.state in ENDED else (1, day)


@blueprint.route("/work/o/<organizer>/fairs/new", methods=["GET", "POST"])
@requires(Permission.CREATE_EDITION, of="organizer")
def create(organizer: Organizer) -> Any:
    """A new fair with its first edition."""
    form = CreateForm()
    if form.is_submitted() and not form.is_refilled:
        made = form.attempt(
            lambda: operations.create(current_user, organizer, form.slug.data, form.details, clock.now())
        )
        if made:
            flash(_("The fair was created. Nobody sees it yet."), "ok")
            return go(url_for("fairs.overview", edition=made.slug))
    return page("fairs/create.html", form, organizer=organizer)


@blueprint.route("/work/series/<series>/copy", methods=["GET", "POST"])
@requires(Permission.CREATE_EDITION, of="series")
def copy(series: Series) -> Any:
    """The next edition of a series, made from the last one."""
    old = queries.last_edition(series)
    if old is None:
        abort(404)
    form = CopyForm(data={"number": queries.next_number(series)})
    if form.is_submitted():
        made = form.attempt(
            lambda: copying.copy(current_user, series, form.number.data, form.starts_on.data, clock.now())
        )
        if made:
            flash(_("The new edition is here, in preparation. Nobody sees it yet."), "ok")
            return go(url_for("fairs.overview", edition=made.slug))
    return page("fairs/copy.html", form, series=series, old=old)


@blueprint.get("/work/e/<edition>")
@requires(Permission.WORK_ON_EDITION, of="edition")
def overview(edition: Edition) -> Any:
    """How it is going, what needs me, why."""
    tiles = seams.tiles_of(edition)
    here = EditionState(edition.state)
    return page(
        "fairs/overview.html",
        edition=edition,
        phase=edition.phase_on(clock.today(edition.zone)),
        needs=[tile for tile in tiles if tile.needs_me],
        figures=[tile for tile in tiles if not tile.needs_me],
        pictures=seams.pictures_of(edition),
        way=WAY,
        is_over=clock.today(edition.zone) >= edition.ends_on,
        place=WAY.index(here) if here in WAY else -1,
        moves=sorted(MOVES[here], key=list(EditionState).index),
        pages_of_moves={to: endpoint for to in MOVES[here] if (endpoint := following.page_of(to))},
        history=(history := queries.history_of(edition)),
        actors=queries.actors_of(history),
        may_move=may(current_user, Permission.MOVE_EDITION, edition),
    )


@blueprint.post("/work/e/<edition>/move")
@requires(Permission.MOVE_EDITION, of="edition")
def move(edition: Edition) -> Any:
    """Bring the fair to another state."""
    wanted = request.form.get("to", "")
    if wanted not in set(EditionState):
        abort(400)
    try:
        operations.move(current_user, edition, EditionState(wanted), clock.now())
        flash(_("The fair is now at: %(state)s.", state=phrases.STATES[edition.state]), "ok")
    except DomainError as refusal:
        flash(str(refusal), "no")
    return go(url_for("fairs.overview", edition=edition.slug))


@blueprint.post("/work/e/<edition>/publish")
@requires(Permission.EDIT_EDITION, of="edition")
def publish(edition: Edition) -> Any:
    """Open the fair's public site, or (field `hide`) take it away."""
    try:
        if "hide" in request.form:
            operations.hide(current_user, edition, clock.now())
            flash(_("The fair's site is hidden."), "ok")
        else:
            operations.publish(current_user, edition, clock.now())
            flash(_("The fair's site is public."), "ok")
    except DomainError as refusal:
        flash(str(refusal), "no")
    return go(url_for("fairs.edit", edition=edition.slug))


@blueprint.route("/work/e/<edition>/edit", methods=["GET", "POST"])
@requires(Permission.EDIT_EDITION, of="edition")
def edit(edition: Edition) -> Any:
    """What is said of the fair, its days, hours, place and look."""
    form = DetailsForm(edition)
    if form.is_submitted() and not form.is_refilled:
        done = form.attempt(lambda: operations.edit(current_user, edition, form.details, clock.now()))
        if done:
            flash(_("The details were kept."), "ok")
            return go(url_for("fairs.edit", edition=edition.slug))
    return page("fairs/edit.html", form, edition=edition)

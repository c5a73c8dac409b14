"""Several screeners mark a file, each alone; what they make of it together is its score.

`settle` is the one function that writes a score. It is asked again whenever a screener changes a mark, and a
score given by hand, with its reason, stands in front of the screeners' mean until it is taken back.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from eventhub import audit
from eventhub.booths import grid
from eventhub.booths.models import Application, Screening, ScreeningGrid
from eventhub.booths.operations.moving import locked, move, wrong_state
from eventhub.booths.operations.screening import part_of
from eventhub.booths.queries import screenings
from eventhub.booths.queries.applications import speaks_for
from eventhub.booths.queries.grids import forget_grid, grid_of, stored_grid
from eventhub.booths.queries.screenings import OPEN_TO_MARKS
from eventhub.booths.sharing import lacking, share
from eventhub.booths.states import ApplicationState
from eventhub.database import db
from eventhub.errors import DomainError
from eventhub.fairs.models import Edition


def mark(actor: Any, application: Application, marks: Mapping[str, int], at: datetime) -> Screening:
    """Keep one screener's marks (0 to 5 a criterion) and settle the score. Marking again replaces them.

    Raises wrong_state, conflict (declared, or one's own cooperative), no_mark.
    """
    locked(application)
    if application.state not in OPEN_TO_MARKS:
        raise wrong_state(application)
    if speaks_for(actor, application.cooperative_id):
        raise DomainError("conflict", _l("This is your own cooperative's file: others mark it."))
    part = part_of(actor, application)
    if part.conflict is not None:
        raise DomainError("conflict", _l("You declared a conflict of interest: others mark this file."))
    criteria = grid_of(application.edition).criteria
    own = {each["key"]: marks[each["key"]] for each in criteria if each["key"] in marks}
    try:
        points = grid.total(own, criteria)
    except ValueError:
        raise DomainError("no_mark", _l("Give each criterion a mark from 0 to 5.")) from None
    part.marks, part.total, part.marked_at = own, points, at
    db.session.flush()
    audit.record(actor, "booths:application:marked", application, at)
    settle(actor, application, at)
    return part


def settle(actor: Any, application: Application, at: datetime) -> Application:
    """Write what the screeners make of a locked file; once all who were asked have marked, it is scored."""
    settled = grid.settle(screenings.totals_of(application.id))
    application.score_spread = settled.spread if settled.count > 1 else None
    by_hand = application.score_by_hand
    application.score = by_hand if by_hand is not None else settled.mean
    is_ready = application.score is not None and not screenings.waiting_marks(application.id)
    if application.state == ApplicationState.ELIGIBLE and (is_ready or by_hand is not None):
        move(application, ApplicationState.SCORED, actor, at, is_published=False)
    return application


def score(
    actor: Any, application: Application, points: float | None, tier: int, at: datetime, *, reason: str = ""
) -> Application:
    """Give a score by hand (0 to 100; None takes it back) and a priority (1 first to 3); stays inside.

    In front of screeners' marks it needs a reason. Scoring again replaces it. Raises no_reason, wrong_state.
    """
    locked(application)
    if points is not None and not reason.strip() and screenings.totals_of(application.id):
        raise DomainError(
            "no_reason", _l("Say why this score stands in front of the screeners'."), field="why"
        )
    if application.state not in (ApplicationState.ELIGIBLE, ApplicationState.SCORED):
        raise wrong_state(application)
    application.score_by_hand, application.tier = points, tier
    application.score_reason = (reason.strip() or None) if points is not None else None
    was = application.state
    settle(actor, application, at)
    if application.state == was:
        audit.record(actor, "booths:application:scored", application, at, points=points, tier=tier)
    return application


def declare_conflict(actor: Any, application: Application, reason: str, at: datetime) -> Screening:
    """Somebody steps out of a file: their marks go, and it is no longer theirs to screen. Raises no_words."""
    if not reason.strip():
        raise DomainError("no_words", _l("Say in a few words what ties you to them."), field="tie")
    locked(application)
    part = part_of(actor, application)
    if part.conflict is None:
        audit.record(actor, "booths:application:conflict_declared", application, at)
    part.conflict, part.is_assigned = reason.strip()[:300], False
    part.marks, part.total, part.marked_at = None, None, None
    db.session.flush()
    settle(actor, application, at)
    return part


def share_files(actor: Any, edition: Edition, at: datetime) -> tuple[int, int]:
    """Give every open file its screeners, in turn; gives how many seats are new and how many files lack one.

    Seats that are there stay. Nobody gets a file of an own cooperative or of a declared conflict. Raises
    no_screeners.
    """
    db.session.execute(sa.select(Edition.id).where(Edition.id == edition.id).with_for_update())
    files, people = screenings.to_share(edition), [person.id for person in screenings.screeners_of(edition)]
    if not people:
        raise DomainError("no_screeners", _l("Nobody may screen here yet: invite organizers first."))
    parts = {(part.application_id, part.person_id): part for part in screenings.parts_in(edition)}
    own = screenings.own_cooperatives(people)
    torn = {(file, who) for file, home in files.items() for who in people if (who, home) in own}
    torn |= {seat for seat, part in parts.items() if part.conflict is not None}
    kept = [seat for seat, part in parts.items() if part.is_assigned]
    per_file = grid_of(edition).per_file
    new = share(list(files), people, per_file, torn=torn, kept=kept)
    for file, who in new:
        part = parts.get((file, who))
        if part is None:
            part = Screening(edition_id=edition.id, application_id=file, person_id=who, created_at=at)
            db.session.add(part)
        part.is_assigned = True
    if new:
        audit.record(actor, "booths:files:shared", edition, at, seats=len(new))
    db.session.flush()
    return len(new), len(lacking(files, people, per_file, torn))


def set_grid(actor: Any, edition: Edition, wanted: grid.Grid, at: datetime) -> ScreeningGrid:
    """Set how files are looked at. New weights make new points of the marks that were given.

    Raises no_criteria, and in_use when a criterion is taken out or added after the first mark.
    """
    if not wanted.criteria or sum(float(each["weight"]) for each in wanted.criteria) <= 0:
        raise DomainError("no_criteria", _l("Keep at least one criterion that weighs something."))
    old = {each["key"] for each in grid_of(edition).criteria}
    if old != {each["key"] for each in wanted.criteria} and _is_marked(edition):
        raise DomainError(
            "in_use", _l("Files are already marked by these criteria: change words and weights only.")
        )
    row = stored_grid(edition)
    if row is None:
        row = ScreeningGrid(edition_id=edition.id, organizer_id=edition.organizer_id)
        db.session.add(row)
    row.checklist, row.criteria = (
        [dict(each) for each in wanted.checklist],
        [dict(each) for each in wanted.criteria],
    )
    row.spread_limit, row.per_file = wanted.spread_limit, wanted.per_file
    db.session.flush()
    forget_grid(edition)
    _weigh_again(actor, edition, at)
    audit.record(actor, "booths:grid:set", edition, at)
    return row


def _is_marked(edition: Edition) -> bool:
    marked = sa.exists().where(Screening.edition_id == edition.id, Screening.total.is_not(None))
    return bool(db.session.scalar(sa.select(marked)))


def _weigh_again(actor: Any, edition: Edition, at: datetime) -> None:
    """New weights make new points of the same marks."""
    criteria = grid_of(edition).criteria
    touched = set()
    for part in screenings.parts_in(edition):
        if part.marks is not None:
            points = grid.total(part.marks, criteria)
            if points != part.total:
                part.total = points
                touched.add(part.application_id)
    db.session.flush()
    if touched:
        query = sa.select(Application).where(Application.id.in_(touched)).with_for_update()
        for application in db.session.scalars(query):
            settle(actor, application, at)

"""What booths say on an edition's overview: what waits for a decision, how the floor fills."""

from collections.abc import Iterator

import sqlalchemy as sa
from flask import url_for
from flask_babel import lazy_gettext as _l
from flask_babel import lazy_ngettext as _ln

from eventhub.booths import drawing
from eventhub.booths.models import Application, Assignment, Booth
from eventhub.booths.queries import lists, plans
from eventhub.booths.states import DECIDED, ApplicationState, AssignmentState
from eventhub.database import db
from eventhub.fairs.models import Edition
from eventhub.fairs.overview import Picture, Tile
from eventhub.fairs.states import EditionState
from eventhub.i18n import number
from eventhub.permissions import may_open

_S = ApplicationState
_KEPT = (AssignmentState.CONFIRMED, AssignmentState.OCCUPIED)


def booth_tiles(edition: Edition) -> Iterator[Tile]:
    """Three statements and two in preparation: files by state, decisions not told yet, stands kept."""
    yield from _to_prepare(edition)
    counts = lists.counts(edition)
    for state, sentence in _to_do(counts):
        href = url_for("booths.applications", edition=edition.slug, state=state.value)
        figure = number(counts[state])
        yield Tile(_l("Applications"), figure, sentence, href, "folder", "wait", needs_me=True, order=10)
    untold = _untold(edition)
    if untold:
        sentence = _ln(
            "One decision is not published yet.", "%(num)s decisions are not published yet.", untold
        )
        href = url_for("booths.allocation", edition=edition.slug)
        yield Tile(_l("Decisions"), number(untold), sentence, href, "flag", "wait", needs_me=True, order=12)
    sent = sum(count for state, count in counts.items() if state not in (_S.DRAFT, _S.WITHDRAWN))
    if sent:
        href = url_for("booths.applications", edition=edition.slug)
        yield Tile(_l("Applications received"), number(sent), href=href, icon="folder", order=20)
    stands, kept = _floor(edition)
    if stands:
        href = url_for("booths.plan", edition=edition.slug)
        figure = f"{number(kept)} / {number(stands)}"
        yield Tile(_l("Stands confirmed"), figure, href=href, icon="stand", order=21)


def _to_prepare(edition: Edition) -> Iterator[Tile]:
    """Before the call: a plan to draw, and the call itself, which a copied fair has to look at again."""
    if edition.state != EditionState.PREPARATION:
        return
    if plans.plan_of(edition) is None:
        href = url_for("booths.edit_plan", edition=edition.slug)
        sentence = _l("Stands are given from it, and visitors find their way by it.")
        yield Tile(_l("Draw the plan"), "", sentence, href, "plan", "wait", needs_me=True, order=8)
    href = url_for("booths.call", edition=edition.slug)
    sentence = _l("Look at its dates, questions and terms; saving it opens the fair's site.")
    yield Tile(_l("Open the call"), "", sentence, href, "bell", "wait", needs_me=True, order=9)


def _to_do(counts: dict[str, int]) -> Iterator[tuple[ApplicationState, object]]:
    sentences = {
        _S.SUBMITTED: _ln(
            "One application to look at.", "%(num)s applications to look at.", counts.get(_S.SUBMITTED, 0)
        ),
        _S.ACCEPTED: _ln(
            "One acceptance to confirm.", "%(num)s acceptances to confirm.", counts.get(_S.ACCEPTED, 0)
        ),
    }
    return ((state, sentence) for state, sentence in sentences.items() if counts.get(state))


def _untold(edition: Edition) -> int:
    query = sa.select(sa.func.count()).where(
        Application.edition_id == edition.id,
        Application.state.in_(DECIDED),
        Application.state != Application.published_state,
    )
    return db.session.scalar(query) or 0


def _floor(edition: Edition) -> tuple[int, int]:
    """Stands in use, and those whose holder is confirmed."""
    stands = sa.select(sa.func.count()).where(Booth.edition_id == edition.id, Booth.is_blocked.is_(False))
    kept = sa.select(sa.func.count(sa.distinct(Assignment.booth_id))).where(
        Assignment.edition_id == edition.id, Assignment.state.in_(_KEPT)
    )
    row = db.session.execute(sa.select(stands.scalar_subquery(), kept.scalar_subquery())).one()
    return row[0], row[1]


def floor(edition: Edition) -> Picture | None:
    """The plan as it stands, each stand leading to its place on the plan's page."""
    plan = plans.plan_of(edition)
    if plan is None:
        return None
    address = url_for("booths.plan", edition=edition.slug)
    href = (lambda row: f"{address}?stand={row.label}") if may_open("booths.plan", edition) else None
    stands = drawing.stands(plans.board(edition), href=href)
    return Picture("booths/_floor.html", {"stands": stands, "ground": drawing.ground_of(plan)}, order=20)

"""`instance_of(edition)`: the allocation problem of an edition, from its plan and its applications."""

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from eventhub.booths import problems
from eventhub.booths.allocation.instance import Instance
from eventhub.booths.models import Application, Assignment, Booth
from eventhub.booths.queries import plans
from eventhub.booths.states import AWAITING_DECISION, DECIDED, LIVING, AssignmentState
from eventhub.database import db
from eventhub.fairs.models import Edition


def subjects(edition: Edition) -> list[Application]:
    """What an allocation places again: files awaiting a decision, or whose decision nobody has read."""
    unread = sa.and_(Application.state.in_(DECIDED), Application.published_state.not_in(DECIDED))
    query = (
        sa.select(Application)
        .where(Application.edition_id == edition.id)
        .where(sa.or_(Application.state.in_(AWAITING_DECISION), unread))
        .options(joinedload(Application.cooperative), joinedload(Application.call))
        .order_by(Application.id)
    )
    return list(db.session.scalars(query))


def _holders(edition: Edition, taken: set[int]) -> list[Application]:
    """Exhibitors who hold a stand and are not placed again: they count for rules, and stay."""
    holds = sa.exists().where(Assignment.application_id == Application.id, Assignment.state.in_(LIVING))
    query = (
        sa.select(Application)
        .where(Application.edition_id == edition.id, holds)
        .options(joinedload(Application.cooperative), joinedload(Application.call))
        .order_by(Application.id)
    )
    return [row for row in db.session.scalars(query) if row.id not in taken]


def _pins(edition: Edition) -> dict[int, set[str]]:
    """Stands that may not change hands: set by hand, or already offered."""
    query = (
        sa.select(Assignment.application_id, Booth.label)
        .join(Booth, Booth.id == Assignment.booth_id)
        .where(
            Assignment.edition_id == edition.id,
            Assignment.state.in_(LIVING),
            sa.or_(Assignment.is_pinned, Assignment.state != AssignmentState.PLANNED),
        )
    )
    pins: dict[int, set[str]] = {}
    for application_id, label in db.session.execute(query):
        pins.setdefault(application_id, set()).add(label)
    return pins


def instance_of(edition: Edition) -> Instance:
    """The problem: stand ids are labels, application ids public ids, money whole dirhams.

    Holders whose stand is set by hand or already offered are pinned; everybody else is placed afresh.
    """
    plan = plans.plan_of(edition)
    booths = list(
        db.session.scalars(
            sa.select(Booth)
            .where(Booth.edition_id == edition.id)
            .options(joinedload(Booth.zone))
            .order_by(Booth.id)
        )
    )
    placed = subjects(edition)
    holders = _holders(edition, {row.id for row in placed})
    quotas = [quota for call in plans.calls_of(edition) for quota in call.quotas]
    return problems.build(
        edition.slug,
        zones=plan.zones if plan else [],
        booths=booths,
        applications=[*placed, *holders],
        pins=_pins(edition),
        quotas=quotas,
        home=edition.place_code,
        corrections=plans.corrections(plan, booths) if plan else None,
    )

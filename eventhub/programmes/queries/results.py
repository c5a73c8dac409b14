"""What a programme achieved, counted from rows: never typed, so that nobody need be believed.

What stands (cooperatives, their women, their products) is counted as it stood at the end of the period; what
happens (hours, sessions, opportunities, licences) as it happened within it.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from msgspec import Struct
from sqlalchemy.orm import contains_eager

from eventhub import clock
from eventhub.contests.queries import support
from eventhub.cooperatives.models import Cooperative, Product
from eventhub.database import db
from eventhub.programmes import scoring
from eventhub.programmes.kinds import Axis, Indicator, Target, TrainingKind
from eventhub.programmes.models import (
    Attendance,
    Diagnosis,
    Enrolment,
    Licence,
    Measure,
    Opportunity,
    Programme,
    Training,
)
from eventhub.programmes.states import EnrolmentState, LicenceState, OpportunityState


class Line(Struct, frozen=True):
    """A province: its cooperatives in the programme, their women, who was trained, links made."""

    province_code: str
    cooperatives: int
    women: int
    trained: int
    links: int


class Results(Struct, frozen=True):
    """The figures of a period."""

    achieved: dict[Target, float]
    targets: dict[str, int]
    trained: int
    trained_women: int
    trained_young: int
    coaching_hours: float
    links: int
    linked: int
    value: int
    grants: int
    granted: int
    provinces: list[Line]


def results(programme: Programme, period: str, today: date) -> Results:
    """The figures of a period (`scoring.periods`), until today at the latest: a dozen statements."""
    first, last = scoring.bounds(period, programme.starts_on, programme.ends_on)
    last = min(last, today)
    since, until = clock.day_bounds(first)[0], clock.day_bounds(last)[1]
    inside = _members(programme, until)
    cooperatives, women = _one(
        sa.select(sa.func.count(), _sum(Cooperative.women)).where(Cooperative.id.in_(inside))
    )
    (products,) = _one(
        sa.select(sa.func.count(Product.id)).where(
            Product.cooperative_id.in_(inside), Product.created_at < until
        )
    )
    minutes = _held(programme, first, last)
    coached, coached_minutes = support.coached(inside, since, until)
    trained, trained_women, trained_young = _one(
        sa.select(_sum(Attendance.people), _sum(Attendance.women), _sum(Attendance.young))
        .join(Attendance.training)
        .where(*_in_days(programme, Training, first, last))
    )
    opened, links, linked, value = _opportunities(programme, first, last)
    (licences,) = _one(
        sa.select(sa.func.count(Licence.id)).where(
            Licence.cooperative_id.in_(inside),
            Licence.state == LicenceState.HELD,
            Licence.granted_on.between(first, last),
        )
    )
    grants, granted = support.granted(inside, since, until)
    own = minutes.get(TrainingKind.COACHING, (0, 0))
    achieved: dict[Target, float] = {
        Target.COOPERATIVES: cooperatives,
        Target.WOMEN: women,
        Target.PRODUCTS: products,
        Target.TRAINING_HOURS: minutes.get(TrainingKind.TRAINING, (0, 0))[1] / 60,
        Target.COACHING_SESSIONS: own[0] + coached,
        Target.OPPORTUNITIES: opened,
        Target.LICENCES: licences,
    }
    return Results(
        achieved,
        dict(programme.targets.get(period) or {}),
        trained=trained,
        trained_women=trained_women,
        trained_young=trained_young,
        coaching_hours=(own[1] + coached_minutes) / 60,
        links=links,
        linked=linked,
        value=value,
        grants=grants,
        granted=granted,
        provinces=_provinces(programme, inside, first, last),
    )


def _members(programme: Programme, until: datetime) -> sa.Select[Any]:
    """The cooperatives that took part at a moment."""
    return sa.select(Enrolment.cooperative_id).where(
        Enrolment.programme_id == programme.id,
        Enrolment.state.in_((EnrolmentState.JOINED, EnrolmentState.LEFT)),
        Enrolment.joined_at < until,
        sa.or_(Enrolment.left_at.is_(None), Enrolment.left_at >= until),
    )


def _in_days(programme: Programme, table: Any, first: date, last: date) -> tuple[Any, Any]:
    return table.programme_id == programme.id, table.on.between(first, last)


def _held(programme: Programme, first: date, last: date) -> dict[str, tuple[int, int]]:
    """(sessions, minutes) by kind, of sessions that somebody came to."""
    query = sa.select(Training.kind, sa.func.count(), _sum(Training.minutes)).where(
        *_in_days(programme, Training, first, last), Training.attendances.any()
    )
    return {row[0]: (row[1], int(row[2])) for row in db.session.execute(query.group_by(Training.kind))}


def _opportunities(programme: Programme, first: date, last: date) -> tuple[int, int, int, int]:
    """(opened and not come to nothing, links made, cooperatives linked, centimes of those links)."""
    query = sa.select(Opportunity.state, Opportunity.enrolment_id, Opportunity.value).where(
        *_in_days(programme, Opportunity, first, last), Opportunity.state != OpportunityState.LOST
    )
    rows = db.session.execute(query).all()
    made = [row for row in rows if row.state == OpportunityState.MADE]
    return len(rows), len(made), len({row.enrolment_id for row in made}), sum(row.value or 0 for row in made)


def _provinces(programme: Programme, inside: sa.Select[Any], first: date, last: date) -> list[Line]:
    province = Cooperative.province_code
    here = sa.select(province, sa.func.count(), _sum(Cooperative.women)).where(Cooperative.id.in_(inside))
    trained = (
        sa.select(province, _sum(Attendance.people))
        .join(Attendance.training)
        .join(Enrolment, Enrolment.id == Attendance.enrolment_id)
        .join(Enrolment.cooperative)
        .where(*_in_days(programme, Training, first, last))
    )
    links = (
        sa.select(province, sa.func.count())
        .select_from(Opportunity)
        .join(Enrolment, Enrolment.id == Opportunity.enrolment_id)
        .join(Enrolment.cooperative)
        .where(*_in_days(programme, Opportunity, first, last), Opportunity.state == OpportunityState.MADE)
    )
    came, linked = (
        {row[0]: int(row[1]) for row in db.session.execute(query.group_by(province))}
        for query in (trained, links)
    )
    rows = db.session.execute(here.group_by(province).order_by(sa.func.count().desc(), province))
    return [Line(code, n, int(women), came.get(code, 0), linked.get(code, 0)) for code, n, women in rows]


def _sum(column: Any) -> Any:
    return sa.func.coalesce(sa.func.sum(column), 0)


def _one(query: sa.Select[Any]) -> list[int]:
    return [int(value) for value in db.session.execute(query).one()]


class Progress(Struct, frozen=True):
    """What the diagnoses say of all: needs by axis; before and after, of those diagnosed twice."""

    diagnosed: int
    twice: int
    needs: dict[Axis, int]
    before: dict[Axis, float]
    after: dict[Axis, float]


def progress(programme: Programme) -> Progress:
    """Where the cooperatives of a programme stood and stand."""
    query = (
        sa.select(Diagnosis.enrolment_id, Diagnosis.answers)
        .join(Enrolment, Enrolment.id == Diagnosis.enrolment_id)
        .where(Enrolment.programme_id == programme.id, Diagnosis.finished_at.is_not(None))
        .order_by(Diagnosis.finished_at, Diagnosis.id)
    )
    asked = programme.questions
    said: dict[int, list[dict[Axis, float]]] = {}
    for enrolment_id, answers in db.session.execute(query):
        said.setdefault(enrolment_id, []).append(scoring.scores(asked, answers))
    twice = [rows for rows in said.values() if len(rows) > 1]
    needs = Counter(axis for rows in said.values() for axis in scoring.weakest(rows[-1]))
    return Progress(
        len(said),
        len(twice),
        {axis: needs[axis] for axis in Axis if axis in needs},
        scoring.mean_of([rows[0] for rows in twice]),
        scoring.mean_of([rows[-1] for rows in twice]),
    )


def changes(programme: Programme) -> dict[Indicator, scoring.Change]:
    """Each indicator before and after, where somebody was measured twice."""
    query = (
        sa.select(Measure.indicator, Measure.enrolment_id, Measure.on, Measure.value)
        .join(Enrolment, Enrolment.id == Measure.enrolment_id)
        .where(Enrolment.programme_id == programme.id)
    )
    rows = db.session.execute(query).all()
    found = {
        indicator: scoring.change((row[1], row[2], row[3]) for row in rows if row[0] == indicator)
        for indicator in Indicator
    }
    return {indicator: each for indicator, each in found.items() if each.cooperatives}


def hours_by_axis(programme: Programme) -> dict[str, tuple[float, float]]:
    """By axis, (hours planned in all, hours that somebody came to), of both kinds."""
    held = sa.case((Training.attendances.any(), Training.minutes), else_=0)
    query = sa.select(Training.axis, _sum(Training.minutes), _sum(held))
    query = query.where(Training.programme_id == programme.id, Training.axis.is_not(None))
    rows = db.session.execute(query.group_by(Training.axis))
    return {axis: (int(planned) / 60, int(given) / 60) for axis, planned, given in rows if axis}


def every_line(programme: Programme) -> Iterator[tuple[Enrolment, dict[str, Any]]]:
    """Each cooperative of a programme with its own figures, for a spreadsheet."""
    query = sa.select(Enrolment).join(Enrolment.cooperative).where(Enrolment.programme_id == programme.id)
    query = query.options(contains_eager(Enrolment.cooperative))
    came = (
        sa.select(Attendance.enrolment_id, _sum(Training.minutes), _sum(Attendance.people))
        .join(Attendance.training)
        .where(Training.programme_id == programme.id)
        .group_by(Attendance.enrolment_id)
    )
    hours = {row[0]: (int(row[1]) / 60, int(row[2])) for row in db.session.execute(came)}
    made = (
        sa.select(Opportunity.enrolment_id, sa.func.count(), _sum(Opportunity.value))
        .where(Opportunity.programme_id == programme.id, Opportunity.state == OpportunityState.MADE)
        .group_by(Opportunity.enrolment_id)
    )
    links = {row[0]: (row[1], int(row[2])) for row in db.session.execute(made)}
    for row in db.session.scalars(query.order_by(Cooperative.sort_name, Enrolment.id)):
        own_hours, people = hours.get(row.id, (0.0, 0))
        count, value = links.get(row.id, (0, 0))
        yield row, {"hours": own_hours, "people": people, "links": count, "value": value / 100}

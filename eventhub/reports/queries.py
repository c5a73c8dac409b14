"""Reads of reports: what the features know of an edition, from rows and the gates' counters, never scans."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from eventhub.accounts.roles import RoleName
from eventhub.booths.models import Application, Assignment, Booth, Call, SalesReport
from eventhub.booths.problems import tags
from eventhub.booths.states import COMING, LIVING, ApplicationState, AssignmentState
from eventhub.clock import local_day
from eventhub.cooperatives.kinds import ExhibitorKind
from eventhub.database import db
from eventhub.fairs.models import Edition
from eventhub.fairs.queries import previous_edition
from eventhub.fairs.states import EditionState
from eventhub.reports.counting import report_of
from eventhub.reports.facts import Exhibitor, Facts, Sale, Session, Stated
from eventhub.reports.figures import Aim, Method, Report, from_json
from eventhub.reports.models import ClosingReport, StatedFigure
from eventhub.visitors.meeting import what_came
from eventhub.visitors.models import Badge, Counter, Registration
from eventhub.visitors.queries import meetings_of
from eventhub.visitors.queries.seats import booked_by_session
from eventhub.volunteers.queries.figures import figures_of


def closing_report(edition: Edition) -> ClosingReport | None:
    """The closing report of an edition, published or begun."""
    return db.session.scalar(sa.select(ClosingReport).where(ClosingReport.edition_id == edition.id))


def published_report(edition: Edition) -> ClosingReport | None:
    """The closing report that everybody may read."""
    found = closing_report(edition)
    return found if found is not None and found.published_at is not None else None


def is_published(edition: Edition) -> bool:
    """Whether there is a closing report to read."""
    query = sa.select(ClosingReport.id).where(
        ClosingReport.edition_id == edition.id, ClosingReport.published_at.is_not(None)
    )
    return db.session.scalar(query) is not None


def report_for(edition: Edition, at: datetime) -> Report:
    """The figures of an edition: frozen ones once published, else as they are now."""
    frozen = published_report(edition)
    return from_json(frozen.figures or {}) if frozen else live_report(edition, at)


def live_report(edition: Edition, at: datetime) -> Report:
    """The figures as they are at this moment; those of a fair that is over, beside the edition before."""
    before = _before(edition, at) if edition.state == EditionState.CLOSED else {}
    return report_of(facts_of(edition, at, before=before))


def _before(edition: Edition, at: datetime) -> dict[Aim, int]:
    earlier = previous_edition(edition)
    if earlier is None:
        return {}
    frozen = published_report(earlier)
    report = from_json(frozen.figures or {}) if frozen else report_of(facts_of(earlier, at))
    return {aim: value for aim in Aim if (value := report.headline(aim).value)}


def facts_of(edition: Edition, at: datetime, before: dict[Aim, int] | None = None) -> Facts:
    """What the features know of an edition, in a fixed number of statements."""
    today = local_day(at, edition.zone)
    days = tuple(day for day in edition.day_list if day <= today)
    quarters = _quarters(edition)
    applications = _applications(edition)
    assignments = _assignments(edition)
    return Facts(
        days=days,
        exhibitors=tuple(_exhibitor(each, edition) for each in applications),
        stands=_stands(edition),
        stands_held=len({each.booth_id for each in assignments}),
        stands_occupied=len(
            {each.booth_id for each in assignments if each.state == AssignmentState.OCCUPIED}
        ),
        people_by_day=_people_by_day(quarters),
        quarters=tuple((quarter, entered) for quarter, _day, _people, entered in quarters),
        **_people_and_categories(edition),
        sales=_sales(edition),
        meetings=_meetings(edition),
        volunteers=_volunteers(edition),
        present_by_day=_present_by_day(days, applications, assignments),
        sessions=_sessions(edition, at),
        quotas=_quotas(edition),
        stated=stated_of(edition),
        before=before or {},
    )


def _sessions(edition: Edition, at: datetime) -> tuple[Session, ...]:
    """Those that took or will take place; of seats, those of sessions that have begun."""
    booked = booked_by_session(edition.id)
    return tuple(
        Session(
            each.kind,
            each.seats,
            each.came,
            taken=booked.get(each.id, 0) if each.is_seated and each.starts_at <= at else None,
            is_scanned=each.is_scanned,
            title=tuple(sorted(each.title.items())),
            starts=each.starts_at.isoformat(),
        )
        for each in edition.sessions
        if each.cancelled_at is None
    )


def _applications(edition: Edition) -> list[Application]:
    query = (
        sa.select(Application)
        .options(joinedload(Application.cooperative))
        .where(
            Application.edition_id == edition.id,
            Application.state.in_(COMING | {ApplicationState.NO_SHOW}),
        )
        .order_by(Application.id)
    )
    return list(db.session.scalars(query))


def _exhibitor(application: Application, edition: Edition) -> Exhibitor:
    cooperative = application.cooperative
    came = {ApplicationState.PRESENT: True, ApplicationState.NO_SHOW: False}
    return Exhibitor(
        kind=cooperative.kind,
        sector=application.sector,
        region=application.region_code,
        came=came.get(ApplicationState(application.state)),
        is_cooperative=cooperative.kind == ExhibitorKind.COOPERATIVE,
        is_women_led=cooperative.president_is_woman,
        members=cooperative.members,
        women=cooperative.women,
        youth=cooperative.youth,
        tags=tags(application, edition.place_code),
    )


def _stands(edition: Edition) -> int:
    query = sa.select(sa.func.count()).where(Booth.edition_id == edition.id, Booth.is_blocked.is_(False))
    return db.session.scalar(query) or 0


def _assignments(edition: Edition) -> list[Assignment]:
    query = sa.select(Assignment).where(Assignment.edition_id == edition.id, Assignment.state.in_(LIVING))
    return list(db.session.scalars(query))


def _quarters(edition: Edition) -> list[tuple[datetime, date, int, int]]:
    """By quarter of an hour, all gates together: (quarter, day, people, entered)."""
    query = (
        sa.select(Counter.quarter, Counter.day, sa.func.sum(Counter.people), sa.func.sum(Counter.entered))
        .where(Counter.edition_id == edition.id)
        .group_by(Counter.quarter, Counter.day)
        .order_by(Counter.quarter)
    )
    return [
        (quarter, day, int(people), int(entered))
        for quarter, day, people, entered in db.session.execute(query)
    ]


def _people_by_day(quarters: Iterable[tuple[datetime, date, int, int]]) -> dict[date, int]:
    days: dict[date, int] = {}
    for _quarter, day, people, _entered in quarters:
        days[day] = days.get(day, 0) + people
    return days


def _people_and_categories(edition: Edition) -> dict[str, Any]:
    """People whose badge came in at least once, and by category."""
    query = (
        sa.select(Registration.category, sa.func.sum(Registration.party))
        .join(Badge, Badge.registration_id == Registration.id)
        .where(Registration.edition_id == edition.id, Badge.first_in_at.is_not(None))
        .group_by(Registration.category)
    )
    categories = {category: int(people) for category, people in db.session.execute(query)}
    return {"people": sum(categories.values()), "categories": categories}


def _sales(edition: Edition) -> tuple[Sale, ...]:
    columns = (SalesReport.application_id, SalesReport.day, SalesReport.amount, Application.sector)
    query = (
        sa.select(*columns, SalesReport.method, SalesReport.low.is_not(None))
        .join(Application, Application.id == SalesReport.application_id)
        .where(SalesReport.edition_id == edition.id)
    )
    return tuple(Sale(*row) for row in db.session.execute(query))


def _meetings(edition: Edition) -> tuple[int, int, int, int]:
    """Meetings of buyers and stands: asked for, held, cooperatives linked, opportunities."""
    came = what_came(meetings_of(edition.id))
    return came.asked, came.held, came.cooperatives_linked, came.opportunities


def _volunteers(edition: Edition) -> tuple[int, int, int]:
    """Volunteers who came, their days, their minutes."""
    found = figures_of(edition.id)
    return found.volunteers, found.days, found.minutes


def _present_by_day(
    days: Iterable[date], applications: Iterable[Application], assignments: Iterable[Assignment]
) -> dict[date, int]:
    """How many exhibitors stood there on each day: by their stands' days, else all of them every day."""
    there = {each.id for each in applications if each.state != ApplicationState.NO_SHOW}
    spans = [each for each in assignments if each.application_id in there]
    if not spans:
        return dict.fromkeys(days, len(there))
    return {
        day: len({each.application_id for each in spans if each.starts_on <= day <= each.ends_on})
        for day in days
    }


def _quotas(edition: Edition) -> tuple[tuple[str, int], ...]:
    """The published quotas of every call: (what it counts, the least number)."""
    asked: dict[str, int] = {}
    for quotas in db.session.scalars(sa.select(Call.quotas).where(Call.edition_id == edition.id)):
        for quota in quotas:
            asked[quota["tag"]] = asked.get(quota["tag"], 0) + int(quota["least"])
    return tuple(sorted(asked.items()))


def stated_of(edition: Edition) -> dict[Aim, Stated]:
    """What the organizer aims at and states, by aim."""
    query = sa.select(StatedFigure).where(StatedFigure.edition_id == edition.id).order_by(StatedFigure.id)
    return {
        Aim(row.aim): Stated(row.target, row.value, Method(row.method or Method.ESTIMATED))
        for row in db.session.scalars(query)
    }


def quarters_of_day(edition: Edition, day: date) -> list[tuple[datetime, int]]:
    """How many came in by quarter of an hour on a day, from the first to the last, silent ones included."""
    found = {quarter: entered for quarter, of_day, _people, entered in _quarters(edition) if of_day == day}
    if not found:
        return []
    first, last = min(found), max(found)
    steps = int((last - first) / timedelta(minutes=15)) + 1
    moments = [first + timedelta(minutes=15 * step) for step in range(steps)]
    return [(moment, found.get(moment, 0)) for moment in moments]


def supported_by(person: Any) -> list[Edition]:
    """Editions that a person supports as a partner, the latest first."""
    roles = [role for role in person.roles if role.name == RoleName.PARTNER]
    if not roles:
        return []
    single = {role.edition_id for role in roles if role.edition_id is not None}
    whole = {role.organizer_id for role in roles if role.edition_id is None and role.contest_id is None}
    query = sa.select(Edition).where(sa.or_(Edition.id.in_(single), Edition.organizer_id.in_(whole)))
    return list(db.session.scalars(query.order_by(Edition.starts_on.desc(), Edition.id)))

"""Reads of applications: lists that select columns only, one file with its people, one's own files."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Bundle, joinedload

from eventhub.accounts.models import Person
from eventhub.booths.models import (
    Application,
    ApplicationStep,
    Assignment,
    Booth,
    Call,
    SalesReport,
    Zone,
)
from eventhub.booths.states import COMING, DECIDED, LIVING, ApplicationState, AssignmentState
from eventhub.cooperatives.models import Cooperative, Member, Product
from eventhub.database import db
from eventhub.fairs.models import Edition
from eventhub.folding import fold
from eventhub.web.pages import Slice, keyset

_ROW = Bundle(
    "row",
    Application.id,
    Application.public_id,
    Application.state,
    Application.published_state,
    Application.sector,
    Application.region_code,
    Application.score,
    Application.tier,
    Application.waiting_rank,
    Application.submitted_at,
    Application.filed_by_agent,
    Cooperative.name_ar,
    Cooperative.name_latin,
    Cooperative.kind,
)
_SCORE_KEY = sa.cast(sa.func.coalesce(Application.score, -1) * 100, sa.Integer)


def application_by_public_id(public_id: str, values: Mapping[str, Any]) -> Application | None:
    """The application of an address; under an edition's address, only one of that edition."""
    query = (
        sa.select(Application)
        .where(Application.public_id == public_id)
        .options(
            joinedload(Application.cooperative),
            joinedload(Application.edition).joinedload(Edition.organizer),
            joinedload(Application.call),
        )
    )
    found = db.session.scalar(query)
    edition = values.get("edition")
    if found is None or (isinstance(edition, Edition) and found.edition_id != edition.id):
        return None
    return found


def _filtered(edition: Edition, filters: Mapping[str, Any]) -> sa.Select[Any]:
    query = (
        sa.select(_ROW)
        .select_from(Application)
        .join(Cooperative, Cooperative.id == Application.cooperative_id)
        .where(Application.edition_id == edition.id)
    )
    if filters.get("state"):
        query = query.where(Application.state == filters["state"])
    else:
        query = query.where(Application.state != ApplicationState.DRAFT)
    if filters.get("sector"):
        query = query.where(Application.sector == filters["sector"])
    if filters.get("region"):
        query = query.where(Application.region_code == filters["region"])
    for word in fold(filters.get("q")).split():
        query = query.where(Application.folded.contains(word, autoescape=True))
    return query


def listed(edition: Edition, filters: Mapping[str, Any]) -> Slice:
    """One page of an edition's applications; drafts only when asked for. Sorted by arrival or by score."""
    query = _filtered(edition, filters)
    if filters.get("sort") == "score":
        query = query.add_columns(_SCORE_KEY)
        return keyset(
            query,
            (_SCORE_KEY, Application.id),
            lambda row: (int((row.score if row.score is not None else -1) * 100), row.id),
            descending=True,
        )
    return keyset(query, (Application.id,), lambda row: (row.id,), descending=True)


def exported(edition: Edition, filters: Mapping[str, Any]) -> Iterator[Any]:
    """Every application that the filters show, by arrival, a thousand at a time, with its stands' labels."""
    labels: dict[int, list[str]] = {}
    held = (
        sa.select(Assignment.application_id, Booth.label)
        .join(Booth, Booth.id == Assignment.booth_id)
        .where(Assignment.edition_id == edition.id, Assignment.state.in_(LIVING))
        .order_by(Booth.id)
    )
    for application_id, label in db.session.execute(held):
        labels.setdefault(application_id, []).append(label)
    contact = sa.select(Cooperative.phone, Cooperative.email, Cooperative.members, Cooperative.women)
    query = _filtered(edition, filters).add_columns(*contact.selected_columns).order_by(Application.id)
    for row, *more in db.session.execute(query.execution_options(yield_per=1000)):
        yield row, more, labels.get(row.id, [])


def counts(edition: Edition) -> dict[str, int]:
    """How many applications are in each state."""
    query = (
        sa.select(Application.state, sa.func.count())
        .where(Application.edition_id == edition.id)
        .group_by(Application.state)
    )
    return {state: count for state, count in db.session.execute(query).tuples()}


def facets(edition: Edition) -> tuple[list[str], list[str]]:
    """The sectors and the regions that occur."""
    query = (
        sa.select(Application.sector, Application.region_code)
        .where(Application.edition_id == edition.id)
        .distinct()
    )
    rows = list(db.session.execute(query).tuples())
    return sorted({row[0] for row in rows}), sorted({row[1] for row in rows})


def unpublished(edition: Edition) -> list[Application]:
    """Files whose decision inside is not the one their applicant reads, best first."""
    query = (
        sa.select(Application)
        .where(
            Application.edition_id == edition.id,
            Application.state.in_(DECIDED),
            Application.published_state != Application.state,
        )
        .options(joinedload(Application.cooperative), joinedload(Application.call))
        .order_by(Application.state, Application.waiting_rank, Application.tier, Application.id)
    )
    return list(db.session.scalars(query))


def decided(edition: Edition) -> list[Any]:
    """What the allocation said, one row a file: who, where, or why not."""
    query = (
        sa.select(
            Application.public_id,
            Application.state,
            Application.published_state,
            Application.tier,
            Application.score,
            Application.waiting_rank,
            Application.reason,
            Application.explanation,
            Cooperative.name_ar,
            Cooperative.name_latin,
            Application.id,
        )
        .join(Cooperative, Cooperative.id == Application.cooperative_id)
        .where(Application.edition_id == edition.id, Application.state.in_(DECIDED))
        .order_by(Application.waiting_rank, Application.tier, Application.score.desc(), Application.id)
    )
    return list(db.session.execute(query))


def labels_by_application(edition: Edition) -> dict[int, list[str]]:
    """The labels of the stands each application of an edition holds."""
    query = (
        sa.select(Assignment.application_id, Booth.label)
        .join(Booth, Booth.id == Assignment.booth_id)
        .where(Assignment.edition_id == edition.id, Assignment.state.in_(LIVING))
        .order_by(Booth.id)
    )
    found: dict[int, list[str]] = {}
    for application_id, label in db.session.execute(query):
        found.setdefault(application_id, []).append(label)
    return found


def waiting(edition_id: int) -> list[Application]:
    """The waiting list that its people know of, in its order."""
    query = (
        sa.select(Application)
        .where(Application.edition_id == edition_id, Application.state == ApplicationState.WAITLISTED)
        .options(joinedload(Application.cooperative), joinedload(Application.call))
        .order_by(Application.waiting_rank, Application.id)
    )
    return list(db.session.scalars(query))


def offers_due(at: datetime) -> list[int]:
    """Ids of the offers whose time is over."""
    query = sa.select(Application.id).where(
        Application.state == ApplicationState.SELECTED,
        Application.published_state == ApplicationState.SELECTED,
        Application.offer_expires_at <= at,
    )
    return list(db.session.scalars(query.order_by(Application.id)))


def placeable(edition: Edition) -> list[tuple[str, str]]:
    """Files a stand may be given to by hand, as (public id, name), by name."""
    states = (ApplicationState.ELIGIBLE, ApplicationState.SCORED, *DECIDED)
    holds = sa.exists().where(Assignment.application_id == Application.id, Assignment.state.in_(LIVING))
    query = (
        sa.select(Application.public_id, Cooperative.name_ar, Cooperative.name_latin)
        .join(Cooperative, Cooperative.id == Application.cooperative_id)
        .where(Application.edition_id == edition.id, Application.state.in_(states), ~holds)
        .order_by(Cooperative.sort_name)
        .limit(500)
    )
    return [(row.public_id, row.name_ar or row.name_latin) for row in db.session.execute(query)]


def published_steps(application: Application) -> list[ApplicationStep]:
    """The timeline as its applicant may read it."""
    query = sa.select(ApplicationStep).where(
        ApplicationStep.application_id == application.id, ApplicationStep.is_published
    )
    return list(db.session.scalars(query.order_by(ApplicationStep.id)))


def all_steps(application: Application) -> list[tuple[ApplicationStep, Person | None]]:
    """Everything that happened to a file, with who did it."""
    query = (
        sa.select(ApplicationStep, Person)
        .outerjoin(Person, Person.id == ApplicationStep.actor_id)
        .where(ApplicationStep.application_id == application.id)
        .order_by(ApplicationStep.id)
    )
    return [(step, person) for step, person in db.session.execute(query).tuples()]


def cooperatives_of(person: Any) -> list[Cooperative]:
    """The exhibitors somebody acts for."""
    query = sa.select(Cooperative).join(Member).where(Member.person_id == person.id)
    return list(db.session.scalars(query.order_by(Cooperative.sort_name)))


def found_cooperatives(text: str, limit: int = 20) -> list[Cooperative]:
    """Exhibitors whose folded name or number holds every word, for an agent to file for."""
    words = fold(text).split()
    if not words:
        return []
    query = sa.select(Cooperative)
    for word in words:
        query = query.where(Cooperative.folded.contains(word, autoescape=True))
    return list(db.session.scalars(query.order_by(Cooperative.sort_name).limit(limit)))


def cooperative_by_public_id(public_id: str) -> Cooperative | None:
    """The exhibitor of an address."""
    return db.session.scalar(sa.select(Cooperative).where(Cooperative.public_id == public_id))


def speaks_for(person: Any, cooperative_id: int) -> bool:
    """Whether somebody acts for an exhibitor."""
    if person.id is None:
        return False
    query = sa.exists().where(Member.cooperative_id == cooperative_id, Member.person_id == person.id)
    return bool(db.session.scalar(sa.select(query)))


def living_application(edition: Edition, cooperative: Cooperative) -> Application | None:
    """The application of an exhibitor to an edition that was not withdrawn."""
    return db.session.scalar(
        sa.select(Application).where(
            Application.edition_id == edition.id,
            Application.cooperative_id == cooperative.id,
            Application.state != ApplicationState.WITHDRAWN,
        )
    )


def mine(person: Any) -> list[Application]:
    """The applications of the exhibitors somebody acts for, and those filed as an agent, newest first."""
    own = sa.select(Member.cooperative_id).where(Member.person_id == person.id)
    query = (
        sa.select(Application)
        .where(sa.or_(Application.cooperative_id.in_(own), Application.filed_by_id == person.id))
        .options(
            joinedload(Application.cooperative),
            joinedload(Application.edition),
            joinedload(Application.call),
        )
        .order_by(Application.id.desc())
        .limit(100)
    )
    return list(db.session.scalars(query))


def products_of(cooperative_id: int) -> Sequence[Product]:
    """What an exhibitor sells."""
    query = sa.select(Product).where(Product.cooperative_id == cooperative_id).order_by(Product.id)
    return db.session.scalars(query).all()


def addresses_of(cooperative: Cooperative) -> list[tuple[str, str]]:
    """(e-mail, language) of those who act for an exhibitor, or else its own address in Arabic."""
    query = (
        sa.select(Person.email, Person.language)
        .join(Member, Member.person_id == Person.id)
        .where(Member.cooperative_id == cooperative.id, Person.email.is_not(None))
    )
    found = [(str(email), language) for email, language in db.session.execute(query).tuples()]
    return found or ([(cooperative.email, "ar")] if cooperative.email else [])


def sales_of(application: Application) -> dict[Any, int]:
    """Amounts in centimes by day; a day that is not there was not declared."""
    query = sa.select(SalesReport.day, SalesReport.amount).where(SalesReport.application_id == application.id)
    return {day: amount for day, amount in db.session.execute(query).tuples()}


_EXHIBITOR = Bundle(
    "row",
    Cooperative.id,
    Cooperative.public_id,
    Cooperative.name_ar,
    Cooperative.name_latin,
    Cooperative.sort_name,
    Cooperative.kind,
    Cooperative.province_code,
    Application.sector,
    Booth.label,
    Booth.code,
    Zone.name.label("zone_name"),
)


def exhibitors(edition: Edition, q: str = "", sector: str = "") -> Slice:
    """One page of those who are coming, by name, each with the first of its stands."""
    first = (
        sa.select(sa.func.min(Assignment.id))
        .where(
            Assignment.application_id == Application.id,
            Assignment.state.in_((AssignmentState.CONFIRMED, AssignmentState.OCCUPIED)),
        )
        .correlate(Application)
        .scalar_subquery()
    )
    query = (
        sa.select(_EXHIBITOR)
        .select_from(Application)
        .join(Cooperative, Cooperative.id == Application.cooperative_id)
        .join(Assignment, Assignment.id == first)
        .join(Booth, Booth.id == Assignment.booth_id)
        .join(Zone, Zone.id == Booth.zone_id)
        .where(Application.edition_id == edition.id, Application.state.in_(COMING))
    )
    if sector:
        query = query.where(Application.sector == sector)
    for word in fold(q).split():
        query = query.where(Application.folded.contains(word, autoescape=True))
    keys = (Cooperative.sort_name, Cooperative.id)
    return keyset(query, keys, lambda row: (row.sort_name, row.id), size=30)


def call_counts(call: Call) -> int:
    """How many applications a call has received, drafts apart."""
    query = sa.select(sa.func.count()).where(
        Application.call_id == call.id, Application.state != ApplicationState.DRAFT
    )
    return int(db.session.scalar(query) or 0)

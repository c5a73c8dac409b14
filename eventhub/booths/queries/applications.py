"""Reads of one application and its people: the file of an address, its timeline, one's own files."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from eventhub.accounts.models import Person
from eventhub.accounts.roles import MANAGING, RoleName
from eventhub.booths.kinds import Channel
from eventhub.booths.models import (
    Application,
    ApplicationChange,
    ApplicationStep,
    Call,
    ExhibitorTerms,
    HeldDecision,
    OfferReminder,
    SalesReport,
    WaitingMove,
)
from eventhub.booths.queries.addresses import of_its_edition
from eventhub.booths.queries.terms import USUAL
from eventhub.booths.states import DECIDED, ApplicationState
from eventhub.cooperatives.models import Cooperative, Member, Product
from eventhub.database import db
from eventhub.fairs.models import Edition
from eventhub.folding import fold

AGENTS = frozenset({RoleName.FIELD_AGENT, *MANAGING})


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
    return of_its_edition(found, values)


def by_id(number: int) -> Application | None:
    """One application by its inside number."""
    return db.session.get(Application, number)


def is_known(change_id: str) -> bool:
    """Whether a phone's change came in before."""
    return bool(db.session.scalar(sa.select(sa.exists().where(ApplicationChange.change_id == change_id))))


def unpublished(edition: Edition, *, with_held: bool = False) -> list[Application]:
    """Files whose decision inside is not the one their applicant reads, best first; held ones when asked."""
    held = sa.exists().where(HeldDecision.application_id == Application.id)
    query = (
        sa.select(Application)
        .where(
            Application.edition_id == edition.id,
            Application.state.in_(DECIDED),
            Application.published_state != Application.state,
            sa.true() if with_held else ~held,
        )
        .options(joinedload(Application.cooperative), joinedload(Application.call))
        .order_by(Application.state, Application.waiting_rank, Application.tier, Application.id)
    )
    return list(db.session.scalars(query))


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


def held_ids(edition: Edition) -> set[int]:
    """The files of an edition whose decision is kept back."""
    query = sa.select(HeldDecision.application_id).join(
        Application, Application.id == HeldDecision.application_id
    )
    return set(db.session.scalars(query.where(Application.edition_id == edition.id)))


def offers_to_remind(at: datetime) -> list[int]:
    """Ids of the offers that end soon, as their edition counts soon, and were not reminded of that end."""
    reminded = sa.exists().where(
        OfferReminder.application_id == Application.id,
        OfferReminder.expires_at == Application.offer_expires_at,
    )
    query = (
        sa.select(Application.id, Application.offer_expires_at, ExhibitorTerms.reminder_hours)
        .outerjoin(ExhibitorTerms, ExhibitorTerms.edition_id == Application.edition_id)
        .where(
            Application.state == ApplicationState.SELECTED,
            Application.published_state == ApplicationState.SELECTED,
            Application.offer_expires_at > at,
            ~reminded,
        )
        .order_by(Application.id)
    )
    usual = USUAL["reminder_hours"]
    return [
        row.id
        for row in db.session.execute(query)
        if row.offer_expires_at - timedelta(hours=usual if row.reminder_hours is None else row.reminder_hours)
        <= at
    ]


def waiting_moves(application: Application) -> list[WaitingMove]:
    """How a file went along the waiting list, oldest first."""
    query = sa.select(WaitingMove).where(WaitingMove.application_id == application.id)
    return list(db.session.scalars(query.order_by(WaitingMove.id)))


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
    return [(step, person) for step, person in db.session.execute(query)]


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
    """The applications of the exhibitors somebody acts for, and those filed as an agent, newest first.

    The latter where they are an agent still: another they may not open any more.
    """
    own = sa.select(Member.cooperative_id).where(Member.person_id == person.id)
    filed = sa.and_(Application.filed_by_id == person.id, Application.filed_by_agent, _reached_by(person))
    query = (
        sa.select(Application)
        .where(sa.or_(Application.cooperative_id.in_(own), filed))
        .options(
            joinedload(Application.cooperative),
            joinedload(Application.edition),
            joinedload(Application.call),
        )
        .order_by(Application.id.desc())
        .limit(100)
    )
    return list(db.session.scalars(query))


def _reached_by(person: Any) -> sa.ColumnElement[bool]:
    """Whether somebody is an agent where the application is, as `predicates.covers` says."""
    roles = [role for role in person.roles if role.name in AGENTS and role.contest_id is None]
    of_organizer = [role.organizer_id for role in roles if role.edition_id is None]
    of_edition = [role.edition_id for role in roles if role.edition_id is not None]
    return sa.or_(Application.organizer_id.in_(of_organizer), Application.edition_id.in_(of_edition))


def products_of(cooperative_id: int) -> Sequence[Product]:
    """What an exhibitor sells."""
    query = sa.select(Product).where(Product.cooperative_id == cooperative_id).order_by(Product.id)
    return db.session.scalars(query).all()


def contacts_of(cooperative_ids: Sequence[int]) -> dict[int, list[tuple[Channel, str, str]]]:
    """(channel, address, language) of those a message about each exhibitor goes to, in two statements.

    E-mail where there is one; else a phone for WhatsApp, in its owner's language; else the page.
    """
    found: dict[int, list[tuple[Channel, str, str]]] = {each: [] for each in cooperative_ids}
    phones: dict[int, tuple[Channel, str, str]] = {}
    people = (
        sa.select(Member.cooperative_id, Person.email, Person.phone, Person.language)
        .join(Person, Person.id == Member.person_id)
        .where(Member.cooperative_id.in_(cooperative_ids), Person.erased_at.is_(None))
        .order_by(Member.id)
    )
    for cooperative_id, email, phone, language in db.session.execute(people):
        if email:
            found[cooperative_id].append((Channel.EMAIL, email, language))
        elif phone:
            phones.setdefault(cooperative_id, (Channel.WHATSAPP, phone, language))
    own = sa.select(Cooperative.id, Cooperative.email, Cooperative.phone).where(
        Cooperative.id.in_([each for each, ways in found.items() if not ways])
    )
    for cooperative_id, email, phone in db.session.execute(own):
        way = (Channel.EMAIL, email, "ar") if email else phones.get(cooperative_id)
        way = way or ((Channel.WHATSAPP, phone, "ar") if phone else (Channel.PAGE, "", "ar"))
        found[cooperative_id].append(way)
    return found


def sales_of(application: Application) -> dict[Any, int]:
    """Amounts in centimes by day; a day that is not there was not declared."""
    query = sa.select(SalesReport.day, SalesReport.amount).where(SalesReport.application_id == application.id)
    return dict(db.session.execute(query).all())


def call_counts(call: Call) -> int:
    """How many applications a call has received, drafts apart."""
    query = sa.select(sa.func.count()).where(
        Application.call_id == call.id, Application.state != ApplicationState.DRAFT
    )
    return int(db.session.scalar(query) or 0)


def chosen(edition: Edition, public_ids: Sequence[str]) -> list[Application]:
    """The applications of an edition that were ticked, in the order they came."""
    query = (
        sa.select(Application)
        .where(Application.edition_id == edition.id, Application.public_id.in_(public_ids))
        .options(joinedload(Application.cooperative))
        .order_by(Application.id)
    )
    return list(db.session.scalars(query))


def reachable(files: Sequence[Application]) -> int:
    """How many of these applicants a message reaches by e-mail."""
    ids = [file.cooperative_id for file in files if not file.cooperative.email]
    query = (
        sa.select(Member.cooperative_id)
        .join(Person, Person.id == Member.person_id)
        .where(Member.cooperative_id.in_(ids), Person.email.is_not(None))
        .distinct()
    )
    return len(files) - len(ids) + len(db.session.scalars(query).all())


def applied_to(cooperative: Cooperative) -> list[Application]:
    """What an exhibitor has sent to fairs and not taken back."""
    query = sa.select(Application).where(
        Application.cooperative_id == cooperative.id,
        Application.state.not_in((ApplicationState.DRAFT, ApplicationState.WITHDRAWN)),
    )
    return list(db.session.scalars(query))

"""Reads of programmes and of the cooperatives in them. What was achieved is counted in `results`."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from eventhub.cooperatives.kinds import ExhibitorKind
from eventhub.cooperatives.models import Cooperative, Member
from eventhub.cooperatives.search import matching
from eventhub.database import db
from eventhub.phones import normal_phone
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
from eventhub.programmes.states import EnrolmentState, LicenceState, ProgrammeState
from eventhub.web.pages import Slice, keyset

ENROLMENTS_SHOWN = 30
CANDIDATES_SHOWN = 20
ATTENDANCE_SHOWN = 60
TRAININGS_SHOWN = 50
WARN_BEFORE = timedelta(days=60)
"""A licence that ends within this is said to end soon: to renew one takes an authority weeks."""


def programme_by_slug(slug: str) -> Programme | None:
    """The programme of a name in addresses."""
    query = sa.select(Programme).where(Programme.slug == slug)
    return db.session.scalar(query.options(joinedload(Programme.organizer)))


def programmes_of(organizer_ids: Iterable[int]) -> list[Programme]:
    """The programmes of these organizers, the latest first."""
    query = sa.select(Programme).where(Programme.organizer_id.in_(list(organizer_ids)))
    return list(
        db.session.scalars(query.order_by(Programme.starts_on.desc(), Programme.id.desc()).limit(100))
    )


def enrolment_of(public_id: str, values: Mapping[str, Any]) -> Enrolment | None:
    """The place of a random name, of the programme that the address names."""
    query = sa.select(Enrolment).where(Enrolment.public_id == public_id)
    row = db.session.scalar(
        query.options(
            joinedload(Enrolment.programme).joinedload(Programme.organizer), joinedload(Enrolment.cooperative)
        )
    )
    programme = values.get("programme")
    return None if row is None or (programme is not None and row.programme_id != programme.id) else row


def training_of(public_id: str, values: Mapping[str, Any]) -> Training | None:
    """The session of a random name, of the programme that the address names."""
    query = sa.select(Training).where(
        Training.public_id == public_id, Training.programme_id == values["programme"].id
    )
    return db.session.scalar(query.options(selectinload(Training.attendances)))


def licence_of(public_id: str, values: Mapping[str, Any]) -> Licence | None:
    """The licence of a random name, of the cooperative whose place the address names."""
    query = sa.select(Licence).where(
        Licence.public_id == public_id, Licence.cooperative_id == values["enrolment"].cooperative_id
    )
    return db.session.scalar(query)


def opportunity_of(public_id: str, values: Mapping[str, Any]) -> Opportunity | None:
    """The opportunity of a random name, of the place that the address names."""
    query = sa.select(Opportunity).where(
        Opportunity.public_id == public_id, Opportunity.enrolment_id == values["enrolment"].id
    )
    return db.session.scalar(query)


def enrolments_page(programme: Programme, text: str = "", state: str = "") -> Slice:
    """One page of the cooperatives of a programme, by name, narrowed to words and a state."""
    query = sa.select(Enrolment).join(Enrolment.cooperative).where(Enrolment.programme_id == programme.id)
    if state:
        query = query.where(Enrolment.state == state)
    if text.strip():
        query = matching(query, text)
    keys = [Cooperative.sort_name, Enrolment.id]
    query = query.options(contains_eager(Enrolment.cooperative))
    return keyset(query, keys, lambda row: [row.cooperative.sort_name, row.id], size=ENROLMENTS_SHOWN)


def _inside(programme: Programme) -> sa.Select[Any]:
    query = sa.select(Enrolment).join(Enrolment.cooperative).options(contains_eager(Enrolment.cooperative))
    return query.where(Enrolment.programme_id == programme.id, Enrolment.state == EnrolmentState.JOINED)


def taking_part(programme: Programme, text: str = "") -> list[Enrolment]:
    """The first cooperatives that take part, by name, narrowed to words; one more than a page shows."""
    query = matching(_inside(programme), text) if text.strip() else _inside(programme)
    query = query.order_by(Cooperative.sort_name, Enrolment.id)
    return list(db.session.scalars(query.limit(ATTENDANCE_SHOWN + 1)))


def taking_part_named(programme: Programme, public_ids: Iterable[str]) -> list[Enrolment]:
    """Those of these random names that take part."""
    return list(db.session.scalars(_inside(programme).where(Enrolment.public_id.in_(list(public_ids)))))


def counts_by_state(programme: Programme) -> dict[str, int]:
    """How many cooperatives stand in each state."""
    query = sa.select(Enrolment.state, sa.func.count()).where(Enrolment.programme_id == programme.id)
    found = {row[0]: row[1] for row in db.session.execute(query.group_by(Enrolment.state))}
    return {state.value: found.get(state, 0) for state in EnrolmentState}


def may_be_invited(programme: Programme) -> sa.ColumnElement[bool]:
    """Whether a cooperative is neither in the programme nor asked."""
    inside = sa.select(Enrolment.cooperative_id).where(
        Enrolment.programme_id == programme.id,
        Enrolment.state.in_((EnrolmentState.INVITED, EnrolmentState.JOINED)),
    )
    return sa.and_(Cooperative.kind == ExhibitorKind.COOPERATIVE, Cooperative.id.not_in(inside))


def candidates(programme: Programme, text: str) -> list[Cooperative]:
    """Cooperatives of the directory that may be invited, by name; without words, those of its chains."""
    query = sa.select(Cooperative).where(Cooperative.is_listed, may_be_invited(programme))
    if text.strip():
        query = matching(query, text)
    elif programme.sectors:
        query = query.where(Cooperative.sector.in_(programme.sectors))
    query = query.order_by(Cooperative.sort_name, Cooperative.id)
    return list(db.session.scalars(query.limit(CANDIDATES_SHOWN)))


def cooperatives_named(public_ids: Iterable[str]) -> list[Cooperative]:
    """The cooperatives of these random names."""
    query = sa.select(Cooperative).where(Cooperative.public_id.in_(list(public_ids)))
    return list(db.session.scalars(query.order_by(Cooperative.id)))


def cooperatives_identified(identifiers: Iterable[str]) -> tuple[list[Cooperative], list[str]]:
    """(who is found, the identifiers that name nobody or several): ICE, register number or phone."""
    wanted = list(dict.fromkeys(identifiers))
    phones = {text: _phone(text) for text in wanted}
    columns = (
        (Cooperative.ice, wanted),
        (Cooperative.register_number, wanted),
        (Cooperative.phone, [phone for phone in phones.values() if phone]),
    )
    query = sa.select(Cooperative).where(
        Cooperative.kind == ExhibitorKind.COOPERATIVE, sa.or_(*(column.in_(them) for column, them in columns))
    )
    rows = list(db.session.scalars(query.order_by(Cooperative.id)))
    found: dict[int, Cooperative] = {}
    unknown = []
    for text in wanted:
        meant = [
            row
            for row in rows
            if text in (row.ice, row.register_number) or (phones[text] and row.phone == phones[text])
        ]
        if len(meant) == 1:
            found[meant[0].id] = meant[0]
        else:
            unknown.append(text)
    return list(found.values()), unknown


def _phone(text: str) -> str | None:
    try:
        return normal_phone(text)
    except ValueError:
        return None


def own_enrolments(person_id: int) -> list[Enrolment]:
    """The programmes that somebody's cooperatives are asked to or in, those that wait first."""
    mine = sa.select(Member.cooperative_id).where(Member.person_id == person_id)
    query = (
        sa.select(Enrolment)
        .join(Enrolment.programme)
        .where(Enrolment.cooperative_id.in_(mine), Programme.state != ProgrammeState.DRAFT)
        .options(
            contains_eager(Enrolment.programme).joinedload(Programme.organizer),
            joinedload(Enrolment.cooperative),
        )
        .order_by(Enrolment.state != EnrolmentState.INVITED, Programme.starts_on.desc(), Enrolment.id)
    )
    return list(db.session.scalars(query.limit(50)))


def finished_diagnoses(enrolment: Enrolment) -> list[Diagnosis]:
    """The diagnoses that are whole, the first one first."""
    query = sa.select(Diagnosis).where(
        Diagnosis.enrolment_id == enrolment.id, Diagnosis.finished_at.is_not(None)
    )
    return list(db.session.scalars(query.order_by(Diagnosis.finished_at, Diagnosis.id)))


def draft_of(enrolment: Enrolment) -> Diagnosis | None:
    """The diagnosis that was begun."""
    query = sa.select(Diagnosis).where(
        Diagnosis.enrolment_id == enrolment.id, Diagnosis.finished_at.is_(None)
    )
    return db.session.scalar(query.execution_options(populate_existing=True))


def has_past(enrolment: Enrolment) -> bool:
    """Whether anything was done for a cooperative here."""
    tables = (Diagnosis, Attendance, Opportunity, Measure)
    done = [sa.exists().where(table.enrolment_id == enrolment.id) for table in tables]
    return bool(db.session.scalar(sa.select(sa.or_(*done))))


def is_questionnaire_used(programme: Programme) -> bool:
    """Whether a diagnosis was begun here: its statements stay as they are."""
    query = sa.select(Diagnosis.id).join(Enrolment, Enrolment.id == Diagnosis.enrolment_id)
    return db.session.scalar(query.where(Enrolment.programme_id == programme.id).limit(1)) is not None


def trainings_page(programme: Programme) -> Slice:
    """One page of the sessions of a programme, the latest first; who came loaded along."""
    query = sa.select(Training).where(Training.programme_id == programme.id)
    query = query.options(selectinload(Training.attendances))
    keys = [Training.on, Training.id]
    return keyset(query, keys, lambda row: [row.on, row.id], descending=True, size=TRAININGS_SHOWN)


def coming_trainings(programme: Programme, today: date) -> list[Training]:
    """Sessions of today and later, the next one first."""
    query = sa.select(Training).where(Training.programme_id == programme.id, Training.on >= today)
    return list(db.session.scalars(query.order_by(Training.on, Training.id).limit(5)))


def attended_by(enrolment: Enrolment) -> list[Attendance]:
    """The sessions a cooperative came to, the latest first."""
    query = sa.select(Attendance).join(Attendance.training).options(contains_eager(Attendance.training))
    query = query.where(Attendance.enrolment_id == enrolment.id)
    return list(db.session.scalars(query.order_by(Training.on.desc(), Training.id.desc())))


def licences_of(cooperative_id: int) -> list[Licence]:
    """A cooperative's licences, by kind."""
    query = sa.select(Licence).where(Licence.cooperative_id == cooperative_id)
    return list(db.session.scalars(query.order_by(Licence.kind, Licence.id)))


def ending_licences(programme: Programme, today: date) -> list[tuple[Enrolment, Licence]]:
    """Licences of those who take part that expired or end soon, the first to end first."""
    query = (
        sa.select(Enrolment, Licence)
        .join(Licence, Licence.cooperative_id == Enrolment.cooperative_id)
        .where(
            Enrolment.programme_id == programme.id,
            Enrolment.state == EnrolmentState.JOINED,
            Licence.state == LicenceState.HELD,
            Licence.expires_on <= today + WARN_BEFORE,
        )
        .options(joinedload(Enrolment.cooperative))
        .order_by(Licence.expires_on, Licence.id)
    )
    return [(row[0], row[1]) for row in db.session.execute(query.limit(20))]


def opportunities_of(enrolment: Enrolment) -> list[Opportunity]:
    """What a cooperative was brought to, the latest first."""
    query = sa.select(Opportunity).where(Opportunity.enrolment_id == enrolment.id)
    return list(db.session.scalars(query.order_by(Opportunity.on.desc(), Opportunity.id.desc())))


def measures_of(enrolment: Enrolment) -> list[Measure]:
    """What was measured, indicator by indicator, by day."""
    query = sa.select(Measure).where(Measure.enrolment_id == enrolment.id)
    return list(db.session.scalars(query.order_by(Measure.indicator, Measure.on)))

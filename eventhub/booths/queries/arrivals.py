"""Reads of the day: who is awaited, who is here, since when."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Bundle

from eventhub.booths.models import Application, Arrival, StandPerson
from eventhub.booths.states import ApplicationState
from eventhub.cooperatives.models import Cooperative
from eventhub.database import db
from eventhub.fairs.models import Edition
from eventhub.folding import fold
from eventhub.web.pages import Slice, keyset

_S = ApplicationState
SHOWN = {"awaited": (_S.CONFIRMED, _S.ACCEPTED), "here": (_S.PRESENT,), "absent": (_S.NO_SHOW,)}
_ALL = (*SHOWN["awaited"], *SHOWN["here"], *SHOWN["absent"])
_ROW: Bundle[Any] = Bundle(
    "row",
    Application.id,
    Application.public_id,
    Application.state,
    Cooperative.name_ar,
    Cooperative.name_latin,
    Cooperative.sort_name,
    Cooperative.phone,
)


def arrival_of(application: Application) -> Arrival | None:
    """The arrival of an exhibitor that was not taken back."""
    query = sa.select(Arrival).where(Arrival.application_id == application.id, Arrival.undone_at.is_(None))
    return db.session.scalar(query)


def listed(edition: Edition, filters: Mapping[str, str]) -> Slice:
    """One page of an edition's exhibitors, by name; `show`: awaited, here, absent or all."""
    query = (
        sa.select(_ROW)
        .select_from(Application)
        .join(Cooperative, Cooperative.id == Application.cooperative_id)
        .where(
            Application.edition_id == edition.id,
            Application.state.in_(SHOWN.get(filters.get("show", ""), _ALL)),
        )
    )
    for word in fold(filters.get("q")).split():
        query = query.where(Application.folded.contains(word, autoescape=True))
    return keyset(query, (Cooperative.sort_name, Application.id), lambda row: (row.sort_name, row.id))


def all_rows(edition: Edition) -> list[Any]:
    """Every exhibitor of an edition, by name, for the list on paper."""
    query = (
        sa.select(_ROW)
        .select_from(Application)
        .join(Cooperative, Cooperative.id == Application.cooperative_id)
        .where(Application.edition_id == edition.id, Application.state.in_(_ALL))
        .order_by(Cooperative.sort_name, Application.id)
    )
    return list(db.session.scalars(query))


def counts(edition: Edition) -> dict[str, int]:
    """How many are awaited, here and absent."""
    query = (
        sa.select(Application.state, sa.func.count())
        .where(Application.edition_id == edition.id, Application.state.in_(_ALL))
        .group_by(Application.state)
    )
    found = dict(db.session.execute(query).all())
    return {name: sum(found.get(state, 0) for state in states) for name, states in SHOWN.items()}


def moments(edition: Edition) -> dict[int, datetime]:
    """When each exhibitor came, by the application's id."""
    query = sa.select(Arrival.application_id, Arrival.created_at).where(
        Arrival.edition_id == edition.id, Arrival.undone_at.is_(None)
    )
    return dict(db.session.execute(query).all())


def people_by_application(edition: Edition) -> dict[int, list[str]]:
    """Names of those at each stand, for the list at the door."""
    query = (
        sa.select(StandPerson.application_id, StandPerson.name_ar, StandPerson.name_latin)
        .join(Application, Application.id == StandPerson.application_id)
        .where(Application.edition_id == edition.id)
        .order_by(StandPerson.id)
    )
    found: dict[int, list[str]] = {}
    for application_id, name_ar, name_latin in db.session.execute(query):
        found.setdefault(application_id, []).append(name_ar or name_latin or "")
    return found

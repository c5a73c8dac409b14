"""Reads of the plan: the stands of an edition, who holds one on a day, what is free."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from eventhub.booths.ground import Spot, corrected, neighbours, spot
from eventhub.booths.models import Application, Assignment, Booth, Call, Plan, Zone
from eventhub.booths.states import COMING, LIVING, AssignmentState
from eventhub.cooperatives.kinds import ExhibitorKind
from eventhub.cooperatives.models import Cooperative, Product
from eventhub.database import db
from eventhub.fairs.models import Edition
from eventhub.i18n import Texts

_SHOWN = (AssignmentState.CONFIRMED, AssignmentState.OCCUPIED)
_NOT_RELEASED = Assignment.state != sa.literal_column("'released'")
"""Says what the partial index of a stand's holds says, word for word: without it SQLite reads all holds for
each stand (1.2 s for 3,000 stands, 17 ms with it)."""


def plan_of(edition: Edition) -> Plan | None:
    """The plan of an edition, if it has been drawn."""
    return db.session.scalar(sa.select(Plan).where(Plan.edition_id == edition.id))


def zones_of(edition: Edition) -> list[Zone]:
    """The zones of an edition's plan, in the order they were drawn."""
    query = sa.select(Zone).join(Plan).where(Plan.edition_id == edition.id).order_by(Zone.id)
    return list(db.session.scalars(query))


def stands_of(edition: Edition) -> list[Any]:
    """(label, zone's key) of the stands in use, in drawing order: what may be wished for."""
    query = (
        sa.select(Booth.label, Zone.key.label("zone"))
        .join(Zone, Zone.id == Booth.zone_id)
        .where(Booth.edition_id == edition.id, ~Booth.is_blocked)
        .order_by(Booth.id)
    )
    return list(db.session.execute(query))


def booth_by_code(code: str) -> Booth | None:
    """The stand of a sign's code, however it was typed."""
    query = sa.select(Booth).where(Booth.code == code.strip().upper())
    return db.session.scalar(query.options(joinedload(Booth.zone)))


def booth_by_public_id(public_id: str) -> Booth | None:
    """The stand of an address."""
    query = sa.select(Booth).where(Booth.public_id == public_id)
    return db.session.scalar(query.options(joinedload(Booth.zone)))


def booth_by_label(edition: Edition, label: str) -> Booth | None:
    """The stand of an edition that carries this label."""
    query = sa.select(Booth).where(Booth.edition_id == edition.id, Booth.label == label.strip().upper())
    return db.session.scalar(query)


def holder_of(booth: Booth, day: date) -> Cooperative | None:
    """Who stands there on a day for everybody to know; a stand that is shared gives the first to come."""
    query = (
        sa.select(Cooperative)
        .join(Application, Application.cooperative_id == Cooperative.id)
        .join(Assignment, Assignment.application_id == Application.id)
        .where(
            Assignment.booth_id == booth.id,
            Assignment.state.in_(_SHOWN),
            Assignment.starts_on <= day,
            Assignment.ends_on >= day,
        )
        .order_by(Assignment.share.desc(), Assignment.id)
        .limit(1)
    )
    return db.session.scalar(query)


def holds_of(booth: Booth) -> list[Assignment]:
    """The living holds of a stand, with their exhibitors."""
    query = (
        sa.select(Assignment)
        .where(Assignment.booth_id == booth.id, Assignment.state.in_(LIVING))
        .options(joinedload(Assignment.application).joinedload(Application.cooperative))
        .order_by(Assignment.starts_on, Assignment.id)
    )
    return list(db.session.scalars(query))


def holds_for(application: Application) -> list[Assignment]:
    """The living holds of an application, with their stands."""
    query = (
        sa.select(Assignment)
        .where(Assignment.application_id == application.id, Assignment.state.in_(LIVING))
        .options(joinedload(Assignment.booth).joinedload(Booth.zone))
        .order_by(Assignment.id)
    )
    return list(db.session.scalars(query))


def holds_by_application(application_ids: Sequence[int]) -> dict[int, list[Assignment]]:
    """The living holds of many applications, with their stands."""
    query = (
        sa.select(Assignment)
        .where(Assignment.application_id.in_(application_ids), Assignment.state.in_(LIVING))
        .options(joinedload(Assignment.booth).joinedload(Booth.zone))
        .order_by(Assignment.id)
    )
    found: dict[int, list[Assignment]] = {}
    for hold in db.session.scalars(query):
        found.setdefault(hold.application_id, []).append(hold)
    return found


def _stands() -> sa.Select[Any]:
    columns: tuple[Any, ...] = (
        Booth.id,
        Booth.public_id,
        Booth.label,
        Booth.row,
        Booth.position,
        Booth.x,
        Booth.y,
        Booth.width,
        Booth.depth,
        Booth.angle,
        Booth.is_blocked,
        Booth.power_kw,
        Booth.has_water,
        Booth.allows_cooking,
        Booth.code,
        Zone.is_institutional,
        Zone.key.label("zone"),
        Zone.name.label("zone_name"),
        Zone.hall,
        Assignment.id.label("assignment_id"),
        Assignment.state.label("hold"),
        Assignment.is_pinned,
        Application.public_id.label("application"),
        Application.state.label("application_state"),
        Application.sector,
        Cooperative.public_id.label("cooperative"),
        Cooperative.name_ar,
        Cooperative.name_latin,
        Cooperative.kind,
    )
    return sa.select(*columns)


def board(edition: Edition, *, public: bool = False, days: Any = None) -> list[Any]:
    """One row a stand and holder, in drawing order; `public` names only those who are coming.

    With `days` (anything with starts_on and ends_on) only who stands there on one of them.
    """
    states = _SHOWN if public else tuple(LIVING)
    held = sa.and_(Assignment.booth_id == Booth.id, Assignment.state.in_(states), _NOT_RELEASED)
    if days is not None:
        held = sa.and_(held, Assignment.starts_on <= days.ends_on, Assignment.ends_on >= days.starts_on)
    known = Application.id == Assignment.application_id
    if public:
        known = sa.and_(known, Application.state.in_(COMING))
    query = (
        _stands()
        .select_from(Booth)
        .join(Zone, Zone.id == Booth.zone_id)
        .outerjoin(Assignment, held)
        .outerjoin(Application, known)
        .outerjoin(Cooperative, Cooperative.id == Application.cooperative_id)
        .where(Booth.edition_id == edition.id)
        .order_by(Booth.id, Assignment.starts_on, Assignment.id)
    )
    return list(db.session.execute(query))


def name_of(row: Any) -> Texts:
    """An exhibitor's name from a row of columns; as a string, in the reader's script."""
    return Texts.of_scripts(row.name_ar, row.name_latin)


def drawing_state(row: Any) -> str:
    """How a stand is drawn: blocked, free, held, taken or institution."""
    if row.is_blocked:
        return "blocked"
    if row.cooperative is None:
        return "free"
    if row.hold in (AssignmentState.PLANNED, AssignmentState.HELD):
        return "held"
    return "institution" if row.kind == ExhibitorKind.INSTITUTION else "taken"


def is_assigned(edition: Edition) -> bool:
    """Whether any stand of the edition was ever given to anybody."""
    return bool(db.session.scalar(sa.select(sa.exists().where(Assignment.edition_id == edition.id))))


def free_booths(edition: Edition) -> list[Booth]:
    """Stands in use that nobody holds, in drawing order."""
    held = sa.exists().where(Assignment.booth_id == Booth.id, Assignment.state.in_(LIVING))
    query = sa.select(Booth).where(Booth.edition_id == edition.id, ~Booth.is_blocked, ~held)
    return list(db.session.scalars(query.options(joinedload(Booth.zone)).order_by(Booth.id)))


def spots(booths: Sequence[Any]) -> list[Spot]:
    """Stands as the ground sees them; ids are labels."""
    return [spot(booth.label, booth.row, booth.position, booth) for booth in booths]


def corrections(plan: Plan, booths: Sequence[Any]) -> dict[frozenset[str], str | None]:
    """Neighbours as corrected by hand, by pairs of labels; pairs of stands that are gone are left out."""
    labels = {booth.public_id: booth.label for booth in booths}
    return {
        frozenset((labels[str(one)], labels[str(other)])): kind
        for one, other, kind in plan.adjacency
        if one in labels and other in labels
    }


def touching(edition: Edition, label: str) -> dict[str, set[str]]:
    """Labels of the stands beside, behind and across from a stand, by kind of neighbour; itself beside."""
    booths = db.session.scalars(sa.select(Booth).where(Booth.edition_id == edition.id)).all()
    plan = plan_of(edition)
    by_hand = corrections(plan, booths) if plan else {}
    found: dict[str, set[str]] = {"side": {label}, "back": set(), "facing": set()}
    for one, other, kind in corrected(neighbours(spots(booths)), by_hand):
        if label in (one, other):
            found[kind].add(other if one == label else one)
    return found


def calls_of(edition: Edition) -> list[Call]:
    """The calls of an edition, cooperatives' first."""
    return list(db.session.scalars(sa.select(Call).where(Call.edition_id == edition.id).order_by(Call.id)))


def call_for(edition: Edition, kind: str) -> Call | None:
    """The call of an edition for a kind of exhibitor."""
    return db.session.scalar(sa.select(Call).where(Call.edition_id == edition.id, Call.kind == kind))


def last_plan_before(edition: Edition) -> Edition | None:
    """The latest other edition of the series whose plan was drawn."""
    query = (
        sa.select(Edition)
        .join(Plan, Plan.edition_id == Edition.id)
        .where(Edition.series_id == edition.series_id, Edition.id != edition.id)
        .order_by(Edition.starts_on.desc(), Edition.id.desc())
        .limit(1)
    )
    return db.session.scalar(query)


def products_shown(application: Application) -> list[Product]:
    """The products an application names that are still in the file."""
    query = sa.select(Product).where(
        Product.cooperative_id == application.cooperative_id, Product.public_id.in_(application.products)
    )
    return list(db.session.scalars(query.order_by(Product.id)))


def on_lost_stands(edition: Edition) -> list[Assignment]:
    """The living holds of stands that are out of use."""
    query = (
        sa.select(Assignment)
        .join(Booth, Booth.id == Assignment.booth_id)
        .where(Assignment.edition_id == edition.id, Assignment.state.in_(LIVING), Booth.is_blocked)
        .options(
            joinedload(Assignment.booth),
            joinedload(Assignment.application).joinedload(Application.cooperative),
        )
        .order_by(Booth.id)
    )
    return list(db.session.scalars(query))


def holders_count(edition: Edition) -> int:
    """How many exhibitors of an edition hold a stand."""
    query = sa.select(sa.func.count(sa.distinct(Assignment.application_id))).where(
        Assignment.edition_id == edition.id, Assignment.state.in_(LIVING)
    )
    return int(db.session.scalar(query) or 0)

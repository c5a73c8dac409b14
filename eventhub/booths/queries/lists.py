"""Lists of an edition's applications and exhibitors: columns only, a constant number of statements."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Bundle

from eventhub.booths.filters import narrowing
from eventhub.booths.models import (
    Application,
    Assignment,
    Booth,
    Screening,
    Zone,
)
from eventhub.booths.queries.filtering import (
    IS_SENT,
    is_unmarked_by,
    looks_alike,
    narrowed,
    order_of,
)
from eventhub.booths.states import COMING, DECIDED, LIVING, ApplicationState, AssignmentState
from eventhub.cooperatives.models import Cooperative
from eventhub.database import db
from eventhub.fairs.models import Edition
from eventhub.folding import fold
from eventhub.web.pages import Slice, keyset

_COLUMNS = (
    Application.id,
    Application.public_id,
    Application.state,
    Application.published_state,
    Application.sector,
    Application.region_code,
    Application.score,
    Application.score_spread,
    Application.tier,
    Application.waiting_rank,
    Application.submitted_at,
    Application.filed_by_agent,
    Cooperative.province_code,
    Cooperative.sort_name,
    Cooperative.name_ar,
    Cooperative.name_latin,
    Cooperative.kind,
    looks_alike().label("is_twin"),
)
_ROW: Bundle[Any] = Bundle("row", *_COLUMNS)
_LISTED: Bundle[Any] = Bundle("row", *_COLUMNS, is_unmarked_by(sa.bindparam("reader")).label("is_blind"))
"""With whether the reader was given the file and has not marked it: no score of it is shown to them."""


def _rows(edition: Edition, filters: Mapping[str, Any], actor: Any) -> sa.Select[Any]:
    narrow: sa.Select[Any] = narrowed(_every_row(_ROW), edition, filters, actor)
    return narrow


@cache
def _every_row(columns: Bundle[Any]) -> sa.Select[Any]:
    """Built once; what a filter asks is added to it."""
    files = sa.select(columns).select_from(Application)
    return files.join(Cooperative, Cooperative.id == Application.cooperative_id)


@cache
def _opened() -> sa.Select[Any]:
    """The list as it opens, nothing asked of it: built once."""
    return _every_row(_LISTED).where(Application.edition_id == sa.bindparam("edition"), IS_SENT)


_SORTED: dict[str, Callable[[Any], tuple[Any, ...]]] = {
    "score": lambda row: (_hundredths(row.score), row.id),
    "spread": lambda row: (_hundredths(row.score_spread), row.id),
    "name": lambda row: (row.sort_name, row.id),
}


def filed_by(edition: Edition, person: Any) -> Slice:
    """One page of what an agent filed for others in an edition, newest first; drafts too."""
    query = (
        sa.select(_ROW)
        .select_from(Application)
        .join(Cooperative, Cooperative.id == Application.cooperative_id)
        .where(
            Application.edition_id == edition.id,
            Application.filed_by_id == person.id,
            Application.filed_by_agent,
        )
    )
    return keyset(query, (Application.id,), lambda row: (row.id,), descending=True, size=30)


def _hundredths(points: float | None) -> int:
    return -100 if points is None else int(points * 100)


def listed(edition: Edition, filters: Mapping[str, Any], actor: Any = None) -> Slice:
    """One page of an edition's applications, as a filter of `filters.read` shows and sorts them."""
    order = order_of(filters)
    is_kept = not narrowing(filters)
    query = _opened() if is_kept else narrowed(_every_row(_LISTED), edition, filters, actor)
    return keyset(
        query,
        order.keys,
        _SORTED.get(filters.get("sort", ""), lambda row: (row.id,)),
        descending=order.is_descending,
        values={"edition": edition.id, "reader": getattr(actor, "id", None)},
        is_kept=is_kept,
    )


def exported(edition: Edition, filters: Mapping[str, Any], actor: Any = None) -> Iterator[Any]:
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
    marks = _marks(edition)
    more = (Cooperative.phone, Cooperative.email, Cooperative.members, Cooperative.women)
    query = (
        _rows(edition, filters, actor)
        .outerjoin(marks, marks.c.application_id == Application.id)
        .add_columns(*more, marks.c.mean, marks.c.number)
        .order_by(Application.id)
    )
    for row, *rest in db.session.execute(query.execution_options(yield_per=1000)):
        yield row, rest, labels.get(row.id, [])


def _marks(edition: Edition) -> Any:
    """The mean and the number of the marks that screeners gave each file of an edition."""
    return (
        sa.select(
            Screening.application_id,
            sa.func.avg(Screening.total).label("mean"),
            sa.func.count(Screening.total).label("number"),
        )
        .where(Screening.edition_id == edition.id, Screening.total.is_not(None))
        .group_by(Screening.application_id)
        .subquery()
    )


def matching(edition: Edition, filters: Mapping[str, Any], actor: Any, most: int) -> list[int]:
    """The ids of all files that a filter shows, by arrival, `most` of them."""
    query = (
        sa.select(Application.id)
        .join(Cooperative, Cooperative.id == Application.cooperative_id)
        .order_by(Application.id)
        .limit(most)
    )
    return list(db.session.scalars(narrowed(query, edition, filters, actor)))


def count(edition: Edition, filters: Mapping[str, Any], actor: Any) -> int:
    """How many files a filter shows; an index answers for a state, the rest is counted."""
    query = (
        sa.select(sa.func.count())
        .select_from(Application)
        .join(Cooperative, Cooperative.id == Application.cooperative_id)
    )
    return int(db.session.scalar(narrowed(query, edition, filters, actor)) or 0)


def counts(edition: Edition) -> dict[str, int]:
    """How many applications are in each state."""
    return dict(db.session.execute(_counts(), {"edition": edition.id}).all())


@cache
def _counts() -> Any:
    """Built once, as all that an opened list asks."""
    query = sa.select(Application.state, sa.func.count())
    return query.where(Application.edition_id == sa.bindparam("edition")).group_by(Application.state)


def facets(edition: Edition) -> tuple[list[str], list[str]]:
    """The sectors and the regions that occur."""
    return _sorted_facets(db.session.execute(_facets(), {"edition": edition.id}).all())


def _sorted_facets(pairs: Sequence[Any]) -> tuple[list[str], list[str]]:
    return sorted({sector for sector, _ in pairs}), sorted({region for _, region in pairs})


@cache
def _facets() -> Any:
    query = sa.select(Application.sector, Application.region_code)
    return query.where(Application.edition_id == sa.bindparam("edition")).distinct()


def counts_and_facets(edition: Edition) -> tuple[dict[str, int], list[str], list[str]]:
    """Both in one statement, as every opened list asks both."""
    rows = db.session.execute(_counts_and_facets(), {"edition": edition.id}).all()
    pairs = [(sector, region) for state, _, sector, region in rows if state is None]
    return {state: number for state, number, *_ in rows if state is not None}, *_sorted_facets(pairs)


@cache
def _counts_and_facets() -> Any:
    states, pairs, nothing = _counts().subquery(), _facets().subquery(), sa.null()
    return sa.union_all(
        sa.select(*states.c, nothing.label("sector"), nothing.label("region_code")),
        sa.select(nothing, nothing, *pairs.c),
    )


def decided(edition: Edition) -> list[Any]:
    """What the allocation said, for a file: one row a file, who, where, or why not."""
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
            Application.sector,
            Cooperative.name_ar,
            Cooperative.name_latin,
            Application.id,
        )
        .join(Cooperative, Cooperative.id == Application.cooperative_id)
        .where(Application.edition_id == edition.id, Application.state.in_(DECIDED))
        .order_by(Application.waiting_rank, Application.tier, Application.score.desc(), Application.id)
    )
    return list(db.session.execute(query))


def labels_by_application(edition: Edition, ids: Sequence[int] | None = None) -> dict[int, list[str]]:
    """The labels of the stands each application of an edition holds, or only those of `ids`."""
    query = (
        sa.select(Assignment.application_id, Booth.label)
        .join(Booth, Booth.id == Assignment.booth_id)
        .where(Assignment.edition_id == edition.id, Assignment.state.in_(LIVING))
        .order_by(Booth.id)
    )
    if ids is not None:
        query = query.where(Assignment.application_id.in_(ids))
    found: dict[int, list[str]] = {}
    for application_id, label in db.session.execute(query):
        found.setdefault(application_id, []).append(label)
    return found


def labels_of(edition: Edition) -> list[str]:
    """The labels of every stand, in drawing order."""
    query = sa.select(Booth.label).where(Booth.edition_id == edition.id).order_by(Booth.id)
    return list(db.session.scalars(query))


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


_EXHIBITOR: Bundle[Any] = Bundle(
    "row",
    Cooperative.id,
    Cooperative.public_id,
    Cooperative.name_ar,
    Cooperative.name_latin,
    Cooperative.sort_name,
    Cooperative.kind,
    Cooperative.province_code,
    Application.public_id.label("application"),
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

"""Which applications a filter shows, and in what order; shared by the list, the exports and the walk."""

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from msgspec import Struct

from eventhub.accounts.models import Person
from eventhub.booths.models import Application, ApplicationTag, Resemblance, Screening
from eventhub.booths.queries.papers import lacking
from eventhub.booths.states import ApplicationState
from eventhub.cooperatives.models import Cooperative
from eventhub.fairs.models import Edition
from eventhub.folding import fold

_TENTHS = 10
_S = ApplicationState
IS_SENT = Application.state != _S.DRAFT
"""All that a list asks of a file when nothing is asked of the list."""


def _scaled(column: Any) -> Any:
    return sa.cast(sa.func.coalesce(column, -1) * _TENTHS * _TENTHS, sa.Integer)


class Order(Struct, frozen=True):
    """The columns a list is sorted by (together unique) and whether the largest come first."""

    keys: tuple[Any, ...]
    is_descending: bool = True


ORDERS = {
    "": Order((Application.id,)),
    "old": Order((Application.id,), is_descending=False),
    "score": Order((_scaled(Application.score), Application.id)),
    "spread": Order((_scaled(Application.score_spread), Application.id)),
    "name": Order((Cooperative.sort_name, Application.id), is_descending=False),
}
"""By the filter's `sort`."""


def order_of(filters: Mapping[str, str]) -> Order:
    """How a list is sorted."""
    return ORDERS[filters.get("sort", "")]


def narrowed(query: sa.Select[Any], edition: Edition, filters: Mapping[str, str], actor: Any) -> Any:
    """A query over applications and their cooperatives, narrowed to what a filter shows.

    `actor` is who looks: "mine" and "not yet looked at" are theirs. Drafts only when asked for.
    """
    query = query.where(Application.edition_id == edition.id)
    for condition in conditions(edition, filters, actor):
        query = query.where(condition)
    return query


def conditions(edition: Edition, filters: Mapping[str, str], actor: Any) -> Sequence[Any]:
    """What a filter asks of a file."""
    asked = filters.get
    found: list[Any] = [Application.state == asked("state") if asked("state") else IS_SENT]
    plain = {"sector": Application.sector, "region": Application.region_code, "tier": Application.tier}
    plain["province"] = Cooperative.province_code
    for name, column in plain.items():
        if value := asked(name):
            found.append(column == (int(value) if name == "tier" else value))
    if asked("published"):
        is_told = Application.published_state == Application.state
        found.append(is_told if asked("published") == "yes" else ~is_told)
    if asked("agent"):
        found.append(Application.filed_by_agent)
    found += [Application.score >= int(asked("least") or 0)] if asked("least") else []
    found += [Application.score <= int(asked("most") or 0)] if asked("most") else []
    found += _about_them(edition, filters) + _about_us(edition, filters, actor)
    found += [Application.folded.contains(word, autoescape=True) for word in fold(asked("q")).split()]
    return found


def _about_them(edition: Edition, filters: Mapping[str, str]) -> list[Any]:
    """What the exhibitor is: led by women, new here, with its papers in order, like another."""
    found: list[Any] = []
    if filters.get("women") == "led":
        found.append(Cooperative.president_is_woman)
    if filters.get("women") == "only":
        found += [Cooperative.members > 0, Cooperative.women == Cooperative.members]
    if filters.get("history"):
        came = came_before(edition)
        found.append(came if filters["history"] == "back" else ~came)
    if filters.get("papers"):
        found.append(lacking(edition, expiring=filters["papers"] == "expiring"))
    if filters.get("twins"):
        found.append(looks_alike())
    return found


def _about_us(edition: Edition, filters: Mapping[str, str], actor: Any) -> list[Any]:
    """What the team did: whose file it is, who has seen it, how it was tagged and marked."""
    found: list[Any] = []
    part = sa.exists().where(Screening.application_id == Application.id)
    own = part.where(Screening.person_id == getattr(actor, "id", None))
    look = filters.get("look")
    if look == "mine":
        found.append(own.where(Screening.is_assigned))
    elif look == "unseen":
        found.append(~own.where(Screening.seen_at.is_not(None)))
    elif look == "unmarked":
        found.append(own.where(Screening.is_assigned, Screening.total.is_(None)))
    elif look == "disputed":
        from eventhub.booths.queries.grids import grid_of

        found.append(Application.score_spread > grid_of(edition).spread_limit)
    if filters.get("screener") == "none":
        found.append(~part.where(Screening.is_assigned))
    elif filters.get("screener"):
        who = sa.select(Person.id).where(Person.public_id == filters["screener"]).scalar_subquery()
        found.append(part.where(Screening.is_assigned, Screening.person_id == who))
    if filters.get("tag"):
        found.append(
            sa.exists().where(
                ApplicationTag.application_id == Application.id, ApplicationTag.tag == filters["tag"]
            )
        )
    return found


def is_unmarked_by(reader: Any) -> Any:
    """Whether an application was given to somebody (their id) to mark, and is not marked yet."""
    return (
        sa.exists()
        .where(
            Screening.application_id == Application.id,
            Screening.person_id == reader,
            Screening.is_assigned,
            Screening.total.is_(None),
        )
        .correlate(Application)
    )


def looks_alike() -> Any:
    """Whether an application looks like another, and nobody said that they are not the same."""
    pair = sa.or_(Resemblance.one_id == Application.id, Resemblance.other_id == Application.id)
    return sa.exists().where(Resemblance.dismissed_at.is_(None), pair).correlate(Application)


def came_before(edition: Edition) -> Any:
    """Whether the exhibitor of an application stood at an earlier fair of the same organizer."""
    earlier, its_fair = sa.orm.aliased(Application), sa.orm.aliased(Edition)
    return (
        sa.exists()
        .where(
            earlier.cooperative_id == Application.cooperative_id,
            earlier.state.in_((_S.CONFIRMED, _S.PRESENT)),
            its_fair.id == earlier.edition_id,
            its_fair.organizer_id == edition.organizer_id,
            its_fair.starts_on < edition.starts_on,
        )
        .correlate(Application)
    )

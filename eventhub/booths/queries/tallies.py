"""Counts of an edition's applications against its quotas and stands, in three statements."""

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from eventhub.booths.models import Application, Booth, Call, Zone
from eventhub.booths.queries.filtering import came_before
from eventhub.booths.states import ApplicationState
from eventhub.booths.tally import Tally, count_up
from eventhub.cooperatives.models import Cooperative
from eventhub.database import db
from eventhub.fairs.models import Edition

_NOT_COUNTED = (ApplicationState.DRAFT, ApplicationState.WITHDRAWN)


def tally_of(edition: Edition, chosen: Sequence[int] = ()) -> Tally:
    """The counts of an edition; `chosen` are ids of files one thinks of accepting."""
    kinds = _kinds(edition, chosen).subquery()
    sums = (
        sa.func.count().label("count"),
        sa.func.coalesce(sa.func.sum(kinds.c.chosen), 0).label("chosen"),
    )
    by = [column for column in kinds.c if column.name != "chosen"]
    rows = db.session.execute(sa.select(*by, *sums).group_by(*by))
    return count_up(rows, _quotas(edition), _stands(edition))


def _kinds(edition: Edition, chosen: Sequence[int]) -> sa.Select[Any]:
    """One row a file with what it counts as; halves as `problems.tags` says them."""
    members, home = Cooperative.members, (edition.place_code or "").split(".")[:2]
    is_home = Cooperative.province_code == ".".join(home) if edition.place_code else sa.false()

    def tells(condition: Any) -> Any:
        return sa.case((condition, 1), else_=0)

    is_chosen = Application.id.in_(chosen) if chosen else sa.false()
    return (
        sa.select(
            Application.region_code.label("region"),
            Cooperative.province_code.label("province"),
            Application.sector,
            Application.state,
            tells(sa.and_(members > 0, Cooperative.women * 2 >= members)).label("is_women"),
            tells(sa.and_(members > 0, Cooperative.youth * 2 >= members)).label("is_youth"),
            tells(is_home).label("is_province"),
            tells(Cooperative.president_is_woman).label("is_led"),
            tells(~came_before(edition)).label("is_first"),
            tells(is_chosen).label("chosen"),
        )
        .join(Cooperative, Cooperative.id == Application.cooperative_id)
        .where(Application.edition_id == edition.id, Application.state.not_in(_NOT_COUNTED))
    )


def _quotas(edition: Edition) -> list[Mapping[str, Any]]:
    query = sa.select(Call.quotas).where(Call.edition_id == edition.id).order_by(Call.id)
    return [quota for quotas in db.session.scalars(query) for quota in quotas]


def _stands(edition: Edition) -> int:
    query = (
        sa.select(sa.func.count())
        .select_from(Booth)
        .join(Zone, Zone.id == Booth.zone_id)
        .where(Booth.edition_id == edition.id, ~Booth.is_blocked, ~Zone.is_institutional)
    )
    return int(db.session.scalar(query) or 0)

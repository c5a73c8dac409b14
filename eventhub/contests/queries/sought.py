"""Lists of funders and of ready-made models, as everybody reads them and as who keeps them does, searched."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from msgspec import Struct

from eventhub.contests.models import Funder, ModelSheet
from eventhub.folding import fold
from eventhub.web.pages import Slice, keyset

FUNDERS_SHOWN = 20
MODELS_SHOWN = 30


class Sought(Struct, frozen=True):
    """What a list is narrowed to; empty means all. `shown` is "yes" or "no", for who keeps the list."""

    q: str = ""
    help: str = ""
    sector: str = ""
    region: str = ""
    shown: str = ""

    @classmethod
    def read(cls, arguments: Mapping[str, str]) -> "Sought":
        """From the address of a page; unknown values simply find nothing."""
        return cls(**{name: arguments.get(name, "")[:80] for name in cls.__struct_fields__})

    def kept(self) -> dict[str, str]:
        """What is sought, for the addresses of other pages of the list."""
        said = {name: getattr(self, name) for name in self.__struct_fields__}
        return {name: value for name, value in said.items() if value}

    def narrow(self, query: sa.Select[Any], table: type[Funder] | type[ModelSheet]) -> sa.Select[Any]:
        """The same query, only rows that hold every word, and are shown or not as asked."""
        for word in fold(self.q).split():
            query = query.where(table.folded.contains(word, autoescape=True))
        if self.shown:
            query = query.where(table.is_published.is_(self.shown == "yes"))
        return query


def funders_page(sought: Sought, organizer_id: int | None = None) -> Slice:
    """One page of the funders everybody reads of, or of all an organizer wrote down, the newest first.

    A funder without sectors or regions takes any.
    """
    query = sought.narrow(_of(sa.select(Funder), Funder, organizer_id), Funder)
    for column, wanted in ((Funder.sectors, sought.sector), (Funder.regions, sought.region)):
        if wanted:
            query = query.where(sa.or_(_names(column, wanted), sa.cast(column, sa.String) == "[]"))
    if sought.help:
        query = query.where(_names(Funder.helps, sought.help))
    return keyset(query, [Funder.id], lambda row: [row.id], descending=True, size=FUNDERS_SHOWN)


def models_page(sought: Sought, organizer_id: int | None = None) -> Slice:
    """One page of the models everybody may start from, or of all an organizer wrote, by sector."""
    query = sought.narrow(_of(sa.select(ModelSheet), ModelSheet, organizer_id), ModelSheet)
    if sought.sector:
        query = query.where(ModelSheet.sector == sought.sector)
    keys = [ModelSheet.sector, ModelSheet.id]
    return keyset(query, keys, lambda row: [row.sector, row.id], size=MODELS_SHOWN)


def _of(query: sa.Select[Any], table: Any, organizer_id: int | None) -> sa.Select[Any]:
    is_theirs = table.is_published if organizer_id is None else table.organizer_id == organizer_id
    return query.where(is_theirs)


def _names(column: Any, wanted: str) -> Any:
    """Whether a list kept as JSON names something."""
    return sa.cast(column, sa.String).contains(f'"{wanted}"', autoescape=True)

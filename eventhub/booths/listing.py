"""What a page of the list of applications says: each word once, however many rows repeat it."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from eventhub import territory
from eventhub.booths.filters import columns_of
from eventhub.booths.queries import plans, screenings
from eventhub.cooperatives.phrases import SECTORS
from eventhub.i18n import current_language, number
from eventhub.i18n import day as i18n_day

HEADS: dict[str, Any] = {
    "sector": _l("Sector"),
    "region": _l("Region"),
    "province": _l("Province"),
    "score": _l("Score"),
    "spread": _l("Spread"),
    "tier": _l("Priority"),
    "screeners": _l("Screeners"),
    "tags": _l("Tags"),
    "sent": _l("Sent"),
}
SCORES = frozenset({"score", "spread"})
KINDS = {"score": "num", "spread": "num", "tier": "num", "sent": "when"}
"""How a column is set: figures to the end, days on one line."""
NONE = "–"


def page_words(
    rows: Sequence[Any], filters: Mapping[str, str], people: Iterable[Any], *, limit: int, reader: Any
) -> dict[str, Any]:
    """Names, cells and warnings of the rows of a page; `limit` is the spread above which marks disagree.

    `cells[id]` are the texts of the chosen columns, `columns` (name, head, kind) of each. A screener reads no
    score of a file still to be marked by them. Three statements at most.
    """
    language = current_language()
    columns = columns_of(filters)
    blind = screenings.blind_to(reader, [row.id for row in rows]) if set(columns) & SCORES else set()
    writers = [_writer(name, rows, people, blind) for name in columns]
    return {
        "names": {row.id: plans.name_of(row).best(language) for row in rows},
        "columns": [(name, str(HEADS[name]), KINDS.get(name, "")) for name in columns],
        "cells": {row.id: [write(row) for write in writers] for row in rows},
        "disputed": {row.id for row in rows if (row.score_spread or 0) > limit and row.id not in blind},
    }


def _writer(
    name: str, rows: Sequence[Any], people: Iterable[Any], blind: Collection[int]
) -> Callable[[Any], str]:
    ids = [row.id for row in rows]
    if name == "sector":
        sectors = {sector: str(SECTORS[sector]) for sector in {row.sector for row in rows}}
        return lambda row: sectors[row.sector]
    if name in ("region", "province"):
        column = f"{name}_code"
        codes = {getattr(row, column) for row in rows}
        places = {code: str(territory.place(code) or code) for code in codes}
        return lambda row: places[getattr(row, column)]
    if name == "sent":
        days = {row.submitted_at.date(): row.submitted_at for row in rows if row.submitted_at}
        said = {day: i18n_day(moment.date(), "medium") for day, moment in days.items()}
        return lambda row: said[row.submitted_at.date()] if row.submitted_at else NONE
    if name == "tags":
        tags = screenings.tags_by_file(ids)
        return lambda row: _(", ").join(tags.get(row.id, ())) or NONE
    if name == "screeners":
        return _screeners(screenings.screeners_by_file(ids), people)
    column = {"score": "score", "spread": "score_spread", "tier": "tier"}[name]
    hidden = blind if name in SCORES else ()
    return lambda row: _figure(None if row.id in hidden else getattr(row, column))


def _figure(value: float | None) -> str:
    return NONE if value is None else number(round(value))


def _screeners(
    seats: Mapping[int, Sequence[tuple[int, bool]]], people: Iterable[Any]
) -> Callable[[Any], str]:
    language = current_language()
    names = {each.id: plans.name_of(each).best(language).partition(" ")[0] for each in people}
    between, done = _(", "), " ✓"

    def write(row: Any) -> str:
        said = [names.get(who, "?") + (done if is_done else "") for who, is_done in seats.get(row.id, ())]
        return between.join(said) or NONE

    return write

"""What a page of the list of applications says: each word once, however many rows repeat it."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from markupsafe import Markup

from eventhub import territory
from eventhub.booths.filters import columns_of
from eventhub.booths.queries import plans, screenings
from eventhub.booths.queries.grids import grid_of
from eventhub.cooperatives.phrases import SECTORS
from eventhub.fairs.models import Edition
from eventhub.i18n import current_language, number
from eventhub.i18n import day as i18n_day
from eventhub.web.rendering import escaped

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
    edition: Edition, rows: Sequence[Any], filters: Mapping[str, str], people: Iterable[Any], reader: Any
) -> dict[str, Any]:
    """Names, cells and warnings of the rows of a page.

    `rows` are what `_rows` tells of each, `columns` (name, head, kind) of each chosen one. A screener reads
    no score of a file still to be marked by them. Four statements at most, none for what no row has.
    """
    columns = columns_of(filters)
    scored = [row.id for row in rows if row.score is not None]
    spread = [row for row in rows if row.score_spread]
    blind = screenings.blind_to(reader, scored) if scored else set()
    limit = grid_of(edition).spread_limit if spread else 0
    disputed = {row.id for row in spread if row.score_spread > limit and row.id not in blind}
    writers = [_writer(name, rows, people, blind) for name in columns]
    cells = _cells(rows, [(_opened(name), write) for name, write in zip(columns, writers, strict=True)])
    return {
        "columns": [(name, str(HEADS[name]), KINDS.get(name, "")) for name in columns],
        "rows": list(_rows(rows, cells, disputed)),
    }


def _rows(
    rows: Sequence[Any], cells: Sequence[Markup], disputed: Collection[int]
) -> Iterator[tuple[Any, ...]]:
    """What a row shows, in the template's order: a template asks a tuple once, but a row for each part."""
    language = current_language()
    for row, written in zip(rows, cells, strict=True):
        name = plans.name_of(row).best(language)
        is_told = row.state == row.published_state
        marks = row.filed_by_agent, row.is_twin, row.id in disputed
        yield row.public_id, name, row.state, row.waiting_rank, is_told, *marks, written


def _opened(name: str) -> str:
    kind = f' class="{KINDS[name]}"' if name in KINDS else ""
    return f'<td data-label="{escaped(HEADS[name])}"{kind}>'


def _cells(rows: Sequence[Any], columns: Sequence[tuple[str, Callable[[Any], str]]]) -> list[Markup]:
    """The rows' cells, written here: a template's loop over fifty rows and their columns costs much more."""
    return [
        Markup("".join([f"{begin}{write(row)}</td>" for begin, write in columns]))  # noqa: S704 - escaped
        for row in rows
    ]


def _writer(
    name: str, rows: Sequence[Any], people: Iterable[Any], blind: Collection[int]
) -> Callable[[Any], str]:
    """What writes a column's cell of a row, escaped; what several rows say is said once."""
    ids = [row.id for row in rows]
    if name == "sector":
        sectors = {sector: escaped(SECTORS[sector]) for sector in {row.sector for row in rows}}
        return lambda row: sectors[row.sector]
    if name in ("region", "province"):
        column = f"{name}_code"
        codes = {getattr(row, column) for row in rows}
        places = {code: escaped(str(territory.place(code) or code)) for code in codes}
        return lambda row: places[getattr(row, column)]
    if name == "sent":
        days = {row.submitted_at.date() for row in rows if row.submitted_at}
        said = {day: escaped(i18n_day(day, "medium")) for day in days}
        return lambda row: said[row.submitted_at.date()] if row.submitted_at else NONE
    if name == "tags":
        tags = screenings.tags_by_file(ids)
        return lambda row: escaped(_(", ").join(tags.get(row.id, ()))) or NONE
    if name == "screeners":
        return _screeners(screenings.screeners_by_file(ids), people)
    column = {"score": "score", "spread": "score_spread", "tier": "tier"}[name]
    figures = {value: _figure(value) for value in {getattr(row, column) for row in rows}}
    hidden = blind if name in SCORES else ()
    return lambda row: NONE if row.id in hidden else figures[getattr(row, column)]


def _figure(value: float | None) -> str:
    return NONE if value is None else escaped(number(round(value)))


def _screeners(
    seats: Mapping[int, Sequence[tuple[int, bool]]], people: Iterable[Any]
) -> Callable[[Any], str]:
    language = current_language()
    names = {each.id: plans.name_of(each).best(language).partition(" ")[0] for each in people}
    between, done = _(", "), " ✓"

    def write(row: Any) -> str:
        said = [names.get(who, "?") + (done if is_done else "") for who, is_done in seats.get(row.id, ())]
        return escaped(between.join(said)) or NONE

    return write

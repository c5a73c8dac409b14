"""What a page of the list of applications says: each word once, however many rows repeat it."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from markupsafe import Markup
from msgspec import Struct

from eventhub import territory
from eventhub.booths.filters import columns_of
from eventhub.booths.queries import plans, screenings
from eventhub.booths.queries.grids import grid_of
from eventhub.cooperatives.phrases import SECTORS
from eventhub.fairs.models import Edition
from eventhub.i18n import current_language, number
from eventhub.i18n import day as i18n_day
from eventhub.web.rendering import escaped, icon_drawn
from eventhub.web.words import gettext as _
from eventhub.web.words import said

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


class Listed(Struct, frozen=True):
    """The rows of a page and their columns: (name, head, kind) of each, and what writes its cells.

    They are written here and not by the template: its loop over fifty rows and their cells costs much more.
    """

    columns: Sequence[tuple[str, str, str]]
    _writers: Sequence[Callable[[Any], str]]
    _rows: Sequence[Any]
    _disputed: Collection[int]

    def rows(self, chips: Mapping[str, str], place: str, query: str, *, may_tick: bool) -> Markup:
        """Every row of the table's body; `chips` are the states' words, `place` and `query` make its link."""
        about, after = self._about(chips), escaped(query)
        begins = [f'<td data-label="{escaped(head)}"{_class(kind)}>' for _name, head, kind in self.columns]
        cells = list(zip(begins, self._writers, strict=True))
        begin, language = f'<a class="row-link" href="{escaped(place)}/', current_language()
        written = []
        for row in self._rows:
            name, public_id = escaped(plans.name_of(row).best(language)), escaped(row.public_id)
            link = f'{begin}{public_id}{after}" dir="auto">{name}</a>'
            tick = TICK.format(public_id, name) if may_tick else ""
            others = "".join([f"{opened}{write(row)}</td>" for opened, write in cells])
            written.append(f"<tr>{tick}{about(row, link)}{others}</tr>")
        return Markup("".join(written))  # noqa: S704 - each part is escaped

    def _about(self, chips: Mapping[str, str]) -> Callable[[Any, str], str]:
        """What writes whose file it is, with what is to be known of it, and its state."""
        by_agent = _chip(_("by an agent"), "chip")
        twin, disputed = _chip(_("looks like another"), "chip warn"), _chip(_("marks disagree"), "chip warn")
        head, hidden = escaped(_("State")), icon_drawn("eye-off", _("Not published"))
        states = {value: escaped(chip) for value, chip in chips.items()}

        def write(row: Any, link: str) -> str:
            marks = f"{by_agent if row.filed_by_agent else ''}{twin if row.is_twin else ''}"
            marks += disputed if row.id in self._disputed else ""
            rank = f' <bdi class="num">{row.waiting_rank}</bdi>' if row.waiting_rank else ""
            told = "" if row.state == row.published_state else f" {hidden}"
            state = f'<td data-label="{head}">{states.get(row.state, "")}{rank}{told}</td>'
            return f'<td data-label="" class="head">{link}{marks}</td>{state}'

        return write


TICK = '<td class="tick"><input type="checkbox" name="ids" value="{}" aria-label="{}" data-select-row></td>'


def listed(
    edition: Edition, rows: Sequence[Any], filters: Mapping[str, str], people: Iterable[Any]
) -> Listed:
    """The rows of a page with the chosen columns. Three statements at most, none for what no row has.

    A screener reads no score of a file still to be marked by them.
    """
    names = columns_of(filters)
    spread = [row for row in rows if row.score_spread and not row.is_blind]
    limit = grid_of(edition).spread_limit if spread else 0
    disputed = {row.id for row in spread if row.score_spread > limit}
    columns = [(name, said(HEADS[name]), KINDS.get(name, "")) for name in names]
    return Listed(columns, [_writer(name, rows, people) for name in names], rows, disputed)


def _chip(text: str, kind: str) -> str:
    return f' <span class="{kind}">{escaped(text)}</span>'


def _class(kind: str) -> str:
    return f' class="{kind}"' if kind else ""


def _writer(name: str, rows: Sequence[Any], people: Iterable[Any]) -> Callable[[Any], str]:
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
        written = {day: escaped(i18n_day(day, "medium")) for day in days}
        return lambda row: written[row.submitted_at.date()] if row.submitted_at else NONE
    if name == "tags":
        tags, between = screenings.tags_by_file(ids), _(", ")
        return lambda row: escaped(between.join(tags.get(row.id, ()))) or NONE
    if name == "screeners":
        return _screeners(screenings.screeners_by_file(ids), people)
    column = {"score": "score", "spread": "score_spread", "tier": "tier"}[name]
    figures = {value: _figure(value) for value in {getattr(row, column) for row in rows}}
    is_score = name in SCORES
    return lambda row: NONE if is_score and row.is_blind else figures[getattr(row, column)]


def _figure(value: float | None) -> str:
    return NONE if value is None else escaped(number(round(value)))


def _screeners(
    seats: Mapping[int, Sequence[tuple[int, bool]]], people: Iterable[Any]
) -> Callable[[Any], str]:
    language = current_language()
    names = {each.id: plans.name_of(each).best(language).partition(" ")[0] for each in people}
    between, done = _(", "), " ✓"

    def write(row: Any) -> str:
        seen = [names.get(who, "?") + (done if is_done else "") for who, is_done in seats.get(row.id, ())]
        return escaped(between.join(seen)) or NONE

    return write

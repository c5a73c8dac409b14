"""PURE: how a list of applications is asked for: filtered by what, sorted how, showing what.

An asked list is an address: `read` makes it from the query's values and leaves out what means nothing, so
that a name for it is kept as text, and a page walks through the same files as the list it came from.
"""

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import parse_qsl, urlencode

from eventhub.booths.states import ApplicationState
from eventhub.cooperatives.kinds import Sector

COLUMNS = ("sector", "region", "province", "score", "spread", "tier", "screeners", "tags", "sent")
USUAL_COLUMNS = ("sector", "region", "score", "sent")
SORTS = ("old", "score", "spread", "name")
"""Besides the usual order, which is the newest first."""
LONGEST = {"q": 100, "tag": 40, "region": 20, "province": 20, "screener": 16}
_CHOICES: dict[str, frozenset[str]] = {
    "state": frozenset(ApplicationState),
    "published": frozenset({"yes", "no"}),
    "sector": frozenset(Sector),
    "women": frozenset({"led", "only"}),
    "history": frozenset({"first", "back"}),
    "papers": frozenset({"missing", "expiring"}),
    "look": frozenset({"mine", "unseen", "unmarked", "disputed"}),
    "agent": frozenset({"yes"}),
    "twins": frozenset({"yes"}),
    "tier": frozenset({"1", "2", "3"}),
    "sort": frozenset(SORTS),
}
NAMES = (*_CHOICES, *LONGEST, "least", "most")
"""Everything that may stand in the address, besides the columns."""
USUAL = frozenset({"q", "state", "sector", "region", "look", "sort"})
"""What a list offers at once; the others wait until they are asked for, since most pages don't need them."""


def _points(text: str) -> str:
    return text if text.isascii() and text.isdigit() and int(text) <= 100 else ""  # noqa: PLR2004 - a score


_READERS: dict[str, Callable[[str], str]] = {"least": _points, "most": _points}


def read(values: Mapping[str, Any]) -> dict[str, str]:
    """The filter of an address: known names with known values, nothing else.

    `values` is a mapping of text (its `getlist` is used for columns where it has one). What isn't known is
    left out, so that an old or mistyped address still shows a list.
    """
    found: dict[str, str] = {}
    for name in NAMES:
        if name not in values:  # most are not, and a request's values raise an error to themselves when asked
            continue
        text = str(values.get(name) or "").replace("\0", "").strip()
        if name in _CHOICES:
            text = text if text in _CHOICES[name] else ""
        elif name in _READERS:
            text = _READERS[name](text)
        else:
            text = text[: LONGEST[name]].strip()
        if text:
            found[name] = text
    columns = _columns(values)
    if columns:
        found["columns"] = columns
    return found


def _columns(values: Mapping[str, Any]) -> str:
    listed = getattr(values, "getlist", None)
    texts: list[str] = listed("columns") if listed else [str(values.get("columns") or "")]
    wanted = {name for text in texts for name in text.split(".")}
    chosen = tuple(name for name in COLUMNS if name in wanted)
    return "" if chosen == USUAL_COLUMNS else ".".join(chosen)


def columns_of(filters: Mapping[str, str]) -> tuple[str, ...]:
    """The columns a list shows, in their order."""
    return tuple(filters["columns"].split(".")) if filters.get("columns") else USUAL_COLUMNS


def narrowing(filters: Mapping[str, str]) -> dict[str, str]:
    """What keeps files out of the list: not the order, not the columns."""
    return {name: value for name, value in filters.items() if name not in {"sort", "columns"}}


def is_rare(filters: Mapping[str, str]) -> bool:
    """Whether something beyond the usual few filters is asked: then the page shows them all."""
    return bool(filters.keys() - USUAL)


def written(filters: Mapping[str, str]) -> str:
    """A filter as the query of an address."""
    return urlencode(filters)


def parsed(query: str) -> dict[str, str]:
    """The filter of a query that was kept."""
    return read(dict(parse_qsl(query)))

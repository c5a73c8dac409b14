"""The organizer's board: the stands coloured by a question, those that match lit, and a page of their list.

One read of the stands whatever is asked. Not here: the request (`views.plans`), the drawing (`picture`).
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from msgspec import Struct, field

from eventhub.booths import looks, phrases, picture
from eventhub.booths.looks import Look
from eventhub.booths.picture import Drawn
from eventhub.booths.queries import plans
from eventhub.booths.states import ApplicationState, AssignmentState
from eventhub.cooperatives.kinds import Sector
from eventhub.cooperatives.phrases import SECTORS
from eventhub.folding import fold, natural
from eventhub.i18n import number

LISTED = 60
"""Stands on one page of the list."""
QUESTIONS: dict[str, Any] = {
    "state": _l("State"),
    "sector": _l("Sector"),
    "zone": _l("Zone"),
    "power": _l("Power"),
    "arrival": _l("Arrival"),
}
"""What the colours may tell."""


class Asked(Struct, frozen=True):
    """What the address asks of the board."""

    stand: str = ""
    q: str = ""
    by: str = "state"
    only: str = ""
    after: str = ""
    hall: str = ""

    @classmethod
    def of(cls, args: Mapping[str, str]) -> "Asked":
        """From the arguments of an address; an unknown question is the state."""
        read = {
            name: args.get(name, "").strip()[:80] for name in ("stand", "q", "by", "only", "after", "hall")
        }
        by = read["by"] if read["by"] in QUESTIONS else "state"
        return cls(read["stand"].upper(), read["q"], by, read["only"], read["after"], read["hall"])

    def link(self, **changes: str) -> str:
        """The same board with other arguments; the usual ones are left out."""
        given = {"by": "" if self.by == "state" else self.by, "only": self.only, "q": self.q}
        given |= {"stand": self.stand, "hall": self.hall}
        return "?" + urlencode({name: value for name, value in (given | changes).items() if value})


class Entry(Struct, frozen=True):
    """A line of the legend."""

    key: str
    words: str
    look: Look
    count: int


class Board(Struct):
    """All that the page is written from."""

    asked: Asked
    rows: list[Any]
    legend: list[Entry] = field(default_factory=list)
    listed: list[Any] = field(default_factory=list)
    found: int = 0
    after: str = ""

    @property
    def is_seeking(self) -> bool:
        """Whether something is searched or filtered."""
        return bool(self.asked.q or self.asked.only)

    @property
    def tally(self) -> dict[str, int]:
        """How many stands are in each state."""
        return counted(self.rows, plans.drawing_state)

    def drawn(self, chosen: str) -> list[Drawn]:
        """The stands as they are drawn, with links that keep what is asked."""
        key_of = _KEYS[self.asked.by]
        known = {entry.key: entry.look for entry in self.legend}
        lead = self.asked.link(stand="", q="", only="")
        lead += "&stand=" if lead != "?" else "stand="
        marks = {row.label: "lit" for row in self._matching()} if self.is_seeking else {}
        return picture.marked(
            self.rows,
            lambda row: known[key_of(row)],
            title,
            lambda row: f"{lead}{row.label}#map",
            marks | {chosen: "chosen"},
        )

    def _matching(self) -> list[Any]:
        words, key_of = fold(self.asked.q).split(), _KEYS[self.asked.by]
        joined = "".join(words)
        return [
            row
            for row in self.rows
            if (not self.asked.only or key_of(row) == self.asked.only)
            and (not words or fold(row.label) == joined or _holds(row, words))
        ]


def _holds(row: Any, words: Sequence[str]) -> bool:
    if not row.cooperative:
        return False
    text = fold(f"{row.name_ar or ''} {row.name_latin or ''}")
    return all(word in text for word in words)


def board(rows: list[Any], asked: Asked) -> Board:
    """The board of the rows of `plans.board`."""
    made = Board(asked, rows)
    made.legend = legend(rows, asked.by)
    matching = sorted(made._matching(), key=lambda row: natural(row.label))  # noqa: SLF001 - its own maker
    labels = [row.label for row in matching]
    start = labels.index(asked.after) + 1 if asked.after in labels else 0
    made.listed, made.found = matching[start : start + LISTED], len(set(labels))
    made.after = made.listed[-1].label if len(matching) > start + LISTED else ""
    return made


def title(held: Sequence[Any]) -> str:
    """What is read on a stand: its label, who holds it, how far that is."""
    row = held[0]
    state = phrases.ASSIGNMENT_STATES.get(row.hold) or (_("Not for use") if row.is_blocked else _("Free"))
    names = " + ".join(str(plans.name_of(each)) for each in held if each.cooperative)
    return f"{row.label} – {names} · {state}" if names else f"{row.label} · {state}"


def _arrival(row: Any) -> str:
    if row.application_state == ApplicationState.NO_SHOW:
        return "absent"
    if row.hold == AssignmentState.OCCUPIED:
        return "arrived"
    return "expected" if row.hold == AssignmentState.CONFIRMED else ""


_KEYS: dict[str, Callable[[Any], str]] = {
    "state": plans.drawing_state,
    "sector": lambda row: row.sector or "",
    "zone": lambda row: row.zone,
    "power": lambda row: f"{row.power_kw:g}",
    "arrival": _arrival,
}
_STATES = {
    "taken": _l("Taken"),
    "held": _l("Awaiting an answer"),
    "institution": _l("Institution"),
    "free": _l("Free"),
    "blocked": _l("Not for use"),
}
_ARRIVALS = {
    "arrived": _l("Arrived"),
    "expected": _l("Expected"),
    "absent": _l("Did not come"),
    "": _l("Nobody yet"),
}


def counted(rows: Sequence[Any], key_of: Callable[[Any], str]) -> dict[str, int]:
    """How many stands each answer has; a stand of several holders counts once, by its first."""
    return dict(Counter({row.label: key_of(row) for row in reversed(rows)}.values()))


def legend(rows: Sequence[Any], by: str) -> list[Entry]:
    """The classes of a question that occur, with how many stands each."""
    counts = counted(rows, _KEYS[by])
    if by in ("state", "arrival"):
        words, found = (_STATES, looks.STATES) if by == "state" else (_ARRIVALS, looks.ARRIVALS)
        return [Entry(key, str(words[key]), found[key], counts[key]) for key in words if key in counts]
    if by == "power":
        ordered = sorted(counts, key=float)
        said = {key: _("%(power)s kW", power=number(float(key))) for key in ordered}
        return [Entry(key, said[key], looks.numbered(at, key), counts[key]) for at, key in enumerate(ordered)]
    if by == "zone":
        zones = {row.zone: str(row.zone_name) for row in rows}
        return [Entry(key, zones[key], looks.numbered(at, key), counts[key]) for at, key in enumerate(zones)]
    ordered = sorted((key for key in counts if key), key=lambda key: (-counts[key], key))
    entries = [
        Entry(key, str(SECTORS[Sector(key)]), looks.numbered(at), counts[key])
        for at, key in enumerate(ordered)
    ]
    return [*entries, Entry("", _("Nobody yet"), looks.NONE, counts[""])] if "" in counts else entries

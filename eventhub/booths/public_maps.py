"""What the public map shows for what was asked: who is lit, where one stands, the way, the card beside it.

Two statements, four when something is searched. Not here: the request (`views.public`), the drawing
(`picture`).
"""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any
from urllib.parse import urlencode

from flask_babel import gettext as _
from msgspec import Struct, field

from eventhub.booths import halls, looks, picture
from eventhub.booths.directions import Goal, Places, Walk
from eventhub.booths.ground import ThingKind
from eventhub.booths.looks import Look
from eventhub.booths.picture import Drawn, Way
from eventhub.booths.queries import finding, plans
from eventhub.booths.queries.finding import Found
from eventhub.cooperatives.kinds import Sector
from eventhub.cooperatives.phrases import SECTORS
from eventhub.fairs.models import Edition

LISTED_WHOLE = 120
"""Up to this many exhibitors the page lists them all under the map."""


class Asked(Struct, frozen=True):
    """What the address asks: words, a sector, a chosen stand, from where to where, without steps."""

    q: str = ""
    sector: str = ""
    stand: str = ""
    start: str = ""
    end: str = ""
    step_free: bool = False
    hall: str = ""

    @classmethod
    def of(cls, args: Mapping[str, str]) -> "Asked":
        """From the arguments of an address."""
        read = {
            name: args.get(name, "").strip()[:80] for name in ("q", "sector", "stand", "from", "to", "hall")
        }
        return cls(
            read["q"],
            read["sector"],
            read["stand"].upper(),
            read["from"],
            read["to"],
            bool(args.get("easy")),
            read["hall"],
        )

    def link(self, **changes: str) -> str:
        """The same map with other arguments; an empty one is left out."""
        given = {"q": self.q, "sector": self.sector, "stand": self.stand, "from": self.start, "to": self.end}
        given |= {"easy": "1" if self.step_free else "", "hall": self.hall}
        return "?" + urlencode({name: value for name, value in (given | changes).items() if value})


class PublicMap(Struct):
    """All that the page is written from."""

    asked: Asked
    plan: Any
    rows: list[Any]
    places: Places
    sectors: dict[str, int]
    found: list[Found] | None = None
    start: Goal | None = None
    end: Goal | None = None
    walk: Walk | None = None
    card: list[Any] = field(default_factory=list)

    def drawn(self) -> list[Drawn]:
        """The stands as they are drawn."""
        by_sector = {sector: looks.numbered(index) for index, sector in enumerate(self.sectors)}
        keep = self.asked.start if self.start else ""
        base = Asked(start=keep, step_free=self.asked.step_free)
        lead = base.link()
        lead += "&stand=" if lead != "?" else "stand="
        return picture.marked(
            self.rows,
            lambda row: by_sector.get(row.sector, looks.STATES["taken"]) if row.cooperative else looks.NONE,
            partial(_title, said={sector: str(SECTORS[Sector(sector)]) for sector in self.sectors}),
            lambda row: f"{lead}{row.label}#map" if row.cooperative else "",
            self._marks(),
        )

    def hall_names(self) -> list[str]:
        """The halls to choose from."""
        return halls.names(self.rows)

    def window(self) -> halls.Window | None:
        """The part of the plan in view: the chosen hall's, unless a way leads across the plan."""
        if not self.asked.hall or self.walk is not None or self.asked.hall not in self.hall_names():
            return None
        return halls.window(halls.within(self.rows, self.asked.hall))

    def who(self) -> list[tuple[str, list[Any]]]:
        """Who is where, hall by hall (one group without a name where there is nothing to choose)."""
        here = halls.within(self.rows, self.asked.hall) if self.asked.hall else self.rows
        coming = [row for row in here if row.cooperative]
        keys = self.hall_names() or [""]
        groups = [(key, [row for row in coming if not key or halls.key_of(row) == key]) for key in keys]
        return [(key, group) for key, group in groups if group]

    def _marks(self) -> dict[str, str]:
        marks = {each.label: "lit" for each in self.found or ()}
        for row in self.card:
            marks[row.label] = "chosen"
        if self.start and self.start.is_stand:
            marks[self.start.key] = "here"
        return marks

    def way(self) -> Way | None:
        """The line over the drawing."""
        if self.walk is None:
            return None
        return Way(self.walk.points)

    def legend(self) -> list[tuple[str, Any, int, Look]]:
        """The sectors there are: value, words, how many stands, look."""
        return [
            (sector, SECTORS[Sector(sector)], count, looks.numbered(index))
            for index, (sector, count) in enumerate(self.sectors.items())
        ]

    def origins(self) -> list[Goal]:
        """Where one may set out: one's own stand, the entrances, then the rest."""
        own = [self.start] if self.start and self.start.is_stand else []
        return own + self.places.facilities()

    def facilities(self) -> list[Goal]:
        """What is on the ground for visitors, the first of each kind, entrances each."""
        kinds: set[str] = set()
        chosen = []
        for goal in self.places.facilities():
            if goal.kind == ThingKind.ENTRANCE or goal.kind not in kinds:
                chosen.append(goal)
            kinds.add(goal.kind)
        return chosen


def _title(held: Sequence[Any], said: Mapping[str, str]) -> str:
    row = held[0]
    if not row.cooperative:
        return f"{row.label} · {_('Free')}"
    names = " + ".join(str(plans.name_of(each)) for each in held)
    return f"{row.label} – {names} · {said[row.sector]}" if row.sector else f"{row.label} – {names}"


def public_map(edition: Edition, asked: Asked) -> PublicMap | None:
    """The public map of an edition; None before its plan is drawn."""
    plan = plans.plan_of(edition)
    if plan is None:
        return None
    rows = plans.board(edition, public=True)
    made = PublicMap(asked, plan, rows, Places(plan, rows), finding.sectors_of(rows))
    if asked.q or asked.sector:
        made.found = finding.find(edition, asked.q, asked.sector)
    made.start = made.places.get(asked.start)
    if asked.end:
        made.walk = _walk(made, asked)
        made.end = made.walk.end if made.walk else made.places.get(asked.end)
    shown = asked.stand or (made.end.key if made.end and made.end.is_stand else "")
    made.card = [row for row in rows if row.label == shown]
    return made


def _walk(made: PublicMap, asked: Asked) -> Walk | None:
    """The way asked for; without a beginning, from the entrance nearest to its end."""
    if asked.start:
        return made.places.walk(asked.start, asked.end, step_free=asked.step_free)
    gates = made.places.of_kind(ThingKind.ENTRANCE)
    walks = [made.places.walk(gate.key, asked.end, step_free=asked.step_free) for gate in gates]
    return min((walk for walk in walks if walk), key=lambda walk: walk.metres, default=None)

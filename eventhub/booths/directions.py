"""The way from one place of a plan to another, and its words.

A place is a stand by its label, or something on the ground by its key (`toilet.1`, or `toilet` for the
nearest one). Obstacles are stands and whatever cannot be walked through. The grid of a plan and the ways on
it are remembered by what they were made from, so that a plan drawn again is another plan.
"""

from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from typing import Any

from flask_babel import gettext as _
from msgspec import Struct

from eventhub.booths import guiding, picture, shapes, wayfinding
from eventhub.booths.ground import ThingKind
from eventhub.booths.guiding import Landmark, Leg, Side, Turn
from eventhub.booths.shapes import Figure, Point
from eventhub.booths.wayfinding import Ground

WALKABLE = frozenset(
    {
        ThingKind.SHADE,
        ThingKind.ENTRANCE,
        "exit",
        "lane",
        "path",
        "parking",
        "vehicle",
        "text",
        "zone",
        "area",
        "gate",
    }
)
"""Kinds of things that one may walk over."""
STEPPED = frozenset({"stairs", "steps"})
"""Kinds that nobody on wheels gets over; others walk over them."""
FACILITIES = (
    ThingKind.ENTRANCE,
    ThingKind.TOILET,
    ThingKind.WATER,
    ThingKind.FIRSTAID,
    ThingKind.SHADE,
    ThingKind.STAGE,
    "info",
)
"""What visitors ask for, in the order it is told."""


class Goal(Struct, frozen=True):
    """A place to come from or to go to."""

    key: str
    kind: str
    name: str
    figure: Figure
    is_stand: bool


class Walk(Struct, frozen=True):
    """A way: its ends, points and length in metres, minutes, and the steps in words."""

    start: Goal
    end: Goal
    points: tuple[Point, ...]
    metres: int
    minutes: int
    steps: tuple[str, ...]


class Places:
    """Every place of a plan, by key; made from a plan and the rows of its stands."""

    def __init__(self, plan: Any, rows: Sequence[Any]) -> None:
        self.plan = plan
        self.rows = rows
        self.things = {goal.key: goal for goal in _things(plan.drawing)}

    @cached_property
    def stands(self) -> dict[str, Goal]:
        """Every stand by its label; made only when a way is asked for."""
        said = _("Stand %(label)s")
        return {
            row.label: Goal(
                row.label, "stand", said % {"label": row.label}, shapes.of_stand(row), is_stand=True
            )
            for row in self.rows
        }

    def get(self, key: str) -> Goal | None:
        """The place of a key, however it was typed."""
        if not key:
            return None
        return self.things.get(key.strip().lower()) or self.stands.get(key.strip().upper())

    def of_kind(self, kind: str) -> list[Goal]:
        """All things of a kind, in drawing order."""
        return [goal for goal in self.things.values() if goal.kind == kind]

    def facilities(self) -> list[Goal]:
        """What visitors ask for, by kind."""
        return [goal for kind in FACILITIES for goal in self.of_kind(kind)]

    def ground(self, *, step_free: bool) -> Ground:
        """The walkable ground."""
        obstacles = [goal.figure for goal in self.stands.values()]
        passable = WALKABLE if step_free else WALKABLE | STEPPED
        obstacles += [goal.figure for goal in self.things.values() if goal.kind not in passable]
        clearance = wayfinding.STEP_FREE if step_free else wayfinding.CLEARANCE
        return _ground(self.plan.width, self.plan.depth, tuple(obstacles), clearance)

    def landmarks(self) -> list[Landmark]:
        """What can be seen on the way."""
        return [
            Landmark(goal.key, goal.figure, goal.is_stand)
            for goal in (*self.stands.values(), *self.things.values())
        ]

    def walk(self, start: str, end: str, *, step_free: bool = False) -> Walk | None:
        """The way between two keys; the end may be a kind, whose nearest is taken. None without a way."""
        origin, target = self.get(start), self.get(end)
        targets = [target] if target else self.of_kind(end.strip().lower())
        if origin is None or not targets:
            return None
        grid = self.ground(step_free=step_free)
        found = [
            (points, goal)
            for goal in targets
            if goal.key != origin.key and (points := _route(grid, origin.figure, goal.figure))
        ]
        if not found:
            return None
        points, goal = min(found, key=lambda each: wayfinding.length(each[0]))
        return self._told(origin, goal, points)

    def _told(self, origin: Goal, goal: Goal, points: tuple[Point, ...]) -> Walk:
        guide = guiding.guide(points, self.landmarks(), goal.figure)
        metres = wayfinding.length(points)
        steps = tuple(self._steps(origin, goal, guide))
        return Walk(origin, goal, points, max(1, round(metres)), wayfinding.minutes(metres), steps)

    def _steps(self, origin: Goal, goal: Goal, guide: guiding.Guide) -> Iterator[str]:
        for leg in guide.legs:
            sentences = [_beginning(leg, origin), _("Walk %(metres)s m.", metres=max(1, round(leg.metres)))]
            passed = (
                (self.things[key], side) for key, side in leg.passed if key not in (origin.key, goal.key)
            )
            sentences += [_passing(thing, side) for thing, side in passed]
            yield " ".join(sentences)
        yield _arrival(goal, guide.arrival)


def _things(drawing: Sequence[Any]) -> Iterator[Goal]:
    counts: dict[str, int] = {}
    for thing in drawing:
        kind = str(thing["kind"])
        counts[kind] = counts.get(kind, 0) + 1
        yield Goal(
            f"{kind}.{counts[kind]}", kind, picture.thing_name(thing), shapes.of_thing(thing), is_stand=False
        )


def _beginning(leg: Leg, origin: Goal) -> str:
    if leg.turn == Turn.START:
        return str(_("Set out from: %(place)s.", place=origin.name))
    if leg.turn == Turn.LEFT:
        return str(_("Turn left at stand %(label)s.", label=leg.after) if leg.after else _("Turn left."))
    return str(_("Turn right at stand %(label)s.", label=leg.after) if leg.after else _("Turn right."))


def _passing(thing: Goal, side: Side) -> str:
    if side == Side.LEFT:
        return str(_("You pass on your left: %(place)s.", place=thing.name))
    return str(_("You pass on your right: %(place)s.", place=thing.name))


def _arrival(goal: Goal, side: Side) -> str:
    if side == Side.LEFT:
        return str(_("On your left: %(place)s. You are there.", place=goal.name))
    if side == Side.RIGHT:
        return str(_("On your right: %(place)s. You are there.", place=goal.name))
    return str(_("Before you: %(place)s. You are there.", place=goal.name))


@lru_cache(maxsize=6)
def _ground(width: float, depth: float, obstacles: tuple[Figure, ...], clearance: float) -> Ground:
    return wayfinding.ground(width, depth, obstacles, clearance)


@lru_cache(maxsize=512)
def _route(grid: Ground, start: Figure, end: Figure) -> tuple[Point, ...] | None:
    return wayfinding.route(grid, wayfinding.doors(grid, start), wayfinding.doors(grid, end))

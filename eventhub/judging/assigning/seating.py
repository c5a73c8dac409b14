"""Seats by min-cost flow: most expertise with exactly k judges an idea and even loads. PURE.

A price for each judge first makes everybody about equally wanted (dual ascent); each idea then takes its
k best judges at these prices, which is optimal for the loads it happens to give. Loads are put right by
shortest paths in the graph of judges, where an edge a→b hands over the idea that loses least by it
(successive shortest paths, on a condensed graph). What is kept stays; a forbidden pair is never seated.
"""

from dataclasses import dataclass

import numpy as np

from eventhub.judging.ranking.marks import Bools, Floats, Ints

# Prices follow the sign of the excess (Rprop): a step halves when the excess changes sides, else grows.
# A last seat in a hundred is placed more quickly by handing over.
PRICE_ROUNDS, NEARLY_EVEN = 200, 0.01
FIRST_STEP, SMALLEST_STEP = 0.3, 1e-6


@dataclass(frozen=True, eq=False)
class Hall:
    """What is asked: ideas × judges `value`, `allowed` and `kept`; seats of each idea; most seats a judge."""

    value: Floats
    allowed: Bools
    kept: Bools
    per_idea: Ints
    capacity: Ints

    @property
    def seats(self) -> int:
        """How many seats there are to give."""
        return int(self.per_idea.sum())


class Full(Exception):  # noqa: N818 - it says what the hall is
    """Judges have no room left: `seated` is the last plan, `over` how many seats each is over capacity."""

    def __init__(self, seated: Bools, over: Ints) -> None:
        super().__init__("no room left")
        self.seated = seated
        self.over = over


def seat(hall: Hall) -> Bools:
    """Ideas × judges, true where seated. Every idea must have its k allowed judges. Raises Full.

    Loads lie within 1 of each other, but where capacities, kept seats or conflicts forbid it: then the
    spread grows one by one until a plan exists.
    """
    seated = _at_prices(hall)
    low, high = _bounds(hall)
    graph = _Handovers(hall, seated)
    while True:
        load = seated.sum(0)
        giving, taking = load > high, load < high
        if not giving.any():
            giving, taking = load > low, load < low
        if not taking.any() and not (load > high).any():
            return seated
        if not graph.push(giving, taking):
            low, high = _widened(hall, seated, low, high)


def even_loads(capacity: Ints, seats: int) -> tuple[Ints, Ints]:
    """The least and most seats of each judge when loads are as even as capacities let them be."""
    level = 0
    for step in (1 << bit for bit in range(seats.bit_length(), -1, -1)):
        if np.minimum(capacity, level + step).sum() <= seats:
            level += step
    return np.minimum(capacity, level), np.minimum(capacity, level + 1)


def _bounds(hall: Hall) -> tuple[Ints, Ints]:
    """Least and most seats a judge, what is kept always fitting in."""
    low, high = even_loads(hall.capacity, hall.seats)
    held = hall.kept.sum(0)
    return low, np.maximum(high, held)


def _widened(hall: Hall, seated: Bools, low: Ints, high: Ints) -> tuple[Ints, Ints]:
    """One more seat at the top and one less at the bottom. Raises Full when there is no top left."""
    load = seated.sum(0)
    if (load > high).any():
        raised = np.maximum(high, np.minimum(hall.capacity, high + 1))
        if (raised == high).all():
            raise Full(seated, np.maximum(load - high, 0))
        return low, raised
    return np.maximum(low - 1, 0), high


def _at_prices(hall: Hall) -> Bools:
    """Each idea takes its k best judges at prices that make loads nearly even."""
    low, high = _bounds(hall)
    wanted = np.maximum((low + high) / 2, 0.5)
    wanted *= hall.seats / max(float(wanted.sum()), 1.0)
    value = np.where(hall.allowed, hall.value, -np.inf)
    value[hall.kept] = np.inf
    price, step = np.zeros(len(wanted)), np.full(len(wanted), FIRST_STEP)
    before = np.zeros(len(wanted))
    best, least = _k_best(value, hall.per_idea), np.inf
    for _ in range(PRICE_ROUNDS):
        seated = _k_best(value - price, hall.per_idea)
        load = seated.sum(0)
        gap = float(np.maximum(load - high, 0).sum() + np.maximum(low - load, 0).sum())
        if gap < least:
            best, least = seated, gap
        if gap <= NEARLY_EVEN * hall.seats:
            break
        towards = np.sign(load - wanted)
        step = np.clip(step * np.where(towards * before < 0, 0.5, 1.2), SMALLEST_STEP, FIRST_STEP)
        price += step * towards * np.minimum(1, np.abs(load / wanted - 1))
        before = towards
    return best


def _k_best(value: Floats, k: Ints) -> Bools:
    """True at the k highest entries of each row, k being the row's own."""
    seated = np.zeros(value.shape, dtype=bool)
    most = int(k.max(initial=0))
    if not most or not value.size:
        return seated
    chosen = np.argpartition(-value, most - 1, axis=1)[:, :most]
    if (k == most).all():
        np.put_along_axis(seated, chosen, values=True, axis=1)
        return seated
    order = np.argsort(-np.take_along_axis(value, chosen, axis=1), axis=1, kind="stable")
    best_first = np.take_along_axis(chosen, order, axis=1)
    np.put_along_axis(seated, best_first, np.arange(most) < k[:, None], axis=1)
    return seated


class _Handovers:
    """The graph of judges: `cost[a, b]` is what is lost when a hands the idea `which[a, b]` to b."""

    def __init__(self, hall: Hall, seated: Bools) -> None:
        self.hall = hall
        self.seated = seated
        judges = seated.shape[1]
        self.cost = np.full((judges, judges), np.inf)
        self.which = np.zeros((judges, judges), dtype=np.int64)
        for judge in range(judges):
            self._look(judge)

    def push(self, giving: Bools, taking: Bools) -> bool:
        """Move one seat from a giving to a taking judge along the cheapest path; false if there is none."""
        distance, before = self._distances(giving)
        reach = np.where(taking, distance, np.inf)
        at = int(np.argmin(reach))
        if not np.isfinite(reach[at]):
            return False
        touched: set[int] = set()
        while before[at] >= 0:
            giver = int(before[at])
            idea = int(self.which[giver, at])
            self.seated[idea, giver] = False
            self.seated[idea, at] = True
            touched |= {giver, at, *np.flatnonzero(self.seated[idea]).tolist()}
            at = giver
        for judge in sorted(touched):
            self._look(judge)
        return True

    def _look(self, judge: int) -> None:
        """Find again what this judge could hand to each other one, and at what loss."""
        held = np.flatnonzero(self.seated[:, judge] & ~self.hall.kept[:, judge])
        self.cost[judge] = np.inf
        if held.size:
            loss = self.hall.value[held, judge][:, None] - self.hall.value[held]
            loss[self.seated[held] | ~self.hall.allowed[held]] = np.inf
            first = loss.argmin(0)
            self.cost[judge] = loss[first, np.arange(loss.shape[1])]
            self.which[judge] = held[first]

    def _distances(self, giving: Bools) -> tuple[Floats, Ints]:
        """Bellman and Ford from all giving judges at once: distances and who comes before."""
        distance = np.where(giving, 0.0, np.inf)
        before = np.full(len(distance), -1)
        for _ in range(len(distance)):
            through = distance[:, None] + self.cost
            giver = through.argmin(0)
            shorter = through[giver, np.arange(len(giver))]
            better = shorter < distance - 1e-12
            if not better.any():
                break
            distance = np.where(better, shorter, distance)
            before = np.where(better, giver, before)
        return distance, before

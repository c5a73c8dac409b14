"""The integer program of a region: who of the region gets which choice, terms between them included."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from eventhub.booths.allocation.runs import NOBODY

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from eventhub.booths.allocation.region import Column, Region
    from eventhub.booths.allocation.runs import Floats

INFINITY = 1e30


class RegionProgram:
    """Rows and variables; the first variables are the region's columns (0 or 1)."""

    def __init__(self, region: Region, scale: Floats) -> None:
        self.region = region
        self._scale = scale
        costs = np.array([column.cost for column in region.columns]).reshape(-1, len(scale))
        self._cost: list[float] = (costs @ scale).tolist()
        self.most: list[float] = [1.0] * len(region.columns)
        self.rows: list[tuple[dict[int, float], float, float]] = []
        self._level_cost: list[Floats] = list(costs)
        self._constant: Floats = np.array(region.rest.level_vector())
        self._of: dict[int, list[int]] = defaultdict(list)
        self._at: dict[int, list[int]] = defaultdict(list)
        for position, column in enumerate(region.columns):
            self._of[column.person].append(position)
            for booth in column.booths:
                self._at[booth].append(position)
        self._limit_takers()
        self._forbid_neighbours()
        self._price_neighbours()
        self._join_partners()
        self._limit_zones()
        self._limit_moves()
        self._let_earlier_go_first()

    def _row(self, members: dict[int, float], least: float, most: float) -> None:
        self.rows.append((members, least, most))

    def _extra(self, price: Floats) -> int:
        """A new variable that costs ``price`` (per level) a unit."""
        self._cost.append(float(self._scale @ price))
        self.most.append(INFINITY)
        self._level_cost.append(price)
        return len(self._cost) - 1

    def _limit_takers(self) -> None:
        for members in (*self._of.values(), *self._at.values()):
            if len(members) > 1:
                self._row(dict.fromkeys(members, 1.0), -INFINITY, 1)

    def _forbid_neighbours(self) -> None:
        tables, columns = self.region.tables, self.region.columns
        for rule in tables.pair_rules:
            for booth, here in list(self._at.items()):
                mine = [p for p in here if rule.mine[columns[p].person]]
                for beside in rule.neighbours[booth] if mine else ():
                    theirs = [p for p in self._at.get(beside, ()) if rule.theirs[columns[p].person]]
                    if theirs:
                        self._forbid_both(mine, theirs)

    def _forbid_both(self, mine: Sequence[int], theirs: Sequence[int]) -> None:
        """Not both sides, unless one and the same choice is on both."""
        both = set(mine) & set(theirs)
        left, right = set(mine) - both, set(theirs) - both
        if left and right:
            self._row(dict.fromkeys(sorted(left | right), 1.0), -INFINITY, 1)

    def _price_neighbours(self) -> None:
        tables, columns = self.region.tables, self.region.columns
        if not tables.same_price.any():
            return
        inside = self.region.free[tables.same_pairs].all(axis=1)
        for booth, other in tables.same_pairs[inside].tolist():
            sides = []
            for mine in (self._at.get(booth, ()), self._at.get(other, ())):
                groups: dict[int, set[int]] = defaultdict(set)
                for position in mine:
                    groups[int(tables.category[columns[position].person])].add(position)
                sides.append(groups)
            meeting = -1
            for category, here in sides[0].items():
                there = sides[1].get(category, set())
                either = here ^ there
                if len({columns[p].person for p in either}) > 1 and here - there and there - here:
                    meeting = self._extra(tables.same_price) if meeting < 0 else meeting
                    self._row({**dict.fromkeys(sorted(either), 1.0), meeting: -1.0}, -INFINITY, 1)

    def _join_partners(self) -> None:
        region, tables = self.region, self.region.tables
        inside = {p for p in region.people if self._of.get(p)}
        for person in sorted(inside):
            for other in tables.apart[person]:
                if other in inside and person < other:
                    for position, close in self._close(person, other, tables.instance.rules.apart_m):
                        if close:
                            self._row(dict.fromkeys([position, *close], 1.0), -INFINITY, 1)
        for wish in tables.wishes:
            if wish.of in inside and wish.other in inside and wish.of != wish.other:
                missed = self._extra(wish.price)
                for position, close in self._close(wish.of, wish.other, tables.instance.rules.near_m):
                    bad = set(self._of[wish.other]) - set(close) if wish.is_near else set(close)
                    if bad:
                        self._row(
                            {**dict.fromkeys([position, *sorted(bad)], 1.0), missed: -1.0}, -INFINITY, 1
                        )

    def _close(self, person: int, other: int, metres: float) -> list[tuple[int, list[int]]]:
        """For each choice of one person, the other's choices within so many metres."""
        tables, columns = self.region.tables, self.region.columns
        found = []
        for position in self._of[person]:
            distance = tables.distances(columns[position].run)
            close = [p for p in self._of[other] if distance[list(columns[p].booths)].min() <= metres]
            found.append((position, close))
        return found

    def _limit_zones(self) -> None:
        region, tables = self.region, self.region.tables
        capped: dict[tuple[int, int], list[int]] = defaultdict(list)
        tagged: dict[int, list[int]] = defaultdict(list)
        quotas: dict[int, list[int]] = defaultdict(list)
        for quota, zone in enumerate(tables.quota_zone.tolist()):
            quotas[zone].append(quota)
        zones = tables.runs.zone[[column.run for column in region.columns]].tolist()
        for position, (column, zone) in enumerate(zip(region.columns, zones, strict=True)):
            capped[zone, int(tables.category[column.person])].append(position)
            for quota in quotas.get(zone, ()):
                if tables.tagged[quota, column.person]:
                    tagged[quota].append(position)
        for (zone, category), members in capped.items():
            spare = int(tables.cap[zone, category] - region.rest.category_count[zone, category])
            if spare < len({region.columns[p].person for p in members}):
                self._row(dict.fromkeys(members, 1.0), -INFINITY, spare)
        for quota, members in tagged.items():
            wanted = int(tables.quota_least[quota] - region.rest.tag_count[quota])
            if wanted > 0:
                short = self._extra(tables.quota_price)
                self._constant -= wanted * tables.quota_price
                self._row({**dict.fromkeys(members, 1.0), short: 1.0}, wanted, INFINITY)

    def _limit_moves(self) -> None:
        region, tables = self.region, self.region.tables
        most = region.rest.most_moves - region.rest.moves
        moved = [p for p, c in enumerate(region.columns) if tables.previous[c.person] not in (NOBODY, c.run)]
        if moved and most < len(moved):
            self._row(dict.fromkeys(moved, 1.0), -INFINITY, most)

    def _let_earlier_go_first(self) -> None:
        """Of equals, the later has what would suit the earlier only if the earlier has something too."""
        region, rivalry = self.region, self.region.lens.rivalry
        if rivalry is None:
            return
        inside = [p for p in region.people if self._of.get(p)]
        for earlier, later in rivalry.pairs(inside, refused=set(region.people) - set(region.now)):
            envied = [
                p
                for p in self._of[later]
                if region.columns[p].choice != region.now.get(later)
                and rivalry.would_take(earlier, region.columns[p].booths)
            ]
            if envied:
                self._row(
                    {**dict.fromkeys(self._of[earlier], -1.0), **dict.fromkeys(envied, 1.0)}, -INFINITY, 0
                )

    @property
    def offset(self) -> float:
        """What the rest of the plan costs, in the scale asked for."""
        return float(self._scale @ self._constant)

    @property
    def cost(self) -> Floats:
        """What a unit of each variable costs, in the scale asked for."""
        return np.array(self._cost)

    def hold_level(self, level: int, value: float) -> None:
        """Never let a level of the whole plan exceed a value."""
        costs = np.array([cost[level] for cost in self._level_cost])
        members = {i: float(costs[i]) for i in np.flatnonzero(costs).tolist()}
        if members:
            self._row(members, -INFINITY, value - float(self._constant[level]))

    def yield_to(self, holder: int, choice: int, person: int) -> None:
        """Only if this person is placed, or a rule stands in their way, may that holder have that choice."""
        columns = self.region.columns
        mine = [p for p in self._of[holder] if columns[p].choice == choice]
        if mine:
            excuses = {*self._of[person], *self._in_the_way(person, columns[mine[0]])} - set(self._of[holder])
            self._row({**dict.fromkeys(sorted(excuses), -1.0), mine[0]: 1.0}, -INFINITY, 0)

    def _in_the_way(self, person: int, column: Column) -> Iterator[int]:
        """The columns of others beside or near which this person may not have some of a column's booths."""
        tables = self.region.tables
        for rule in tables.pair_rules:
            beside = {o for b in column.booths for o in rule.neighbours[b]} if rule.mine[person] else ()
            for other in beside:
                yield from (p for p in self._at.get(other, ()) if rule.theirs[self.region.columns[p].person])
        distance = tables.distances(column.run)
        for other in tables.apart[person]:
            for p in self._of.get(other, ()):
                if distance[list(self.region.columns[p].booths)].min() <= tables.instance.rules.apart_m:
                    yield p

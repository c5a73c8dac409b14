"""Improving hundreds of single booths at once, exactly, as an assignment problem.

A round frees booths of which no two touch, with the single-booth holders in
them; those holders and the refused then compete for them. With everything
else standing still each (application, booth) pair has one exact cost, and the
best assignment is found by ``scipy.optimize.linear_sum_assignment``. Zone
caps and quotas are respected by reserving booths for them as they are now, so
the plan at hand stays a candidate and a round never makes it worse.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from eventhub.booths.allocation.runs import NOBODY

if TYPE_CHECKING:
    import numpy.typing as npt

    from eventhub.booths.allocation.arrangement import Arrangement
    from eventhub.booths.allocation.runs import Bools, Floats, Ints
    from eventhub.booths.allocation.tables import Tables


class Exchange:
    """Rounds of exchange over one instance; ``scale`` weighs the levels into one number."""

    def __init__(self, tables: Tables, scale: Floats, rng: np.random.Generator) -> None:
        self._tables = tables
        self._rng = rng
        choices = tables.choices
        self._cost = scale[list(choices.levels)] @ choices.cost
        self._refusal = scale @ tables.refusal
        self._same_price = float(scale @ tables.same_price)
        self._quota_price = float(scale @ tables.quota_price)
        self._wish_price = [float(scale @ wish.price) for wish in tables.wishes]
        self._choice_at = _single_choices(tables)
        self._has_single = (self._choice_at != NOBODY).any(axis=1)
        self._same = np.concatenate([tables.same_pairs, tables.same_pairs[:, ::-1]])
        self._edges = [
            np.array([(b, o) for b, others in enumerate(rule.neighbours) for o in others]).reshape(-1, 2)
            for rule in tables.pair_rules
        ]
        self._zone_of = _zones(tables)

    def round(self, arrangement: Arrangement, *, with_refused: bool = True) -> bool:
        """One round; tells whether the plan changed. It never becomes worse."""
        booths, people = self._draw(arrangement, with_refused=with_refused)
        if not len(booths) or not len(people):
            return False
        where = np.full(self._tables.booths, NOBODY)
        where[booths] = np.arange(len(booths))
        gain = self._gains(arrangement, booths, people, where)
        changes = {int(a): NOBODY for a in people if arrangement.choice[a] != NOBODY}
        for row, column in zip(*_match(gain), strict=True):
            changes[int(people[row])] = int(self._choice_at[people[row], booths[column]])
        return improve_by(arrangement, changes)

    def _draw(self, arrangement: Arrangement, *, with_refused: bool) -> tuple[Ints, Ints]:
        """Booths no two of which touch, and who competes for them, no two of whom care about each other."""
        tables, holder = self._tables, arrangement.holder
        single = tables.runs.size[tables.choices.run[arrangement.choice]] == 1
        may_move = np.append(single & ~tables.pinned, True)[holder]
        may_move &= tables.runs.single != NOBODY
        shut = np.zeros(tables.booths, dtype=np.bool_)
        busy: set[int] = set()
        chosen = []
        for booth in self._rng.permutation(np.flatnonzero(may_move)).tolist():
            person = int(holder[booth])
            if shut[booth] or person in busy:
                continue
            chosen.append(booth)
            shut[list(tables.touching[booth])] = True
            if person != NOBODY:
                busy.update(self._partners(person))
        waiting: Ints = np.zeros(0, dtype=np.int64)
        if with_refused:
            waiting = np.flatnonzero((arrangement.choice == NOBODY) & self._has_single)
        people = [int(holder[b]) for b in chosen if holder[b] != NOBODY]
        for person in self._rng.permutation(waiting).tolist():
            if person not in busy:
                people.append(person)
                busy.update(self._partners(person))
        return np.array(chosen, dtype=np.int64), np.array(people, dtype=np.int64)

    def _partners(self, person: int) -> set[int]:
        tables = self._tables
        found = set(tables.apart[person])
        for number in tables.wishes_of[person]:
            found |= {tables.wishes[number].of, tables.wishes[number].other}
        return found

    def _gains(self, arrangement: Arrangement, booths: Ints, people: Ints, where: Ints) -> Floats:
        """(people, booths): what giving the booth adds to the objective; infinite where it may not be."""
        choice = self._choice_at[np.ix_(people, booths)]
        gain: Floats = self._cost[choice] - self._refusal[people][:, None]
        shut = choice == NOBODY
        self._add_neighbours(arrangement, gain, people, where)
        self._add_rules(arrangement, shut, people, where)
        self._add_partners(arrangement, gain, shut, booths, people)
        self._reserve(arrangement, gain, shut, booths, people)
        gain[shut] = np.inf
        return gain

    def _add_neighbours(self, arrangement: Arrangement, gain: Floats, people: Ints, where: Ints) -> None:
        tables = self._tables
        here, beside = self._same.T
        holder = arrangement.holder[beside]
        counted = (where[here] != NOBODY) & (holder != NOBODY)
        alike = np.zeros((gain.shape[1], tables.cap.shape[1]))
        np.add.at(alike, (where[here[counted]], tables.category[holder[counted]]), 1)
        gain += self._same_price * alike[:, tables.category[people]].T

    def _add_rules(self, arrangement: Arrangement, shut: Bools, people: Ints, where: Ints) -> None:
        for rule, edges in zip(self._tables.pair_rules, self._edges, strict=True):
            here, beside = edges.T
            holder = arrangement.holder[beside]
            stands = (where[here] != NOBODY) & (holder != NOBODY) & rule.theirs[holder]
            if stands.any():
                shut[np.ix_(rule.mine[people], np.unique(where[here[stands]]))] = True

    def _add_partners(
        self, arrangement: Arrangement, gain: Floats, shut: Bools, booths: Ints, people: Ints
    ) -> None:
        tables, rules = self._tables, self._tables.instance.rules
        for row, person in enumerate(people.tolist()):
            for number in tables.wishes_of[person]:
                wish = tables.wishes[number]
                run = arrangement.run_of(wish.other if wish.of == person else wish.of)
                if run != NOBODY:
                    missed = (tables.distances(run)[booths] > rules.near_m) == wish.is_near
                    gain[row, missed] += self._wish_price[number]
            for other in tables.apart[person]:
                run = arrangement.run_of(other)
                if run != NOBODY:
                    shut[row] |= tables.distances(run)[booths] <= rules.apart_m

    def _reserve(
        self, arrangement: Arrangement, gain: Floats, shut: Bools, booths: Ints, people: Ints
    ) -> None:
        """Keep caps and quotas by fixing which of the booths serve them."""
        tables = self._tables
        holder, zone = arrangement.holder[booths], self._zone_of[booths]
        limited = np.argwhere(tables.cap < np.iinfo(np.int64).max)
        for place, category in limited.tolist():
            here = np.flatnonzero(zone == place)
            mine = np.array(
                [h != NOBODY and tables.category[h] == category for h in holder[here]], dtype=np.bool_
            )
            spare = int(tables.cap[place, category] - arrangement.category_count[place, category])
            others = self._rng.permutation(here[~mine])[spare:]
            shut[np.ix_(tables.category[people] == category, others)] = True
        for quota, place in enumerate(tables.quota_zone.tolist()):
            here = np.flatnonzero(zone == place)
            tagged = tables.tagged[quota]
            mine = np.array([h != NOBODY and bool(tagged[h]) for h in holder[here]], dtype=np.bool_)
            spare = int(arrangement.tag_count[quota] - tables.quota_least[quota])
            kept = self._rng.permutation(here[mine])[max(spare, 0) :]
            shut[np.ix_(~tagged[people], kept)] = True
            if spare < 0:
                gain[np.ix_(tagged[people], here)] -= self._quota_price


def _match(gain: Floats) -> tuple[Ints, Ints]:
    """The pairs of the best assignment; a person may go without, which adds nothing."""
    from scipy.optimize import linear_sum_assignment  # costs half a second to load

    people, booths = gain.shape
    rows, columns = linear_sum_assignment(np.hstack([gain, np.zeros((people, people))]))
    taken = columns < booths
    return rows[taken], columns[taken]


def improve_by(arrangement: Arrangement, changes: dict[int, int]) -> bool:
    """Make the changes if the plan stays feasible and no worse; tells whether it did."""
    changes = {a: c for a, c in changes.items() if arrangement.choice[a] != c}
    if not changes or _is_taken(arrangement, changes):
        return False
    before = arrangement.level_vector()
    undo = {a: int(arrangement.choice[a]) for a in changes}
    arrangement.apply(changes)
    if arrangement.level_vector() <= before and arrangement.is_feasible():
        return True
    arrangement.apply(undo)
    return False


def _is_taken(arrangement: Arrangement, changes: dict[int, int]) -> bool:
    """Whether somebody who is to stay holds a booth that another is to get."""
    tables = arrangement.tables
    wanted = [b for choice in changes.values() if choice != NOBODY for b in tables.booths_of(choice)]
    return any(int(h) not in changes for h in arrangement.holder[wanted] if h != NOBODY)


def _single_choices(tables: Tables) -> npt.NDArray[np.int32]:
    """(applications, booths): the choice that gives just this booth, or NOBODY."""
    choices, runs = tables.choices, tables.runs
    booth = np.where(runs.size == 1, runs.padded[:, 0], tables.booths)  # longer runs in a column of their own
    found = np.full((tables.applications, tables.booths + 1), NOBODY, dtype=np.int32)
    for person in range(tables.applications):
        mine = choices.of(person)
        found[person, booth[choices.run[mine]]] = np.arange(mine.start, mine.stop)
    return found[:, :-1]


def _zones(tables: Tables) -> Ints:
    return np.where(tables.runs.single != NOBODY, tables.runs.zone[tables.runs.single], NOBODY)

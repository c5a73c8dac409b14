"""What each application could be given, and what each such choice costs on its own.

A choice is an (application, run) pair that meets every rule that looks at one
applicant alone (size, area, budget, needs, zone, veto; a pin leaves one
choice). Choices are numbered through: those of application ``a`` are
``first[a]`` to ``first[a + 1]``. Costs are weighted terms, one row per level
that has a term a placement alone decides.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct

from eventhub.booths.allocation.makes import find_makes, suited
from eventhub.booths.allocation.own_cost import OwnCost

if TYPE_CHECKING:
    from eventhub.booths.allocation.instance import Application, Instance
    from eventhub.booths.allocation.runs import Bools, Floats, Ints, Runs


class Choices(Struct, frozen=True):
    """Choices of every application; ``cost`` is (levels listed in ``levels``, choices)."""

    first: Ints
    run: Ints
    levels: tuple[int, ...]
    cost: Floats

    def of(self, application: int) -> slice:
        """The numbers of one application's choices."""
        return slice(int(self.first[application]), int(self.first[application + 1]))

    def find(self, application: int, run: int) -> int | None:
        """The choice that gives this run to this application, if it is one."""
        mine = self.of(application)
        at = mine.start + int(np.searchsorted(self.run[mine], run))
        return at if at < mine.stop and self.run[at] == run else None


def list_choices(instance: Instance, runs: Runs) -> Choices:
    """Every choice of an instance."""
    makes = find_makes(runs)
    prices, fine = OwnCost(instance, runs), suited(instance, runs, makes)
    veto = _Veto(instance, runs)
    found: list[Ints] = [np.zeros(0, dtype=np.int32)]
    costs: list[Floats] = [np.zeros((len(prices.levels), 0))]
    for number, application in enumerate(instance.applications):
        suits = veto.narrow(application, fine[number, makes.of_run])
        allowed = np.flatnonzero(suits).astype(np.int32)
        found.append(allowed)
        costs.append(prices.of(number, allowed))
    return Choices(
        first=np.cumsum([len(ids) for ids in found], dtype=np.int64),
        run=np.concatenate(found),
        levels=prices.levels,
        cost=np.concatenate(costs, axis=1),
    )


class _Veto:
    """What is too small, too large, too dear or too weak, forbidden, or not what somebody is pinned to."""

    def __init__(self, instance: Instance, runs: Runs) -> None:
        self._runs = runs
        self._at = {booth.id: i for i, booth in enumerate(instance.plan.booths)}
        self._pins = instance.rules.pins
        self._forbidden: dict[str, list[int]] = defaultdict(list)
        for name, booth in instance.rules.forbidden:
            self._forbidden[name].append(self._at[booth])

    def narrow(self, application: Application, fine: Bools) -> Bools:
        """The runs of ``fine`` that this application may be given."""
        fine &= (self._runs.m2 >= application.min_m2) & (self._runs.m2 <= application.max_m2)
        fine &= self._runs.price <= application.budget
        if application.needs.power_kw > 0:
            fine &= self._runs.power_kw >= application.needs.power_kw
        if application.id in self._forbidden:
            fine[self._runs.holding(self._forbidden[application.id])] = False
        if application.id in self._pins:
            only = self._runs.number.get(tuple(sorted(self._at[b] for b in self._pins[application.id])))
            fine &= np.arange(len(fine)) == only
        return fine

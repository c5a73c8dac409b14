"""Every run of booths somebody could be given: consecutive, side by side, all open, in one row.

Runs are numbered; arrays are indexed by run, booths inside them are indices
into ``Plan.booths``. Single booths are runs of one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from eventhub.booths.allocation.instance import Booth, Plan

Ints = npt.NDArray[np.signedinteger[Any]]
Floats = npt.NDArray[np.floating[Any]]
Bools = npt.NDArray[np.bool_]

NOBODY = -1


@dataclass(frozen=True, slots=True)
class Runs:
    """Arrays over runs; ``padded`` is (runs, longest) with NOBODY after the last booth."""

    booths: tuple[tuple[int, ...], ...]
    number: dict[tuple[int, ...], int]
    padded: Ints
    size: Ints
    zone: Ints
    m2: Floats
    price: Floats
    power_kw: Floats
    water: Bools
    cooking: Bools
    heavy: Bools
    accessible: Bools
    corner: Bools
    single: Ints

    def holding(self, booth: int) -> Ints:
        """The runs that contain a booth."""
        return np.flatnonzero((self.padded == booth).any(axis=1))


def find_runs(plan: Plan, longest: int) -> Runs:
    """All runs of 1 to ``longest`` booths of a plan."""
    at = {booth.id: i for i, booth in enumerate(plan.booths)}
    found = list(_runs(plan, at, longest))
    members = [[plan.booths[b] for b in run] for run in found]
    zones = {zone.id: i for i, zone in enumerate(plan.zones)}
    padded = np.full((len(found), max((len(run) for run in found), default=1)), NOBODY)
    for i, run in enumerate(found):
        padded[i, : len(run)] = run
    single = np.full(len(plan.booths), NOBODY)
    for i, run in enumerate(found):
        if len(run) == 1:
            single[run[0]] = i

    def sums(amount: Callable[[Booth], float]) -> Floats:
        return np.array([sum(amount(b) for b in group) for group in members], dtype=np.float64)

    def flags(test: Callable[[Sequence[bool]], bool], flag: Callable[[Booth], bool]) -> Bools:
        return np.array([test([flag(b) for b in group]) for group in members], dtype=np.bool_)

    return Runs(
        booths=tuple(found),
        number={tuple(sorted(run)): i for i, run in enumerate(found)},
        padded=padded,
        size=np.array([len(run) for run in found], dtype=np.int64),
        zone=np.array([zones[group[0].zone] for group in members], dtype=np.int64),
        m2=sums(lambda b: b.m2),
        price=sums(lambda b: b.price),
        power_kw=sums(lambda b: b.power_kw),
        water=flags(any, lambda b: b.water),
        cooking=flags(all, lambda b: b.cooking),
        heavy=flags(all, lambda b: b.heavy),
        accessible=flags(all, lambda b: b.accessible),
        corner=flags(any, lambda b: b.corner),
        single=single,
    )


def _runs(plan: Plan, at: dict[str, int], longest: int) -> Iterator[tuple[int, ...]]:
    beside = {frozenset((a.booth, a.other)) for a in plan.adjacency if a.kind == "side"}
    for row in plan.rows:
        for first, name in enumerate(row.booths):
            if not plan.booths[at[name]].is_open:
                continue
            run = [at[name]]
            yield tuple(run)
            for before, after in zip(
                row.booths[first:], row.booths[first + 1 : first + longest], strict=False
            ):
                if frozenset((before, after)) not in beside or not plan.booths[at[after]].is_open:
                    break
                run.append(at[after])
                yield tuple(run)

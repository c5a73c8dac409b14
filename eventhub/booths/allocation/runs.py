"""Every run of booths somebody could be given: consecutive, side by side, all open, in one row.

Runs are numbered; arrays are indexed by run, booths inside them are indices
into ``Plan.booths``. Single booths are runs of one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from eventhub.booths.allocation.instance import Booth, Plan

Ints = npt.NDArray[np.signedinteger[Any]]
Floats = npt.NDArray[np.floating[Any]]
Bools = npt.NDArray[np.bool_]

NOBODY = -1


class Runs(Struct, frozen=True):
    """Arrays over runs; ``padded`` is (runs, longest) with NOBODY after the last booth.

    ``through`` are the runs of each booth.
    """

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
    through: tuple[Ints, ...]

    def holding(self, booths: Iterable[int]) -> Ints:
        """The runs that contain one of these booths, in order."""
        return np.unique(np.concatenate([self.through[booth] for booth in booths]))


def find_runs(plan: Plan, longest: int) -> Runs:
    """All runs of 1 to ``longest`` booths of a plan."""
    at = {booth.id: i for i, booth in enumerate(plan.booths)}
    found = tuple(_runs(plan, at, longest))
    zones = {zone.id: i for i, zone in enumerate(plan.zones)}
    size = np.array([len(run) for run in found], dtype=np.int64)
    padded = np.full((len(found), int(size.max(initial=1))), NOBODY)
    padded[np.arange(padded.shape[1]) < size[:, None]] = [booth for run in found for booth in run]
    single = np.full(len(plan.booths), NOBODY)
    single[padded[size == 1, 0]] = np.flatnonzero(size == 1)

    def sums(amount: Callable[[Booth], float]) -> Floats:
        amounts = np.array([amount(booth) for booth in plan.booths] + [0.0], dtype=np.float64)
        return np.asarray(amounts[padded].sum(axis=1))

    def some(flag: Callable[[Booth], bool]) -> Bools:
        return np.asarray(np.array([flag(booth) for booth in plan.booths] + [False])[padded].any(axis=1))

    def every(flag: Callable[[Booth], bool]) -> Bools:
        return np.asarray(np.array([flag(booth) for booth in plan.booths] + [True])[padded].all(axis=1))

    return Runs(
        booths=found,
        number={tuple(sorted(run)): i for i, run in enumerate(found)},
        padded=padded,
        size=size,
        zone=np.array([zones[booth.zone] for booth in plan.booths], dtype=np.int64)[padded[:, 0]],
        m2=sums(lambda b: b.m2),
        price=sums(lambda b: b.price),
        power_kw=sums(lambda b: b.power_kw),
        water=some(lambda b: b.water),
        cooking=every(lambda b: b.cooking),
        heavy=every(lambda b: b.heavy),
        accessible=every(lambda b: b.accessible),
        corner=some(lambda b: b.corner),
        single=single,
        through=_through(padded, len(plan.booths)),
    )


def _through(padded: Ints, booths: int) -> tuple[Ints, ...]:
    """For each booth the runs that contain it, in order."""
    order = np.argsort(padded, axis=None, kind="stable")
    first = np.searchsorted(padded.ravel()[order], np.arange(booths + 1))
    return tuple(np.split(order // padded.shape[1], first)[1:-1])


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

"""The plan seen from far: booths that are alike are one class, counted.

A kind is the multiset of classes a run takes; a column is an (application,
kind) pair with the least that any such choice costs, level by level. Treating
a class as so many places forgets neighbours and which booth of a class it is,
so the best plan over columns is at least as good as any real one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct

if TYPE_CHECKING:
    from eventhub.booths.allocation.runs import Floats, Ints
    from eventhub.booths.allocation.tables import Tables


class Columns(Struct, frozen=True):
    """Arrays over columns, sorted by application; ``own`` (levels of ``Choices``, columns) is their cost."""

    owner: Ints
    kind: Ints
    zone: Ints
    own: Floats
    moved: Ints
    of_choice: Ints
    kind_classes: tuple[tuple[int, ...], ...]
    class_size: Ints


def gather_columns(tables: Tables) -> Columns:
    """The columns of an instance."""
    class_of = _classes(tables)
    kinds: dict[tuple[int, ...], int] = {}
    kind_of_run = np.array(
        [
            kinds.setdefault(tuple(sorted(class_of[list(run)].tolist())), len(kinds))
            for run in tables.runs.booths
        ],
        dtype=np.int64,
    )
    choices = tables.choices
    owner = np.repeat(np.arange(tables.applications, dtype=np.int32), np.diff(choices.first))
    key = owner.astype(np.int64) * len(kinds) + kind_of_run[choices.run]
    order = np.argsort(key, kind="stable")
    starts = np.flatnonzero(np.diff(key[order], prepend=-1))
    of_choice = np.empty(len(key), dtype=np.int32)
    of_choice[order] = np.cumsum(np.diff(key[order], prepend=-1) != 0) - 1
    head = order[starts]
    own = np.zeros((len(choices.levels), len(starts)))
    for row in range(len(own) if len(starts) else 0):
        own[row] = np.minimum.reduceat(choices.cost[row, order], starts)
    moved = (tables.previous[owner] != -1) & (tables.previous[owner] != choices.run)
    return Columns(
        owner=owner[head],
        kind=kind_of_run[choices.run[head]],
        zone=tables.runs.zone[choices.run[head]],
        own=own,
        moved=np.minimum.reduceat(moved[order].astype(np.int64), starts)
        if len(starts)
        else np.zeros(0, np.int64),
        of_choice=of_choice,
        kind_classes=tuple(kinds),
        class_size=np.bincount(class_of, minlength=1),
    )


def _classes(tables: Tables) -> Ints:
    """The class of each booth: zone, and all that a need, a budget or a wish can ask of it."""
    known: dict[tuple[object, ...], int] = {}
    return np.array(
        [
            known.setdefault(
                (
                    b.zone,
                    b.m2,
                    b.price,
                    b.power_kw,
                    b.corner,
                    b.water,
                    b.cooking,
                    b.heavy,
                    b.accessible,
                    b.is_open,
                ),
                len(known),
            )
            for b in tables.instance.plan.booths
        ],
        dtype=np.int64,
    )

"""The linear program over columns, as arrays: rows, their limits, and the cost of every level.

Rows, in this order: applications (one place at most), classes (so many
booths), zone caps, quotas (each with a shortfall variable after the
columns), moves. What a level costs is computed when asked for: at 4,000
applications there are 1.6 million columns.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from msgspec import Struct

from eventhub.booths.allocation.classes import gather_columns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from eventhub.booths.allocation.classes import Columns
    from eventhub.booths.allocation.runs import Floats, Ints
    from eventhub.booths.allocation.tables import Tables

INFINITY = 1e30


class Program(Struct, frozen=True):
    """``matrix`` is a scipy CSC matrix (rows, variables); ``constant`` is what refusing all costs."""

    tables: Tables
    columns: Columns
    matrix: Any
    lower: Floats
    upper: Floats
    constant: Floats

    @property
    def variables(self) -> int:
        """Columns and quota shortfalls together."""
        return int(self.matrix.shape[1])

    def cost(self, weights: Floats) -> Floats:
        """What each variable adds to the weighted sum of levels."""
        tables, columns = self.tables, self.columns
        own = weights[list(tables.choices.levels)] @ columns.own - (weights @ tables.refusal)[columns.owner]
        shortfall = np.full(len(tables.quota_zone), float(weights @ tables.quota_price))
        return np.concatenate([own, shortfall])


def write_program(tables: Tables) -> Program:
    """The program of an instance."""
    from scipy.sparse import csr_matrix, vstack  # costs a third of a second to load

    columns = gather_columns(tables)
    people, classes = tables.applications, len(columns.class_size)
    quotas = len(tables.quota_zone)
    variables = len(columns.owner) + quotas
    lower, upper = (
        [tables.pinned.astype(np.float64), np.zeros(classes)],
        [np.ones(people), columns.class_size],
    )
    owner_rows = (np.ones(len(columns.owner)), (columns.owner, np.arange(len(columns.owner))))
    parts = [csr_matrix(owner_rows, shape=(people, variables)), _class_rows(columns, variables)]
    for members, least, most in _side_rows(tables, columns, quotas):
        data = (np.ones(len(members)), (np.zeros(len(members), dtype=np.int64), members))
        parts.append(csr_matrix(data, shape=(1, variables)))
        lower.append(np.array([least]))
        upper.append(np.array([most]))
    return Program(
        tables=tables,
        columns=columns,
        matrix=vstack(parts).tocsc(),
        lower=np.concatenate(lower),
        upper=np.concatenate(upper).astype(np.float64),
        constant=tables.refusal.sum(axis=1),
    )


def _class_rows(columns: Columns, variables: int) -> Any:
    from scipy.sparse import csr_matrix

    sizes = np.array([len(members) for members in columns.kind_classes])
    starts = np.concatenate(([0], np.cumsum(sizes)))
    flat = np.array([c for members in columns.kind_classes for c in members], dtype=np.int64)
    length = sizes[columns.kind]
    column = np.repeat(np.arange(len(columns.kind)), length)
    within = np.arange(len(column)) - np.repeat(np.cumsum(length) - length, length)
    taken = flat[np.repeat(starts[columns.kind], length) + within]
    return csr_matrix((np.ones(len(column)), (taken, column)), shape=(len(columns.class_size), variables))


def _side_rows(tables: Tables, columns: Columns, quotas: int) -> Iterator[tuple[Ints, float, float]]:
    """Members, least and most of each cap, quota and of the limit on moves."""
    category = tables.category[columns.owner]
    for zone, capped in np.argwhere(tables.cap < np.iinfo(np.int64).max).tolist():
        yield (
            np.flatnonzero((columns.zone == zone) & (category == capped)),
            0,
            float(tables.cap[zone, capped]),
        )
    for quota in range(quotas):
        here = (columns.zone == tables.quota_zone[quota]) & tables.tagged[quota][columns.owner]
        shortfall = len(columns.owner) + quota
        yield np.append(np.flatnonzero(here), shortfall), float(tables.quota_least[quota]), INFINITY
    previous = tables.instance.previous
    if previous is not None and previous.max_moves is not None:
        yield np.flatnonzero(columns.moved), 0, float(previous.max_moves)

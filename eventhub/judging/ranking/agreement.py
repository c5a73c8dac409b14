"""What a ranking can be trusted for: reliability, and which ideas can be compared at all. PURE."""

from math import ceil

import numpy as np
from msgspec import Struct

from eventhub.judging.ranking.marks import MarkTable
from eventhub.judging.ranking.severity import Variances


class Reliability(Struct, frozen=True):
    """The variances behind a ranking and ICC(C,k), the share of merit in the variance of a mean of k sheets.

    Consistency, not absolute agreement (McGraw & Wong 1996): a generous judge does no harm once the
    generosity is taken off. `sheets_per_idea` is the harmonic mean. Variances are in squared points.
    """

    icc: float
    sheets_per_idea: float
    merit: float
    generosity: float
    noise: float


class Part(Struct, frozen=True):
    """Ideas and judges linked by sheets; ideas of two parts have no chain of judges between them."""

    ideas: tuple[str, ...]
    judges: tuple[str, ...]


def reliability_of(table: MarkTable, variances: Variances) -> Reliability:
    """ICC(C,k) from the variances of the official method."""
    counts = table.sheets_per_idea[table.sheets_per_idea > 0]
    sheets = float(len(counts) / (1 / counts).sum())
    icc = variances.merit / (variances.merit + variances.noise / sheets)
    return Reliability(icc, sheets, variances.merit, variances.generosity, variances.noise)


def sheets_needed(reliability: Reliability, wanted: float) -> int:
    """How many sheets an idea needs for this ICC(C,k): the Spearman-Brown formula, solved for k."""
    return max(1, ceil(reliability.noise / reliability.merit * wanted / (1 - wanted) - 1e-9))


def parts_of(table: MarkTable) -> tuple[Part, ...]:
    """The connected parts, the one with most ideas first; those without a sheet belong to none."""
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import connected_components

    ideas, judges = len(table.ideas), len(table.judges)
    links = csr_array(
        (np.ones(len(table.idea)), (table.idea, ideas + table.judge)), shape=(ideas + judges,) * 2
    )
    _, label = connected_components(links, directed=False)
    judged, judging = table.sheets_per_idea > 0, table.sheets_per_judge > 0
    members: dict[int, tuple[list[str], list[str]]] = {}
    for row in np.flatnonzero(judged).tolist():
        members.setdefault(int(label[row]), ([], []))[0].append(table.ideas[row])
    for row in np.flatnonzero(judging).tolist():
        members[int(label[ideas + row])][1].append(table.judges[row])
    parts = [Part(tuple(inside), tuple(by)) for inside, by in members.values()]
    return tuple(sorted(parts, key=lambda part: (-len(part.ideas), part.ideas)))

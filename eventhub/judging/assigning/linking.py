"""Links between judges: two judges swap an idea until the graph of judges is well connected. PURE.

Generosity is compared through shared ideas, so judges who share none can't be compared. With L the
information about generosities that a plan will give (loads on the diagonal, less 1/k for each shared
idea), its second smallest eigenvalue over the mean load says how well the worst split of the judges is
linked: 0 for two separate juries. Swaps keep every idea's number of judges and every judge's load.
"""

from dataclasses import dataclass

import numpy as np

from eventhub.judging.ranking.marks import Bools, Floats, Ints

WELL_LINKED = 0.23
ROUNDS, PATIENCE = 300, 30
PAIRS, TIMES_OVER = 15_000, 4
"""Pairs of seats drawn in a round: as many, or where there are few seats, each pair so often on average."""
# Gains are reckoned for one swap at a time: no more than this share of the ideas is touched in a round.
SHARE_AT_ONCE = 0.02
# How many points of mean expertise a point of linking is worth: little at first, more while it lacks.
FIRST_WORTH, DEARER, MOST_WORTH = 0.02, 1.05, 50.0
# The smallest eigenvalues count most; the power decides how much more.
SHARPNESS = 4
# Below this a gain is the order of additions.
LEAST_GAIN = 1e-9


@dataclass(frozen=True, eq=False)
class Swaps:
    """Pairs of seats that may change places, with the gain of each: idea and judge of either seat."""

    first: Ints
    first_judge: Ints
    second: Ints
    second_judge: Ints
    gain: Floats


def information(seated: Bools) -> Floats:
    """What a plan will tell about the judges' generosity, judges × judges."""
    plan = seated.astype(np.float64)
    per_idea = np.maximum(plan.sum(1), 1)
    return np.asarray(np.diag(plan.sum(0)) - plan.T @ (plan / per_idea[:, None]))


def linking(seated: Bools) -> float:
    """The second smallest eigenvalue of the information over the mean load; 0 when parts are separate."""
    if seated.shape[1] < 2 or not seated.any():  # noqa: PLR2004 - one judge has nobody to be linked to
        return 0.0
    return max(float(np.linalg.eigvalsh(information(seated))[1]), 0.0) / float(seated.sum(0).mean())


def link(seated: Bools, value: Floats, allowed: Bools, kept: Bools) -> Bools:
    """Swap until the judges are well linked, giving up as little of the seats' value as it takes.

    The worth of linking grows from round to round while there is too little of it; when there is enough,
    the swaps that gain value without hurting it are taken, and the best plan met is the answer.
    """
    random = np.random.default_rng(seated.shape)
    plan, worth = seated.copy(), FIRST_WORTH
    best, best_rank = plan, _rank(plan, value)
    idle = 0
    for _ in range(ROUNDS):
        swaps = _drawn(plan, value, allowed & ~kept, kept, worth, random)
        plan = _swapped(plan, swaps)
        rank = _rank(plan, value)
        idle = 0 if rank > best_rank else idle + 1
        if rank > best_rank:
            best, best_rank = plan, rank
        enough = rank[0] >= WELL_LINKED
        if idle > PATIENCE and enough:
            break
        worth = max(worth / DEARER, FIRST_WORTH) if enough else min(worth * DEARER, MOST_WORTH)
    return best


def _rank(plan: Bools, value: Floats) -> tuple[float, float]:
    """What makes one plan better than another: linked well enough first, then the value of its seats."""
    return min(linking(plan), WELL_LINKED), float(value[plan].sum())


def _drawn(
    plan: Bools, value: Floats, allowed: Bools, kept: Bools, worth: float, random: np.random.Generator
) -> Swaps:
    """Draw pairs of seats and keep the swaps that are allowed and gain something, the best first."""
    ideas, judges = np.nonzero(plan & ~kept)
    if not len(ideas):
        nothing = np.zeros(0, dtype=np.int64)
        return Swaps(nothing, nothing, nothing, nothing, np.zeros(0))
    drawn = min(PAIRS, TIMES_OVER * len(ideas) ** 2)
    one, other = random.integers(0, len(ideas), (2, drawn))
    first, first_judge, second, second_judge = ideas[one], judges[one], ideas[other], judges[other]
    free = allowed & ~plan
    fits = np.flatnonzero(free[first, second_judge] & free[second, first_judge])
    first, first_judge, second, second_judge = (
        part[fits] for part in (first, first_judge, second, second_judge)
    )
    gain = value[first, second_judge] + value[second, first_judge]
    gain -= value[first, first_judge] + value[second, second_judge]
    tension = _tension(plan)
    pulled = plan @ tension
    more = _linked_by(plan, tension, pulled, first, first_judge, second_judge)
    more += _linked_by(plan, tension, pulled, second, second_judge, first_judge)
    gain += worth * plan.shape[1] * more
    order = np.argsort(-gain, kind="stable")
    order = order[gain[order] > LEAST_GAIN]
    return Swaps(first[order], first_judge[order], second[order], second_judge[order], gain[order])


def _tension(plan: Bools) -> Floats:
    """Where links lack: a weighted sum of vvT over the weak directions v of the information."""
    values, vectors = np.linalg.eigh(information(plan))
    floor = 1e-3 * max(float(values[-1]), 1e-9)
    weak = np.maximum(values[1:], floor)
    share = (weak[0] / weak) ** SHARPNESS
    return np.asarray((vectors[:, 1:] * (share / share.sum())) @ vectors[:, 1:].T)


def _linked_by(plan: Bools, tension: Floats, pulled: Floats, idea: Ints, out: Ints, into: Ints) -> Floats:
    """How much the weak directions gain when one judge of an idea makes place for another."""
    per_idea = np.maximum(plan.sum(1), 1)[idea]
    own = np.diag(tension)
    change = own[into] + own[out] - 2 * tension[out, into] + 2 * (pulled[idea, into] - pulled[idea, out])
    return np.asarray(own[into] - own[out] - change / per_idea)


def _swapped(plan: Bools, swaps: Swaps) -> Bools:
    """The plan after the best swaps, each idea taking part in one at most."""
    limit = max(4, int(SHARE_AT_ONCE * len(plan)))
    moved = plan.copy()
    used: set[int] = set()
    for first, out, second, into in zip(
        swaps.first.tolist(),
        swaps.first_judge.tolist(),
        swaps.second.tolist(),
        swaps.second_judge.tolist(),
        strict=True,
    ):
        if first in used or second in used:
            continue
        used |= {first, second}
        moved[first, out] = moved[second, into] = False
        moved[first, into] = moved[second, out] = True
        if len(used) >= limit:
            break
    return moved

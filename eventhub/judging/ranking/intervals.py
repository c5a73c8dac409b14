"""How sure a ranking is: 90 % intervals and the chance of a prize place, by drawing from the posterior. PURE.

The draws are joint: a judge's uncertain generosity moves all the ideas of that judge together. The common
level of all ideas is not part of the uncertainty: it moves nobody's rank. Draws follow the order of the
scores, from a fixed seed, so that the same marks always give the same figures, whatever the names.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from statistics import NormalDist

import numpy as np

from eventhub.judging.ranking.marks import Floats, Ints
from eventhub.judging.ranking.severity import Posterior

# As many draws as fit in ten million numbers: 4,000 up to 2,500 ideas, 2,000 for 5,000.
MOST_DRAWS, FEWEST_DRAWS, NUMBERS = 4_000, 1_000, 10_000_000
DRAWS_AT_ONCE = 500
SEED = 20_250_422
HALF_WIDTH = NormalDist().inv_cdf(0.95)

Draw = Callable[[int, np.random.Generator], Floats]


@dataclass(frozen=True, eq=False)
class Certainty:
    """One entry an idea: half of its 90 % interval in points, its chances of the first 3 and 10 places."""

    half_width: Floats
    top3: Floats
    top10: Floats


def certainty_of(posterior: Posterior) -> Certainty:
    """Draw mean, generosities and merits together, and count.

    Variances and weights come from few judges: intervals are widened by √(1 + 1/(m − 1)), 12 % for five
    judges, 1 % for forty, so that those of small juries hold. Chances need no such correction.
    """
    order = np.argsort(-posterior.merit, kind="stable")
    load, spread = posterior.load[order], posterior.spread[order]
    root = _inverse_root(posterior.factor)
    by_generosity = np.r_[0, 1 + np.argsort(np.argsort(-posterior.generosity, kind="stable"))]

    def draw(count: int, random: np.random.Generator) -> Floats:
        shaken = root @ random.standard_normal((len(root), count))[by_generosity]
        own = random.standard_normal((len(order), count), dtype=np.float32)
        return np.asarray(np.sqrt(spread)[:, None] * own - spread[:, None] * (load @ shaken))

    found = _counted(posterior.merit, order, draw)
    return replace(found, half_width=found.half_width * np.sqrt(1 + 1 / max(len(root) - 2, 1)))


def certainty_of_means(means: Floats, sheets: Floats, noise: float) -> Certainty:
    """The same for plain means of so many sheets each, with the variance of one sheet round its idea."""
    order = np.argsort(-means, kind="stable")
    deviation = np.sqrt(noise / sheets[order])[:, None]

    def draw(count: int, random: np.random.Generator) -> Floats:
        return np.asarray(deviation * random.standard_normal((len(order), count)))

    return _counted(means, order, draw)


def _inverse_root(factor: Floats) -> Floats:
    """The symmetric root of (factor factorᵀ)⁻¹: it doesn't depend on the order of the judges."""
    values, vectors = np.linalg.eigh(factor @ factor.T)
    return np.asarray((vectors / np.sqrt(values)) @ vectors.T)


def _counted(scores: Floats, order: Ints, draw: Draw) -> Certainty:
    """Count the first places over all draws, and measure how far each idea moves."""
    ideas = len(order)
    draws = int(np.clip(NUMBERS // max(ideas, 1), FEWEST_DRAWS, MOST_DRAWS))
    random = np.random.default_rng(SEED)
    centre = scores[order][:, None]
    squares, top3, top10 = np.zeros(ideas), np.zeros(ideas), np.zeros(ideas)
    for start in range(0, draws, DRAWS_AT_ONCE):
        moved = draw(min(DRAWS_AT_ONCE, draws - start), random)
        moved -= moved.mean(0)
        squares += (moved**2).sum(1)
        level = (moved + centre).T
        top3 += _among_first(level, 3)
        top10 += _among_first(level, 10)
    back = np.argsort(order, kind="stable")
    deviation = np.sqrt(squares / draws)
    return Certainty(HALF_WIDTH * deviation[back], top3[back] / draws, top10[back] / draws)


def _among_first(level: Floats, places: int) -> Floats:
    """How often each idea (column) is among the first so many of a draw (row)."""
    if level.shape[1] <= places:
        return np.full(level.shape[1], float(len(level)))
    winners = np.argpartition(level, -places, axis=1)[:, -places:]
    return np.bincount(winners.ravel(), minlength=level.shape[1]).astype(np.float64)

"""Two stages in one jury: which ideas lie nearest to the line of the prizes and get more sheets. PURE.

After the first stage each idea has a score and a 90 % interval. Its *doubt* is the chance, with a normal
error of that width, that it truly stands on the other side of the cut than its score says: a half on the line
itself, nearly nothing far from it. More sheets are spent where the doubt is greatest; elsewhere they would
change no prize.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, inf
from statistics import NormalDist

from eventhub.judging.ranking.borderline import Place, line_of

WHOLE = 100
HALF_OF_90 = NormalDist().inv_cdf(0.95)
"""Half the width of a 90 % interval, in standard errors."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A place, and how many standard errors it lies away from the cut."""

    place: Place
    away: float

    @property
    def doubt(self) -> float:
        """How doubtful its side of the cut is, from 0 (sure) to 0.5 (on the line)."""
        return NormalDist().cdf(-self.away)


@dataclass(frozen=True, slots=True)
class Borderline:
    """The cut in points (None when there is nothing to settle), the ideas nearest to it first, the others."""

    cut: float | None
    chosen: tuple[Doubt, ...]
    others: tuple[Doubt, ...]


def borderline_of(places: Sequence[Place], prizes: int, share: int) -> Borderline:
    """The `share` per cent of ideas, rounded up, with the greatest doubt; equals of the last one come too.

    So nobody is left out by chance, and a greater share never drops an idea. None is chosen where every idea
    wins or none does: no line runs between them. Raises ValueError for a share outside 1 to 100.
    """
    if not 1 <= share <= WHOLE:
        raise ValueError("a share lies between 1 and 100 per cent")
    cut = line_of(places, prizes).cut
    if cut is None:
        return Borderline(None, (), tuple(Doubt(place, inf) for place in places))
    told = sorted(
        (Doubt(place, _away(place, cut)) for place in places),
        key=lambda each: (each.away, each.place.rank, each.place.idea),
    )
    count = ceil(len(told) * share / WHOLE)
    last = told[count - 1].away
    many = sum(each.away <= last for each in told)
    return Borderline(cut, tuple(told[:many]), tuple(told[many:]))


def _away(place: Place, cut: float) -> float:
    """Rounded, so that equals are equal whatever the order of additions was."""
    away, error = abs(place.score - cut), (place.high - place.low) / 2 / HALF_OF_90
    if error <= 0:
        return inf if away else 0.0
    return round(away / error, 9)

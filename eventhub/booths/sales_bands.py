"""PURE: bands of a day's sales, for whoever would rather not say the amount, and how a figure was got."""

from collections.abc import Iterable

from msgspec import Struct

METHODS = ("declared", "band", "agent", "phone", "paper", "estimated")
"""declared: by the exhibitor, signed in; phone: by the link without an account; paper: off a sheet, by staff;
agent: by an agent, told by mouth; estimated: judged by staff. band: a band of an older installation."""
ESTIMATED = frozenset({"estimated", "band"})
OWN_WORD = frozenset({"declared", "phone"})
"""What the exhibitor said without anybody between."""
OPEN_FACTOR = 1.25
"""A band without an upper end counts as a quarter more than its floor: low, and said so."""
DIRHAM = 100


class Band(Struct, frozen=True):
    """A band, in whole centimes; `high` None is open. `middle` is what sums take."""

    name: str
    low: int
    high: int | None

    @property
    def middle(self) -> int:
        """What a sum takes for it, in centimes, to the dirham."""
        if self.high is None:
            return int(self.low * OPEN_FACTOR)
        return (self.low + self.high) // 2 // DIRHAM * DIRHAM


def _bands(ends: Iterable[int]) -> tuple[Band, ...]:
    steps = [end * DIRHAM for end in ends]
    pairs = zip(steps, [*steps[1:], None], strict=True)
    return tuple(Band(f"b{low // DIRHAM}", low, high) for low, high in pairs)


BANDS = _bands((1, 500, 1_000, 2_000, 5_000, 10_000, 20_000))
NOTHING = "nothing"


def band_of(name: str) -> Band | None:
    """The band of a name, None when there is none such."""
    return next((band for band in BANDS if band.name == name), None)

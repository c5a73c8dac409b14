"""PURE: the picture of diagnoses: a radar with one outline each, and the same figures in words."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from eventhub.programmes import scoring
from eventhub.programmes.kinds import Axis


class Picture(Struct, frozen=True):
    """What the template draws: the spokes, an outline for each diagnosis, and shares by axis."""

    spokes: list[scoring.Spoke]
    outlines: list[str]
    rings: list[str]
    rows: list[tuple[Axis, list[float]]]

    @classmethod
    def of(cls, many: Sequence[Mapping[Axis, float]]) -> "Picture":
        """The picture of one diagnosis, or of several beside one another; only axes that all of them know."""
        axes = [axis for axis in Axis if all(axis in each for each in many)]
        rings = [scoring.outline(axes, dict.fromkeys(axes, share / 4)) for share in (1, 2, 3, 4)]
        rows = [(axis, [each[axis] for each in many]) for axis in axes]
        return cls(scoring.spokes(axes), [scoring.outline(axes, each) for each in many], rings, rows)

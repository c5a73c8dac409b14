"""PURE: how full a fair is. Not here: who is inside (`queries.figures`), what a gate does (`admission`)."""

from enum import StrEnum

from msgspec import Struct


class Fullness(StrEnum):
    """Three states, told by colour and word."""

    OK = "ok"
    NEAR = "near"
    FULL = "full"


class Crowd(Struct, frozen=True):
    """People inside, of so many at most; `warn_at`: the share (per cent) at which it is nearly full."""

    inside: int
    people: int
    warn_at: int = 90

    @property
    def state(self) -> Fullness:
        """Room, nearly full, or full."""
        if self.inside >= self.people:
            return Fullness.FULL
        return Fullness.NEAR if self.inside * 100 >= self.people * self.warn_at else Fullness.OK

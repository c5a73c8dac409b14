"""PURE: how full a fair is. Not here: who is inside (`queries.figures`), what a gate does (`admission`)."""

from dataclasses import dataclass
from enum import StrEnum


class Fullness(StrEnum):
    """Three states, told by colour and word."""

    OK = "ok"
    NEAR = "near"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class Crowd:
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

"""PURE: the arithmetic of an idea's budget: lines of quantity times price, the own share, what is asked for.

A line is {"what": text, "quantity": whole number or None, "price": centimes or None}; one that is not
complete counts for nothing yet.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from msgspec import Struct

LINES = 8
"""How many lines a budget may have."""


class Line(Struct, frozen=True):
    """One complete line, with its amount in centimes."""

    what: str
    quantity: int
    price: int

    @property
    def amount(self) -> int:
        """Quantity times price, in centimes."""
        return self.quantity * self.price


class Budget(Struct, frozen=True):
    """A budget added up, in centimes; `asked` is what others are asked for, never below nothing."""

    lines: tuple[Line, ...]
    own_share: int

    @property
    def total(self) -> int:
        """What everything costs."""
        return sum(line.amount for line in self.lines)

    @property
    def asked(self) -> int:
        """What is left to find once the own share is taken off."""
        return max(self.total - self.own_share, 0)

    @property
    def is_own_beyond(self) -> bool:
        """Whether the own share is more than everything costs."""
        return self.own_share > self.total


def is_complete(line: Mapping[str, Any]) -> bool:
    """Whether a line says how many and at what price."""
    return line.get("quantity") is not None and line.get("price") is not None


def added_up(lines: Iterable[Mapping[str, Any]], own_share: int | None = None) -> Budget:
    """The budget of lines as they are kept."""
    whole = (line for line in lines if is_complete(line))
    return Budget(
        tuple(Line(str(line.get("what") or ""), line["quantity"], line["price"]) for line in whole),
        own_share or 0,
    )


def kept(lines: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Lines as they are stored: empty ones inside keep their place, those at the end are dropped."""
    rows = [{"what": "", "quantity": None, "price": None, **line} for line in lines[:LINES]]
    while rows and not any(value not in ("", None) for value in rows[-1].values()):
        rows.pop()
    return rows

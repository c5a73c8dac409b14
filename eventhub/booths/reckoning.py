"""PURE: money of an exhibitor's account, in whole centimes: lines, tax inside a total, what is settled."""

from typing import Any

from msgspec import Struct

from eventhub.booths.kinds import Settled

WHOLE_BP = 10_000
"""A hundred per cent in hundredths of one: tax rates are kept as whole numbers."""


class Line(Struct, frozen=True):
    """One line of an invoice; `text` holds its words by language, `price` the centimes of one."""

    text: dict[str, str]
    quantity: int
    price: int

    @property
    def amount(self) -> int:
        """What the line costs, tax included."""
        return self.quantity * self.price

    def as_json(self) -> dict[str, Any]:
        """What an invoice keeps of it."""
        return {"text": self.text, "quantity": self.quantity, "price": self.price, "amount": self.amount}


def tax_inside(total: int, rate: int | None) -> tuple[int, int]:
    """(net, tax) of a total that includes tax at `rate` hundredths of a per cent; None is exempt.

    Halves are rounded away from zero, and the two always add up to the total.
    """
    if not rate:
        return total, 0
    whole = WHOLE_BP + rate
    net = (abs(total) * WHOLE_BP * 2 + whole) // (2 * whole)
    net = net if total >= 0 else -net
    return net, total - net


class Account(Struct, frozen=True):
    """What an exhibitor owes and has given; `waived` was not asked for."""

    due: int
    paid: int
    waived: int

    @property
    def balance(self) -> int:
        """What is still owed; below zero is owed back."""
        return self.due - self.paid - self.waived

    @property
    def settled(self) -> Settled:
        """How far it is paid."""
        if self.due == 0 and self.paid == 0:
            return Settled.FREE
        if self.balance <= 0:
            return Settled.PAID
        return Settled.PARTLY if self.paid + self.waived > 0 else Settled.UNPAID

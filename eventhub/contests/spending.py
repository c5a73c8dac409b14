"""PURE: where a grant stands: what was paid of what was awarded, used of what was paid. All in centimes."""

from collections.abc import Iterable

from msgspec import Struct

from eventhub.contests.kinds import GrantEntryKind, GrantState


class Account(Struct, frozen=True):
    """A grant added up."""

    awarded: int
    paid: int
    used: int

    @property
    def to_pay(self) -> int:
        """What is still owed to the winner."""
        return self.awarded - self.paid

    @property
    def to_use(self) -> int:
        """What was paid and has no proof of use yet."""
        return self.paid - self.used

    @property
    def state(self) -> GrantState:
        """Where it stands."""
        if self.paid < self.awarded:
            return GrantState.PART_PAID if self.paid else GrantState.AWARDED
        return GrantState.USED if self.used >= self.awarded else GrantState.PAID

    def allows(self, kind: str, amount: int) -> bool:
        """Whether an entry keeps 0 ≤ used ≤ paid ≤ awarded; a negative amount takes a mistake back."""
        paid = self.paid + (amount if kind == GrantEntryKind.PAID else 0)
        used = self.used + (amount if kind == GrantEntryKind.USED else 0)
        return 0 <= used <= paid <= self.awarded


def added_up(awarded: int, entries: Iterable[tuple[str, int]]) -> Account:
    """The account of (kind, amount) entries."""
    sums = dict.fromkeys(GrantEntryKind, 0)
    for kind, amount in entries:
        sums[GrantEntryKind(kind)] += amount
    return Account(awarded, sums[GrantEntryKind.PAID], sums[GrantEntryKind.USED])

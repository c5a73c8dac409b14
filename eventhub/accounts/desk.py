"""What needs me now: cards on `/my`, filled by features this one does not know.

A feature says once, beside its queries::

    desk.declare_desk(my_cards)       # my_cards(person) -> list[Card], a bounded number of statements

Cards that wait for the person come first (`is_urgent`), then in the order features were declared; what is
rarely opened comes last (`is_aside`).
"""

from collections.abc import Callable, Iterable
from typing import Any

from msgspec import Struct


class Card(Struct, frozen=True):
    """One thing to do or one place to go. `title` and `sentence` are words (lazy ones too), `href` a page."""

    title: Any
    sentence: Any
    href: str
    icon: str = "arrow-end"
    count: int | None = None
    is_urgent: bool = False
    is_aside: bool = False


Dealer = Callable[[Any], Iterable[Card]]

_dealers: list[Dealer] = []


def declare_desk(dealer: Dealer) -> None:
    """Add a feature's cards; declaring twice is the same as once."""
    if dealer not in _dealers:
        _dealers.append(dealer)


def cards_for(person: Any) -> list[Card]:
    """Every card of a person, the urgent ones first, those aside last."""
    cards = [card for dealer in _dealers for card in dealer(person)]
    return sorted(cards, key=lambda card: (not card.is_urgent, card.is_aside))

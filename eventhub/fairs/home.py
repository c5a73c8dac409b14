"""Seams of the site's home and of the list of one's work, filled by features this one does not know.

A feature says once, beside its queries::

    home.declare_home_cards(open_contests)   # open_contests() -> list[HomeCard], one statement
    home.declare_work(contests_of)           # contests_of(person) -> list[WorkItem], one statement
    home.declare_beginning(new_contest)      # new_contest(organizer) -> Beginning, no statement
"""

from collections.abc import Callable, Iterable
from typing import Any

from msgspec import Struct


class HomeCard(Struct, frozen=True):
    """Something the public may take part in now. `title` and `sentence` are words (lazy ones too)."""

    title: Any
    sentence: Any
    href: str
    icon: str = "trophy"
    accent: str | None = None
    action: Any = None


class WorkItem(Struct, frozen=True):
    """Something a person runs: `state` in words and `kind` of its colour (ok, wait, no, info, neutral).

    What has one `group` (words, lazy ones too) stands under it.
    """

    title: Any
    sentence: Any
    href: str
    state: Any
    group: Any
    kind: str = "neutral"
    icon: str = "trophy"


class Beginning(Struct, frozen=True):
    """Something an organizer may begin besides fairs: `text` is what the button says."""

    text: Any
    href: str
    icon: str = "plus"


_dealers: list[Callable[[], Iterable[HomeCard]]] = []
_workers: list[Callable[[Any], Iterable[WorkItem]]] = []
_beginners: list[Callable[[Any], Beginning]] = []


def declare_home_cards(dealer: Callable[[], Iterable[HomeCard]]) -> None:
    """Add a feature's cards to the home; declaring twice is the same as once."""
    if dealer not in _dealers:
        _dealers.append(dealer)


def home_cards() -> list[HomeCard]:
    """Every card of the home, in the order features were declared."""
    return [card for dealer in _dealers for card in dealer()]


def declare_work(worker: Callable[[Any], Iterable[WorkItem]]) -> None:
    """Add what people run in a feature to their list of work; declaring twice is the same as once."""
    if worker not in _workers:
        _workers.append(worker)


def work_of(person: Any) -> dict[str, list[WorkItem]]:
    """What a person runs besides fairs, by the words of its group, in the order features were declared."""
    found: dict[str, list[WorkItem]] = {}
    for item in (item for worker in _workers for item in worker(person)):
        found.setdefault(str(item.group), []).append(item)
    return found


def declare_beginning(beginner: Callable[[Any], Beginning]) -> None:
    """Add what an organizer may begin in a feature; declaring twice is the same as once."""
    if beginner not in _beginners:
        _beginners.append(beginner)


def beginnings_of(organizer: Any) -> list[Beginning]:
    """What an organizer may begin besides fairs."""
    return [beginner(organizer) for beginner in _beginners]

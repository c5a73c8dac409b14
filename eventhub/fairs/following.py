"""What follows a fair when it moves: features above bring their own part along, in the same transaction.

A feature says once::

    following.declare_state_follower(close_calls)    # (actor, edition, at), the edition stands there already
    following.declare_days_follower(keep_days)       # (edition, first, last), the days it had before
    following.declare_page_of(EditionState.CALL, "booths.call")

The last one names the page whose form brings a fair to that state, for a button that must ask more than yes.
"""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from eventhub.fairs.models import Edition
from eventhub.fairs.states import EditionState

StateFollower = Callable[[Any, Edition, datetime], None]
DaysFollower = Callable[[Edition, date, date], None]

_of_states: list[StateFollower] = []
_of_days: list[DaysFollower] = []
_pages: dict[EditionState, str] = {}


def declare_state_follower(follow: StateFollower) -> None:
    """Add what a feature does after a move; declaring twice is the same as once."""
    if follow not in _of_states:
        _of_states.append(follow)


def declare_days_follower(follow: DaysFollower) -> None:
    """Add what a feature does when days change; declaring twice is the same as once."""
    if follow not in _of_days:
        _of_days.append(follow)


def declare_page_of(state: EditionState, endpoint: str) -> None:
    """Name the page that leads to a state; its endpoint takes the edition's slug as `edition`."""
    _pages[state] = endpoint


def follow_state(actor: Any, edition: Edition, at: datetime) -> None:
    """Let every feature follow a move."""
    for follow in _of_states:
        follow(actor, edition, at)


def follow_days(edition: Edition, first: date, last: date) -> None:
    """Let every feature follow a change of days."""
    for follow in _of_days:
        follow(edition, first, last)


def page_of(state: EditionState) -> str | None:
    """The endpoint of the page that leads to a state, if it has one."""
    return _pages.get(state)

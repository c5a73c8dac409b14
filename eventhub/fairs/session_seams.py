"""What features above show beside a programme's sessions, and what they do when one changes.

A feature says once::

    session_seams.declare_public_part(seats_of)      # (edition, sessions) -> {session id: Part}
    session_seams.declare_work_part(doors_of)        # the same, on the organizer's programme
    session_seams.declare_saved_follower(move_up)    # (actor, session, at, is_moved), the session is written
    session_seams.declare_cancel_follower(call_off)  # (actor, session, at), just before it is cancelled

Followers share the transaction, and find the session's row locked.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from msgspec import Struct

from eventhub.fairs.models import Edition, ProgrammeSession


class Part(Struct, frozen=True):
    """Something beside a session: a template, and what it needs, reached as `part.given`."""

    template: str
    given: Any


Dealer = Callable[[Edition, Sequence[ProgrammeSession]], Mapping[int, Part]]
SavedFollower = Callable[[Any, ProgrammeSession, datetime, bool], None]
CancelFollower = Callable[[Any, ProgrammeSession, datetime], None]

_public: list[Dealer] = []
_work: list[Dealer] = []
_saved: list[SavedFollower] = []
_cancelled: list[CancelFollower] = []


def declare_public_part(dealer: Dealer) -> None:
    """Add what a feature shows in the public programme; declaring twice is the same as once."""
    if dealer not in _public:
        _public.append(dealer)


def declare_work_part(dealer: Dealer) -> None:
    """Add what a feature shows in the organizer's programme; declaring twice is the same as once."""
    if dealer not in _work:
        _work.append(dealer)


def declare_saved_follower(follow: SavedFollower) -> None:
    """Add what a feature does once a session was written; declaring twice is the same as once."""
    if follow not in _saved:
        _saved.append(follow)


def declare_cancel_follower(follow: CancelFollower) -> None:
    """Add what a feature does before a session is cancelled; declaring twice is the same as once."""
    if follow not in _cancelled:
        _cancelled.append(follow)


def public_parts(edition: Edition) -> Mapping[int, Sequence[Part]]:
    """What stands beside each session of the public programme, by the session's id."""
    return _dealt(_public, edition)


def work_parts(edition: Edition) -> Mapping[int, Sequence[Part]]:
    """What stands beside each session of the organizer's programme, by the session's id."""
    return _dealt(_work, edition)


def _dealt(dealers: Iterable[Dealer], edition: Edition) -> Mapping[int, Sequence[Part]]:
    found: dict[int, list[Part]] = defaultdict(list)
    for dealer in dealers:
        for session_id, part in dealer(edition, edition.sessions).items():
            found[session_id].append(part)
    return found


def follow_saved(actor: Any, session: ProgrammeSession, at: datetime, *, is_moved: bool) -> None:
    """Let every feature follow a change of a session; `is_moved`: it has other times now."""
    for follow in _saved:
        follow(actor, session, at, is_moved)


def follow_cancelled(actor: Any, session: ProgrammeSession, at: datetime) -> None:
    """Let every feature give up what it holds of a session that will not take place."""
    for follow in _cancelled:
        follow(actor, session, at)

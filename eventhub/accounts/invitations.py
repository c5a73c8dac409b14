"""What else happens when an invitation to a role is accepted, declared by features this one does not know.

::

    invitations.declare_acceptance(RoleName.JUDGE, seat_judge)   # seat_judge(person, grants, at)

The Role row exists already, in the same transaction. `grants` is what the invitation carried:
organizer_id, edition_id or contest_id (or neither), role, and whatever else the inviter put in.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from eventhub.accounts.models import Person
from eventhub.accounts.roles import RoleName

Acceptance = Callable[[Person, dict[str, Any], datetime], None]
Home = Callable[[dict[str, Any]], str | None]

_acceptances: dict[RoleName, list[Acceptance]] = {}
_homes: dict[RoleName, Home] = {}


def declare_acceptance(role: RoleName, acceptance: Acceptance) -> None:
    """Run this when somebody accepts an invitation to the role; declaring twice is the same as once."""
    known = _acceptances.setdefault(role, [])
    if acceptance not in known:
        known.append(acceptance)


def declare_home(role: RoleName, home: Home) -> None:
    """Where the work of a role begins: `home(grants)` gives an address, or None for one's own desk."""
    _homes[role] = home


def home_of(grants: dict[str, Any]) -> str | None:
    """Where somebody who took up an invitation goes next; None for one's own desk."""
    home = _homes.get(RoleName(grants["role"]))
    return home(grants) if home else None


def run_acceptances(person: Person, grants: dict[str, Any], at: datetime) -> None:
    """Let every feature do its part."""
    for acceptance in _acceptances.get(RoleName(grants["role"]), ()):
        acceptance(person, grants, at)

"""Forgetting an exhibitor who is one person: an artisan whose account is erased leaves no name behind.

A cooperative, a company or an institution is not a person: its profile stays when one of its people goes.
Features above say what else holds the name (`declare_follower`).
"""

from collections.abc import Callable, Iterator
from typing import Any

import sqlalchemy as sa

from eventhub.cooperatives.kinds import ExhibitorKind
from eventhub.cooperatives.models import Cooperative, Member
from eventhub.database import db

NEUTRAL = {"name_ar": "صانع تقليدي", "name_latin": "Artisan"}
"""What stands where the name stood."""
_PERSONAL = ("about", "commune_code", "court", "register_number", "registered_on", "ice", "phone", "email")
Follower = Callable[[Cooperative], None]
_followers: list[Follower] = []


def declare_follower(follower: Follower) -> None:
    """Say what follows when an exhibitor is forgotten: called with the profile, renamed already."""
    if follower not in _followers:
        _followers.append(follower)


def artisans_of(person: Any) -> Iterator[Cooperative]:
    """The profiles of an artisan's own, where nobody else acts."""
    other = sa.orm.aliased(Member)
    others = sa.exists().where(other.cooperative_id == Cooperative.id, other.person_id != person.id)
    query = (
        sa.select(Cooperative)
        .join(Member, Member.cooperative_id == Cooperative.id)
        .where(Member.person_id == person.id, Cooperative.kind == ExhibitorKind.ARTISAN, ~others)
    )
    yield from db.session.scalars(query)


def forget_artisan(row: Cooperative) -> None:
    """Take the name, the numbers and how to reach them out of a profile; what was sold stays countable."""
    for name, value in NEUTRAL.items():
        setattr(row, name, value)
    for name in _PERSONAL:
        setattr(row, name, None)
    row.photo_id = row.film_id = None
    row.is_listed = False
    db.session.flush()
    for follower in _followers:
        follower(row)

"""Sessions and links end by themselves; long after, their rows go too.

Devices and invited addresses are personal data. What was done stays in the audit log, without names.
"""

from datetime import datetime, timedelta

import sqlalchemy as sa

from eventhub.accounts.models import Link, SignIn
from eventhub.database import db

KEPT = timedelta(days=90)
"""How long an ended session or a dead link can still be looked up (days)."""


def forget_ended(at: datetime) -> int:
    """Drop sessions and links that ended long ago; gives how many. Again is the same as once."""
    long_ago = at - KEPT
    ended = (
        sa.delete(SignIn).where(sa.or_(SignIn.ended_at < long_ago, SignIn.expires_at < long_ago)),
        sa.delete(Link).where(sa.or_(Link.used_at < long_ago, Link.expires_at < long_ago)),
    )
    return sum(int(db.session.connection().execute(statement).rowcount) for statement in ended)

"""The verbs of links that tell an exhibitor's sales: make one, note that it was used, revoke it."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from eventhub import audit
from eventhub.booths.models import Application, SalesLink
from eventhub.booths.queries import sales_links
from eventhub.booths.states import COMING
from eventhub.database import db, random_code
from eventhub.errors import DomainError

KEY_LENGTH = 32
MOST_LIVING = 20
"""More living links than anybody could keep an eye on."""


def make_link(actor: Any, application: Application, label: str, at: datetime) -> SalesLink:
    """A further link, for somebody in particular. Raises not_there, links_too_many."""
    if application.state not in COMING:
        raise DomainError("not_there", _l("Sales are declared by exhibitors who take part."))
    living = [row for row in sales_links.links_of(application) if row.revoked_at is None]
    if len(living) >= MOST_LIVING:
        raise DomainError("links_too_many", _l("There are enough links already. Revoke one first."))
    row = SalesLink(
        organizer_id=application.organizer_id,
        application_id=application.id,
        key=random_code(KEY_LENGTH),
        label=label,
        made_by_id=actor.id,
        created_at=at,
    )
    db.session.add(row)
    db.session.flush()
    audit.record(actor, "booths:sales_link:made", application, at, link=row.public_id)
    return row


def note_used(application: Application, key: str, at: datetime) -> None:
    """Sales were told by this link just now."""
    _row(application, key).last_used_at = at


def revoke_link(actor: Any, application: Application, key: str, at: datetime) -> None:
    """Let an address tell nothing any more; what it told stays. Twice is as once."""
    row = _row(application, key)
    if row.revoked_at is None:
        row.revoked_at = at
        audit.record(actor, "booths:sales_link:revoked", application, at, link=row.public_id)


def _row(application: Application, key: str) -> SalesLink:
    """The link's row; the first link's is written when it is needed, by one of two in the same instant."""
    found = sales_links.link_by_key(key)
    if found is not None:
        return found
    row = SalesLink(organizer_id=application.organizer_id, application_id=application.id, key=key)
    row.created_at = application.created_at
    try:
        with db.session.begin_nested():
            db.session.add(row)
    except sa.exc.IntegrityError:
        written = sales_links.link_by_key(key)
        if written is None:
            raise
        return written
    return row

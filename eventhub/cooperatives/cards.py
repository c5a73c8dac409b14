"""What cooperatives put on the desk of their people, keep about them, and forget."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from flask import url_for
from flask_babel import lazy_gettext as _l
from flask_babel import lazy_ngettext as _ln

from eventhub import clock
from eventhub.accounts.desk import Card, declare_desk
from eventhub.accounts.personal import declare_personal
from eventhub.cooperatives import forgetting, queries
from eventhub.cooperatives.kinds import Sector
from eventhub.cooperatives.models import Cooperative, Member
from eventhub.cooperatives.permissions import AGENTS
from eventhub.cooperatives.phrases import ICONS
from eventhub.database import db


def cards_of(person: Any) -> Iterator[Card]:
    """Each cooperative the person acts for, urgent when a paper ends or has ended; or a way to begin."""
    mine = queries.cooperatives_of(person)
    for row in mine:
        href = url_for("cooperatives.file", cooperative=row.public_id)
        ending = ending_papers(row)
        if ending:
            sentence = _ln(
                "One paper expires soon or has expired.",
                "%(num)d papers expire soon or have expired.",
                ending,
            )
            yield Card(
                _l("Papers to renew"),
                sentence,
                f"{href}#documents",
                "document",
                ending,
                is_urgent=True,
                is_aside=True,
            )
        yield Card(row.name, _l("Our profile, products and papers."), href, ICONS[Sector(row.sector)])
    if any(role.name in AGENTS for role in person.roles):
        sentence = _l("Open a profile for a cooperative that can't do it itself.")
        yield Card(_l("File for a cooperative"), sentence, url_for("cooperatives.create"), "handshake")
    elif not mine and not person.roles and not person.is_operator:
        sentence = _l("One profile serves for every fair and contest.")
        yield Card(_l("Add my cooperative"), sentence, url_for("cooperatives.create"), "cooperative")


def ending_papers(row: Cooperative) -> int:
    """How many of its papers have expired or will within a month."""
    today = clock.today()
    return sum(queries.expiry_of(paper, today) != "good" for paper in row.documents)


def _collect(person: Any) -> list[dict[str, Any]]:
    query = sa.select(Member, Cooperative).join(Cooperative).where(Member.person_id == person.id)
    return [
        {"cooperative": dict(row.name), "role": member.role, "since": member.created_at.isoformat()}
        for member, row in db.session.execute(query)
    ]


def _forget(person: Any, _at: datetime) -> None:
    for row in list(forgetting.artisans_of(person)):
        forgetting.forget_artisan(row)
    db.session.execute(sa.delete(Member).where(Member.person_id == person.id))


declare_desk(cards_of)
declare_personal("cooperatives", _collect, _forget)

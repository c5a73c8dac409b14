"""The verbs of passports: show one's badge on a phone, set the themes."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from eventhub import audit
from eventhub.database import db
from eventhub.errors import DomainError
from eventhub.fairs.models import Edition
from eventhub.visitors.codes import read_badge
from eventhub.visitors.models import (
    Badge,
    Meeting,
    PassportBadge,
    PassportTheme,
    StandQuestion,
    StandVisit,
)

_KEPT_BY_PASSPORT = (StandQuestion, Meeting)


def badge_at(edition: Edition, typed: str) -> Badge:
    """A good badge of the fair by its code or address.

    Raises `not_a_badge`, `other_edition`, `badge_revoked`; all at the field `code`.
    """
    code = read_badge(typed)
    badge = db.session.scalar(sa.select(Badge).where(Badge.code == code)) if code else None
    if badge is None:
        raise DomainError(
            "not_a_badge", _l("No badge has this code. Look at it again, under the QR."), field="code"
        )
    if badge.edition_id != edition.id:
        raise DomainError("other_edition", _l("This badge is for another fair."), field="code")
    if badge.revoked_at is not None:
        raise DomainError("badge_revoked", _l("This badge was cancelled."), field="code")
    return badge


def show_badge_to(edition: Edition, typed: str, passport: str, at: datetime) -> str:
    """Tie a badge to this phone's passport; gives the passport the phone holds from now on.

    The first phone gives the badge its passport; a later one brings its stamps into it. Again is harmless.
    """
    badge = badge_at(edition, typed)
    tied = db.session.scalar(sa.select(PassportBadge).where(PassportBadge.badge_id == badge.id))
    if tied is not None:
        if tied.passport != passport:
            _bring(passport, tied.passport)
        return tied.passport
    taken = db.session.scalar(
        sa.select(PassportBadge.id).where(
            PassportBadge.edition_id == edition.id, PassportBadge.passport == passport
        )
    )
    if taken is not None:
        raise DomainError(
            "phone_taken", _l("This phone already collects for another badge of this fair."), field="code"
        )
    db.session.add(PassportBadge(edition_id=edition.id, badge_id=badge.id, passport=passport, created_at=at))
    db.session.flush()
    return passport


def _bring(old: str, new: str) -> None:
    """Bring what a passport collected into another; what both have is kept once."""
    if db.session.scalar(sa.select(PassportBadge.id).where(PassportBadge.passport == old)) is not None:
        return  # it belongs to somebody else's badge: the phone changes hands, the stamps stay
    there = sa.orm.aliased(StandVisit)
    twice = sa.exists().where(
        there.passport == new, there.booth_id == StandVisit.booth_id, there.day == StandVisit.day
    )
    ids = list(db.session.scalars(sa.select(StandVisit.id).where(StandVisit.passport == old, ~twice)))
    db.session.execute(sa.update(StandVisit).where(StandVisit.id.in_(ids)).values(passport=new))
    db.session.execute(sa.delete(StandVisit).where(StandVisit.passport == old))
    for table in _KEPT_BY_PASSPORT:
        db.session.execute(sa.update(table).where(table.passport == old).values(passport=new))


def save_theme(
    actor: Any, edition: Edition, values: Mapping[str, Any], at: datetime, theme: PassportTheme | None = None
) -> PassportTheme:
    """Add a page to the passport, or change one."""
    row = theme or PassportTheme(edition_id=edition.id, organizer_id=edition.organizer_id, created_at=at)
    row.name, row.sectors, row.goal = values["name"], sorted(values["sectors"]), values["goal"]
    db.session.add(row)
    db.session.flush()
    audit.record(actor, "visitors:theme:saved", row, at, goal=row.goal)
    return row


def drop_theme(actor: Any, theme: PassportTheme, at: datetime) -> None:
    """Take a page out of the passport; stamps stay."""
    edition = db.session.get_one(Edition, theme.edition_id)
    db.session.delete(theme)
    audit.record(actor, "visitors:theme:dropped", edition, at)

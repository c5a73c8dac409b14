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
    PassportBadge,
    PassportTheme,
    StandVisit,
)


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


def show_badge_to(edition: Edition, typed: str, passport: str, at: datetime) -> PassportBadge:
    """Tie a badge to this phone's passport by its code; again is harmless.

    A code is printed on the badge for all to see, so it opens nothing and takes nothing from another phone.
    Raises what `badge_at` does, `phone_taken`, `badge_elsewhere`.
    """
    badge = badge_at(edition, typed)
    tied = _tied(badge)
    if tied is None:
        return _tie(edition.id, badge, passport, at)
    if tied.passport != passport:
        raise DomainError(
            "badge_elsewhere",
            _l("This badge collects on another phone. Open your badge’s page on this one to bring it here."),
            field="code",
        )
    return tied


def bring_badge_to(badge: Badge, passport: str, at: datetime) -> PassportBadge:
    """The badge's own page, which only its bearer has, brings it and its stamps to this phone.

    Questions and meetings stay with the phone that asked. Raises `badge_revoked`, `phone_taken`.
    """
    if badge.revoked_at is not None:
        raise DomainError("badge_revoked", _l("This badge was cancelled."), field="code")
    tied = _tied(badge)
    if tied is None:
        return _tie(badge.edition_id, badge, passport, at)
    if tied.passport != passport:
        _check_free(badge.edition_id, passport)
        _bring_stamps(badge.edition_id, tied.passport, passport)
        tied.passport = passport
        db.session.flush()
    return tied


def passport_of(badge: Badge) -> str | None:
    """The passport of the phone that shows a badge, if one does."""
    tied = _tied(badge)
    return tied.passport if tied is not None else None


def untie(badge: Badge) -> None:
    """No phone shows this badge any more: that phone may collect for another."""
    db.session.execute(sa.delete(PassportBadge).where(PassportBadge.badge_id == badge.id))


def _tied(badge: Badge) -> PassportBadge | None:
    return db.session.scalar(sa.select(PassportBadge).where(PassportBadge.badge_id == badge.id))


def _tie(edition_id: int, badge: Badge, passport: str, at: datetime) -> PassportBadge:
    _check_free(edition_id, passport)
    row = PassportBadge(edition_id=edition_id, badge_id=badge.id, passport=passport, created_at=at)
    db.session.add(row)
    db.session.flush()
    return row


def _check_free(edition_id: int, passport: str) -> None:
    here = PassportBadge.edition_id == edition_id
    taken = sa.select(PassportBadge.id).where(here, PassportBadge.passport == passport)
    if db.session.scalar(taken) is not None:
        raise DomainError(
            "phone_taken", _l("This phone already collects for another badge of this fair."), field="code"
        )


def _bring_stamps(edition_id: int, old: str, new: str) -> None:
    """Bring the stamps of a fair from one passport to another; what both have is kept once."""
    there = sa.orm.aliased(StandVisit)
    twice = sa.exists().where(
        there.passport == new, there.booth_id == StandVisit.booth_id, there.day == StandVisit.day
    )
    mine = (StandVisit.passport == old, StandVisit.edition_id == edition_id)
    ids = list(db.session.scalars(sa.select(StandVisit.id).where(*mine, ~twice)))
    db.session.execute(sa.update(StandVisit).where(StandVisit.id.in_(ids)).values(passport=new))
    db.session.execute(sa.delete(StandVisit).where(*mine))


def save_theme(
    actor: Any, edition: Edition, values: Mapping[str, Any], at: datetime, theme: PassportTheme | None = None
) -> PassportTheme:
    """Add a page to the passport, or change one."""
    row = theme or PassportTheme(edition_id=edition.id, organizer_id=edition.organizer_id, created_at=at)
    row.name, row.sectors, row.goal = values["name"], sorted(values["sectors"]), values["goal"]
    row.icon = values.get("icon") or None
    db.session.add(row)
    db.session.flush()
    audit.record(actor, "visitors:theme:saved", row, at, goal=row.goal)
    return row


def drop_theme(actor: Any, theme: PassportTheme, at: datetime) -> None:
    """Take a page out of the passport; stamps stay."""
    edition = db.session.get_one(Edition, theme.edition_id)
    db.session.delete(theme)
    audit.record(actor, "visitors:theme:dropped", edition, at)

"""Who did what to what, and when: insert-only and chained by hashes.

An entry is written as the last thing of its transaction, under one lock, so that the chain has no
fork; `verify_chain` recomputes it. Actions are named `feature:thing:done` (booths:application:withdrawn)
and each has a sentence in its feature's `phrases.AUDIT`.
"""

import hashlib
import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from eventhub import transaction
from eventhub.database import Model, UTCDateTime, db

GENESIS = "0" * 64
LOCK = 0x45564855
"""The advisory lock, on PostgreSQL, that keeps the chain in one line. SQLite writes one at a time anyway."""


class AuditEntry(Model):
    """One thing done. Never changed, never deleted: triggers of the first migration refuse both."""

    __tablename__ = "audit_entries"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UTCDateTime)
    actor_id: Mapped[int | None] = mapped_column(index=True)
    action: Mapped[str] = mapped_column(sa.String(80), index=True)
    subject_type: Mapped[str] = mapped_column(sa.String(40))
    subject_id: Mapped[int]
    organizer_id: Mapped[int | None] = mapped_column(index=True)
    details: Mapped[dict[str, Any]] = mapped_column(sa.JSON)
    previous_hash: Mapped[str] = mapped_column(sa.String(64))
    hash: Mapped[str] = mapped_column(sa.String(64), unique=True)

    __table_args__ = (sa.Index("ix_audit_entries_subject", "subject_type", "subject_id", "id"),)


def record(actor: Any, action: str, subject: Any, at: datetime, **details: Any) -> None:
    """Note that the actor did something to a saved row; written when the transaction commits.

    `details` must be JSON-ready and free of personal data (ids and states, not names).
    """

    def write() -> None:
        db.session.flush()
        _append(
            at=at,
            actor_id=getattr(actor, "id", None),
            action=action,
            subject_type=type(subject).__name__,
            subject_id=subject.id,
            organizer_id=getattr(subject, "organizer_id", None),
            details=details,
        )

    transaction.before_commit(write)


def _append(**fields: Any) -> None:
    if db.session.get_bind().dialect.name == "postgresql":
        db.session.execute(sa.text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK})
    last = db.session.scalar(sa.select(AuditEntry.hash).order_by(AuditEntry.id.desc()).limit(1)) or GENESIS
    db.session.add(AuditEntry(**fields, previous_hash=last, hash=_digest(last, fields)))
    db.session.flush()


def _digest(previous: str, fields: dict[str, Any]) -> str:
    content = {**fields, "at": fields["at"].isoformat()}
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256((previous + text).encode()).hexdigest()


def history(subject: Any) -> list[AuditEntry]:
    """What was done to a row, oldest first."""
    query = sa.select(AuditEntry).where(
        AuditEntry.subject_type == type(subject).__name__, AuditEntry.subject_id == subject.id
    )
    return list(db.session.scalars(query.order_by(AuditEntry.id)))


def verify_chain() -> Iterator[str]:
    """Recompute the chain from the beginning; yields a sentence for each break."""
    previous = GENESIS
    for entry in db.session.scalars(
        sa.select(AuditEntry).order_by(AuditEntry.id).execution_options(yield_per=1000)
    ):
        fields = {
            "at": entry.at,
            "actor_id": entry.actor_id,
            "action": entry.action,
            "subject_type": entry.subject_type,
            "subject_id": entry.subject_id,
            "organizer_id": entry.organizer_id,
            "details": entry.details,
        }
        if entry.previous_hash != previous:
            yield f"audit entry {entry.id} does not follow the one before it"
        if entry.hash != _digest(entry.previous_hash, fields):
            yield f"audit entry {entry.id} was changed after it was written"
        previous = entry.hash

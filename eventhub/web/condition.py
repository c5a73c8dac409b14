"""How the installation is doing: what an operator looks at first when somebody says "it does not work"."""

import shutil
from datetime import datetime, timedelta

import sqlalchemy as sa
from flask import current_app
from msgspec import Struct

from eventhub import background, clock
from eventhub.background import QueuedJob
from eventhub.config import folder_of
from eventhub.database import db

SLOW = timedelta(minutes=10)
"""What waits longer has been forgotten, or there are too few workers."""
LITTLE = 1_000_000_000
"""Bytes of room below which an operator should look: a busy day of photos and badges."""


class Condition(Struct, frozen=True):
    """`workers` is None while the queue is away; `room` in bytes, None where uploads are in another store."""

    workers: int | None
    waiting: int
    failed: int
    oldest: datetime | None
    is_slow: bool
    room: int | None

    @property
    def is_short_of_room(self) -> bool:
        """Whether the disk of the uploads is nearly full."""
        return self.room is not None and self.room < LITTLE


def condition() -> Condition:
    """The parts, asked now: one statement, two words with the queue, one with the disk."""
    now = clock.now()
    due = sa.and_(
        QueuedJob.failed_at.is_(None), sa.or_(QueuedJob.not_before.is_(None), QueuedJob.not_before <= now)
    )
    began = sa.case((due, sa.func.coalesce(QueuedJob.not_before, QueuedJob.created_at)))
    query = sa.select(
        sa.func.count(sa.case((due, 1))), sa.func.count(QueuedJob.failed_at), sa.func.min(began)
    ).where(QueuedJob.done_at.is_(None))
    waiting, failed, oldest = db.session.execute(query).one()
    return Condition(
        workers=_workers(),
        waiting=waiting,
        failed=failed,
        oldest=oldest,
        is_slow=oldest is not None and now - oldest > SLOW,
        room=_room(current_app.config["STORAGE_URL"]),
    )


def _workers() -> int | None:
    from redis import RedisError
    from rq import Worker

    try:
        return int(Worker.count(connection=background.redis()))
    except RedisError:
        return None


def _room(url: str) -> int | None:
    """The bytes left where uploads are; of the nearest folder that is there already."""
    folder = folder_of(url)
    if folder is None:
        return None
    there = next((each for each in (folder, *folder.parents) if each.exists()), None)
    return shutil.disk_usage(there).free if there else None

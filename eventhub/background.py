"""Work for later: a row in the same transaction, RQ after the commit, done exactly once.

`enqueue()` writes a `QueuedJob`; after the commit it is handed to RQ. When Redis is away the row
waits and the sweep hands it over later. A worker marks the row done in the transaction of the work
itself, so a second delivery finds it done and does nothing. Failures stay on the row for the
operator's page.
"""

import contextlib
import importlib
import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from flask import Flask, current_app
from sqlalchemy.orm import Mapped, mapped_column

from eventhub import clock, transaction
from eventhub.database import Model, Row, UTCDateTime, db

if TYPE_CHECKING:
    from redis import Redis

log = logging.getLogger(__name__)

QUEUES = ("default", "mail", "documents")
"""Every queue has a worker: `eventhub work` listens to all, in this order of urgency."""
RETRY_SECONDS = [10, 60, 300, 1800, 7200]
SWEEP_AFTER = timedelta(seconds=30)
KEEP_DONE = timedelta(days=14)
SILENT_SECONDS = 2

_jobs: dict[str, Callable[..., None]] = {}
_called: dict[str, Any] = {}


class QueuedJob(Row, Model):
    """One piece of work: its name, its arguments (ids), and how it went."""

    __tablename__ = "queued_jobs"

    name: Mapped[str] = mapped_column(sa.String(120))
    queue: Mapped[str] = mapped_column(sa.String(20))
    arguments: Mapped[list[Any]] = mapped_column(sa.JSON)
    not_before: Mapped[datetime | None] = mapped_column(UTCDateTime)
    sent_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    done_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    failed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    attempts: Mapped[int] = mapped_column(default=0)
    error: Mapped[str | None] = mapped_column(sa.Text)

    __table_args__ = (
        sa.Index(
            "ix_queued_jobs_waiting",
            "id",
            postgresql_where=sa.text("done_at IS NULL"),
            sqlite_where=sa.text("done_at IS NULL"),
        ),
    )


def job(called: Any = None, queue: str = "default") -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Make a function a job: ids in, one operation; `enqueue(function, ...)` runs it later.

    `called` are the (lazy) words by which the operator knows it.
    """
    if queue not in QUEUES:
        msg = f"no worker listens to the queue {queue!r}"
        raise ValueError(msg)

    def decorate(function: Callable[..., None]) -> Callable[..., None]:
        name = f"{function.__module__}:{function.__qualname__}"
        _jobs[name], _called[name] = function, called
        function.job_name = name  # type: ignore[attr-defined]
        function.queue = queue  # type: ignore[attr-defined]
        return function

    return decorate


def enqueue(function: Callable[..., None], *arguments: Any, delay: timedelta | None = None) -> QueuedJob:
    """Run a job once this transaction has become true; `arguments` are JSON-ready (ids, not objects)."""
    row = QueuedJob(
        name=function.job_name,  # type: ignore[attr-defined]
        queue=function.queue,  # type: ignore[attr-defined]
        arguments=list(arguments),
        not_before=clock.now() + delay if delay else None,
    )
    db.session.add(row)
    db.session.flush()
    public_id = row.public_id
    transaction.after_commit(lambda: _hand_over_quietly(public_id))
    return row


def configure(app: Flask, redis_url: str | None) -> None:
    """Remember where the queue lives; nothing is connected until it is needed."""
    app.config["REDIS_URL"] = redis_url


def redis() -> "Redis":
    """A connection to the queue's server. Raises RedisError when none is set or reachable.

    The client is imported here, not at start: most web requests queue nothing. A server that says nothing for
    `SILENT_SECONDS` is away (its machine may have vanished); a worker waiting for jobs has its own patience.
    """
    from redis import Redis, RedisError

    connection: Redis | None = current_app.extensions.get("redis")
    if connection is None:
        url = current_app.config["REDIS_URL"]
        if not url:
            msg = "no queue server is configured"
            raise RedisError(msg)
        connection = Redis.from_url(
            url, socket_connect_timeout=1, socket_timeout=SILENT_SECONDS, health_check_interval=30
        )
        current_app.extensions["redis"] = connection
    return connection


def _hand_over_quietly(public_id: str) -> None:
    if not current_app.config["REDIS_URL"]:
        return  # a command filled the row; the scheduler's sweep hands it over
    from redis import RedisError

    try:
        _hand_over([public_id])
    except RedisError as error:
        log.warning(
            "the queue is away, the job waits for the sweep", extra={"job": public_id, "error": str(error)}
        )


def _hand_over(public_ids: list[str]) -> None:
    from rq import Queue, Retry

    for row in db.session.scalars(sa.select(QueuedJob).where(QueuedJob.public_id.in_(public_ids))):
        queue = Queue(row.queue, connection=redis())
        options: dict[str, Any] = {
            "job_id": f"{row.public_id}-{row.attempts}",
            "retry": Retry(max=len(RETRY_SECONDS), interval=RETRY_SECONDS),
        }
        if row.not_before is not None and row.not_before > clock.now():
            queue.enqueue_at(row.not_before, run, row.public_id, **options)
        else:
            queue.enqueue_call(run, args=(row.public_id,), timeout=1800, **options)
        row.sent_at = clock.now()
    db.session.commit()


def run(public_id: str) -> None:
    """What a worker calls: do the job and mark it done, in one transaction. Raises what the job raises."""
    try:
        with transaction.transaction():
            row = db.session.scalar(
                sa.select(QueuedJob).where(QueuedJob.public_id == public_id).with_for_update()
            )
            if row is None or row.done_at is not None:
                return
            perform(row)
            row.done_at, row.failed_at, row.error = clock.now(), None, None
            row.attempts += 1
    except Exception as error:
        _note_failure(public_id, error)
        raise


def perform(row: QueuedJob) -> None:
    """Call the job's function. Raises LookupError when no module declares it any more."""
    importlib.import_module(row.name.partition(":")[0])
    _jobs[row.name](*row.arguments)


def called(row: QueuedJob) -> Any:
    """What a piece of work is called, in words; None when no module declares it any more."""
    with contextlib.suppress(ImportError):
        importlib.import_module(row.name.partition(":")[0])
    return _called.get(row.name)


def _note_failure(public_id: str, error: Exception) -> None:
    with transaction.transaction():
        row = db.session.scalar(sa.select(QueuedJob).where(QueuedJob.public_id == public_id))
        if row is not None:
            row.attempts += 1
            row.failed_at = clock.now()
            row.error = f"{type(error).__name__}: {error}"[:2000]


def sweep() -> int:
    """Hand over what waits although its transaction is over: Redis was away, or was emptied.

    Returns how many were handed over. Raises RedisError when the queue is still away.
    """
    long_ago = clock.now() - SWEEP_AFTER
    lost = clock.now() - timedelta(hours=6)
    waiting = db.session.scalars(
        sa.select(QueuedJob.public_id)
        .where(
            QueuedJob.done_at.is_(None),
            QueuedJob.failed_at.is_(None),
            QueuedJob.created_at < long_ago,
            sa.or_(QueuedJob.sent_at.is_(None), QueuedJob.sent_at < lost),
        )
        .order_by(QueuedJob.id)
        .limit(500)
    ).all()
    if waiting:
        redis().ping()
        _hand_over(list(waiting))
    return len(waiting)


def failed_jobs(before: int | None = None, limit: int = 50) -> list[QueuedJob]:
    """Jobs whose last attempt failed, newest first, `before` an id."""
    query = sa.select(QueuedJob).where(QueuedJob.done_at.is_(None), QueuedJob.failed_at.is_not(None))
    if before is not None:
        query = query.where(QueuedJob.id < before)
    return list(db.session.scalars(query.order_by(QueuedJob.id.desc()).limit(limit)))


def count_failed() -> int:
    """How many jobs failed in their last attempt and wait for somebody."""
    query = sa.select(sa.func.count(QueuedJob.id))
    return db.session.scalar(query.where(QueuedJob.done_at.is_(None), QueuedJob.failed_at.is_not(None))) or 0


def try_again(row: QueuedJob) -> None:
    """Hand a failed job over once more."""
    row.failed_at, row.error, row.sent_at = None, None, None
    public_id = row.public_id
    transaction.after_commit(lambda: _hand_over_quietly(public_id))


def try_all_again(limit: int = 500) -> int:
    """Hand every failed job over once more, the oldest first, `limit` at most; gives how many."""
    query = sa.select(QueuedJob).where(QueuedJob.done_at.is_(None), QueuedJob.failed_at.is_not(None))
    rows = list(db.session.scalars(query.order_by(QueuedJob.id).limit(limit)))
    for row in rows:
        try_again(row)
    return len(rows)


def forget_done() -> None:
    """Drop rows of work done long ago."""
    db.session.execute(sa.delete(QueuedJob).where(QueuedJob.done_at < clock.now() - KEEP_DONE))

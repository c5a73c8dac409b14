"""`eventhub work` and `eventhub schedule`: the processes behind the queue."""

import importlib
import logging
import time
from collections.abc import Callable
from typing import Any

from flask import Flask
from redis import RedisError
from rq import Queue, Worker
from rq.cron import CronScheduler
from rq.executions import Execution
from rq.job import Job
from sqlalchemy.orm import configure_mappers

from eventhub import background, documents, garbage, recurring
from eventhub.database import db
from eventhub.supervisor import die_with_parent

log = logging.getLogger(__name__)
PATIENCE_SECONDS = 5
HEAVY = "weasyprint"
"""What most long jobs read first, for as long as the rest of a short one takes."""


class Workhorse(Worker):
    """Runs each job in a process of its own, inside the application."""

    app: Flask

    def main_work_horse(self, job: Job, queue: Queue) -> None:
        """In the child: end with the worker, and never share its connections."""
        die_with_parent()
        with self.app.app_context():
            db.engine.dispose(close=False)
        super().main_work_horse(job, queue)

    def perform_job(self, job: Job, queue: Queue, execution: Execution) -> bool:
        """Give every job the application it belongs to, and leave nothing of its fonts behind."""
        try:
            with self.app.app_context():
                return super().perform_job(job, queue, execution)
        finally:
            documents.forget_fonts()


def work(app: Flask, *, burst: bool = False) -> None:
    """Do what is queued until told to stop, or with `burst` until nothing is left.

    Each job's process begins with what this one has read, and shares its memory.
    """
    configure_mappers()
    if not burst:
        importlib.import_module(HEAVY)
    garbage.leave_what_is_there()
    logging.getLogger("rq.worker").addFilter(_is_our_matter)
    if burst:
        _worker(app).work(burst=True, with_scheduler=True, logging_level="WARNING")
    else:
        _outlasting(lambda: _worker(app).work(with_scheduler=True, logging_level="WARNING"))


def _outlasting(begin: Callable[[], object]) -> None:
    """Run until it ends by itself; what begins waits for the queue, so a lost one is waited for."""
    while True:
        try:
            begin()
        except RedisError as error:
            log.warning("the queue went away (REDIS_URL); waiting for it", extra={"error": str(error)})
        else:
            return


def _worker(app: Flask) -> Workhorse:
    with app.app_context():
        connection = _patiently()
        worker = Workhorse(
            [Queue(name, connection=connection) for name in background.QUEUES], connection=connection
        )
    worker.app = app
    return worker


def _is_our_matter(record: logging.LogRecord) -> bool:
    """Not the library's page-long account of a lost Redis: a line of ours says it."""
    return not (record.exc_info and isinstance(record.exc_info[1], RedisError))


def schedule(app: Flask) -> None:
    """Queue the recurring jobs at their times, hand over what Redis missed, and wait for a lost one."""
    with app.app_context():
        _outlasting(lambda: _scheduler().start())


def _scheduler() -> Any:
    scheduler: Any = CronScheduler(connection=_patiently(), logging_level="WARNING")
    for task in recurring.TASKS:
        scheduler.register(
            recurring.run, task.queue, args=(task.name,), interval=task.seconds, cron=task.cron
        )
    return scheduler


def _patiently() -> Any:
    while True:
        try:
            connection = background.redis()
            connection.ping()
        except RedisError as error:
            log.warning("waiting for the queue (REDIS_URL)", extra={"error": str(error)})
            time.sleep(PATIENCE_SECONDS)
        else:
            return connection

"""When things become true: commit, rollback, savepoints, and what waits for them.

Operations never commit. A request, a job and a command each are one transaction. What must leave the
house (jobs, mail) and what must be written last (the audit chain) is queued here, and forgotten when
the savepoint or transaction that queued it is undone.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from eventhub.database import db, reading

Action = Callable[[], None]


def _waiting(when: str) -> list[Any]:
    waiting: list[Any] = db.session().info.setdefault(when, [])
    return waiting


def before_commit(action: Action) -> None:
    """Run this as the last thing inside the transaction."""
    _waiting("before_commit").append(action)


def after_commit(action: Action) -> None:
    """Run this once the transaction has become true; never if it doesn't."""
    _waiting("after_commit").append(action)


def commit() -> None:
    """Make everything true, then let out what waited for it; nothing, where nobody asked the database."""
    if not db.session.registry.has():
        return
    for action in _taken("before_commit"):
        action()
    db.session.commit()
    for action in _taken("after_commit"):
        action()


def _taken(when: str) -> list[Action]:
    waiting = _waiting(when)
    taken, waiting[:] = list(waiting), []
    return taken


def rollback() -> None:
    """Leave no trace: neither rows nor anything queued."""
    _waiting("before_commit").clear()
    _waiting("after_commit").clear()
    db.session.rollback()


@contextmanager
def transaction(*, read_only: bool = False) -> Iterator[None]:
    """One transaction outside a request: commits at the end, leaves no trace on an exception."""
    token = reading.set(read_only)
    try:
        yield
        commit()
    except BaseException:
        rollback()
        raise
    finally:
        reading.reset(token)


@contextmanager
def savepoint() -> Iterator[None]:
    """A part that may fail alone: on an exception its rows and what it queued are forgotten."""
    marks = {when: len(_waiting(when)) for when in ("before_commit", "after_commit")}
    try:
        with db.session.begin_nested():
            yield
    except BaseException:
        for when, mark in marks.items():
            del _waiting(when)[mark:]
        raise

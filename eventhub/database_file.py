"""The file of an embedded database, while EventHub serves from it.

SQLite makes an empty file where one is missing, and goes on writing into one that was moved away. Either way
what is written would be lost once the right file is back. So serving opens only a file that is there, and a
connection whose file is no longer the one at its place is thrown away: pages answer 503 until it is back.
"""

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event


def path_of(url: str | sa.URL) -> Path:
    """The file that the address of an embedded database names."""
    return Path(sa.make_url(url).database or "").absolute()


def options(url: str, seconds: float) -> dict[str, Any]:
    """Settings of an engine that never makes the file; `seconds` to wait for who writes."""
    return {"creator": _opening(path_of(url), seconds)}


def watch(engine: sa.Engine) -> None:
    """Throw a connection away once its file was moved or replaced: the pool opens the one that is there."""
    file = path_of(engine.url)

    @event.listens_for(engine, "connect")
    def _note(_connection: Any, record: Any) -> None:
        record.info["file"] = _identity(file)

    @event.listens_for(engine, "checkout")
    def _compare(_connection: Any, record: Any, _proxy: Any) -> None:
        if record.info.get("file") != _identity(file):
            raise sa.exc.InvalidatePoolError


def _opening(file: Path, seconds: float) -> Callable[[], sqlite3.Connection]:
    def opened() -> sqlite3.Connection:
        try:
            return sqlite3.connect(
                f"{file.as_uri()}?mode=rw", uri=True, timeout=seconds, check_same_thread=False
            )
        except sqlite3.OperationalError as error:
            message = f"{error}: {file}"
            raise sqlite3.OperationalError(message) from None

    return opened


def _identity(file: Path) -> tuple[int, int] | None:
    try:
        found = os.stat(file)  # noqa: PTH116 - asked at every request, and Path takes twice as long
    except OSError:
        return None
    return found.st_dev, found.st_ino

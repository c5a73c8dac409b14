"""Databases with their tables in them: the history of migrations is walked once a suite, then copied.

A copy costs a tenth of a walk. Tests of the history itself (`tests/test_migrations.py`) walk it.
"""

from __future__ import annotations

import fcntl
import functools
import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from eventhub import migrating
from tests import servers

if TYPE_CHECKING:
    from collections.abc import Callable

KINDS = ("sqlite", "postgresql")
SHARED_FOLDER = "EVENTHUB_TESTS_FOLDER"
"""Names the variable with the folder where processes that share the tests find what one of them made."""


def share() -> None:
    """Let the processes that this one starts have its PostgreSQL, and make the tables once between them."""
    os.environ[servers.SHARED_POSTGRES] = servers.session_postgres()
    os.environ[SHARED_FOLDER] = str(_folder())


def migrated(kind: str, folder: Path) -> str:
    """The address of a new database of that kind with every table in it; a SQLite one lies in `folder`."""
    if kind == "sqlite":
        file = made_once("migrated.sqlite3", _migrate_file)
        return f"sqlite:///{shutil.copy(file, folder / 'eventhub.sqlite3')}"
    template = made_once("migrated-template.txt", _migrate_template)
    return servers.new_postgres_database(template=template.read_text())


def made_once(name: str, make: Callable[[Path], None]) -> Path:
    """A file that the first process to ask for it makes, while the others wait."""
    file = _folder() / name
    with file.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not file.exists():
            begun = file.with_suffix(".begun")
            make(begun)
            begun.rename(file)
    return file


@functools.cache
def _folder() -> Path:
    shared = os.environ.get(SHARED_FOLDER)
    if shared:
        return Path(shared)
    _kept.append(tempfile.TemporaryDirectory(prefix="eventhub-migrated-"))
    return Path(_kept[0].name)


_kept: list[tempfile.TemporaryDirectory[str]] = []
"""Removed when the process ends."""


def _migrate_file(file: Path) -> None:
    migrating.upgrade(url=f"sqlite:///{file}")


def _migrate_template(file: Path) -> None:
    """Leaves the name of the database in `file`."""
    address = servers.new_postgres_database()
    migrating.upgrade(url=address)
    file.write_text(address.partition("@/")[2].partition("?")[0])

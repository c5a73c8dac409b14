"""Databases with their tables in them: the history of migrations is walked once a process, then copied.

A copy costs a tenth of a walk. Tests of the history itself (`tests/test_migrations.py`) walk it.
"""

from __future__ import annotations

import functools
import shutil
import tempfile
from pathlib import Path

from eventhub import migrating
from tests import servers

KINDS = ("sqlite", "postgresql")


def migrated(kind: str, folder: Path) -> str:
    """The address of a new database of that kind with every table in it; a SQLite one lies in `folder`."""
    if kind == "sqlite":
        return f"sqlite:///{shutil.copy(_migrated_file(), folder / 'eventhub.sqlite3')}"
    return servers.new_postgres_database(template=_migrated_template())


@functools.cache
def _migrated_file() -> Path:
    folder = tempfile.TemporaryDirectory(prefix="eventhub-migrated-")
    _kept.append(folder)
    file = Path(folder.name) / "migrated.sqlite3"
    migrating.upgrade(url=f"sqlite:///{file}")
    return file


@functools.cache
def _migrated_template() -> str:
    """The name of a database on the server this process shares."""
    address = servers.new_postgres_database()
    migrating.upgrade(url=address)
    return address.partition("@/")[2].partition("?")[0]


_kept: list[tempfile.TemporaryDirectory[str]] = []
"""Removed when the process ends."""

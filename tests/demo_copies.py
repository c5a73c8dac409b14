"""The demo on SQLite, filled once for all processes that share the tests; who wants it takes a copy."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

from tests import commands, databases

if TYPE_CHECKING:
    from pathlib import Path

SECRET = "a secret for tests only, never used elsewhere"
"""The key of every copy: what the filling signed must stay good."""
OWN = (
    "DATABASE_URL",
    "REDIS_URL",
    "EVENTHUB_DATA",
    "SECRET_KEY",
    "PUBLIC_URL",
    "MAIL_URL",
    "SMS_URL",
    "PORT",
)


def environment_of(data: Path, **more: str) -> dict[str, str]:
    """What a command finds in its environment: nothing of the machine's own settings."""
    bare = {name: value for name, value in os.environ.items() if name not in OWN}
    return {**bare, "EVENTHUB_DATA": str(data), "SECRET_KEY": SECRET, "LOG_LEVEL": "warning", **more}


def copy_to(data: Path) -> None:
    """Put the filled demo's database and files into this folder."""
    shutil.copytree(databases.made_once("demo", _fill), data, dirs_exist_ok=True)


def _fill(data: Path) -> None:
    filled = commands.run("demo", "--no-serve", environment=environment_of(data))
    assert filled.returncode == 0, filled.stderr

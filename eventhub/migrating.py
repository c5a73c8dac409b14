"""Migrations: one history for both databases, run by Alembic from migrations/."""

import logging
from typing import Any

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from eventhub import places
from eventhub.config import read_settings

logging.getLogger("alembic.runtime.migration").setLevel(logging.WARNING)
"""What it says of each step helps nobody who runs a command; a failure is told by the command itself."""


def alembic_config(url: str) -> Config:
    """Alembic's settings for a database."""
    config = Config()
    config.set_main_option("script_location", str(places.MIGRATIONS).replace("%", "%%"))
    config.attributes["url"] = url
    return config


def upgrade(revision: str = "head", url: str | None = None) -> None:
    """Bring the tables to a revision (the newest by default), creating the folder of an embedded database."""
    settings = None if url else read_settings()
    if settings is not None and settings.is_sqlite:
        settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    command.upgrade(alembic_config(url or settings.database_url), revision)  # type: ignore[union-attr]


def downgrade(revision: str, url: str | None = None) -> None:
    """Take the tables back to a revision."""
    command.downgrade(alembic_config(url or read_settings().database_url), revision)


def is_current(connection: sa.Connection) -> bool:
    """Whether the database's tables are those of this version of the program."""
    heads: Any = set(ScriptDirectory.from_config(alembic_config("sqlite:///")).get_heads())
    return bool(set(MigrationContext.configure(connection).get_current_heads()) == heads)


def revision_of(connection: sa.Connection) -> str:
    """The newest migration a database has had."""
    return MigrationContext.configure(connection).get_current_revision() or ""

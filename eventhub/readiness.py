"""What must be true before anything starts; each fault is one line that says what to do."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import sqlalchemy as sa

from eventhub import migrating, places
from eventhub.config import Settings
from eventhub.errors import SettingsError

FONTS = ("NotoSans-Regular.ttf", "NotoSansArabic-Regular.ttf", "NotoSansTifinagh-Regular.ttf")


def check(settings: Settings) -> None:
    """Raise SettingsError for the first thing that would fail later in a less friendly way."""
    check_data_folder(settings.data)
    check_fonts()
    check_database(settings)


def check_data_folder(data: Path) -> None:
    """The data folder can be written."""
    try:
        data.mkdir(parents=True, exist_ok=True)
        probe = data / ".writable"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise SettingsError("EVENTHUB_DATA", f"{data} cannot be written: {error.strerror}") from None


def check_fonts() -> None:
    """The fonts of badges, certificates and reports are there."""
    missing = [name for name in FONTS if not any(places.FONTS.rglob(name))]
    if missing:
        raise SettingsError(
            "fonts", f"{', '.join(missing)} missing in {places.FONTS}; install EventHub again"
        )


def check_database(settings: Settings) -> None:
    """The database answers, is whole, and has this version's tables."""
    check_tables(settings, _check_file if settings.is_sqlite else None)


def check_tables(settings: Settings, also: Callable[[sa.Connection, str], None] | None = None) -> None:
    """The database answers and has this version's tables; `also` looks at it first."""
    engine = sa.create_engine(settings.database_url, poolclass=sa.pool.NullPool)
    if settings.is_sqlite and not Path(engine.url.database or "").is_file():
        raise SettingsError(
            "DATABASE_URL", f"{_shown(settings.database_url)} is not there yet; run: eventhub db upgrade"
        )
    try:
        with engine.connect() as connection:
            if also is not None:
                also(connection, settings.database_url)
            current = migrating.is_current(connection)
    except sa.exc.DBAPIError as error:
        reason = str(error.orig).strip().splitlines()[0]
        raise SettingsError(
            "DATABASE_URL", f"{_shown(settings.database_url)} does not open: {reason}"
        ) from None
    if not current:
        raise SettingsError("DATABASE_URL", "its tables are not this version's; run: eventhub db upgrade")


def _check_file(connection: sa.Connection, url: str) -> None:
    try:
        verdict = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar()
    except sqlite3.DatabaseError as error:
        verdict = str(error)
    if verdict != "ok":
        hint = "restore a backup: eventhub restore FILE"
        raise SettingsError("DATABASE_URL", f"{_shown(url)} is damaged ({verdict}); {hint}")


def _shown(url: str) -> str:
    return sa.make_url(url).render_as_string(hide_password=True)

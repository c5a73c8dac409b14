"""What must be true before anything starts; each fault is one line that says what to do."""

import os
import socket
import sqlite3
from collections.abc import Callable
from pathlib import Path

import sqlalchemy as sa

from eventhub import migrating, places
from eventhub.config import Settings, folder_of
from eventhub.database_file import path_of
from eventhub.errors import SettingsError

REPAIR = "move it away, then: eventhub db upgrade, and eventhub restore BACKUP"
SQLITE = b"SQLite format 3\0"
"""How every file of SQLite begins; one that is new is empty."""
FONTS = (
    *("NotoSans-Regular.ttf", "NotoSans-Bold.ttf", "NotoSansArabic-Regular.ttf", "NotoSansArabic-Bold.ttf"),
    *("NotoNaskhArabic-Regular.ttf", "NotoNaskhArabic-Bold.ttf", "NotoSansTifinagh-Regular.ttf"),
)


def check(settings: Settings) -> None:
    """Raise SettingsError for the first thing that would fail later in a less friendly way."""
    check_data_folder(settings.data)
    check_store(settings.storage_url)
    check_host(settings.host)
    check_fonts()
    check_database(settings)


def check_data_folder(data: Path) -> None:
    """The data folder can be written."""
    _check_folder("EVENTHUB_DATA", data)


def _check_folder(name: str, folder: Path) -> None:
    """A folder can be written, and there is room in it: a byte is written, for an empty file needs none.

    One that is made now is nobody else's: it will hold names, phones and papers.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        probe = folder / ".writable"
        try:
            probe.write_bytes(b".")
        finally:
            probe.unlink(missing_ok=True)
    except OSError as error:
        raise SettingsError(name, f"{folder} cannot be written: {error.strerror}") from None


def check_store(url: str) -> None:
    """The place of uploads is of a kind that is installed; a folder can be written."""
    folder = folder_of(url)
    if folder is not None:
        _check_folder("STORAGE_URL", folder)
        return
    import fsspec

    kind = url.partition("://")[0]
    try:
        fsspec.get_filesystem_class(kind)
    except ImportError as error:
        raise SettingsError("STORAGE_URL", f"{kind}: needs a package that is missing: {error}") from None
    except ValueError:
        raise SettingsError("STORAGE_URL", f"{kind}: is no kind of store that is known here") from None


def check_host(host: str) -> None:
    """The name or number to listen at is one of a machine."""
    try:
        socket.getaddrinfo(host, None, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except (OSError, UnicodeError):
        what = f"{host!r} is no address of this machine; leave it out to listen everywhere"
        raise SettingsError("HOST", what) from None


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
    if settings.is_sqlite:
        check_place_of_file(settings.database_url)
    if settings.is_sqlite and not path_of(engine.url).is_file():
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


def check_place_of_file(url: str) -> None:
    """An embedded database's folder is there and can be written, and its place is not a folder itself."""
    file = path_of(url)
    if file.is_dir():
        raise SettingsError("DATABASE_URL", f"{file} is a folder; name a file in it: {url}/eventhub.sqlite3")
    if not file.parent.is_dir():
        raise SettingsError("DATABASE_URL", f"the folder {file.parent} is not there; make it first")
    if file.is_file() and not _begins_well(file):
        raise SettingsError("DATABASE_URL", f"{file} is no SQLite database, or damaged; {REPAIR}")
    for each in (file, file.parent) if file.exists() else (file.parent,):
        if not os.access(each, os.W_OK):
            raise SettingsError("DATABASE_URL", f"{each} cannot be written by this account")


def _begins_well(file: Path) -> bool:
    try:
        with file.open("rb") as content:
            return content.read(len(SQLITE)) in {SQLITE, b""}
    except OSError:  # said below, with its reason
        return True


def _check_file(connection: sa.Connection, url: str) -> None:
    try:
        verdict = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar()
    except sqlite3.DatabaseError as error:
        verdict = str(error)
    if verdict != "ok":
        raise SettingsError("DATABASE_URL", f"{_shown(url)} is damaged ({verdict}); {REPAIR}")


def _shown(url: str) -> str:
    return sa.make_url(url).render_as_string(hide_password=True)

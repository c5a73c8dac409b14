"""`eventhub backup` and `eventhub restore`: the whole installation in one file, from and to either database.

The file is a tar.gz: manifest.json, then one JSON-lines file a table in the order of their foreign keys,
then the uploads. It is read from one snapshot, so that it can be made while people work.
"""

import io
import json
import tarfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from flask import Flask

from eventhub import __version__, clock, storage
from eventhub.database import Base, UTCDateTime, db
from eventhub.errors import BadInput
from eventhub.i18n import Translated

FORMAT = "eventhub-backup/1"
BATCH = 1000


def backup(app: Flask, path: Path) -> None:
    """Write everything to a file, whole or not at all."""
    draft = path.with_name(f".{path.name}.part")
    try:
        draft.touch(mode=0o600)  # it holds what people are called, and how their passwords are hashed
        with (
            app.app_context(),
            db.engine.connect() as connection,
            tarfile.open(draft, "w:gz", compresslevel=4) as tar,
        ):
            _snapshot(connection)
            _add(tar, "manifest.json", [_manifest()])
            for table in Base.metadata.sorted_tables:
                _add(tar, f"tables/{table.name}.jsonl", _rows(connection, table))
            for key in connection.scalars(sa.select(storage.StoredFile.key)):
                _add_bytes(tar, f"files/{key}", storage.read_key(key))
        draft.replace(path)
    except OSError as error:
        raise BadInput(path, "", error.strerror or "cannot be written") from None
    finally:
        draft.unlink(missing_ok=True)


def _snapshot(connection: sa.Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(sa.text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"))


def _manifest() -> str:
    return json.dumps({"format": FORMAT, "version": __version__, "made_at": clock.now().isoformat()})


def _rows(connection: sa.Connection, table: sa.Table) -> Iterator[str]:
    query = sa.select(table).order_by(*table.primary_key.columns).execution_options(yield_per=BATCH)
    for row in connection.execute(query).mappings():
        yield json.dumps(dict(row), ensure_ascii=False, default=_plain)


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    raise TypeError(value)


def _add(tar: tarfile.TarFile, name: str, lines: Iterable[str]) -> None:
    _add_bytes(tar, name, "".join(f"{line}\n" for line in lines).encode())


def _add_bytes(tar: tarfile.TarFile, name: str, content: bytes) -> None:
    info = tarfile.TarInfo(name)
    info.size, info.mtime, info.mode = len(content), int(clock.now().timestamp()), 0o600
    tar.addfile(info, io.BytesIO(content))


def restore(app: Flask, path: Path) -> None:
    """Bring everything back into an empty database with this version's tables.

    Raises BadInput when the file is no backup, or the database holds something: nothing is changed then.
    """
    try:
        with tarfile.open(path, "r:gz") as tar, app.app_context(), db.engine.begin() as connection:
            _check_manifest(tar, path)
            _check_empty(connection, path)
            if connection.dialect.name == "sqlite":
                connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
            for table in Base.metadata.sorted_tables:
                _bring(connection, table, _lines(tar, f"tables/{table.name}.jsonl", path))
            for member in tar.getmembers():
                if member.name.startswith("files/") and member.isfile() and ".." not in member.name:
                    storage.write_key(member.name.removeprefix("files/"), tar.extractfile(member).read())  # type: ignore[union-attr]
    except (OSError, tarfile.TarError) as error:
        raise BadInput(path, "", f"is no backup that can be read ({error})") from None


def _check_manifest(tar: tarfile.TarFile, path: Path) -> None:
    lines = list(_lines(tar, "manifest.json", path))
    if not lines or lines[0].get("format") != FORMAT:
        raise BadInput(path, "manifest.json", f"is not of the format {FORMAT}")


def _check_empty(connection: sa.Connection, path: Path) -> None:
    for table in Base.metadata.sorted_tables:
        if connection.scalar(sa.select(sa.literal(1)).select_from(table).limit(1)):
            raise BadInput(path, "", f"the database is not empty (table {table.name}); nothing was changed")


def _lines(tar: tarfile.TarFile, name: str, path: Path) -> Iterator[dict[str, Any]]:
    try:
        member = tar.extractfile(name)
    except KeyError:
        return
    for number, line in enumerate(member or (), 1):
        try:
            yield json.loads(line)
        except ValueError as error:
            raise BadInput(path, f"{name}:{number}", f"cannot be read ({error})") from None


def _bring(connection: sa.Connection, table: sa.Table, rows: Iterable[dict[str, Any]]) -> None:
    """Insert a table's rows; references to rows of the same table are set once all are there."""
    own = [
        column.name
        for column in table.columns
        if any(key.column.table is table for key in column.foreign_keys)
    ]
    later: list[dict[str, Any]] = []
    batch: list[dict[str, Any]] = []
    for row in rows:
        values = {column.name: _typed(column, row.get(column.name)) for column in table.columns}
        if any(values[name] is not None for name in own):
            later.append({"row_id": values["id"], **{name: values[name] for name in own}})
            values |= dict.fromkeys(own)
        batch.append(values)
        if len(batch) >= BATCH:
            connection.execute(table.insert(), batch)
            batch.clear()
    if batch:
        connection.execute(table.insert(), batch)
    for values in later:
        connection.execute(table.update().where(table.c.id == values.pop("row_id")).values(**values))
    _continue_numbers(connection, table)


def _typed(column: sa.Column[Any], value: Any) -> Any:
    if value is None or isinstance(column.type, Translated):
        return value
    if isinstance(column.type, UTCDateTime):
        return datetime.fromisoformat(value)
    return date.fromisoformat(value) if isinstance(column.type, sa.Date) else value


def _continue_numbers(connection: sa.Connection, table: sa.Table) -> None:
    """PostgreSQL's next number comes after the restored ones; SQLite knows by itself."""
    numbered = table.columns.get("id")
    if connection.dialect.name == "postgresql" and numbered is not None:
        last = sa.func.max(numbered)
        sequence = sa.func.pg_get_serial_sequence(table.name, "id")
        connection.execute(sa.select(sa.func.setval(sequence, sa.func.greatest(last, 1), last.is_not(None))))

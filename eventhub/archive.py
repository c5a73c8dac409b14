"""`eventhub backup` and `eventhub restore`: the whole installation in one file, from and to either database.

The file is a tar.gz: manifest.json, then one JSON-lines file a table in the order of their foreign keys,
then the uploads. It is read from one snapshot, so that it can be made while people work.
"""

import io
import itertools
import json
import tarfile
import tempfile
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, BinaryIO

import sqlalchemy as sa
from flask import Flask

from eventhub import __version__, clock, migrating, storage
from eventhub.database import Base, UTCDateTime, db
from eventhub.errors import BadInput

FORMAT = "eventhub-backup/1"
BATCH = 1000
READ: dict[type, Callable[[str], Any]] = {
    UTCDateTime: datetime.fromisoformat,
    sa.DateTime: datetime.fromisoformat,
    sa.Date: date.fromisoformat,
    sa.Time: time.fromisoformat,
}
"""What is a word in the file and something else in a column of such a type."""


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
            _add(tar, "manifest.json", [_manifest(connection)])
            for table in Base.metadata.sorted_tables:
                _add(tar, f"tables/{table.name}.jsonl", _rows(connection, table))
            for key in connection.scalars(sa.select(storage.StoredFile.key)):
                content = storage.read_key(key)
                _add_file(tar, f"files/{key}", io.BytesIO(content), len(content))
        draft.replace(path)
    except OSError as error:
        raise BadInput(path, "", error.strerror or "cannot be written") from None
    finally:
        draft.unlink(missing_ok=True)


def _snapshot(connection: sa.Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(sa.text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"))


def _manifest(connection: sa.Connection) -> str:
    made = {"version": __version__, "tables": migrating.revision_of(connection)}
    return json.dumps({"format": FORMAT, **made, "made_at": clock.now().isoformat()})


def _rows(connection: sa.Connection, table: sa.Table) -> Iterator[str]:
    query = sa.select(table).order_by(*table.primary_key.columns).execution_options(yield_per=BATCH)
    for row in connection.execute(query).mappings():
        yield json.dumps(dict(row), ensure_ascii=False, default=_plain)


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    raise TypeError(value)


def _add(tar: tarfile.TarFile, name: str, lines: Iterable[str]) -> None:
    """Add a file of lines. A tar tells a file's size before it, so that they are written aside first."""
    with tempfile.TemporaryFile(dir=Path(str(tar.name)).parent) as aside:
        for line in lines:
            aside.write(f"{line}\n".encode())
        _add_file(tar, name, aside, aside.tell())


def _add_file(tar: tarfile.TarFile, name: str, content: BinaryIO, size: int) -> None:
    info = tarfile.TarInfo(name)
    info.size, info.mtime, info.mode = size, int(clock.now().timestamp()), 0o600
    content.seek(0)
    tar.addfile(info, content)


def restore(app: Flask, path: Path) -> None:
    """Bring everything back into an empty database, also what an older version saved.

    Raises BadInput when the file is no backup or a newer version's, or the database holds something: nothing
    is changed then.
    """
    try:
        with tarfile.open(path, "r:gz") as tar, app.app_context():
            theirs = _tables_of(tar, path)
            with db.engine.connect() as connection:
                _check_empty(connection, path)
                ours = migrating.revision_of(connection)
            if theirs == ours:
                _load(tar, path)
            else:
                _load_older(app.config["SQLALCHEMY_DATABASE_URI"], theirs, tar, path)
    except (OSError, tarfile.TarError) as error:
        raise BadInput(path, "", f"is no backup that can be read ({error})") from None


def _load_older(url: str, theirs: str, tar: tarfile.TarFile, path: Path) -> None:
    """Rows of older tables go into such tables; the migrations since then do with them what they do."""
    from alembic.util import CommandError

    try:
        migrating.downgrade(theirs, url)
    except CommandError:
        what = f"holds the tables of another version ({theirs}): install that version or a newer one"
        raise BadInput(path, "manifest.json", what) from None
    try:
        _load(tar, path)
    finally:
        migrating.upgrade("head", url)


def _load(tar: tarfile.TarFile, path: Path) -> None:
    with db.engine.begin() as connection:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        for table in Base.metadata.sorted_tables:
            _bring(connection, table, _lines(tar, f"tables/{table.name}.jsonl", path))
        for member in tar.getmembers():
            if member.name.startswith("files/") and member.isfile() and ".." not in member.name:
                storage.write_key(member.name.removeprefix("files/"), tar.extractfile(member).read())  # type: ignore[union-attr]


def _tables_of(tar: tarfile.TarFile, path: Path) -> str:
    """The migration that the backup's tables had had."""
    lines = list(_lines(tar, "manifest.json", path))
    if not lines or lines[0].get("format") != FORMAT or not lines[0].get("tables"):
        raise BadInput(path, "manifest.json", f"is not of the format {FORMAT}")
    return str(lines[0]["tables"])


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
    """Insert a table's rows into the columns that it has in this database, which may be an older one's."""
    there = _columns_there(connection, table)
    if not there:
        return
    typed = ({name: _typed(kind, row.get(name)) for name, kind in there.items()} for row in rows)
    ordered = in_order(table, typed)
    into = sa.table(table.name, *(sa.column(name, kind) for name, kind in there.items())).insert()
    while batch := list(itertools.islice(ordered, BATCH)):
        connection.execute(into, batch)
    _continue_numbers(connection, table)


def _columns_there(connection: sa.Connection, table: sa.Table) -> dict[str, Any]:
    """The types of a table's columns in this database, by name; none where it has no such table."""
    known = {column.name: column.type for column in table.columns}
    try:
        found = sa.inspect(connection).get_columns(table.name)
    except sa.exc.NoSuchTableError:
        return {}
    return {each["name"]: known.get(each["name"], each["type"]) for each in found}


def in_order(table: sa.Table, rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The rows, each after those of the same table that it names (the invoice before it, the fair it copies).

    Raises ValueError when some name each other in a circle, which no table of ours allows.
    """
    keys = [
        ([pair.parent.name for pair in key.elements], [pair.column.name for pair in key.elements])
        for key in table.foreign_key_constraints
        if key.referred_table is table
    ]
    there: set[Any] = set()
    waiting: dict[Any, list[dict[str, Any]]] = {}
    for row in rows:
        ready = [row]
        while ready:
            each = ready.pop()
            named = [(number, *map(each.get, mine)) for number, (mine, _theirs) in enumerate(keys)]
            called = [(number, *map(each.get, theirs)) for number, (_mine, theirs) in enumerate(keys)]
            missing = [
                name for name in named if None not in name and name not in there and name not in called
            ]
            if missing:
                waiting.setdefault(missing[0], []).append(each)
                continue
            yield each
            there.update(called)
            ready += [later for name in called for later in waiting.pop(name, [])]
    if waiting:
        msg = f"rows of {table.name} name each other in a circle: {sorted(waiting)[:3]}"
        raise ValueError(msg)


def _typed(kind: Any, value: Any) -> Any:
    if value is None:
        return None
    for each, read in READ.items():
        if isinstance(kind, each):
            return read(value)
    return value


def _continue_numbers(connection: sa.Connection, table: sa.Table) -> None:
    """PostgreSQL's next number comes after the restored ones; SQLite knows by itself."""
    numbered = table.columns.get("id")
    if connection.dialect.name == "postgresql" and numbered is not None:
        last = sa.func.max(numbered)
        sequence = sa.func.pg_get_serial_sequence(table.name, "id")
        connection.execute(sa.select(sa.func.setval(sequence, sa.func.greatest(last, 1), last.is_not(None))))

"""Asking PostgreSQL's driver itself, with binary results, where SQLAlchemy's own work is most of the cost.

For the few requests that come by the thousand: a scan at a gate, a stand's page on a phone, a judge's mark.
Rows come as the driver makes them, so a statement must read columns that need no conversion of ours. A view
that writes so is marked `permissions.begins_late`: the driver is in autocommit until something is locked.
SQLite, and whatever is asked seldom, goes through SQLAlchemy. The driver is not imported here, but reached
through its connection, so that an installation on SQLite never reads it.
"""

import json
from collections import namedtuple
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from eventhub.database import db

_LOST = frozenset({"23505", "40P01"})
"""SQLSTATE of a value that is taken already and of a deadlock (PostgreSQL's manual, appendix A)."""
_makers: dict[str, Any] = {}


class LostRaceError(Exception):
    """Another request took a unique value first, or the two waited for each other: nothing was written."""


def ask(connection: sa.Connection | None, statement: str, values: Mapping[str, Any]) -> list[Any]:
    """The rows of a statement, their columns by name.

    Without a connection (`database.connection_at_hand`) it is a transaction of its own, on a connection that
    is taken from the pool for it alone. Raises LostRaceError, sqlalchemy.exc.OperationalError when the server
    is gone and DataError for what no column can hold, else psycopg's own.
    """
    if connection is not None:
        return _asked(connection, connection.connection.driver_connection, statement, values)
    lent = _lent()
    try:
        return _asked(lent, lent.driver_connection, statement, values)
    finally:
        lent.close()


def _lent() -> sa.PoolProxiedConnection:
    engine: Any = db.engine
    try:
        return engine.raw_connection()  # type: ignore[no-any-return]
    except engine.dialect.dbapi.Error as error:  # SQLAlchemy names it itself only on the way to a Connection
        raise sa.exc.OperationalError(None, None, error) from error


def _asked(
    owner: sa.Connection | sa.PoolProxiedConnection, driver: Any, statement: str, values: Mapping[str, Any]
) -> list[Any]:
    try:
        with driver.cursor(binary=True) as cursor:
            cursor.execute(statement, values)
            make = _makers.get(statement) or _maker(statement, cursor.description)
            return list(map(make, cursor.fetchall()))
    except driver.Error as error:
        if error.sqlstate in _LOST:
            raise LostRaceError from error
        if isinstance(error, driver.DataError):
            raise sa.exc.DataError(statement, None, error) from error
        if not isinstance(error, driver.OperationalError):
            raise
        if driver.closed:
            owner.invalidate(error)
        raise sa.exc.OperationalError(statement, None, error) from error


def _maker(statement: str, columns: Iterable[Any]) -> Any:
    """What makes named rows of a statement's results, made once."""
    names = [column.name for column in columns]
    row: Any = namedtuple("Row", names, rename=True)  # type: ignore[misc]  # noqa: PYI024
    return _makers.setdefault(statement, row._make)


def one_row(prefix: str, columns: Mapping[str, str]) -> str:
    """A source of one row, whose values are named `prefix_column`: the database keeps one plan for it."""
    values = ", ".join(f"%({prefix}_{name})s::{kind}" for name, kind in columns.items())
    return f"(VALUES ({values})) AS n({_names(columns)})"


def many_rows(prefix: str, columns: Mapping[str, str]) -> str:
    """The same of any number of rows, whose values are lists."""
    values = ", ".join(f"%({prefix}_{name})s::{kind}[]" for name, kind in columns.items())
    return f"unnest({values}) AS n({_names(columns)})"


def values_of(
    prefix: str, columns: Mapping[str, str], rows: Sequence[Mapping[str, Any]], *, is_one: bool
) -> dict[str, Any]:
    """The values of such a source; of a single row that isn't there, nothing but NULL."""
    if is_one:
        row = rows[0] if rows else {}
        return {f"{prefix}_{name}": row.get(name) for name in columns}
    return {f"{prefix}_{name}": [row.get(name) for row in rows] for name in columns}


def _names(columns: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in columns)


def as_json(value: Any) -> str:
    """JSON as a value; letters beyond ASCII are escaped, as halves of a pair could not be sent otherwise."""
    return json.dumps(value, separators=(",", ":"))


class Question:
    """A SELECT that SQLAlchemy builds and compiles once for each kind of database (`build` is told which).

    Lists in it (`in_`) hold expressions: values would be spelled out only when it is asked.
    """

    def __init__(self, build: Callable[[str], sa.Select[Any]]) -> None:
        self._build = build
        self._statements: dict[str, Any] = {}

    def ask(self, connection: sa.Connection, values: Mapping[str, Any]) -> list[Any]:
        """The rows for these values."""
        kind = connection.dialect.name
        made = self._statements.get(kind)
        if made is None:
            made = self._statements[kind] = self._made(connection.dialect)
        if kind != "postgresql":
            return list(connection.execute(made, values))
        text, fixed = made
        return ask(connection, text, {**fixed, **values})

    def _made(self, dialect: sa.Dialect) -> Any:
        query = self._build(dialect.name)
        if dialect.name != "postgresql":
            return query
        compiled = query.compile(dialect=dialect)
        return str(compiled), {name: value for name, value in compiled.params.items() if value is not None}

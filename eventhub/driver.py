"""PostgreSQL's driver asked directly, with binary results: for the few requests that come all day.

SQLAlchemy's own work is half of what a gate's scan or a judge's mark costs. A view that works so is marked
`permissions.begins_late`: the driver is then in autocommit until something is locked, and one statement that
reads and one that writes are the only journeys. Not here: any statement.
"""

import json
from collections import namedtuple
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import psycopg
import sqlalchemy as sa

_makers: dict[str, Any] = {}


def ask(connection: sa.Connection, statement: str, values: Mapping[str, Any]) -> Sequence[Any]:
    """The rows of a statement with `%(name)s` values, as named tuples.

    Raises the driver's own DeadlockDetected and UniqueViolation, whom callers know how to answer, and
    SQLAlchemy's OperationalError when the database is away.
    """
    driver: Any = connection.connection.driver_connection
    try:
        with driver.cursor(binary=True) as cursor:
            cursor.execute(statement, values)
            make = _makers.get(statement) or _maker(statement, cursor.description)
            return list(map(make, cursor.fetchall()))
    except psycopg.errors.DeadlockDetected:
        raise
    except psycopg.OperationalError as error:
        if driver.closed:
            connection.invalidate(error)
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

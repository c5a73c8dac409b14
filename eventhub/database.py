"""The database's base: engine settings for both databases, column types, names of constraints.

Not here: when to commit (`eventhub.transaction`), any table (each feature's `models`).
"""

import hashlib
import secrets
import sqlite3
import time
from collections.abc import Sequence
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TypeGuard

import sqlalchemy as sa
from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import event
from sqlalchemy.engine import Engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Mapper, mapped_column
from sqlalchemy.pool import Pool
from sqlalchemy.types import TypeDecorator

from eventhub import clock, database_file

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
SYMBOLS = "23456789abcdefghjklmnpqrstuvwxyz"
"""32 symbols without look-alikes (no 0/o, 1/i)."""
BUSY_MILLISECONDS = 10_000
TRUSTED_SECONDS = 5.0
"""A connection used this lately is believed to live: asking costs as much as a query."""
VANISHED_SECONDS = 10
"""How long the other machine may leave what was sent without any sign that it came."""
_KEEPALIVE = {"idle": 5, "interval": 2, "count": 3}  # seconds, seconds, questions without an answer


class Base(DeclarativeBase):
    """Every table's parent; constraints get predictable names, which operations map to sentences."""

    metadata = sa.MetaData(naming_convention=NAMES)


db = SQLAlchemy(model_class=Base, session_options={"join_transaction_mode": "create_savepoint"})

if TYPE_CHECKING:

    class Model(Base):
        """What a type checker sees of `db.Model`."""

        __abstract__ = True
else:
    Model = db.Model


class UTCDateTime(TypeDecorator[datetime]):
    """A moment, stored in UTC; a naive one is a programming error and is refused."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        """To the database: aware moments only, as UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            msg = f"a moment needs its zone: {value!r}"
            raise ValueError(msg)
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        """From the database: always aware, in UTC."""
        del dialect
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


Centimes = sa.BigInteger
"""Money: whole centimes of a dirham."""


def random_code(length: int = 12) -> str:
    """A random name for the outside, 5 bits a symbol; guessing one of the default length is hopeless."""
    return _in_symbols(secrets.token_bytes(length))


def code_of(said: str, length: int = 12) -> str:
    """A name for the outside made of what was said: the same again, so that a form sent twice is one row.

    Only as hard to guess as what was said is: put a random part into it.
    """
    return _in_symbols(hashlib.sha256(said.encode()).digest()[:length])


def _in_symbols(octets: bytes) -> str:
    return "".join(SYMBOLS[octet % len(SYMBOLS)] for octet in octets)


class Row:
    """What almost every table has: an integer inside, a random name outside, its moment of birth."""

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(sa.String(16), unique=True, default=random_code)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)


def values_check(column: str, values: Any, name: str | None = None) -> sa.CheckConstraint:
    """A constraint: the column holds one of the enumeration's values (or NULL where it may)."""
    listed = ", ".join(f"'{value}'" for value in values)
    return sa.CheckConstraint(f"{column} IN ({listed})", name=name or f"{column}_known")


reading: ContextVar[bool] = ContextVar("reading", default=False)
"""Whether the transaction about to begin only reads. SQLite takes its write lock at once otherwise,
because upgrading a read snapshot to a write fails when somebody else wrote in between."""


beginning_late: ContextVar[bool] = ContextVar("beginning_late", default=False)
"""Whether PostgreSQL hears of a transaction only by the first statement that needs one: see `_begin_late`."""


@event.listens_for(Mapper, "after_mapper_constructed")
def _asks_no_column(mapper: Mapper[Any], _owner: type) -> None:
    """Give each attribute its dispatcher before SQLAlchemy looks for one.

    It looks by `hasattr`, which an attribute answers by asking its column, which makes an annotated copy of
    every column of every table (3,000 of them, 5 MB a process) where a process uses a tenth.
    """
    attribute: Any
    for attribute in mapper.class_manager.values():
        attribute._slots_dispatch = type(attribute).dispatch._for_instance(attribute)  # noqa: SLF001 - no other door


@event.listens_for(Engine, "connect")
def _prepare_connection(connection: Any, _record: Any) -> None:
    if not isinstance(connection, sqlite3.Connection):
        _rest(connection)
    else:
        connection.isolation_level = None  # the driver must not begin by itself: see _begin
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout={BUSY_MILLISECONDS}")
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("PRAGMA synchronous=NORMAL")
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.close()


@event.listens_for(Engine, "begin")
def _begin(connection: sa.Connection) -> None:
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN" if reading.get() else "BEGIN IMMEDIATE")
    elif beginning_late.get():
        _rest(_driver_of(connection))
    else:
        _end_autocommit(_driver_of(connection))


@event.listens_for(Engine, "before_cursor_execute")
def _begin_late(
    connection: sa.Connection, _cursor: Any, statement: str, _values: Any, context: Any, _many: Any
) -> None:
    """Begin the transaction that was put off: at a change, a lock, or a result that is read in parts.

    Each plain SELECT sees what is committed when it starts, in a transaction (READ COMMITTED) as outside one.
    So a page that only reads is spared two journeys to the server, a third of what a small page costs.
    """
    if not beginning_late.get() or connection.dialect.name != "postgresql":
        return
    is_plain = statement.startswith("SELECT") and not any(word in statement for word in _BINDING)
    if not is_plain or context._is_server_side:  # noqa: SLF001 - a cursor lives in a transaction only
        _end_autocommit(_driver_of(connection))


_BINDING = ("FOR UPDATE", "FOR NO KEY UPDATE", "FOR SHARE", "advisory")


@event.listens_for(Engine, "savepoint")
def _begin_before(connection: sa.Connection, _name: str) -> None:
    """A savepoint stands in a transaction."""
    if beginning_late.get() and connection.dialect.name == "postgresql":
        _end_autocommit(_driver_of(connection))


def _driver_of(connection: sa.Connection) -> Any:
    return connection.connection.driver_connection


def connection_at_hand() -> sa.Connection | None:
    """The transaction's connection; None where a statement may be a transaction of its own on PostgreSQL.

    It may where a view begins late and has asked nothing yet: then no session need come and go for it.
    """
    is_alone = beginning_late.get() and not db.session.registry.has() and db.engine.name == "postgresql"
    return None if is_alone else db.session.connection()


def is_embedded(connection: sa.Connection | None) -> TypeGuard[sa.Connection]:
    """Whether that connection is SQLite's, whose writes are the transaction's: never a statement alone."""
    return connection is not None and connection.dialect.name == "sqlite"


def begin_now(connection: sa.Connection) -> None:
    """Begin the transaction that was put off, before the driver is asked directly for what binds."""
    _end_autocommit(_driver_of(connection))


def _end_autocommit(driver: Any) -> None:
    if driver.autocommit:
        driver.autocommit = False  # the driver begins with the next statement


def _rest(driver: Any) -> None:
    """As it lies in the pool, since most requests only read: whoever writes ends it by beginning."""
    if not driver.autocommit:
        driver.autocommit = True


@event.listens_for(Pool, "checkin")
def _note_use(connection: Any, record: Any) -> None:
    record.info["used"] = time.monotonic()
    if connection is not None and not isinstance(connection, sqlite3.Connection):
        _rest(connection)


@event.listens_for(Pool, "checkout")
def _check_if_idle(connection: Any, record: Any, _proxy: Any) -> None:
    """Ask a connection that rested whether its server is still there; if not, the pool begins anew."""
    if isinstance(connection, sqlite3.Connection):
        return
    if time.monotonic() - record.info.get("used", time.monotonic()) < TRUSTED_SECONDS:
        return
    try:
        connection.execute("SELECT 1")
    except connection.OperationalError as error:
        raise sa.exc.InvalidatePoolError from error


def configure(app: Flask, url: str) -> None:
    """Bind the application to its database."""
    app.config["SQLALCHEMY_DATABASE_URI"] = url
    if url.startswith("postgresql"):
        app.config["SQLALCHEMY_ENGINE_OPTIONS"] = {
            "pool_size": 4,
            "max_overflow": 4,
            "skip_autocommit_rollback": True,  # nothing was begun
            "connect_args": _postgres_arguments(),
        }
    else:
        app.config["SQLALCHEMY_ENGINE_OPTIONS"] = database_file.options(url, BUSY_MILLISECONDS / 1000)
    db.init_app(app)
    if url.startswith("sqlite"):
        with app.app_context():
            database_file.watch(db.engine)


def _postgres_arguments() -> dict[str, Any]:
    """How connections begin, and how soon either side notices that the other machine has vanished.

    Left to the kernel's habits a page would wait for hours for a database machine that lost its power, and
    the database would keep for hours what a lost web machine had locked. Sockets on one machine ignore it.
    """
    server = {"timezone": "utc"} | {f"tcp_keepalives_{name}": value for name, value in _KEEPALIVE.items()}
    return {
        "connect_timeout": 5,
        "options": " ".join(f"-c {name}={value}" for name, value in server.items()),
        **{f"keepalives_{name}": value for name, value in _KEEPALIVE.items()},
        "tcp_user_timeout": VANISHED_SECONDS * 1000,
    }


def insert_rows(model: Any, rows: Sequence[dict[str, Any]]) -> None:
    """Insert many rows of one shape at once; no rows are no statement.

    An empty value is written as such: left out, as the ORM would have it, rows that differ in what they
    leave empty could not share a statement, and would be inserted nearly one by one.
    """
    if rows:
        db.session.execute(sa.insert(model).execution_options(render_nulls=True), rows)


def violates(error: sa.exc.IntegrityError, constraint: str) -> bool:
    """Whether the database refused a row because of this unique index or constraint, by its name.

    PostgreSQL names the constraint; SQLite names the columns of a unique one and the name of a check.
    """
    diagnostic = getattr(error.orig, "diag", None)
    name = getattr(diagnostic, "constraint_name", None)
    if name is not None:
        return bool(name == constraint)
    text = str(error.orig)
    return constraint in text or text.endswith(f": {_columns_of(constraint)}")


def _columns_of(constraint: str) -> str:
    for table in Base.metadata.tables.values():
        for unique in (*table.indexes, *table.constraints):
            if isinstance(unique, sa.Index | sa.UniqueConstraint) and unique.name == constraint:
                return ", ".join(f"{table.name}.{column.name}" for column in unique.columns)
    return constraint

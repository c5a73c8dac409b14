"""How Alembic reaches the database: the same models, one transaction a migration."""

from importlib import import_module
from importlib.util import find_spec

import sqlalchemy as sa
from alembic import context

from eventhub import audit, background, mail, storage  # noqa: F401 - their tables
from eventhub.app import FEATURES
from eventhub.database import Base

for feature in FEATURES:
    if find_spec(f"eventhub.{feature}") and find_spec(f"eventhub.{feature}.models"):
        import_module(f"eventhub.{feature}.models")


def plain_type(kind: str, item: object, _context: object) -> str | bool:
    """Write a column's own type without naming ours: a migration must not change when the program does."""
    if kind == "type" and isinstance(item, sa.TypeDecorator):
        return f"sa.{item.impl!r}"
    return False


def migrate() -> None:
    """Run what is asked on the database of the configuration."""
    engine = sa.create_engine(context.config.attributes["url"], poolclass=sa.pool.NullPool)
    with engine.connect() as connection:
        is_sqlite = connection.dialect.name == "sqlite"
        if is_sqlite:
            # Asked of the driver: SQLAlchemy would begin a transaction first, in which this does nothing, and a
            # table made anew (batch_alter_table) would take along all that refers to it.
            connection.connection.driver_connection.execute("PRAGMA foreign_keys=OFF")
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            render_as_batch=is_sqlite,
            compare_type=True,
            render_item=plain_type,
            transaction_per_migration=True,
        )
        with context.begin_transaction():
            context.run_migrations()


migrate()

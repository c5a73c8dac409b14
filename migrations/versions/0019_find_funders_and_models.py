"""Let funders and ready-made models be found by their words, with letters folded."""

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from alembic import op

from eventhub.folding import fold

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

FUNDERS = sa.table(
    "funders", sa.column("id"), sa.column("name", sa.JSON), sa.column("about", sa.JSON), sa.column("folded")
)
MODELS = sa.table(
    "model_sheets",
    sa.column("id"),
    sa.column("title", sa.JSON),
    sa.column("answers", sa.JSON),
    sa.column("folded"),
)


def upgrade() -> None:
    for name in ("funders", "model_sheets"):
        with op.batch_alter_table(name) as batch:
            batch.add_column(sa.Column("folded", sa.Text(), nullable=False, server_default=""))
    _fold(FUNDERS, lambda row: [*(row.name or {}).values(), *(row.about or {}).values()])
    _fold(
        MODELS,
        lambda row: [
            *(row.title or {}).values(),
            *(words for answer in (row.answers or {}).values() for words in (answer or {}).values()),
        ],
    )
    for name in ("funders", "model_sheets"):
        with op.batch_alter_table(name) as batch:
            batch.alter_column("folded", existing_type=sa.Text(), server_default=None)


def _fold(table: sa.TableClause, words_of: Callable[[Any], list[str]]) -> None:
    connection = op.get_bind()
    for row in connection.execute(sa.select(table)).all():
        folded = " ".join(filter(None, map(fold, words_of(row))))
        connection.execute(sa.update(table).where(table.c.id == row.id).values(folded=folded))


def downgrade() -> None:
    for name in ("model_sheets", "funders"):
        with op.batch_alter_table(name) as batch:
            batch.drop_column("folded")

"""Let the public vote by a code sent to a phone."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

KNOWN = "ck_public_votes_means_known"


def upgrade() -> None:
    op.create_table(
        "outbox_texts",
        sa.Column("to", sa.String(length=20), nullable=False),
        sa.Column("text", sa.String(length=480), nullable=False),
        sa.Column("useless_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox_texts")),
        sa.UniqueConstraint("public_id", name=op.f("uq_outbox_texts_public_id")),
    )
    op.create_index(op.f("ix_outbox_texts_useless_at"), "outbox_texts", ["useless_at"], unique=False)
    op.create_table(
        "vote_codes",
        sa.Column("contest_id", sa.Integer(), nullable=False),
        sa.Column("idea_id", sa.Integer(), nullable=False),
        sa.Column("voter", sa.String(length=64), nullable=False),
        sa.Column("browser", sa.String(length=16), nullable=False),
        sa.Column("ending", sa.String(length=2), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("tries BETWEEN 0 AND 3", name=op.f("ck_vote_codes_tries_few")),
        sa.ForeignKeyConstraint(
            ["contest_id"], ["contests.id"], name=op.f("fk_vote_codes_contest_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["idea_id"], ["ideas.id"], name=op.f("fk_vote_codes_idea_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vote_codes")),
        sa.UniqueConstraint("public_id", name=op.f("uq_vote_codes_public_id")),
    )
    op.create_index(op.f("ix_vote_codes_idea_id"), "vote_codes", ["idea_id"], unique=False)
    op.create_index("ix_vote_codes_voter", "vote_codes", ["contest_id", "voter"], unique=False)
    op.create_index("ix_vote_codes_browser", "vote_codes", ["contest_id", "browser"], unique=False)
    with op.batch_alter_table("public_votes") as batch:
        batch.drop_constraint(op.f(KNOWN), type_="check")
        batch.create_check_constraint(op.f(KNOWN), "means IN ('badge', 'account', 'phone')")


def downgrade() -> None:
    op.execute("DELETE FROM public_votes WHERE means = 'phone'")
    with op.batch_alter_table("public_votes") as batch:
        batch.drop_constraint(op.f(KNOWN), type_="check")
        batch.create_check_constraint(op.f(KNOWN), "means IN ('badge', 'account')")
    op.drop_table("vote_codes")
    op.drop_table("outbox_texts")

"""Let a vote of the public be spent on all that its voter is known by."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Kept aside first: SQLite makes public_votes anew, and its old rows would take their voters with them.
    op.execute(
        "CREATE TABLE votes_before AS SELECT id, contest_id, voter, public_id, created_at FROM public_votes"
    )
    with op.batch_alter_table("public_votes") as batch:
        batch.drop_constraint("uq_public_votes_voter", type_="unique")
        batch.drop_column("voter")
        batch.create_unique_constraint("uq_public_votes_contest", ["id", "contest_id"])
    op.create_table(
        "public_voters",
        sa.Column("contest_id", sa.Integer(), nullable=False),
        sa.Column("vote_id", sa.Integer(), nullable=False),
        sa.Column("voter", sa.String(length=64), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["vote_id", "contest_id"],
            ["public_votes.id", "public_votes.contest_id"],
            name="fk_public_voters_vote",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_public_voters")),
        sa.UniqueConstraint("contest_id", "voter", name="uq_public_voters_voter"),
        sa.UniqueConstraint("public_id", name=op.f("uq_public_voters_public_id")),
    )
    op.create_index(op.f("ix_public_voters_vote_id"), "public_voters", ["vote_id"])
    # A vote cast before is spent on what it was cast with; its random name serves its voter's row too.
    op.execute(
        "INSERT INTO public_voters (contest_id, vote_id, voter, public_id, created_at)"
        " SELECT contest_id, id, voter, public_id, created_at FROM votes_before"
    )
    op.drop_table("votes_before")


def downgrade() -> None:
    with op.batch_alter_table("public_votes") as batch:
        batch.add_column(sa.Column("voter", sa.String(length=64), nullable=True))
    # The first that a vote was spent on is what it was cast with.
    op.execute(
        "UPDATE public_votes SET voter = (SELECT voter FROM public_voters WHERE public_voters.id ="
        " (SELECT min(id) FROM public_voters WHERE vote_id = public_votes.id))"
    )
    op.drop_table("public_voters")
    with op.batch_alter_table("public_votes") as batch:
        batch.alter_column("voter", existing_type=sa.String(length=64), nullable=False)
        batch.create_unique_constraint("uq_public_votes_voter", ["contest_id", "voter"])
        batch.drop_constraint("uq_public_votes_contest", type_="unique")

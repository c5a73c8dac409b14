"""The people's vote beside the jury: one for each voter, told apart from the jury's ranking."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from eventhub.database import Model, Row, values_check

MEANS = ("badge", "account")


class PublicVote(Row, Model):
    """One voter's choice. `voter` is a keyed hash of a badge or an account: it names nobody."""

    __tablename__ = "public_votes"

    contest_id: Mapped[int] = mapped_column(sa.ForeignKey("contests.id", ondelete="CASCADE"))
    idea_id: Mapped[int] = mapped_column(sa.ForeignKey("ideas.id", ondelete="CASCADE"), index=True)
    voter: Mapped[str] = mapped_column(sa.String(64))
    means: Mapped[str] = mapped_column(sa.String(10))

    __table_args__ = (
        sa.UniqueConstraint("contest_id", "voter", name="uq_public_votes_voter"),
        values_check("means", MEANS),
    )

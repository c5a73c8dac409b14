"""The people's vote beside the jury: one for each voter, told apart from the jury's ranking."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventhub.contests.models import Idea
from eventhub.database import Model, Row, UTCDateTime, values_check

MEANS = ("badge", "account", "phone")
TRIES = 3
"""Wrong codes one may type before another must be asked for."""


class PublicVote(Row, Model):
    """One voter's choice. `voter` is a keyed hash of a badge, an account or a phone: it names nobody."""

    __tablename__ = "public_votes"

    contest_id: Mapped[int] = mapped_column(sa.ForeignKey("contests.id", ondelete="CASCADE"))
    idea_id: Mapped[int] = mapped_column(sa.ForeignKey("ideas.id", ondelete="CASCADE"), index=True)
    voter: Mapped[str] = mapped_column(sa.String(64))
    means: Mapped[str] = mapped_column(sa.String(10))

    __table_args__ = (
        sa.UniqueConstraint("contest_id", "voter", name="uq_public_votes_voter"),
        values_check("means", MEANS),
    )


class VoteCode(Row, Model):
    """A code sent to a phone. The number is not here: `voter` is its keyed hash, `ending` its last figures.

    The code itself is worked out from the site's key and the row's random name. `browser` names the one that
    asked: what was sent to a phone counts for the idea chosen there, and for no other.
    """

    __tablename__ = "vote_codes"

    contest_id: Mapped[int] = mapped_column(sa.ForeignKey("contests.id", ondelete="CASCADE"))
    idea_id: Mapped[int] = mapped_column(sa.ForeignKey("ideas.id", ondelete="CASCADE"), index=True)
    voter: Mapped[str] = mapped_column(sa.String(64))
    browser: Mapped[str] = mapped_column(sa.String(16))
    ending: Mapped[str] = mapped_column(sa.String(2))
    expires_at: Mapped[datetime] = mapped_column(UTCDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    tries: Mapped[int] = mapped_column(default=0)

    idea: Mapped[Idea] = relationship()

    __table_args__ = (
        sa.Index("ix_vote_codes_voter", "contest_id", "voter"),
        sa.Index("ix_vote_codes_browser", "contest_id", "browser"),
        sa.CheckConstraint(f"tries BETWEEN 0 AND {TRIES}", name="tries_few"),
    )

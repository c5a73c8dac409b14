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
    """One voter's choice, and how they showed to be one. Who it was is not here: see `PublicVoter`."""

    __tablename__ = "public_votes"

    contest_id: Mapped[int] = mapped_column(sa.ForeignKey("contests.id", ondelete="CASCADE"))
    idea_id: Mapped[int] = mapped_column(sa.ForeignKey("ideas.id", ondelete="CASCADE"), index=True)
    means: Mapped[str] = mapped_column(sa.String(10))

    idea: Mapped[Idea] = relationship()

    __table_args__ = (
        sa.UniqueConstraint("id", "contest_id", name="uq_public_votes_contest"),
        values_check("means", MEANS),
    )


class PublicVoter(Row, Model):
    """Something a voter is known by, and the one vote of a contest it is spent on.

    A person is a badge, an account, a phone number and an e-mail address, as far as they are known to belong
    together: a vote spends all of them. `voter` is a keyed hash of each: it names nobody.
    """

    __tablename__ = "public_voters"

    contest_id: Mapped[int]
    vote_id: Mapped[int] = mapped_column(index=True)
    voter: Mapped[str] = mapped_column(sa.String(64))

    __table_args__ = (
        sa.UniqueConstraint("contest_id", "voter", name="uq_public_voters_voter"),
        sa.ForeignKeyConstraint(
            ["vote_id", "contest_id"],
            ["public_votes.id", "public_votes.contest_id"],
            name="fk_public_voters_vote",
            ondelete="CASCADE",
        ),
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

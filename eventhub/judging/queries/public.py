"""Reads of the people's vote: codes on their way to phones, what votes are spent on."""

from collections.abc import Collection
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from eventhub.contests.models import Contest
from eventhub.database import db
from eventhub.judging.models import PublicVote, PublicVoter, VoteCode


def code_asked_by(browser: str | None, contest: Contest, *, lock: bool = False) -> VoteCode | None:
    """The last code a browser asked for in this contest; `lock` keeps others from trying it meanwhile."""
    if not browser:
        return None
    query = (
        sa.select(VoteCode)
        .where(VoteCode.contest_id == contest.id, VoteCode.browser == browser)
        .order_by(VoteCode.id.desc())
        .limit(1)
        .options(joinedload(VoteCode.idea, innerjoin=True))
    )
    return db.session.scalar(query.with_for_update(of=VoteCode) if lock else query)


def codes_sent_to(voter: str, contest: Contest, since: datetime) -> list[VoteCode]:
    """The codes sent to a phone (its keyed hash) since a moment, the latest first."""
    query = sa.select(VoteCode).where(
        VoteCode.contest_id == contest.id, VoteCode.voter == voter, VoteCode.created_at > since
    )
    return list(db.session.scalars(query.order_by(VoteCode.id.desc())))


def vote_of(voter: str, contest: Contest) -> PublicVote | None:
    """The vote that a keyed hash is spent on, with its idea; only its own voter may be told."""
    query = (
        sa.select(PublicVote)
        .join(PublicVoter, PublicVoter.vote_id == PublicVote.id)
        .where(PublicVoter.contest_id == contest.id, PublicVoter.voter == voter)
        .options(joinedload(PublicVote.idea, innerjoin=True))
    )
    return db.session.scalar(query)


def spent(contest: Contest, voters: Collection[str]) -> dict[str, str]:
    """Of these keyed hashes, those a vote of the contest is spent on, with the means it was cast by."""
    query = (
        sa.select(PublicVoter.voter, PublicVote.means)
        .join(PublicVote, PublicVote.id == PublicVoter.vote_id)
        .where(PublicVoter.contest_id == contest.id, PublicVoter.voter.in_(voters))
    )
    return {row[0]: row[1] for row in db.session.execute(query)}

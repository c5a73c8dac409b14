"""Reads of certificates that were replaced: by their codes, and what was corrected since publication."""

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, joinedload

from eventhub.contests.models import Contest, Idea, ReplacedCertificate, Result
from eventhub.contests.states import ContestState
from eventhub.database import db


def replaced_certificate(code: str) -> ReplacedCertificate | None:
    """What took the place of a certificate, by the code of the old one."""
    query = (
        sa.select(ReplacedCertificate)
        .join(ReplacedCertificate.idea)
        .join(Idea.contest)
        .where(ReplacedCertificate.code == code.lower().replace(" ", ""))
        .where(Contest.state == ContestState.PUBLISHED)
        .options(
            contains_eager(ReplacedCertificate.idea).contains_eager(Idea.contest),
            joinedload(ReplacedCertificate.result),
        )
    )
    return db.session.scalar(query)


def corrections_of(contest: Contest) -> list[ReplacedCertificate]:
    """What was corrected idea by idea since the results are out, the latest first."""
    query = (
        sa.select(ReplacedCertificate)
        .join(ReplacedCertificate.result)
        .where(Result.contest_id == contest.id, ReplacedCertificate.is_rectified.is_(False))
        .options(contains_eager(ReplacedCertificate.result).joinedload(Result.idea))
        .order_by(ReplacedCertificate.id.desc())
    )
    return list(db.session.scalars(query))

"""The verbs of votes for the favourite stand: cast one, decide on a pattern."""

import hmac
from datetime import datetime
from hashlib import sha256
from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from eventhub import audit
from eventhub.clock import local_day
from eventhub.database import db
from eventhub.errors import DomainError
from eventhub.fairs.models import Edition
from eventhub.visitors.models import Badge, Vote, VoteDecision
from eventhub.visitors.phrases import OVER, TOO_EARLY
from eventhub.visitors.stands import Stand
from eventhub.visitors.vote_patterns import Decision, Pattern

DIGEST_LENGTH = 16


def network_digest(secret: str, edition_id: int, address: str) -> str:
    """Tells whether two votes came from one network, never which: a keyed digest, another at each fair."""
    return hmac.new(secret.encode(), f"{edition_id}|{address}".encode(), sha256).hexdigest()[:DIGEST_LENGTH]


def cast(stand: Stand, edition: Edition, badge: Badge, passport: str, network: str, at: datetime) -> Vote:
    """A badge votes for a stand; for another one later, the vote moves. The same again changes nothing.

    Nothing is refused for looking odd: see `vote_patterns`. Raises `nobody_here`, `not_voting`, `fair_over`.
    """
    if stand.cooperative_id is None:
        raise DomainError("nobody_here", _l("Nobody holds this stand at the moment."))
    day = local_day(at, edition.zone)
    if edition.is_over_on(day):
        raise DomainError("fair_over", OVER["vote"])
    if day < edition.starts_on:
        raise DomainError("not_voting", TOO_EARLY["vote"])
    found = sa.select(Vote).where(Vote.badge_id == badge.id)
    vote = db.session.scalar(found)
    if vote is None:
        try:
            with db.session.begin_nested():
                vote = Vote(edition_id=edition.id, badge_id=badge.id, booth_id=stand.booth_id, created_at=at)
                vote.passport, vote.network, vote.cast_at = passport, network, at
                db.session.add(vote)
        except sa.exc.IntegrityError:  # the same badge in the same instant: its vote is there now
            vote = db.session.scalars(found).one()
    if vote.booth_id != stand.booth_id:
        vote.booth_id, vote.passport, vote.network, vote.cast_at = stand.booth_id, passport, network, at
    return vote


def decide(
    actor: Any, edition: Edition, pattern: Pattern, decision: Decision, reason: str, at: datetime
) -> VoteDecision:
    """Keep the votes of a pattern or set them aside, with the reason; deciding again replaces the decision.

    The votes stay: what is set aside is shown beside what counts.
    """
    query = sa.select(VoteDecision).where(
        VoteDecision.edition_id == edition.id, VoteDecision.pattern == pattern.key
    )
    row = db.session.scalar(query) or VoteDecision(
        edition_id=edition.id, organizer_id=edition.organizer_id, pattern=pattern.key, kind=pattern.kind
    )
    row.decision, row.reason = decision, reason
    row.votes = list(pattern.votes)
    row.figures = {
        "votes": len(pattern.votes),
        "of": pattern.of,
        "minutes": pattern.minutes,
        "networks": pattern.networks,
        "booth": pattern.booth_id,
    }
    row.decided_by_id, row.decided_at = actor.id, at
    db.session.add(row)
    db.session.flush()
    audit.record(
        actor, "visitors:votes:decided", row, at, decision=decision, kind=pattern.kind, votes=len(row.votes)
    )
    return row

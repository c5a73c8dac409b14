"""The people's vote beside the jury: one for each badge, account or phone, apart from the marks."""

import hashlib
import hmac
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from flask import current_app
from flask_babel import lazy_gettext as _l
from sqlalchemy.exc import IntegrityError

from eventhub.contests.models import Contest, Idea
from eventhub.contests.states import JUDGED
from eventhub.database import db, violates
from eventhub.errors import DomainError
from eventhub.judging import queries
from eventhub.judging.models import PublicVote
from eventhub.transaction import savepoint
from eventhub.visitors import codes
from eventhub.visitors.queries import badge_by_code


def is_open(contest: Contest, at: datetime) -> bool:
    """Whether the public may vote at this moment, by the server's clock."""
    until = queries.settings_of(contest).public_vote_until
    return until is not None and at < until and contest.state in ("judging", "deliberation")


def check_open(idea: Idea, at: datetime) -> None:
    """Raises vote_closed unless the public may vote for this idea at this moment."""
    if not is_open(idea.contest, at) or idea.state not in JUDGED:
        raise DomainError("vote_closed", _l("The vote of the public is closed."))


def cast(actor: Any, idea: Idea, badge: str, at: datetime) -> PublicVote:
    """One voter, one vote: by the badge's code when one is given, else by the account signed in.

    Only a keyed hash of the voter is kept. Raises vote_closed, badge_unknown, who_votes, voted_already.
    """
    check_open(idea, at)
    means, name = _voter(actor, idea.contest, badge)
    return count(actor, idea, keyed(idea.contest, name), means, at)


def count(_actor: Any, idea: Idea, voter: str, means: str, at: datetime) -> PublicVote:
    """Count the vote of a voter (a keyed hash) who has shown to be one. Raises vote_closed, voted_already."""
    check_open(idea, at)
    row = PublicVote(contest_id=idea.contest_id, idea_id=idea.id, voter=voter, means=means)
    row.created_at = at
    try:
        with savepoint():
            db.session.add(row)
            db.session.flush()
    except IntegrityError as error:
        if violates(error, "uq_public_votes_voter"):
            raise DomainError("voted_already", _l("You have voted already.")) from error
        raise
    return row


def _voter(actor: Any, contest: Contest, badge: str) -> tuple[str, str]:
    if badge.strip():
        code = codes.read_badge(badge)
        found = badge_by_code(code) if code else None
        if found is None or found.edition_id != contest.edition_id:
            sentence = _l("This is not a badge of this fair. Check the code, letter by letter.")
            raise DomainError("badge_unknown", sentence, field="badge")
        return "badge", f"badge:{found.registration_id}"
    if not actor.is_authenticated:
        raise DomainError("who_votes", _l("Say who votes, in one of these ways."))
    return "account", f"account:{actor.id}"


def keyed(contest: Contest, name: str) -> str:
    """What is kept of a voter: a hash that only this site's key can make again, another in each contest."""
    key = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.new(key, f"{contest.public_id}:{name}".encode(), hashlib.sha256).hexdigest()


def votes_of(contest: Contest) -> dict[int, int]:
    """How many votes each idea has, by its id; those without one are left out."""
    query = (
        sa.select(PublicVote.idea_id, sa.func.count())
        .where(PublicVote.contest_id == contest.id)
        .group_by(PublicVote.idea_id)
    )
    return {row[0]: row[1] for row in db.session.execute(query)}

"""The people's vote beside the jury: one for each person as far as can be known, apart from the marks."""

import hashlib
import hmac
from collections.abc import Iterable
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from flask import current_app
from flask_babel import lazy_gettext as _l
from msgspec import Struct
from sqlalchemy.exc import IntegrityError

from eventhub.accounts.queries import people_reached_at
from eventhub.contests.models import Contest, Idea
from eventhub.contests.states import JUDGED
from eventhub.database import db, violates
from eventhub.errors import DomainError
from eventhub.judging import queries
from eventhub.judging.models import PublicVote, PublicVoter
from eventhub.judging.phrases import VOTED
from eventhub.judging.queries import public
from eventhub.transaction import savepoint
from eventhub.visitors import codes
from eventhub.visitors.models import Badge
from eventhub.visitors.queries import badge_by_code


def is_open(contest: Contest, at: datetime) -> bool:
    """Whether the public may vote at this moment, by the server's clock."""
    until = queries.settings_of(contest).public_vote_until
    return until is not None and at < until and contest.state in ("judging", "deliberation")


def check_open(idea: Idea, at: datetime) -> None:
    """Raises vote_closed unless the public may vote for this idea at this moment."""
    if not is_open(idea.contest, at) or idea.state not in JUDGED:
        raise DomainError("vote_closed", _l("The vote of the public is closed."))


def may_change(contest: Contest, at: datetime) -> bool:
    """Whether who voted may choose another idea: where the rules of the vote say so, while it is open."""
    return queries.settings_of(contest).public_may_change and is_open(contest, at)


class Voter(Struct, frozen=True):
    """Who votes, as keyed hashes: what they voted with, and what else is known to be theirs."""

    means: str
    own: str
    others: tuple[str, ...] = ()


def cast(actor: Any, idea: Idea, badge: str, at: datetime) -> PublicVote:
    """One voter, one vote: by the badge's code when one is given, else by the account signed in.

    Only keyed hashes of the voter are kept. Raises vote_closed, badge_unknown, who_votes, voted_already.
    """
    check_open(idea, at)
    return count(actor, idea, _voter(actor, idea.contest, badge), at)


def count(_actor: Any, idea: Idea, voter: Voter, at: datetime) -> PublicVote:
    """Count the vote of somebody who has shown to be one. Raises vote_closed, voted_already.

    It is spent on all that the voter is known by. Badges that share a number (a family's, a cooperative's one
    phone) are visitors of their own: each of them votes, and then neither that number nor its account does.
    """
    check_open(idea, at)
    for _again in range(2):  # somebody may vote between the look and the write
        unspent = _unspent(idea.contest, voter)
        row = PublicVote(contest_id=idea.contest_id, idea_id=idea.id, means=voter.means)
        row.created_at = at
        try:
            with savepoint():
                db.session.add(row)
                db.session.flush()
                _spend(row, unspent)
        except IntegrityError as error:
            if not violates(error, "uq_public_voters_voter"):
                raise
        else:
            return row
    raise DomainError("voted_already", VOTED[voter.means, voter.means])


def vote_known(actor: Any, contest: Contest, badge: Badge | None, proven: str | None) -> PublicVote | None:
    """The vote of who is here: by this phone's badge, the number it proved (a keyed hash), the account."""
    names = [keyed(contest, f"badge:{badge.registration_id}")] if badge is not None else []
    names += [proven] if proven else []
    names += [keyed(contest, f"account:{actor.id}")] if actor.is_authenticated else []
    return next(filter(None, (public.vote_of(name, contest) for name in names)), None)


def change(_actor: Any, vote: PublicVote, idea: Idea, at: datetime) -> PublicVote:
    """Give a vote to another idea; to the same one again changes nothing. Raises vote_closed, vote_stands."""
    check_open(idea, at)
    if not may_change(idea.contest, at) or vote.contest_id != idea.contest_id:
        raise DomainError("vote_stands", _l("In this contest a vote that was counted can't be changed."))
    vote.idea = idea
    return vote


def _spend(row: PublicVote, voters: Iterable[str]) -> None:
    owner = {"contest_id": row.contest_id, "vote_id": row.id, "created_at": row.created_at}
    for voter in voters:
        db.session.add(PublicVoter(voter=voter, **owner))
        db.session.flush()


def _unspent(contest: Contest, voter: Voter) -> list[str]:
    """What the vote is to be spent on, the voter's own means first. Raises voted_already."""
    spent = public.spent(contest, (voter.own, *voter.others))
    if voter.own in spent:
        raise DomainError("voted_already", VOTED[voter.means, spent[voter.own]])
    for means in spent.values():
        if (voter.means, means) != ("badge", "badge"):
            raise DomainError("voted_already", VOTED[voter.means, means])
    return [voter.own, *(each for each in voter.others if each not in spent)]


def _voter(actor: Any, contest: Contest, badge: str) -> Voter:
    if badge.strip():
        code = codes.read_badge(badge)
        found = badge_by_code(code) if code else None
        if found is None or found.edition_id != contest.edition_id:
            sentence = _l("This is not a badge of this fair. Check the code, letter by letter.")
            raise DomainError("badge_unknown", sentence, field="badge")
        visitor = found.registration
        same = people_reached_at(visitor.phone, visitor.email)
        others = [*_reached(visitor.phone, visitor.email), *(n for each in same for n in _names_of(each))]
        return _hashed(contest, "badge", f"badge:{visitor.id}", others)
    if not actor.is_authenticated:
        raise DomainError("who_votes", _l("Say who votes, in one of these ways."))
    own, *others = _names_of(actor)
    return _hashed(contest, "account", own, others)


def by_phone(voter: str) -> Voter:
    """Whoever typed the code sent to a number, of which this is the keyed hash."""
    return Voter("phone", voter)


def _names_of(person: Any) -> list[str]:
    return [f"account:{person.id}", *_reached(person.phone, person.email)]


def _reached(phone: str | None, email: str | None) -> list[str]:
    found = (f"phone:{phone}" if phone else "", f"email:{email.strip().casefold()}" if email else "")
    return [name for name in found if name]


def _hashed(contest: Contest, means: str, own: str, others: Iterable[str]) -> Voter:
    unlike = dict.fromkeys(each for each in others if each != own)
    return Voter(means, keyed(contest, own), tuple(keyed(contest, each) for each in unlike))


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

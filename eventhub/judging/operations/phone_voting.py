"""The people's vote by phone: a code is sent to a number, and whoever types it votes once for that number.

The number goes into the message and nowhere else; what stays is its keyed hash, the same for every spelling.
"""

import hashlib
import hmac
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from flask import current_app
from flask_babel import lazy_gettext as _l

from eventhub import texting
from eventhub.contests.models import Idea
from eventhub.database import db
from eventhub.errors import DomainError
from eventhub.judging.models import PublicVote, VoteCode
from eventhub.judging.models.public import TRIES
from eventhub.judging.operations import public_voting
from eventhub.judging.queries import public
from eventhub.phones import is_mobile_here

GOOD_FOR = timedelta(minutes=10)
PAUSE = timedelta(minutes=1)
A_DAY = timedelta(days=1)
CODES_A_DAY = 5
"""Codes one number may be sent in a day: no phone is made to ring, no code is guessed by asking on."""


def send_code(_actor: Any, idea: Idea, phone: str, browser: str, at: datetime) -> VoteCode:
    """Send a code of six figures to an E.164 number; asked twice in a minute by one browser, it is sent once.

    Raises vote_closed, no_texts, phone_not_mobile, code_just_sent, codes_spent.
    """
    public_voting.check_open(idea, at)
    _check_reachable(phone)
    voter = public_voting.keyed(idea.contest, f"phone:{phone}")
    sent = public.codes_sent_to(voter, idea.contest, at - A_DAY)
    if sent and at < sent[0].created_at + PAUSE:
        return _same_again(sent[0], idea, browser)
    if len(sent) >= CODES_A_DAY:
        sentence = _l("This number was sent five codes today. Vote another way, or come back tomorrow.")
        raise DomainError("codes_spent", sentence, field="phone")
    row = VoteCode(
        contest_id=idea.contest_id, idea=idea, voter=voter, browser=browser, ending=phone[-2:], tries=0
    )
    row.created_at, row.expires_at = at, at + GOOD_FOR
    db.session.add(row)
    db.session.flush()
    words = _l("%(code)s is your code to vote, good for ten minutes. Give it to nobody.", code=code_of(row))
    texting.send(phone, str(words), row.expires_at)
    return row


def _check_reachable(phone: str) -> None:
    if not texting.is_offered():
        raise DomainError("no_texts", _l("This site can't send messages to phones. Vote another way."))
    if not is_mobile_here(phone):
        sentence = _l("Codes are sent to Moroccan mobile numbers only, like 06 12 34 56 78.")
        raise DomainError("phone_not_mobile", sentence, field="phone")


def _same_again(row: VoteCode, idea: Idea, browser: str) -> VoteCode:
    is_shown = public.code_asked_by(browser, idea.contest) is row
    if not is_shown or row.used_at is not None or row.tries == TRIES:
        sentence = _l("A code was sent to this number a moment ago. Wait a minute before asking again.")
        raise DomainError("code_just_sent", sentence, field="phone")
    row.idea = idea
    return row


def code_of(row: VoteCode) -> str:
    """The six figures that were sent: worked out again from the site's key, so that they are kept nowhere."""
    key = str(current_app.config["SECRET_KEY"]).encode()
    digest = hmac.new(key, f"vote-code:{row.public_id}".encode(), hashlib.sha256).digest()
    return f"{int.from_bytes(digest[:8]) % 1_000_000:06d}"


def is_good(row: VoteCode | None, at: datetime) -> bool:
    """Whether a code may still be typed."""
    return row is not None and row.used_at is None and row.tries < TRIES and at < row.expires_at


def check_living(row: VoteCode | None, at: datetime) -> VoteCode:
    """The code, when it may be typed or was typed already. Raises code_expired, code_spent."""
    if row is None or (row.used_at is None and at >= row.expires_at):
        raise DomainError(
            "code_expired", _l("This code is too old: it was good for ten minutes. Ask for a new one.")
        )
    if row.tries >= TRIES:
        raise DomainError(
            "code_spent", _l("Three wrong codes: this one is no longer good. Ask for a new one.")
        )
    return row


def try_code(row: VoteCode, typed: str) -> bool:
    """Whether this is the code that was sent. A wrong one is counted here, for the view to keep."""
    if hmac.compare_digest(code_of(row), typed):
        return True
    row.tries += 1
    return False


def confirm(actor: Any, row: VoteCode, at: datetime) -> PublicVote | None:
    """Count the vote of a phone whose code was right; None when the same code counted it before.

    Raises vote_closed, voted_already.
    """
    if row.used_at is not None:
        return None
    vote = public_voting.count(actor, row.idea, public_voting.by_phone(row.voter), at)
    row.used_at = at
    return vote


def forget_codes(at: datetime) -> None:
    """Drop codes of yesterday and before: the day's count of each number no longer needs them."""
    db.session.execute(sa.delete(VoteCode).where(VoteCode.created_at <= at - A_DAY))

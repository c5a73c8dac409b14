"""Telling two ideas apart that look like one, and taking that back."""

from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy.exc import IntegrityError

from eventhub import audit
from eventhub.contests.models import Idea, ToldApart
from eventhub.contests.queries import twins as reads
from eventhub.database import db, violates
from eventhub.errors import DomainError
from eventhub.transaction import savepoint


def tell_apart(actor: Any, idea: Idea, other: Idea | None, at: datetime) -> None:
    """These two are not the same: it is remembered for both. Twice is once. Raises no_pair."""
    other = _checked(idea, other)
    if reads.told_apart(idea, other) is not None:
        return
    one_id, other_id = sorted((idea.id, other.id))
    try:
        with savepoint():
            row = ToldApart(one_id=one_id, other_id=other_id, person_id=actor.id, created_at=at)
            db.session.add(row)
            db.session.flush()
    except IntegrityError as error:  # a colleague said so in the same moment
        if not violates(error, "uq_ideas_told_apart_pair"):
            raise
        return
    audit.record(actor, "contests:idea:told_apart", idea, at, other=other.code)


def take_back(actor: Any, idea: Idea, other: Idea | None, at: datetime) -> None:
    """They may be the same after all. Twice is once. Raises no_pair."""
    other = _checked(idea, other)
    row = reads.told_apart(idea, other)
    if row is None:
        return
    db.session.delete(row)
    db.session.flush()
    audit.record(actor, "contests:idea:maybe_the_same", idea, at, other=other.code)


def _checked(idea: Idea, other: Idea | None) -> Idea:
    if other is None or other.id == idea.id or other.contest_id != idea.contest_id:
        raise DomainError("no_pair", _l("The other idea is not in this contest."))
    return other

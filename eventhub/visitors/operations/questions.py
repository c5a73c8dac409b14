"""The verbs of questions to a stand: ask, answer, put away."""

from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from eventhub import audit
from eventhub.database import db
from eventhub.errors import DomainError
from eventhub.visitors.models import StandQuestion
from eventhub.visitors.phrases import OVER
from eventhub.visitors.stands import Stand

MOST_OPEN = 3
"""Questions of one passport to one stand that wait for an answer."""
TWICE_WITHIN = timedelta(minutes=10)


def ask(stand: Stand, passport: str, text: str, language: str, at: datetime) -> StandQuestion:
    """A visitor asks a stand. The same words again within ten minutes are one question.

    Raises `nobody_here` at a stand without holder, `fair_over`, `too_many_questions` when three wait already.
    """
    if stand.phase == "after":
        raise DomainError("fair_over", OVER["ask"])
    if stand.cooperative_id is None:
        raise DomainError("nobody_here", _l("Nobody holds this stand at the moment."))
    mine = sa.select(StandQuestion).where(
        StandQuestion.passport == passport,
        StandQuestion.edition_id == stand.edition_id,
        StandQuestion.cooperative_id == stand.cooperative_id,
        StandQuestion.answer.is_(None),
        StandQuestion.hidden_at.is_(None),
    )
    waiting = list(db.session.scalars(mine))
    for before in waiting:
        if before.text == text and at - before.created_at < TWICE_WITHIN:
            return before
    if len(waiting) >= MOST_OPEN:
        raise DomainError(
            "too_many_questions",
            _l("Three of your questions wait here already. Give them time to answer."),
            field="text",
        )
    row = StandQuestion(
        edition_id=stand.edition_id,
        organizer_id=stand.organizer_id,
        cooperative_id=stand.cooperative_id,
        passport=passport,
        language=language,
        text=text,
        created_at=at,
    )
    db.session.add(row)
    db.session.flush()
    return row


def answer(actor: Any, question: StandQuestion, text: str, at: datetime) -> None:
    """The stand answers, or says it better; the same again changes nothing."""
    if question.answer == text:
        return
    question.answer, question.answered_at, question.answered_by_id = text, at, actor.id
    question.hidden_at = None
    audit.record(actor, "visitors:question:answered", question, at)


def put_away(actor: Any, question: StandQuestion, at: datetime) -> None:
    """A question that is none (an insult) leaves the list; whoever asked sees it still. Twice is as once."""
    if question.hidden_at is None:
        question.hidden_at = at
        audit.record(actor, "visitors:question:put_away", question, at)

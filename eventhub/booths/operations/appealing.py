"""One appeal against a refusal, before a date; the organizer answers and may take the file up."""

from datetime import datetime, timedelta
from typing import Any

from flask_babel import lazy_gettext as _l

from eventhub import audit
from eventhub.booths import mails
from eventhub.booths.kinds import AppealOutcome
from eventhub.booths.models import Appeal, Application
from eventhub.booths.operations.moving import close_ranks, locked, move, wrong_state
from eventhub.booths.queries import applications, requests
from eventhub.booths.queries.terms import terms_of
from eventhub.booths.states import ApplicationState
from eventhub.database import db
from eventhub.errors import DomainError

_S = ApplicationState
APPEALED = (_S.REFUSED, _S.INELIGIBLE)


def appeal_ends(application: Application) -> datetime | None:
    """Until when a refusal may be appealed; None where there is no published refusal."""
    if application.published_state not in APPEALED or application.published_at is None:
        return None
    return application.published_at + timedelta(days=terms_of(application.edition).appeal_days)


def appeal(actor: Any, application: Application, words: str, at: datetime) -> Appeal:
    """Appeal once, in words. Sending it twice is once. Raises wrong_state, appeal_over, no_words."""
    locked(application)
    known = requests.appeal_of(application)
    if known is not None:
        return known
    ends = appeal_ends(application)
    if ends is None or application.state not in APPEALED:
        raise wrong_state(application)
    if at > ends:
        raise DomainError("appeal_over", _l("The time to appeal is over."))
    if not words.strip():
        raise DomainError("no_words", _l("Write what should be looked at again."), field="words")
    row = Appeal(
        edition_id=application.edition_id,
        organizer_id=application.organizer_id,
        application_id=application.id,
        words=words.strip(),
        against=application.state,
        created_at=at,
    )
    db.session.add(row)
    db.session.flush()
    audit.record(actor, "booths:appeal:sent", row, at)
    return row


def answer(actor: Any, row: Appeal, outcome: AppealOutcome, words: str, at: datetime) -> Appeal:
    """Keep the decision, or take the file up again; tells the applicant. Answering twice is once.

    A file found ineligible becomes eligible; a refused one joins the end of the waiting list, published.
    """
    application = locked(row.application)
    db.session.refresh(row)
    if row.outcome is not None:
        return row
    if not words.strip():
        raise DomainError("no_words", _l("Write the answer that the applicant will read."), field="answer")
    if outcome == AppealOutcome.CHANGED:
        _take_up(actor, application, words.strip(), at)
    row.outcome, row.answer, row.answered_at = outcome, words.strip(), at
    row.answered_by_id = getattr(actor, "id", None)
    db.session.flush()
    audit.record(actor, "booths:appeal:answered", row, at, outcome=outcome)
    mails.tell("application_appeal_answered", application, is_kept=outcome == AppealOutcome.KEPT, words=words)
    return row


def _take_up(actor: Any, application: Application, words: str, at: datetime) -> None:
    if application.state == _S.INELIGIBLE:
        move(application, _S.ELIGIBLE, actor, at, note=words)
        application.reason = None
    elif application.state == _S.REFUSED:
        last = max(
            (file.waiting_rank or 0 for file in applications.waiting(application.edition_id)), default=0
        )
        move(application, _S.WAITLISTED, actor, at, note=words)
        application.waiting_rank, application.reason = last + 1, "by_hand"
        db.session.flush()
        close_ranks(application.edition_id, at)
    else:
        raise wrong_state(application)

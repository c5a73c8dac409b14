"""The organizer's look at each file: in order or not, what is missing, how good."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _l

from eventhub import audit
from eventhub.booths import asking, mails, papers, phrases
from eventhub.booths.models import Application
from eventhub.booths.operations.moving import locked, move
from eventhub.booths.states import ApplicationState
from eventhub.database import db
from eventhub.errors import DomainError


def find_eligible(actor: Any, application: Application, at: datetime) -> Application:
    """The file is in order. Twice is once; raises wrong_state after a decision."""
    locked(application)
    if application.state == ApplicationState.ELIGIBLE:
        return application
    application.reason = None
    return move(application, ApplicationState.ELIGIBLE, actor, at)


def find_ineligible(
    actor: Any, application: Application, reason: str, note: str | None, at: datetime
) -> Application:
    """The file can't be accepted, for a published reason; tells the applicant. Raises no_reason."""
    if reason not in phrases.INELIGIBLE_REASONS:
        raise DomainError("no_reason", _l("Choose the reason that the applicant will read."), field="reason")
    locked(application)
    if application.state == ApplicationState.INELIGIBLE:
        return application
    move(application, ApplicationState.INELIGIBLE, actor, at, note=note or None)
    application.reason = reason
    db.session.flush()
    mails.tell("application_ineligible", application, note=note)
    return application


def ask_to_complete(actor: Any, application: Application, part: str, what: str, at: datetime) -> Application:
    """Ask for one named part again, in words; tells the applicant. Raises no_part, no_words.

    `part` is a part, or one question or paper of it: `answers`, `answers:q3`, `documents:onssa`.
    """
    if part not in asking.parts_of(
        application.call.questions, papers.asked_or_kept(application.call.documents)
    ):
        raise DomainError("no_part", _l("Choose the part to complete."), field="part")
    if not what.strip():
        raise DomainError(
            "no_words", _l("Write what is missing, as the applicant will read it."), field="what"
        )
    locked(application)
    move(application, ApplicationState.TO_COMPLETE, actor, at, note=what.strip())
    application.part_to_complete, application.to_complete = part, what.strip()
    db.session.flush()
    mails.tell("application_to_complete", application)
    return application


def score(actor: Any, application: Application, points: float, tier: int, at: datetime) -> Application:
    """Give a score (0 to 100) and a priority (1 first to 3); stays inside. Scoring again replaces it."""
    locked(application)
    application.score, application.tier = points, tier
    if application.state != ApplicationState.SCORED:
        move(application, ApplicationState.SCORED, actor, at, is_published=False)
    else:
        audit.record(actor, "booths:application:scored", application, at, points=points, tier=tier)
    return application


def note(actor: Any, application: Application, text: str, at: datetime) -> Application:
    """Write the organizer's own note; the applicant never reads it."""
    application.note = text.strip() or None
    audit.record(actor, "booths:application:noted", application, at)
    return application


def find_all_eligible(actor: Any, chosen: Iterable[Application], at: datetime) -> int:
    """Find many files in order at once; those in another state are left as they are. Gives how many."""
    ready = [each for each in chosen if each.state == ApplicationState.SUBMITTED]
    for application in ready:
        find_eligible(actor, application, at)
    return len(ready)

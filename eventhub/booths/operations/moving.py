"""The one function that moves an application, and the lock it is moved under."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from eventhub import audit, clock
from eventhub.booths import phrases
from eventhub.booths.kinds import WaitingCause
from eventhub.booths.models import Application, ApplicationStep, WaitingMove
from eventhub.booths.operations.sending import follow_sending
from eventhub.booths.queries import applications
from eventhub.booths.states import ApplicationState, can_move, can_take_back
from eventhub.database import db
from eventhub.errors import DomainError


def locked(application: Application) -> Application:
    """The application as it is now, kept from others until the transaction ends."""
    db.session.flush()
    db.session.execute(sa.select(Application.id).where(Application.id == application.id).with_for_update())
    db.session.refresh(application)
    return application


def move(
    application: Application,
    to: ApplicationState,
    actor: Any,
    at: datetime,
    *,
    note: str | None = None,
    is_published: bool = True,
    is_audited: bool = True,
) -> Application:
    """Move an application, write the step on its timeline, then the audit entry.

    What belongs to the state left behind (rank, correction asked for, offer) is cleared; the caller sets what
    belongs to the new one before the next flush. An unpublished step stays inside. Raises wrong_state.
    """
    if not can_move(application.state, to):
        raise wrong_state(application)
    with db.session.no_autoflush:
        application.state = to
        application.waiting_rank = None
        application.to_complete = application.part_to_complete = None
        application.offer_expires_at = None
        if is_published:
            application.published_state, application.published_at = to, at
        step = ApplicationStep(
            application_id=application.id,
            state=to,
            note=note,
            actor_id=getattr(actor, "id", None),
            is_published=is_published,
            created_at=at,
        )
        db.session.add(step)
    if to == ApplicationState.SUBMITTED and application.submitted_at is not None:
        follow_sending(application, at)
    if is_audited:
        audit.record(actor, f"booths:application:{to.value}", application, at)
    return application


def take_back(application: Application, before: Mapping[str, Any], actor: Any, at: datetime) -> Application:
    """Undo the last move of a file while its applicant has not read it: back to what `before` says it was.

    `before` holds state, reason, to_complete and part_to_complete. The step back stays inside. Raises
    wrong_state when there was no such move, or it was published.
    """
    if (
        not can_take_back(application.state, before["state"])
        or application.published_state == application.state
    ):
        raise wrong_state(application)
    with db.session.no_autoflush:
        application.state = ApplicationState(before["state"])
        application.reason = before["reason"]
        application.to_complete, application.part_to_complete = (
            before["to_complete"],
            before["part_to_complete"],
        )
        db.session.add(
            ApplicationStep(
                application_id=application.id,
                state=application.state,
                actor_id=getattr(actor, "id", None),
                is_published=False,
                created_at=at,
            )
        )
    audit.record(actor, "booths:application:taken_back", application, at, to=before["state"])
    return application


def wrong_state(application: Application) -> DomainError:
    """What somebody reads who comes too late or too early."""
    return DomainError(
        "wrong_state",
        _l(
            "The application is in the state “%(state)s”: this can't be done any more. Look at it again.",
            state=phrases.STATES[application.state],
        ),
    )


def close_ranks(
    edition_id: int, at: datetime | None = None, cause: WaitingCause = WaitingCause.MOVED
) -> None:
    """Number the waiting list 1, 2, 3… again, in its order; a published number that changes is noted."""
    number(applications.waiting(edition_id), at, cause)


def number(line: Iterable[Application], at: datetime | None, cause: WaitingCause) -> None:
    """Give those who wait the numbers 1, 2, 3…; a published number that changes is noted."""
    for rank, file in enumerate(line, start=1):
        if file.waiting_rank == rank:
            continue
        if file.published_state == ApplicationState.WAITLISTED and file.waiting_rank:
            db.session.add(
                WaitingMove(
                    application_id=file.id,
                    from_rank=file.waiting_rank,
                    to_rank=rank,
                    cause=cause,
                    created_at=at or clock.now(),
                )
            )
        file.waiting_rank = rank
    db.session.flush()

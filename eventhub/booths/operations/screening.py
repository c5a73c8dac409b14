"""The organizer's look at each file: in order or not, what is missing, what was checked and said."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l
from sqlalchemy.exc import IntegrityError

from eventhub import audit
from eventhub.booths import asking, mails, papers, phrases
from eventhub.booths.models import Application, ApplicationCheck, ApplicationNote, ApplicationTag, Screening
from eventhub.booths.operations.moving import locked, move
from eventhub.booths.queries import screenings
from eventhub.booths.queries.grids import grid_of
from eventhub.booths.states import Answer, ApplicationState
from eventhub.database import db, violates
from eventhub.errors import DomainError
from eventhub.transaction import savepoint


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
    refuse_no_reason(reason)
    locked(application)
    if application.state == ApplicationState.INELIGIBLE:
        return application
    move(application, ApplicationState.INELIGIBLE, actor, at, note=note or None)
    application.reason = reason
    db.session.flush()
    mails.tell("application_ineligible", application, note=note)
    return application


def refuse_no_reason(reason: str) -> None:
    """Raise no_reason unless it is one that an applicant may read."""
    if reason not in phrases.INELIGIBLE_REASONS:
        raise DomainError("no_reason", _l("Choose the reason that the applicant will read."), field="reason")


def ask_to_complete(actor: Any, application: Application, part: str, what: str, at: datetime) -> Application:
    """Ask for one thing again, in words; tells the applicant. Raises no_part, no_words.

    `part` is a part, or one question or paper of it: `answers`, `answers:q3`, `documents:onssa`.
    """
    refuse_unnamed(part, what, application.call)
    locked(application)
    move(application, ApplicationState.TO_COMPLETE, actor, at, note=what.strip())
    application.part_to_complete, application.to_complete = part, what.strip()
    db.session.flush()
    mails.tell("application_to_complete", application)
    return application


def refuse_unnamed(part: str, what: str, call: Any) -> None:
    """Raise no_part or no_words unless a thing of the call is named, and said what is wrong with it."""
    if part not in asking.parts_of(call.questions, papers.asked_or_kept(call.documents)):
        raise DomainError("no_part", _l("Choose the part to complete."), field="part")
    if not what.strip():
        raise DomainError(
            "no_words", _l("Write what is missing, as the applicant will read it."), field="what"
        )


def note(actor: Any, application: Application, text: str, at: datetime) -> ApplicationNote:
    """Add a note for the team; the applicant never reads it. Raises no_words.

    The same words by the same person as the last note are a second click: one note.
    """
    words = text.strip()
    if not words:
        raise DomainError("no_words", _l("Write the note first."), field="text")
    last = screenings.notes_of(application)[-1:]
    if last and (last[0].author_id, last[0].text) == (actor.id, words):
        return last[0]
    row = ApplicationNote(application_id=application.id, author_id=actor.id, text=words, created_at=at)
    db.session.add(row)
    audit.record(actor, "booths:application:noted", application, at)
    return row


def check(actor: Any, application: Application, item: str, answer: str, at: datetime) -> None:
    """Answer one item of the checklist; answering again replaces it, an empty answer takes it back.

    Raises no_item, no_answer.
    """
    if item not in {each["key"] for each in grid_of(application.edition).checklist}:
        raise DomainError("no_item", _l("This is not on the checklist any more. Look at the file again."))
    if answer not in {"", *Answer}:
        raise DomainError("no_answer", _l("Choose yes, no or not applicable."))
    locked(application)
    row = screenings.checks_of(application).get(item)
    if row is not None and not answer:
        db.session.delete(row)
        return
    if answer and row is None:
        row = ApplicationCheck(application_id=application.id, item=item)
        db.session.add(row)
    if row is not None and row.answer != answer:
        row.answer, row.person_id, row.answered_at = answer, actor.id, at


def tag(actor: Any, application: Application, text: str, at: datetime, *, is_on: bool) -> None:
    """Put a tag on a file, or take it off; twice is once. Raises no_tag."""
    del actor, at
    word = " ".join(text.split())
    if not word or "," in word:
        raise DomainError("no_tag", _l("Write one tag, without commas."), field="tag")
    locked(application)
    if is_on and word not in screenings.tags_of(application):
        own = {"edition_id": application.edition_id, "application_id": application.id}
        db.session.add(ApplicationTag(**own, tag=word[:40]))
    elif not is_on:
        own_tag = (ApplicationTag.application_id == application.id, ApplicationTag.tag == word)
        db.session.execute(sa.delete(ApplicationTag).where(*own_tag))


def see(actor: Any, application: Application, at: datetime) -> Screening:
    """Remember that somebody has opened the file, so that it is not "not yet looked at" for them."""
    part = part_of(actor, application)
    if part.seen_at is None:
        part.seen_at = at
    return part


def part_of(actor: Any, application: Application) -> Screening:
    """Somebody's part in a file, made when there is none yet."""
    found = screenings.screening_of(application, actor)
    if found is not None:
        return found
    own = {"edition_id": application.edition_id, "application_id": application.id}
    try:
        with savepoint():
            found = Screening(**own, person_id=actor.id)
            db.session.add(found)
            db.session.flush()
    except IntegrityError as error:
        if not violates(error, "uq_screenings_person"):
            raise
        found = screenings.screening_of(application, actor)
        if found is None:
            raise
    return found

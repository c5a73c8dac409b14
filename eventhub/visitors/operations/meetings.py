"""The verbs of meetings: a buyer asks, both agree on a time, the stand tells what came of it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from eventhub import audit
from eventhub.clock import local_day
from eventhub.database import db
from eventhub.errors import DomainError
from eventhub.visitors.consenting import CONTACT_VERSION
from eventhub.visitors.meeting import OPEN, MeetingState, may_move
from eventhub.visitors.models import Meeting
from eventhub.visitors.phrases import OVER
from eventhub.visitors.stands import Exhibit

MOST_OPEN = 5
"""Meetings of one passport at one fair that are still open."""


def ask(exhibit: Exhibit, passport: str, values: Mapping[str, Any], language: str, now: datetime) -> Meeting:
    """A buyer asks for a meeting: name, organization, number, subject, time; agreed to with the words shown.

    The same time at the same stand again is one meeting. Raises `fair_over`, `not_a_fair_moment`,
    `too_many_meetings`.
    """
    if exhibit.is_over_on(local_day(now, exhibit.zone)):
        raise DomainError("fair_over", OVER["meet"])
    at: datetime = values["at"]
    if at < now or not exhibit.starts_on <= local_day(at, exhibit.zone) <= exhibit.ends_on:
        raise DomainError(
            "not_a_fair_moment", _l("Choose a time of the fair that is still to come."), field="at"
        )
    mine = list(
        db.session.scalars(
            sa.select(Meeting).where(
                Meeting.passport == passport,
                Meeting.edition_id == exhibit.edition_id,
                Meeting.state.in_(OPEN),
            )
        )
    )
    for before in mine:
        if before.cooperative_id == exhibit.cooperative_id and before.at == at:
            return before
    if len(mine) >= MOST_OPEN:
        raise DomainError(
            "too_many_meetings", _l("Five of your meetings are open already. Cancel one first.")
        )
    row = Meeting(
        edition_id=exhibit.edition_id,
        organizer_id=exhibit.organizer_id,
        cooperative_id=exhibit.cooperative_id,
        passport=passport,
        at=at,
        name=values["name"],
        organization=values["organization"] or None,
        phone=values["phone"],
        subject=values["subject"],
        language=language,
        said={
            "version": CONTACT_VERSION,
            "text": values["words"],
            "language": language,
            "at": now.isoformat(),
        },
        created_at=now,
        moved_at=now,
    )
    db.session.add(row)
    db.session.flush()
    return row


def move(
    actor: Any,
    meeting: Meeting,
    to: MeetingState,
    now: datetime,
    *,
    by_visitor: bool = False,
    at: datetime | None = None,
    note: str = "",
) -> Meeting:
    """Bring a meeting to another state; there already (and for no other time), nothing changes.

    The only way it changes its state, but for `tell`. Raises `no_such_move`, `time_missing`, `not_yet`.
    """
    is_same = meeting.state == to and (at is None or at == meeting.at)
    if is_same:
        return meeting
    if to == MeetingState.HELD or not may_move(meeting.state, to, by_visitor=by_visitor):
        raise DomainError("no_such_move", _l("The meeting has changed meanwhile. Look at it again."))
    if to == MeetingState.MOVED:
        if at is None or at < now:
            raise DomainError("time_missing", _l("Propose a time that is still to come."), field="at")
        meeting.at = at
    if to == MeetingState.MISSED and meeting.at > now:
        raise DomainError("not_yet", _l("The time of this meeting has not come yet."))
    meeting.state, meeting.moved_at = to, now
    meeting.note = note or meeting.note
    audit.record(actor, f"visitors:meeting:{to.value}", meeting, now)
    return meeting


def tell(actor: Any, meeting: Meeting, values: Mapping[str, Any], now: datetime) -> Meeting:
    """What came of a meeting that took place: a link that goes on or not, opportunities, a note.

    Telling it again corrects it. Raises `no_such_move`.
    """
    if not may_move(meeting.state, MeetingState.HELD, by_visitor=False):
        raise DomainError("no_such_move", _l("The meeting has changed meanwhile. Look at it again."))
    meeting.state, meeting.moved_at = MeetingState.HELD, now
    meeting.is_linked, meeting.opportunities = bool(values["is_linked"]), int(values["opportunities"] or 0)
    meeting.outcome_note = values["outcome_note"] or ""
    db.session.flush()
    audit.record(
        actor,
        "visitors:meeting:held",
        meeting,
        now,
        is_linked=meeting.is_linked,
        opportunities=meeting.opportunities,
    )
    return meeting


def forget(edition_id: int, passport: str | None = None) -> int:
    """Erase who asked for meetings at a fair (all of them, or one phone's); gives how many.

    That they were asked, held, and what came of them stays counted.
    """
    rows = sa.update(Meeting).where(Meeting.edition_id == edition_id, Meeting.phone.is_not(None))
    if passport is not None:
        rows = rows.where(Meeting.passport == passport)
    nothing = dict.fromkeys(("name", "organization", "phone"))
    done = db.session.execute(rows.values(**nothing, note="", outcome_note="", subject=""))
    return int(getattr(done, "rowcount", 0))

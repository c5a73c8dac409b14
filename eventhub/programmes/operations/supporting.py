"""What is done for cooperatives in a programme: diagnosis, training, licences, opportunities, figures."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from eventhub import audit
from eventhub.clock import local_day
from eventhub.database import db
from eventhub.errors import DomainError
from eventhub.programmes import queries, scoring
from eventhub.programmes.kinds import Indicator
from eventhub.programmes.models import (
    Attendance,
    Diagnosis,
    Enrolment,
    Licence,
    Measure,
    Opportunity,
    Programme,
    Training,
)
from eventhub.programmes.operations import MOVED_ON, check_running, lock
from eventhub.programmes.states import OPPORTUNITY_MOVES, EnrolmentState, LicenceState, OpportunityState

AGAIN = timedelta(hours=1)
FUTURE = _l("This day has not come yet.")
NOTHING_BEGUN = _l("No diagnosis is begun.")


def _check_taking_part(row: Enrolment) -> None:
    """Also after the programme closed: what came of it is measured then."""
    if row.state != EnrolmentState.JOINED:
        raise DomainError("not_in", _l("This cooperative does not take part in the programme."))


def _check_day(on: date, at: datetime, field: str = "on") -> None:
    if on > local_day(at):
        raise DomainError("in_the_future", FUTURE, field=field)


def answer(
    actor: Any, row: Enrolment, marks: Mapping[str, int], at: datetime, *, may_begin: bool = True
) -> Diagnosis:
    """Keep some marks of the diagnosis that was begun, or begin one; what is no statement is passed over.

    Raises not_in, nothing_begun where none may begin: the last step sent twice would begin the next.
    """
    del at
    lock(row)
    _check_taking_part(row)
    asked = {statement["id"] for statement in row.programme.questions}
    said = {
        name: mark for name, mark in marks.items() if name in asked and mark in range(scoring.HIGHEST + 1)
    }
    draft = queries.draft_of(row)
    if draft is None:
        if not may_begin:
            raise DomainError("nothing_begun", NOTHING_BEGUN)
        draft = Diagnosis(enrolment_id=row.id, organizer_id=row.organizer_id, answers={})
        db.session.add(draft)
    draft.answers = {**draft.answers, **said}
    draft.by_id = actor.id
    db.session.flush()
    return draft


def finish(actor: Any, row: Enrolment, at: datetime) -> Diagnosis:
    """End the diagnosis that was begun; the same answers again within the hour are the one there is.

    Raises not_in, nothing_begun, not_whole.
    """
    _check_taking_part(row)
    draft = queries.draft_of(row)
    if draft is None:
        raise DomainError("nothing_begun", NOTHING_BEGUN)
    if any(statement["id"] not in draft.answers for statement in row.programme.questions):
        raise DomainError("not_whole", _l("Some statements have no answer yet."))
    last = next(reversed(queries.finished_diagnoses(row)), None)
    if (
        last is not None
        and last.answers == draft.answers
        and last.finished_at
        and at - last.finished_at < AGAIN
    ):
        db.session.delete(draft)
        return last
    draft.finished_at = at
    audit.record(actor, "programmes:diagnosis:finished", draft, at)
    return draft


def plan(actor: Any, programme: Programme, settings: Mapping[str, Any], at: datetime) -> Training:
    """A session of training or coaching, also one that was held already. Sent again it is one.

    Raises not_running, out_of_days.
    """
    check_running(programme)
    _check_days(programme, settings["on"])
    db.session.get_one(Programme, programme.id, with_for_update=True)
    query = sa.select(Training).where(Training.programme_id == programme.id, Training.on == settings["on"])
    for known in db.session.scalars(query.order_by(Training.id)):
        if all(_said(getattr(known, name)) == _said(value) for name, value in settings.items()):
            return known
    row = Training(programme_id=programme.id, organizer_id=programme.organizer_id, **settings)
    db.session.add(row)
    db.session.flush()
    audit.record(actor, "programmes:training:planned", row, at)
    return row


def _said(value: Any) -> Any:
    """A text in languages without those that are empty: they are not kept."""
    return {code: words for code, words in value.items() if words} if isinstance(value, Mapping) else value


def change_training(
    actor: Any, programme: Programme, row: Training, settings: Mapping[str, Any], at: datetime
) -> Training:
    """Another title, day, length or place. Raises not_running, out_of_days, in_the_future."""
    check_running(programme)
    _check_days(programme, settings["on"])
    if row.attendances:
        _check_day(settings["on"], at)
    for name, value in settings.items():
        setattr(row, name, value)
    audit.record(actor, "programmes:training:changed", row, at)
    return row


def _check_days(programme: Programme, on: date) -> None:
    if not programme.starts_on <= on <= programme.ends_on:
        sentence = _l("Choose a day between the first and the last of the programme.")
        raise DomainError("out_of_days", sentence, field="on")


Came = Mapping[str, tuple[int, int, int]]
"""By a place's random name, how many people, women and young people came."""


def attend(actor: Any, programme: Programme, row: Training, came: Came, at: datetime) -> Training:
    """Who came to a session; nobody of a cooperative takes it off the list, one not named stays.

    Raises not_running, in_the_future, too_many.
    """
    check_running(programme)
    _check_day(row.on, at)
    if any(max(women, young) > people for people, women, young in came.values()):
        raise DomainError("too_many", _l("There can't be more women or young people than people in all."))
    db.session.get_one(Training, row.id, with_for_update=True)
    db.session.expire(row, ["attendances"])
    inside = {each.public_id: each for each in queries.taking_part_named(programme, came)}
    there = {each.enrolment_id: each for each in row.attendances}
    for name, (people, women, young) in came.items():
        enrolment = inside.get(name)
        if enrolment is None:
            continue
        known = there.get(enrolment.id)
        if not people:
            if known is not None:
                row.attendances.remove(known)
        elif known is None:
            row.attendances.append(
                Attendance(enrolment_id=enrolment.id, people=people, women=women, young=young)
            )
        else:
            known.people, known.women, known.young = people, women, young
    db.session.flush()
    audit.record(actor, "programmes:training:attended", row, at, cooperatives=len(row.attendances))
    return row


def keep_licence(
    actor: Any, enrolment: Enrolment, row: Licence | None, settings: Mapping[str, Any], at: datetime
) -> Licence:
    """A licence asked for, held or refused. A new one sent again is one.

    Raises not_in, no_day, in_the_future, ends_before.
    """
    lock(enrolment)
    _check_taking_part(enrolment)
    is_held = settings["state"] == LicenceState.HELD
    granted, ends = settings["granted_on"], settings["expires_on"]
    if is_held and granted is None:
        raise DomainError("no_day", _l("Say since which day it is held."), field="granted_on")
    for name in ("asked_on", "granted_on"):
        if settings[name] is not None:
            _check_day(settings[name], at, name)
    if is_held and ends is not None and ends < granted:
        raise DomainError("ends_before", _l("It can't end before it began."), field="expires_on")
    said = dict(settings) if is_held else {**settings, "granted_on": None, "expires_on": None}
    if row is None:
        query = sa.select(Licence).filter_by(cooperative_id=enrolment.cooperative_id, **said)
        if (known := db.session.scalar(query.order_by(Licence.id).limit(1))) is not None:
            return known
        row = Licence(cooperative_id=enrolment.cooperative_id, **said)
        db.session.add(row)
    else:
        for name, value in said.items():
            setattr(row, name, value)
    db.session.flush()
    audit.record(actor, "programmes:licence:kept", row, at, state=row.state)
    return row


def open_opportunity(
    actor: Any, enrolment: Enrolment, settings: Mapping[str, Any], at: datetime
) -> Opportunity:
    """A buyer, market, partner or funder that the cooperative was brought to. Sent again it is one.

    Raises not_in, not_running, in_the_future.
    """
    lock(enrolment)
    _check_taking_part(enrolment)
    check_running(enrolment.programme)
    _check_day(settings["on"], at)
    query = sa.select(Opportunity).filter_by(enrolment_id=enrolment.id, **settings)
    if (known := db.session.scalar(query.order_by(Opportunity.id).limit(1))) is not None:
        return known
    row = Opportunity(
        programme_id=enrolment.programme_id,
        organizer_id=enrolment.organizer_id,
        enrolment_id=enrolment.id,
        **settings,
    )
    db.session.add(row)
    db.session.flush()
    audit.record(actor, "programmes:opportunity:recorded", row, at)
    return row


def move_opportunity(actor: Any, row: Opportunity, to: OpportunityState, at: datetime) -> Opportunity:
    """What came of it: the only place where its state changes. Twice is once. Raises no_such_move."""
    now = OpportunityState(row.state)
    if now != to:
        if to not in OPPORTUNITY_MOVES[now]:
            raise DomainError("no_such_move", MOVED_ON)
        row.state = to
        audit.record(actor, "programmes:opportunity:moved", row, at, state=to.value)
    return row


def measure(
    actor: Any, enrolment: Enrolment, on: date, values: Mapping[Indicator, int], at: datetime
) -> list[Measure]:
    """Indicators of a day; the same day again corrects them. Raises not_in, in_the_future, nothing."""
    lock(enrolment)
    _check_taking_part(enrolment)
    _check_day(on, at)
    if not values:
        raise DomainError("nothing", _l("Write one figure at least."))
    query = sa.select(Measure).where(Measure.enrolment_id == enrolment.id, Measure.on == on)
    known = {row.indicator: row for row in db.session.scalars(query)}
    kept = []
    for indicator, value in values.items():
        row = known.get(indicator)
        if row is None:
            row = Measure(
                enrolment_id=enrolment.id, organizer_id=enrolment.organizer_id, indicator=indicator, on=on
            )
            db.session.add(row)
        row.value = value
        kept.append(row)
    db.session.flush()
    audit.record(actor, "programmes:measure:recorded", enrolment, at, indicators=sorted(values))
    return kept

"""What judging puts on somebody's desk: the juries where sheets wait."""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from flask import url_for
from flask_babel import lazy_gettext as _l

from eventhub.accounts.desk import Card, declare_desk
from eventhub.contests.states import ContestState
from eventhub.database import db
from eventhub.judging import queries
from eventhub.judging.models import Judge, Sheet
from eventhub.judging.states import SheetState

EARLY = (ContestState.PREPARATION, ContestState.OPEN, ContestState.SCREENING)
"""When a jury has its seats and no open sheet."""


def cards(person: Any) -> Iterator[Card]:
    """One card for each jury whose contest isn't over."""
    seats = [
        seat
        for seat in queries.seats_of(person.id)
        if seat.contest.state not in (ContestState.PUBLISHED, ContestState.CANCELLED)
    ]
    if not seats:
        return
    left = (
        sa.select(Sheet.judge_id, sa.func.count())
        .where(Sheet.judge_id.in_([seat.id for seat in seats]))
        .where(Sheet.state.in_((SheetState.ASSIGNED, SheetState.BEGUN)))
        .group_by(Sheet.judge_id)
    )
    counts = {row[0]: row[1] for row in db.session.execute(left)}
    for seat in seats:
        if _tells_first(seat):
            href = url_for("judging.declare", contest=seat.contest.slug)
            words = _l("You sit on this jury. Say whom you know, before the sheets open.")
            yield Card(seat.contest.name, words, href, icon="gavel", is_urgent=True)
            continue
        waiting = counts.get(seat.id, 0)
        is_on = seat.contest.state == ContestState.JUDGING and waiting > 0
        sentence = _l("Sheets wait for your marks.") if is_on else _l("You sit on this jury.")
        href = url_for("judging.judge", contest=seat.contest.slug)
        yield Card(seat.contest.name, sentence, href, icon="gavel", count=waiting or None, is_urgent=is_on)


def _tells_first(seat: Judge) -> bool:
    """Whether a judge has not told their ties yet, while no sheet is open."""
    return seat.contest.state in EARLY and seat.declared_at is None and seat.role in queries.SCORING


declare_desk(cards)

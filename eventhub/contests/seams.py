"""What contests show elsewhere: open contests on the home, one's contests among one's work, personal data."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from eventhub import clock
from eventhub.accounts.personal import declare_personal
from eventhub.accounts.roles import MANAGING
from eventhub.contests import entering, phrases, queries
from eventhub.contests.models import BankMessage, Contest, Idea
from eventhub.contests.operations import files
from eventhub.contests.queries import writing
from eventhub.contests.states import ContestState
from eventhub.database import db
from eventhub.fairs.home import (
    Beginning,
    HomeCard,
    WorkItem,
    declare_beginning,
    declare_home_cards,
    declare_work,
)
from eventhub.i18n import day

SHOWN = 4
UNJUDGED = (ContestState.OPEN, ContestState.SCREENING)


def open_contests() -> Iterator[HomeCard]:
    """Contests that take ideas now, the first to close first."""
    now = clock.now()
    query = sa.select(Contest).where(
        Contest.state == ContestState.OPEN, Contest.opens_at <= now, Contest.closes_at > now
    )
    for contest in db.session.scalars(query.order_by(Contest.closes_at).limit(SHOWN)):
        last = day(contest.closes_at.astimezone(clock.CASABLANCA).date())
        yield HomeCard(
            contest.name,
            _("Ideas are welcome until %(day)s.", day=last),
            url_for("contests.show", contest=contest.slug),
            "idea",
            contest.accent,
            _l("Enter an idea"),
        )


def contests_of(person: Any) -> Iterator[WorkItem]:
    """The contests of the organizers a person runs, the newest first."""
    runs = {role.organizer_id for role in person.roles if role.name in MANAGING and role.edition_id is None}
    query = sa.select(Contest).where(Contest.organizer_id.in_(runs))
    for contest in db.session.scalars(query.order_by(Contest.opens_at.desc(), Contest.id).limit(50)):
        state = ContestState(contest.state)
        href = url_for("contests.overview", contest=contest.slug)
        words, kind = phrases.CONTEST_STATES[state], phrases.CONTEST_KINDS[state]
        yield WorkItem(contest.name, contest.theme or "", href, words, _l("Contests"), kind)


def new_contest(organizer: Any) -> Beginning:
    """The way to an organizer's next contest."""
    return Beginning(_l("New contest"), url_for("contests.create", organizer=organizer.slug))


def collect(person: Any) -> list[dict[str, Any]]:
    """The ideas a person entered; JSON-ready."""
    return [
        {
            "contest": idea.contest.slug,
            "title": dict(idea.title),
            "summary": dict(idea.summary),
            "answers": idea.answers,
            "state": idea.state,
            "budget_lines": idea.budget_lines,
            "files": [row.kind for row in writing.files_of(idea)],
        }
        for idea in queries.ideas_of(person.id)
    ]


def forget(person: Any, at: datetime) -> None:
    """Take back what was not judged yet; what was stays, without its author."""
    for idea in queries.ideas_of(person.id):
        is_own = idea.person_id == person.id and idea.cooperative_id is None
        if is_own and idea.contest.state in UNJUDGED and entering.may_be_withdrawn(idea):
            entering.withdraw(person, idea, at)
            for row in writing.files_of(idea):
                files.drop(row)
    db.session.flush()
    db.session.execute(sa.delete(BankMessage).where(BankMessage.person_id == person.id))
    mine = sa.update(Idea).where(Idea.person_id == person.id)
    db.session.execute(mine.values(person_id=None))


declare_home_cards(open_contests)
declare_work(contests_of)
declare_beginning(new_contest)
declare_personal("ideas", collect, forget)

"""Reads of conflicts from help: judges who coached an idea they would judge, or filed it for its owners."""

from collections.abc import Iterable

import sqlalchemy as sa

from eventhub.accounts.models import Person
from eventhub.contests.kinds import BookingState
from eventhub.contests.models import CoachingBooking, CoachingSession, Contest, Idea
from eventhub.contests.states import JUDGED
from eventhub.database import db
from eventhub.judging.models import Judge
from eventhub.judging.revealing import bears_name

TAKEN = (BookingState.BOOKED, BookingState.ATTENDED)
"""Seats in a session that make its expert the idea's coach: one who was missed coached nobody."""
FEWEST_WORDS = 2
"""Words of a name that tell somebody apart: a first name alone is everybody's."""


def helped_conflicts(contest: Contest) -> list[tuple[int, int, str]]:
    """(judge, idea, reason) where a judge helped an idea, in this contest or the heat it comes from.

    An expert with an account is known by it; one of whom the organizer only wrote the name, by that name.
    """
    judges = sa.select(Judge.id, Person).join(Judge.person).where(Judge.contest_id == contest.id)
    seated = [(judge, person) for judge, person in db.session.execute(judges.order_by(Judge.id))]
    if not seated:
        return []
    by_person = {person.id: judge for judge, person in seated}
    found = [(by_person[who], idea, "filed") for who, idea in _filed(contest) if who in by_person]
    for expert_id, expert, idea in _coached(contest):
        if expert_id is None:
            found += [(judge, idea, "coach_name") for judge in _named(expert, seated)]
        elif expert_id in by_person:
            found.append((by_person[expert_id], idea, "coached"))
    return found


def _coached(contest: Contest) -> Iterable[tuple[int | None, str, int]]:
    """(the expert's account, name, idea) of each seat taken in a session that was not called off."""
    query = (
        sa.select(CoachingSession.expert_id, CoachingSession.expert, Idea.id)
        .join(CoachingSession.bookings)
        .join(Idea, sa.or_(Idea.id == CoachingBooking.idea_id, Idea.from_idea_id == CoachingBooking.idea_id))
        .where(Idea.contest_id == contest.id, Idea.state.in_(JUDGED))
        .where(CoachingBooking.state.in_(TAKEN), CoachingSession.cancelled_at.is_(None))
        .order_by(CoachingSession.id, Idea.id)
    )
    return [(row[0], row[1], row[2]) for row in db.session.execute(query)]


def _filed(contest: Contest) -> Iterable[tuple[int, int]]:
    query = sa.select(Idea.filed_by_id, Idea.id).where(
        Idea.contest_id == contest.id, Idea.state.in_(JUDGED), Idea.filed_by_id.is_not(None)
    )
    return [(row[0], row[1]) for row in db.session.execute(query) if row[0] is not None]


def _named(expert: str, seated: Iterable[tuple[int, Person]]) -> list[int]:
    """The judges whose whole name, in either script, stands in what was written of the expert."""
    whole = [
        (judge, [name for name in (person.name_ar, person.name_latin) if name and _tells(name)])
        for judge, person in seated
    ]
    return [judge for judge, names in whole if bears_name(names, [expert])]


def _tells(name: str) -> bool:
    return len(name.split()) >= FEWEST_WORDS

"""Rows of contests and judging for tests."""

from datetime import UTC, datetime, timedelta
from typing import Any

from eventhub.accounts.models import Organizer, Person
from eventhub.contests.models import Contest, Idea
from eventhub.contests.states import ContestState, IdeaState
from eventhub.database import db, random_code
from eventhub.judging.models import Amendment, Conflict, Judge, Motion, Rectification, Sheet
from tests.factories.accounts import a_person, an_organizer

AT = datetime(2025, 3, 10, 10, 0, tzinfo=UTC)
"""A moment at which a contest made here is open."""
JUDGING_AT = datetime(2025, 4, 5, 10, 0, tzinfo=UTC)
"""A moment at which it is judged."""
CRITERIA = [
    {
        "id": key,
        "name": {"ar": key, "fr": key},
        "weight": weight,
        "anchors": [{"from": 0, "text": {"fr": "faible"}}, {"from": 7, "text": {"fr": "bon"}}],
    }
    for key, weight in (("need", 60), ("market", 40))
]
ANSWERS = {
    name: {"fr": f"Une réponse assez longue à propos de {name}."}
    for name in ("need", "solution", "market", "impact")
}


def a_contest(organizer: Organizer | None = None, **fields: Any) -> Contest:
    """A saved contest of Fès-Meknès, open at AT."""
    owner = organizer or an_organizer()
    row = Contest(
        **{
            "slug": f"contest-{random_code(6)}",
            "organizer_id": owner.id,
            "name": {"ar": "مسابقة", "fr": "Concours d'idées"},
            "place_codes": ["03"],
            "opens_at": datetime(2025, 3, 1, 9, 0, tzinfo=UTC),
            "closes_at": datetime(2025, 3, 31, 18, 0, tzinfo=UTC),
            "judging_ends_at": datetime(2025, 4, 20, 18, 0, tzinfo=UTC),
            "criteria": CRITERIA,
            "prizes": [{"name": {"fr": "Premier prix"}, "amount": 100_000}],
            "sheets_per_idea": 2,
            "state": ContestState.OPEN,
            **fields,
        }
    )
    db.session.add(row)
    db.session.flush()
    return row


def an_idea(contest: Contest, number: int = 1, person: Person | None = None, **fields: Any) -> Idea:
    """A saved idea, admitted unless said otherwise."""
    state = fields.get("state", IdeaState.ELIGIBLE)
    moments = {
        "submitted_at": None if state == IdeaState.DRAFT else AT,
        "withdrawn_at": AT if state == IdeaState.WITHDRAWN else None,
        "reason": "duplicate" if state == IdeaState.INELIGIBLE else None,
        "to_complete": "?" if state == IdeaState.TO_COMPLETE else None,
        "part_to_complete": "market" if state == IdeaState.TO_COMPLETE else None,
    }
    row = Idea(
        **{
            "contest_id": contest.id,
            "organizer_id": contest.organizer_id,
            "number": number,
            "entrant_kind": "project_holder",
            "person": person or a_person(f"Entrant {random_code(4)}"),
            "title": {"fr": f"Idée numéro {number} de fromagerie"},
            "summary": {},
            "answers": ANSWERS,
            "sector": "dairy",
            "region_code": "03",
            "province_code": "03.061",
            "budget": 10_000_000,
            "members": 9,
            "women": 5,
            "state": state,
            **moments,
            **fields,
        }
    )
    row.refold()
    db.session.add(row)
    db.session.flush()
    return row


def a_judge(contest: Contest, person: Person | None = None, **fields: Any) -> Judge:
    """Somebody with a seat on the jury."""
    row = Judge(
        contest_id=contest.id,
        organizer_id=contest.organizer_id,
        person=person or a_person(f"Judge {random_code(4)}"),
        **fields,
    )
    db.session.add(row)
    db.session.flush()
    return row


def a_sheet(judge: Judge, idea: Idea, **fields: Any) -> Sheet:
    """A judge's sheet for an idea."""
    row = Sheet(
        contest_id=idea.contest_id,
        organizer_id=idea.organizer_id,
        judge=judge,
        idea=idea,
        **fields,
    )
    db.session.add(row)
    db.session.flush()
    return row


def a_conflict(judge: Judge, idea: Idea, **fields: Any) -> Conflict:
    """A judge stands aside from an idea; found by a coach's name unless said otherwise."""
    row = Conflict(**{"judge": judge, "idea": idea, "source": "found", "reason": "coach_name", **fields})
    db.session.add(row)
    db.session.flush()
    return row


def an_amendment(contest: Contest, idea: Idea) -> Amendment:
    """A rectification under way that finds an idea not admissible."""
    row = Rectification(contest_id=contest.id, organizer_id=contest.organizer_id, version=2, reason="?")
    found = Amendment(rectification=row, idea=idea, kind="ineligible", reason="duplicate")
    db.session.add_all([row, found])
    db.session.flush()
    return found


def a_motion(contest: Contest, **fields: Any) -> Motion:
    """A question put to a contest's jury, open."""
    given = {"question": "Which one?", "options": ["A", "B"], "tally": [0, 0], "is_secret": False}
    row = Motion(contest_id=contest.id, organizer_id=contest.organizer_id, **{**given, **fields})
    db.session.add(row)
    db.session.flush()
    return row


def a_judged_contest(
    organizer: Organizer | None = None, *, ideas: int = 4, judges: int = 3, **fields: Any
) -> Contest:
    """A contest at JUDGING_AT whose every idea has a complete sheet of every judge; idea 1 is the best."""
    contest = a_contest(organizer, **{"state": ContestState.JUDGING, **fields})
    panel = [a_judge(contest) for _ in range(judges)]
    for number in range(1, ideas + 1):
        idea = an_idea(contest, number)
        for place, judge in enumerate(panel):
            marks = {"need": max(10 - 2 * number + place, 0), "market": max(9 - 2 * number + place, 0)}
            a_sheet(judge, idea, marks=marks, state="complete", version=1, changed_at=AT + timedelta(days=20))
    return contest

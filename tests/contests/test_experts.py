"""Coaching experts: named by the organizer, they offer sessions, call them off, tell who came."""

from datetime import timedelta

import pytest

from eventhub import audit, clock
from eventhub.accounts import leaving
from eventhub.accounts.roles import RoleName
from eventhub.contests.models import CoachingBooking, CoachingSession
from eventhub.contests.operations import coaching
from eventhub.contests.queries import coaching as reads
from eventhub.database import db
from eventhub.mail import OutboxMail
from tests.factories.accounts import a_person, signed_in, somebody_with
from tests.factories.contest_life import a_session_of_coaching
from tests.factories.contests import AT, a_contest, an_idea


@pytest.fixture(autouse=True)
def _at():
    with clock.frozen(AT):
        yield


OFFERED = {
    "title-ar": "حساب الكلفة",
    "expert": "Driss, formateur",
    "day": (AT + timedelta(days=2)).date().isoformat(),
    "begins": "10:00",
    "ends": "11:30",
    "capacity": "2",
    "place": "Souk",
}
LATER = {**OFFERED, "begins": "15:00", "ends": "16:00"}


def told(template):
    rows = db.session.query(OutboxMail).filter_by(template=template).order_by(OutboxMail.id)
    return [row.text for row in rows]


def twice(client, path, data):
    """A double press, or a replay: the answer is the same."""
    assert [client.post(path, data=data).status_code for _ in range(2)] == [303, 303]


def sessions_of(person):
    query = db.session.query(CoachingSession).filter_by(expert_id=person.id)
    return query.order_by(CoachingSession.starts_at).all()


def test_an_organizer_names_experts_and_takes_the_page_back(client, app):
    contest, expert = a_contest(), a_person("Driss", email="driss@example.ma")
    organizer = somebody_with(RoleName.ORGANIZER, contest.organizer)
    signed_in(client, organizer)
    here, home = f"/work/contests/{contest.slug}/coaching/experts", f"/coach/{contest.slug}"
    refused = client.post(here, data={"to": "nobody at all"})
    assert (refused.status_code, "nobody at all" in refused.text) == (422, True)
    twice(client, here, {"to": "driss@example.ma"})
    for _ in range(2):
        assert "/i/" in client.post(here, data={"to": "new@example.ma"}).text
    assert len(told("invitation")) == 1
    assert len(told("expert_named")) == 1
    role = next(role for role in expert.roles if role.name == RoleName.EXPERT)
    signed_in(client, expert)
    assert home in client.get("/my").text
    assert client.get(f"/coach/{a_contest().slug}").status_code == 403
    twice(client, f"{home}/new", OFFERED)
    session = sessions_of(expert)[0]
    signed_in(client, organizer)
    assert client.get(f"/work/contests/{contest.slug}/coaching/{session.public_id}").status_code == 200
    assert client.post(f"{here}/{role.public_id}/remove").status_code == 303
    signed_in(client, expert)
    db.session.expire_all()
    ways = (home, f"{home}/{session.public_id}")
    assert [client.get(way).status_code for way in ways] == [403, 403]
    leaving.erase(expert, AT)
    assert (session.expert, session.expert_id, session.cancelled_at) == ("—", None, AT)


def test_an_expert_offers_changes_calls_off_and_tells_who_came(client, app):
    contest, owner = a_contest(), a_person("Zahra", email="zahra@example.ma")
    expert = somebody_with(RoleName.EXPERT, contest)
    idea, noise = an_idea(contest, 1, owner), a_session_of_coaching(contest, AT)
    home = f"/coach/{contest.slug}"
    signed_in(client, expert)
    assert client.get(home).status_code == client.get(f"{home}/new").status_code == 200
    refused = client.post(f"{home}/new", data={**OFFERED, "ends": "09:00"})
    assert (refused.status_code, "حساب الكلفة" in refused.text) == (422, True)
    twice(client, f"{home}/new", OFFERED)
    assert client.post(f"{home}/new", data={**OFFERED, "begins": "11:00", "ends": "12:00"}).status_code == 422
    twice(client, f"{home}/new", LATER)
    first, second = sessions_of(expert)
    assert (first.minutes, second.minutes, first.contest_id) == (90, 60, contest.id)
    assert client.get(f"{home}/{noise.public_id}").status_code == 404
    for session in (first, second):
        coaching.book(owner, session, idea, AT)
    here = f"{home}/{first.public_id}"
    twice(client, here, {**OFFERED, "begins": "10:30"})
    assert client.post(here, data={**OFFERED, "place": ""}).status_code == 422
    client.post(f"{here}/report")
    assert {seat.state for seat in db.session.query(CoachingBooking)} == {"booked"}
    twice(client, f"{home}/{second.public_id}/cancel", {"because": "Je suis souffrant."})
    assert ["souffrant" in text for text in told("idea_coaching")] == [False, False, False, True]
    signed_in(client, owner)
    assert "Je suis souffrant." in client.get(f"/ideas/{idea.public_id}/coaching").text
    with clock.frozen(first.starts_at + timedelta(hours=1)):
        signed_in(client, expert)
        assert "chat" in client.get("/my").text
        seat = db.session.query(CoachingBooking).filter_by(session_id=first.id).one()
        assert client.get(here).status_code == 200
        twice(client, f"{here}/report", {"came": [seat.public_id], f"note-{seat.public_id}": "Bien."})
        assert client.post(f"{here}/cancel").status_code == 422
    db.session.expire_all()
    assert reads.hours_of(contest, expert.id) == reads.hours_of(contest) == (1, 1)
    done = {row.action for row in db.session.query(audit.AuditEntry).filter_by(actor_id=expert.id)}
    assert done >= {f"contests:coaching:{what}" for what in ("offered", "changed", "cancelled", "reported")}


def test_an_organizer_offers_and_calls_off_with_the_same_form(client, app):
    contest, owner = a_contest(), a_person("Zahra", email="zahra@example.ma")
    idea = an_idea(contest, 1, owner)
    signed_in(client, somebody_with(RoleName.ORGANIZER, contest.organizer))
    home = f"/work/contests/{contest.slug}/coaching"
    refused = client.post(f"{home}/new", data={**OFFERED, "ends": "09:00"})
    assert (refused.status_code, "حساب الكلفة" in refused.text) == (422, True)
    assert client.post(f"{home}/new", data=OFFERED).location == home
    session = db.session.query(CoachingSession).one()
    assert (session.expert, session.expert_id, session.minutes) == ("Driss, formateur", None, 90)
    coaching.book(owner, session, idea, AT)
    here = f"{home}/{session.public_id}"
    twice(client, here, {**OFFERED, "capacity": "3"})
    assert client.get(here).status_code == client.get(home).status_code == 200
    twice(client, f"{here}/cancel", {"because": "La salle est prise."})
    assert "La salle est prise." in told("idea_coaching")[-1]


def test_an_experts_page_costs_the_same_at_one_session_and_three(client, app, count_queries):
    contest = a_contest()
    expert = somebody_with(RoleName.EXPERT, contest)
    signed_in(client, expert)
    costs = []
    for hours in ((1,), (2, 3)):
        for hour in hours:
            row = a_session_of_coaching(contest, AT + timedelta(hours=hour), expert_id=expert.id)
            idea = an_idea(contest, hour)
            db.session.add(CoachingBooking(session_id=row.id, idea_id=idea.id))
        a_session_of_coaching(contest, AT)
        db.session.expire_all()
        with count_queries() as statements:
            page = client.get(f"/coach/{contest.slug}")
        costs.append((page.text.count("row-link"), len(statements)))
    assert [rows for rows, _cost in costs] == [1, 3]
    assert costs[0][1] == costs[1][1]

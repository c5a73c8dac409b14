"""Lists that grow long: paged by key, narrowed, and as dear at three rows as at one."""

import base64
import json
from datetime import timedelta

import pytest

from eventhub import clock
from eventhub.accounts.roles import RoleName
from eventhub.contests.models import CoachingBooking, GrantEntry, Idea
from eventhub.contests.queries import coaching, following, grants, sought
from eventhub.contests.queries.sought import Sought
from eventhub.contests.states import ContestState, IdeaState
from eventhub.database import db
from tests.factories.accounts import signed_in, somebody_with
from tests.factories.contest_life import a_funder, a_grant, a_model, a_session_of_coaching, an_appeal
from tests.factories.contests import AT, a_contest, an_idea

SIZES = [
    (following, "APPEALS_SHOWN"),
    (grants, "GRANTS_SHOWN"),
    (coaching, "SESSIONS_SHOWN"),
    (sought, "FUNDERS_SHOWN"),
    (sought, "MODELS_SHOWN"),
]


def fill(contest, count):
    """As many rows more of each list: an appeal, a grant with an entry, a session with a seat, a funder."""
    first = db.session.query(Idea).filter_by(contest_id=contest.id).count() + 1
    for number in range(first, first + count):
        idea = an_idea(contest, number, state=IdeaState.INELIGIBLE)
        an_appeal(idea)
        grant = a_grant(an_idea(contest, number + 400, state=IdeaState.WINNER))
        db.session.add(
            GrantEntry(
                grant_id=grant.id, kind="paid", amount=40, on=AT.date(), words="x", entry_id="entry-00"
            )
        )
        session = a_session_of_coaching(contest, AT + timedelta(hours=number))
        db.session.add(CoachingBooking(session_id=session.id, idea_id=idea.id))
        a_funder(contest.organizer_id)
        a_model(contest.organizer_id)
    db.session.flush()


PAGES = [
    "/work/contests/{contest}/appeals",
    "/work/contests/{contest}/grants",
    "/work/contests/{contest}/coaching",
    "/work/o/{organizer}/bank",
    "/work/o/{organizer}/bank/models",
    "/bank/funders",
    "/bank/models",
]


@pytest.mark.parametrize("page", PAGES)
def test_a_list_costs_the_same_at_one_row_and_three(client, app, count_queries, page):
    contest = a_contest(state=ContestState.PUBLISHED, published_at=AT)
    signed_in(client, somebody_with(RoleName.ORGANIZER, contest.organizer))
    where = page.format(contest=contest.slug, organizer=contest.organizer.slug)
    costs = []
    for count in (1, 2):
        fill(contest, count)
        fill(a_contest(), 1)
        db.session.expire_all()
        with count_queries() as statements:
            assert client.get(where).status_code == 200
        costs.append(len(statements))
    assert costs[0] == costs[1]


def test_lists_go_on_and_back_by_key_and_are_narrowed(client, app, monkeypatch):
    for module, name in SIZES:
        monkeypatch.setattr(module, name, 2)
    contest, other = a_contest(state=ContestState.PUBLISHED, published_at=AT), a_contest()
    fill(contest, 5)
    fill(other, 3)
    a_funder(other.organizer_id, sectors=["dairy"], helps=["money"], name={"ar": "صندوق الحليب"})
    with app.test_request_context("/"):
        every = {
            "appeals": following.appeals_page(contest),
            "grants": grants.grants_page(contest),
            "sessions": coaching.sessions_page(contest, "", AT),
            "funders": sought.funders_page(Sought()),
            "own funders": sought.funders_page(Sought(), contest.organizer_id),
            "own models": sought.models_page(Sought(), contest.organizer_id),
            "models": sought.models_page(Sought()),
        }
    assert {name: (len(each.rows), each.before) for name, each in every.items()} == dict.fromkeys(
        every, (2, None)
    )
    with app.test_request_context(f"/?after={every['own models'].after}"):
        rest = sought.models_page(Sought(), contest.organizer_id)
        assert len({row.id for row in [*every["own models"].rows, *rest.rows]}) == 4
        assert {row.organizer_id for row in rest.rows} == {contest.organizer_id}
    with app.test_request_context(f"/?after={every['sessions'].after}"):
        onward = coaching.sessions_page(contest, "", AT)
    assert onward.rows[0].starts_at == every["sessions"].rows[1].starts_at - timedelta(hours=1)
    with app.test_request_context(f"/?before={onward.before}"):
        assert coaching.sessions_page(contest, "", AT).rows == every["sessions"].rows
    with app.test_request_context("/"):
        assert following.appeals_page(contest, outcome="kept").rows == []
        assert len(following.appeals_page(contest, outcome="waiting").rows) == 2
        assert len(grants.grants_page(contest, waiting="pay").rows) == 2
        assert len(grants.grants_page(contest, waiting="prove").rows) == 2
        assert len(coaching.sessions_page(contest, "to_report", AT + timedelta(days=900)).rows) == 2
        assert coaching.sessions_page(contest, "held", AT + timedelta(days=900)).rows == []
        assert [str(each.name) for each in sought.funders_page(Sought(help="money")).rows] == ["صندوق الحليب"]
        found = sought.funders_page(Sought(q="صُنْدُوق حليب", sector="dairy"))
        assert [str(each.name) for each in found.rows] == ["صندوق الحليب"]
        assert sought.funders_page(Sought(shown="no"), contest.organizer_id).rows == []
        assert sought.models_page(Sought(q="FROMAGERIE"), contest.organizer_id).after is not None
        assert sought.models_page(Sought(q="fromagerie", sector="honey")).rows == []
        assert grants.grants_page(contest, waiting="nothing known").rows == []
    assert grants.sums_of(contest) == (500_000, 200, 0)
    assert following.appeals_count(contest) == (5, 5)
    assert coaching.hours_of(contest) == (0, 0)


MADE_UP = ["x", "é", "bnVsbA", ["2025-01-01T00:00:00", 1], [2**80, 1], ["x"], {}, [None, None]]


def test_a_made_up_key_shows_the_first_page(client, app):
    contest = a_contest()
    a_session_of_coaching(contest, AT)
    signed_in(client, somebody_with(RoleName.ORGANIZER, contest.organizer))
    for made_up in MADE_UP:
        written = base64.urlsafe_b64encode(json.dumps(made_up).encode()).decode()
        text = made_up if isinstance(made_up, str) else written
        with clock.frozen(AT):
            page = client.get(f"/work/contests/{contest.slug}/coaching", query_string={"after": text})
        assert (page.status_code, page.text.count("row-link")) == (200, 1), made_up

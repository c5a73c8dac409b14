"""The lists of a proposal, of searches and of a repair's moves: a page at a time, at the same cost."""

import pytest

from eventhub.accounts.roles import RoleName
from eventhub.booths.operations import repairing, running
from eventhub.booths.queries import proposals
from eventhub.booths.states import ApplicationState, AssignmentState, RunKind
from eventhub.database import db
from eventhub.web.pages import portion
from tests.factories.accounts import signed_in, somebody_with
from tests.factories.booths import (
    LATER,
    a_booth,
    a_call,
    a_cooperative,
    a_fair,
    a_hold,
    a_plan,
    a_run,
    an_application,
)

S = ApplicationState
LISTS = (*(f"allocation?list={state}" for state in proposals.LISTS), "runs", "repair")


def a_decided_fair(count):
    """A fair of so many exhibitors with a stand, waiting and refused, so many searches and lost stands."""
    fair = a_fair(state="allocation")
    a_plan(fair, 2 * count)
    call = a_call(fair)
    for number in range(count):
        holder = an_application(call, a_cooperative(f"Placée {number}"), S.SELECTED, score=50)
        a_hold(a_booth(fair, f"A{number + 1}"), holder, AssignmentState.HELD)
        an_application(call, a_cooperative(f"Attend {number}"), S.WAITLISTED, waiting_rank=number + 1)
        an_application(call, a_cooperative(f"Refusée {number}"), S.REFUSED, reason="no_water")
        a_run(fair, number=number + 1)
    return fair


@pytest.fixture
def costs(app, client, count_queries):
    def of(count):
        fair = a_decided_fair(count)
        organizer = somebody_with(RoleName.ORGANIZER, fair)
        for number in range(count):
            repairing.lose(organizer, a_booth(fair, f"A{number + 1}"), LATER)
        run = running.start(organizer, fair, LATER, seconds=5, kind=RunKind.REPAIR, takes_waiting=True)
        running.run_now(organizer, run, LATER, seconds=5)
        signed_in(client, organizer)
        found = {}
        for path in LISTS:
            client.get(f"/work/e/{fair.slug}/plan/{path}")
            db.session.expire_all()
            with count_queries() as statements:
                page = client.get(f"/work/e/{fair.slug}/plan/{path}").text
            found[path] = (len(statements), page)
        return found

    return of


def test_each_list_costs_the_same_at_one_and_three_rows(costs):
    one, three = costs(1), costs(3)
    assert {path: found[0] for path, found in one.items()} == {
        path: found[0] for path, found in three.items()
    }
    for state, name in zip(proposals.LISTS, ("Placée", "Attend", "Refusée"), strict=True):
        page = three[f"allocation?list={state}"][1].split('id="lists"')[1]
        assert [found in page for found in ("Placée 2", "Attend 2", "Refusée 2")] == [
            found == name for found in ("Placée", "Attend", "Refusée")
        ]
    assert "Placée 2" in three["repair"][1]


def test_what_was_worked_out_is_paged_by_the_key_before(app):
    rows, at, pages = [f"r{number}" for number in range(5)], "", []
    while at is not None:
        with app.test_request_context(f"/?moves={at}"):
            found = portion(rows, str, "moves", size=2)
        pages.append((found.rows, found.before))
        at = found.after
    assert pages == [(["r0", "r1"], None), (["r2", "r3"], ""), (["r4"], "r1")]

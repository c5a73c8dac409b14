"""A published plan repaired with few moves; cohorts that take turns; the next in line of the same days."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from eventhub.accounts.roles import RoleName
from eventhub.booths import verification
from eventhub.booths.models import Assignment
from eventhub.booths.operations import cohorts, hands, offers, repairing, running
from eventhub.booths.queries import cohorts as queries
from eventhub.booths.queries import plans
from eventhub.booths.queries.instances import Days
from eventhub.booths.states import ApplicationState, AssignmentState, RunKind
from eventhub.database import db
from eventhub.errors import DomainError
from eventhub.mail import OutboxMail
from tests.factories.accounts import signed_in, somebody_with
from tests.factories.booths import (
    LATER,
    a_booth,
    a_call,
    a_cohort,
    a_cooperative,
    a_fair,
    a_hold,
    a_plan,
    an_application,
)

S = ApplicationState


@pytest.fixture
def fair(app):
    edition = a_fair(state="allocation")
    a_plan(edition, 4)
    a_plan(a_fair(), 4)
    return edition


@pytest.fixture
def organizer(fair):
    return somebody_with(RoleName.ORGANIZER, fair)


def repaired(organizer, fair):
    run = running.start(organizer, fair, LATER, seconds=5, kind=RunKind.REPAIR)
    return running.run_now(organizer, run, LATER, seconds=5)


def confirmed(fair, labels=("A1", "A2", "A3"), **fields):
    call = a_call(fair)
    found = []
    for label in labels:
        found.append(an_application(call, a_cooperative(f"Of {label}"), S.CONFIRMED, **fields))
        a_hold(a_booth(fair, label), found[-1], AssignmentState.CONFIRMED)
    return found


def where(file):
    return [hold.booth.label for hold in plans.holds_for(file)]


def test_a_lost_stand_moves_one_exhibitor_who_is_told_once(fair, organizer, client):
    files = confirmed(fair)
    repairing.lose(organizer, a_booth(fair, "A2"), LATER)
    run = repaired(organizer, fair)
    moves = repairing.moves_of(run)
    assert [(move.file.id, move.before, move.after, move.is_known) for move in moves] == [
        (files[1].id, ("A2",), ("A4",), True)
    ]
    signed_in(client, organizer)
    assert "A4" in client.get(f"/work/e/{fair.slug}/plan/repair").text
    for expected in (1, 0):
        assert len(repairing.apply_moves(organizer, run, LATER)) == expected
    assert [where(file) for file in files] == [["A1"], ["A4"], ["A3"]]
    sent = db.session.scalars(sa.select(OutboxMail.template)).all()
    assert sent == ["application_moved"]


def test_a_repair_is_not_applied_to_stands_that_changed_since(fair, organizer):
    confirmed(fair)
    repairing.lose(organizer, a_booth(fair, "A2"), LATER)
    run = repaired(organizer, fair)
    hands.swap(organizer, a_booth(fair, "A1"), a_booth(fair, "A3"), LATER)
    with pytest.raises(DomainError) as refusal:
        repairing.apply_moves(organizer, run, LATER)
    assert refusal.value.code == "run_is_old"


def test_with_no_stand_left_somebody_is_named_and_keeps_their_place(fair, organizer):
    files = confirmed(fair, ("A1", "A2", "A3", "A4"))
    repairing.lose(organizer, a_booth(fair, "A2"), LATER)
    run = repaired(organizer, fair)
    assert [move.after for move in repairing.moves_of(run)].count(()) == 1
    repairing.apply_moves(organizer, run, LATER)
    assert sum(len(where(file)) for file in files) == 4


def test_each_cohort_is_allocated_over_its_own_days(fair, organizer):
    first, second = a_cohort(fair, 0, 2), a_cohort(fair, 3, 6)
    call = a_call(fair)
    files = [
        an_application(call, a_cooperative(f"F{n}"), S.SCORED, published_state=S.ELIGIBLE, score=90 - n)
        for n in range(10)
    ]
    assert cohorts.deal(organizer, fair, LATER) == 10
    assert sorted(queries.sizes(fair).values()) == [5, 5]
    for cohort in (first, second):
        run = running.start(organizer, fair, LATER, seconds=5, cohort=cohort)
        running.run_now(organizer, run, LATER, seconds=5)
    held = db.session.scalars(sa.select(Assignment).where(Assignment.edition_id == fair.id)).all()
    assert {(hold.starts_on, hold.ends_on) for hold in held} == {
        (cohort.starts_on, cohort.ends_on) for cohort in (first, second)
    }
    assert len(held) == 8
    assert sorted(file.waiting_rank for file in files if file.waiting_rank) == [1, 2]
    board = plans.board(fair, days=Days(fair.starts_on, fair.starts_on))
    assert len({row.application for row in board}) == 4
    assert list(verification.stands_given_twice()) == list(verification.gaps_in_waiting_lists()) == []
    offers.publish(organizer, fair, LATER)
    leaving = next(file for file in files if file.id == held[0].application_id)
    offers.decline(None, leaving, LATER)
    (promoted,) = [
        file
        for file in files
        if where(file) == [held[0].booth.label]
        and file.state == S.SELECTED
        and file.id not in {h.application_id for h in held}
    ]
    assert queries.days_of(promoted) == queries.days_of(leaving)


def test_cohorts_do_not_share_days_and_keep_to_the_fair(fair, organizer, client):
    day = fair.starts_on
    names = {"ar": "الفوج الأول"}
    one = cohorts.add(organizer, fair, names, (day, day + timedelta(days=2)), LATER)
    assert cohorts.add(organizer, fair, names, (day, day + timedelta(days=2)), LATER).id == one.id
    for days, code in (
        ((day + timedelta(days=2), day + timedelta(days=4)), "days_overlap"),
        ((day - timedelta(days=1), day), "outside_the_fair"),
    ):
        with pytest.raises(DomainError) as refusal:
            cohorts.add(organizer, fair, names, days, LATER)
        assert refusal.value.code == code
    signed_in(client, organizer)
    address = f"/work/e/{fair.slug}/plan/cohorts"
    typed = {
        "name-ar": "الثاني",
        "starts_on": (day + timedelta(days=3)).isoformat(),
        "ends_on": fair.ends_on.isoformat(),
    }
    assert client.post(address, data=typed).status_code == 303
    assert client.post(address, data=typed | {"starts_on": "soon"}).status_code == 422
    assert client.get(address).text.count("/remove") == 2
    cohorts.remove(organizer, one, LATER)
    assert len(queries.cohorts_of(fair)) == 1

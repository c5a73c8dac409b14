"""A published plan repaired with few moves; cohorts that take turns; the next in line of the same days."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from eventhub.accounts import personal
from eventhub.accounts.roles import RoleName
from eventhub.booths import verification
from eventhub.booths.models import Application, Assignment
from eventhub.booths.operations import cohorts, hands, offers, repairing, running
from eventhub.booths.queries import applications, plans, runs
from eventhub.booths.queries import cohorts as queries
from eventhub.booths.queries.instances import Days
from eventhub.booths.states import ApplicationState, AssignmentState, RunKind
from eventhub.database import db
from eventhub.errors import DomainError
from eventhub.mail import OutboxMail
from tests.factories.accounts import a_person, signed_in, somebody_with
from tests.factories.booths import (
    LATER,
    a_booth,
    a_call,
    a_cohort,
    a_cooperative,
    an_application,
)
from tests.factories.floors import a_floor, placed

S = ApplicationState


@pytest.fixture
def fair(app):
    return a_floor(4, state="allocation")


@pytest.fixture
def organizer(fair):
    return somebody_with(RoleName.ORGANIZER, fair)


def repaired(organizer, fair):
    run = running.start(organizer, fair, LATER, seconds=5, kind=RunKind.REPAIR)
    return running.run_now(organizer, run, LATER, seconds=5)


def confirmed(fair, labels=("A1", "A2", "A3")):
    call = a_call(fair)
    return [placed(call, label) for label in labels]


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
        assert len(repairing.apply_moves(organizer, run, LATER)[0]) == expected
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


def waiting(fair, *files, **fields):
    """The published waiting list: (name, what it needs), first in line first."""
    call = plans.calls_of(fair)[0]
    return [
        an_application(
            call, a_cooperative(name), S.WAITLISTED, waiting_rank=rank, needs={"booths": 1, **needs}, **fields
        )
        for rank, (name, needs) in enumerate(files, start=1)
    ]


def test_the_waiting_list_is_served_in_its_order_and_somebody_moves_to_make_room(fair, organizer, client):
    for label in ("A1", "A2"):
        a_booth(fair, label).allows_cooking = True
    held = confirmed(fair)
    cook, heavy, third, noise = waiting(
        fair, ("Grill", {"cooking": True}), ("Tracteur", {"heavy": True}), ("Miel", {}), ("Bois", {})
    )
    signed_in(client, organizer)
    here = f"/work/e/{fair.slug}/plan/repair"
    assert client.post(f"{here}/search", data={"waiting": "yes"}).status_code == 303
    run = runs.last_repair(fair)
    outcome = repairing.outcome_of(run)
    assert [(step.file.id, bool(step.booths), len(step.moves)) for step in outcome.taken] == [
        (cook.id, True, 1),
        (heavy.id, False, 0),
        (third.id, False, 0),
        (noise.id, False, 0),
    ]
    assert outcome.taken[0].booths[0] in ("A1", "A2")
    assert [move.after for move in outcome.moves] == [("A4",)]
    assert where(cook) == []
    page = client.get(here).text
    assert all(name in page for name in ("Grill", "Tracteur", "Miel"))
    for _twice in range(2):
        assert client.post(f"/work/e/{fair.slug}/plan/runs/{run.public_id}/apply").status_code == 303
    db.session.expire_all()
    assert where(cook) == list(outcome.taken[0].booths)
    assert sorted(label for file in held for label in where(file)) == sorted(
        {"A1", "A2", "A3", "A4"} - set(where(cook))
    )
    assert (cook.state, cook.published_state, plans.holds_for(cook)[0].state) == (
        S.SELECTED,
        S.SELECTED,
        AssignmentState.HELD,
    )
    assert [file.waiting_rank for file in (cook, heavy, third, noise)] == [None, 1, 2, 3]
    assert [(m.from_rank, m.to_rank, m.cause) for m in applications.waiting_moves(third)] == [
        (3, 2, "offered")
    ]
    assert list(verification.stands_given_twice()) == list(verification.gaps_in_waiting_lists()) == []


def test_a_rule_that_was_broken_before_stops_no_repair(fair, organizer):
    (cook,) = confirmed(fair, ("A1",))
    cook.needs = {"booths": 1, "cooking": True}  # nobody may cook on this stand
    (first,) = waiting(fair, ("Premier", {}))
    run = running.start(organizer, fair, LATER, seconds=5, kind=RunKind.REPAIR, takes_waiting=True)
    running.run_now(organizer, run, LATER, seconds=5)
    repairing.apply_moves(organizer, run, LATER)
    assert (where(cook), len(where(first))) == (["A1"], 1)


def test_nobody_is_moved_when_the_auditor_finds_somebody_passed_over(fair, organizer):
    confirmed(fair)
    first, second = waiting(fair, ("Premier", {}), ("Second", {}))
    run = running.start(organizer, fair, LATER, seconds=5, kind=RunKind.REPAIR, takes_waiting=True)
    running.run_now(organizer, run, LATER, seconds=5)
    name, behind = (step["application"] for step in run.taken)
    run.assignments = {who if who != name else behind: held for who, held in run.assignments.items()}
    run.taken = [{**run.taken[0], "application": behind}, {**run.taken[1], "application": name}]
    with pytest.raises(DomainError) as refusal:
        repairing.apply_moves(organizer, run, LATER)
    assert refusal.value.code == "auditor_refuses"
    assert where(first) == where(second) == []


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


def test_an_artisan_who_leaves_is_named_in_no_old_search(fair, organizer):
    person = a_person("Aïcha Potière")
    own = a_cooperative("Aïcha Potière", member=person, kind="artisan", phone="+212661000000")
    shared = a_cooperative("Tiwizi", member=person)
    call = a_call(fair)
    for exhibitor in (own, shared):
        an_application(call, exhibitor, S.SCORED, published_state=S.ELIGIBLE, score=70)
    run = running.allocate(organizer, fair, LATER, seconds=5)
    assert "Potière" in str(run.instance)
    personal.forget(person, LATER)
    db.session.expire_all()
    assert "Potière" not in str(run.instance)
    assert "Tiwizi" in str(run.instance)
    assert (own.phone, own.is_listed, shared.name_latin) == (None, False, "Tiwizi")
    assert {file.folded for file in db.session.query(Application).filter_by(cooperative_id=own.id)} == {
        own.folded
    }
    assert list(verification.searches_changed()) == []
    run.instance = {**run.instance, "name": "other"}
    db.session.flush()
    assert len(list(verification.searches_changed())) == 1


def test_a_repair_is_taken_back_until_somebody_has_answered(fair, organizer, client):
    held = confirmed(fair, ("A1", "A2"))
    first, second, third = waiting(fair, ("Premier", {"heavy": True}), ("Second", {}), ("Dernier", {}))
    repairing.lose(organizer, a_booth(fair, "A2"), LATER)
    signed_in(client, organizer)
    here = f"/work/e/{fair.slug}/plan"

    def make():
        client.post(f"{here}/repair/search", data={"waiting": "yes"})
        address = f"{here}/runs/{runs.last_repair(fair).public_id}"
        assert client.post(f"{address}/apply").status_code == 303
        assert "Second" in client.get(f"{here}/repair").text
        return address

    address = make()
    assert (where(held[1]) != ["A2"], len(where(second)), third.waiting_rank) == (True, 1, 2)
    assert client.post(f"{address}/undo").status_code == 303
    db.session.expire_all()
    assert [where(file) for file in (*held, second)] == [["A1"], ["A2"], []]
    assert [file.waiting_rank for file in (first, second, third)] == [1, 2, 3]
    assert (second.state, second.published_state) == (S.WAITLISTED, S.WAITLISTED)
    sent = db.session.scalars(sa.select(OutboxMail.template).order_by(OutboxMail.id)).all()
    assert sent[-2:] == ["application_offer_taken_back", "application_moved"]
    assert client.post(f"{address}/undo").status_code == 422
    address = make()
    offers.accept(None, second, LATER)
    assert "Second" in client.get(f"{here}/repair").text
    assert client.post(f"{address}/undo").status_code == 422
    db.session.expire_all()
    assert len(where(second)) == 1
    assert list(verification.stands_given_twice()) == list(verification.gaps_in_waiting_lists()) == []

"""Stands moved, set, shared and undone by hand, weighed by the auditor; one stand never given twice."""

import pytest
import sqlalchemy as sa

from eventhub.accounts.roles import RoleName
from eventhub.booths import verification
from eventhub.booths.models import Assignment
from eventhub.booths.operations import hands, running
from eventhub.booths.queries import plans
from eventhub.booths.states import ApplicationState, AssignmentState
from eventhub.database import db
from eventhub.errors import DomainError
from tests.factories.accounts import signed_in, somebody_with
from tests.factories.booths import (
    LATER,
    a_booth,
    a_call,
)
from tests.factories.floors import a_floor, placed, scored

S = ApplicationState


@pytest.fixture
def fair(app):
    return a_floor(4, state="allocation")


@pytest.fixture
def organizer(fair):
    return somebody_with(RoleName.ORGANIZER, fair)


def held(booth):
    db.session.expire_all()
    return [
        (str(hold.application.cooperative.name), hold.share, hold.is_pinned) for hold in plans.holds_of(booth)
    ]


def test_a_stand_set_by_hand_stays_in_the_next_search_and_can_be_left_again(fair, organizer):
    call = a_call(fair)
    files = [scored(call, f"F{n}") for n in range(4)]
    hands.assign(organizer, a_booth(fair, "A4"), files[0], LATER)
    running.allocate(organizer, fair, LATER, seconds=2)
    assert held(a_booth(fair, "A4")) == [("F0", 100, True)]
    one = a_booth(fair, "A1")
    name = held(one)[0][0]
    hands.set_pin(organizer, one, LATER, is_pinned=True)
    running.allocate(organizer, fair, LATER, seconds=2, seed=77)
    assert held(one) == [(name, 100, True)]
    hands.set_pin(organizer, one, LATER, is_pinned=False)
    assert held(one) == [(name, 100, False)]


def test_each_act_by_hand_can_be_undone_in_turn(fair, organizer):
    call = a_call(fair)
    one, other = scored(call, "One"), scored(call, "Other")
    first, second = a_booth(fair, "A1"), a_booth(fair, "A2")
    hands.assign(organizer, first, one, LATER)
    hands.swap(organizer, first, second, LATER)
    hands.share(organizer, second, other, LATER)
    assert held(second) == [("One", 50, True), ("Other", 50, True)]
    hands.undo(organizer, fair, LATER)
    assert held(second) == [("One", 100, True)]
    assert other.state == S.WAITLISTED
    hands.undo(organizer, fair, LATER)
    assert (held(first), held(second)) == ([("One", 100, True)], [])
    hands.undo(organizer, fair, LATER)
    assert (held(first), one.state) == ([], S.WAITLISTED)
    with pytest.raises(DomainError) as refusal:
        hands.undo(organizer, fair, LATER)
    assert refusal.value.code == "nothing_to_undo"


def test_what_changed_since_is_not_undone(fair, organizer):
    call = a_call(fair)
    hands.assign(organizer, a_booth(fair, "A1"), scored(call, "One"), LATER)
    hold = db.session.scalars(sa.select(Assignment).where(Assignment.edition_id == fair.id)).one()
    hold.state = AssignmentState.HELD
    db.session.flush()
    with pytest.raises(DomainError) as refusal:
        hands.undo(organizer, fair, LATER)
    assert refusal.value.code == "changed_since"


def test_a_move_is_weighed_before_it_is_done(fair, organizer, client):
    call = a_call(fair)
    for label in ("A1", "A2", "A4"):
        a_booth(fair, label).allows_cooking = True
    weaver = scored(call, "Tapis", sector="weaving")
    grill = scored(call, "Grill", needs={"booths": 1, "cooking": True})
    honey = scored(call, "Miel", wishes=[{"booth": "A3"}])
    for label, file in (("A1", weaver), ("A4", grill), ("A2", honey)):
        hands.assign(organizer, a_booth(fair, label), file, LATER)
    weighed = hands.weigh(fair, a_booth(fair, "A4"), a_booth(fair, "A2"))
    assert not weighed.is_allowed
    assert "Grill" in str(weighed.sentences[0])
    assert "Tapis" in str(weighed.sentences[0])
    better = hands.weigh(fair, a_booth(fair, "A2"), a_booth(fair, "A3"))
    assert (better.is_allowed, better.levels) == (True, [("comfort", 12.0, 3.0)])
    signed_in(client, organizer)
    address = f"/work/e/{fair.slug}/plan"
    found = client.get(f"{address}/move.json?from=A4&to=A2").json
    assert found["allowed"] is False
    refused = client.post(f"{address}/move", data={"from": "A4", "to": "A2"})
    assert refused.status_code == 422
    assert client.post(f"{address}/move", data={"from": "A2", "to": "A3"}).status_code == 303
    assert held(a_booth(fair, "A3")) == [("Miel", 100, True)]
    assert client.post(f"{address}/undo").status_code == 303
    assert held(a_booth(fair, "A2")) == [("Miel", 100, True)]


def test_a_stand_is_shared_between_two_and_not_three(fair, organizer):
    call = a_call(fair)
    one, other, third = (scored(call, name) for name in ("One", "Other", "Third"))
    booth = a_booth(fair, "A1")
    with pytest.raises(DomainError):
        hands.share(organizer, booth, one, LATER)
    hands.assign(organizer, booth, one, LATER)
    for _ in range(2):
        hands.share(organizer, booth, other, LATER)
    with pytest.raises(DomainError) as refusal:
        hands.share(organizer, booth, third, LATER)
    assert refusal.value.code == "booth_taken"
    running.allocate(organizer, fair, LATER, seconds=2)
    assert held(booth) == [("One", 50, True), ("Other", 50, True)]
    assert third.state == S.SELECTED
    assert list(verification.stands_given_twice()) == []


def test_half_a_stand_has_half_its_power(fair, organizer):
    call = a_call(fair)
    booth = a_booth(fair, "A1")
    hands.assign(organizer, booth, scored(call, "One"), LATER)
    hungry = scored(call, "Hungry", needs={"booths": 1, "power_kw": booth.power_kw})
    with pytest.raises(DomainError) as refusal, db.session.begin_nested():
        hands.share(organizer, booth, hungry, LATER)
    assert refusal.value.code == "rule_broken"
    assert "Hungry" in str(refusal.value)


def test_a_stand_of_a_published_holder_can_be_moved_and_stays_theirs(fair, organizer):
    call = a_call(fair)
    known = placed(call, "A1")
    hands.swap(organizer, a_booth(fair, "A1"), a_booth(fair, "A4"), LATER)
    hold = db.session.scalars(sa.select(Assignment).where(Assignment.application_id == known.id)).one()
    assert (hold.booth.label, hold.state) == ("A4", AssignmentState.CONFIRMED)
    hands.undo(organizer, fair, LATER)
    db.session.expire_all()
    assert (hold.booth.label, hold.state) == ("A1", AssignmentState.CONFIRMED)

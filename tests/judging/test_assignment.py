"""What a plan of who judges what promises."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eventhub.judging.assigning.assignment import Impossible, assign
from eventhub.judging.assigning.linking import WELL_LINKED

IDEAS = [f"I{row:03}" for row in range(60)]
JUDGES = [f"J{row:02}" for row in range(10)]


def pairs(share, seed, ideas=IDEAS, judges=JUDGES):
    random = np.random.default_rng(seed)
    return {(judge, idea) for judge in judges for idea in ideas if random.random() < share}


def knowledge(seed):
    """Judges know one of five themes, so that expertise alone makes five circles."""
    random = np.random.default_rng(seed)
    return {
        (judge, idea): float(random.uniform(0.7, 1))
        for row, judge in enumerate(JUDGES)
        for place, idea in enumerate(IDEAS)
        if place % 5 == row % 5
    }


def per_idea(plan):
    return set(Counter(idea for _, idea in plan.seats).values())


@settings(max_examples=12, deadline=None)
@given(seed=st.integers(0, 9999), wanted=st.integers(1, 4), share=st.floats(0, 0.3))
def test_exactly_k_each_no_conflict_and_loads_within_one(seed, wanted, share):
    ideas = IDEAS[:24]
    conflicts = pairs(share, seed, ideas)
    free = {idea: sum((judge, idea) not in conflicts for judge in JUDGES) for idea in ideas}
    if lacking := {idea: wanted - count for idea, count in free.items() if count < wanted}:
        with pytest.raises(Impossible) as refused:
            assign(ideas, JUDGES, per_idea=wanted, conflicts=conflicts)
        assert refused.value.lacking == lacking
        return
    plan = assign(ideas, JUDGES, per_idea=wanted, conflicts=conflicts, expertise=knowledge(seed))
    assert per_idea(plan) == {wanted}
    assert len(set(plan.seats)) == len(plan.seats) == wanted * len(ideas)
    assert not conflicts & set(plan.seats)
    assert max(plan.loads.values()) - min(plan.loads.values()) <= 1
    assert plan.loads == {judge: sum(who == judge for who, _ in plan.seats) for judge in JUDGES}


@pytest.mark.parametrize("seed", range(5))
def test_the_jury_is_one_well_linked_part_and_still_expert(seed):
    plan = assign(IDEAS, JUDGES, per_idea=2, expertise=knowledge(seed))
    assert plan.parts == 1
    assert plan.linking >= WELL_LINKED - 0.01
    assert plan.expertise > 0.5


def test_without_ties_to_respect_the_most_expert_plan_is_found():
    random = np.random.default_rng(3)
    expertise = {(judge, idea): float(random.random()) for judge in JUDGES for idea in IDEAS}
    plan = assign(IDEAS, JUDGES, per_idea=3, expertise=expertise)
    mean = np.mean(sorted(expertise.values())[-180:])
    assert plan.expertise > 0.9 * mean


@settings(max_examples=10, deadline=None)
@given(order=st.randoms(use_true_random=False))
def test_the_order_of_names_never_matters(order):
    ideas, judges = IDEAS[:], JUDGES[:]
    order.shuffle(ideas)
    order.shuffle(judges)
    expertise = list(knowledge(1).items())
    order.shuffle(expertise)
    first = assign(IDEAS, JUDGES, per_idea=3, expertise=knowledge(1))
    assert assign(ideas, judges, per_idea=3, expertise=dict(expertise)) == first


def test_when_a_judge_drops_out_only_their_seats_move():
    before = assign(IDEAS, JUDGES, per_idea=3, expertise=knowledge(2))
    after = assign(IDEAS, JUDGES[1:], per_idea=3, expertise=knowledge(2), keep=before.seats)
    lost = {seat for seat in before.seats if seat[0] == JUDGES[0]}
    assert set(before.seats) - set(after.seats) == lost
    assert per_idea(after) == {3}
    assert max(after.loads.values()) - min(after.loads.values()) <= 1


def test_a_kept_seat_is_given_up_when_a_conflict_is_declared():
    before = assign(IDEAS, JUDGES, per_idea=3)
    gone = before.seats[0]
    after = assign(IDEAS, JUDGES, per_idea=3, keep=before.seats, conflicts=[gone])
    assert gone not in after.seats
    assert len(set(before.seats) - set(after.seats)) == 1
    assert per_idea(after) == {3}


def test_nobody_judges_more_than_they_can():
    capacity = {JUDGES[0]: 2, JUDGES[1]: 0}
    plan = assign(IDEAS, JUDGES, per_idea=3, capacity=capacity)
    assert (plan.loads[JUDGES[0]], plan.loads[JUDGES[1]]) == (2, 0)
    others = [plan.loads[judge] for judge in JUDGES[2:]]
    assert max(others) - min(others) <= 1


@pytest.mark.parametrize(
    ("wanted", "conflicts", "capacity"),
    [
        (11, (), {}),
        (3, {(judge, "I007") for judge in JUDGES[:9]}, {}),
        (3, (), dict.fromkeys(JUDGES, 17)),
        (2, {(judge, idea) for judge in JUDGES[2:] for idea in IDEAS[:30]}, {"J00": 10}),
        (1, {(judge, "I007") for judge in JUDGES}, {}),
    ],
    ids=["too few judges", "conflicts", "capacity", "conflicts and capacity", "nobody at all"],
)
def test_an_impossible_call_says_what_is_lacking_and_either_change_would_do(wanted, conflicts, capacity):
    with pytest.raises(Impossible) as refused:
        assign(IDEAS, JUDGES, per_idea=wanted, conflicts=conflicts, capacity=capacity)
    why = refused.value
    assert sum(why.lacking.values()) > 0
    more = [f"new{row}" for row in range(why.more_judges)]
    assert per_idea(
        assign(IDEAS, JUDGES + more, per_idea=wanted, conflicts=conflicts, capacity=capacity)
    ) == {wanted}
    with pytest.raises(Impossible):
        assign(IDEAS, JUDGES + more[1:], per_idea=wanted, conflicts=conflicts, capacity=capacity)
    if why.possible:
        fewer = assign(IDEAS, JUDGES, per_idea=why.possible, conflicts=conflicts, capacity=capacity)
        assert per_idea(fewer) == {why.possible}
    if why.possible + 1 < wanted:
        with pytest.raises(Impossible):
            assign(IDEAS, JUDGES, per_idea=why.possible + 1, conflicts=conflicts, capacity=capacity)


def test_seats_lacking_for_want_of_room_are_as_many_as_the_room_that_lacks():
    with pytest.raises(Impossible) as refused:
        assign(IDEAS, JUDGES, per_idea=3, capacity=dict.fromkeys(JUDGES, 17))
    assert sum(refused.value.lacking.values()) == 180 - 170


def test_no_ideas_need_no_seats():
    plan = assign([], JUDGES, per_idea=3)
    assert (plan.seats, set(plan.loads.values())) == ((), {0})


def test_an_idea_needs_at_least_one_judge():
    with pytest.raises(ValueError, match="at least one judge"):
        assign(IDEAS, JUDGES, per_idea=0)

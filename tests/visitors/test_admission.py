"""A gate's rules, by examples and by what must always hold."""

from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventhub.visitors.admission import (
    BEEN,
    Bearer,
    Gateway,
    Outcome,
    Passage,
    Reason,
    Rule,
    admit,
)

OPENING = date(2025, 5, 22)


def gate(rule=Rule.ONCE_A_DAY, **fields):
    values = {"edition_id": 1, "name": "A", "rule": rule, "starts_on": OPENING, "ends_on": date(2025, 5, 28)}
    return Gateway(**values | fields)


def passage(day=0, hour=10, *, out=False, offline=False):
    at = datetime(2025, 5, 22, hour, tzinfo=UTC) + timedelta(days=day)
    return Passage(at, at.date(), out, offline)


def walk(rule, *passages, bearer=None):
    bearer = bearer or Bearer(edition_id=1)
    outcomes = []
    for each in passages:
        answer, bearer = admit(gate(rule), bearer, each)
        outcomes.append(answer.outcome.value)
    return outcomes, bearer


TWICE_A_DAY_THEN_NEXT_DAY = (
    passage(0, 9),
    passage(0, 11),
    passage(0, 12, out=True),
    passage(0, 13),
    passage(1, 9),
)


@pytest.mark.parametrize(
    ("rule", "outcomes"),
    [
        (Rule.ONCE, ["ok", "again", "ok", "again", "again"]),
        (Rule.SEVERAL, ["ok", "ok", "ok", "ok", "ok"]),
        (Rule.AFTER_EXIT, ["ok", "again", "ok", "ok", "ok"]),
        (Rule.ONCE_A_DAY, ["ok", "again", "ok", "again", "ok"]),
    ],
)
def test_each_rule_on_two_entries_an_exit_a_third_entry_and_the_next_morning(rule, outcomes):
    assert walk(rule, *TWICE_A_DAY_THEN_NEXT_DAY)[0] == outcomes


def test_again_says_when_and_where_it_was():
    answer, bearer = admit(gate(), Bearer(edition_id=1), passage(0, 9))
    again, _ = admit(gate(name="B"), bearer, passage(0, 10))
    assert answer.outcome == Outcome.OK
    assert (again.outcome, again.first_at.hour, again.first_place) == (Outcome.AGAIN, 9, "A")


@pytest.mark.parametrize(
    ("bearer", "at", "reason"),
    [
        (Bearer(edition_id=2), passage(), Reason.OTHER_EDITION),
        (Bearer(edition_id=1, is_revoked=True), passage(), Reason.REVOKED),
        (Bearer(edition_id=1), passage(-1), Reason.NOT_OPEN_YET),
        (Bearer(edition_id=1), passage(7), Reason.OVER),
    ],
)
def test_refusals_online_are_irregular_offline(bearer, at, reason):
    online, unchanged = admit(gate(), bearer, at)
    assert (online.outcome, online.reason, unchanged) == (Outcome.REFUSED, reason, bearer)
    offline, _ = admit(gate(), bearer, Passage(at.at, at.day, is_offline=True))
    assert (offline.outcome, offline.reason) == (Outcome.IRREGULAR, reason)


def test_a_gate_may_be_for_some_kinds_of_badges():
    exhibitors = gate(categories=frozenset({"exhibitor"}))
    assert admit(exhibitors, Bearer(edition_id=1), passage())[0].reason == Reason.OTHER_CATEGORY
    assert admit(exhibitors, Bearer(edition_id=1, category="exhibitor"), passage())[0].outcome == Outcome.OK


def test_an_unknown_badge_is_unknown_also_offline():
    assert admit(gate(), None, passage(offline=True)) == (admit(gate(), None, passage())[0], None)


def test_everyone_inside_at_night_is_out():
    _, bearer = walk(Rule.AFTER_EXIT, passage(0, 9))
    assert bearer.is_inside_on(OPENING)
    assert not bearer.is_inside_on(OPENING + timedelta(days=1))


def test_yesterdays_queue_does_not_count_a_person_twice():
    _, bearer = walk(Rule.ONCE_A_DAY, passage(0, 9), passage(1, 9))
    late, after = admit(gate(), bearer, passage(0, 15, offline=True))
    assert (late.outcome, late.counted, late.moved) == (Outcome.IRREGULAR, 0, 0)
    assert (after.last_day, after.is_inside) == (bearer.last_day, bearer.is_inside)


PASSAGES = st.builds(
    passage,
    day=st.integers(0, 6),
    hour=st.integers(8, 21),
    out=st.booleans(),
    offline=st.booleans(),
)


@given(st.sampled_from(Rule), st.lists(PASSAGES, max_size=25), st.integers(1, 9))
def test_counts_agree_with_what_happened(rule, passages, party):
    bearer = Bearer(edition_id=1, party=party)
    people: dict[date, int] = {}
    inside: dict[date, int] = {}
    for each in passages:
        answer, bearer = admit(gate(rule), bearer, each)
        people[each.day] = people.get(each.day, 0) + answer.counted
        inside[each.day] = inside.get(each.day, 0) + answer.moved
        assert not (each.is_offline and answer.outcome in {Outcome.AGAIN, Outcome.REFUSED})
        assert (answer.outcome == Outcome.AGAIN) <= (answer.reason in BEEN)
    assert all(number in {0, party} for number in people.values())
    assert all(number >= 0 for number in inside.values())
    for day, number in inside.items():
        if bearer.last_day == day:
            assert number == (party if bearer.is_inside else 0)


@given(st.sampled_from([Rule.ONCE, Rule.ONCE_A_DAY]), st.lists(st.integers(8, 21), min_size=1, max_size=6))
def test_one_ok_a_day_at_most_where_the_rule_says_so(rule, hours):
    outcomes, _ = walk(rule, *(passage(0, hour) for hour in hours))
    assert outcomes.count("ok") == 1


@pytest.mark.parametrize(("rule", "offline"), list(product(Rule, [True, False])))
def test_nobody_is_held_back(rule, offline):
    answer, bearer = admit(
        gate(rule), Bearer(edition_id=1, is_revoked=True), passage(out=True, offline=offline)
    )
    assert (answer.outcome, bearer.is_inside) == (Outcome.OK, False)

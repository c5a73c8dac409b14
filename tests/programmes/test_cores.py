"""The arithmetic of programmes: scores and needs, the picture, what changed, periods, a licence's state."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventhub.programmes import questionnaire, scoring, states
from eventhub.programmes.forms import read_attendance, read_targets
from eventhub.programmes.kinds import Axis
from eventhub.programmes.pictures import Picture

STATEMENTS = questionnaire.offered()
ANSWERS = st.dictionaries(st.sampled_from([each["id"] for each in STATEMENTS]), st.integers(0, 4))
SHARES = st.dictionaries(st.sampled_from(list(Axis)), st.floats(0, 1))
DAYS = st.dates(date(2024, 1, 1), date(2027, 12, 31))


def test_the_questionnaire_says_each_statement_and_its_ends_in_three_languages():
    assert questionnaire.axes_of(STATEMENTS) == list(Axis)
    assert len({each["id"] for each in STATEMENTS}) == len(STATEMENTS)
    for each in STATEMENTS:
        for part in ("words", "low", "high"):
            assert set(each[part]) == {"ar", "fr", "en"}
            assert all(each[part].values())


@given(ANSWERS)
def test_a_score_is_the_mean_of_what_was_answered_and_nothing_else(answers):
    found = scoring.scores(STATEMENTS, answers | {"gone-9": 4})
    for axis in Axis:
        marks = [answers[each["id"]] for each in STATEMENTS if each["axis"] == axis and each["id"] in answers]
        assert (axis in found) == bool(marks)
        if marks:
            assert found[axis] == pytest.approx(sum(marks) / len(marks) / 4)
            assert 0 <= found[axis] <= 1


@given(SHARES)
def test_needs_are_the_two_lowest_axes_that_are_not_perfect(shares):
    needs = scoring.weakest(shares)
    wanting = [axis for axis, share in shares.items() if share < 1]
    assert len(needs) == min(2, len(wanting))
    others = [shares[axis] for axis in wanting if axis not in needs]
    assert all(shares[need] <= other for need in needs for other in others)


def test_of_equal_axes_the_earlier_one_is_worked_on_first():
    assert scoring.weakest(dict.fromkeys(reversed(Axis), 0.5)) == [Axis.GOVERNANCE, Axis.FINANCE]


@given(SHARES, SHARES)
def test_the_picture_shows_the_axes_that_all_diagnoses_know_inside_its_rings(one, other):
    picture = Picture.of([one, other])
    assert [axis for axis, _ in picture.rows] == [axis for axis in Axis if axis in one and axis in other]
    for outline in picture.outlines:
        points = [tuple(float(each) for each in point.split(",")) for point in outline.split()]
        assert len(points) == len(picture.spokes)
        assert all(x * x + y * y <= (scoring.RADIUS + 1) ** 2 for x, y in points)


@given(
    st.lists(
        st.tuples(st.integers(1, 4), DAYS, st.integers(0, 1000)), max_size=12, unique_by=lambda each: each[:2]
    )
)
def test_only_who_was_measured_on_two_days_is_compared_by_first_and_last(measures):
    found = scoring.change(measures)
    before = after = count = 0
    for owner in {each[0] for each in measures}:
        rows = sorted((on, value) for who, on, value in measures if who == owner)
        if len(rows) > 1:
            before, after, count = before + rows[0][1], after + rows[-1][1], count + 1
    assert (found.before, found.after, found.cooperatives) == (before, after, count)
    assert scoring.change(reversed(measures)) == found


@given(DAYS, st.integers(0, 1200))
def test_the_years_of_a_programme_cover_it_day_by_day_and_once(starts, length):
    ends = starts + timedelta(days=length)
    found = scoring.periods(starts, ends)
    assert found[0] == "whole"
    assert scoring.bounds("whole", starts, ends) == (starts, ends)
    days = [scoring.bounds(year, starts, ends) for year in found[1:]]
    if days:
        assert (days[0][0], days[-1][1]) == (starts, ends)
        assert all(one[1] + timedelta(days=1) == other[0] for one, other in pairwise(days))


@pytest.mark.parametrize(
    ("kept", "ends", "said"),
    [
        ("held", None, "held"),
        ("held", date(2025, 3, 10), "held"),
        ("held", date(2025, 3, 9), "expired"),
        ("pending", date(2025, 3, 9), "pending"),
        ("refused", None, "refused"),
    ],
)
def test_a_licence_expires_the_day_after_its_last(kept, ends, said):
    assert states.licence_state(kept, ends, date(2025, 3, 10)) == said


@given(st.text(max_size=12))
def test_what_is_no_number_is_no_target_and_nobody_came(text):
    targets = read_targets(["whole"], {"target-whole-women": text})
    came = read_attendance(["a"], {"people-a": text})["a"][0]
    digits = text.strip()
    is_number = digits.isdecimal() and int(digits) > 0
    assert (
        (targets == {"whole": {"women": int(digits)}})
        if is_number and int(digits) < 10_000_001 and len(digits) < 9
        else targets == {}
    )
    assert (came > 0) == (is_number and int(digits) <= 1000 and len(digits) < 5)


def test_numbers_may_be_written_in_arabic_digits():
    assert read_attendance(["a"], {"people-a": "١٢", "women-a": "٧"}) == {"a": (12, 7, 0)}

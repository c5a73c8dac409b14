"""The arithmetic of shifts: who could do both, hours, days, counts, the calendar."""

from datetime import UTC, date, datetime, timedelta
from itertools import combinations
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventhub.volunteers.calendar import Event, calendar_of
from eventhub.volunteers.states import (
    MOVES,
    Counts,
    TurnState,
    age_on,
    clash_in,
    days_of,
    fill_of,
    minutes_of,
    overlap,
)

START = datetime(2025, 5, 22, 8, 0, tzinfo=UTC)


def shift(first: int, hours: int) -> SimpleNamespace:
    starts_at = START + timedelta(hours=first)
    return SimpleNamespace(starts_at=starts_at, ends_at=starts_at + timedelta(hours=hours))


def worked(one: SimpleNamespace) -> set[datetime]:
    """Each whole hour of a shift."""
    return {
        one.starts_at + timedelta(hours=n)
        for n in range(24)
        if one.starts_at + timedelta(hours=n) < one.ends_at
    }


@given(st.lists(st.builds(shift, st.integers(0, 40), st.integers(1, 9)), max_size=7))
def test_two_shifts_clash_exactly_when_they_share_an_hour(shifts):
    clashes = [pair for pair in combinations(shifts, 2) if worked(pair[0]) & worked(pair[1])]
    assert all(overlap(*pair) for pair in clashes)
    found = clash_in(shifts)
    assert (found is None) == (not clashes)
    if found is not None:
        assert worked(found[0]) & worked(found[1])


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 12)), max_size=60))
def test_counts_are_those_of_the_people_whatever_happened_to_them(steps):
    people: dict[int, TurnState | None] = dict.fromkeys(range(5))
    counts = Counts()
    for who, choice in steps:
        ways = sorted(MOVES[people[who]])
        to = ways[choice % len(ways)]
        counts, people[who] = counts.moved(people[who], to), to
    states = list(people.values())
    there = states.count(TurnState.PRESENT)
    assert counts == Counts(states.count(TurnState.TAKEN) + there, states.count(TurnState.WAITING), there)


def test_a_place_moves_only_as_it_may():
    for before in (None, *TurnState):
        for after in TurnState:
            if after not in MOVES[before]:
                with pytest.raises(ValueError, match="nothing leads"):
                    Counts(5, 5, 5).moved(before, after)


def test_hours_are_those_between_coming_and_leaving_else_those_of_the_shift():
    end = START + timedelta(hours=4)
    came, left = START - timedelta(minutes=12), START + timedelta(hours=3, minutes=31)
    assert minutes_of(START, end, came, left) == 223
    assert minutes_of(START, end, came, None) == minutes_of(START, end, None, None) == 240
    assert minutes_of(START, end, came, came + timedelta(seconds=5)) == 1
    first, second = date(2025, 5, 22), date(2025, 5, 23)
    assert days_of([("itto", first), ("itto", first), ("itto", second), ("moha", first)]) == 3


def test_ages_and_fullness():
    assert [age_on(date(2007, 5, 23), day) for day in (date(2025, 5, 22), date(2025, 5, 23))] == [17, 18]
    assert age_on(date(2004, 2, 29), date(2025, 2, 28)) == 20
    assert [fill_of(SimpleNamespace(taken=n, needed=2)) for n in range(3)] == ["empty", "short", "full"]


def test_a_calendar_breaks_no_line_and_no_letter():
    title = "استقبال الزوار، وإرشادهم; " * 6
    event = Event("x@volunteers", START, START + timedelta(hours=2), title, "Tente, porte A\nau fond", "u")
    text = calendar_of("Foire", [event], START)
    lines = text.encode().split(b"\r\n")
    assert max(map(len, lines)) <= 75
    whole = b"".join(lines).decode().replace("\n ", "")
    unfolded = text.replace("\r\n ", "")
    assert "SUMMARY:" + title.replace(";", "\\;") in unfolded
    assert "LOCATION:Tente\\, porte A\\nau fond" in unfolded
    assert "DTSTART:20250522T080000Z" in whole

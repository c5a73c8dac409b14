"""Seats of a session, in pure code: whatever happens, nobody is seated twice or passed over."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from eventhub.fairs.models import ProgrammeSession
from eventhub.visitors.seating import (
    HOLDING,
    LIVING,
    MOVES,
    Counts,
    SeatState,
    Standing,
    fits,
    moving_up,
    standing_of,
)

TEN = datetime(2025, 5, 23, 10, tzinfo=UTC)
BADGES = st.integers(1, 12)


@dataclass
class Seat:
    people: int
    asked: int
    state: SeatState | None = None


class Workshop(RuleBasedStateMachine):
    """A session before it begins, as the operations play it; what is counted is what is there."""

    @initialize(seats=st.integers(1, 6))
    def begin(self, seats):
        self.seats, self.asked = seats, 0
        self.counts, self.rows = Counts(), {}

    @property
    def free(self):
        return self.seats - self.counts.taken

    @property
    def line(self):
        waiting = [each for each in self.rows.items() if each[1].state == SeatState.WAITING]
        return sorted(waiting, key=lambda pair: pair[1].asked)

    def move(self, row, to):
        self.counts = self.counts.moved(row.people, row.state, to)
        row.state = to

    def move_up(self):
        before = [(badge, row.people) for badge, row in self.line]
        for badge in moving_up(self.free, before):
            self.move(self.rows[badge], SeatState.TAKEN)
        left = [badge for badge, _row in self.line]
        for at, (badge, people) in enumerate(before):
            if badge in left:  # nobody who waits is passed by somebody later who needs as many seats or more
                assert all(later in left or need < people for later, need in before[at + 1 :])

    @rule(badge=BADGES, people=st.integers(1, 3))
    def ask(self, badge, people):
        row = self.rows.get(badge)
        if row is not None and row.state in LIVING | {SeatState.ABSENT}:
            return
        row = row or Seat(people, 0)
        self.asked += 1
        row.people, row.asked = people, self.asked
        self.rows[badge] = row
        self.move(row, SeatState.TAKEN if fits(self.free, people) else SeatState.WAITING)

    @rule(badge=BADGES)
    def give_back(self, badge):
        row = self.rows.get(badge)
        if row is not None and row.state in {SeatState.TAKEN, SeatState.WAITING}:
            self.move(row, SeatState.RETURNED)
            self.move_up()

    @rule(badge=BADGES)
    def come(self, badge):
        row = self.rows.get(badge)
        if row is None or row.state == SeatState.PRESENT:
            return
        if row.state == SeatState.TAKEN or fits(self.free, row.people):
            self.move(row, SeatState.PRESENT)

    @rule(badge=BADGES)
    def it_was_somebody_else(self, badge):
        row = self.rows.get(badge)
        if row is not None and row.state == SeatState.PRESENT:
            self.move(row, SeatState.TAKEN)

    @rule(more=st.integers(-2, 3))
    def other_seats(self, more):
        if self.seats + more >= max(self.counts.taken, 1):
            self.seats += more
            self.move_up()

    @invariant()
    def what_is_counted_is_there(self):
        def people(states):
            return sum(row.people for row in self.rows.values() if row.state in states)

        counted = people(HOLDING), people({SeatState.WAITING}), people({SeatState.PRESENT})
        assert (self.counts.taken, self.counts.waiting, self.counts.present) == counted
        assert 0 <= self.counts.present <= self.counts.taken <= self.seats

    @invariant()
    def no_seat_is_empty_while_somebody_waits_for_it(self):
        assert not any(fits(self.free, row.people) for _badge, row in self.line)


TestWorkshop = Workshop.TestCase
TestWorkshop.settings = settings(max_examples=60, stateful_step_count=30)


def test_every_move_is_one_of_the_table():
    for before in (None, *SeatState):
        for after in SeatState:
            if after in MOVES[before]:
                Counts(9, 9, 9).moved(1, before, after)
            else:
                with pytest.raises(ValueError, match="nothing leads"):
                    Counts(9, 9, 9).moved(1, before, after)


def test_where_everybody_may_come_the_whole_line_moves_up():
    assert moving_up(None, [(1, 40), (2, 1)]) == [1, 2]


@pytest.mark.parametrize(
    ("hours", "fields", "stands"),
    [
        (-5, {}, Standing.OPEN),
        (-5, {"taken": 2}, Standing.FULL),
        (-2, {"closes_before": 3}, Standing.CLOSED),
        (-5, {"is_seated": False}, Standing.CLOSED),
        (0, {}, Standing.BEGUN),
        (1, {}, Standing.OVER),
        (-5, {"cancelled_at": TEN}, Standing.CANCELLED),
    ],
)
def test_a_session_stands_as_its_hour_and_its_seats_say(hours, fields, stands):
    given = {"is_seated": True, "seats": 2, "taken": 0, "closes_before": 0}
    session = ProgrammeSession(starts_at=TEN, ends_at=TEN + timedelta(hours=1), **given | fields)
    assert standing_of(session, TEN + timedelta(hours=hours)) == stands

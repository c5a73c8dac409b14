"""The walk on the ground: never through a stand, never shorter than the crow, the same there and back."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eventhub.booths import guiding, shapes, wayfinding
from eventhub.booths.guiding import Landmark, Side, Turn


def crosses(a, b, figure) -> bool:
    """Whether a segment comes into a figure; an own rule, not the module's."""
    steps = max(2, int(shapes.distance(a, b) / 0.05))
    return any(
        shapes.contains(figure, (a[0] + (b[0] - a[0]) * n / steps, a[1] + (b[1] - a[1]) * n / steps))
        for n in range(steps + 1)
    )


@st.composite
def floors(draw):
    """A ground with islands of stands, some of them oblique."""
    width, depth = draw(st.integers(14, 60)), draw(st.integers(12, 40))
    stands = []
    for row in range(draw(st.integers(1, 4))):
        y = 3 + row * draw(st.sampled_from((4.5, 5.5, 7)))
        for column in range(draw(st.integers(1, 6))):
            angle = draw(st.sampled_from((0, 0, 0, 90, 30, 45)))
            stands.append(shapes.box(4 + column * 4.2, y, 3, 2.5, angle))
    inside = [each for each in stands if shapes.bounds(each)[2] < width and shapes.bounds(each)[3] < depth]
    return width, depth, inside or [shapes.box(6, 6, 3, 3)]


@settings(max_examples=60, deadline=None)
@given(floors(), st.data())
def test_a_walk_crosses_no_stand_and_is_the_same_both_ways(floor, data):
    width, depth, stands = floor
    grid = wayfinding.ground(width, depth, stands)
    here, there = data.draw(st.sampled_from(stands)), data.draw(st.sampled_from(stands))
    starts, ends = wayfinding.doors(grid, here), wayfinding.doors(grid, there)
    walk = wayfinding.route(grid, starts, ends)
    if walk is None:
        return
    for (a, b), stand in itertools.product(itertools.pairwise(walk), stands):
        assert not crosses(a, b, stand)
    metres = wayfinding.length(walk)
    assert metres >= shapes.distance(walk[0], walk[-1]) - 1e-6
    assert all(0 <= x <= width and 0 <= y <= depth for x, y in walk)
    back = wayfinding.route(grid, ends, starts)
    assert wayfinding.length(back) == pytest.approx(metres)
    assert walk[0] in starts
    assert walk[-1] in ends


def test_the_walk_goes_round_an_island_by_the_shorter_end():
    island = [shapes.box(10 + 3 * n, 10, 3, 3) for n in range(6)]
    grid = wayfinding.ground(40, 20, island)
    walk = wayfinding.route(grid, [(12.0, 6.0)], [(12.0, 14.0)])
    assert wayfinding.length(walk) < 16
    assert min(x for x, _ in walk) < 9


def test_a_wheelchair_takes_the_wide_lane():
    wall = [shapes.box(10, 9.3, 20, 1), shapes.box(27.5, 9.3, 12, 1)]
    narrow = wayfinding.route(wayfinding.ground(40, 20, wall), [(20.0, 4.0)], [(20.0, 16.0)])
    wide = wayfinding.route(
        wayfinding.ground(40, 20, wall, wayfinding.STEP_FREE), [(20.0, 4.0)], [(20.0, 16.0)]
    )
    assert wayfinding.length(narrow) < 14 < wayfinding.length(wide)


def test_nobody_walks_through_a_closed_ring():
    ring = [
        shapes.box(10, 5, 12, 1),
        shapes.box(10, 15, 12, 1),
        shapes.box(5, 10, 1, 12),
        shapes.box(15, 10, 1, 12),
    ]
    assert wayfinding.route(wayfinding.ground(30, 20, ring), [(10.0, 10.0)], [(25.0, 10.0)]) is None


def test_a_stand_at_the_wall_is_entered_from_its_lane():
    stand = shapes.box(10, 2.2, 3, 3)
    beside = [shapes.box(10 + 3 * n, 2.2, 3, 3) for n in (-1, 1)]
    doors = wayfinding.doors(wayfinding.ground(20, 14, [stand, *beside]), stand)
    assert [y > 3 for _x, y in doors] == [True]


def test_turns_are_told_as_a_walker_meets_them():
    stage = Landmark("stage", shapes.box(14, 2, 4, 2), is_stand=False)
    corner = Landmark("C4", shapes.box(18, 7, 3, 3), is_stand=True)
    told = guiding.guide([(2, 5), (20, 5), (20, 15)], [stage, corner], shapes.box(22.5, 15, 3, 3))
    first, second = told.legs
    assert (first.turn, first.passed) == (Turn.START, (("stage", Side.LEFT),))
    assert (second.turn, second.after, round(second.metres)) == (Turn.RIGHT, "C4", 10)
    assert told.arrival == Side.LEFT


def test_bends_nobody_notices_are_not_told():
    told = guiding.guide([(0, 0), (10, 0.4), (20, 0), (30, 6)], [], shapes.box(33, 6, 3, 3))
    assert [leg.turn for leg in told.legs] in ([Turn.START], [Turn.START, Turn.RIGHT])


@pytest.mark.parametrize("angle", [0, 90, 180, 270, 30])
def test_corners_are_as_far_from_the_middle_as_they_must_be(angle):
    figure = shapes.box(5, 5, 4, 2, angle)
    assert shapes.middle(figure) == pytest.approx((5, 5))
    assert {round(shapes.distance(corner, (5, 5)), 6) for corner in figure} == {round(5**0.5, 6)}

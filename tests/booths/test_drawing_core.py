"""The arithmetic of the drawing: turned stands, generated fairs, rows read back from stands."""

from dataclasses import dataclass
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eventhub.booths import geometry, grids, ground, rows
from eventhub.booths.ground import Direction, Layout, Numbering, RowSpec, ThingKind, ZoneSpec

ZONE = ZoneSpec("Z", {"fr": "Zone"})


@dataclass
class Box:
    x: float
    y: float
    width: float = 3.0
    depth: float = 3.0
    angle: float = 0.0


def shape(*box):
    return ground.corners(Box(*box))


def test_a_turned_stand_covers_what_its_corners_say():
    assert ground.edges(Box(5, 5, 4, 2, 90)) == (4, 3, 6, 7)
    left, top, right, bottom = ground.edges(Box(0, 0, 2, 2, 45))
    assert (left, top, right, bottom) == pytest.approx((-(2**0.5), -(2**0.5), 2**0.5, 2**0.5))


def test_corners_of_boxes_may_cover_one_another_while_the_turned_stands_do_not():
    one, other = shape(0, 0, 3, 3, 45), shape(2.6, 2.6, 3, 3, 45)
    assert geometry.apart(one, other).gap == pytest.approx(2.6 * 2**0.5 - 3)
    assert geometry.bounds(one)[2] > geometry.bounds(other)[0]


@given(
    st.floats(-20, 20),
    st.floats(-20, 20),
    st.floats(0, 359),
    st.floats(0, 359),
    st.floats(-50, 50),
    st.floats(0, 359),
)
def test_how_two_stands_lie_to_each_other_does_not_change_when_the_ground_is_turned(
    dx, dy, a, b, shift, turn
):
    ax, ay = geometry.direction(turn)
    before = geometry.apart(shape(0, 0, 3, 2, a), shape(dx, dy, 4, 3, b))
    after = geometry.apart(
        shape(shift, 0, 3, 2, a + turn), shape(shift + dx * ax - dy * ay, dx * ay + dy * ax, 4, 3, b + turn)
    )
    assert after.gap == pytest.approx(before.gap, abs=1e-6)


@given(st.floats(0, 359), st.integers(2, 12), st.floats(0, 0.3))
def test_a_row_of_any_angle_has_the_neighbours_of_a_straight_one(angle, count, gap):
    def pairs(angle):
        straight = RowSpec("Z", "A", 100, 100, count, gap=gap, angle=angle)
        ax, ay = geometry.direction(angle)
        behind = RowSpec("Z", "B", 100 - 3 * ay, 100 + 3 * ax, count, gap=gap, angle=angle)
        facing = RowSpec("Z", "C", 100 + 4 * ay, 100 - 4 * ax - 0, count, gap=gap, angle=angle)
        facing = RowSpec("Z", "C", 100 + 7 * ay, 100 - 7 * ax, count, gap=gap, angle=angle)
        placed = ground.places([straight, behind, facing])
        spots = [
            ground.spot(place.label, place.row.name, place.position, Box(place.x, place.y, 3, 3, place.angle))
            for place in placed
        ]
        return {(frozenset((a, b)), kind) for a, b, kind in ground.neighbours(spots)}

    assert pairs(angle) == pairs(0)


def test_neighbours_are_corrected_by_hand():
    found = [("A1", "A2", "side"), ("A1", "B1", "back")]
    by_hand = {frozenset(("A1", "A2")): None, frozenset(("A2", "B9")): "facing"}
    assert list(ground.corrected(found, by_hand)) == [("A1", "B1", "back"), ("A2", "B9", "facing")]


GRIDS = st.builds(
    grids.Grid,
    width=st.floats(5, 150).map(lambda v: round(v, 1)),
    depth=st.floats(5, 120).map(lambda v: round(v, 1)),
    lane=st.floats(1.5, 8).map(lambda v: round(v, 1)),
    stand_width=st.floats(2, 6).map(lambda v: round(v, 1)),
    stand_depth=st.floats(2, 5).map(lambda v: round(v, 1)),
    has_stage=st.booleans(),
)


@settings(max_examples=60, deadline=None)
@given(GRIDS)
def test_a_generated_fair_has_no_fault_and_leaves_its_lanes_free(grid):
    drawn = grids.layout(grid, ZONE)
    assert ground.faults(drawn) == []
    places = ground.places(drawn.rows)
    shapes = [(place.row.name, place.row.direction, ground.place_corners(place)) for place in places]
    for thing in drawn.things:
        if thing.kind in ground.WAYS:
            continue
        box = (thing.x, thing.y, thing.x + thing.width, thing.y + thing.depth)
        for _name, _way, outline in shapes:
            assert geometry.apart(geometry.box_corners(box), outline).gap >= 1.4


def test_a_town_square_is_a_sensible_fair():
    drawn = grids.layout(grids.Grid(44, 24), ZONE)
    count = sum(row.count for row in drawn.rows)
    assert 40 <= count <= 90
    assert {ThingKind.ENTRANCE, ThingKind.EXIT, ThingKind.WATER} <= {thing.kind for thing in drawn.things}
    assert sum(row.count for row in grids.layout(grids.Grid(70, 56), ZONE).rows) > 120


ROWS = st.builds(
    RowSpec,
    st.just("Z"),
    st.just("A"),
    x=st.integers(0, 40).map(float),
    y=st.integers(0, 40).map(float),
    count=st.integers(1, 20),
    direction=st.sampled_from(list(Direction)),
    width=st.sampled_from([2.0, 2.5, 3.0]),
    depth=st.sampled_from([2.0, 3.0]),
    gap=st.sampled_from([0.0, 0.5, 1.0]),
    first=st.integers(1, 90),
    numbering=st.sampled_from(list(Numbering)),
    power_kw=st.sampled_from([0.0, 2.0, 5.5]),
    has_water=st.booleans(),
    price=st.integers(0, 10**6),
    angle=st.sampled_from([0.0, 0.0, 30.0, 45.0, 210.0]),
)


def drawn(specs):
    zone = SimpleNamespace(key="Z")
    names = ("power_kw", "has_water", "allows_cooking", "takes_heavy", "price", "width", "depth")
    return [
        SimpleNamespace(
            label=place.label,
            row=place.row.name,
            x=place.x,
            y=place.y,
            angle=place.angle,
            zone=zone,
            **{name: getattr(place.row, name) for name in names},
        )
        for place in ground.places(specs)
    ]


@given(ROWS)
def test_rows_read_back_from_stands_draw_the_same_stands(row):
    stands = drawn([row])
    specs, untold = rows.rows_of(stands)
    assert untold == []
    again = {stand.label: stand for stand in drawn(specs)}
    assert again.keys() == {stand.label for stand in stands}
    for stand in stands:
        found = again[stand.label]
        assert (found.x, found.y) == pytest.approx((stand.x, stand.y), abs=0.05)
        assert found.angle % 180 == pytest.approx(stand.angle % 180)
        assert (found.power_kw, found.price, found.width) == (stand.power_kw, stand.price, stand.width)


def test_a_stand_with_a_name_of_its_own_is_told_by_no_row():
    stands = drawn([RowSpec("Z", "A", 0, 0, 2)])
    stands[1].label = "VIP"
    assert rows.rows_of(stands)[1] == ["VIP"]


def test_an_oblique_row_that_leaves_the_ground_or_lies_on_another_is_found():
    def codes(*specs):
        return {code for code, *_ in ground.faults(Layout(30, 30, (ZONE,), specs))}

    assert codes(RowSpec("Z", "A", 8, 2, 5, angle=45)) == set()
    assert codes(RowSpec("Z", "A", 1, 2, 5, angle=90)) == {"outside"}
    assert codes(RowSpec("Z", "A", 8, 2, 5, angle=45), RowSpec("Z", "B", 8, 5, 3)) == {"overlaps"}

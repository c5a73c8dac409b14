"""Rows become stands, numbered and apart; the drawing says what is wrong with it."""

from hypothesis import given
from hypothesis import strategies as st

from eventhub.booths import ground
from eventhub.booths.ground import Direction, Layout, Numbering, RowSpec, Spot, ZoneSpec

ZONES = (ZoneSpec("Z", {"fr": "Zone"}),)


def labels(**row):
    return [place.label for place in ground.places([RowSpec("Z", "A", 0, 0, **row)])]


def test_stands_are_counted_as_asked():
    assert labels(count=3) == ["A1", "A2", "A3"]
    assert labels(count=3, first=2, numbering=Numbering.ODD) == ["A3", "A5", "A7"]
    assert labels(count=3, numbering=Numbering.EVEN) == ["A2", "A4", "A6"]
    assert labels(count=3, numbering=Numbering.BACKWARDS) == ["A3", "A2", "A1"]


def test_a_row_in_two_parts_stays_one_row_with_four_corners():
    places = ground.places([RowSpec("Z", "A", 0, 0, 3), RowSpec("Z", "A", 12, 0, 3, first=4)])
    assert [place.position for place in places] == [0, 1, 2, 3, 4, 5]
    assert [place.is_corner for place in places] == [True, False, True, True, False, True]


def test_a_row_that_runs_down_turns_its_stands():
    place = ground.places([RowSpec("Z", "A", 1, 2, 1, Direction.DOWN, width=4, depth=2)])[0]
    assert ground.place_edges(place) == (1, 2, 3, 6)


def test_a_drawing_says_what_is_wrong_with_it():
    def codes(*rows, zones=ZONES):
        return {code for code, *_ in ground.faults(Layout(20, 10, zones, rows))}

    assert codes(RowSpec("Z", "A", 0, 0, 6)) == set()
    assert codes(RowSpec("Z", "A", 0, 0, 7)) == {"outside"}
    assert codes(RowSpec("Z", "A", 0, 0, 2), RowSpec("Z", "B", 2, 2, 2)) == {"overlaps"}
    assert codes(RowSpec("Z", "A", 0, 0, 2), RowSpec("Z", "A", 0, 5, 2)) == {"same_label"}
    assert codes(RowSpec("Y", "A", 0, 0, 2)) == {"no_zone"}


def spots(*rows):
    return [
        Spot(place.label, place.row.name, place.position, ground.place_edges(place))
        for place in ground.places(rows)
    ]


def test_neighbours_share_a_wall_a_back_or_a_lane():
    rows = (RowSpec("Z", "A", 0, 0, 2), RowSpec("Z", "B", 0, 3, 1), RowSpec("Z", "C", 0, 9, 1))
    found = {(frozenset((a, b)), kind) for a, b, kind in ground.neighbours(spots(*rows))}
    assert found == {
        (frozenset({"A1", "A2"}), "side"),
        (frozenset({"A1", "B1"}), "back"),
        (frozenset({"B1", "C1"}), "facing"),
    }


def test_a_gap_in_the_row_parts_neighbours():
    assert list(ground.neighbours(spots(RowSpec("Z", "A", 0, 0, 3, gap=1)))) == []


@given(
    count=st.integers(1, 30),
    gap=st.floats(0, 3),
    width=st.floats(1, 6),
    down=st.booleans(),
    numbering=st.sampled_from(list(Numbering)),
)
def test_no_row_ever_overlaps_itself_or_repeats_a_label(count, gap, width, down, numbering):
    direction = Direction.DOWN if down else Direction.ACROSS
    row = RowSpec("Z", "A", 0, 0, count, direction, width, 3, gap, 1, numbering)
    assert ground.faults(Layout(500, 500, ZONES, (row,))) == []
    assert len(ground.places([row])) == count

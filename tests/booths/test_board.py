"""The organizer's board: colours that answer a question, what is searched lit, a list page by page."""

import pytest

from eventhub.accounts.roles import RoleName
from eventhub.booths import boards, looks
from eventhub.booths.boards import Asked
from eventhub.booths.queries import plans
from eventhub.booths.states import ApplicationState, AssignmentState
from eventhub.database import db
from tests.booths.test_public_map import a_floor
from tests.factories import booths as make
from tests.factories.accounts import a_person, a_role, signed_in


@pytest.fixture
def organizer(app, client):
    fair = a_floor(exhibitors=2)
    a_floor(exhibitors=3)
    person = a_person("Naïma")
    a_role(person, fair.organizer, RoleName.ORGANIZER)
    signed_in(client, person)
    return fair


def board_page(client, fair, query=""):
    response = client.get(f"/work/e/{fair.slug}/plan{query}", headers={"Accept-Language": "fr"})
    assert response.status_code == 200
    return response.get_data(as_text=True)


@pytest.mark.parametrize("by", boards.QUESTIONS)
def test_every_stand_has_one_class_of_each_question(app, organizer, by):
    board = boards.board(plans.board(organizer), Asked(by=by))
    assert sum(entry.count for entry in board.legend) == 8
    assert {stand.look for stand in board.drawn("")} == {entry.look for entry in board.legend}


def test_no_two_classes_look_alike():
    seen = [looks.numbered(index) for index in range(32)]
    assert len({look[:2] for look in seen}) == len({look.sign for look in seen}) == 32
    assert len({look[0] for look in looks.STATES.values()}) == len(looks.STATES)
    assert all(look.pattern or look.sign for name, look in looks.STATES.items() if name != "free")


def test_search_and_legend_light_stands_and_shorten_the_list(app, client, organizer):
    assert "Tizi 1" in board_page(client, organizer)
    found = board_page(client, organizer, "?q=ادرار 1")
    assert "Tizi 1" in found
    assert "Tizi 0" not in found.split("<table")[1]
    assert found.count(" lit") == 1
    free = board_page(client, organizer, "?only=free")
    assert free.count(" lit") == 6
    assert "Tizi" not in free.split("<table")[1]


def test_arrival_tells_who_is_there(app, organizer):
    hold = plans.holds_of(make.a_booth(organizer, "A1"))[0]
    hold.state = AssignmentState.OCCUPIED
    late = plans.holds_of(make.a_booth(organizer, "A2"))[0]
    late.application.state = ApplicationState.NO_SHOW
    db.session.flush()
    board = boards.board(plans.board(organizer), Asked(by="arrival"))
    assert {entry.key: entry.count for entry in board.legend} == {"arrived": 1, "absent": 1, "": 6}


def test_the_list_goes_on_where_it_stopped(app, client, monkeypatch, organizer):
    monkeypatch.setattr(boards, "LISTED", 5)
    first = board_page(client, organizer)
    assert "after=B1" in first
    second = board_page(client, organizer, "?after=B1").split("<table")[1]
    assert ">B2<" in second
    assert ">A1<" not in second


def test_the_board_takes_as_many_statements_for_three_as_for_one(app, client, count_queries):
    counts = []
    person = a_person("Naïma")
    for number in (1, 3):
        fair = a_floor(exhibitors=number)
        a_role(person, fair.organizer, RoleName.ORGANIZER)
        signed_in(client, person)
        board_page(client, fair)
        with count_queries() as statements:
            board_page(client, fair, "?by=sector&q=tizi")
        counts.append(len(statements))
    assert counts[0] == counts[1]

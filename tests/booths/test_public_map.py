"""The map as visitors see it: who is found, the way to them, the way from a stand's sign."""

import re

import pytest

from eventhub import clock
from eventhub.booths.models import Call, Plan, Zone
from eventhub.booths.states import ApplicationState, AssignmentState
from eventhub.cooperatives.kinds import Sector
from eventhub.database import db
from tests.factories import booths as make
from tests.factories.stands import AT


def thing(kind, x, y, **more):
    return {"kind": kind, "x": x, "y": y, "width": 3, "depth": 2, "label": "", **more}


def a_floor(stands: int = 4, exhibitors: int = 2, **fields):
    """A fair with an entrance and toilets, its first stands held by weavers and a beekeeper."""
    fair = make.a_fair(**fields)
    plan = make.a_plan(fair, stands, second=stands)
    plan.drawing = [
        thing("entrance", 30, 20, width=0, depth=0, label="A"),
        thing("toilet", 50, 10),
        thing("toilet", 20, 14),
    ]
    call = make.a_call(fair)
    for number in range(exhibitors):
        maker = make.a_cooperative(
            f"Coopérative Tizi {number}",
            name_ar=f"تعاونية أدرار {number}",
            sector=Sector.HONEY if number else Sector.WEAVING,
        )
        make.a_product(maker, "Miel d'euphorbe" if number else "Tapis zayane")
        file = make.an_application(call, maker, ApplicationState.CONFIRMED)
        make.a_hold(make.a_booth(fair, f"A{number + 1}"), file, AssignmentState.CONFIRMED)
    return fair


def text(client, fair, query=""):
    response = client.get(f"/e/{fair.slug}/map{query}", headers={"Accept-Language": "fr"})
    assert response.status_code == 200
    return response.get_data(as_text=True)


@pytest.mark.parametrize(
    ("words", "lit"),
    [
        ("euphorbe", ["A2"]),
        ("ادرار", ["A1", "A2"]),
        ("TIZI 1", ["A2"]),
        ("عسل", ["A2"]),
        ("a2", ["A2"]),
        ("نسيج", ["A1"]),
        ("zellige", []),
    ],
)
def test_words_of_any_language_find_a_name_a_product_or_a_sector(app, client, words, lit):
    fair, _noise = a_floor(), a_floor(exhibitors=3)
    page = text(client, fair, f"/find?q={words}")
    assert f'data-lit="{" ".join(lit)}"' in page
    whole = text(client, fair, f"?q={words}")
    assert whole.count(" lit") == len(lit)


def test_a_sector_lights_its_stands(app, client):
    page = text(client, a_floor(), "?sector=honey")
    assert 'data-lit="A2"' in page


def test_the_map_takes_as_many_statements_for_three_exhibitors_as_for_one(app, client, count_queries):
    one, three = a_floor(exhibitors=1), a_floor(exhibitors=3)
    for query in ("", "?q=miel&from=A1&to=B3"):
        counts = []
        for fair in (one, three):
            text(client, fair)
            with count_queries() as statements:
                text(client, fair, query)
            counts.append(len(statements))
        assert counts[0] == counts[1]


def test_the_way_from_a_stands_sign_is_told_and_drawn(app, client):
    fair = a_floor()
    code = make.a_booth(fair, "A1").code
    with clock.frozen(AT):  # once the fair is over nobody looks for the way
        assert f"/e/{fair.slug}/map?from=A1#map" in client.get(f"/s/{code}").get_data(as_text=True)
    page = text(client, fair, "?from=A1&to=b3")
    assert 'class="line-way"' in page
    assert "Partez de\N{NO-BREAK SPACE}: Stand A1." in page
    assert "Stand B3. Vous y êtes." in page


def test_without_a_beginning_the_way_starts_at_the_entrance(app, client):
    assert "Partez de\N{NO-BREAK SPACE}: Entrée A." in text(client, a_floor(), "?to=A2")


def test_the_nearest_of_a_kind_is_taken(app, client):
    fair = a_floor()
    page = text(client, fair, "?from=A2&to=toilet")
    near, far = (text(client, fair, f"?from=A2&to=toilet.{number}") for number in (2, 1))
    metres = [int(re.search(r"(\d+) mètres", each)[1]) for each in (page, near, far)]
    assert metres[0] == metres[1] < metres[2]


@pytest.mark.parametrize("query", ["?from=Z9&to=A1", "?to=nothing", "?from=A1&to=A1", "?from=%00&to=%3Cb%3E"])
def test_a_way_between_places_that_are_not_there_is_told(app, client, query):
    page = text(client, a_floor(), query)
    assert 'class="line-way"' not in page
    assert "<b>" not in page or "Vous y êtes déjà" in page or "Aucun chemin" in page


def test_a_walled_in_stand_has_no_way_and_says_so(app, client):
    fair = a_floor()
    plan = db.session.query(Plan).filter_by(edition_id=fair.id).one()
    walls = [
        thing("stage", 0, 16.5, width=60, depth=0.8),
        thing("stage", 0, 17.6, width=60, depth=0.8),
    ]
    plan.drawing = [*plan.drawing, *walls]
    assert "Aucun chemin" in text(client, fair, "?from=entrance.1&to=A1")
    assert "Aucun chemin sans marches" in text(client, fair, "?from=entrance.1&to=A1&easy=1")


def test_names_of_those_who_may_still_decline_are_not_shown(app, client):
    fair = a_floor(exhibitors=1)
    file = make.an_application(
        make.a_call(fair, kind="artisan"), make.a_cooperative("Secret"), ApplicationState.SELECTED
    )
    make.a_hold(make.a_booth(fair, "A3"), file)
    assert "Secret" not in text(client, fair)
    assert 'data-lit=""' in text(client, fair, "/find?q=secret")


def test_a_hall_is_chosen_and_the_map_fits_to_it(app, client):
    fair, _noise = a_floor(), a_floor()
    plan = db.session.query(Plan).filter_by(edition_id=fair.id).one()
    assert "hall=" not in text(client, fair)
    tent = Zone(plan_id=plan.id, key="T", name={"ar": "خيمة", "fr": "Tente"}, hall="Hall B", sectors=[])
    db.session.add(tent)
    db.session.flush()
    for number in range(1, 5):
        make.a_booth(fair, f"B{number}").zone = tent
    call = db.session.query(Call).filter_by(edition_id=fair.id).one()
    file = make.an_application(call, make.a_cooperative("Coopérative Tente"), ApplicationState.CONFIRMED)
    make.a_hold(make.a_booth(fair, "B1"), file, AssignmentState.CONFIRMED)
    whole, hall = text(client, fair), text(client, fair, "?hall=Hall+B")
    assert "?hall=Hall+B#map" in whole
    views = [re.search(r'id="plan" viewBox="([^"]+)"', page).group(1).split() for page in (whole, hall)]
    assert float(views[1][2]) < float(views[0][2])
    assert "Coopérative Tente" in hall.split("plainlist who")[1]
    assert "Coopérative Tizi 0" not in hall.split("plainlist who")[1]
    assert "Hall B" in text(client, fair, "?stand=B1").split('id="beside"')[1]

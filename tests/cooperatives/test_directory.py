"""The directory: found by words however they are spelled, by territory, sector and who leads; in pages."""

import re

import pytest

from eventhub.cooperatives.folded import words_of
from tests.factories.cooperatives import SAFI, a_cooperative


def names(answer):
    return re.findall(r'class="cover" href="[^"]+">([^<]+)<', answer.text)


@pytest.fixture
def three(app):
    a_cooperative("Coopérative Étoile de l'Atlas", name_ar="تعاونية نجمة الأطلس", president_is_woman=True)
    a_cooperative(
        "Coopérative Perle", name_ar="تعاونية لؤلؤة آسفي", sector="capers", register_number="77/2019", **SAFI
    )
    a_cooperative("Coopérative cachée de l'Atlas", is_listed=False)


@pytest.mark.parametrize(
    "typed",
    [
        "etoile",
        "ÉTOILE",
        "atlas étoile",
        "نجمه",
        "الاطلس",
        "أطلس",
        "khenifra etoi",
        "خنيفرة نجمة",
        "l'atlas",
        "coopérative atlas",
    ],
)
def test_spelling_hardly_matters(client, three, typed):
    assert names(client.get("/cooperatives", query_string={"q": typed, "lang": "fr"})) == [
        "Coopérative Étoile de l&#39;Atlas"
    ]


@pytest.mark.parametrize("typed", ["safi", "77/2019", "لؤلؤه", "perl"])
def test_place_and_register_number_find_too(client, three, typed):
    assert names(client.get("/cooperatives", query_string={"q": typed, "lang": "fr"})) == [
        "Coopérative Perle"
    ]


@pytest.mark.parametrize("typed", ["zzz", "toile", "atlas perle", "%", "cachée"])
def test_nobody_is_found_by_chance(client, three, typed):
    answer = client.get("/cooperatives", query_string={"q": typed})
    assert answer.status_code == 200
    if typed != "%":
        assert names(answer) == []


def test_words_of_every_name_ask_for_nothing(client, three):
    assert len(names(client.get("/cooperatives?q=coop%C3%A9rative"))) == 2


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"region": "05"}, 1),
        ({"region": "07", "province": "07.431"}, 1),
        ({"region": "05", "province": "07.431"}, 1),
        ({"sector": "capers"}, 1),
        ({"women": "1"}, 1),
        ({"region": "05", "sector": "capers"}, 0),
        ({"region": "nowhere", "sector": "nothing"}, 0),
    ],
)
def test_filters(client, three, asked, found):
    assert len(names(client.get("/cooperatives", query_string=asked))) == found


def test_pages_hold_everybody_once_in_both_directions(client, app):
    for number in range(60):
        a_cooperative(f"Coop {number % 7} {number:02}")
    seen, url = [], "/cooperatives?lang=fr"
    while url:
        answer = client.get(url)
        seen += names(answer)
        onward = re.search(r'href="([^"]+)" rel="next"', answer.text)
        url = onward and onward.group(1).replace("&amp;", "&")
    assert seen == sorted(seen)
    assert len(set(seen)) == len(seen) == 60
    back = re.search(r'href="([^"]+)" rel="prev"', answer.text).group(1).replace("&amp;", "&")
    assert names(client.get(back)) == seen[24:48]


def test_a_page_costs_the_same_statements_for_one_and_for_many(client, app, count_queries):
    costs = []
    for more in (1, 3):
        for number in range(more):
            a_cooperative(f"Coopérative {more} {number}")
        with count_queries() as statements:
            client.get("/cooperatives?q=khenifra")
        costs.append(len(statements))
    assert costs[0] == costs[1] <= 2


def test_a_changed_name_is_found_by_its_new_words_only(client, three):
    row = a_cooperative("Coopérative Ancienne")
    row.name_latin = "Coopérative Nouvelle"
    assert names(client.get("/cooperatives?q=nouvelle&lang=fr")) == ["Coopérative Nouvelle"]
    assert names(client.get("/cooperatives?q=ancienne")) == []


def test_a_hidden_profile_is_for_its_members_only(client, app):
    row = a_cooperative(is_listed=False)
    assert client.get(f"/cooperatives/{row.public_id}").status_code == 404


def test_words_leave_out_what_every_name_has():
    assert words_of("تعاونيه الامل للعسل cooperative de miel") == {"الامل", "امل", "للعسل", "miel"}

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest

from eventhub import clock
from eventhub.accounts.roles import RoleName
from eventhub.database import db
from eventhub.fairs import home, links, overview
from eventhub.fairs.models import Edition, Partner, ProgrammeSession
from tests.factories.accounts import a_person, a_role, an_organizer, signed_in, somebody_with
from tests.factories.fairs import a_partner, a_recommendation, a_series, a_session, an_edition

THIRD_DAY = datetime(2025, 5, 24, 12, 0, tzinfo=UTC)


@pytest.fixture
def running(app):
    return an_edition(state="running", is_published=True, theme={"fr": "Miel et laine"})


def _organizer(client, edition):
    return signed_in(client, somebody_with(RoleName.ORGANIZER, edition))


def test_the_home_shows_what_runs_first_and_hides_what_nobody_published(app, client, running):
    an_edition(name={"fr": "Poterie"}, state="call", is_published=True, starts_on=date(2025, 5, 1))
    an_edition(name={"fr": "Caché"})
    with clock.frozen(THIRD_DAY):
        text = client.get("/?lang=en").text
    assert text.index("Khénifra") < text.index("Poterie")
    assert "Today is day 3 of 7" in text
    assert "Caché" not in text


def test_an_empty_home_says_so(app, client):
    assert "No fair is announced yet" in client.get("/?lang=en").text


def test_features_above_put_their_cards_on_the_home(app, client, monkeypatch):
    monkeypatch.setattr(home, "_dealers", [])
    home.declare_home_cards(lambda: [home.HomeCard("Idea contest", "Send your idea.", "/contests/x")])
    assert "Send your idea." in client.get("/").text


def test_a_fairs_site_tells_theme_programme_partners_and_until_when_data_is_kept(app, client, running):
    a_session(running, seats=24)
    a_partner(running, "INDH", website="https://www.indh.ma")
    running.organizer.cndp_receipt = "D-W-12/2025"
    with clock.frozen(THIRD_DAY):
        text = client.get(f"/e/{running.slug}?lang=fr").text
    for words in ("Miel et laine", "10:00–11:00", "Conférence", "https://www.indh.ma", "D-W-12/2025"):
        assert words in text
    assert "28 mai 2026" in text


def test_links_of_features_above_stand_on_the_site_where_they_apply(app, client, running, monkeypatch):
    monkeypatch.setattr(links, "_links", {})
    links.declare_public_link(1, "fairs.privacy", "info", "Shown here", is_main=True)
    links.declare_public_link(2, "fairs.show", "info", "Not here", is_shown=lambda _edition: False)
    text = client.get(f"/e/{running.slug}").text
    assert "Shown here" in text
    assert "Not here" not in text


def test_an_unpublished_site_is_for_those_who_work_there(app, client):
    edition, other = an_edition(), an_edition()
    assert client.get(f"/e/{edition.slug}").status_code == 302
    assert _organizer(client, other).get(f"/e/{edition.slug}").status_code == 403
    assert _organizer(client, edition).get(f"/e/{edition.slug}").status_code == 200


def test_the_list_of_work_holds_my_fairs_and_not_somebody_elses(app, client):
    mine, other = an_edition(name={"fr": "Le mien"}), an_edition(name={"fr": "Le leur"})
    gate = a_person()
    a_role(gate, mine, RoleName.GATE_STAFF)
    a_role(gate, other, RoleName.PARTNER)
    text = signed_in(client, gate).get("/work").text
    assert "Le mien" in text
    assert "Le leur" not in text


def test_lists_cost_the_same_for_one_fair_and_for_three(app, client, count_queries):
    edition = an_edition()
    person = a_person()
    a_role(person, edition.organizer)
    browser = signed_in(client, person)
    browser.get("/work")
    db.session.expire_all()
    with count_queries() as one:
        browser.get("/work")
    for _more in range(2):
        an_edition(edition.series, starts_on=date(2025, 5, 20))
    db.session.expire_all()
    with count_queries() as three:
        browser.get("/work")
    assert len(three) == len(one)


def test_the_overview_separates_figures_from_what_needs_me(app, client, running, monkeypatch):
    monkeypatch.setattr(overview, "_makers", [])
    overview.declare_tile(lambda _edition: overview.Tile("Stands confirmed", figure="41", order=2))
    overview.declare_tile(
        lambda _edition: [overview.Tile("Applications waiting", "7", "Since Monday", needs_me=True)]
    )
    overview.declare_tile(lambda _edition: None)
    text = _organizer(client, running).get(f"/work/e/{running.slug}?lang=en").text
    assert text.index("Applications waiting") < text.index("How it is going") < text.index("Stands confirmed")
    assert "Since Monday" in text


def test_moving_a_fair_by_its_button(app, client):
    edition = an_edition()
    browser = _organizer(client, edition)
    answer = browser.post(f"/work/e/{edition.slug}/move", data={"to": "call"})
    assert answer.status_code == 303
    assert (edition.state, edition.is_published) == ("call", True)
    browser.post(f"/work/e/{edition.slug}/move", data={"to": "closed"})
    assert edition.state == "call"
    assert browser.post(f"/work/e/{edition.slug}/move", data={"to": "nowhere"}).status_code == 400


def _details(**changes):
    return {
        "name-ar": "معرض",
        "name-fr": "Salon",
        "venue-ar": "ساحة",
        "venue-fr": "Place",
        "region": "05",
        "province": "05.301",
        "commune": "05.301.01.01",
        "starts_on": "2025-05-22",
        "ends_on": "2025-05-28",
        "opens_at_hour": "9",
        "closes_at_hour": "20",
        "accent": "rose",
        "retention_days": "30",
        **changes,
    }


def test_details_are_edited_on_their_page(app, client):
    edition = an_edition()
    browser = _organizer(client, edition)
    assert browser.post(f"/work/e/{edition.slug}/edit", data=_details()).status_code == 303
    assert (edition.accent, edition.place_code, edition.closes_at_hour) == ("rose", "05.301.01.01", 20)


@pytest.mark.parametrize(
    "changes",
    [
        {"ends_on": "2025-05-21"},
        {"ends_on": "2035-05-21"},
        {"closes_at_hour": "9"},
        {"name-ar": ""},
        {"accent": "purple"},
        {"retention_days": "-1"},
        {"starts_on": "soon"},
    ],
)
def test_wrong_details_come_back_with_what_was_typed(app, client, changes):
    edition = an_edition()
    answer = _organizer(client, edition).post(
        f"/work/e/{edition.slug}/edit", data=_details(**{"venue-fr": "Place neuve"} | changes)
    )
    assert answer.status_code == 422
    assert "Place neuve" in answer.text
    assert edition.accent == "cobalt"


def test_a_commune_of_another_province_is_not_believed(app, client):
    edition = an_edition()
    _organizer(client, edition).post(f"/work/e/{edition.slug}/edit", data=_details(commune="07.431.01.03"))
    assert edition.place_code == "05.301"


def test_without_scripts_a_button_fills_the_next_list_and_keeps_nothing(app, client):
    edition = an_edition()
    data = _details(province="07.431", region="07", refill="1")
    answer = _organizer(client, edition).post(f"/work/e/{edition.slug}/edit", data=data)
    assert answer.status_code < 400
    assert "07.431.01.03" in answer.text
    assert edition.place_code is None


def test_the_next_edition_is_made_from_a_form_and_twice_is_once(app, client):
    series = a_series()
    old = an_edition(series, number=4, state="closed")
    browser = _organizer(client, old.organizer)
    assert 'value="5"' in browser.get(f"/work/series/{series.slug}/copy").text
    data = {"number": "5", "starts_on": "2026-05-21"}
    first, again = (browser.post(f"/work/series/{series.slug}/copy", data=data) for _click in range(2))
    assert first.status_code == 303
    assert first.location == again.location == f"/work/e/{series.slug}-5"


def test_a_new_fair_begins_with_its_first_edition(app, client):
    other = an_edition()
    browser = _organizer(client, other.organizer)
    url = f"/work/o/{other.organizer.slug}/fairs/new"
    assert browser.get(url).status_code == 200
    assert browser.post(url, data=_details(slug="Salon Neuf")).status_code == 422
    assert browser.post(url, data=_details(slug="salon-neuf")).location == "/work/e/salon-neuf"
    made = db.session.query(Edition).filter_by(slug="salon-neuf").one()
    assert (made.series.slug, made.number, made.is_published) == ("salon-neuf", 1, False)


def test_partners_sessions_and_recommendations_are_written_on_their_pages(app, client):
    edition = an_edition()
    browser = _organizer(client, edition)
    base = f"/work/e/{edition.slug}"
    names = {"name-ar": "المبادرة", "name-fr": "INDH", "role": "funder"}
    assert browser.post(f"{base}/edit/partners/new", data=names).status_code == 303
    wrong = names | {"website": "javascript:alert(1)"}
    assert browser.post(f"{base}/edit/partners/new", data=wrong).status_code == 422
    session = {
        "kind": "workshop",
        "title-ar": "ورشة",
        "title-fr": "Emballage",
        "day": "2025-05-23",
        "starts": "11:00",
        "ends": "13:00",
        "seats": "24",
        "speakers-0-name-fr": "Hanane",
    }
    assert browser.post(f"{base}/programme/new", data=session).status_code == 303
    late = session | {"ends": "10:00", "title-fr": "À l'envers"}
    refused = browser.post(f"{base}/programme/new", data=late)
    assert refused.status_code == 422
    assert "À l&#39;envers" in refused.text
    asked = {"text-ar": "توصية", "text-fr": "Banque", "state": "proposed"}
    assert browser.post(f"{base}/recommendations/new", data=asked).status_code == 303
    partner = db.session.query(Partner).filter_by(edition_id=edition.id).one()
    talk = db.session.query(ProgrammeSession).filter_by(edition_id=edition.id).one()
    assert talk.speakers == [{"name": {"fr": "Hanane", "ar": ""}, "title": {"fr": "", "ar": ""}}]
    assert talk.starts_at.astimezone(edition.zone).hour == 11
    text = browser.get(f"{base}/programme").text
    assert all(words in text for words in ("Emballage", "Hanane", "Banque"))
    assert browser.post(f"{base}/edit/partners/{partner.public_id}/remove").status_code == 303
    assert browser.post(f"{base}/programme/{talk.public_id}/remove").status_code == 303
    assert db.session.query(Partner).filter_by(edition_id=edition.id).count() == 0


def test_what_belongs_to_another_fair_is_not_found_through_mine(app, client):
    mine, other = an_edition(), an_edition()
    browser = _organizer(client, mine)
    for path in (
        f"programme/{a_session(other).public_id}",
        f"edit/partners/{a_partner(other).public_id}",
        f"recommendations/{a_recommendation(other).public_id}",
    ):
        assert browser.get(f"/work/e/{mine.slug}/{path}").status_code == 404


@pytest.mark.parametrize(
    "path", ["", "/edit", "/edit/partners", "/programme", "/programme/new", "/recommendations/new"]
)
def test_somebody_elses_fair_is_closed_to_an_organizer(app, client, path):
    mine, other = an_edition(), an_edition()
    assert _organizer(client, mine).get(f"/work/e/{other.slug}{path}").status_code == 403


def test_who_runs_an_organizer_without_a_fair_is_led_from_the_desk_to_the_first_one(app, client):
    an_edition(name={"fr": "Foire des voisins"})  # somebody else's
    organizer = an_organizer()
    owner = a_person()
    a_role(owner, SimpleNamespace(organizer_id=organizer.id), RoleName.OWNER)
    signed_in(client, owner)
    assert 'href="/work"' in client.get("/my").text
    work = client.get("/work?lang=en").text
    assert "Welcome. What do you prepare?" in work
    for way in ("fairs/new", "contests/new", "people"):
        assert f'href="/work/o/{organizer.slug}/{way}"' in work


def test_ones_work_begins_with_what_runs_now_and_ends_with_what_is_over(app, client, running):
    for name, state, day in (
        ("Close", "closed", date(2026, 1, 1)),
        ("Plus tard", "preparation", date(2025, 9, 1)),
        ("Bientôt", "call", date(2025, 7, 1)),
    ):
        an_edition(running.series, name={"fr": name}, state=state, starts_on=day, ends_on=day)
    owner = a_person()
    a_role(owner, SimpleNamespace(organizer_id=running.organizer_id), RoleName.OWNER)
    text = signed_in(client, owner).get("/work?lang=fr").text
    places = [text.index(f">{name}<") for name in ("Bientôt", "Plus tard", "Close")]
    assert places == sorted(places)
    assert text.index(f"/work/e/{running.slug}") < places[0]

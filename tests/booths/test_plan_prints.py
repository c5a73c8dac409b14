"""The plan on paper, as a file, and an exhibitor's own sheet: page sizes, words, scale, who may have them."""

import io
import re
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from eventhub import background, clock
from eventhub.accounts.roles import RoleName
from eventhub.booths import jobs, paper, plan_printing
from eventhub.booths.states import ApplicationState, AssignmentState
from eventhub.database import db
from tests.booths.test_public_map import a_floor
from tests.factories import booths as make
from tests.factories.accounts import a_person, a_role, signed_in

MM = 25.4 / 72


@pytest.fixture
def organizer(app, client):
    fair = a_floor(exhibitors=3)
    a_floor(exhibitors=1)
    person = a_person("Naïma")
    a_role(person, fair.organizer, RoleName.ORGANIZER)
    signed_in(client, person)
    return fair


def read(response):
    assert response.status_code == 200
    assert response.content_type == "application/pdf"
    return PdfReader(io.BytesIO(response.data))


def size_of(page):
    return round(float(page.mediabox.width) * MM), round(float(page.mediabox.height) * MM)


def words_of(reader):
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
@pytest.mark.parametrize(("size", "language"), [("a4", "fr"), ("a3", "ar"), ("a0", "en")])
def test_the_plan_is_printed_on_its_paper_lying_as_the_ground_lies(app, client, organizer, size, language):
    reader = read(client.get(f"/work/e/{organizer.slug}/plan/print.pdf?size={size}&lang={language}"))
    short, long = paper.SIZES[size]
    assert size_of(reader.pages[0]) == (long, short)
    text = words_of(reader)
    assert {"A1", "A2", "A3", "B4"} <= set(text.split())
    if language == "fr":
        assert "Foire de Khénifra" in text
        assert "Coopérative Tizi 2" in text
        assert "Échelle 1:" in text
        assert f"/e/{organizer.slug}/map" in text


@given(
    st.floats(4, 400),
    st.floats(4, 400),
    st.sampled_from(list(paper.SIZES)),
    st.integers(0, 3000),
    st.integers(0, 18),
)
def test_the_map_stays_on_its_sheet_and_the_scale_is_the_largest_round_one(
    width, depth, size, listed, legend
):
    sheet = paper.lay_out(width, depth, size, listed, legend)
    assert sheet.is_landscape == (width >= depth)
    assert sheet.map_left >= sheet.margin - 0.01
    assert sheet.map_left + sheet.map_width <= sheet.width - sheet.margin + 0.01
    assert sheet.map_top + sheet.map_height <= sheet.height - sheet.margin + 0.01
    assert sheet.map_width == pytest.approx(width * 1000 / sheet.scale)


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_a_large_print_is_made_by_a_worker_once_and_then_handed_out(app, client, organizer, monkeypatch):
    monkeypatch.setattr(plan_printing, "AT_ONCE", 1)
    home = f"/work/e/{organizer.slug}/plan/print"
    asked = {"size": "a4", "lang": "fr"}
    assert client.get(f"{home}.pdf", query_string=asked).status_code == 303
    assert client.post(home, data=asked).headers["Location"].startswith(home)
    assert 'class="state wait"' in client.get(home, query_string=asked).get_data(as_text=True)
    queued = db.session.query(background.QueuedJob).filter_by(name=jobs.print_plan.job_name).one()
    background.perform(queued)
    assert 'class="state ok"' in client.get(home, query_string=asked).get_data(as_text=True)
    assert size_of(read(client.get(f"{home}.pdf", query_string=asked)).pages[0]) == (297, 210)
    jobs.plan_printing.forget(clock.now() + timedelta(days=3))
    assert client.get(f"{home}.pdf", query_string=asked).status_code == 303, "it is made anew"


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_an_unknown_paper_or_language_gives_the_usual_one(app, client, organizer):
    reader = read(client.get(f"/work/e/{organizer.slug}/plan/print.pdf?size=b7&lang=xx"))
    assert size_of(reader.pages[0]) == (297, 210)


def test_the_drawing_stands_alone(app, client, organizer):
    response = client.get(f"/work/e/{organizer.slug}/plan.svg")
    text = response.get_data(as_text=True)
    assert text.startswith("<?xml")
    assert "var(" not in text
    assert "<style>" in text
    assert text.count('class="st ') == 8


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_an_exhibitor_gets_a_sheet_with_the_way_and_the_neighbours(app, client):
    fair, person = a_floor(exhibitors=2), a_person("Fatima")
    mine = make.a_cooperative("Coopérative Aziza", member=person)
    file = make.an_application(make.a_call(fair, kind="artisan"), mine, ApplicationState.CONFIRMED)
    make.a_hold(make.a_booth(fair, "A3"), file, AssignmentState.CONFIRMED)
    signed_in(client, person)
    with clock.frozen(datetime(2025, 5, 20, 10, 0, tzinfo=UTC)):
        page = client.get(f"/applications/{file.public_id}", headers={"Accept-Language": "fr"})
        reader = read(client.get(f"/applications/{file.public_id}/stand.pdf?size=a5&lang=fr"))
        picture = client.get(f"/applications/{file.public_id}/stand.svg").get_data(as_text=True)
    text = page.get_data(as_text=True)
    assert 'class="line-way"' in text
    assert "Partez de\N{NO-BREAK SPACE}: Entrée A." in text
    assert "Coopérative Tizi 1" in text
    assert "Coopérative Tizi 0" not in text
    assert size_of(reader.pages[0]) == (148, 210)
    assert "Stand A3" in words_of(reader)
    assert "Coopérative Tizi 1" in words_of(reader)
    assert 'class="line-way"' in picture


def test_who_was_told_nothing_yet_has_no_sheet(app, client):
    fair, person = a_floor(exhibitors=0), a_person("Fatima")
    mine = make.a_cooperative("Coopérative Aziza", member=person)
    file = make.an_application(make.a_call(fair, kind="artisan"), mine, ApplicationState.SELECTED)
    file.published_state = ApplicationState.ELIGIBLE
    make.a_hold(make.a_booth(fair, "A3"), file, AssignmentState.PLANNED)
    signed_in(client, person)
    assert client.get(f"/applications/{file.public_id}/stand.svg").status_code == 404
    page = client.get(f"/applications/{file.public_id}").get_data(as_text=True)
    assert mine.name_latin in page
    # Only what is read: a token in an attribute may well spell A3.
    assert "A3" not in re.sub(r"<[^>]*>", " ", page)

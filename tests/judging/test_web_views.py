"""Judges' and organizers' pages: blind means blind, forms work without scripts, results reach everybody."""

import json
import re

import pytest

from eventhub import clock
from eventhub.accounts.roles import RoleName
from eventhub.contests.states import ContestState
from eventhub.database import db
from eventhub.judging import queries
from eventhub.judging.models import Sheet
from tests.factories.accounts import a_person, signed_in, somebody_with
from tests.factories.contests import JUDGING_AT, a_contest, a_judge, a_judged_contest, a_sheet, an_idea


@pytest.fixture(autouse=True)
def _at():
    with clock.frozen(JUDGING_AT):
        yield


@pytest.fixture
def seat(app):
    contest = a_contest(state=ContestState.JUDGING)
    judge = a_judge(contest)
    for number in (1, 2):
        a_sheet(judge, an_idea(contest, number, person=a_person(f"Secret Entrant {number}")))
    return judge


def desk(client, judge):
    return client.get(f"/judge/{judge.contest.slug}")


def test_a_blind_jury_finds_neither_names_nor_places_anywhere_on_the_page(client, seat):
    signed_in(client, seat.person)
    page = desk(client, seat).text
    assert "Secret Entrant" not in page
    assert "Meknès" not in page
    assert "مكناس" not in page
    seat.contest.is_blind = False
    assert "Secret Entrant 1" in desk(client, seat).text


def test_the_page_carries_everything_for_working_without_a_network(client, seat):
    signed_in(client, seat.person)
    content = re.search(r"data-desk-content[^>]*>(.*?)</script>", desk(client, seat).text, re.DOTALL)
    carried = json.loads(content[1])
    assert [sheet["idea"]["code"] for sheet in carried["sheets"]] == ["001", "002"]
    assert carried["anchors"]["need"] == [[0, "faible"], [7, "bon"]]
    listed = client.get("/judging/offline.json").json
    assert all(client.get(address).status_code == 200 for address in listed["files"])


def test_a_sheet_is_a_form_that_works_without_scripts(client, seat):
    signed_in(client, seat.person)
    sheet = queries.sheets_of_judge(seat)[0]
    where = f"/judge/{seat.contest.slug}/sheets/{sheet.public_id}"
    change = re.search(r'name="change" value="([^"]+)"', client.get(where).text)[1]
    filled = {
        "version": 0,
        "change": change,
        "mark-need": 8,
        "mark-market": 6,
        "comment": "Bien.",
        "note": "",
    }
    assert client.post(where, data=filled).status_code == 303
    assert client.post(where, data=filled).status_code == 303
    assert (sheet.marks, sheet.comment, sheet.version) == ({"need": 8, "market": 6}, "Bien.", 1)
    late = client.post(where, data={**filled, "change": "another-change", "mark-need": 1})
    assert late.status_code == 422
    assert sheet.marks["need"] == 8
    assert re.search(r'name="mark-need" value="1" checked', late.text)  # what was typed is still there
    assert "8 · 6" in late.text


def test_only_the_judge_fills_the_sheet(client, seat):
    sheet = queries.sheets_of_judge(seat)[0]
    where = f"/judge/{seat.contest.slug}/sheets/{sheet.public_id}"
    for person in (a_person(), somebody_with(RoleName.OWNER, seat.contest.organizer)):
        signed_in(client, person)
        assert client.get(where).status_code == 403
    assert desk(client, seat).status_code == 403


def test_the_desk_costs_the_same_for_one_sheet_and_three(client, seat, count_queries):
    signed_in(client, seat.person)

    def cost():
        db.session.expire_all()
        with count_queries() as statements:
            assert desk(client, seat).status_code == 200
        return len(statements)

    once = cost()
    a_sheet(seat, an_idea(seat.contest, 3))
    assert cost() == once


def test_a_conflict_is_declared_from_the_sheet_and_needs_a_reason(client, seat):
    signed_in(client, seat.person)
    sheet = queries.sheets_of_judge(seat)[0]
    where = f"/judge/{seat.contest.slug}/sheets/{sheet.public_id}/recuse"
    assert client.post(where, data={}).status_code == 422
    client.post(where, data={"reason": "family"})
    assert sheet.state == "recused"


def test_an_organizer_computes_chooses_and_publishes_then_entrants_read(client, app):
    contest = a_judged_contest()
    organizer = somebody_with(RoleName.OWNER, contest.organizer)
    signed_in(client, organizer)
    work = f"/work/contests/{contest.slug}"
    assert client.get(f"{work}/jury").status_code == 200
    client.post(f"{work}/ranking")
    client.post(f"{work}/move", data={"to": "deliberation"})
    page = client.get(f"{work}/ranking").text
    best = re.findall(r'name="(prize-[^"]+)"', page)
    client.post(f"{work}/publish", data={best[0]: "0"})
    idea = queries.eligible_ideas(contest)[0]
    early = client.get(f"/contests/{contest.slug}/results")
    assert (early.status_code, str(idea.title) in early.text) == (200, False)
    client.post(f"{work}/publish", data={"publish": "1"})
    assert contest.state == ContestState.PUBLISHED
    assert str(idea.title) in client.get(f"/contests/{contest.slug}/results").text
    assert client.get(f"/certificates/{idea.result.certificate_code.upper()}").status_code == 200
    assert client.get(f"/ideas/{idea.public_id}/feedback").status_code == 403
    sheet = db.session.query(Sheet).filter_by(idea_id=idea.id).first()
    sheet.private_note = "only mine"
    signed_in(client, idea.person)
    told = client.get(f"/ideas/{idea.public_id}/feedback")
    assert told.status_code == 200
    assert "only mine" not in told.text
    paper = client.get(f"/ideas/{idea.public_id}/certificate.pdf")
    assert paper.data.startswith(b"%PDF-")


def test_publishing_from_the_page_is_refused_before_deliberation(client, app):
    contest = a_judged_contest()
    signed_in(client, somebody_with(RoleName.OWNER, contest.organizer))
    client.post(f"/work/contests/{contest.slug}/publish", data={"publish": "1"})
    assert contest.state == ContestState.JUDGING

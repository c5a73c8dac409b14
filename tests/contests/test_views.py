"""Pages of contests as people open them; who may not is turned away; lists cost the same at 1 and 3 rows."""

import re

import pytest

from eventhub import clock
from eventhub.accounts.roles import RoleName
from eventhub.contests import operations
from eventhub.contests.models import Contest, Idea
from eventhub.contests.states import ContestState, IdeaState
from eventhub.database import db
from tests.factories.accounts import a_person, an_organizer, signed_in, somebody_with
from tests.factories.contests import AT, a_contest, an_idea


@pytest.fixture(autouse=True)
def _at():
    with clock.frozen(AT):
        yield


def test_an_entrant_goes_from_the_public_page_to_a_sent_idea(client, app):
    contest, person = a_contest(), a_person()
    assert client.get(f"/contests/{contest.slug}").status_code == 200
    signed_in(client, person)
    first = {
        "entrant_kind": "job_seeker",
        "title": "Fromagerie mobile",
        "sector": "dairy",
        "province_code": "03.061",
    }
    onward = client.post(f"/contests/{contest.slug}/enter", data=first).location
    idea = db.session.query(Idea).filter_by(contest_id=contest.id).one()
    assert onward == f"/ideas/{idea.public_id}/write"
    long = "Une réponse assez longue pour un juré."
    said = first | dict.fromkeys(("need", "solution", "market", "impact"), long)
    said |= {"line_what_1": "Four", "line_quantity_1": 2, "line_price_1": "250", "helps": ["money"]}
    wrong = client.post(onward, data=said | {"members": 3, "women": 9})
    assert wrong.status_code == 422
    assert 'value="9"' in wrong.text
    client.post(onward, data=said | {"members": 9, "women": 3, "own_share": "120,50", "payback_months": 9})
    client.post(f"/ideas/{idea.public_id}/submit")
    assert (idea.state, idea.budget, idea.own_share) == (IdeaState.SUBMITTED, 50_000, 12_050)
    assert client.get(f"/ideas/{idea.public_id}").status_code == 200


def test_a_refused_first_page_comes_back_as_typed(client, app):
    contest = a_contest()
    signed_in(client, a_person())
    answer = client.post(f"/contests/{contest.slug}/enter", data={"title": "court"})
    assert answer.status_code == 422
    assert 'value="court"' in answer.text
    assert db.session.query(Idea).count() == 0


def test_strangers_read_neither_drafts_nor_ideas_nor_work_pages(client, app):
    contest = a_contest(state=ContestState.PREPARATION)
    idea = an_idea(contest, state=IdeaState.DRAFT)
    signed_in(client, a_person("Stranger"))
    somebody_elses = somebody_with(RoleName.OWNER, an_organizer())
    for path in (f"/ideas/{idea.public_id}", f"/contests/{contest.slug}", f"/work/contests/{contest.slug}"):
        assert client.get(path).status_code == 403
    signed_in(client, somebody_elses)
    assert client.get(f"/work/contests/{contest.slug}/ideas").status_code == 403


def test_an_organizer_screens_without_seeing_drafts(client, app):
    contest = a_contest()
    sent, draft = an_idea(contest, 1, state=IdeaState.SUBMITTED), an_idea(contest, 2, state=IdeaState.DRAFT)
    signed_in(client, somebody_with(RoleName.ORGANIZER, contest.organizer))
    here = f"/work/contests/{contest.slug}/ideas"
    assert client.get(f"{here}/{draft.public_id}").status_code == 403
    assert client.get(f"{here}/{sent.public_id}").status_code == 200
    assert client.post(f"{here}/{sent.public_id}/refuse", data={}).status_code == 422
    client.post(f"{here}/{sent.public_id}/ask", data={"part": "market", "note": "Qui achète ?"})
    assert (sent.state, sent.part_to_complete) == (IdeaState.TO_COMPLETE, "market")
    operations.move_idea(sent, IdeaState.SUBMITTED, AT)
    assert "Qui achète ?" in client.get(f"{here}/{sent.public_id}").text
    other = an_idea(a_contest(contest.organizer), 1)
    assert client.get(f"{here}/{other.public_id}").status_code == 404


def test_what_was_ticked_goes_along_with_the_decision_and_comes_back_when_that_is_refused(client, app):
    contest = a_contest(eligibility=[{"id": name, "name": {"fr": name}} for name in ("place", "age")])
    idea, other = an_idea(contest, 1, state=IdeaState.SUBMITTED), an_idea(contest, 2)
    other.checked = {"place": True}
    signed_in(client, somebody_with(RoleName.ORGANIZER, contest.organizer))
    here = f"/work/contests/{contest.slug}/ideas/{idea.public_id}"
    ticked = {"point-place": "no", "point-age": "yes"}
    refused = client.post(f"{here}/refuse", data={**ticked, "part": "need", "note": "Où ?"})
    assert refused.status_code == 422
    assert set(re.findall(r'id="(point-[^"]+)"[^>]* checked', refused.text)) == {
        "point-place-no",
        "point-age-yes",
    }
    assert "Où ?</textarea>" in refused.text
    assert idea.checked == {}
    assert client.post(f"{here}/refuse", data={**ticked, "reason": "out_of_territory"}).status_code == 303
    assert (idea.state, idea.checked) == (IdeaState.INELIGIBLE, {"place": False, "age": True})
    contest.state = ContestState.JUDGING
    assert client.post(f"{here}/accept", data={"point-place": "yes"}).status_code == 422
    assert (idea.checked["place"], other.checked) == (False, {"place": True})


@pytest.mark.parametrize("path", ["ideas", "ideas?q=fromagerie&state=eligible&kind=project_holder"])
def test_the_list_of_ideas_costs_the_same_at_one_row_and_three(client, app, count_queries, path):
    contest = a_contest()
    an_idea(contest, 1)
    an_idea(a_contest(), 1)
    signed_in(client, somebody_with(RoleName.ORGANIZER, contest.organizer))
    where = f"/work/contests/{contest.slug}/{path}"

    def cost():
        db.session.expire_all()
        with count_queries() as statements:
            page = client.get(where)
        assert page.status_code == 200
        return len(statements), page.text.count("row-link")

    once, rows = cost()
    for number in (2, 3):
        an_idea(contest, number)
    again, more = cost()
    assert (once, rows, more) == (again, 1, 3)


def test_the_bank_holds_only_what_owners_agreed_to_and_finds_folded_words(client, app):
    contest = a_contest()
    shown = an_idea(contest, 1, in_bank=True, title={"ar": "تجفيف الزعفران بالأطلس"})
    hidden = an_idea(contest, 2, title={"ar": "زعفران مخفي"})
    assert "تجفيف الزعفران" in client.get("/bank?q=الاطلس").text
    assert "مخفي" not in client.get("/bank").text
    assert client.get(f"/bank/{shown.public_id}").status_code == 200
    assert client.get(f"/bank/{hidden.public_id}").status_code == 404  # nobody is asked to sign in for it
    assert client.post(f"/bank/{hidden.public_id}/contact").status_code == 404


def test_an_organizer_creates_a_contest_and_opens_it(client, app):
    organizer = an_organizer()
    signed_in(client, somebody_with(RoleName.OWNER, organizer))
    form = {
        "name-ar": "مسابقة", "name-fr": "Concours", "slug": "concours-x", "level": "region", "region": "03",
        "opens_at": "2025-03-01T09:00", "closes_at": "2025-03-31T18:00",
        "judging_ends_at": "2025-04-20T18:00",
        "sheets_per_idea": "3", "goes_through": "0",
        "sheets_first": "2", "sheets_second": "3", "second_share": "33",
        "final": "",
        "criteria-0-name-fr": "Besoin", "criteria-0-weight": "60",
        "criteria-0-anchors-fr": "0: faible\n7\tbon",
        "criteria-1-name-fr": "Marché", "criteria-1-weight": "40",
        "prizes-0-name-fr": "Premier prix", "prizes-0-amount": "50000",
    }  # fmt: skip
    refused = client.post(
        f"/work/o/{organizer.slug}/contests/new", data={**form, "closes_at": "2025-02-01T09:00"}
    )
    assert refused.status_code == 422
    unread = client.post(
        f"/work/o/{organizer.slug}/contests/new",
        data={**form, "criteria-0-anchors-fr": "faible", "stages": "2", "sheets_first": ""},
    )
    assert unread.status_code == 422
    assert unread.text.count('class="error"') >= 2
    client.post(f"/work/o/{organizer.slug}/contests/new", data={**form, "stages": "2"})
    contest = db.session.query(Contest).filter_by(slug="concours-x").one()
    assert [criterion["weight"] for criterion in contest.criteria] == [60, 40]
    assert [each["from"] for each in contest.criteria[0]["anchors"]] == [0, 7]
    assert (contest.prizes[0]["amount"], contest.opens_at.hour) == (5_000_000, 9)
    assert (contest.stages, contest.sheets_each, contest.second_share) == (2, 2, 33)
    late = {**form, "stages": "2", "closes_at": "2025-02-01T09:00"}
    wrong = client.post(f"/work/contests/{contest.slug}/settings", data=late).text
    assert re.findall(r'<details class="fold" open>.*?id="part-(\w+)"', wrong, re.DOTALL) == ["dates"]
    client.post(f"/work/contests/{contest.slug}/move", data={"to": "open"})
    assert contest.is_open(AT)


def test_an_unknown_certificate_is_said_to_be_none(client, app):
    assert client.get("/certificates/nosuchcode").status_code == 404

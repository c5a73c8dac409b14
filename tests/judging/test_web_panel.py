"""Before and while a jury works: ties, blind reading, rules, seats by hand, practice, paper, warnings."""

import pytest

from eventhub import clock
from eventhub.accounts.roles import RoleName
from eventhub.contests.states import ContestState
from eventhub.database import db
from eventhub.errors import DomainError
from eventhub.judging import queries
from eventhub.judging.models import CalibrationSheet, Judge
from eventhub.judging.operations import paper, preparing, syncing, watching
from eventhub.judging.operations.paper import Typed
from eventhub.judging.operations.syncing import Change
from eventhub.judging.queries import panel, practice
from eventhub.judging.ranking.agreement import Reliability, sheets_needed
from eventhub.judging.revealing import Kind, bears_name, findings, masked
from eventhub.judging.states import ReviewDecision, SheetState
from eventhub.mail import OutboxMail
from tests.factories.accounts import a_person, signed_in, somebody_with
from tests.factories.contests import JUDGING_AT, a_contest, a_judge, a_judged_contest, a_sheet, an_idea
from tests.factories.cooperatives import a_cooperative, a_member


@pytest.fixture(autouse=True)
def _at():
    with clock.frozen(JUDGING_AT):
        yield


def refused(code):
    return pytest.raises(DomainError, check=lambda error: error.code == code)


def found(text, names=(), places=()):
    return {(each.words, each.kind) for each in findings([text], names, places)}


def test_the_text_of_an_idea_tells_names_places_phones_and_addresses_and_nothing_else():
    assert found("Nous, Tawada, de Sefrou, tél. 0661 23 45 67", ["Coopérative Tawada"], ["Sefrou"]) == {
        ("Tawada", Kind.NAME),
        ("Sefrou", Kind.PLACE),
        ("0661 23 45 67", Kind.PHONE),
    }
    assert found("نجفف التين بصفرو مع فاطمة بنكيران", ["فاطمة بنكيران"], ["صفرو"]) == {
        ("بصفرو", Kind.PLACE),
        ("بنكيران", Kind.NAME),
    }
    assert found("Écrire à tawada@example.ma ou www.tawada.ma") == {
        ("tawada@example.ma", Kind.ADDRESS),
        ("www.tawada.ma", Kind.ADDRESS),
    }
    assert found("Une coopérative de femmes sèche 1200 kg de figues", ["Coopérative des femmes"]) == set()
    assert masked("Tawada sèche ; tawada vend", ["Tawada"]) == "▒▒▒ sèche ; ▒▒▒ vend"
    assert bears_name(["Ben Kirane"], ["Fatima BEN KIRANE"])
    assert not bears_name(["Kir", ""], ["Fatima Benkirane"])


def test_more_noise_asks_for_more_sheets():
    assert sheets_needed(Reliability(0.5, 2, merit=1.0, generosity=0.3, noise=1.0), 0.8) == 4
    assert sheets_needed(Reliability(0.9, 3, merit=4.0, generosity=0.3, noise=1.0), 0.5) == 1


@pytest.fixture
def contest(app):
    contest = a_contest(state=ContestState.JUDGING)
    coop = a_cooperative("Coopérative Tawada", commune_code="03.061.01")
    a_member(coop, a_person("Zineb Alaoui"))
    an_idea(
        contest, 1, cooperative_id=coop.id, entrant_kind="cooperative", title={"fr": "Les figues de Tawada"}
    )
    for number in (2, 3):
        an_idea(contest, number)
    for _ in range(3):
        a_judge(contest)
    noise = a_judged_contest()
    a_judge(noise)
    return contest


def test_ties_that_a_judge_tells_set_ideas_aside_without_saying_whose(app, client, contest):
    for judge in queries.judges_of(contest):
        for idea in queries.eligible_ideas(contest):
            a_sheet(judge, idea)
    first, second, third = queries.judges_of(contest)
    for judge, told in (
        (first, {"family_names": "Alaoui, Fassi"}),
        (second, {"employer": "Tawada"}),
        (third, {"family_names": ""}),
    ):
        signed_in(client, judge.person)
        page = client.post(f"/judge/{contest.slug}/ties", data=told, follow_redirects=True)
        assert "Zineb" not in page.text
    living = [s.judge_id for s in queries.sheets_of(contest) if s.state != SheetState.RECUSED]
    assert [living.count(judge.id) for judge in (first, second, third)] == [2, 2, 3]
    assert {c.reason for c in queries.conflicts_of(contest)} == {"family_name", "employer"}


def test_an_organizer_hides_words_gives_and_takes_sheets_with_the_checks_on(app, client, contest):
    organizer = somebody_with(RoleName.ORGANIZER, contest.organizer)
    signed_in(client, organizer)
    work = f"/work/contests/{contest.slug}/jury"
    assert "Tawada" in client.get(f"{work}/blind").text
    idea = queries.eligible_ideas(contest)[0]
    client.post(f"{work}/blind/{idea.public_id}", data={"words": "Tawada"})
    assert panel.masks_of(contest) == {idea.id: {"Tawada": True}}
    judge, other, _third = queries.judges_of(contest)
    for _ in range(2):
        client.post(f"{work}/seats/{idea.public_id}", data={"judge": judge.public_id})
    (sheet,) = queries.sheets_of(contest)
    signed_in(client, judge.person)
    desk = client.get(f"/judge/{contest.slug}").text
    assert "Tawada" not in desk
    assert "▒▒▒" in desk
    with refused("in_conflict"):
        preparing.declare(other, preparing.Ties(employer="Coopérative Tawada"), JUDGING_AT)
        preparing.give_sheet(organizer, other, idea, JUDGING_AT)
    other.role, second = "observer", queries.eligible_ideas(contest)[1]
    with refused("not_on_panel"):
        preparing.give_sheet(organizer, other, second, JUDGING_AT)
    other.role = "trainee"
    practised = preparing.give_sheet(organizer, other, second, JUDGING_AT)
    practised.marks, practised.state = {"need": 9, "market": 9}, SheetState.COMPLETE
    db.session.flush()
    assert queries.complete_marks(contest) == []
    db.session.delete(practised)
    preparing.take_sheet(organizer, sheet, JUDGING_AT)
    assert queries.sheets_of(contest) == []
    assert client.get(f"{work}/seats").status_code == 403


def test_a_gate_and_a_required_comment_make_a_sheet_whole(app, client):
    contest = a_contest(state=ContestState.SCREENING)
    organizer = somebody_with(RoleName.ORGANIZER, contest.organizer)
    sheet = a_sheet(a_judge(contest), an_idea(contest))
    signed_in(client, organizer)
    data = {
        "gates-0-name-fr": "Faisable ?",
        "comment_rule": "always",
        "tie_break": "vote",
        "pitch_minutes": "7",
    }
    rules = f"/work/contests/{contest.slug}/jury/rules"
    assert client.post(rules, data=data | {"pitch_minutes": "0"}).status_code == 422
    assert client.post(rules, data=data).status_code == 303
    contest.state = ContestState.JUDGING
    assert client.post(rules, data=data | {"comment_rule": "optional"}).status_code == 422
    assert 'name="comment_rule"' not in client.get(rules).text
    assert client.post(rules, data={"pitch_minutes": "9"}).status_code == 303

    def save(name, gates, comment):
        change = Change(
            name, sheet.public_id, sheet.version, {"need": 5, "market": 5}, comment, "", gates=gates
        )
        db.session.expire(sheet.judge)
        return syncing.apply_changes(sheet.judge.person, [change], JUDGING_AT)[0].code or sheet.state

    assert save("1" * 8, {}, "Bien.") == SheetState.BEGUN
    assert save("2" * 8, {"g1": True}, "") == SheetState.BEGUN
    assert save("3" * 8, {"g1": 3}, "Bien.") == "bad_gate"
    assert save("4" * 8, {"g1": False}, "Bien.") == SheetState.COMPLETE


def test_everybody_practises_on_two_ideas_and_nothing_counts(app, client, contest):
    organizer = somebody_with(RoleName.ORGANIZER, contest.organizer)
    one, two, _three = queries.eligible_ideas(contest)
    work = f"/work/contests/{contest.slug}/jury/practice"
    signed_in(client, organizer)
    assert client.post(work, data={"first": one.public_id, "second": one.public_id}).status_code == 422
    client.post(work, data={"first": one.public_id, "second": two.public_id})
    preparing.mask(organizer, one, "Tawada", is_hidden=True, at=JUDGING_AT)
    for judge, mark in zip(queries.judges_of(contest), (2, 7, 8), strict=True):
        signed_in(client, judge.person)
        mine = f"/judge/{contest.slug}/practice"
        assert client.post(mine, data={"idea": one.public_id, "mark-need": mark}).status_code == 422
        marks = {"mark-need": mark, "mark-market": 5}
        for _ in range(2):
            client.post(mine, data={"idea": one.public_id} | marks)
        for page in (mine, f"/work/contests/{contest.slug}/room/ideas/{one.public_id}"):
            read = client.get(page).text
            assert "Tawada" not in read
            assert "▒▒▒" in read
    assert f'{mine}"' in client.get("/judge").text
    signed_in(client, organizer)
    page = client.get(work).text
    assert page.count("éloignées") == 1
    client.post(f"{work}/notes", data={"notes": "4 at most", "is_over": "y"})
    assert practice.calibration_of(contest).closed_at is not None
    assert db.session.query(CalibrationSheet).count() == 3
    assert queries.sheets_of(contest) == []


def test_two_people_type_a_paper_sheet_before_it_counts(app, client, contest, monkeypatch):
    judge = queries.judges_of(contest)[0]
    sheet = a_sheet(judge, queries.eligible_ideas(contest)[0])
    first, second = (somebody_with(RoleName.ORGANIZER, contest.organizer) for _ in range(2))
    where = f"/work/contests/{contest.slug}/jury/paper/{sheet.public_id}"

    def typed(person, need):
        signed_in(client, person)
        client.post(where, data={"mark-need": need, "mark-market": "6", "comment": "Utile."})
        return client.get(where).text

    typed(first, "7")
    typed(first, "8")
    assert sheet.state == SheetState.ASSIGNED
    assert "diffèrent" in typed(second, "7")
    assert sheet.version == 0
    unfinished = practice.half_typed(contest, practice.paper_entries(contest))
    assert unfinished == [sheet]
    typed(second, "8")
    assert practice.half_typed(contest, practice.paper_entries(contest)) == []
    assert (sheet.state, sheet.marks, sheet.version) == (SheetState.COMPLETE, {"need": 8, "market": 6}, 1)
    with refused("paper_agreed"):
        paper.type_sheet(first, sheet, Typed({"need": 1, "market": 1}, {}), JUDGING_AT)
    with refused("own_paper"):
        paper.type_sheet(judge.person, sheet, Typed({}, {}), JUDGING_AT)
    monkeypatch.setattr(practice, "PAPER_SHOWN", 1)
    a_sheet(judge, queries.eligible_ideas(contest)[1])
    with app.test_request_context("/"):
        shown = practice.paper_page(contest)
    with app.test_request_context(f"/?after={shown.after}"):
        assert [row.idea.number for row in (*shown.rows, *practice.paper_page(contest).rows)] == [1, 2]
    other = a_sheet(queries.judges_of(contest)[1], queries.eligible_ideas(contest)[1])
    with app.test_request_context("/"):
        for asked, there in (
            (practice.Asked(text="002"), {2}),
            (practice.Asked(judge=other.judge.public_id), {2}),
            (practice.Asked(typed="alike"), {1}),
            (practice.Asked(typed="none"), {2}),
            (practice.Asked(typed="half"), set()),
        ):
            assert {row.idea.number for row in practice.paper_page(contest, asked).rows} == there
    assert practice.sheets_to_type(contest, other.judge) == [other]
    for name in (f"sheets.pdf?judge={judge.public_id}", "guide.pdf?lang=ar"):
        signed_in(client, first)
        assert client.get(f"/work/contests/{contest.slug}/jury/{name}").data.startswith(b"%PDF")


def test_a_person_decides_about_a_judge_and_reminders_are_not_repeated(app, client):
    contest = a_judged_contest()
    organizer = somebody_with(RoleName.ORGANIZER, contest.organizer)
    judge = queries.judges_of(contest)[0]
    signed_in(client, organizer)
    assert client.get(f"/work/contests/{contest.slug}/jury/progress").status_code == 200
    before = len(queries.complete_marks(contest))
    where = f"/work/contests/{contest.slug}/jury/{judge.public_id}/review"
    lacking = client.post(where, data={"decision": "leave_out", "reason": ""})
    assert lacking.status_code == 422
    assert f'aria-describedby="reason-{judge.public_id}-error"' in lacking.text
    client.post(where, data={"decision": "leave_out", "reason": "Absent from the hall."})
    assert len(queries.complete_marks(contest)) == before - 4
    watching.review(organizer, judge, ReviewDecision.KEEP, "Came back.", JUDGING_AT)
    assert len(queries.complete_marks(contest)) == before
    told = client.get(f"/work/contests/{contest.slug}/jury/progress").text
    assert f"Décidé par {organizer.name['fr']}" in told.replace("\u2068", "").replace("\u2069", "")
    with refused("nothing_waits"):
        watching.remind(organizer, judge, JUDGING_AT)
    a_sheet(judge, an_idea(contest, 9))
    judge.person.email = "judge@example.ma"
    watching.remind(organizer, judge, JUDGING_AT)
    with refused("reminded"):
        watching.remind(organizer, judge, JUDGING_AT)
    assert [m.to for m in db.session.query(OutboxMail)] == ["judge@example.ma"]
    assert db.session.query(Judge).filter(Judge.reminded_at.is_not(None)).count() == 1
    assert watching.remind_all(organizer, contest, JUDGING_AT) == (0, [])
    assert watching.remind_all(organizer, contest, JUDGING_AT + watching.PAUSE) == (1, [])

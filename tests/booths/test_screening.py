"""The organizer's pages: lists that cost the same at any length, one file's decisions, exports, the plan."""

import csv
import io
import json

import pytest
import sqlalchemy as sa

from eventhub import background
from eventhub.accounts.roles import RoleName
from eventhub.booths import sign_printing
from eventhub.booths.models import Plan, Screening
from eventhub.booths.operations import plans, screening
from eventhub.booths.states import ApplicationState, AssignmentState
from eventhub.clock import frozen
from eventhub.database import db
from eventhub.errors import DomainError
from eventhub.i18n import Texts
from tests.factories.accounts import a_person, signed_in, somebody_with
from tests.factories.booths import (
    AT,
    LATER,
    a_booth,
    a_call,
    a_cooperative,
    a_fair,
    a_hold,
    a_layout,
    a_plan,
    an_application,
)

S = ApplicationState


@pytest.fixture
def edition(app):
    edition = a_fair("khenifra-2025")
    a_plan(edition)
    other = a_fair("autre")
    an_application(a_call(other), a_cooperative("Ailleurs"))
    return edition


@pytest.fixture
def call(edition):
    return a_call(edition)


@pytest.fixture
def organizer(edition):
    return somebody_with(RoleName.ORGANIZER, edition)


@pytest.fixture
def browser(client, organizer):
    return signed_in(client, organizer)


def statements_of(client, path, count_queries):
    db.session.expire_all()
    with count_queries() as statements:
        page = client.get(path)
    assert page.status_code == 200
    return len(statements)


@pytest.mark.parametrize(
    "path",
    ["/work/e/{e}/applications", "/work/e/{e}/plan", "/e/{e}/exhibitors", "/e/{e}/map", "/my/applications"],
)
def test_a_list_costs_the_same_at_one_and_three_rows(browser, organizer, edition, call, count_queries, path):
    address = path.format(e=edition.slug)
    for number in (1, 2, 3):
        cooperative = a_cooperative(f"C{number}", member=organizer)
        file = an_application(call, cooperative, S.CONFIRMED)
        a_hold(a_booth(edition, f"A{number}"), file, AssignmentState.CONFIRMED)
        if number == 1:
            browser.get(address)
            alone = statements_of(browser, address, count_queries)
    assert statements_of(browser, address, count_queries) == alone


def test_search_folds_letters_and_stays_in_its_own_fair(browser, edition, call):
    an_application(call, a_cooperative("Féminine Ait-Bougmez", name_ar="تعاونية الأمل"))
    an_application(call, a_cooperative("Autre chose"))
    for wanted in ("feminine", "الامل", "bougmez féminine"):
        page = browser.get(f"/work/e/{edition.slug}/applications", query_string={"q": wanted}).text
        assert "Bougmez" in page
        assert "Autre chose" not in page
    assert "Ailleurs" not in browser.get(f"/work/e/{edition.slug}/applications").text


def test_a_file_of_another_fair_is_not_found_under_this_one(browser, edition):
    other = an_application(a_call(a_fair("tiers")))
    assert browser.get(f"/work/e/{edition.slug}/applications/{other.public_id}").status_code == 404


def test_screening_walks_from_order_to_score_in_the_browser(browser, edition, call):
    file = an_application(call)
    base = f"/work/e/{edition.slug}/applications/{file.public_id}"
    assert browser.post(f"{base}/ineligible", data={"reason": ""}).status_code == 422
    assert browser.post(f"{base}/eligible").status_code == 303
    assert browser.post(f"{base}/score", data={"points": "101", "tier": "1"}).status_code == 422
    assert browser.post(f"{base}/score", data={"points": "88", "tier": "1"}).status_code == 303
    db.session.expire_all()
    assert (file.state, file.published_state, file.score, file.tier) == (S.SCORED, S.ELIGIBLE, 88, 1)
    assert browser.get(base).status_code == 200


def test_many_at_once_are_previewed_then_found_in_order(browser, edition, call):
    waiting = [an_application(call, a_cooperative(f"Prête {n}")) for n in range(2)]
    done = an_application(call, a_cooperative("Déjà notée"), S.SCORED)
    chosen = {"ids": [file.public_id for file in (*waiting, done)], "verb": "eligible"}
    prepared = browser.post(f"/work/e/{edition.slug}/applications/many", data=chosen)
    preview = browser.get(prepared.location)
    assert preview.status_code == 200
    assert "Prête 1" in preview.text
    assert waiting[0].state == S.SUBMITTED
    for _press in range(2):
        assert browser.post(f"{prepared.location}/begin").status_code == 303
    db.session.expire_all()
    assert [file.state for file in (*waiting, done)] == [S.ELIGIBLE, S.ELIGIBLE, S.SCORED]
    assert [file.published_state for file in waiting] == [S.SUBMITTED, S.SUBMITTED]
    undone = browser.post(f"{prepared.location}/undo")
    assert undone.status_code == 303
    db.session.expire_all()
    assert [file.state for file in (*waiting, done)] == [S.SUBMITTED, S.SUBMITTED, S.SCORED]


def test_a_correction_needs_a_part_and_words(organizer, call):
    file = an_application(call)
    for part, what, code in (("", "Les prix", "no_part"), ("needs", " ", "no_words")):
        with pytest.raises(DomainError) as refusal:
            screening.ask_to_complete(organizer, file, part, what, AT)
        assert refusal.value.code == code


def test_the_export_guards_formulas_and_keeps_accents(browser, edition, call):
    file = an_application(call, a_cooperative("=HYPERLINK(1)", phone="+212661000000"), score_spread=12)
    for total in (70, 82, None):
        mine = {"edition_id": edition.id, "application_id": file.id, "person_id": a_person().id}
        db.session.add(Screening(**mine, total=total, marked_at=total and AT, is_assigned=True))
    db.session.flush()
    answer = browser.get(f"/work/e/{edition.slug}/applications.csv", headers={"Accept-Language": "fr"})
    assert answer.data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert rows[1][2] == "'=HYPERLINK(1)"
    assert "212661000000" in rows[1]
    marks = dict(zip(rows[0], rows[1], strict=True))
    names = ("Moyenne des notes", "Écart des notes", "Nombre de notes")
    assert [float(marks[name].replace(",", ".")) for name in names] == [76, 12, 2]
    assert len(rows) == 2
    sheet = browser.get(f"/work/e/{edition.slug}/applications.xlsx")
    assert sheet.data[:2] == b"PK"


def test_the_plan_is_drawn_again_while_nobody_holds_a_stand_and_signs_stay_good(edition, organizer, call):
    code = a_booth(edition, "A2").code
    plans.draw(organizer, edition, a_layout(6), AT)
    assert a_booth(edition, "A2").code == code
    assert db.session.query(Plan).filter_by(edition_id=edition.id).one().version == 2
    a_hold(a_booth(edition, "A6"), an_application(call, state=S.SELECTED))
    with pytest.raises(DomainError) as refusal:
        plans.draw(organizer, edition, a_layout(2), AT)
    assert refusal.value.code == "assigned"


def test_a_plan_is_looked_at_before_it_is_kept(browser, edition):
    address = f"/work/e/{edition.slug}/plan/draw"
    drawn = {
        "width": "30",
        "depth": "20",
        "zones-0-key": "Q",
        "zones-0-name_fr": "Quartier",
        "rows-0-zone": "q",
        "rows-0-name": "r",
        "rows-0-count": "5",
        "rows-0-x": "1",
        "rows-0-y": "1",
        "rows-0-width": "3",
        "rows-0-depth": "3",
        "rows-0-first": "1",
        "rows-0-direction": "across",
        "rows-0-numbering": "all",
    }
    preview = browser.post(address, data={**drawn, "action": "preview"})
    assert "R5" in preview.text
    more = browser.post(address, data={**drawn, "action": "add_rows", "things-0-kind": "0"})
    assert more.status_code == 200, "more lines are given also where something can't be drawn yet"
    assert 'name="rows-1-name"' in more.text
    assert "A1" in browser.get(f"/work/e/{edition.slug}/plan").text
    outside = browser.post(address, data={**drawn, "rows-0-count": "12", "action": "save"})
    assert outside.status_code == 422
    assert browser.post(address, data={**drawn, "action": "save"}).status_code == 303
    stands = json.loads(browser.get(f"/work/e/{edition.slug}/plan.json").data)["stands"]
    assert [stand["label"] for stand in stands] == ["R1", "R2", "R3", "R4", "R5"]


def test_a_stand_is_given_by_hand_and_taken_back_in_the_browser(browser, edition, call):
    file = an_application(call, state=S.ELIGIBLE)
    booth = a_booth(edition, "A1")
    base = f"/work/e/{edition.slug}/plan/{booth.public_id}"
    assert browser.post(f"{base}/assign", data={"application": file.public_id}).status_code == 303
    refused = browser.post(f"{base}/block")
    assert refused.status_code == 422
    assert browser.post(f"{base}/unassign").status_code == 303
    assert browser.post(f"{base}/block").status_code == 303
    db.session.expire_all()
    assert (booth.is_blocked, file.state) == (True, S.WAITLISTED)


def test_allocating_and_publishing_in_the_browser(browser, edition, call):
    files = [an_application(call, state=S.ELIGIBLE) for _ in range(5)]
    with frozen(LATER):
        signed = browser.post(f"/work/e/{edition.slug}/plan/allocate")
        assert signed.status_code == 303
        assert browser.get(f"/work/e/{edition.slug}/plan/allocation").status_code == 200
        assert browser.get(f"/work/e/{edition.slug}/plan/publish").status_code == 200
        assert browser.post(f"/work/e/{edition.slug}/plan/publish").status_code == 303
    db.session.expire_all()
    assert sorted(file.published_state for file in files) == [S.SELECTED] * 4 + [S.WAITLISTED]


def test_signs_are_one_page_a_stand(browser, edition):
    from pypdf import PdfReader

    answer = browser.get(f"/work/e/{edition.slug}/plan/signs.pdf")
    pages = PdfReader(io.BytesIO(answer.data)).pages
    assert len(pages) == 4
    assert a_booth(edition, "A1").code in pages[0].extract_text()


def test_many_signs_are_drawn_by_a_worker_once(browser, edition, monkeypatch):
    monkeypatch.setattr(sign_printing, "AT_ONCE", 0)
    address = f"/work/e/{edition.slug}/plan/signs"
    assert browser.get(f"{address}.pdf?size=a4").headers["Location"] == address
    asked = browser.post(address, data={"size": "a4"}).headers["Location"]
    assert asked == f"{address}?size=a4"
    assert f"{address}.pdf" not in browser.get(asked).text
    row = db.session.scalars(sa.select(background.QueuedJob)).one()
    background.perform(row)
    assert f"{address}.pdf?size=a4" in browser.get(asked).text
    first = browser.get(f"{address}.pdf?size=a4").data
    assert first == browser.get(f"{address}.pdf?size=a4").data
    edition.name = Texts(fr="Autre nom")
    db.session.commit()
    assert browser.get(f"{address}.pdf?size=a4").headers["Location"] == address


WORK = [
    "call",
    "plan",
    "plan/draw",
    "plan/edit",
    "plan/history",
    "plan.json",
    "plan/allocation",
    "plan/publish",
    "plan/signs",
    "plan/signs.pdf",
]


@pytest.mark.parametrize("path", [*WORK, "applications", "applications.csv"])
def test_work_pages_are_closed_to_nobody_strangers_and_organizers_of_another_fair(client, edition, path):
    address = f"/work/e/{edition.slug}/{path}"
    assert client.get(address).status_code in {302, 401}
    for person in (a_person("Visiteuse"), somebody_with(RoleName.ORGANIZER, a_fair("loin"))):
        assert signed_in(client, person).get(address).status_code == 403


def test_a_field_agent_reads_the_list_but_decides_nothing(client, edition, call):
    agent = signed_in(client, somebody_with(RoleName.FIELD_AGENT, edition))
    file = an_application(call)
    assert agent.get(f"/work/e/{edition.slug}/applications").status_code == 200
    base = f"/work/e/{edition.slug}/applications/{file.public_id}"
    assert agent.get(base).status_code == 200
    assert agent.post(f"{base}/eligible").status_code == 403


def test_the_public_map_names_only_those_who_are_coming(client, edition, call):
    coming = an_application(call, a_cooperative("Confirmée"), S.CONFIRMED)
    a_hold(a_booth(edition, "A1"), coming, AssignmentState.CONFIRMED)
    offered = an_application(call, a_cooperative("Encore secrète"), S.SELECTED)
    a_hold(a_booth(edition, "A2"), offered)
    for path in ("map", "exhibitors"):
        page = client.get(f"/e/{edition.slug}/{path}").text
        assert "Confirmée" in page
        assert "Encore secrète" not in page

"""Pages of visitors and gates: what each person sees and may do."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from eventhub import clock, transaction
from eventhub.accounts.roles import RoleName
from eventhub.booths.models import Booth, Plan, Zone
from eventhub.database import db
from eventhub.visitors import codes, operations, queries
from eventhub.visitors.models import BadgeRun, Device, Registration, StandVisit
from tests.factories.accounts import a_role, signed_in, somebody_with
from tests.factories.visitors import NOON, a_badge, a_fair, a_gate, a_registration, added
from tests.project.reading import Page


@pytest.fixture(autouse=True)
def _noon():
    with clock.frozen(NOON):
        yield


@pytest.fixture
def fair(app):
    return a_fair()


@pytest.fixture
def desk(client, fair):
    """The browser of the fair's organizer."""
    return signed_in(client, somebody_with(RoleName.ORGANIZER, fair.organizer))


def test_the_first_screen_says_what_to_do_today(client, fair):
    a_fair(name={"en": "Somebody else's fair"})
    over = a_fair(state="closed")
    keeper = somebody_with(RoleName.GATE_STAFF, fair.organizer)
    a_role(keeper, over.organizer, RoleName.GATE_STAFF)
    signed_in(client, keeper)
    urgent = client.get("/my?lang=en").text.partition("My places")[0]
    assert "Somebody else" not in urgent
    assert "Today is day" not in urgent  # they have their desk and their gate
    assert [urgent.count(f'href="{path}"') for path in (f"/work/e/{fair.slug}/desk", "/gate")] == [1, 1]
    assert f"/work/e/{over.slug}/desk" not in urgent
    signed_in(client, somebody_with(RoleName.OWNER, fair.organizer))
    urgent, _words, places = client.get("/my?lang=en").text.partition("My places")
    assert "Today is day 2 of 7" in urgent
    assert "/desk" not in urgent
    assert 0 < places.index('href="/work"') < places.index("/people")  # settings come last
    with clock.frozen(NOON + timedelta(days=30)):
        assert "Today is day" not in client.get("/my?lang=en").text


def register(client, fair, **fields):
    return client.post(f"/e/{fair.slug}/register", data={"name": "فاطمة أمزيان", "consent": "y"} | fields)


def test_a_visitor_registers_with_consent_and_gets_a_badge_that_shows_a_qr(client, fair):
    answer = register(client, fair, phone="06 61 00 00 01", party="3")
    assert answer.status_code == 303
    row = db.session.scalar(sa.select(Registration))
    assert (row.name_ar, row.name_latin, row.phone, row.party) == ("فاطمة أمزيان", None, "+212661000001", 3)
    assert row.consent["language"] == "ar"
    assert row.consent["version"] == operations.CONSENT_VERSION
    badge = client.get(answer.location)
    assert codes.shown(row.badge.code) in badge.text
    assert "<path" in badge.text


@pytest.mark.parametrize("missing", [{"consent": ""}, {"name": " "}, {"phone": "12"}, {"party": "0"}])
def test_without_consent_or_with_nonsense_nothing_is_kept(client, fair, missing):
    fields = {"name": "Moha", "consent": "y"} | missing
    answer = client.post(f"/e/{fair.slug}/register", data={key: text for key, text in fields.items() if text})
    assert answer.status_code == 422
    assert db.session.scalar(sa.select(sa.func.count(Registration.id))) == 0


def test_nobody_registers_for_a_fair_that_is_over(client):
    assert register(client, a_fair(state="closed")).status_code == 422


def test_what_any_camera_shows_of_a_badge_names_nobody(client, fair):
    badge = a_badge(fair, "Zineb Ouali", phone="+212661000001")
    for address in (f"/b/{badge.code}", f"/B/{badge.code}", f"/b/{codes.shown(badge.code).lower()}"):
        shown = client.get(address)
        assert shown.status_code == 200
        assert "Zineb" not in shown.text
        assert "661000001" not in shown.text
    assert client.get(f"/b/{codes.new_badge_code()}").status_code == 404
    lost = badge.code
    operations.reissue_badge(None, badge.registration, NOON)
    replaced = client.get(f"/b/{lost}", headers={"Accept-Language": "fr"})
    assert (replaced.status_code, "Un autre badge a remplacé celui-ci" in replaced.text) == (404, True)


def test_a_phone_takes_a_badge_its_camera_saw_without_a_letter_typed(client, fair):
    badge, _noise = a_badge(fair, "Zineb Ouali"), a_badge(fair, "Itto Aarab")
    (form,) = offered(client, badge)
    assert client.post(form.action, data=form.fields).status_code == 303
    assert f"{badge.code[:2]}-…{badge.code[-4:]}" in client.get(f"/e/{fair.slug}/passport").text
    badge.revoked_at = clock.now()
    assert offered(client, badge) == []


def offered(client, badge):
    """The forms about a badge on what a phone's camera opens."""
    forms = Page("/b", client.get(f"/b/{badge.code}").text).forms
    return [each for each in forms if each.fields.get("code")]


def test_a_visitor_erases_their_own_data(client, fair):
    row = a_registration(fair, "Zineb Ouali")
    assert client.post(f"/badge/{row.badge.public_id}/erase").status_code == 303
    assert row.name_latin is None
    assert row.badge.revoked_at is not None


def test_the_list_is_searched_in_any_spelling_and_holds_only_this_fair(desk, fair):
    wanted = a_registration(fair, "Zineb Aït Ouali", phone="+212661234567")
    added(fair, operations.Visitor(name_ar="إبراهيم أوعلي"), NOON)
    a_registration(a_fair(), "Zineb Elsewhere")
    home = f"/work/e/{fair.slug}/visitors"
    for search in ("zineb ait", "OUALI", "0661234567", "+212661234567", codes.shown(wanted.badge.code)):
        page = desk.get(home, query_string={"q": search, "lang": "fr"}).text
        assert "Zineb Aït Ouali" in page, search
        assert "Elsewhere" not in page
    assert "إبراهيم" in desk.get(home, query_string={"q": "ابراهيم", "lang": "ar"}).text
    assert "Zineb" not in desk.get(home, query_string={"category": "press"}).text
    assert desk.get(home, query_string={"q": "' % _ \\ & | ! ( ) : *"}).status_code == 200


def test_the_list_costs_the_same_for_one_visitor_and_for_many(desk, fair, count_queries):
    costs = []
    for _ in range(2):
        for _ in range(60 * len(costs) + 1):
            a_registration(fair)
        transaction.commit()
        with count_queries() as statements:
            page = desk.get(f"/work/e/{fair.slug}/visitors")
        costs.append(len(statements))
    assert costs[0] == costs[1]
    assert "after=" in page.text


@pytest.mark.parametrize(
    "path", ["visitors", "visitors/add", "visitors/import", "badges", "gates", "gates/new"]
)
def test_pages_open_to_the_fairs_organizer_only(client, fair, path):
    address = f"/work/e/{fair.slug}/{path}"
    assert client.get(address).status_code in {302, 401}
    stranger = somebody_with(RoleName.ORGANIZER, a_fair().organizer)
    assert signed_in(client, stranger).get(address).status_code == 403
    assert (
        signed_in(client, somebody_with(RoleName.ORGANIZER, fair.organizer)).get(address).status_code == 200
    )


def test_the_export_opens_in_a_spreadsheet_without_running_anything(desk, fair):
    a_registration(fair, "=cmd()")
    text = desk.get(f"/work/e/{fair.slug}/visitors/export.csv").data.decode()
    assert text.startswith("\ufeff")
    assert "'=cmd()" in text


def test_a_lost_badge_is_replaced_and_the_old_code_forgotten(desk, fair):
    row = a_registration(fair)
    old = row.badge.code
    desk.post(f"/work/e/{fair.slug}/visitors/{row.public_id}/reissue")
    assert row.badge.code != old
    assert queries.badge_by_code(old) is None


def test_a_gate_is_made_once_by_name_and_a_phone_invited_by_qr(desk, fair):
    home = f"/work/e/{fair.slug}/gates"
    assert desk.post(f"{home}/new", data={"name": "A", "rule": "once"}).status_code == 303
    assert desk.post(f"{home}/new", data={"name": "A", "rule": "once"}).status_code == 422
    gate = queries.gate_by_name(fair.id, "A")
    shown = desk.post(
        f"{home}/devices/new", data={"gate": gate.public_id, "name": "Phone"}, follow_redirects=True
    )
    assert "<path" in shown.text
    device = db.session.scalar(sa.select(Device))
    assert desk.post(f"{home}/devices/{device.public_id}/revoke").status_code == 303
    assert device.revoked_at is not None
    assert desk.get(home).status_code == 200


def test_a_print_is_cut_into_parts_and_the_page_follows_it(desk, fair):
    a_badge(fair)
    answer = desk.post(f"/work/e/{fair.slug}/badges", data={"layout": "sheet"})
    assert answer.status_code == 303
    run = db.session.scalar(sa.select(BadgeRun))
    assert (run.badge_count, run.done_count, len(run.parts)) == (1, 0, 1)
    assert desk.get(answer.location).status_code == 200
    assert desk.get(f"{answer.location}/1.pdf").status_code == 404


def a_booth(fair, code="k7wmq2"):
    plan = Plan(edition_id=fair.id, organizer_id=fair.organizer_id, width=50, depth=30)
    db.session.add(plan)
    db.session.flush()
    zone = Zone(plan_id=plan.id, key="Z1", name={"fr": "Miel"})
    db.session.add(zone)
    db.session.flush()
    place = {"row": "A", "position": 1, "x": 1, "y": 1, "code": code, "label": "A1"}
    ids = {"plan_id": plan.id, "zone_id": zone.id, "edition_id": fair.id, "organizer_id": fair.organizer_id}
    row = Booth(**ids, **place)
    db.session.add(row)
    db.session.flush()
    return row


def test_a_stand_is_stamped_once_a_browser_and_day_and_may_be_liked(client, fair):
    booth = a_booth(fair)
    first = client.get(f"/S/{booth.code.upper()}")
    assert first.status_code == 200
    assert "A1" in first.text
    client.get(f"/s/{booth.code}")
    assert db.session.scalar(sa.select(sa.func.count(StandVisit.id))) == 1
    assert client.post(f"/s/{booth.code}/favourite").status_code == 303
    assert db.session.scalar(sa.select(StandVisit.is_favourite))
    client.post(f"/s/{booth.code}/favourite", data={"off": "1"})
    db.session.expire_all()
    assert not db.session.scalar(sa.select(StandVisit.is_favourite))
    client.delete_cookie("passport")
    client.get(f"/s/{booth.code}")
    assert db.session.scalar(sa.select(sa.func.count(StandVisit.id))) == 2
    assert client.get("/s/nothing").status_code == 404


def test_the_scanner_may_run_webassembly_and_nothing_else_may(client, fair):
    assert "wasm-unsafe-eval" in client.get("/gate").headers["Content-Security-Policy"]
    home = client.get(f"/e/{fair.slug}/register").headers["Content-Security-Policy"]
    assert "wasm-unsafe-eval" not in home
    assert client.get("/sw.js").content_type.startswith("text/javascript")
    assert client.get("/gate.webmanifest").json["start_url"] == "/gate"


def test_gates_show_a_day_of_the_fair_and_no_other(desk, fair):
    a_gate(fair)
    assert desk.get(f"/work/e/{fair.slug}/gates/on/2025-05-22").status_code == 200
    assert desk.get(f"/work/e/{fair.slug}/gates/on/2025-06-22").status_code == 404
    assert desk.get(f"/work/e/{fair.slug}/gates/on/soon").status_code == 404

"""Registering as people do: families in one go, a desk that knows who is there, consent taken back."""

import json
import re

import pytest
import sqlalchemy as sa

from eventhub import clock, transaction
from eventhub.accounts.roles import RoleName
from eventhub.database import db
from eventhub.mail import OutboxMail
from eventhub.visitors import codes, operations, queries
from eventhub.visitors.models import Badge, Guest, Registration
from eventhub.visitors.verification import check_places
from tests.factories.accounts import signed_in, somebody_with
from tests.factories.visitors import NOON, a_badge, a_fair, a_guest, a_registration


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


def count(model=Registration):
    return db.session.scalar(sa.select(sa.func.count(model.id)))


def test_a_family_gets_a_badge_each_and_leaves_together(client, fair):
    a_registration(a_fair(), "Somebody Else")
    sent = {"name": "فاطمة أمزيان", "consent": "y", "party": "3", "apart": "y", "others": "Moha\n\n"}
    answer = client.post(f"/e/{fair.slug}/register?lang=en", data=sent)
    assert answer.status_code == 303
    names = sa.select(Registration.name_ar, Registration.name_latin, Registration.party)
    ours = db.session.execute(names.where(Registration.edition_id == fair.id).order_by(Registration.id))
    assert ours.all() == [("فاطمة أمزيان", None, 1), (None, "Moha", 1), ("فاطمة أمزيان (3)", None, 1)]
    page = client.get(answer.location, headers={"Accept-Language": "en"}).text
    assert "The badges of all of you are ready" in page
    assert "all who come with you, and cancel" in page  # so much does one tap erase
    shown = [
        codes.shown(code)
        for code in db.session.scalars(sa.select(Badge.code).where(Badge.edition_id == fair.id))
    ]
    assert all(code in page for code in shown)
    assert client.post(f"{answer.location}/withdraw").status_code == 303
    rows = db.session.scalars(sa.select(Registration).where(Registration.edition_id == fair.id)).all()
    assert all(row.withdrawn_at and row.name_ar is None and row.badge.revoked_at is None for row in rows)
    assert all(row.consent["version"] == operations.CONSENT_VERSION for row in rows)
    assert f"{answer.location}/erase" in client.get(answer.location).text
    client.post(f"{answer.location}/erase")
    db.session.expire_all()
    assert all(row.badge.revoked_at is not None for row in rows)


def test_whoever_names_the_others_wants_a_badge_for_each_however_many_were_counted(client, fair):
    sent = {"name": "Itto Ouali", "consent": "y", "party": "1", "others": "Moha\nSalma"}
    assert client.post(f"/e/{fair.slug}/register", data=sent).status_code == 303
    ours = db.session.execute(
        sa.select(Registration.name_latin, Registration.party).order_by(Registration.id)
    )
    assert ours.all() == [("Itto Ouali", 1), ("Moha", 1), ("Salma", 1)]
    many = sent | {"others": "\n".join(f"Élève {number}" for number in range(40))}
    assert client.post(f"/e/{fair.slug}/register", data=many).status_code == 422
    assert count() == 3


def test_no_more_than_forty_badges_at_once_and_nothing_typed_is_lost(client, fair):
    sent = {"name": "École Atlas", "consent": "y", "party": "60", "apart": "y"}
    answer = client.post(f"/e/{fair.slug}/register?lang=fr", data=sent)
    assert answer.status_code == 422
    assert "École Atlas" in answer.text
    assert count() == 0


def test_further_questions_are_asked_only_where_the_organizer_wants_them(desk, fair):
    form = f"/e/{fair.slug}/register"
    assert 'name="commune"' not in desk.get(form).text
    home = f"/work/e/{fair.slug}/visitors/questions"
    assert desk.post(home, data={"is_open": "y", "questions": ["commune", "email"]}).status_code == 303
    assert 'name="commune"' in desk.get(form).text
    sent = {
        "name": "Itto",
        "consent": "y",
        "commune": "Mrirt",
        "email": "itto@example.ma",
        "company": "not asked",
    }
    desk.post(form, data=sent)
    assert db.session.scalar(sa.select(Registration.answers)) == {"commune": "Mrirt"}
    message = db.session.scalar(sa.select(OutboxMail))
    assert (message.to, message.template) == ("itto@example.ma", "badge_ready")
    desk.post(home, data={"sent": "1"})
    assert desk.post(form, data=sent).status_code == 422


def test_an_online_registration_ends_where_its_places_do_and_opens_when_one_comes_free(desk, fair):
    form, home = f"/e/{fair.slug}/register", f"/work/e/{fair.slug}/visitors/questions"
    sent = {"name": "Itto", "consent": "y"}
    first = desk.post(form, data=sent)  # before anybody said how many
    a_registration(fair, "Added at the desk", party=40)
    elsewhere = a_registration(a_fair())
    limits = {"is_open": "y", "places": "4", "when_full-fr": "Revenez jeudi, par la porte B."}
    assert desk.post(home, data=limits | {"places": "0"}).status_code == 422
    assert desk.post(home, data=limits).status_code == 303
    setting = queries.setting_of(fair)
    assert (setting.places, setting.taken, setting.places_left) == (4, 1, 3)
    assert "Places taken online" in desk.get(f"/work/e/{fair.slug}?lang=en").text
    assert desk.post(form, data=sent | {"party": "4"}).status_code == 422
    assert desk.post(form, data=sent | {"others": "Moha\nSalma\nAli"}).status_code == 422
    assert queries.setting_of(fair).taken == 1
    sheet = {"sheet": "k" * 24, "name": "Moha", "consent": "y", "party": "2", "apart": "y"}
    assert desk.post(form, data=sheet).status_code == desk.post(form, data=sent).status_code == 303
    work = desk.get(f"/work/e/{fair.slug}?lang=en").text
    assert "All places to register online are taken" in work
    before, page = count(), desk.get(f"{form}?lang=fr").text
    assert "Revenez jeudi" in page
    assert 'name="consent"' not in page
    late = desk.post(form, data=sent | {"name": "Came too late"})
    assert late.status_code == 422
    assert "Came too late" in late.text
    assert desk.post(form, data=sheet).status_code == 303  # the same sheet again: its badge, no other place
    assert count() == before
    operations.revoke_badge(None, elsewhere, NOON)
    assert queries.setting_of(fair).places_left == 0
    for _ in range(2):
        assert desk.post(f"{first.location}/erase").status_code == 303
    db.session.expire_all()
    assert queries.setting_of(fair).places_left == 1
    assert 'name="consent"' in desk.get(form).text
    assert list(check_places()) == []
    queries.setting_of(fair).taken = 2
    db.session.flush()
    assert list(check_places()) == [f"edition {fair.id}: 2 places kept as taken, recounted 3"]
    desk.post(home, data={"is_open": "y", "places": ""})
    assert desk.post(form, data=sent | {"party": "60"}).status_code == 303  # no places: as many as come
    assert list(check_places()) == []


def test_ones_own_data_is_given_as_json_and_csv_and_a_badge_mailed(client, fair):
    badge = a_badge(fair, "=Zineb", phone="+212661000001")
    home = f"/badge/{badge.public_id}"
    known = json.loads(client.get(f"{home}/data.json").data)
    assert (known["name_latin"], known["phone"], known["code"]) == (
        "=Zineb",
        "+212661000001",
        codes.shown(badge.code),
    )
    assert (known["scans"], known["stamps"], known["vote"], known["came_by"]) == ([], [], "", "desk")
    assert "'=Zineb" in client.get(f"{home}/data.csv").data.decode()
    assert client.get(f"{home}/data.xml").status_code == 404
    assert client.post(f"{home}/mail", data={"email": "nonsense"}).status_code == 422
    assert client.post(f"{home}/mail", data={"email": "z@example.ma"}).status_code == 303
    assert "Zineb" not in db.session.scalar(sa.select(OutboxMail.text))
    assert client.get(f"{home}/app.webmanifest").json["start_url"] == home


def test_the_desk_finds_before_it_adds_and_prints_at_once(desk, fair):
    known = a_registration(fair, "Zineb Ouali", phone="+212661234567")
    a_registration(a_fair(), "Zineb Elsewhere")
    home = f"/work/e/{fair.slug}/desk"
    for search in ("zineb", "0661234567", codes.shown(known.badge.code), known.badge.code[-4:].lower()):
        page = desk.get(home, query_string={"q": search}).text
        assert "Zineb Ouali" in page, search
        assert "Elsewhere" not in page
    again = {"name": "ZINEB OUALI", "kind": "buyer", "party": "1", "consent": "y"}
    assert desk.post(home, data=again).status_code == 422
    unasked = desk.post(home, data=again | {"is_another": "y", "consent": ""})
    assert (unasked.status_code, "ZINEB OUALI" in unasked.text) == (422, True), "nothing is kept unasked"
    answer = desk.post(home, data=again | {"is_another": "y"})
    assert answer.status_code == 303
    label = desk.get(answer.location)
    assert "ZINEB OUALI" in label.text
    assert "<svg" in label.text
    row = db.session.scalar(sa.select(Registration).where(Registration.category == "buyer"))
    assert row.badge.printed_at == NOON
    assert (row.consent["by"], row.consented_at) == ("desk", NOON)
    assert str(fair.organizer.name) in row.consent["text"]
    size = desk.get(f"/work/e/{fair.slug}/badges/page.css?layout=a7")
    assert "74mm 105mm" in size.text
    assert desk.get(f"/work/e/{fair.slug}/visitors/{row.public_id}/badge.pdf").data.startswith(b"%PDF")


def test_many_are_cancelled_after_a_look_and_made_good_again(desk, fair):
    rows = [a_registration(fair, f"Visitor {number}") for number in range(3)]
    other = a_registration(a_fair())
    home = f"/work/e/{fair.slug}/visitors"
    ids = [rows[0].public_id, rows[1].public_id, other.public_id]
    look = desk.post(f"{home}/chosen/revoke", data={"ids": ids})
    assert look.status_code == 200
    assert "Visitor 0" in look.text
    assert rows[0].badge.revoked_at is None
    done = desk.post(f"{home}/chosen/revoke", data={"ids": ids, "confirm": "1"})
    assert [bool(row.badge.revoked_at) for row in (*rows, other)] == [True, True, False, False]
    assert "chosen/restore" in desk.get(done.location).text
    desk.post(f"{home}/chosen/restore", data={"chosen": ",".join(ids)})
    assert rows[0].badge.revoked_at is None
    desk.post(f"{home}/chosen/erase", data={"ids": ids, "confirm": "1"})
    assert [row.name_latin for row in rows] == [None, None, "Visitor 2"]
    assert other.name_latin is not None
    assert desk.post(f"{home}/chosen/erase", data={}).status_code == 303


def test_the_list_is_filtered_in_every_way_and_exported_as_seen(desk, fair):
    came, late = a_registration(fair, "Moha Came"), a_registration(fair, "Itto Late", category="press")
    came.badge.first_in_at = came.badge.last_in_at = NOON
    late.consented_at = late.consent = None  # as from a list somebody brought in
    transaction.commit()
    home = f"/work/e/{fair.slug}/visitors"
    for wanted, name in (
        ("came=yes", "Moha"),
        ("consent=given", "Moha"),
        ("came=no", "Itto"),
        ("category=press", "Itto"),
    ):
        page = desk.get(f"{home}?{wanted}&lang=fr").text
        assert [each in page for each in ("Moha Came", "Itto Late")] == [name == "Moha", name == "Itto"], (
            wanted
        )
        text = desk.get(f"{home}/export.csv?{wanted}").data.decode()
        assert [each in text for each in ("Moha Came", "Itto Late")] == [name == "Moha", name == "Itto"]
    assert desk.get(f"{home}/export.xlsx?q=itto").data.startswith(b"PK")
    assert desk.post(f"{home}/chosen/export", data={"ids": [late.public_id]}).data.startswith(b"PK")
    printing = desk.post(f"{home}/chosen/print", data={"ids": [late.public_id]})
    answer = desk.post(printing.location, data={"layout": "label"})
    assert answer.status_code == 303
    assert "1" in desk.get(answer.location).text


def test_guests_answer_by_link_and_their_arrival_is_told(desk, fair, count_queries):
    home = f"/work/e/{fair.slug}"
    sent = {"rank": "wali", "lines": "محمد العلوي; عامل الإقليم; A-1\nSara Idrissi\tDirectrice"}
    assert desk.post(f"{home}/guests/lines", data=sent).status_code == 303
    wali, director = db.session.scalars(sa.select(Guest).order_by(Guest.id)).all()
    assert (wali.title, wali.place, director.title) == ("عامل الإقليم", "A-1", "Directrice")
    for wrong in ("Itto; ; ; 12", "Itto; ; ; ; roi"):
        assert desk.post(f"{home}/guests/lines", data=sent | {"lines": wrong}).status_code == 422
    a_guest(a_fair(), "Guest Elsewhere")
    more = "Nom; Fonction\nSARA IDRISSI; directrice\nItto; ; B-2; 06 61 00 00 91; Élu; Naïma"
    for _again in range(2):
        assert desk.post(f"{home}/guests/lines", data=sent | {"lines": more}).status_code == 303
    assert db.session.scalar(sa.select(sa.func.count(Guest.id)).where(Guest.edition_id == fair.id)) == 3
    itto = db.session.scalar(sa.select(Guest).where(Guest.host == "Naïma"))
    assert (itto.rank, itto.place, itto.registration.phone) == ("elected", "B-2", "+212661000091")
    desk.post(
        f"{home}/guests/{itto.public_id}", data={"name_latin": "Itto", "rank": "elected", "host": "Hamza"}
    )
    assert "Hamza" in desk.get(f"{home}/protocol").text
    operations.erase(None, itto.registration, NOON)
    db.session.delete(itto)
    db.session.flush()
    invitation = f"/guest/{wali.public_id}"
    assert "محمد العلوي" in desk.get(invitation).text
    for answer in ("declined", "coming", "coming"):
        assert desk.post(invitation, data={"answer": answer}).status_code == 303
        assert wali.answer == answer
    assert wali.registration.badge.public_id in desk.get(invitation).text
    wali.registration.badge.first_in_at = wali.registration.badge.last_in_at = NOON
    wali.registration.badge.last_place = "B"
    transaction.commit()
    page = desk.get(f"{home}/protocol?lang=fr").text
    assert page.index("محمد العلوي") < page.index("Sara Idrissi")
    assert "Elsewhere" not in page
    desk.post(f"{home}/guests/{wali.public_id}/receive")
    assert wali.received_at == NOON
    assert queries.guest_counts(fair.id) == {"coming": 1, "waiting": 1, "arrived": 1}
    costs = []
    for _ in range(2):
        transaction.commit()
        with count_queries() as statements:
            assert desk.get(f"{home}/guests").status_code == 200
        costs.append(len(statements))
        for number in range(3):
            a_guest(fair, f"Guest {number}", rank="partner")
    assert costs[0] == costs[1]
    operations.erase(None, wali.registration, NOON)
    db.session.expire_all()
    assert wali.title is None


def test_a_form_sent_twice_is_one_registration_and_other_answers_on_it_another(client, fair):
    form = f"/e/{fair.slug}/register"
    sheet = re.search(r'name="sheet"[^>]*value="(\w+)"', client.get(form).text)[1]
    sent = {"sheet": sheet, "name": "Itto Ouali", "consent": "y", "party": "2", "apart": "y"}
    first, again = client.post(form, data=sent), client.post(form, data=sent)
    assert (first.status_code, first.location) == (303, again.location)
    assert count() == 2
    other = client.post(form, data=sent | {"name": "Moha Ouali"})
    assert other.location != first.location
    client.post(f"{first.location}/erase")
    assert client.post(form, data=sent).location not in {first.location, other.location}
    assert client.post(form, data=sent | {"sheet": "x" * 90}).status_code == 422

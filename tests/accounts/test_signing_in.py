"""The doors: password, mailed link, one click in a demo, a new account; what keeps strangers out."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from eventhub import clock
from eventhub.accounts.limits import tries
from eventhub.accounts.models import Installation, Person, SignIn
from eventhub.database import db
from eventhub.mail import OutboxMail
from eventhub.texting import OutboxText
from tests.factories.accounts import PASSWORD, a_person, signed_in

NOON = datetime(2025, 5, 22, 12, tzinfo=UTC)


WAYS = ["fatima@example.ma", " Fatima@Example.MA ", "0661 00 00 01", "+212661000001", "٠٦٦١٠٠٠٠٠١"]


def door(client, identity, password=PASSWORD, **more):
    return client.post("/sign-in", data={"identity": identity, "password": password, **more})


def signed_in_as(client):
    answer = client.get("/my/account/data.json")
    return answer.json["account"]["email"] if answer.status_code == 200 else None


@pytest.mark.parametrize("identity", WAYS)
def test_one_signs_in_by_mail_or_phone_as_one_writes_them(client, identity):
    a_person("Noise", email="noise@example.ma", phone="+212661000009", password=PASSWORD)
    a_person(email="fatima@example.ma", phone="+212661000001", password=PASSWORD)
    assert door(client, identity).status_code == 303
    assert signed_in_as(client) == "fatima@example.ma"


def test_a_stranger_and_a_wrong_password_read_the_same(client):
    a_person(email="fatima@example.ma", password=PASSWORD)
    a_person("Without", email="without@example.ma")
    answers = [
        door(client, "fatima@example.ma", "wrong words here"),
        door(client, "nobody@example.ma"),
        door(client, "without@example.ma"),
        door(client, "neither"),
    ]
    assert [answer.status_code for answer in answers] == [422] * 4
    errors = {
        re.search(r'id="password-error".*?</div>', answer.text, re.DOTALL).group() for answer in answers
    }
    assert len(errors) == 1
    assert signed_in_as(client) is None


def test_an_erased_person_stays_out(client):
    a_person(email="fatima@example.ma", password=PASSWORD, erased_at=NOON)
    assert door(client, "fatima@example.ma").status_code == 422


def test_signing_in_begins_a_new_session(client):
    fatima = a_person(email="fatima@example.ma", password=PASSWORD)
    door(client, "fatima@example.ma")
    with client.session_transaction() as session:
        first = session["_user_id"]
    door(client, "fatima@example.ma")
    with client.session_transaction() as session:
        assert session["_user_id"] != first
    rows = db.session.scalars(
        sa.select(SignIn).where(SignIn.person_id == fatima.id).order_by(SignIn.id)
    ).all()
    assert [row.ended_at is None for row in rows] == [False, True]


def test_one_goes_where_one_wanted_but_never_elsewhere(client):
    a_person(email="fatima@example.ma", password=PASSWORD)
    assert door(client, "fatima@example.ma", next="/my/account").location == "/my/account"
    for outside in ("https://evil.example", "//evil.example", "/\\evil.example"):
        assert door(client, "fatima@example.ma", next=outside).location == "/my"


def test_a_closed_page_leads_to_the_door_and_back(client):
    answer = client.get("/my/account")
    assert answer.status_code == 302
    assert answer.location == "/sign-in?next=%2Fmy%2Faccount"


def sent_link(client, identity):
    client.post("/sign-in/link", data={"identity": identity})
    row = db.session.scalar(sa.select(OutboxMail).order_by(OutboxMail.id.desc()))
    return re.search(r"/sign-in/link/\w+", row.text).group() if row else None


def test_a_mailed_link_opens_once_and_only_by_its_button(client):
    a_person(email="fatima@example.ma", phone="+212661000001")
    link = sent_link(client, "0661000001")
    for _preview in range(2):
        assert client.get(link).status_code == 200
    assert signed_in_as(client) is None
    assert client.post(link).status_code == 303
    assert signed_in_as(client) == "fatima@example.ma"
    assert client.post(link).status_code == 410


def test_a_phone_number_alone_gets_its_link_by_sms_where_a_gateway_is(app, client, monkeypatch, tmp_path):
    a_person(email=None, phone="+212661000001")
    a_person(email="other@example.ma", phone="+212661000002")
    monkeypatch.setitem(app.config, "SMS_URL", None)
    client.set_cookie("language", "en")
    without = client.post("/sign-in/link", data={"identity": "0661000001"}).text
    assert "sends no SMS" in without
    assert db.session.scalar(sa.select(OutboxText)) is None
    monkeypatch.setitem(app.config, "SMS_URL", tmp_path.as_uri())
    client.post("/sign-in/link?next=/my/account", data={"identity": "0661000001"})
    text = db.session.scalars(sa.select(OutboxText)).one()
    assert text.to == "+212661000001"
    assert db.session.scalar(sa.select(OutboxMail)) is None
    link = re.search(r"/sign-in/link/\w+$", text.text).group()
    assert client.post(link).status_code == 303
    assert client.get("/my/account/data.json").json["account"]["phone"] == "+212661000001"


def test_a_mailed_link_grows_old(client):
    a_person(email="fatima@example.ma")
    link = sent_link(client, "fatima@example.ma")
    with clock.frozen(clock.now() + timedelta(minutes=11)):
        assert client.get(link).status_code == 410
        assert client.post(link).status_code == 410
    assert signed_in_as(client) is None


def without_secrets(answer):
    """The page without what is drawn anew for each: its nonce, and its token, which holds the second."""
    return re.sub(r'( nonce|name="csrf_token" value)="[^"]+"', "", answer.text)


def test_asking_for_a_link_tells_nothing_about_others(client):
    a_person(email="fatima@example.ma")
    known = client.post("/sign-in/link", data={"identity": "fatima@example.ma"})
    stranger = client.post("/sign-in/link", data={"identity": "nobody@example.ma"})
    assert without_secrets(known) == without_secrets(stranger)
    assert len(db.session.scalars(sa.select(OutboxMail)).all()) == 1


def test_one_click_signs_in_only_in_a_demo(client):
    a_person(email="fatima@example.ma", demo_account="cooperative")
    assert client.post("/sign-in/demo", data={"account": "cooperative"}).status_code == 404
    db.session.add(Installation(id=1, is_demo=True))
    assert client.post("/sign-in/demo", data={"account": "nobody"}).status_code == 404
    assert 'value="cooperative"' in client.get("/sign-in").text
    assert client.post("/sign-in/demo", data={"account": "cooperative"}).status_code == 303
    assert signed_in_as(client) == "fatima@example.ma"


def account_of(**fields):
    return {"name_ar": "فاطمة أمراني", "phone": "06 61 00 00 01", "password": PASSWORD, **fields}


def test_a_phone_and_a_name_in_arabic_are_enough_for_an_account(client):
    assert client.post("/sign-up?lang=ar", data=account_of()).status_code == 303
    row = db.session.scalar(sa.select(Person))
    assert (row.name_ar, row.name_latin, row.phone, row.language) == (
        "فاطمة أمراني",
        None,
        "+212661000001",
        "ar",
    )
    assert PASSWORD not in row.password_hash
    assert client.get("/my").status_code == 200


@pytest.mark.parametrize(
    "wrong",
    [
        {"name_ar": ""},
        {"name_ar": "Fatima"},
        {"name_latin": "فاطمة"},
        {"phone": ""},
        {"phone": "06"},
        {"email": "no address"},
        {"password": "short"},
        {"password": "0661000001"},
    ],
)
def test_an_account_that_lacks_something_is_refused_with_all_that_was_typed(client, wrong):
    given = account_of(**wrong)
    answer = client.post("/sign-up", data=given)
    assert answer.status_code == 422
    assert all(value in answer.text for name, value in given.items() if name != "password")
    assert db.session.scalars(sa.select(Person)).all() == []


def test_an_address_has_one_account(client):
    a_person(phone="+212661000001")
    answer = client.post("/sign-up", data=account_of())
    assert answer.status_code == 422
    assert "phone-error" in answer.text


def test_too_many_tries_are_stopped_kindly(app, client, monkeypatch):
    a_person(email="fatima@example.ma", password=PASSWORD)
    monkeypatch.setitem(app.config, "RATELIMIT_ENABLED", 1)
    tries().forget()
    try:
        answers = [door(client, "fatima@example.ma", "wrong words here").status_code for _ in range(6)]
        assert answers == [422] * 5 + [429]
        assert door(client, "other@example.ma").status_code == 422
        assert client.get("/sign-in").status_code == 200
    finally:
        tries().forget()


def test_signing_out_ends_the_session_for_good(client):
    signed_in(client, a_person(email="fatima@example.ma"))
    with client.session_transaction() as session:
        token = session["_user_id"]
    client.post("/sign-out")
    with client.session_transaction() as session:
        session["_user_id"] = token
    assert signed_in_as(client) is None

"""One's own account: profile, password, sessions, data, erasing; the desk."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from eventhub import audit, clock
from eventhub.accounts import desk, passwords
from eventhub.accounts.models import Person, Role, SignIn
from eventhub.accounts.roles import RoleName
from eventhub.database import db
from tests.factories.accounts import PASSWORD, a_person, a_role, an_organizer, signed_in, somebody_with


def test_the_profile_is_changed_and_noted(client):
    fatima = a_person(email="fatima@example.ma")
    signed_in(client, fatima)
    sent = {"name_latin": "Fatima A.", "phone": "0661000001", "email": "", "language": "ar"}
    assert client.post("/my/account", data=sent).status_code == 303
    assert (fatima.name_latin, fatima.phone, fatima.email, fatima.language) == (
        "Fatima A.",
        "+212661000001",
        None,
        "ar",
    )
    assert [entry.action for entry in audit.history(fatima)] == ["accounts:person:changed"]


def test_a_taken_address_is_refused(client):
    a_person("Other", email="taken@example.ma")
    fatima = a_person(email="fatima@example.ma")
    signed_in(client, fatima)
    sent = {"name_latin": "Fatima", "phone": "", "email": "taken@example.ma", "language": "fr"}
    assert client.post("/my/account", data=sent).status_code == 422
    assert fatima.email == "fatima@example.ma"


def test_a_new_password_needs_the_old_one_and_signs_other_devices_out(client):
    fatima = a_person(email="fatima@example.ma", password=PASSWORD)
    signed_in(client, fatima)
    other = SignIn(
        person_id=fatima.id, token_hash="x" * 64, means="password", expires_at=clock.now() + timedelta(1)
    )
    db.session.add(other)
    db.session.flush()
    url, new = "/my/account/password", "trois mots et demi"
    assert client.post(url, data={"current": "wrong", "password": new}).status_code == 422
    assert client.post(url, data={"current": PASSWORD, "password": "Fatima Amrani"}).status_code == 422
    assert client.post(url, data={"current": PASSWORD, "password": new}).status_code == 303
    assert passwords.matches(fatima.password_hash, new)
    db.session.refresh(other)
    assert other.ended_at is not None
    assert client.get("/my").status_code == 200


def test_devices_are_ended_one_by_one_and_never_somebody_elses(client):
    fatima, stranger = a_person(), a_person("Stranger")
    signed_in(client, fatima)
    rows = [
        SignIn(
            person_id=person.id,
            token_hash=f"{person.id:064d}",
            means="link",
            expires_at=clock.now() + timedelta(1),
        )
        for person in (fatima, stranger)
    ]
    db.session.add_all(rows)
    db.session.flush()
    answers = [client.post(f"/my/account/sessions/{row.public_id}/end").status_code for row in rows]
    assert answers == [303, 403]
    assert [row.ended_at is None for row in rows] == [False, True]


def test_all_other_devices_are_ended_at_once(client):
    fatima, stranger = a_person(), a_person("Stranger")
    for person in (stranger, fatima, fatima):
        signed_in(client, person)
    assert client.post("/my/account/sessions/end-others").status_code == 303
    living = db.session.scalars(sa.select(SignIn.person_id).where(SignIn.ended_at.is_(None))).all()
    assert sorted(living) == sorted([fatima.id, stranger.id])
    assert client.get("/my").status_code == 200


def test_my_data_is_mine_alone(client):
    a_person("Stranger", email="stranger@example.ma")
    fatima = a_person(email="fatima@example.ma")
    a_role(fatima, an_organizer("khenifra"), RoleName.PARTNER)
    answer = signed_in(client, fatima).get("/my/account/data.json")
    assert "attachment" in answer.headers["Content-Disposition"]
    assert answer.json["account"]["email"] == "fatima@example.ma"
    assert answer.json["roles"][0]["organizer"] == "khenifra"
    assert "stranger" not in answer.text


def test_an_erased_account_keeps_no_name_and_opens_nothing(client):
    fatima = a_person(email="fatima@example.ma", phone="+212661000001", password=PASSWORD)
    number = fatima.id
    a_role(fatima, an_organizer(), RoleName.PARTNER)
    signed_in(client, fatima)
    assert client.post("/my/account/erase?lang=en", data={"word": "something"}).status_code == 422
    assert client.post("/my/account/erase?lang=en", data={"word": "erase"}).status_code == 303
    row = db.session.get(Person, number)
    assert (row.name_latin, row.email, row.phone, row.password_hash) == (None, None, None, None)
    assert row.erased_at is not None
    assert db.session.scalars(sa.select(Role)).all() == []
    assert client.get("/my").status_code == 302


def test_the_last_owner_cannot_vanish(client):
    organizer = an_organizer()
    owner = somebody_with(RoleName.OWNER, organizer, email="owner@example.ma")
    signed_in(client, owner)
    assert client.post("/my/account/erase?lang=en", data={"word": "erase"}).status_code == 422
    assert owner.erased_at is None


def test_what_waits_comes_first_on_the_desk(app, monkeypatch):
    calm = desk.Card("Calm", "later", "/calm")
    urgent = desk.Card("Urgent", "now", "/urgent", is_urgent=True)
    monkeypatch.setattr(desk, "_dealers", [])
    desk.declare_desk(lambda _person: [calm, urgent])
    assert desk.cards_for(a_person()) == [urgent, calm]


@pytest.mark.parametrize("path", ["/my", "/my/account", "/my/account/data.json", "/my/account/erase"])
def test_own_pages_ask_who_one_is(client, path):
    assert client.get(path).status_code == 302

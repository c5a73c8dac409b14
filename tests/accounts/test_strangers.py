"""Strangers at the doors: links that lead elsewhere, tries without end, others' tries used up."""

import re
import socket
import time

import pytest
import sqlalchemy as sa

from eventhub.accounts.limits import Tries, tries
from eventhub.accounts.models import Person, SignIn
from eventhub.database import db
from eventhub.mail import OutboxMail
from tests.factories.accounts import PASSWORD, a_person


@pytest.fixture
def counted(app, monkeypatch):
    """Tries are counted, as on a real installation."""
    monkeypatch.setitem(app.config, "RATELIMIT_ENABLED", 1)
    tries().forget()
    yield
    tries().forget()


def tried(client, path, data, **more):
    return client.post(path, data=data, **more).status_code


def test_a_mailed_link_leads_here_whatever_host_was_asked(client):
    a_person(email="fatima@example.ma")
    for headers in ({"Host": "evil.example"}, {"X-Forwarded-Host": "evil.example"}):
        client.post("/sign-in/link", data={"identity": "fatima@example.ma"}, headers=headers)
    for mail in db.session.scalars(sa.select(OutboxMail)):
        assert "evil.example" not in mail.text + mail.html
        assert "http://localhost/sign-in/link/" in mail.text


def test_spelling_a_number_otherwise_gives_no_more_tries(client, counted):
    a_person(phone="+212661000001", password=PASSWORD)
    spellings = ("0661000001", "06 61 00 00 01", "+212661000001", "06.61.00.00.01", "00212661000001")
    answers = [tried(client, "/sign-in", {"identity": each, "password": "wrong"}) for each in spellings]
    assert answers == [422] * 5
    assert tried(client, "/sign-in", {"identity": "٠٦٦١٠٠٠٠٠١", "password": "wrong"}) == 429


def test_accounts_opened_by_others_use_up_nobodys_tries(client, counted):
    answers = [
        tried(
            client,
            "/sign-up",
            {"name_latin": "Fatima", "phone": f"06610000{n:02}", "password": PASSWORD},
            environ_base={"REMOTE_ADDR": f"10.0.0.{n}"},
        )
        for n in range(8)
    ]
    assert answers == [303] * 8
    links = [
        tried(client, f"/sign-in/link/{n}", {}, environ_base={"REMOTE_ADDR": f"10.0.1.{n}"}) for n in range(8)
    ]
    assert 429 not in links


def test_one_address_does_not_try_for_ever(client, counted):
    answers = [tried(client, f"/sign-in/link/{n}", {}) for n in range(31)]
    assert answers[-1] == 429
    pairing = [client.post("/api/v1/devices/pair", json={"code": f"X{n}"}).status_code for n in range(31)]
    assert pairing[-1] == 429


def test_two_browsers_cannot_both_use_one_link(client, app):
    fatima = a_person(email="fatima@example.ma")
    client.post("/sign-in/link", data={"identity": "fatima@example.ma"})
    text = db.session.scalar(sa.select(OutboxMail)).text
    link = re.search(r"/sign-in/link/\w+", text).group()
    answers = [client.post(link).status_code for _twice in range(2)]
    assert answers == [303, 410]
    assert len(db.session.scalars(sa.select(SignIn).where(SignIn.person_id == fatima.id)).all()) == 1


def test_fields_that_no_form_has_are_not_kept(client):
    extra = {
        "is_operator": "1",
        "demo_account": "operator",
        "id": "1",
        "password_hash": "x",
    }
    sent = {"name_latin": "Fatima", "phone": "0661000001", "password": PASSWORD, **extra}
    assert client.post("/sign-up", data=sent).status_code == 303
    kept = {"name_latin": "Fatima", "phone": "0661000001", "email": "", "language": "fr", **extra}
    assert client.post("/my/account", data=kept).status_code == 303
    row = db.session.scalar(sa.select(Person))
    assert (row.is_operator, row.demo_account, row.roles) == (False, None, [])
    assert row.password_hash != "x"


def test_a_server_that_is_away_or_silent_leaves_each_process_counting_for_itself():
    with socket.create_server(("127.0.0.1", 0)) as silent:
        for port in (silent.getsockname()[1], 1):
            counted, began = Tries(f"redis://127.0.0.1:{port}/0"), time.monotonic()
            assert [counted.is_one_more_allowed("2 per hour", "fatima") for _ in range(4)] == [
                True,
                True,
                False,
                False,
            ]
            assert counted.is_one_more_allowed("2 per hour", "aicha")
            assert time.monotonic() - began < 8  # asked once, not at each try

"""How one signs in changes only with proof, ends by itself, and is told to the operator without secrets."""

import logging
import re
from datetime import timedelta

import pytest
import sqlalchemy as sa

from eventhub import clock
from eventhub.accounts import commands, retention, sessions
from eventhub.accounts.models import RESTS, SignIn
from eventhub.database import db
from eventhub.errors import BadInput
from eventhub.mail import OutboxMail
from tests.factories.accounts import PASSWORD, a_person, signed_in

NEW = "trois mots et demi"


def profile(**fields):
    return {"name_latin": "Fatima", "phone": "0661000001", "email": "", "language": "fr", **fields}


def sent_link(client, identity):
    client.post("/sign-in/link", data={"identity": identity})
    text = db.session.scalar(sa.select(OutboxMail).order_by(OutboxMail.id.desc())).text
    return re.search(r"/sign-in/link/\w+", text).group()


def test_a_phone_or_an_address_changes_only_with_the_password(client):
    fatima = a_person(phone="+212661000001", password=PASSWORD)
    signed_in(client, fatima)
    theirs = profile(phone="0661000009")
    assert client.post("/my/account", data=theirs).status_code == 422
    assert client.post("/my/account", data={**theirs, "proof": "a guess of mine"}).status_code == 422
    assert client.post("/my/account", data=profile(email="thief@example.ma")).status_code == 422
    db.session.refresh(fatima)
    assert (fatima.phone, fatima.email) == ("+212661000001", None)
    assert client.post("/my/account", data=profile(name_latin="Fatima A.")).status_code == 303
    assert client.post("/my/account", data={**theirs, "proof": PASSWORD}).status_code == 303
    assert fatima.phone == "+212661000009"


def test_who_has_no_password_changes_it_soon_after_signing_in_only(client):
    fatima = a_person(phone="+212661000001")
    signed_in(client, fatima)
    with clock.frozen(clock.now() + sessions.FRESH * 2):
        assert client.post("/my/account", data=profile(email="thief@example.ma")).status_code == 422
        assert client.post("/my/account/password", data={"password": NEW}).status_code == 422
        assert client.post("/my/account", data=profile(name_latin="Fatima A.")).status_code == 303
    assert (fatima.email, fatima.password_hash) == (None, None)
    assert client.post("/my/account/password", data={"password": NEW}).status_code == 303


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("/my/account/password", {"current": PASSWORD, "password": NEW}),
        ("/my/account", profile(email="other@example.ma", proof=PASSWORD)),
    ],
)
def test_links_mailed_before_a_change_open_nothing_after_it(client, path, data):
    fatima = a_person(phone="+212661000001", email="fatima@example.ma", password=PASSWORD)
    link = sent_link(client, "fatima@example.ma")
    signed_in(client, fatima)
    assert client.post(path, data=data).status_code == 303
    client.post("/sign-out")
    assert client.post(link).status_code == 410


def test_a_device_that_rests_too_long_is_signed_out(client):
    signed_in(client, a_person())
    row = db.session.scalar(sa.select(SignIn))
    row.expires_at += timedelta(days=60)
    with clock.frozen(clock.now() + RESTS - timedelta(days=1)):
        assert client.get("/my/account").status_code == 200
    with clock.frozen(clock.now() + RESTS + timedelta(days=1)):
        assert client.get("/my/account").status_code == 302


def test_a_session_ends_after_thirty_days_whatever_was_done(client):
    fatima = a_person(email="fatima@example.ma", password=PASSWORD)
    client.post("/sign-in", data={"identity": "fatima@example.ma", "password": PASSWORD})
    row = db.session.scalar(sa.select(SignIn).where(SignIn.person_id == fatima.id))
    with clock.frozen(clock.now() + timedelta(days=31)):
        row.last_seen_at = clock.now()
        assert client.get("/my/account").status_code == 302


def test_the_operator_signs_somebody_out_everywhere(client):
    fatima, other = a_person(email="fatima@example.ma"), a_person("Other", email="other@example.ma")
    link = sent_link(client, "fatima@example.ma")
    for person in (other, fatima, fatima):
        signed_in(client, person)
    db.session.commit()
    assert commands.sign_out("fatima@example.ma") == 2
    assert client.get("/my").status_code == 302
    assert client.post(link).status_code == 410
    with pytest.raises(BadInput):
        commands.sign_out("nobody@example.ma")
    assert commands.sign_out(None) == 1


def events(caplog):
    return [
        (record.event, record.person, record.address)
        for record in caplog.records
        if record.name == "eventhub.security"
    ]


def test_who_comes_in_and_who_fails_is_told_to_the_operator_in_names_of_nobody(client, caplog):
    caplog.set_level(logging.INFO, "eventhub.security")
    fatima = a_person("Fatima", email="fatima@example.ma", password=PASSWORD)
    for password in ("wrong one of mine", PASSWORD):
        client.post("/sign-in", data={"identity": "fatima@example.ma", "password": password})
    client.get("/operator/jobs")
    assert events(caplog) == [
        ("sign_in_failed", fatima.public_id, "127.0.0.1"),
        ("signed_in", fatima.public_id, "127.0.0.1"),
        ("refused", fatima.public_id, "127.0.0.1"),
    ]
    written = " ".join(str(vars(record)) for record in caplog.records)
    assert "fatima@example.ma" not in written
    assert "wrong one of mine" not in written


def test_an_address_that_is_a_key_is_not_in_the_logs(client, caplog):
    caplog.set_level(logging.INFO)
    a_person(email="fatima@example.ma")
    link = sent_link(client, "fatima@example.ma")
    client.get(link)
    client.get("/i/some-secret-token")
    paths = [record.path for record in caplog.records if record.name == "eventhub.access"]
    assert paths[-2:] == ["/sign-in/link/<token>", "/i/<token>"]
    token = link.rpartition("/")[2]
    assert token not in " ".join(str(vars(record)) for record in caplog.records)


def test_sessions_and_links_of_long_ago_are_forgotten(client):
    fatima = a_person(email="fatima@example.ma")
    sent_link(client, "fatima@example.ma")
    for _device in range(2):
        signed_in(client, fatima)
    client.post("/sign-out")
    later = clock.now() + retention.KEPT + timedelta(hours=2)
    db.session.scalars(sa.select(SignIn).order_by(SignIn.id)).first().expires_at = later
    assert retention.forget_ended(later - timedelta(hours=4)) == 0
    assert retention.forget_ended(later) == 2
    assert len(db.session.scalars(sa.select(SignIn)).all()) == 1


def test_no_two_fields_of_the_account_answer_to_one_label(client):
    signed_in(client, a_person(email="fatima@example.ma", password=PASSWORD))
    names = re.findall(r' id="([^"]+)"', client.get("/my/account").text)
    assert len(names) == len(set(names))
    assert {"current", "proof"} <= set(names)

"""Who runs the installation comes in by password and mailbox together, or by the shell when mail fails."""

import re

import pytest
import sqlalchemy as sa

from eventhub.accounts import commands
from eventhub.database import db
from eventhub.errors import BadInput
from eventhub.mail import OutboxMail
from tests.factories.accounts import PASSWORD, a_person, an_operator


@pytest.fixture
def driss(app):
    """An operator with both."""
    a_person("Noise", email="noise@example.ma", password=PASSWORD)
    return an_operator(email="driss@example.ma", password=PASSWORD)


def mailed():
    text = db.session.scalar(sa.select(OutboxMail.text).order_by(OutboxMail.id.desc()))
    return re.search(r"/sign-in/link/\w+", text).group()


def is_in(client):
    return client.get("/operator/jobs").status_code == 200


def test_a_password_alone_lets_no_operator_in(client, driss):
    given = {"identity": "driss@example.ma", "password": PASSWORD}
    answer = client.post("/sign-in", data={**given, "next": "/operator/jobs"})
    assert answer.status_code == 200
    assert not is_in(client)
    link = mailed()
    assert client.post(link).status_code == 303
    assert is_in(client)
    assert client.post(link).status_code == 410


def test_a_link_alone_lets_no_operator_in(client, driss):
    client.post("/sign-in/link", data={"identity": "driss@example.ma"})
    link = mailed()
    assert 'type="password"' in client.get(link).text
    assert client.post(link).status_code == 422
    assert client.post(link, data={"password": "a guess of mine"}).status_code == 422
    assert not is_in(client)
    assert client.post(link, data={"password": PASSWORD}).status_code == 303
    assert is_in(client)


def test_a_wrong_password_mails_nothing(client, driss):
    assert (
        client.post("/sign-in", data={"identity": "driss@example.ma", "password": "guess"}).status_code == 422
    )
    assert db.session.scalars(sa.select(OutboxMail)).all() == []


def test_a_link_of_the_shell_opens_when_mail_fails(client, driss):
    db.session.commit()
    link = commands.give_link("driss@example.ma")
    assert client.post(link).status_code == 303
    assert is_in(client)
    with pytest.raises(BadInput):
        commands.give_link("nobody@example.ma")


def test_everybody_else_comes_in_by_one(client, driss):
    given = {"identity": "noise@example.ma", "password": PASSWORD}
    assert client.post("/sign-in", data=given).status_code == 303

"""Messages: nothing goes in the clear, nothing readable stays behind, no header is added from outside."""

import smtplib
import socket
import threading

import pytest
import sqlalchemy as sa

from eventhub import clock, mail
from eventhub.database import db
from eventhub.mail import OutboxMail


def a_mail(**fields) -> OutboxMail:
    given = {"to": "fatima@example.ma", "template": "sign_in", "language": "fr", "subject": "Bonjour"}
    row = OutboxMail(**{**given, "text": "http://localhost/i/secret", "html": "<p>secret</p>", **fields})
    db.session.add(row)
    db.session.flush()
    return row


@pytest.fixture
def relay():
    """A relay that offers no TLS, and what was said to it."""
    said: list[bytes] = []

    def serve(server):
        connection, _address = server.accept()
        with connection:
            connection.sendall(b"220 relay\r\n")
            while line := connection.recv(4096):
                said.append(line)
                connection.sendall(b"221 bye\r\n" if line.startswith(b"QUIT") else b"250 fine\r\n")

    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=serve, args=(server,), daemon=True)
        thread.start()
        yield server.getsockname()[1], said


def test_a_relay_elsewhere_that_offers_no_tls_is_told_nothing(app, relay, monkeypatch):
    port, said = relay
    monkeypatch.setattr(mail, "NEAR", set())
    with pytest.raises(smtplib.SMTPNotSupportedError):
        mail._deliver(mail._as_message(a_mail()), f"smtp://user:password@127.0.0.1:{port}")
    assert not any(line.startswith((b"AUTH", b"MAIL", b"RCPT", b"DATA")) for line in said)


def test_a_message_once_sent_is_readable_nowhere(app, tmp_path, monkeypatch):
    monkeypatch.setitem(app.config, "MAIL_URL", tmp_path.as_uri())
    row = a_mail()
    mail.deliver(row.id)
    assert row.sent_at is not None
    assert "secret" not in row.subject + row.text + row.html
    assert b"secret" in next(tmp_path.glob("*.eml")).read_bytes()


def test_addresses_of_messages_sent_long_ago_are_forgotten(app):
    old = a_mail(sent_at=clock.now() - mail.KEEP_SENT * 2)
    waiting, fresh = a_mail(), a_mail(sent_at=clock.now())
    ids = (old.id, waiting.id, fresh.id)
    mail.forget_sent()
    assert set(db.session.scalars(sa.select(OutboxMail.id))) == set(ids[1:])


@pytest.mark.parametrize("field", ["to", "subject"])
def test_a_line_break_adds_no_header(app, field):
    row = a_mail(**{field: "fatima@example.ma\r\nBcc: everybody@example.ma"})
    with pytest.raises(ValueError, match=r"[Hh]eader|linefeed"):
        mail._as_message(row)

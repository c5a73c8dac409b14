"""Messages to phones: what a gateway is told, who is let in on it, and that nothing stays behind."""

import json
import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
import sqlalchemy as sa

from eventhub import clock, texting
from eventhub.database import db
from eventhub.texting import OutboxText

PHONE, WORDS = "+212612345678", "123456 هو رمزك"


def a_text(minutes: int = 10) -> int:
    useless_at = clock.now() + timedelta(minutes=minutes)
    row = OutboxText(to=PHONE, text=WORDS, useless_at=useless_at)
    db.session.add(row)
    db.session.flush()
    return row.id


@pytest.fixture
def gateway():
    """A gateway, what it was told, and the status it answers (the last of a list)."""
    told, answers = [], [202]

    class Gateway(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            told.append((self.path, self.headers["Authorization"], json.loads(body)))
            self.send_response(answers[-1])
            self.send_header("Location", "/elsewhere")
            self.end_headers()

        def log_message(self, *_arguments):
            pass

    with HTTPServer(("127.0.0.1", 0), Gateway) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port, told, answers
        server.shutdown()


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_a_gateway_is_told_once_and_nothing_stays(app, gateway, monkeypatch):
    port, told, answers = gateway
    expected = {"to": PHONE, "text": WORDS}
    for user, header in (("", None), ("tok%2Fen@", "Bearer tok/en"), ("me:pw@", "Basic bWU6cHc=")):
        monkeypatch.setitem(app.config, "SMS_URL", f"http://{user}127.0.0.1:{port}/send?from=fair")
        text_id = a_text()
        texting.deliver(text_id)
        texting.deliver(text_id)
        assert told == [("/send?from=fair", header, expected)]
        told.clear()
    assert db.session.scalar(sa.select(sa.func.count()).select_from(OutboxText)) == 0

    for status in (302, 401, 500):
        answers.append(status)
        kept = a_text()
        with pytest.raises(texting.GatewayError) as refused:
            texting.deliver(kept)
        assert str(refused.value) == f"the SMS gateway answered {status}"
    assert {path for path, *_rest in told} == {"/send?from=fair"}


def test_what_is_of_no_more_use_is_not_sent_but_forgotten(app, tmp_path, monkeypatch):
    monkeypatch.setitem(app.config, "SMS_URL", tmp_path.as_uri())
    texting.deliver(a_text(-1))
    assert list(tmp_path.iterdir()) == []
    late, waiting = a_text(-1), a_text()
    texting.forget_useless()
    assert db.session.scalars(sa.select(OutboxText.id)).all() == [waiting] != [late]

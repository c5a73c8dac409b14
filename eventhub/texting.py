"""Short messages to phones: a row in the same transaction, delivered once by a job, forgotten at once.

Delivery goes to SMS_URL. A gateway is an address that takes `POST {"to": "+212612345678", "text": "…"}`
(JSON, UTF-8) and answers 2xx; what stands before the `@` of its address is sent as an Authorization header:
`user:password` as Basic, a word alone as Bearer. `file:///folder` writes each message as a JSON file instead,
for a demo and for tests. Without SMS_URL nothing is sent, and pages do not offer it.
"""

import base64
import json
import ssl
from datetime import datetime
from http.client import HTTPConnection, HTTPSConnection
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

import sqlalchemy as sa
from flask import Flask, current_app
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Mapped, mapped_column

from eventhub import clock
from eventhub.background import enqueue, job
from eventhub.database import Model, Row, UTCDateTime, db

WAIT = 20
"""Seconds a gateway may take to answer."""


class GatewayError(Exception):
    """The gateway did not take a message; says neither the number nor the words."""


class OutboxText(Row, Model):
    """One message on its way. The row goes when it was sent, or when it is of no more use."""

    __tablename__ = "outbox_texts"

    to: Mapped[str] = mapped_column(sa.String(20))
    text: Mapped[str] = mapped_column(sa.String(480))
    useless_at: Mapped[datetime] = mapped_column(UTCDateTime, index=True)


def configure(app: Flask, url: str | None) -> None:
    """Remember where messages go; None: nowhere."""
    app.config["SMS_URL"] = url


def is_offered() -> bool:
    """Whether messages can be sent from here."""
    return bool(current_app.config["SMS_URL"])


def stays_here() -> bool:
    """Whether messages become files of this machine: nobody's phone will show them."""
    return str(current_app.config["SMS_URL"] or "").startswith("file:")


def send(to: str, text: str, useless_at: datetime) -> None:
    """Deliver a text to an E.164 number after the commit, unless it is of no use by then."""
    row = OutboxText(to=to, text=text, useless_at=useless_at)
    db.session.add(row)
    db.session.flush()
    enqueue(deliver, row.id)


@job(_l("An SMS to send"), queue="mail")
def deliver(text_id: int) -> None:
    """Deliver one message and forget it; a second call finds nothing. Raises GatewayError, OSError."""
    row = db.session.get(OutboxText, text_id)
    if row is None:
        return
    url = current_app.config["SMS_URL"]
    if url and clock.now() < row.useless_at:
        _deliver(row.public_id, {"to": row.to, "text": row.text}, urlsplit(url))
    db.session.delete(row)
    db.session.flush()


def forget_useless() -> None:
    """Drop messages no gateway took in time: the numbers in them are personal data."""
    db.session.execute(sa.delete(OutboxText).where(OutboxText.useless_at <= clock.now()))


def _deliver(name: str, message: dict[str, str], target: SplitResult) -> None:
    body = json.dumps(message, ensure_ascii=False).encode()
    if target.scheme == "file":
        folder = Path(unquote(target.path))
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{name}.json").write_bytes(body)
        return
    where = (target.path or "/") + (f"?{target.query}" if target.query else "")
    headers = {"Content-Type": "application/json; charset=utf-8", "Accept": "application/json"}
    connection = _connection(target)
    try:
        connection.request("POST", where, body, headers | _authorization(target))
        status = connection.getresponse().status
    finally:
        connection.close()
    # A redirection is no yes: following it would show the credentials and the number to somebody else.
    if not 200 <= status < 300:  # noqa: PLR2004 - HTTP's own borders
        msg = f"the SMS gateway answered {status}"
        raise GatewayError(msg)


def _connection(target: SplitResult) -> HTTPConnection:
    host = target.hostname or "localhost"
    if target.scheme == "https":
        return HTTPSConnection(host, target.port, timeout=WAIT, context=ssl.create_default_context())
    return HTTPConnection(host, target.port, timeout=WAIT)


def _authorization(target: SplitResult) -> dict[str, str]:
    """The header that the address's user part stands for."""
    if not target.username:
        return {}
    if target.password is None:
        return {"Authorization": f"Bearer {unquote(target.username)}"}
    pair = f"{unquote(target.username)}:{unquote(target.password)}"
    return {"Authorization": f"Basic {base64.b64encode(pair.encode()).decode()}"}

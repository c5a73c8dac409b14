"""Messages: an outbox row in the same transaction, delivered once by a job.

A message's words are in templates/mail/<name>/ (subject.txt, body.txt, body.html), written once and
translated by the catalogue. Delivery goes to MAIL_URL: smtp://user:password@host:port (STARTTLS, without
which only a relay on this very machine is spoken to), smtps://…, or file:///folder for a demo and for tests.
"""

import smtplib
import ssl
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from html import unescape
from typing import Any
from urllib.parse import unquote, urlsplit

import sqlalchemy as sa
from flask import Flask, current_app, render_template
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Mapped, mapped_column

from eventhub import clock
from eventhub.background import enqueue, job
from eventhub.config import folder_of
from eventhub.database import Model, Row, UTCDateTime, db
from eventhub.i18n import speaking

KEEP_SENT = timedelta(days=30)
NEAR = {"localhost", "127.0.0.1", "::1"}
"""Relays on this very machine, reached without a network to listen on."""
PARTS = ("subject.txt", "body.txt", "body.html")


class OutboxMail(Row, Model):
    """One message on its way, or sent."""

    __tablename__ = "outbox_mails"

    to: Mapped[str] = mapped_column(sa.String(254), index=True)
    template: Mapped[str] = mapped_column(sa.String(60))
    language: Mapped[str] = mapped_column(sa.String(5))
    subject: Mapped[str] = mapped_column(sa.String(300))
    text: Mapped[str] = mapped_column(sa.Text)
    html: Mapped[str] = mapped_column(sa.Text)
    sent_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


def configure(app: Flask, url: str, sender: str | None = None) -> None:
    """Remember where mail goes, and from whom."""
    app.config["MAIL_URL"] = url
    app.config["MAIL_SENDER"] = sender or f"EventHub <no-reply@{urlsplit(app.config['PUBLIC_URL']).hostname}>"


def rendered(name: str, language: str, **context: Any) -> tuple[str, str, str]:
    """A message as it would leave: (subject, text, HTML), in the reader's language.

    Templates escape for HTML; subject and text are plain, so that a name keeps its apostrophe.
    """
    with speaking(language):
        subject, text, html = (render_template(f"mail/{name}/{part}", **context) for part in PARTS)
    return " ".join(unescape(subject).split()), unescape(text), html


def send(name: str, to: str, language: str, **context: Any) -> OutboxMail:
    """Compose a message now, in the reader's language, and deliver it after the commit."""
    return post(name, to, language, *rendered(name, language, **context))


def post(name: str, to: str, language: str, subject: str, text: str, html: str) -> OutboxMail:
    """Deliver a message that was rendered already, after the commit."""
    row = OutboxMail(to=to, template=name, language=language, subject=subject[:300], text=text, html=html)
    db.session.add(row)
    db.session.flush()
    enqueue(deliver, row.id)
    return row


@job(_l("An e-mail to send"), queue="mail")
def deliver(mail_id: int) -> None:
    """Deliver one message; a second call finds it sent."""
    row = db.session.get_one(OutboxMail, mail_id)
    if row.sent_at is not None:
        return
    _deliver(_as_message(row), current_app.config["MAIL_URL"])
    # What was said is the reader's: links that sign in or give a role are not left readable here.
    row.sent_at, row.subject, row.text, row.html = clock.now(), "", "", ""


def forget_sent() -> None:
    """Drop rows of messages sent long ago: the addresses in them are personal data."""
    db.session.execute(sa.delete(OutboxMail).where(OutboxMail.sent_at < clock.now() - KEEP_SENT))


def _as_message(row: OutboxMail) -> EmailMessage:
    message = EmailMessage()
    message["Subject"], message["To"], message["From"] = (
        row.subject,
        row.to,
        current_app.config["MAIL_SENDER"],
    )
    message["Date"] = formatdate(row.created_at.timestamp())
    message["Message-ID"] = make_msgid(
        row.public_id, domain=urlsplit(current_app.config["PUBLIC_URL"]).hostname
    )
    message["Content-Language"] = row.language
    message.set_content(row.text)
    message.add_alternative(row.html, subtype="html")
    return message


def _deliver(message: EmailMessage, url: str) -> None:
    target, folder = urlsplit(url), folder_of(url)
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        name = str(message["Message-ID"]).strip("<>").replace("/", "_")
        (folder / f"{name}.eml").write_bytes(bytes(message))
        return
    context = ssl.create_default_context()
    with _connect(target.scheme, target.hostname or "localhost", target.port, context) as server:
        if target.scheme == "smtp":
            server.ehlo()
            if server.has_extn("starttls") or target.hostname not in NEAR:
                server.starttls(context=context)  # raises where it is not offered: nothing goes in the clear
        if target.username:
            server.login(unquote(target.username), unquote(target.password or ""))
        server.send_message(message)


def _connect(scheme: str, host: str, port: int | None, context: ssl.SSLContext) -> smtplib.SMTP:
    if scheme == "smtps":
        return smtplib.SMTP_SSL(host, port or 465, timeout=20, context=context)
    return smtplib.SMTP(host, port or 587, timeout=20)

"""Tables of what was said to applicants: each message of each application, models of texts, sendings."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventhub.accounts.models import Person
from eventhub.booths.kinds import Channel
from eventhub.booths.models.applications import Application
from eventhub.database import Model, Row, UTCDateTime, values_check
from eventhub.i18n import Texts, Translated
from eventhub.mail import OutboxMail


class Sending(Row, Model):
    """One text written to many applicants, sent once: the form's token tells a second press."""

    __tablename__ = "sendings"

    edition_id: Mapped[int] = mapped_column(sa.ForeignKey("editions.id", ondelete="CASCADE"), index=True)
    organizer_id: Mapped[int] = mapped_column(sa.ForeignKey("organizers.id"))
    token: Mapped[str] = mapped_column(sa.String(40), unique=True)
    filters: Mapped[dict[str, Any]] = mapped_column(sa.JSON)
    subject: Mapped[Texts] = mapped_column(Translated)
    text: Mapped[Texts] = mapped_column(Translated)
    written_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id", ondelete="SET NULL"))
    count: Mapped[int] = mapped_column(default=0)


class MessageModel(Row, Model):
    """A text that an organizer keeps for the next time."""

    __tablename__ = "message_models"

    organizer_id: Mapped[int] = mapped_column(sa.ForeignKey("organizers.id"))
    name: Mapped[str] = mapped_column(sa.String(80))
    subject: Mapped[Texts] = mapped_column(Translated)
    text: Mapped[Texts] = mapped_column(Translated)

    __table_args__ = (sa.UniqueConstraint("organizer_id", "name", name="uq_message_models_name"),)


class ApplicationMessage(Row, Model):
    """One message about an application: by e-mail, as a text ready for WhatsApp, or read on its page."""

    __tablename__ = "application_messages"

    edition_id: Mapped[int] = mapped_column(sa.ForeignKey("editions.id", ondelete="CASCADE"), index=True)
    organizer_id: Mapped[int] = mapped_column(sa.ForeignKey("organizers.id"))
    application_id: Mapped[int] = mapped_column(
        sa.ForeignKey("applications.id", ondelete="CASCADE"), index=True
    )
    sending_id: Mapped[int | None] = mapped_column(sa.ForeignKey("sendings.id", ondelete="SET NULL"))
    mail_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("outbox_mails.id", ondelete="SET NULL"), index=True
    )
    channel: Mapped[str] = mapped_column(sa.String(20))
    template: Mapped[str] = mapped_column(sa.String(60))
    language: Mapped[str] = mapped_column(sa.String(5))
    to: Mapped[str] = mapped_column(sa.String(254), default="")
    subject: Mapped[str] = mapped_column(sa.String(300))
    text: Mapped[str] = mapped_column(sa.Text)
    opened_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    opened_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id", ondelete="SET NULL"))

    application: Mapped[Application] = relationship()
    mail: Mapped[OutboxMail | None] = relationship()
    opened_by: Mapped[Person | None] = relationship()

    __table_args__ = (
        values_check("channel", Channel),
        sa.UniqueConstraint("sending_id", "application_id", "to", name="uq_application_messages_sent_once"),
    )

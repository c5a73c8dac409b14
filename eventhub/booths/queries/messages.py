"""Reads of what was said to applicants, and how it went."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from eventhub import mail
from eventhub.background import QueuedJob
from eventhub.booths.models import (
    Application,
    ApplicationMessage,
    Assignment,
    Booth,
    Call,
    MessageModel,
    Zone,
)
from eventhub.booths.queries.accounts import DUE, GIVEN, OWING
from eventhub.booths.queries.addresses import of_its_edition
from eventhub.booths.states import LIVING, ApplicationState
from eventhub.database import db
from eventhub.fairs.models import Edition
from eventhub.web.pages import Slice, keyset


def message_by_public_id(public_id: str, values: Mapping[str, Any]) -> ApplicationMessage | None:
    """The message of an address, only of its edition."""
    found = db.session.scalar(sa.select(ApplicationMessage).where(ApplicationMessage.public_id == public_id))
    return of_its_edition(found, values)


def messages_of(application: Application) -> list[ApplicationMessage]:
    """What was said to an applicant, newest first."""
    query = (
        sa.select(ApplicationMessage)
        .where(ApplicationMessage.application_id == application.id)
        .options(joinedload(ApplicationMessage.mail), joinedload(ApplicationMessage.opened_by))
        .order_by(ApplicationMessage.id.desc())
        .limit(100)
    )
    return list(db.session.scalars(query))


def failed_mails(messages: list[ApplicationMessage]) -> set[int]:
    """Which of these messages' mails could not be delivered (and wait for the operator), by the mail's id."""
    waiting = {f"[{row.mail_id}]": row.mail_id for row in messages if row.mail and row.mail.sent_at is None}
    if not waiting:
        return set()
    arguments = sa.cast(QueuedJob.arguments, sa.String)
    name: str = mail.deliver.job_name  # type: ignore[attr-defined]
    query = sa.select(arguments).where(
        QueuedJob.name == name, QueuedJob.failed_at.is_not(None), arguments.in_(waiting)
    )
    return {waiting[each] for each in db.session.scalars(query) if waiting[each] is not None}  # type: ignore[misc]


def audience(edition: Edition, filters: Mapping[str, str]) -> tuple[list[Application], dict[int, int]]:
    """Exhibitors chosen by published state, account and zone, and what each still owes in centimes."""
    query = (
        sa.select(Application, DUE, GIVEN)
        .join(Call, Call.id == Application.call_id)
        .where(Application.edition_id == edition.id)
        .options(joinedload(Application.cooperative), joinedload(Application.edition))
        .order_by(Application.id)
    )
    who = filters.get("who", "")
    if who in ("unpaid", "coming"):
        query = query.where(Application.state.in_(OWING))
    else:
        query = query.where(Application.published_state == (who or ApplicationState.ACCEPTED))
    if who == "unpaid":
        query = query.where(DUE > GIVEN)
    if filters.get("zone"):
        holds = (
            sa.select(Assignment.application_id)
            .join(Booth, Booth.id == Assignment.booth_id)
            .join(Zone, Zone.id == Booth.zone_id)
            .where(Assignment.state.in_(LIVING), Zone.key == filters["zone"], Booth.edition_id == edition.id)
        )
        query = query.where(Application.id.in_(holds))
    rows = list(db.session.execute(query))
    return [row[0] for row in rows], {row[0].id: int(row[1]) - int(row[2]) for row in rows}


def models_of(edition: Edition) -> list[MessageModel]:
    """The texts that an organizer keeps, by name."""
    query = sa.select(MessageModel).where(MessageModel.organizer_id == edition.organizer_id)
    return list(db.session.scalars(query.order_by(MessageModel.name)))


def listed(edition: Edition, channel: str) -> Slice:
    """One page of what was said to the applicants of an edition, newest first."""
    query = (
        sa.select(ApplicationMessage)
        .where(ApplicationMessage.edition_id == edition.id)
        .options(
            joinedload(ApplicationMessage.mail),
            joinedload(ApplicationMessage.opened_by),
            joinedload(ApplicationMessage.application).joinedload(Application.cooperative),
        )
    )
    if channel:
        query = query.where(ApplicationMessage.channel == channel)
    return keyset(query, (ApplicationMessage.id,), lambda row: (row.id,), descending=True, size=25)

"""Reads of exhibitors' accounts: what one owes and gave, the list of an edition, the till of a day."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Bundle, joinedload

from eventhub.booths.kinds import Method, Series
from eventhub.booths.models import Application, Call, CashDay, Charge, Invoice, Payment, PaymentProof
from eventhub.booths.reckoning import Account, Line
from eventhub.booths.states import ApplicationState
from eventhub.cooperatives.models import Cooperative
from eventhub.database import db
from eventhub.fairs.models import Edition
from eventhub.folding import fold
from eventhub.web.pages import Slice, keyset

OWING = (
    ApplicationState.ACCEPTED,
    ApplicationState.CONFIRMED,
    ApplicationState.PRESENT,
    ApplicationState.NO_SHOW,
)
"""States of an exhibitor who has an account."""


def charges_of(application: Application) -> list[Charge]:
    """What is charged besides the fee."""
    query = sa.select(Charge).where(Charge.application_id == application.id).order_by(Charge.id)
    return list(db.session.scalars(query))


def payments_of(application: Application) -> list[Payment]:
    """Every entry of an account, oldest first; counter-entries too."""
    query = (
        sa.select(Payment)
        .where(Payment.application_id == application.id)
        .options(joinedload(Payment.recorded_by))
        .order_by(Payment.id)
    )
    return list(db.session.scalars(query))


def invoices_of(application: Application) -> list[Invoice]:
    """Invoices and credit notes of an exhibitor, oldest first."""
    query = (
        sa.select(Invoice)
        .where(Invoice.application_id == application.id)
        .options(joinedload(Invoice.corrects))
    )
    return list(db.session.scalars(query.order_by(Invoice.id)))


def invoice_in_force(application: Application) -> Invoice | None:
    """The invoice that no credit note takes back, if there is one."""
    credit = sa.orm.aliased(Invoice)
    query = sa.select(Invoice).where(
        Invoice.application_id == application.id,
        Invoice.series == Series.INVOICE,
        ~sa.exists().where(credit.corrects_id == Invoice.id),
    )
    return db.session.scalar(query.order_by(Invoice.id.desc()).limit(1))


def proofs_of(application: Application) -> list[PaymentProof]:
    """Copies of transfers that an exhibitor sent, newest first."""
    query = sa.select(PaymentProof).where(PaymentProof.application_id == application.id)
    return list(db.session.scalars(query.order_by(PaymentProof.id.desc())))


def proof_by_public_id(application: Application, public_id: str) -> PaymentProof | None:
    """One copy of a transfer, only of this exhibitor."""
    return next((each for each in proofs_of(application) if each.public_id == public_id), None)


def payment_by_token(token: str) -> Payment | None:
    """The payment a form has already made."""
    return db.session.scalar(sa.select(Payment).where(Payment.token == token))


def counter_entry_of(payment: Payment) -> Payment | None:
    """What took a payment back."""
    return db.session.scalar(sa.select(Payment).where(Payment.reverses_id == payment.id))


def lines_of(application: Application, charges: Sequence[Charge], fee: dict[str, str]) -> list[Line]:
    """What an exhibitor pays for; `fee` holds the words of the fee by language."""
    lines = [Line(fee, 1, application.call.fee)] if application.call.fee else []
    return lines + [Line(dict(each.text), each.quantity, each.price) for each in charges]


def account_of(application: Application) -> Account:
    """What an exhibitor owes and has given, in centimes."""
    charged = sa.select(sa.func.coalesce(sa.func.sum(Charge.quantity * Charge.price), 0)).where(
        Charge.application_id == application.id
    )
    given = (
        sa.select(Payment.method, sa.func.sum(Payment.amount))
        .where(Payment.application_id == application.id)
        .group_by(Payment.method)
    )
    sums = {method: int(amount) for method, amount in db.session.execute(given)}
    waived = sums.pop(Method.WAIVED, 0)
    owes = application.state in OWING
    due = application.call.fee + int(db.session.scalar(charged) or 0) if owes else 0
    return Account(due, sum(sums.values()), waived)


_CHARGED = (
    sa.select(sa.func.coalesce(sa.func.sum(Charge.quantity * Charge.price), 0))
    .where(Charge.application_id == Application.id)
    .scalar_subquery()
)
GIVEN = (
    sa.select(sa.func.coalesce(sa.func.sum(Payment.amount), 0))
    .where(Payment.application_id == Application.id)
    .scalar_subquery()
)
DUE = Call.fee + _CHARGED
_ROW: Bundle[Any] = Bundle(
    "row",
    Application.id,
    Application.public_id,
    Application.state,
    Cooperative.name_ar,
    Cooperative.name_latin,
    Cooperative.sort_name,
    DUE.label("due"),
    GIVEN.label("given"),
)


def _of_edition(edition: Edition) -> sa.Select[Any]:
    return (
        sa.select(_ROW)
        .select_from(Application)
        .join(Cooperative, Cooperative.id == Application.cooperative_id)
        .join(Call, Call.id == Application.call_id)
        .where(Application.edition_id == edition.id, Application.state.in_(OWING))
    )


def _filtered(edition: Edition, filters: Mapping[str, str]) -> sa.Select[Any]:
    query = _of_edition(edition)
    match filters.get("settled"):
        case "unpaid":
            query = query.where(DUE > 0, GIVEN <= 0)
        case "partly":
            query = query.where(GIVEN > 0, GIVEN < DUE)
        case "paid":
            query = query.where(DUE > 0, GIVEN >= DUE)
    for word in fold(filters.get("q")).split():
        query = query.where(Application.folded.contains(word, autoescape=True))
    return query


def listed(edition: Edition, filters: Mapping[str, str]) -> Slice:
    """One page of an edition's accounts, by name."""
    return keyset(
        _filtered(edition, filters),
        (Cooperative.sort_name, Application.id),
        lambda row: (row.sort_name, row.id),
    )


def exported(edition: Edition, filters: Mapping[str, str]) -> list[Any]:
    """Every account that the filters show, by name."""
    query = _filtered(edition, filters).order_by(Cooperative.sort_name, Application.id)
    return list(db.session.scalars(query))


def sums(edition: Edition) -> tuple[int, int]:
    """(due, received or waived) of all accounts of an edition, in centimes."""
    rows = _of_edition(edition).subquery()
    found = db.session.execute(
        sa.select(
            sa.func.coalesce(sa.func.sum(rows.c.due), 0), sa.func.coalesce(sa.func.sum(rows.c.given), 0)
        )
    ).one()
    return int(found[0]), int(found[1])


def till_entries(edition: Edition, day: date) -> list[Payment]:
    """Every entry of an edition's day, in the order it was written."""
    query = (
        sa.select(Payment)
        .where(Payment.edition_id == edition.id, Payment.day == day)
        .options(
            joinedload(Payment.application).joinedload(Application.cooperative),
            joinedload(Payment.recorded_by),
        )
        .order_by(Payment.id)
    )
    return list(db.session.scalars(query))


def till_day(edition: Edition, day: date) -> CashDay | None:
    """The signed sheet of a day."""
    query = sa.select(CashDay).where(CashDay.edition_id == edition.id, CashDay.day == day)
    return db.session.scalar(query)


def till_before(edition: Edition, day: date) -> CashDay | None:
    """The last signed sheet before a day: what it counted is what the next begins with."""
    query = (
        sa.select(CashDay)
        .where(CashDay.edition_id == edition.id, CashDay.day < day)
        .order_by(CashDay.day.desc())
        .limit(1)
    )
    return db.session.scalar(query)


def till_days(edition: Edition) -> list[date]:
    """The days on which something was written, newest first."""
    query = sa.select(Payment.day).where(Payment.edition_id == edition.id).distinct()
    return list(db.session.scalars(query.order_by(Payment.day.desc()).limit(60)))


def payments_by_public_id(application: Application, public_id: str) -> Payment | None:
    """One entry, only of this account."""
    return next((each for each in payments_of(application) if each.public_id == public_id), None)

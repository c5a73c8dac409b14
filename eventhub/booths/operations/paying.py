"""Money received from exhibitors: recorded once, taken back by a counter-entry, confirmed when whole."""

from datetime import datetime
from typing import Any, BinaryIO

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from eventhub import audit, storage
from eventhub.booths.kinds import Method, ProofState
from eventhub.booths.models import Application, CashDay, Charge, Payment, PaymentProof
from eventhub.booths.operations import offers
from eventhub.booths.operations.moving import locked, wrong_state
from eventhub.booths.operations.numbering import following, lock_numbers
from eventhub.booths.queries import accounts
from eventhub.booths.states import ApplicationState
from eventhub.clock import local_day
from eventhub.database import db
from eventhub.errors import DomainError
from eventhub.i18n import Texts

MOST = 100_000_000
"""The largest entry, in centimes: a million dirhams."""


def record(
    actor: Any,
    application: Application,
    method: Method,
    amount: int,
    token: str,
    at: datetime,
    *,
    reason: str = "",
) -> Payment:
    """Write that an amount (centimes) came in or is waived; a whole account confirms the participation.

    The same token twice is one payment. Raises not_owing, no_amount, too_much, no_reason, day_closed.
    """
    lock_numbers(application.organizer_id)
    if (known := accounts.payment_by_token(token)) is not None:
        return known
    locked(application)
    if application.state not in accounts.OWING:
        raise wrong_state(application)
    if not 0 < amount <= MOST:
        raise DomainError("no_amount", _l("Write the amount that was received."), field="amount")
    if amount > accounts.account_of(application).balance:
        raise DomainError("too_much", _l("This is more than what is still owed."), field="amount")
    if method == Method.WAIVED and not reason.strip():
        raise DomainError("no_reason", _l("Write why it is waived."), field="reason")
    row = _entry(actor, application, method, amount, token, at, reason=reason.strip() or None)
    audit.record(actor, "booths:payment:recorded", row, at, amount=amount, method=method)
    confirm_if_settled(actor, application, at)
    return row


def _entry(
    actor: Any, application: Application, method: str, amount: int, token: str, at: datetime, **more: Any
) -> Payment:
    day = local_day(at, application.edition.zone)
    if method == Method.CASH and accounts.till_day(application.edition, day) is not None:
        raise DomainError(
            "day_closed", _l("The till of this day is signed off: nothing more can be written in it.")
        )
    row = Payment(
        edition_id=application.edition_id,
        organizer_id=application.organizer_id,
        application_id=application.id,
        method=method,
        amount=amount,
        day=day,
        token=token,
        recorded_by_id=getattr(actor, "id", None),
        created_at=at,
        **following(Payment, application.organizer_id, day.year),
        **more,
    )
    db.session.add(row)
    db.session.flush()
    return row


def confirm_if_settled(actor: Any, application: Application, at: datetime) -> None:
    """Confirm an accepted participation whose account is whole."""
    if application.state == ApplicationState.ACCEPTED and accounts.account_of(application).balance <= 0:
        offers.confirm(actor, application, at)


def confirm_paid(actor: Any, application: Application, at: datetime) -> Application:
    """Confirm by hand a participation whose account is whole. Twice is once. Raises not_paid."""
    locked(application)
    if application.state == ApplicationState.ACCEPTED and accounts.account_of(application).balance > 0:
        raise DomainError("not_paid", _l("Something is still owed: record the payment, or waive it."))
    return offers.confirm(actor, application, at)


def take_back(actor: Any, payment: Payment, reason: str, at: datetime) -> Payment:
    """Take an entry back by a counter-entry of the same method; nothing is deleted. Twice is once.

    A participation already confirmed stays so. Raises no_reason, is_counter, day_closed.
    """
    lock_numbers(payment.organizer_id)
    if payment.reverses_id is not None:
        raise DomainError("is_counter", _l("This entry itself takes another one back."))
    if (known := accounts.counter_entry_of(payment)) is not None:
        return known
    if not reason.strip():
        raise DomainError("no_reason", _l("Write why it is taken back."), field="reason")
    row = _entry(
        actor,
        payment.application,
        payment.method,
        -payment.amount,
        f"back-{payment.public_id}",
        at,
        reverses_id=payment.id,
        reason=reason.strip(),
    )
    audit.record(actor, "booths:payment:taken_back", payment, at)
    return row


def charge(
    actor: Any, application: Application, text: Texts, quantity: int, price: int, at: datetime
) -> Charge:
    """Charge something besides the fee (`price` of one, in centimes). Raises not_owing, invoiced."""
    locked(application)
    if application.state not in accounts.OWING:
        raise wrong_state(application)
    if accounts.invoice_in_force(application) is not None:
        raise DomainError(
            "invoiced", _l("An invoice was issued: take it back by a credit note before you add to it.")
        )
    row = Charge(application_id=application.id, text=text, quantity=quantity, price=price)
    db.session.add(row)
    db.session.flush()
    audit.record(actor, "booths:payment:charged", application, at, quantity=quantity, price=price)
    return row


def send_proof(
    actor: Any, application: Application, file: tuple[BinaryIO, str], amount: int, at: datetime
) -> PaymentProof:
    """Keep the copy of a transfer for the organizer; the same content twice is one. Nothing is paid yet.

    Pictures are re-encoded, a PDF is only ever downloaded. Raises not_owing, no_amount, what storage refuses.
    """
    locked(application)
    if application.state not in accounts.OWING:
        raise wrong_state(application)
    if not 0 < amount <= MOST:
        raise DomainError("no_amount", _l("Write the amount of the transfer."), field="amount")
    kept = storage.keep(*file, owner=actor)
    waiting = [each for each in accounts.proofs_of(application) if each.state == ProofState.SENT]
    same = next((each for each in waiting if each.file.sha256 == kept.sha256), None)
    if same is not None:
        storage.drop(kept)
        return same
    row = PaymentProof(
        edition_id=application.edition_id,
        organizer_id=application.organizer_id,
        application_id=application.id,
        file_id=kept.id,
        amount=amount,
    )
    db.session.add(row)
    db.session.flush()
    audit.record(actor, "booths:payment:proof_sent", application, at, amount=amount)
    return row


def decide_proof(
    actor: Any, proof: PaymentProof, amount: int | None, answer: str, at: datetime
) -> PaymentProof:
    """Accept a transfer for the amount that arrived (recorded as a payment), or refuse it with words.

    The same decision twice is once. Raises no_reason, and what `record` raises.
    """
    lock_numbers(proof.organizer_id)
    db.session.refresh(proof)
    if proof.state != ProofState.SENT:
        return proof
    if amount is None and not answer.strip():
        raise DomainError("no_reason", _l("Write why the transfer is not accepted."), field="answer")
    proof.answer = answer.strip() or None
    if amount is None:
        proof.state = ProofState.REFUSED
    else:
        paid = record(actor, proof.application, Method.TRANSFER, amount, f"proof-{proof.public_id}", at)
        proof.state, proof.payment_id = ProofState.ACCEPTED, paid.id
    db.session.flush()
    audit.record(actor, "booths:payment:proof_decided", proof, at, state=proof.state)
    return proof


def sign_till(
    actor: Any, edition: Any, day: Any, opening: int, counted: int, at: datetime, *, note: str = ""
) -> CashDay:
    """Sign off a day's till: nothing more is written in its cash. Twice is once.

    Raises difference_unexplained when what was counted differs from what is expected and no word says why.
    """
    lock_numbers(edition.organizer_id)
    if (known := accounts.till_day(edition, day)) is not None:
        return known
    received = int(
        db.session.scalar(
            sa.select(sa.func.coalesce(sa.func.sum(Payment.amount), 0)).where(
                Payment.edition_id == edition.id, Payment.day == day, Payment.method == Method.CASH
            )
        )
        or 0
    )
    if counted != opening + received and not note.strip():
        raise DomainError("difference_unexplained", _l("What was counted differs: write why."), field="note")
    row = CashDay(
        edition_id=edition.id,
        organizer_id=edition.organizer_id,
        day=day,
        opening=opening,
        received=received,
        counted=counted,
        note=note.strip() or None,
        signed_by_id=getattr(actor, "id", None),
        signed_at=at,
    )
    db.session.add(row)
    db.session.flush()
    audit.record(actor, "booths:till:signed", row, at, difference=row.difference)
    return row

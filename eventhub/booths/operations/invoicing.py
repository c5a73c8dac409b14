"""Invoices, credit notes and agreements: written once from what is true now, then never changed."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from eventhub import audit
from eventhub.booths.kinds import Series
from eventhub.booths.models import Agreement, Application, Invoice
from eventhub.booths.operations.moving import locked, wrong_state
from eventhub.booths.operations.numbering import following, lock_numbers
from eventhub.booths.queries import accounts, plans
from eventhub.booths.queries.terms import terms_of
from eventhub.booths.reckoning import tax_inside
from eventhub.clock import local_day
from eventhub.database import db
from eventhub.errors import DomainError
from eventhub.i18n import speaking

IN_BOTH = ("ar", "fr")


def issue_invoice(actor: Any, application: Application, at: datetime) -> Invoice:
    """Write the invoice of an exhibitor's account under the next number; the one in force is given again.

    Raises wrong_state before an accepted offer, nothing_to_invoice when nothing is due.
    """
    lock_numbers(application.organizer_id)
    locked(application)
    if (known := accounts.invoice_in_force(application)) is not None:
        return known
    if application.state not in accounts.OWING:
        raise wrong_state(application)
    lines = accounts.lines_of(application, accounts.charges_of(application), _fee_words())
    total = sum(line.amount for line in lines)
    if total <= 0:
        raise DomainError("nothing_to_invoice", _l("Taking part is free: there is nothing to invoice."))
    terms = terms_of(application.edition)
    net, vat = tax_inside(total, terms.vat_rate)
    day = local_day(at, application.edition.zone)
    row = Invoice(
        **_parties(application),
        issued_on=day,
        lines=[line.as_json() for line in lines],
        vat_rate=terms.vat_rate,
        exempt_text=None if terms.vat_rate else terms.exempt_text,
        net=net,
        vat=vat,
        total=total,
        created_at=at,
        **following(Invoice, application.organizer_id, day.year, series=Series.INVOICE),
    )
    db.session.add(row)
    db.session.flush()
    audit.record(actor, "booths:invoice:issued", row, at, total=total, number=row.number)
    return row


def _fee_words() -> dict[str, str]:
    words = {}
    for language in IN_BOTH:
        with speaking(language):
            words[language] = str(_("Fee of participation"))
    return words


def _parties(application: Application) -> dict[str, Any]:
    edition, buyer = application.edition, application.cooperative
    terms = terms_of(edition)
    return {
        "edition_id": application.edition_id,
        "organizer_id": application.organizer_id,
        "application_id": application.id,
        "seller": {
            "name": dict(terms.seller_name or edition.organizer.name),
            "address": dict(terms.seller_address or {}),
            "ice": terms.seller_ice,
            "register": terms.seller_register,
        },
        "buyer": {
            "name": dict(buyer.name),
            "address": {},
            "ice": buyer.ice,
            "register": " ".join(filter(None, (buyer.register_number, buyer.court))) or None,
        },
    }


def credit(actor: Any, invoice: Invoice, reason: str, at: datetime) -> Invoice:
    """Take an invoice back by a credit note of the same amounts. Twice is once. Raises no_reason."""
    lock_numbers(invoice.organizer_id)
    if invoice.series != Series.INVOICE:
        raise DomainError("is_credit", _l("This is a credit note already."))
    known = db.session.scalar(sa.select(Invoice).where(Invoice.corrects_id == invoice.id))
    if known is not None:
        return known
    if not reason.strip():
        raise DomainError("no_reason", _l("Write why the invoice is taken back."), field="reason")
    day = local_day(at, invoice.application.edition.zone)
    row = Invoice(
        edition_id=invoice.edition_id,
        organizer_id=invoice.organizer_id,
        application_id=invoice.application_id,
        issued_on=day,
        seller=invoice.seller,
        buyer=invoice.buyer,
        lines=[{**line, "price": -line["price"], "amount": -line["amount"]} for line in invoice.lines],
        vat_rate=invoice.vat_rate,
        exempt_text=invoice.exempt_text,
        net=-invoice.net,
        vat=-invoice.vat,
        total=-invoice.total,
        corrects_id=invoice.id,
        reason=reason.strip(),
        created_at=at,
        **following(Invoice, invoice.organizer_id, day.year, series=Series.CREDIT_NOTE),
    )
    db.session.add(row)
    db.session.flush()
    audit.record(actor, "booths:invoice:credited", invoice, at, number=row.number)
    return row


def agree(actor: Any, application: Application, at: datetime) -> Agreement:
    """The participation agreement in force; a new one when what it says has changed since.

    The one before stays, marked as replaced. Raises wrong_state before an accepted offer.
    """
    locked(application)
    if application.state not in accounts.OWING:
        raise wrong_state(application)
    content = _agreed(application)
    known = db.session.scalar(
        sa.select(Agreement).where(
            Agreement.application_id == application.id, Agreement.replaced_at.is_(None)
        )
    )
    if known is not None and known.content == content:
        return known
    if known is not None:
        known.replaced_at = at
        db.session.flush()
    row = Agreement(
        edition_id=application.edition_id,
        organizer_id=application.organizer_id,
        application_id=application.id,
        terms_version=application.terms_version or application.call.terms_version,
        content=content,
        created_at=at,
    )
    db.session.add(row)
    db.session.flush()
    audit.record(actor, "booths:agreement:issued", row, at)
    return row


def _agreed(application: Application) -> dict[str, Any]:
    edition, call, terms = application.edition, application.call, terms_of(application.edition)
    parties = _parties(application)
    return {
        "organizer": parties["seller"],
        "exhibitor": parties["buyer"],
        "fair": dict(edition.name),
        "venue": dict(edition.venue),
        "starts_on": edition.starts_on.isoformat(),
        "ends_on": edition.ends_on.isoformat(),
        "hours": [edition.opens_at_hour, edition.closes_at_hour],
        "stands": [
            {
                "label": hold.booth.label,
                "zone": dict(hold.booth.zone.name),
                "width": float(hold.booth.width),
                "depth": float(hold.booth.depth),
            }
            for hold in plans.holds_for(application)
        ],
        "needs": {key: application.needs.get(key) for key in ("power_kw", "water", "cooking", "heavy")},
        "fee": call.fee,
        "terms": dict(call.terms or {}),
        "services": dict(terms.services or {}),
        "obligations": dict(terms.obligations or {}),
    }

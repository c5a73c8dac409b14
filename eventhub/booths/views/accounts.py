"""The organizer's accounts of exhibitors: who owes what, what came in, invoices, the till of a day."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from flask import flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from eventhub import clock
from eventhub.booths import phrases, printed
from eventhub.booths.blueprint import blueprint
from eventhub.booths.forms import EmptyForm
from eventhub.booths.forms.money import (
    ChargeForm,
    PaymentForm,
    ProofDecisionForm,
    TakeBackForm,
    TillForm,
    centimes,
)
from eventhub.booths.kinds import Method, Series
from eventhub.booths.models import Application
from eventhub.booths.operations import invoicing, paying
from eventhub.booths.permissions import Permission
from eventhub.booths.queries import accounts as reads
from eventhub.booths.queries import plans
from eventhub.booths.reckoning import Account
from eventhub.database import random_code
from eventhub.fairs.models import Edition
from eventhub.i18n import current_language
from eventhub.permissions import requires
from eventhub.web.forms import Form
from eventhub.web.pages import go, page
from eventhub.web.spreadsheets import spreadsheet

FILTERS = ("q", "settled")


def _filters() -> dict[str, str]:
    return {name: request.args.get(name, "").strip() for name in FILTERS}


@blueprint.get("/work/e/<edition>/exhibitors")
@requires(Permission.SEE_ACCOUNTS, of="edition")
def accounts(edition: Edition) -> Response:
    """Exhibitors with what they owe and gave, filtered and searched."""
    filters = _filters()
    due, given = reads.sums(edition)
    return page(
        "booths/accounts.html",
        edition=edition,
        slice=reads.listed(edition, filters),
        filters=filters,
        asked={key: value for key, value in filters.items() if value},
        due=due,
        given=given,
        settled=lambda row: Account(int(row.due), int(row.given), 0).settled,
        name_of=plans.name_of,
    )


@blueprint.get("/work/e/<edition>/exhibitors.<any(csv, xlsx):form>")
@requires(Permission.SEE_ACCOUNTS, of="edition")
def export_accounts(edition: Edition, form: str) -> Response:
    """What the list shows, for a spreadsheet; amounts in dirhams."""
    heads = [_("Exhibitor"), _("State"), _("Owed in all"), _("Received"), _("Still owed")]

    def rows() -> Iterator[list[Any]]:
        for row in reads.exported(edition, _filters()):
            due, given = int(row.due), int(row.given)
            amounts = [due / 100, given / 100, (due - given) / 100]
            yield [str(plans.name_of(row)), str(phrases.STATES[row.state]), *amounts]

    return spreadsheet(heads, rows(), f"accounts-{edition.slug}.{form}")


@blueprint.route("/work/e/<edition>/exhibitors/<application>", methods=["GET", "POST"])
@requires(Permission.RECORD_PAYMENT, of="edition")
def record_payment(edition: Edition, application: Application) -> Response:
    """One exhibitor's account, and recording what came in."""
    form = PaymentForm()

    def record() -> Any:
        method, amount, token = Method(form.method.data), centimes(form.amount.data), form.token.data
        reason = form.reason.data or ""
        return paying.record(current_user, application, method, amount, token, clock.now(), reason=reason)

    if form.is_submitted() and form.attempt(record):
        flash(_("The payment was recorded."), "ok")
        return _again(edition, application)
    return _account(edition, application, form)


def _again(edition: Edition, application: Application) -> Response:
    return go(url_for("booths.record_payment", edition=edition.slug, application=application.public_id))


def _account(edition: Edition, application: Application, form: Form) -> Response:
    fresh: dict[str, Any] = {
        "payment": PaymentForm(formdata=None, data={"token": random_code(20)}),
        "charge": ChargeForm(formdata=None),
        "back": TakeBackForm(formdata=None),
        "proof": ProofDecisionForm(formdata=None),
    }
    for name, each in fresh.items():
        if type(each) is type(form) and form.is_submitted():
            fresh[name] = form
    state = reads.account_of(application)
    if not fresh["payment"].is_submitted():
        fresh["payment"].amount.data = max(state.balance, 0) / 100 or None
    payments = reads.payments_of(application)
    return page(
        "booths/account.html",
        form=form,
        edition=edition,
        file=application,
        forms=fresh,
        account=state,
        lines=reads.charges_of(application),
        payments=payments,
        reversed={each.reverses_id for each in payments if each.reverses_id},
        invoices=(found := reads.invoices_of(application)),
        credited={each.corrects_id for each in found if each.corrects_id},
        in_force=reads.invoice_in_force(application),
        proofs=reads.proofs_of(application),
        owes=application.state in reads.OWING,
        Series=Series,
    )


def _do(
    edition: Edition, application: Application, form: Form, verb: Callable[[], Any], said: str
) -> Response:
    if form.attempt(verb) is None:
        return _account(edition, application, form)
    flash(said, "ok")
    return _again(edition, application)


@blueprint.post("/work/e/<edition>/exhibitors/<application>/back")
@requires(Permission.RECORD_PAYMENT, of="edition")
def take_back_payment(edition: Edition, application: Application) -> Response:
    """Take an entry back by a counter-entry."""
    form = TakeBackForm()

    def verb() -> Any:
        payment = reads.payments_by_public_id(application, form.entry.data)
        return payment and paying.take_back(current_user, payment, form.reason.data or "", clock.now())

    return _do(edition, application, form, verb, _("A counter-entry was written."))


@blueprint.post("/work/e/<edition>/exhibitors/<application>/charge")
@requires(Permission.RECORD_PAYMENT, of="edition")
def charge(edition: Edition, application: Application) -> Response:
    """Charge something besides the fee."""
    form = ChargeForm()

    def verb() -> Any:
        text, quantity, price = form.text.data, form.quantity.data, centimes(form.price.data)
        return paying.charge(current_user, application, text, quantity, price, clock.now())

    return _do(edition, application, form, verb, _("It was added to the account."))


@blueprint.post("/work/e/<edition>/exhibitors/<application>/proof")
@requires(Permission.RECORD_PAYMENT, of="edition")
def decide_proof(edition: Edition, application: Application) -> Response:
    """Accept or refuse the copy of a transfer."""
    form = ProofDecisionForm()

    def verb() -> Any:
        proof = reads.proof_by_public_id(application, form.proof.data)
        if proof is None:
            return None
        is_accepted = form.decision.data == "accept"
        amount = (centimes(form.amount.data) or proof.amount) if is_accepted else None
        return paying.decide_proof(current_user, proof, amount, form.answer.data or "", clock.now())

    return _do(edition, application, form, verb, _("The decision was noted."))


@blueprint.post("/work/e/<edition>/exhibitors/<application>/invoice")
@requires(Permission.RECORD_PAYMENT, of="edition")
def issue_invoice(edition: Edition, application: Application) -> Response:
    """Issue the invoice."""
    form = EmptyForm()
    issue = invoicing.issue_invoice
    return _do(
        edition,
        application,
        form,
        lambda: issue(current_user, application, clock.now()),
        _("The invoice was issued."),
    )


@blueprint.post("/work/e/<edition>/exhibitors/<application>/credit")
@requires(Permission.RECORD_PAYMENT, of="edition")
def credit_invoice(edition: Edition, application: Application) -> Response:
    """Take an invoice back by a credit note."""
    form = TakeBackForm()

    def verb() -> Any:
        found = (each for each in reads.invoices_of(application) if each.public_id == form.entry.data)
        invoice = next(found, None)
        return invoice and invoicing.credit(current_user, invoice, form.reason.data or "", clock.now())

    return _do(edition, application, form, verb, _("A credit note was issued."))


def _day(edition: Edition) -> date:
    try:
        return date.fromisoformat(request.args.get("day", ""))
    except ValueError:
        return clock.today(edition.zone)


@blueprint.route("/work/e/<edition>/cash", methods=["GET", "POST"])
@requires(Permission.RECORD_PAYMENT, of="edition")
def sign_till(edition: Edition) -> Response:
    """A day of the till: its entries, what should be there, counting and signing off."""
    day, form = _day(edition), TillForm()
    before = reads.till_before(edition, day)

    def sign() -> Any:
        opening, counted = centimes(form.opening.data), centimes(form.counted.data)
        note = form.note.data or ""
        return paying.sign_till(current_user, edition, day, opening, counted, clock.now(), note=note)

    if form.is_submitted() and form.attempt(sign):
        flash(_("The day is signed off."), "ok")
        return go(url_for("booths.sign_till", edition=edition.slug, day=day.isoformat()))
    if not form.is_submitted():
        form.opening.data = (before.counted if before else 0) / 100
    entries = reads.till_entries(edition, day)
    return page(
        "booths/cash.html",
        form=form,
        edition=edition,
        day=day,
        days=reads.till_days(edition),
        entries=entries,
        totals={method: sum(each.amount for each in entries if each.method == method) for method in Method},
        sheet=reads.till_day(edition, day),
        is_over=day <= clock.today(edition.zone),
    )


@blueprint.get("/work/e/<edition>/cash.pdf")
@requires(Permission.RECORD_PAYMENT, of="edition")
def cash_sheet(edition: Edition) -> Response:
    """A signed day on paper; one that is not signed yet leads back to its page."""
    day = _day(edition)
    sheet = reads.till_day(edition, day)
    if sheet is None:
        return go(url_for("booths.sign_till", edition=edition.slug, day=day.isoformat()))
    language = current_language() if current_language() in printed.LANGUAGES else "fr"
    content = printed.cash_pdf(edition, sheet, reads.till_entries(edition, day), language)
    return papers_response(content, f"cash-{edition.slug}-{day.isoformat()}.pdf")


def papers_response(content: bytes, name: str) -> Response:
    """A PDF to keep, never shown inside a page."""
    response = Response(content, content_type="application/pdf")
    response.headers.set("Content-Disposition", "attachment", filename=name)
    response.headers["Cache-Control"] = "private, no-store"
    return response

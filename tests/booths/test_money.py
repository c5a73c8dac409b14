"""Money: recorded once, taken back by a counter-entry, numbered without gaps, and the papers that say so."""

import io
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from eventhub import clock, transaction
from eventhub.accounts.roles import RoleName
from eventhub.booths import printed
from eventhub.booths.amount_words import in_words
from eventhub.booths.kinds import Method, PaperKind, Settled
from eventhub.booths.models import Agreement, Application, Invoice, Payment
from eventhub.booths.operations import invoicing, paying, printing
from eventhub.booths.queries import accounts
from eventhub.booths.reckoning import Account, tax_inside
from eventhub.booths.states import ApplicationState, AssignmentState
from eventhub.database import db
from eventhub.errors import DomainError
from eventhub.i18n import Texts
from tests.factories.accounts import signed_in, somebody_with
from tests.factories.booths import (
    LATER,
    a_booth,
    a_call,
    a_cooperative,
    a_fair,
    a_hold,
    a_plan,
    an_application,
)
from tests.factories.offers import some_terms

S = ApplicationState
FEE = 150_000


def test_amounts_in_words():
    said = {
        100: ("درهم واحد", "un dirham"),
        200: ("درهمان", "deux dirhams"),
        500: ("خمسة دراهم", "cinq dirhams"),
        1_500: ("خمسة عشر درهما", "quinze dirhams"),
        20_000: ("مئتا درهم", "deux cents dirhams"),
        123_450: (
            "ألف ومئتان وأربعة وثلاثون درهما وخمسون سنتيما",
            "mille deux cent trente-quatre dirhams et cinquante centimes",
        ),
        10_200: ("مائة درهم ودرهمان", "cent deux dirhams"),
        2_000_000: ("عشرون ألف درهم", "vingt mille dirhams"),
        100_000_000: ("مليون درهم", "un million de dirhams"),
        8_000: ("ثمانون درهما", "quatre-vingts dirhams"),
    }
    assert {amount: (in_words(amount, "ar"), in_words(amount, "fr")) for amount in said} == said


@given(st.integers(-(10**9), 10**9), st.none() | st.integers(1, 5000))
@settings(max_examples=200, deadline=None)
def test_tax_and_net_always_add_up(total, rate):
    net, vat = tax_inside(total, rate)
    assert net + vat == total
    assert abs(vat - total * (rate or 0) / (10_000 + (rate or 0))) <= 0.5000001
    assert tax_inside(-total, rate) == (-net, -vat)


@given(*(st.integers(0, 10**6) for _ in range(3)))
@settings(max_examples=100, deadline=None)
def test_an_account_is_paid_when_nothing_is_owed(due, paid, waived):
    account = Account(due, paid, waived)
    assert account.balance == due - paid - waived
    assert (account.settled in (Settled.PAID, Settled.FREE)) == (account.balance <= 0)


@pytest.fixture
def file(app):
    """Somebody who accepted a stand that costs 1,500 dirhams, and somebody else's fair."""
    edition = a_fair("khenifra-2025")
    a_plan(edition, 3)
    noise = an_application(a_call(a_fair("autre"), fee=700), state=S.ACCEPTED)
    paying.record(None, noise, Method.CASH, 300, "noise", LATER)
    call = a_call(edition, fee=FEE, terms={"ar": "شروط المشاركة", "fr": "Conditions de participation"})
    cooperative = a_cooperative(
        "Coopérative Tiwizi des femmes apicultrices du Moyen Atlas central et des plateaux",
        name_ar="تعاونية تيويزي للنساء النحالات بالأطلس المتوسط",
        ice="001525713000023",
    )
    row = an_application(call, cooperative, S.ACCEPTED, terms_version=2)
    a_hold(a_booth(edition, "A1"), row, AssignmentState.CONFIRMED)
    return row


@pytest.fixture
def organizer(file):
    return somebody_with(RoleName.ORGANIZER, file.edition)


def test_a_double_click_is_one_payment_and_the_whole_confirms(file, organizer):
    for _ in range(2):
        paying.record(organizer, file, Method.CASH, 50_000, "one", LATER)
    assert (accounts.account_of(file).balance, file.state) == (100_000, S.ACCEPTED)
    with pytest.raises(DomainError) as refused:
        paying.confirm_paid(organizer, file, LATER)
    assert refused.value.code == "not_paid"
    paying.record(organizer, file, Method.WAIVED, 100_000, "two", LATER, reason="Coopérative de jeunes")
    assert (accounts.account_of(file).settled, file.state) == (Settled.PAID, S.CONFIRMED)


@pytest.mark.parametrize(
    ("method", "amount", "reason", "code"),
    [
        (Method.CASH, 0, "", "no_amount"),
        (Method.CASH, FEE + 1, "", "too_much"),
        (Method.WAIVED, FEE, " ", "no_reason"),
    ],
)
def test_what_is_not_a_payment(file, organizer, method, amount, reason, code):
    with pytest.raises(DomainError) as refused:
        paying.record(organizer, file, method, amount, "x", LATER, reason=reason)
    assert refused.value.code == code


def test_a_payment_is_taken_back_by_a_counter_entry_and_never_deleted(file, organizer):
    paid = paying.record(organizer, file, Method.CASH, FEE, "one", LATER)
    counters = {paying.take_back(organizer, paid, "Erreur", LATER).id for _ in range(2)}
    assert len(counters) == 1
    assert accounts.account_of(file).balance == FEE
    for statement in (
        sa.delete(Payment).where(Payment.id == paid.id),
        sa.update(Payment).where(Payment.id == paid.id).values(amount=1),
    ):
        with pytest.raises(sa.exc.DBAPIError), db.session.begin_nested():
            db.session.execute(statement)


def test_a_signed_till_takes_no_more_cash(file, organizer):
    day = clock.local_day(LATER, file.edition.zone)
    paying.record(organizer, file, Method.CASH, 50_000, "one", LATER)
    with pytest.raises(DomainError) as refused:
        paying.sign_till(organizer, file.edition, day, 10_000, 59_000, LATER)
    assert refused.value.code == "difference_unexplained"
    for _ in range(2):
        sheet = paying.sign_till(organizer, file.edition, day, 10_000, 59_000, LATER, note="Monnaie")
    assert (sheet.expected, sheet.difference) == (60_000, -1_000)
    with pytest.raises(DomainError) as refused:
        paying.record(organizer, file, Method.CASH, 1_000, "two", LATER)
    assert refused.value.code == "day_closed"
    paying.record(organizer, file, Method.TRANSFER, 1_000, "three", LATER)
    entries = accounts.till_entries(file.edition, day)
    text = text_of(printed.cash_pdf(file.edition, sheet, entries, "fr"))
    assert "R-2025-0001" in text


def test_the_copy_of_a_transfer_is_accepted_once(file, organizer):
    def copy():
        return (io.BytesIO(b"%PDF-1.7 transfer"), "ordre.pdf")

    proof = paying.send_proof(None, file, copy(), FEE, LATER)
    assert paying.send_proof(None, file, copy(), FEE, LATER).id == proof.id
    assert accounts.account_of(file).balance == FEE
    for _ in range(2):
        paying.decide_proof(organizer, proof, FEE, "", LATER)
    assert (file.state, len(accounts.payments_of(file))) == (S.CONFIRMED, 1)
    with pytest.raises(DomainError):
        paying.send_proof(None, file, (io.BytesIO(b"<svg onload=x>"), "x.png"), FEE, LATER)


def test_an_invoice_says_what_it_said_and_a_credit_note_takes_it_back(file, organizer):
    some_terms(file.edition, vat_rate=2000, seller_ice="000084000000061")
    paying.charge(organizer, file, Texts(ar="طاولة", fr="Table"), 2, 5_000, LATER)
    invoice = invoicing.issue_invoice(organizer, file, LATER)
    assert invoicing.issue_invoice(organizer, file, LATER).id == invoice.id
    assert (invoice.reference, invoice.total, invoice.net + invoice.vat) == ("F-2025-0001", 160_000, 160_000)
    with pytest.raises(DomainError) as refused:
        paying.charge(organizer, file, Texts(ar="كرسي"), 1, 1_000, LATER)
    assert refused.value.code == "invoiced"
    notes = {invoicing.credit(organizer, invoice, "Erreur", LATER).id for _ in range(2)}
    assert len(notes) == 1
    paying.charge(organizer, file, Texts(ar="كرسي", fr="Chaise"), 1, 1_000, LATER)
    again = invoicing.issue_invoice(organizer, file, LATER)
    assert (again.reference, again.total) == ("F-2025-0002", 161_000)


def test_the_database_itself_refuses_a_gap(file, organizer):
    first = invoicing.issue_invoice(organizer, file, LATER)
    columns = {
        column.name: getattr(first, column.name)
        for column in Invoice.__table__.columns
        if column.name not in ("id", "public_id")
    }
    for number, previous in ((3, 2), (3, 1), (2, None), (1, None)):
        row = columns | {"number": number, "previous_number": previous, "public_id": f"n{number}{previous}"}
        with pytest.raises(sa.exc.IntegrityError), db.session.begin_nested():
            db.session.execute(sa.insert(Invoice).values(**row))


def test_numbers_have_no_gap_when_many_write_at_once(installation):
    call = a_call(a_fair("together"), fee=100)
    ids = [an_application(call, a_cooperative(f"C{n}"), S.ACCEPTED).id for n in range(6)]
    transaction.commit()

    def write(application_id):
        with installation.app_context(), transaction.transaction():
            file = db.session.get_one(Application, application_id)
            invoicing.issue_invoice(None, file, LATER)
            paying.record(None, file, Method.CASH, 100, f"t{application_id}", LATER)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, ids + ids))
    assert sorted(db.session.scalars(sa.select(Invoice.number))) == [1, 2, 3, 4, 5, 6]
    assert sorted(db.session.scalars(sa.select(Payment.number))) == [1, 2, 3, 4, 5, 6]


def text_of(content):
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


def pages_of(content):
    return len(PdfReader(io.BytesIO(content)).pages)


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_papers_in_arabic_french_and_both(file, organizer):
    some_terms(
        file.edition,
        services={"ar": "طاولة وكرسيان", "fr": "Une table et deux chaises"},
        obligations={"ar": "فتح الرواق", "fr": "Ouvrir le stand"},
    )
    agreement = invoicing.agree(organizer, file, LATER)
    assert invoicing.agree(organizer, file, LATER).id == agreement.id
    both = text_of(printed.agreement_pdf([agreement], "both"))
    assert "Contrat de participation" in both
    assert "اتفاقية" in both
    assert agreement.public_id in both
    french = printed.agreement_pdf([agreement], "fr")
    assert "اتفاقية" not in text_of(french)
    assert pages_of(french) == 1
    invoice = invoicing.issue_invoice(organizer, file, LATER)
    text = text_of(printed.invoice_pdf([invoice], "both"))
    assert "F-2025-0001" in text
    assert "mille cinq cents dirhams" in text
    assert "001525713000023" in text
    paid = paying.record(organizer, file, Method.CASH, FEE, "one", LATER)
    assert "R-2025-0001" in text_of(printed.receipt_pdf(paid, "ar"))


def test_an_agreement_changes_with_the_stand_and_the_old_one_says_so(file, organizer, client):
    first = invoicing.agree(organizer, file, LATER)
    hold = a_hold(a_booth(file.edition, "A2"), file, AssignmentState.CONFIRMED)
    second = invoicing.agree(organizer, file, LATER + timedelta(days=1))
    assert hold.id
    assert (first.replaced_at is not None, second.replaced_at) == (True, None)
    for agreement, seen in ((first, "n’est plus valable"), (second, "authentique")):
        page = client.get(f"/papers/{agreement.public_id}?lang=fr")
        assert (page.status_code, seen in page.text) == (200, True)
    assert client.get("/papers/nothing").status_code == 404


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_badges_passes_and_signs(file, organizer):
    some_terms(file.edition, most_people=2)
    for _ in range(2):
        printing.name_person(organizer, file, "فاطمة الزهراء", "Fatima Zahra", LATER)
    printing.name_person(organizer, file, "", "Khadija", LATER)
    with pytest.raises(DomainError) as refused:
        printing.name_person(organizer, file, "", "Aicha", LATER)
    assert refused.value.code == "too_many"
    times = (LATER, LATER + timedelta(hours=2))
    printing.bring_vehicle(organizer, file, "12345-a-6", times, "2", LATER)
    made = {
        kind: printing.content_of(kind, [file], "own", LATER)
        for kind in (PaperKind.BADGES, PaperKind.VEHICLES, PaperKind.SIGN_A5, PaperKind.SIGN_A4)
    }
    assert "Khadija" in text_of(made[PaperKind.BADGES])
    assert "12345-A-6" in text_of(made[PaperKind.VEHICLES])
    assert all(pages_of(content) == 1 for content in made.values())


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_papers_of_all_are_made_in_parts_that_can_be_made_again(file, organizer, monkeypatch):
    for number in range(2):
        an_application(file.call, a_cooperative(f"D{number}"), S.CONFIRMED, terms_version=1)
    monkeypatch.setattr(printing, "PART", 2)
    run = printing.begin_run(organizer, file.edition, PaperKind.CONTRACT, "fr", LATER)
    assert (len(run.parts), run.count, run.done_count) == (2, 3, 0)
    for part in (*run.parts, *run.parts):
        printing.print_part(part, LATER)
    assert run.done_count == 3
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Agreement)) == 3


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_accounts_asks_the_same_for_few_and_many(file, organizer, client, count, count_queries):
    for number in range(count - 1):
        an_application(file.call, a_cooperative(f"D{number}"), S.CONFIRMED)
    signed_in(client, organizer)
    path = f"/work/e/{file.edition.slug}/exhibitors"
    client.get(path)
    with count_queries() as statements:
        assert client.get(path).status_code == 200
    assert len(statements) <= 9


def test_accounts_are_filtered_and_exported(file, organizer, client):
    paid = an_application(file.call, a_cooperative("Payee"), S.CONFIRMED)
    paying.record(organizer, paid, Method.CASH, FEE, "p", LATER)
    signed_in(client, organizer)
    path = f"/work/e/{file.edition.slug}/exhibitors"
    assert "Payee" not in client.get(f"{path}?settled=unpaid").text
    assert "Payee" in client.get(f"{path}?settled=paid").text
    assert "Payee" in client.get(f"{path}.csv?lang=fr").text


def test_a_payment_typed_in_the_page(file, organizer, client):
    signed_in(client, organizer)
    path = f"/work/e/{file.edition.slug}/exhibitors/{file.public_id}"
    form = {"token": "t1", "method": "cash", "amount": "1500.00"}
    for _ in range(2):
        assert client.post(path, data=form).status_code == 303
    assert len(accounts.payments_of(file)) == 1
    refused = client.post(path, data={"token": "t2", "method": "cash", "amount": "99999"})
    assert refused.status_code == 422
    assert client.get(path).status_code == 200


def test_names_are_erased_when_retention_ends(file, organizer):
    printing.name_person(organizer, file, "", "Khadija", LATER)
    assert printing.forget_expired(LATER) == 0
    after = LATER + timedelta(days=600)
    assert printing.forget_expired(after) == 1
    assert date(2025, 5, 28) == file.edition.ends_on

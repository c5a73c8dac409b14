"""Any order of answers, payments and expiries leaves stands, ranks, numbers and money right."""

from contextlib import suppress
from datetime import timedelta

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eventhub.booths import mails, verification
from eventhub.booths.kinds import Channel, Method
from eventhub.booths.models import Assignment, Invoice, Payment
from eventhub.booths.operations import applying, invoicing, offers, paying
from eventhub.booths.queries import accounts
from eventhub.booths.states import LIVING, ApplicationState
from eventhub.database import db
from eventhub.errors import DomainError
from eventhub.i18n import LANGUAGES
from eventhub.transaction import savepoint
from tests.factories.booths import (
    LATER,
    a_call,
    a_cooperative,
    a_fair,
    a_plan,
    an_application,
)
from tests.factories.floors import in_line, placed

S = ApplicationState
FEE = 300
DEEDS = st.tuples(
    st.sampled_from(["accept", "decline", "withdraw", "pay", "back", "invoice", "expire", "wait"]),
    st.integers(0, 4),
    st.integers(1, 300),
)


def a_world():
    """Two offered stands and three who wait."""
    edition = a_fair()
    a_plan(edition, 2)
    call = a_call(edition, fee=FEE)
    offered = [placed(call, label, S.SELECTED, email=None) for label in ("A1", "A2")]
    return edition, [*offered, *in_line(call, "W1", "W2", "W3", email=None)]


def do(deed, file, amount, at, step):
    match deed:
        case "accept":
            offers.accept(None, file, at)
        case "decline":
            offers.decline(None, file, at, "non")
        case "withdraw":
            applying.withdraw(None, file, at)
        case "pay":
            paying.record(None, file, Method.CASH, amount, f"t{file.id}-{step}", at)
        case "back":
            entries = [each for each in accounts.payments_of(file) if each.amount > 0]
            if entries:
                paying.take_back(None, entries[-1], "erreur", at)
        case "invoice":
            invoicing.issue_invoice(None, file, at)
        case "expire":
            offers.expire_due(at)


def check(edition, files, paid):
    living = sa.select(Assignment.booth_id).where(
        Assignment.edition_id == edition.id, Assignment.state.in_(LIVING)
    )
    held = db.session.scalars(living).all()
    assert len(held) == len(set(held))
    for table in (Invoice, Payment):
        numbers = sorted(
            db.session.scalars(sa.select(table.number).where(table.organizer_id == edition.organizer_id))
        )
        assert numbers == list(range(1, len(numbers) + 1))
    for file in files:
        account = accounts.account_of(file)
        assert 0 <= account.paid <= FEE
        if account.balance <= 0 and account.due:
            paid.add(file.id)
        if file.state == S.CONFIRMED:
            assert file.id in paid
        if file.state == S.EXPIRED:
            assert [step.state for step in file.steps].count(S.EXPIRED) == 1
    assert list(verification.gaps_in_waiting_lists()) == []


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_any_order_of_deeds_leaves_everything_right(app):
    @settings(
        max_examples=25,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        derandomize=True,
    )
    @given(st.lists(DEEDS, min_size=4, max_size=14))
    def run(deeds):
        edition, files = a_world()
        at, paid = LATER, set()
        for step, (deed, who, amount) in enumerate(deeds):
            at += timedelta(hours=20) if deed == "wait" else timedelta(minutes=1)
            with suppress(DomainError), savepoint():
                do(deed, files[who], amount, at, step)
            check(edition, files, paid)

    run()


NAMES = (
    "application_reminder",
    "application_extended",
    "application_swap_asked",
    "application_swap_decided",
    "application_appeal_answered",
    "application_message",
    *mails.DECISIONS.values(),
)


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
@pytest.mark.parametrize("name", NAMES)
def test_each_message_is_whole_in_every_language(app, name):
    file = an_application(a_call(a_fair()), a_cooperative("L'Aït"), S.SELECTED, reason="no_power")
    contacts = [(Channel.EMAIL, f"{language}@example.ma", language) for language in LANGUAGES]
    more = {"label": "A1", "is_approved": True, "is_kept": True, "words": "x", "subject": "S", "letter": "L"}
    file.waiting_rank = 2 if name == "application_waitlisted" else None
    with db.session.no_autoflush:
        said = mails.composed(name, file, contacts, **more)
        file.waiting_rank = None
    assert len({each.text for each in said}) >= 3 - (name == "application_message")
    for each in said:
        assert each.subject
        assert "&#39;" not in each.text + each.subject
        assert file.public_id in each.text
        assert f'lang="{each.language}"' in each.html

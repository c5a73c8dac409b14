"""After the decision: what leaves, what is kept back, more time, reminders, places in line."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from eventhub import clock
from eventhub.accounts.roles import RoleName
from eventhub.booths import mails
from eventhub.booths.models import ApplicationMessage, WaitingMove
from eventhub.booths.operations import applying, offers, terms
from eventhub.booths.queries.terms import offer_ends
from eventhub.booths.states import ApplicationState
from eventhub.database import db
from eventhub.errors import DomainError
from eventhub.mail import OutboxMail
from tests.factories.accounts import signed_in, somebody_with
from tests.factories.booths import (
    LATER,
    a_booth,
    a_call,
    a_cooperative,
    a_hold,
    an_application,
)
from tests.factories.floors import a_floor, placed
from tests.factories.offers import a_message, some_terms

S = ApplicationState


@pytest.fixture
def fair(app):
    return a_floor(slug="khenifra-2025", state="allocation")


@pytest.fixture
def organizer(fair):
    return somebody_with(RoleName.ORGANIZER, fair)


def decided(call, label="A1", **cooperative):
    """A file that is selected inside, with a planned stand."""
    return placed(call, label, S.SELECTED, is_read=False, **cooperative)


def preview(client, organizer, fair, **filters):
    signed_in(client, organizer)
    with clock.frozen(LATER):
        return client.get(f"/work/e/{fair.slug}/plan/publish", query_string=filters).text


def test_the_preview_says_word_for_word_what_leaves(fair, organizer, client):
    call = a_call(fair)
    file = decided(call, name_latin="L'Union d'Aït", email="union@example.ma")
    decided(call, "A2", phone="+212612345678", email=None)
    an_application(call, a_cooperative("Later"), S.WAITLISTED, published_state=S.ELIGIBLE, waiting_rank=1)
    terms.set_paragraph(organizer, fair, "selected", {"ar": "أحضروا غطاء للطاولة."}, LATER)
    page = preview(client, organizer, fair)
    assert "union@example.ma" in page
    assert "+212612345678" in page
    with clock.frozen(LATER):
        offers.publish(organizer, fair, LATER)
    sent = db.session.scalars(sa.select(OutboxMail).where(OutboxMail.to == "union@example.ma")).one()
    assert "L'Union d'Aït" in sent.text
    assert "أحضروا غطاء للطاولة." in sent.text
    assert "A1" in sent.text
    for line in filter(None, sent.text.splitlines()):
        assert str(line).replace("'", "&#39;").strip() in page
    said = db.session.scalars(
        sa.select(ApplicationMessage).where(ApplicationMessage.application_id == file.id)
    ).one()
    assert (said.mail_id, said.text) == (sent.id, sent.text)


def test_the_preview_is_filtered_by_decision(fair, organizer, client):
    call = a_call(fair)
    decided(call)
    an_application(call, a_cooperative("Later"), S.WAITLISTED, published_state=S.ELIGIBLE, waiting_rank=1)
    assert "Later" not in preview(client, organizer, fair, decision="selected")
    assert "Later" in preview(client, organizer, fair, decision="waitlisted")


def test_what_is_kept_back_stays_inside_and_goes_later(fair, organizer):
    call = a_call(fair)
    one, other = decided(call), decided(call, "A2")
    for _ in range(2):
        terms.hold_back(organizer, other, LATER, is_held=True)
    assert offers.publish(organizer, fair, LATER) == {"selected": 1}
    assert (one.published_state, other.published_state) == (S.SELECTED, S.ELIGIBLE)
    terms.hold_back(organizer, other, LATER, is_held=False)
    assert offers.publish(organizer, fair, LATER) == {"selected": 1}


@pytest.mark.parametrize("count", [1, 3])
def test_the_preview_asks_the_database_the_same_for_few_and_many(
    fair, organizer, client, count, count_queries
):
    call = a_call(fair)
    for number in range(count):
        decided(call, f"A{number + 1}", email=f"c{number}@example.ma")
    preview(client, organizer, fair)
    with count_queries() as statements:
        preview(client, organizer, fair)
    assert len(statements) <= 24


def test_an_offer_ends_on_a_whole_hour_and_sooner_during_the_fair(fair):
    some_terms(fair, offer_hours=24, fair_offer_hours=3)
    assert offer_ends(fair, LATER) == LATER + timedelta(hours=24)
    assert offer_ends(fair, LATER + timedelta(minutes=1)) == LATER + timedelta(hours=25)
    during = fair.moments[0] + timedelta(hours=9)
    assert offer_ends(fair, during) == during + timedelta(hours=3)


def offered(fair, label="A1", **fields):
    file = an_application(a_call(fair), a_cooperative("Offered", email="o@example.ma"), S.SELECTED, **fields)
    a_hold(a_booth(fair, label), file)
    return file


def mails_named(name):
    return db.session.scalars(sa.select(OutboxMail).where(OutboxMail.template == name)).all()


def test_one_reminder_for_each_end_of_an_offer(fair, organizer):
    some_terms(fair, reminder_hours=12)
    file = offered(fair)
    soon = file.offer_expires_at - timedelta(hours=12)
    assert offers.remind_due(soon - timedelta(minutes=1)) == 0
    assert [offers.remind_due(soon) for _ in range(3)] == [1, 0, 0]
    assert len(mails_named("application_reminder")) == 1
    offers.extend(organizer, file, file.offer_expires_at + timedelta(days=1), soon)
    assert offers.remind_due(soon) == 0
    assert offers.remind_due(soon + timedelta(days=1)) == 1


def test_more_time_is_given_once_and_only_later(fair, organizer):
    file = offered(fair)
    until = file.offer_expires_at + timedelta(hours=24)
    for _ in range(2):
        offers.extend(organizer, file, until, LATER)
    assert file.offer_expires_at == until
    assert len(mails_named("application_extended")) == 1
    with pytest.raises(DomainError) as refused:
        offers.extend(organizer, file, until - timedelta(hours=1), LATER)
    assert refused.value.code == "not_later"
    with pytest.raises(DomainError) as refused:
        offers.extend(organizer, file, until + timedelta(hours=1), until)
    assert refused.value.code == "offer_expired"
    assert offers.expire_due(until) == 1


def test_the_waiting_list_says_each_step_and_why(fair, client):
    call = a_call(fair)
    first, second, third = (
        an_application(call, a_cooperative(f"W{rank}"), S.WAITLISTED, waiting_rank=rank) for rank in (1, 2, 3)
    )
    leaving = an_application(call, state=S.SELECTED)
    a_hold(a_booth(fair, "A1"), leaving)
    offers.decline(None, leaving, LATER, "Panne du camion")
    applying.withdraw(None, second, LATER + timedelta(days=1))
    assert leaving.steps[-1].note == "Panne du camion"
    assert (first.state, third.waiting_rank) == (S.SELECTED, 1)
    moves = db.session.scalars(sa.select(WaitingMove).order_by(WaitingMove.id)).all()
    assert [(m.application_id, m.from_rank, m.to_rank, m.cause) for m in moves] == [
        (second.id, 2, 1, "offered"),
        (third.id, 3, 2, "offered"),
        (third.id, 2, 1, "withdrawn"),
    ]
    signed_in(client, somebody_with(RoleName.ORGANIZER, fair))
    page = client.get(f"/applications/{third.public_id}?lang=fr").text
    assert "Du numéro 3 au numéro 2" in page
    assert "Du numéro 2 au numéro 1" in page


def test_a_text_for_whatsapp_opens_ready_and_remembers_who_opened_it(fair, organizer, client):
    message = a_message(an_application(a_call(fair)), subject="Foire & fête", text="Bonjour à tous\n")
    signed_in(client, organizer)
    for _ in range(2):
        answer = client.get(f"/work/e/{fair.slug}/messages/{message.public_id}/whatsapp")
        assert answer.status_code == 303
    address = "https://wa.me/212612345678?text=Foire%20%26%20f%C3%AAte%0A%0ABonjour%20%C3%A0%20tous"
    assert answer.headers["Location"] == address
    db.session.refresh(message)
    assert message.opened_by_id == organizer.id


def test_whom_a_message_reaches(fair):
    call = a_call(fair)
    silent, phone = (
        an_application(call, a_cooperative("Silent", email=None)),
        an_application(call, a_cooperative("Phone", phone="+212612345678", email=None)),
    )
    assert mails.tell("application_submitted", silent) == 0
    assert mails.tell("application_submitted", phone) == 0
    said = db.session.scalars(sa.select(ApplicationMessage).order_by(ApplicationMessage.id)).all()
    assert [(each.channel, each.to) for each in said] == [("page", ""), ("whatsapp", "+212612345678")]

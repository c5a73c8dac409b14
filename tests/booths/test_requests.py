"""Wishes for another stand, appeals, letters to many, and the day of the fair."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from eventhub import clock
from eventhub.accounts.roles import RoleName
from eventhub.booths.kinds import AppealOutcome, Method
from eventhub.booths.models import ApplicationMessage, Arrival, Sending
from eventhub.booths.operations import appealing, arriving, messages, paying, swapping
from eventhub.booths.queries import plans
from eventhub.booths.states import ApplicationState, AssignmentState
from eventhub.database import db
from eventhub.errors import DomainError
from eventhub.i18n import Texts
from eventhub.mail import OutboxMail
from tests.factories.accounts import signed_in, somebody_with
from tests.factories.booths import (
    LATER,
    a_call,
    an_application,
)
from tests.factories.floors import a_floor, placed

S = ApplicationState


@pytest.fixture
def fair(app):
    return a_floor(slug="khenifra-2025")


@pytest.fixture
def organizer(fair):
    return somebody_with(RoleName.ORGANIZER, fair)


@pytest.fixture
def call(fair):
    return a_call(fair)


def labels(file):
    db.session.expire_all()
    return [hold.booth.label for hold in plans.holds_for(file)]


def refusal(verb, *arguments, **more):
    with pytest.raises(DomainError) as refused:
        verb(*arguments, **more)
    return refused.value.code


def test_a_free_stand_is_asked_for_and_approved_once(call, organizer):
    file = placed(call, "A1")
    wish = swapping.ask(None, file, "a3", "Près de l'eau", LATER)
    assert swapping.ask(None, file, "A3", "Encore", LATER).id == wish.id
    assert refusal(swapping.ask, None, file, "A2", "Non", LATER) == "already_asked"
    for _ in range(2):
        swapping.decide(organizer, wish, "", LATER, is_approved=True)
    assert labels(file) == ["A3"]
    named = sa.select(OutboxMail).where(OutboxMail.template == "application_swap_decided")
    assert len(db.session.scalars(named).all()) == 1


def test_two_exchange_only_when_the_other_agrees(call, organizer):
    one, other = placed(call, "A1"), placed(call, "A2")
    wish = swapping.ask(None, one, "A2", "Coin", LATER)
    assert refusal(swapping.decide, organizer, wish, "", LATER, is_approved=True) == "not_agreed"
    swapping.answer(None, wish, LATER, agrees=True)
    swapping.decide(organizer, wish, "", LATER, is_approved=True)
    assert (labels(one), labels(other)) == (["A2"], ["A1"])


def test_what_cannot_be_wished(call):
    file = placed(call, "A1")
    assert refusal(swapping.ask, None, file, "Z9", "x", LATER) == "no_such_stand"
    assert refusal(swapping.ask, None, file, "A1", "x", LATER) == "own_stand"
    waiting = an_application(call, state=S.WAITLISTED, waiting_rank=1)
    assert refusal(swapping.ask, None, waiting, "A2", "x", LATER) == "wrong_state"


@pytest.mark.parametrize(("state", "to"), [(S.REFUSED, S.WAITLISTED), (S.INELIGIBLE, S.ELIGIBLE)])
def test_one_appeal_and_one_answer(call, organizer, state, to):
    file = an_application(call, state=state, published_at=LATER, reason="documents")
    sent = appealing.appeal(None, file, "Le document est là", LATER)
    assert appealing.appeal(None, file, "Encore", LATER).id == sent.id
    for _ in range(2):
        appealing.answer(organizer, sent, AppealOutcome.CHANGED, "En effet", LATER)
    assert (file.state, file.published_state) == (to, to)
    assert file.steps[-1].note == "En effet"


def test_an_appeal_has_its_time_and_may_be_in_vain(call, organizer):
    file = an_application(call, state=S.REFUSED, published_at=LATER, reason="no_power")
    assert refusal(appealing.appeal, None, file, "x", LATER + timedelta(days=7, hours=1)) == "appeal_over"
    assert refusal(appealing.appeal, None, file, " ", LATER) == "no_words"
    sent = appealing.appeal(None, file, "Pourquoi ?", LATER + timedelta(days=6))
    appealing.answer(organizer, sent, AppealOutcome.KEPT, "Pas de courant", LATER)
    assert (file.state, sent.outcome) == (S.REFUSED, "kept")
    fine = an_application(call, state=S.CONFIRMED)
    assert refusal(appealing.appeal, None, fine, "x", LATER) == "wrong_state"


def test_appeals_and_wishes_through_the_pages(fair, call, organizer, client):
    refused = an_application(call, state=S.REFUSED, published_at=LATER, reason="no_power")
    file = placed(call, "A1")
    appealing.appeal(None, refused, "Regardez encore", LATER)
    wish = swapping.ask(None, file, "A2", "Ombre", LATER)
    signed_in(client, organizer)
    page = client.get(f"/work/e/{fair.slug}/requests").text
    assert "Regardez encore" in page
    assert "Ombre" in page
    swap = {"request": wish.public_id, "decision": "approve"}
    assert client.post(f"/work/e/{fair.slug}/requests/swap", data=swap).status_code == 303
    path = f"/work/e/{fair.slug}/applications/{refused.public_id}/appeal"
    assert client.post(path, data={"outcome": "kept"}).status_code == 422
    assert client.post(path, data={"outcome": "kept", "answer": "Non"}).status_code == 303
    assert "Non" in client.get(f"/applications/{refused.public_id}").text


LETTER = messages.Letter(
    Texts(ar="تذكير", fr="Rappel"),
    Texts(ar="إلى {name}: الرواق {stand}", fr="{name} : stand {stand}, {balance}"),
)


def test_a_letter_to_many_is_sent_once_with_its_own_words(call, organizer):
    placed(call, "A1", email="a1@example.ma")
    placed(call, "A2", email=None, phone="+212612345678")
    filters = {"who": "coming", "zone": ""}
    for _ in range(2):
        messages.send(organizer, call.edition, filters, LETTER, "t1", LATER)
    said = db.session.scalars(sa.select(ApplicationMessage).order_by(ApplicationMessage.id)).all()
    assert [each.channel for each in said] == ["email", "whatsapp"]
    assert "إلى CA1: الرواق A1" in said[0].text
    assert db.session.scalars(sa.select(Sending.count)).all() == [2]
    wrong = messages.Letter(Texts(fr="x"), Texts(fr="{nom}"))
    assert (
        refusal(messages.send, organizer, call.edition, filters, wrong, "t2", LATER) == "unknown_placeholder"
    )
    nobody = {"who": "waitlisted", "zone": ""}
    assert refusal(messages.send, organizer, call.edition, nobody, LETTER, "t3", LATER) == "nobody"


def test_those_who_still_owe_are_chosen(fair, organizer):
    call = a_call(fair, fee=10_000)
    owing, paid = placed(call, "A1", S.ACCEPTED), placed(call, "A2", S.ACCEPTED)
    paying.record(organizer, paid, Method.CASH, 10_000, "p", LATER)
    ready = messages.composed(LETTER, fair, {"who": "unpaid", "zone": "Z"})
    assert [file.id for file, _own in ready] == [owing.id]
    assert "100" in ready[0][1].text["fr"]


def test_the_page_of_messages_shows_before_it_sends(fair, call, organizer, client):
    placed(call, "A1", email="a1@example.ma")
    signed_in(client, organizer)
    path = f"/work/e/{fair.slug}/messages"
    form = {"token": "t9", "who": "coming", "zone": "", "subject-fr": "Rappel", "text-fr": "Bonjour {name}"}
    page = client.post(path, data=form | {"action": "preview"})
    assert (page.status_code, "Bonjour CA1" in page.text) == (200, True)
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Sending)) == 0
    assert client.post(path, data=form | {"action": "keep", "model": "Rappel"}).status_code == 303
    for _ in range(2):
        assert client.post(path, data=form | {"action": "send"}).status_code == 303
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Sending)) == 1
    assert client.get(path).status_code == 200
    assert (
        client.post(path, data=form | {"token": "t10", "text-fr": "{nom}", "action": "send"}).status_code
        == 422
    )


def opening(fair, hours=11):
    return fair.moments[0] + timedelta(hours=hours)


def test_checking_in_is_once_and_can_be_taken_back_at_once(fair, call, organizer):
    file, at = placed(call, "A1"), opening(fair, 9)
    for _ in range(2):
        arriving.check_in(organizer, file, at)
    assert file.state == S.PRESENT
    assert [hold.state for hold in plans.holds_for(file)] == [AssignmentState.OCCUPIED]
    assert refusal(arriving.undo_check_in, organizer, file, at + timedelta(minutes=3)) == "too_late"
    for _ in range(2):
        arriving.undo_check_in(organizer, file, at + timedelta(seconds=9))
    assert file.state == S.CONFIRMED
    arriving.check_in(organizer, file, at + timedelta(minutes=5))
    kept = sa.select(sa.func.count()).select_from(Arrival).where(Arrival.undone_at.is_(None))
    assert db.session.scalar(kept) == 1


def test_an_empty_stand_goes_on_and_its_exhibitor_may_still_come(fair, call, organizer):
    absent = placed(call, "A1")
    placed(call, "A2")
    nxt = an_application(call, state=S.WAITLISTED, waiting_rank=1)
    assert refusal(arriving.free_stand, organizer, absent, opening(fair, 5)) == "too_early"
    noon = opening(fair, 12)
    assert arriving.free_stand(organizer, absent, noon) == [nxt]
    assert arriving.free_stand(organizer, absent, noon) == []
    assert (absent.state, nxt.state) == (S.NO_SHOW, S.SELECTED)
    assert nxt.offer_expires_at == noon + timedelta(hours=2)
    arriving.check_in(organizer, absent, noon + timedelta(hours=1))
    assert labels(absent) == ["A3"]


def test_nobody_is_squeezed_in_when_no_stand_is_left(fair, call, organizer):
    absent = placed(call, "A1")
    arriving.free_stand(organizer, absent, opening(fair, 12))
    for label in ("A1", "A2", "A3"):
        placed(call, label)
    assert refusal(arriving.check_in, organizer, absent, opening(fair, 13)) == "no_stand_left"


@pytest.mark.parametrize("count", [1, 3])
def test_the_board_of_arrivals_asks_the_same_for_few_and_many(
    fair, call, organizer, client, count, count_queries
):
    for number in range(count):
        placed(call, f"A{number + 1}")
    signed_in(client, organizer)
    path = f"/work/e/{fair.slug}/arrivals"
    client.get(path)
    with count_queries() as statements:
        assert client.get(path).status_code == 200
    assert len(statements) <= 10


def test_the_day_through_the_pages(fair, call, organizer, client):
    file = placed(call, "A1")
    signed_in(client, organizer)
    path = f"/work/e/{fair.slug}/arrivals"
    with clock.frozen(opening(fair, 12)):
        assert client.post(f"{path}/{file.public_id}").status_code == 303
        page = client.get(f"{path}?show=here&lang=fr").text
        assert "CA1" in page
        assert f"{file.public_id}/undo" in page
        assert client.post(f"{path}/{file.public_id}/undo").status_code == 303
        assert client.post(f"{path}/{file.public_id}/free").status_code == 303
        assert client.get(f"{path}.pdf").status_code == 200

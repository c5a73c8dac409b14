"""From files to stands: allocating, publishing in one act, answering, and the next in line by itself."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from eventhub.accounts.roles import RoleName
from eventhub.booths import verification
from eventhub.booths.models import Assignment
from eventhub.booths.operations import assigning, offers, running
from eventhub.booths.queries import booth_by_code, holder_of
from eventhub.booths.states import ApplicationState, AssignmentState
from eventhub.database import db
from eventhub.errors import DomainError
from eventhub.mail import OutboxMail
from tests.factories.accounts import somebody_with
from tests.factories.booths import (
    LATER,
    a_booth,
    a_call,
    a_cooperative,
    a_hold,
    an_application,
)
from tests.factories.floors import a_floor, placed, scored

S = ApplicationState


@pytest.fixture
def fair(app):
    return a_floor(slug="khenifra-2025", state="allocation")


@pytest.fixture
def organizer(fair):
    return somebody_with(RoleName.ORGANIZER, fair)


def files(call, count, **fields):
    return [scored(call, f"C{n}", 90 - n, **fields) for n in range(count)]


def states(rows):
    for row in rows:
        db.session.refresh(row)
    return [row.state for row in rows]


def test_the_best_get_stands_the_others_a_rank_and_nothing_is_published(fair, organizer):
    call = a_call(fair)
    five = files(call, 5)
    too_much = an_application(call, a_cooperative("Four"), S.ELIGIBLE, needs={"booths": 1, "power_kw": 30})
    running.allocate(organizer, fair, LATER, seconds=2)
    assert states(five) == [S.SELECTED] * 3 + [S.WAITLISTED] * 2
    assert [file.waiting_rank for file in five[3:]] == [1, 2]
    assert (too_much.state, too_much.reason) == (S.REFUSED, "no_power")
    assert {file.published_state for file in five} == {S.ELIGIBLE}
    assert five[3].reason == "higher_priority"
    assert db.session.scalars(sa.select(OutboxMail)).all() == []
    assert list(verification.stands_given_twice()) == list(verification.gaps_in_waiting_lists()) == []


def test_allocating_again_keeps_what_was_set_by_hand(fair, organizer):
    five = files(a_call(fair), 5)
    running.allocate(organizer, fair, LATER, seconds=2)
    holder = db.session.scalars(sa.select(Assignment).where(Assignment.edition_id == fair.id)).first()
    assigning.unassign(organizer, holder.booth, LATER)
    assigning.assign(organizer, holder.booth, five[4], LATER)
    running.allocate(organizer, fair, LATER, seconds=2)
    kept = db.session.scalars(sa.select(Assignment).where(Assignment.application_id == five[4].id)).one()
    assert (kept.is_pinned, kept.state) == (True, AssignmentState.PLANNED)
    assert sorted(states(five)) == sorted([S.SELECTED] * 3 + [S.WAITLISTED] * 2)
    assert list(verification.gaps_in_waiting_lists()) == []


def published(fair, organizer, count=5, **call):
    found = files(a_call(fair, **call), count)
    running.allocate(organizer, fair, LATER, seconds=2)
    offers.publish(organizer, fair, LATER)
    return found


def test_publishing_is_one_act_and_happens_once(fair, organizer):
    five = published(fair, organizer)
    assert [file.published_state for file in five] == [S.SELECTED] * 3 + [S.WAITLISTED] * 2
    assert five[0].offer_expires_at == LATER + timedelta(hours=48)
    sent = sorted(db.session.scalars(sa.select(OutboxMail.template)))
    assert sent == ["application_selected"] * 3 + ["application_waitlisted"] * 2
    with pytest.raises(DomainError) as refusal:
        offers.publish(organizer, fair, LATER)
    assert refusal.value.code == "nothing_to_publish"


def test_accepting_confirms_the_stand_and_shows_it_to_everybody(fair, organizer):
    first = published(fair, organizer)[0]
    for _ in range(2):
        offers.accept(None, first, LATER)
    assert first.state == S.CONFIRMED
    hold = db.session.scalars(sa.select(Assignment).where(Assignment.application_id == first.id)).one()
    assert hold.state == AssignmentState.CONFIRMED
    booth = booth_by_code(hold.booth.code.lower())
    assert holder_of(booth, fair.starts_on) == first.cooperative
    assert holder_of(booth, fair.starts_on - timedelta(days=1)) is None


def test_with_a_fee_the_organizer_confirms(fair, organizer):
    first = published(fair, organizer, fee=20_000)[0]
    offers.accept(None, first, LATER)
    assert first.state == S.ACCEPTED
    offers.confirm(organizer, first, LATER)
    assert first.state == S.CONFIRMED


def test_a_declined_stand_goes_to_the_next_in_line(fair, organizer):
    five = published(fair, organizer)
    for _ in range(2):
        offers.decline(None, five[0], LATER)
    assert states(five) == [S.DECLINED, S.SELECTED, S.SELECTED, S.SELECTED, S.WAITLISTED]
    assert five[4].waiting_rank == 1
    assert five[3].published_state == S.SELECTED
    assert list(verification.stands_given_twice()) == []


def test_offers_expire_once_and_pass_on(fair, organizer):
    five = published(fair, organizer)
    offers.accept(None, five[0], LATER)
    late = LATER + timedelta(hours=48)
    assert offers.expire_due(late - timedelta(minutes=1)) == 0
    assert offers.expire_due(late) == 2
    assert offers.expire_due(late) == 0
    assert states(five) == [S.CONFIRMED, S.EXPIRED, S.EXPIRED, S.SELECTED, S.SELECTED]
    with pytest.raises(DomainError):
        offers.accept(None, five[1], late)


def test_an_offer_cannot_be_accepted_after_its_end(fair, organizer):
    first = published(fair, organizer)[0]
    with pytest.raises(DomainError) as refusal:
        offers.accept(None, first, LATER + timedelta(hours=49))
    assert refusal.value.code == "offer_expired"


def test_a_stand_that_does_not_suit_the_first_in_line_goes_to_the_second(fair, organizer):
    call = a_call(fair)
    leaving = an_application(call, state=S.SELECTED)
    a_hold(a_booth(fair, "A1"), leaving)
    thirsty = an_application(call, state=S.WAITLISTED, waiting_rank=1, needs={"booths": 1, "water": True})
    modest = an_application(call, state=S.WAITLISTED, waiting_rank=2)
    offers.decline(None, leaving, LATER)
    assert states([thirsty, modest]) == [S.WAITLISTED, S.SELECTED]
    assert thirsty.waiting_rank == 1


def test_the_same_stand_twice_one_wins_and_the_other_reads_why(fair, organizer):
    call = a_call(fair)
    one, other = an_application(call, state=S.ELIGIBLE), an_application(call, state=S.ELIGIBLE)
    booth = a_booth(fair, "A2")
    assigning.assign(organizer, booth, one, LATER)
    with pytest.raises(DomainError) as refusal:
        assigning.assign(organizer, booth, other, LATER)
    assert refusal.value.code == "booth_taken"
    assert str(one.cooperative.name) in str(refusal.value)
    with pytest.raises(sa.exc.IntegrityError), db.session.begin_nested():
        a_hold(booth, other)


def test_smoke_does_not_stand_beside_cloth(fair, organizer):
    call = a_call(fair)
    weaver = an_application(call, a_cooperative("Tapis", sector="weaving"), S.ELIGIBLE)
    grill = an_application(call, state=S.ELIGIBLE, needs={"booths": 1, "cooking": True})
    for label in ("A1", "A2", "A3"):
        a_booth(fair, label).allows_cooking = True
    assigning.assign(organizer, a_booth(fair, "A1"), weaver, LATER)
    with pytest.raises(DomainError) as refusal:
        assigning.assign(organizer, a_booth(fair, "A2"), grill, LATER)
    assert refusal.value.code == "rule_broken"
    assigning.assign(organizer, a_booth(fair, "A3"), grill, LATER)
    with pytest.raises(DomainError):
        assigning.swap(organizer, a_booth(fair, "A3"), a_booth(fair, "A2"), LATER)


def test_two_exhibitors_exchange_their_stands(fair, organizer):
    call = a_call(fair)
    one, other = placed(call, "A1"), placed(call, "A2")
    assigning.swap(organizer, a_booth(fair, "A1"), a_booth(fair, "A2"), LATER)
    db.session.expire_all()
    assert holder_of(a_booth(fair, "A1"), fair.starts_on) == other.cooperative
    assert holder_of(a_booth(fair, "A2"), fair.starts_on) == one.cooperative


def without_the_guard():
    """A database whose trigger somebody took away, for the time of a test."""
    statement = {
        "sqlite": "DROP TRIGGER assignments_within_whole_insert",
        "postgresql": "ALTER TABLE assignments DISABLE TRIGGER assignments_within_whole",
    }
    db.session.execute(sa.text(statement[db.session.get_bind().dialect.name]))


def test_verification_sees_a_stand_given_for_more_than_the_whole(fair):
    call = a_call(fair)
    booth = a_booth(fair, "A1")
    a_hold(booth, an_application(call, state=S.CONFIRMED), share=60)
    assert list(verification.stands_given_twice()) == []
    without_the_guard()
    a_hold(booth, an_application(call, state=S.CONFIRMED), share=60)
    assert len(list(verification.stands_given_twice())) == 1
    an_application(call, state=S.WAITLISTED, waiting_rank=3)
    assert len(list(verification.gaps_in_waiting_lists())) == 1

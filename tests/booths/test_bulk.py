"""Work on many files: shown as it will be done, done once, undone while nobody outside has read it."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from eventhub.accounts.roles import RoleName
from eventhub.booths import bulk as plan
from eventhub.booths import jobs
from eventhub.booths.bulk import FROM, Facts, Skip
from eventhub.booths.models import ApplicationStep, ApplicationTag, Screening
from eventhub.booths.operations import bulk, scoring, screening
from eventhub.booths.queries import bulk_reads
from eventhub.booths.states import BULK_MOVES, ApplicationState, BulkState, BulkVerb, can_move
from eventhub.database import db
from eventhub.errors import DomainError
from eventhub.mail import OutboxMail
from tests.factories.accounts import somebody_with
from tests.factories.booths import AT, a_call, a_cooperative, a_fair, an_application

S, V = ApplicationState, BulkVerb
LATER = AT + timedelta(minutes=10)


@pytest.fixture
def call(app):
    an_application(a_call(a_fair("autre")), a_cooperative("Ailleurs"))
    return a_call(a_fair("khenifra-2025"))


@pytest.fixture
def organizer(call):
    return somebody_with(RoleName.ORGANIZER, call.edition)


def done(actor, call, verb, files, at=AT, **arguments):
    row = bulk.prepare(actor, call.edition, verb, arguments, [file.id for file in files])
    return bulk.begin(actor, row, at)


def test_a_preview_says_what_happens_to_each_and_that_happens(call, organizer):
    ready, asked, draft = (
        an_application(call, state=state) for state in (S.SUBMITTED, S.TO_COMPLETE, S.DRAFT)
    )
    row = bulk.prepare(organizer, call.edition, V.ELIGIBLE, {}, [ready.id, asked.id, draft.id])
    looked = dict(bulk.looked_through(row, bulk_reads.chosen_files(row.edition_id, row.chosen)))
    assert looked == {ready: None, asked: Skip.TOO_EARLY, draft: Skip.DRAFT}
    bulk.begin(organizer, row, AT)
    assert [file.state for file in (ready, asked, draft)] == [S.ELIGIBLE, S.TO_COMPLETE, S.DRAFT]
    assert row.skipped == {str(asked.id): "too_early", str(draft.id): "draft"}


def test_files_of_another_fair_are_never_touched(call, organizer):
    other = an_application(a_call(a_fair("tiers")))
    row = done(organizer, call, V.ELIGIBLE, [other])
    assert (other.state, row.skipped) == (S.SUBMITTED, {str(other.id): "gone"})


def test_a_decision_stays_inside_until_its_time_is_over_and_then_is_told_once(call, organizer):
    file = an_application(call, a_cooperative("Tiwizi"))
    row = done(organizer, call, V.INELIGIBLE, [file], reason="documents", note="Statuts")
    assert (file.state, file.published_state, file.reason) == (S.INELIGIBLE, S.SUBMITTED, "documents")
    assert bulk.publish(row, AT) == 0
    assert [bulk.publish(row, LATER) for _twice in range(2)] == [1, 0]
    assert file.published_state == S.INELIGIBLE
    assert db.session.scalar(sa.select(ApplicationStep.is_published)) is True
    assert db.session.scalar(sa.select(sa.func.count()).select_from(OutboxMail)) == 1


def test_undo_puts_each_file_back_and_writes_it_down(call, organizer):
    files = [an_application(call, state=state, score=50) for state in (S.SUBMITTED, S.ELIGIBLE, S.SCORED)]
    row = done(organizer, call, V.COMPLETE, files, part="documents:statutes", what="Les statuts")
    assert {file.state for file in files} == {S.TO_COMPLETE}
    assert [bulk.undo(organizer, row, AT) for _twice in range(2)] == [3, 0]
    assert [file.state for file in files] == [S.SUBMITTED, S.ELIGIBLE, S.SCORED]
    assert all(file.to_complete is None for file in files)
    last = sa.select(ApplicationStep.state).order_by(ApplicationStep.id.desc()).limit(1)
    assert db.session.scalar(last) == S.SCORED


def test_undo_leaves_what_has_gone_on_and_comes_too_late_after_ten_minutes(call, organizer):
    here, gone = an_application(call), an_application(call)
    row = done(organizer, call, V.ELIGIBLE, [here, gone])
    screening.ask_to_complete(organizer, gone, "needs", "La puissance", AT)
    assert bulk.undo(organizer, row, AT) == 1
    assert (here.state, gone.state) == (S.SUBMITTED, S.TO_COMPLETE)
    late = done(organizer, call, V.ELIGIBLE, [here])
    with pytest.raises(DomainError) as refusal:
        bulk.undo(organizer, late, LATER)
    assert refusal.value.code == "too_late"


def test_a_file_scored_meanwhile_is_still_told_that_it_is_in_order(call, organizer):
    file = an_application(call)
    row = done(organizer, call, V.ELIGIBLE, [file])
    scoring.score(organizer, file, 80, 2, AT)
    assert bulk.publish(row, LATER) == 1
    assert (file.state, file.published_state) == (S.SCORED, S.ELIGIBLE)


def test_priority_tag_and_screener_are_set_and_put_back(call, organizer):
    file = an_application(call, tier=2)
    rows = [
        done(organizer, call, V.TIER, [file], tier=1),
        done(organizer, call, V.TAG, [file], tag="miel"),
        done(organizer, call, V.ASSIGN, [file], person_id=organizer.id),
    ]
    tags, seats = sa.select(ApplicationTag.tag), sa.select(Screening.is_assigned)
    assert (file.tier, db.session.scalar(tags), db.session.scalar(seats)) == (1, "miel", True)
    again = done(organizer, call, V.TAG, [file], tag="miel")
    assert again.skipped == {str(file.id): "already"}
    for row in rows:
        assert bulk.undo(organizer, row, AT) == 1
    db.session.expire_all()
    assert (file.tier, db.session.scalar(tags), db.session.scalar(seats)) == (2, None, False)


def test_nobody_is_given_the_file_of_their_own_cooperative(call, organizer):
    own = an_application(call, a_cooperative("À moi", member=organizer))
    row = done(organizer, call, V.ASSIGN, [own], person_id=organizer.id)
    assert row.skipped == {str(own.id): "conflict"}


def test_very_many_are_done_in_parts_with_progress(call, organizer, monkeypatch):
    monkeypatch.setattr(bulk, "AT_ONCE", 2)
    files = [an_application(call) for _ in range(5)]
    row = done(organizer, call, V.ELIGIBLE, files)
    seen = [row.looked_at]
    while row.state == BulkState.RUNNING:
        jobs.carry_on_bulk(row.id)
        seen.append(row.looked_at)
    assert seen == [2, 4, 5]
    assert {file.state for file in files} == {S.ELIGIBLE}


def test_a_part_costs_the_same_at_one_and_three_files(call, organizer, count_queries):
    costs = []
    for count in (1, 3):
        files = [an_application(call) for _ in range(count)]
        row = bulk.prepare(organizer, call.edition, V.ELIGIBLE, {}, [file.id for file in files])
        db.session.expire_all()
        with count_queries() as statements:
            bulk.begin(organizer, row, AT)
        costs.append(
            len([each for each in statements if not each.startswith("INSERT INTO application_steps")])
        )
    assert costs[0] == costs[1]


@given(st.sampled_from(sorted(BULK_MOVES)), st.sampled_from(S))
def test_a_decision_on_many_only_makes_moves_that_there_are(verb, state):
    class File:
        tier = 2

    File.state = state
    why = plan.skip(verb, {}, File, Facts(), ())
    assert (why is None) == (state in FROM[verb])
    assert why is not None or can_move(state, BULK_MOVES[verb])

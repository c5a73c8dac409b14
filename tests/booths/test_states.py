"""Applications move as MOVES says and not otherwise; what a state needs is there with it and only then."""

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from eventhub.booths import phrases
from eventhub.booths.models import ApplicationStep
from eventhub.booths.operations.moving import move
from eventhub.booths.states import ASSIGNMENT_MOVES, MOVES, ApplicationState, AssignmentState, can_move
from eventhub.database import db
from eventhub.errors import DomainError
from tests.factories.booths import AT, a_call, a_fair, an_application

S = ApplicationState


def finish(file):
    """What the callers of `move` set for the new state."""
    if file.state == S.WAITLISTED:
        file.waiting_rank = 1
    if file.state == S.TO_COMPLETE:
        file.to_complete, file.part_to_complete = "Les prix", "products"
    file.submitted_at = file.submitted_at or AT
    db.session.flush()


def test_every_pair_of_states_moves_or_is_refused(app):
    call = a_call(a_fair())
    for here in S:
        for to in S:
            file = an_application(call, state=here)
            if to in MOVES[here]:
                move(file, to, None, AT)
                finish(file)
                assert (file.state, file.published_state) == (to, to)
            else:
                with pytest.raises(DomainError) as refused:
                    move(file, to, None, AT)
                assert refused.value.code == "wrong_state"
                assert file.state == here


def test_an_unpublished_move_leaves_what_the_applicant_reads(app):
    file = an_application(a_call(a_fair()), state=S.SCORED, published_state=S.ELIGIBLE)
    move(file, S.SELECTED, None, AT, is_published=False)
    db.session.flush()
    assert (file.state, file.published_state) == (S.SELECTED, S.ELIGIBLE)
    assert db.session.scalars(sa.select(ApplicationStep.is_published)).all() == [False]


def test_leaving_a_state_clears_what_belonged_to_it(app):
    file = an_application(a_call(a_fair()), state=S.WAITLISTED)
    move(file, S.SELECTED, None, AT)
    db.session.flush()
    assert file.waiting_rank is None


def test_every_state_has_its_words_and_its_shape():
    for state in S:
        assert str(phrases.STATES[state])
        assert phrases.STATE_KINDS[state] in {"ok", "wait", "no", "info", "neutral"}
        assert str(phrases.STEPS[state])
        assert f"booths:application:{state.value}" in phrases.AUDIT
    assert set(phrases.ASSIGNMENT_STATES) == set(AssignmentState)


def test_a_released_stand_is_never_taken_up_again_and_all_can_be_released():
    assert ASSIGNMENT_MOVES[AssignmentState.RELEASED] == frozenset()
    for state in set(AssignmentState) - {AssignmentState.RELEASED}:
        assert AssignmentState.RELEASED in ASSIGNMENT_MOVES[state]


class Walk(RuleBasedStateMachine):
    """Any walk along MOVES: withdrawn before confirmed only, nothing after an end but what MOVES says."""

    def __init__(self):
        super().__init__()
        self.state = S.DRAFT
        self.seen = {S.DRAFT}

    def step(self, to):
        assert can_move(self.state, to)
        self.state = to
        self.seen.add(to)

    @rule(data=st.data())
    def go_on(self, data):
        if not MOVES[self.state]:
            return
        choices = st.sampled_from(sorted(MOVES[self.state]))
        self.step(data.draw(choices))

    @invariant()
    def nobody_holds_a_stand_without_having_been_selected(self):
        if self.state in {S.ACCEPTED, S.CONFIRMED, S.PRESENT, S.NO_SHOW}:
            assert S.SELECTED in self.seen

    @invariant()
    def nobody_is_decided_without_having_been_eligible(self):
        if self.state in {S.SELECTED, S.WAITLISTED, S.REFUSED}:
            assert self.seen & {S.ELIGIBLE, S.SCORED}

    @invariant()
    def nobody_confirmed_withdraws(self):
        if S.CONFIRMED in self.seen:
            assert self.state in {S.CONFIRMED, S.PRESENT, S.NO_SHOW}


TestWalk = Walk.TestCase
TestWalk.settings = settings(max_examples=80, stateful_step_count=20, suppress_health_check=list(HealthCheck))

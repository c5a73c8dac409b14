"""Two organizers give one stand at once: one wins, the other reads why; whatever is done, never two."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from bench import giving
from eventhub.booths.models import Assignment
from eventhub.booths.operations import auditing, cohorts, hands, offers
from eventhub.booths.states import LIVING, ApplicationState
from eventhub.database import db
from eventhub.errors import DomainError
from eventhub.transaction import savepoint
from tests.factories.booths import (
    LATER,
    a_booth,
    a_call,
    a_cohort,
    a_cooperative,
    a_fair,
    a_plan,
    an_application,
)

TIMES = 10
S = ApplicationState
LABELS = ("A1", "A2", "A3")


@pytest.mark.parametrize("kind", giving.DATABASES)
def test_one_stand_given_by_two_at_once_goes_to_one(kind, tmp_path):
    with giving.world(kind, tmp_path) as made:
        assert giving.trial(*made, TIMES) == {(("booth_taken", "given"), 1): TIMES}


class Hands(RuleBasedStateMachine):
    """Whatever organizers do by hand, in any order, no stand is held beyond its whole on any day."""

    @initialize()
    def begin(self):
        self.outer = db.session.begin_nested()
        self.fair = a_fair(state="allocation")
        a_plan(self.fair, len(LABELS))
        call = a_call(self.fair)
        self.cohorts = [a_cohort(self.fair, 0, 2), a_cohort(self.fair, 3, 6)]
        self.files = [
            an_application(call, a_cooperative(f"F{n}"), S.SCORED, published_state=S.ELIGIBLE, score=70 - n)
            for n in range(6)
        ]
        for cohort, files in zip(self.cohorts, (self.files[:2], self.files[2:4]), strict=True):
            cohorts.put(None, self.fair, files, cohort, LATER)

    def attempt(self, verb, *things, **more):
        """Do it, or be told why not: a refusal leaves nothing behind."""
        refusal = None
        try:
            with savepoint():
                verb(None, *things, LATER, **more)
        except DomainError as error:
            refusal = str(error)
        assert refusal != ""

    def booth(self, label):
        return a_booth(self.fair, label)

    @rule(label=st.sampled_from(LABELS), number=st.integers(0, 5))
    def assign(self, label, number):
        self.attempt(hands.assign, self.booth(label), self.files[number])

    @rule(one=st.sampled_from(LABELS), other=st.sampled_from(LABELS))
    def swap(self, one, other):
        self.attempt(hands.swap, self.booth(one), self.booth(other))

    @rule(label=st.sampled_from(LABELS), is_pinned=st.booleans())
    def pin(self, label, is_pinned):
        self.attempt(hands.set_pin, self.booth(label), is_pinned=is_pinned)

    @rule(label=st.sampled_from(LABELS), number=st.integers(0, 5))
    def share(self, label, number):
        self.attempt(hands.share, self.booth(label), self.files[number])

    @rule(label=st.sampled_from(LABELS))
    def release(self, label):
        self.attempt(hands.unassign, self.booth(label))

    @rule()
    def undo(self):
        self.attempt(hands.undo, self.fair)

    @rule()
    def publish(self):
        self.attempt(offers.publish, self.fair)

    @rule(number=st.integers(0, 5))
    def decline(self, number):
        self.attempt(offers.decline, self.files[number])

    @invariant()
    def nothing_beyond_the_whole(self):
        if not hasattr(self, "fair"):
            return
        holds = db.session.scalars(
            sa.select(Assignment).where(Assignment.edition_id == self.fair.id, Assignment.state.in_(LIVING))
        ).all()
        for day in (self.fair.starts_on + timedelta(days=n) for n in range(7)):
            for booth in {hold.booth_id for hold in holds}:
                mine = [h.share for h in holds if h.booth_id == booth and h.starts_on <= day <= h.ends_on]
                assert sum(mine) <= 100
        assert [str(finding.sentence) for finding in auditing.findings(self.fair)] == []

    def teardown(self):
        if hasattr(self, "outer"):
            self.outer.rollback()
            db.session.expire_all()


@pytest.mark.parametrize("app", ["sqlite", "postgresql"], indirect=True)
def test_by_hand_no_stand_is_ever_held_beyond_its_whole(app):
    machine = Hands.TestCase
    machine.settings = settings(
        max_examples=5,
        stateful_step_count=14,
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    machine("runTest").runTest()

"""Any walk of applicants, screeners, decisions and publications leaves every file as it must be."""

from datetime import timedelta

import sqlalchemy as sa
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from eventhub.accounts.roles import RoleName
from eventhub.booths.models import Application, ApplicationStep, Assignment, BulkAction
from eventhub.booths.operations import applying, assigning, bulk, offers, scoring, screening
from eventhub.booths.states import DECIDED, LIVING, MOVES, ApplicationState, BulkState, BulkVerb
from eventhub.database import db
from eventhub.errors import DomainError
from eventhub.transaction import savepoint
from tests.factories.accounts import a_person, somebody_with
from tests.factories.booths import AT, a_booth, a_call, a_cooperative, a_fair, a_plan

S, V = ApplicationState, BulkVerb
MARKS = dict.fromkeys(("quality", "packaging", "price", "social", "balance"), 3)
WHICH, ACTOR = st.integers(0, 2), st.integers(0, 1)
VERBS = ["eligible", "ineligible", "complete", "mark", "score"]
ARGUMENTS = {
    V.ELIGIBLE: {},
    V.INELIGIBLE: {"reason": "documents", "note": ""},
    V.COMPLETE: {"part": "needs", "what": "La puissance"},
    V.TIER: {"tier": 1},
    V.TAG: {"tag": "miel"},
}


class Season(RuleBasedStateMachine):
    """One fair, three exhibitors, two screeners; the clock only goes forward."""

    def __init__(self):
        super().__init__()
        self.outer = db.session.begin_nested()
        self.at = AT
        self.edition = a_fair()
        a_plan(self.edition, 2)
        self.call = a_call(self.edition)
        self.people = [a_person(f"P{number}") for number in range(3)]
        self.homes = [a_cooperative(f"C{n}", member=person) for n, person in enumerate(self.people)]
        self.team = [somebody_with(RoleName.ORGANIZER, self.edition) for _ in range(2)]
        self.files = {}
        self.told = {}
        self.publishes = False

    def teardown(self):
        self.outer.rollback()
        db.session.expire_all()

    def attempt(self, verb, *arguments, publishes=False, **more):
        """A verb is done whole, or refused with a sentence and nothing changed."""
        self.publishes = publishes
        try:
            with savepoint():
                return verb(*arguments, **more)
        except DomainError:
            return None

    def file(self, which):
        return self.files.get(which)

    @initialize()
    def everybody_applies(self):
        for which in range(3):
            self.apply(which)

    @rule(which=WHICH)
    def apply(self, which):
        person, home = self.people[which], self.homes[which]
        file = self.attempt(applying.begin, person, self.edition, home, self.at, publishes=True)
        if file is not None:
            self.files[which] = file
            self.attempt(applying.submit, person, file, self.at, publishes=True, accepts_terms=True)

    @rule(which=WHICH, power=st.integers(0, 4))
    def correct(self, which, power):
        if file := self.file(which):
            person = self.people[which]
            content = applying.Content(needs={"power_kw": power})
            self.attempt(applying.save, person, file, content, self.at)
            self.attempt(applying.submit, person, file, self.at, publishes=True, accepts_terms=True)

    @rule(which=WHICH)
    def withdraw(self, which):
        if file := self.file(which):
            self.attempt(applying.withdraw, self.people[which], file, self.at, publishes=True)

    @rule(
        which=WHICH,
        actor=ACTOR,
        verb=st.sampled_from(["eligible", "ineligible", "complete", "mark", "score"]),
    )
    def screen(self, which, actor, verb):
        file, who = self.file(which), self.team[actor]
        if not file:
            return
        inside = {
            "mark": lambda: scoring.mark(who, file, MARKS, self.at),
            "score": lambda: scoring.score(who, file, 50, 2, self.at, reason="Vu"),
        }
        outside = {
            "eligible": lambda: screening.find_eligible(who, file, self.at),
            "ineligible": lambda: screening.find_ineligible(who, file, "sector", None, self.at),
            "complete": lambda: screening.ask_to_complete(who, file, "needs", "Le courant", self.at),
        }
        self.attempt((inside | outside)[verb], publishes=verb in outside)

    @rule(actor=ACTOR, verb=st.sampled_from(sorted(ARGUMENTS)))
    def decide_on_all(self, actor, verb):
        ids = [file.id for file in self.files.values()]
        if ids:
            row = bulk.prepare(self.team[actor], self.edition, verb, ARGUMENTS[verb], ids)
            self.attempt(bulk.begin, self.team[actor], row, self.at)

    @rule(actor=ACTOR)
    def undo_the_last(self, actor):
        query = sa.select(BulkAction).where(BulkAction.edition_id == self.edition.id)
        row = db.session.scalar(query.order_by(BulkAction.id.desc()).limit(1))
        if row is not None:
            self.attempt(bulk.undo, self.team[actor], row, self.at)

    @rule(minutes=st.sampled_from([1, 11]))
    def time_passes(self, minutes):
        self.at += timedelta(minutes=minutes)
        query = sa.select(BulkAction).where(
            BulkAction.edition_id == self.edition.id, BulkAction.state == BulkState.DONE
        )
        for row in db.session.scalars(query.order_by(BulkAction.id)).all():
            self.attempt(bulk.publish, row, self.at, publishes=True)

    @rule(which=WHICH, actor=ACTOR, label=st.sampled_from(["A1", "A2"]))
    def give_a_stand(self, which, actor, label):
        if file := self.file(which):
            booth = a_booth(self.edition, label)
            self.attempt(assigning.assign, self.team[actor], booth, file, self.at)

    @rule(which=WHICH, verb=st.sampled_from([offers.accept, offers.decline]))
    def answer(self, which, verb):
        if file := self.file(which):
            self.attempt(verb, self.people[which], file, self.at, publishes=True)

    @rule(actor=ACTOR)
    def publish_decisions(self, actor):
        self.attempt(offers.publish, self.team[actor], self.edition, self.at, publishes=True)

    @invariant()
    def what_is_read_changes_by_publication_only(self):
        now = {file.id: file.published_state for file in self.files.values()}
        if not self.publishes:
            assert all(now[each] == state for each, state in self.told.items() if each in now)
        self.told = now

    @invariant()
    def the_timeline_ends_where_the_file_is(self):
        db.session.flush()
        for file in self.files.values():
            steps = db.session.scalars(
                sa.select(ApplicationStep)
                .where(ApplicationStep.application_id == file.id)
                .order_by(ApplicationStep.id)
            ).all()
            assert (steps[-1].state if steps else S.DRAFT) == file.state
            read = [step.state for step in steps if step.is_published]
            assert (read[-1] if read else S.DRAFT) == file.published_state or file.published_state in read
            here = S.DRAFT
            for step in steps:
                assert step.state in MOVES[here] or here in MOVES[S(step.state)]
                here = S(step.state)

    @invariant()
    def one_application_lives_for_each_exhibitor(self):
        query = sa.select(sa.func.count()).where(
            Application.edition_id == self.edition.id, Application.state != S.WITHDRAWN
        )
        assert db.session.scalar(query) <= len(self.homes)

    @invariant()
    def nobody_holds_a_stand_without_a_decision(self):
        held = sa.select(Application.state).join(Assignment, Assignment.application_id == Application.id)
        own = held.where(Application.edition_id == self.edition.id, Assignment.state.in_(LIVING))
        assert all(state in {*DECIDED, S.ACCEPTED, S.CONFIRMED} for state in db.session.scalars(own))


def test_a_season_of_random_actors_breaks_nothing(apps):
    app = apps["sqlite"]
    with app.test_request_context():
        run_state_machine_as_test(
            Season,
            settings=settings(
                max_examples=12,
                stateful_step_count=14,
                deadline=None,
                database=None,
                derandomize=True,
                suppress_health_check=list(HealthCheck),
            ),
        )
        db.session.rollback()
        db.session.remove()

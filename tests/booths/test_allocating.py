"""Searches kept and repeated, the draw among equals, rules in versions, and the auditor before publishing."""

import json
from datetime import timedelta

import pytest
import sqlalchemy as sa

from eventhub.accounts.roles import RoleName
from eventhub.booths import jobs, lottery, rules
from eventhub.booths.auditor import audit
from eventhub.booths.models import AllocationRun, Assignment
from eventhub.booths.operations import allocating, offers, ruling, running
from eventhub.booths.operations.copying import copy_booths
from eventhub.booths.queries import instances, runs
from eventhub.booths.states import ApplicationState, RunState, Wish
from eventhub.database import db
from eventhub.errors import DomainError
from tests.factories.accounts import signed_in, somebody_with
from tests.factories.booths import LATER, a_booth, a_call, a_cooperative, a_fair, a_plan, an_application

S = ApplicationState
YEAR = timedelta(days=364)


@pytest.fixture
def fair(app):
    edition = a_fair(state="allocation")
    a_plan(edition, 3)
    noise = a_fair()
    a_plan(noise, 1)
    an_application(a_call(noise), state=S.ELIGIBLE)
    return edition


@pytest.fixture
def organizer(fair):
    return somebody_with(RoleName.ORGANIZER, fair)


def equals(call, count=5):
    """Files of one priority and score."""
    return [
        an_application(call, a_cooperative(f"E{n}"), S.SCORED, published_state=S.ELIGIBLE, score=70)
        for n in range(count)
    ]


def placed(files):
    for file in files:
        db.session.refresh(file)
    return [file.public_id for file in files if file.state == S.SELECTED]


def test_a_search_is_kept_with_what_repeats_it(fair, organizer):
    equals(a_call(fair))
    run = running.allocate(organizer, fair, LATER, seconds=3)
    assert (run.state, run.number, run.is_proposal, run.actor_id) == (RunState.DONE, 1, True, organizer.id)
    document = json.loads(json.dumps(run.instance))
    solution = {"instance": document["name"], "assignments": run.assignments}
    solution["explanations"] = {name: {"blocked": why} for name, why in run.explanations.items()}
    verdict = audit(document, solution)
    assert verdict.is_clean
    assert verdict.wasteful == verdict.envious == []
    assert [(level["name"], level["value"]) for level in run.levels] == verdict.levels
    assert document["seed"] == run.seed
    assert run.progress[-1]["values"] == [level["value"] for level in run.levels]


def test_equals_are_served_in_the_order_drawn_and_the_same_seed_draws_the_same(fair, organizer):
    files = equals(a_call(fair))
    winners = {}
    for seed in (1, 2, 1):
        running.allocate(organizer, fair, LATER, seconds=3, seed=seed)
        drawn = lottery.drawn(seed, [file.public_id for file in files])
        order = sorted(drawn, key=drawn.get)
        assert sorted(placed(files)) == sorted(order[:3])
        ranks = {file.public_id: file.waiting_rank for file in files if file.waiting_rank}
        assert sorted(ranks, key=ranks.get) == order[3:]
        assert winners.setdefault(seed, order[:3]) == order[:3]
    assert runs.proposal(fair).number == 3


def test_a_second_press_does_not_start_a_second_search(fair, organizer):
    equals(a_call(fair))
    first = running.start(organizer, fair, LATER, seconds=10)
    assert running.start(organizer, fair, LATER + timedelta(seconds=1), seconds=60).id == first.id
    assert db.session.scalar(sa.select(sa.func.count()).select_from(AllocationRun)) == 1
    other = AllocationRun(
        edition_id=fair.id, organizer_id=fair.organizer_id, number=9, seed=1, seconds=1, state="waiting"
    )
    with pytest.raises(sa.exc.IntegrityError), db.session.begin_nested():
        db.session.add(other)


def test_the_job_searches_once_and_tells_how_it_goes(fair, organizer):
    files = equals(a_call(fair))
    run = running.start(organizer, fair, LATER, seconds=2)
    db.session.commit()
    for _ in range(2):
        jobs.allocate(run.id)
    run = db.session.get_one(AllocationRun, run.id)
    assert run.state == RunState.DONE
    assert run.progress
    assert len(placed(files)) == 3


@pytest.mark.parametrize(("wish", "is_proposal"), [(Wish.KEEP, True), (Wish.CANCEL, False)])
def test_a_search_ended_early_keeps_its_best(fair, organizer, wish, is_proposal):
    equals(a_call(fair))
    run = running.start(organizer, fair, LATER, seconds=60)
    problem = running.begin(run, LATER)
    for _ in range(2):
        running.stop(organizer, run, wish, LATER)
    course = running.Course(60, lambda steps: running.hear(run.id, steps, LATER), every=0)
    found = running.solving.search(problem.instance, run.seed, course)
    running.finish(organizer, run, course, found, LATER)
    assert (run.state, run.is_proposal) == (RunState.DONE, is_proposal)
    assert len(run.assignments) == 3


def test_a_search_stopped_before_it_began_never_begins(fair, organizer):
    equals(a_call(fair))
    run = running.start(organizer, fair, LATER, seconds=60)
    running.stop(organizer, run, Wish.CANCEL, LATER)
    jobs.allocate(run.id)
    assert (run.state, run.assignments) == (RunState.FAILED, None)
    assert running.start(organizer, fair, LATER, seconds=60).id != run.id


def test_an_earlier_search_can_be_chosen_again_unless_the_fair_has_changed(fair, organizer):
    files = equals(a_call(fair))
    first = running.allocate(organizer, fair, LATER, seconds=3, seed=1)
    before = placed(files)
    running.allocate(organizer, fair, LATER, seconds=3, seed=2)
    allocating.choose(organizer, first, LATER)
    assert placed(files) == before
    assert runs.proposal(fair).id == first.id
    running.allocate(organizer, fair, LATER, seconds=3, seed=2)
    a_booth(fair, "A1").is_blocked = True
    db.session.flush()
    with pytest.raises(DomainError) as refusal:
        allocating.choose(organizer, first, LATER)
    assert refusal.value.code == "run_is_old"
    assert "A1" in str(refusal.value)


def test_nothing_is_published_that_the_auditor_refuses(fair, organizer):
    files = equals(a_call(fair))
    running.allocate(organizer, fair, LATER, seconds=3)
    held = db.session.scalars(sa.select(Assignment).where(Assignment.edition_id == fair.id)).first()
    held.application.needs = {"booths": 1, "power_kw": 30}
    db.session.flush()
    with pytest.raises(DomainError) as refusal:
        offers.publish(organizer, fair, LATER)
    assert refusal.value.code == "auditor_refuses"
    assert held.booth.label in str(refusal.value)
    assert {file.published_state for file in files} == {S.ELIGIBLE}


def test_reasons_are_true_again_when_published(fair, organizer):
    files = equals(a_call(fair), 4)
    running.allocate(organizer, fair, LATER, seconds=3)
    left = next(file for file in files if file.state == S.WAITLISTED)
    left.reason, left.explanation = "no_water", {"eligible": 9}
    offers.publish(organizer, fair, LATER)
    assert (left.reason, left.explanation) == ("higher_priority", {"eligible": 3, "higher_priority": 3})


def test_rules_are_kept_in_versions_and_carried_to_the_next_edition(fair, organizer):
    book = rules.read({"spread": "much", "caps": [["Z", "honey", 2]], "forbidden": [["x", "A1"]]})
    first = ruling.write(organizer, fair, book, LATER)
    assert first.version == 1
    assert ruling.write(organizer, fair, book, LATER) is None
    assert instances.rules_of(fair) == (book, 1)
    with pytest.raises(DomainError) as refusal:
        ruling.write(organizer, fair, rules.RuleBook(), LATER, seen=0)
    assert refusal.value.code == "rules_changed"
    new = a_fair(organizer=fair.organizer, starts_on=fair.starts_on + YEAR, ends_on=fair.ends_on + YEAR)
    copy_booths(fair, new, LATER)
    assert instances.rules_of(new)[0] == rules.carried(book)
    assert instances.rules_of(new)[0].forbidden == ()


def test_a_rule_says_what_it_would_change(fair, organizer):
    equals(a_call(fair))
    running.allocate(organizer, fair, LATER, seconds=3)
    capped = rules.read({"caps": [["Z", "honey", 1]]})
    found = ruling.effect(fair, capped)
    assert (found.refused, found.broken, found.is_solved) == (2, 1, True)
    assert ruling.effect(fair, capped.without("caps", 0)).refused == 0


def test_rules_are_written_in_words_and_a_bad_figure_loses_nothing(client, fair, organizer):
    equals(a_call(fair))
    signed_in(client, organizer)
    address = f"/work/e/{fair.slug}/plan/rules"
    strengths = dict.fromkeys(("spread", "preference", "corner_unmet", "near_unmet", "size_gap_m2"), "some")
    typed = strengths | {
        "seen": "0",
        "returning": "must",
        "caps-0-zone": "Z",
        "caps-0-sector": "honey",
        "caps-0-most": "2",
        "apart_m": "20",
    }
    refused = client.post(address, data=typed | {"apart_m": "far"})
    assert refused.status_code == 422
    assert 'value="far"' in refused.text
    tried = client.post(address, data=typed | {"action": "try"})
    assert tried.status_code == 200
    assert instances.rules_of(fair)[1] == 0
    assert client.post(address, data=typed).status_code == 303
    book, version = instances.rules_of(fair)
    assert (version, book.caps, book.returning, book.apart_m) == (1, (("Z", "honey", 2),), "must", 20.0)
    client.post(f"{address}/order", data={"level": "merit", "way": "up"})
    assert instances.rules_of(fair)[0].order.index("merit") == 4


def test_the_pages_of_a_search(client, fair, organizer):
    files = equals(a_call(fair))
    signed_in(client, organizer)
    plan = f"/work/e/{fair.slug}/plan"
    assert client.post(f"{plan}/allocate").status_code == 303
    run = runs.proposal(fair)
    client.post(f"{plan}/allocate", data={"draw_again": "y"})
    assert f">{run.seed}<" in client.get(f"{plan}/runs/{run.public_id}").text
    progress = client.get(f"{plan}/runs/{run.public_id}/progress.json").json
    assert progress["is_over"]
    assert progress["lines"][0]["name"] == "kept"
    document = client.get(f"{plan}/runs/{run.public_id}/instance.json").json
    solution = client.get(f"{plan}/runs/{run.public_id}/solution.json").json
    assert audit(document, solution).is_clean
    assert client.get(f"{plan}/runs/{run.public_id}/compare").status_code == 200
    assert client.get(f"{plan}/runs").text.count("row-link") == 2
    assert client.get(f"{plan}/why/{files[0].public_id}").status_code == 200
    table = client.get(f"{plan}/allocation.csv").text
    assert all(file.public_id in table for file in files)

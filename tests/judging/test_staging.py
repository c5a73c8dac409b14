"""Two stages in one jury: who lies near the line (pure), and the walk from the first sheets to the last."""

from collections import Counter
from datetime import timedelta
from math import ceil

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError

from eventhub import clock
from eventhub.contests.states import ContestState
from eventhub.database import db
from eventhub.errors import DomainError
from eventhub.judging import operations, queries
from eventhub.judging.assigning.assignment import assign
from eventhub.judging.assigning.staging import borderline_of
from eventhub.judging.models import JurySettings
from eventhub.judging.operations import publishing, staging, syncing
from eventhub.judging.operations.syncing import Change
from eventhub.judging.ranking.borderline import Place
from eventhub.judging.states import SheetState
from tests.factories.accounts import a_person, a_role, an_organizer, signed_in
from tests.factories.contests import JUDGING_AT, a_contest, a_judge, an_idea

LATER = JUDGING_AT + timedelta(days=1)
SCORES = st.lists(st.integers(0, 40).map(lambda quarter: quarter / 4), min_size=2, max_size=24)


def places(scores, half=1.0):
    order = sorted(range(len(scores)), key=lambda at: -scores[at])
    ranks = {at: rank for rank, at in enumerate(order, 1)}
    return [
        Place(f"i{at:02}", ranks[at], score, score - half, score + half) for at, score in enumerate(scores)
    ]


@given(SCORES, st.integers(1, 5), st.integers(1, 100), st.integers(1, 100))
@settings(max_examples=60, deadline=None)
def test_the_nearest_to_the_line_are_chosen_exactly_as_many_as_asked(scores, prizes, share, other):
    found = borderline_of(places(scores), prizes, share)
    if prizes >= len(scores):
        assert (found.cut, found.chosen) == (None, ())
        return
    count = ceil(len(scores) * share / 100)
    away = [abs(each.place.score - found.cut) for each in (*found.chosen, *found.others)]
    assert away == sorted(away)
    ties = sum(each.away == found.chosen[-1].away for each in found.chosen)
    assert count <= len(found.chosen) < count + ties
    assert all(each.away > found.chosen[-1].away for each in found.others)
    less, more = (borderline_of(places(scores), prizes, each) for each in sorted((share, other)))
    assert {each.place.idea for each in less.chosen} <= {each.place.idea for each in more.chosen}
    renamed = [Place(f"x{p.idea}", p.rank, p.score, p.low, p.high) for p in places(scores)]
    again = borderline_of(list(reversed(renamed)), prizes, share).chosen
    assert {each.place.idea for each in again} == {f"x{each.place.idea}" for each in found.chosen}


def test_a_sure_idea_is_less_in_doubt_than_an_unsure_one_at_the_same_distance():
    sure = Place("sure", 1, 8.0, 7.8, 8.2)
    unsure = Place("unsure", 2, 6.0, 4.0, 8.0)
    chosen = borderline_of([sure, unsure], 1, 50).chosen
    assert [each.place.idea for each in chosen] == ["unsure"]
    with pytest.raises(ValueError, match="share"):
        borderline_of([sure, unsure], 1, 0)


@given(st.lists(st.integers(1, 4), min_size=6, max_size=12))
@settings(max_examples=20, deadline=None)
def test_a_plan_gives_each_idea_its_own_number_of_judges(wanted):
    needs = {f"i{at}": many for at, many in enumerate(wanted)}
    plan = assign(needs, [f"j{at}" for at in range(6)], per_idea=needs, conflicts=[("j0", "i0")])
    seats = [idea for _, idea in plan.seats]
    assert {idea: seats.count(idea) for idea in needs} == needs
    assert ("j0", "i0") not in plan.seats
    assert max(plan.loads.values()) - min(plan.loads.values()) <= 1


def marks_for(number, judge):
    return {"need": max(10 - number, 0), "market": max(9 - number + judge % 2, 0)}


def fill(sheet, marks, at=JUDGING_AT):
    change = Change(f"change-{sheet.id}-{sheet.version}", sheet.public_id, sheet.version, marks, "", "")
    return syncing.apply_changes(sheet.judge.person, [change], at)[0]


def a_staged_contest(organizer, ideas=9, judges=6):
    contest = a_contest(
        organizer,
        state=ContestState.SCREENING,
        stages=2,
        sheets_first=2,
        sheets_second=2,
        second_share=33,
    )
    for at in range(judges):
        a_judge(contest, a_person(f"Judge {at}", email=f"judge{at}-{contest.slug}@example.org"))
    for number in range(1, ideas + 1):
        an_idea(contest, number)
    return contest


def refused(code, call):
    with pytest.raises(DomainError) as refusal:
        call()
    assert refusal.value.code == code


def test_from_two_sheets_each_to_more_for_the_borderline_third(app, client):
    organizer = an_organizer()
    contest, noise = a_staged_contest(organizer), a_staged_contest(an_organizer(), ideas=3)
    runs = a_person("Organizer")
    a_role(runs, organizer)
    early = JUDGING_AT - timedelta(days=2)
    operations.assign_sheets(runs, contest, early)
    operations.assign_sheets(runs, noise, early)
    assert len(queries.sheets_of(contest)) == 18
    contest.state = noise.state = ContestState.JUDGING
    db.session.flush()
    refused("ideas_unread", lambda: staging.open_second(runs, contest, "", JUDGING_AT))
    first = queries.sheets_of(contest)
    for sheet in first[:-1]:
        assert fill(sheet, marks_for(sheet.idea.number, sheet.judge_id)).outcome == "saved"
    seen = publishing.digest_of(queries.complete_marks(contest))
    refused("first_unfinished", lambda: staging.open_second(runs, contest, seen, JUDGING_AT))
    refused("stage_moved", lambda: staging.open_second(runs, contest, "?", JUDGING_AT, is_early=True))
    assert len(queries.sheets_of(contest)) == 18
    busy = first[0].judge
    db.session.commit()

    signed_in(client, runs)
    with clock.frozen(JUDGING_AT):
        chosen, new = opened_through_its_page(client, contest, first, seen)
    assert len(queries.sheets_of(noise)) == 6
    changed_by_nobody_any_more(first, busy)
    mended_when_a_judge_leaves(runs, contest, chosen, new)


def opened_through_its_page(client, contest, first, seen):
    address = f"/work/contests/{contest.slug}/jury/stages"
    shown = client.get(address).text
    assert seen in shown
    assert "is_early" in shown
    assert client.post(address, data={"seen": seen, "is_early": "1"}).status_code == 303
    db.session.expire_all()
    chosen = [each["idea"] for each in queries.settings_of(contest).borderline]
    assert len(chosen) == 3
    new = [sheet for sheet in queries.sheets_of(contest) if sheet not in first]
    assert {sheet.idea.public_id for sheet in new} == set(chosen)
    pairs = {(sheet.judge_id, sheet.idea_id) for sheet in queries.sheets_of(contest)}
    assert len(pairs) == len(queries.sheets_of(contest)) == 24
    assert client.post(address, data={"seen": seen}).status_code == 303
    assert len(queries.sheets_of(contest)) == 24
    for page in (address, address.replace("stages", "seats"), address.replace("/stages", "")):
        assert client.get(page).status_code == 200
    return chosen, new


def changed_by_nobody_any_more(first, busy):
    done = next(sheet for sheet in first if sheet.judge_id == busy.id and sheet.state == SheetState.COMPLETE)
    late = fill(done, dict.fromkeys(("need", "market"), 1), LATER)
    assert (late.outcome, late.code) == ("refused", "stage_closed")
    assert fill(first[-1], marks_for(9, 0), LATER).outcome == "saved"


def mended_when_a_judge_leaves(runs, contest, chosen, new):
    operations.remove_judge(runs, new[0].judge, LATER)
    operations.assign_sheets(runs, contest, LATER)
    living = [sheet for sheet in queries.sheets_of(contest) if sheet.state != SheetState.RECUSED]
    many = Counter(sheet.idea.public_id for sheet in living)
    assert many == {idea: 4 if idea in chosen else 2 for idea in many}
    assert len(many) == 9
    for sheet in living:
        if sheet.state == SheetState.ASSIGNED:
            assert fill(sheet, marks_for(sheet.idea.number, sheet.judge_id), LATER).outcome == "saved"
    assert publishing.compute_ranking(runs, contest, LATER).sheets == len(living)


def test_the_database_keeps_two_stages_whole(app):
    organizer = an_organizer()
    with pytest.raises(IntegrityError), db.session.begin_nested():
        a_contest(organizer, stages=2, sheets_first=2)
    contest = a_contest(organizer)
    half = JurySettings(contest_id=contest.id, organizer_id=organizer.id, second_stage_at=JUDGING_AT)
    with pytest.raises(IntegrityError), db.session.begin_nested():
        db.session.add(half)
    judge = a_judge(contest)
    refused("one_stage", lambda: staging.open_second(judge.person, contest, "", JUDGING_AT))

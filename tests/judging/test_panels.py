"""A jury in any order of events: judges come, go and come back, set ideas aside, mark; the plan is mended."""

import uuid
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from eventhub.contests.states import ContestState
from eventhub.database import db
from eventhub.errors import DomainError
from eventhub.judging import operations, queries
from eventhub.judging.operations import syncing
from eventhub.judging.operations.syncing import Change
from eventhub.judging.states import SheetState
from tests.factories.accounts import a_person
from tests.factories.contests import JUDGING_AT, a_contest, a_judge, an_idea

IDEAS, PEOPLE, EACH = 4, 5, 2
STEP = st.tuples(
    st.sampled_from(["assign", "assign", "mark", "mark", "begin", "aside", "leave", "join"]),
    st.integers(0, PEOPLE - 1),
    st.integers(0, IDEAS - 1),
)


def living(contest):
    return [sheet for sheet in queries.sheets_of(contest) if sheet.state != SheetState.RECUSED]


def change_of(sheet, marks):
    return Change(str(uuid.uuid4()), sheet.public_id, sheet.version, marks, "", "")


@settings(max_examples=6)
@given(st.lists(STEP, min_size=3, max_size=14))
def test_no_finished_sheet_is_lost_and_nobody_judges_what_they_set_aside(apps, steps):
    with apps["sqlite"].app_context():
        try:
            contest = a_contest(state=ContestState.JUDGING, sheets_per_idea=EACH)
            for number in range(1, IDEAS + 1):
                an_idea(contest, number)
            judges = [a_judge(contest, a_person(f"Judge {number}")) for number in range(PEOPLE)]
            finished, aside = set(), set()
            for step, who, which in steps:
                walk(contest, judges[who], step, which, finished, aside)
                look(contest, finished, aside)
        finally:
            db.session.rollback()


def walk(contest, judge, step, which, finished, aside):
    """One event; what must never be lost, and what must never come back, are noted beside the tables."""
    mine = [sheet for sheet in living(contest) if sheet.judge_id == judge.id]
    sheet = mine[which % len(mine)] if mine else None
    if step == "assign":
        give_out(contest)
    elif step == "leave":
        operations.remove_judge(None, judge, JUDGING_AT)
    elif step == "join":
        assert operations.add_judge(None, contest, judge.person, JUDGING_AT) is judge
    elif sheet is not None and step == "aside":
        operations.declare_conflict(judge.person, sheet, "family", JUDGING_AT)
        aside.add((judge.id, sheet.idea_id))
        finished.discard((judge.id, sheet.idea_id))
    elif sheet is not None:
        marks = {"need": 7, "market": 5} if step == "mark" else {"need": 3}
        (told,) = syncing.apply_changes(judge.person, [change_of(sheet, marks)], JUDGING_AT)
        assert told.outcome == ("saved" if judge.left_at is None else "refused")
        if told.outcome == "saved":
            pair = (judge.id, sheet.idea_id)
            (finished.add if step == "mark" else finished.discard)(pair)


def give_out(contest):
    """Mend the plan: whole afterwards, or a reason why it can't be."""
    refusal = None
    try:
        operations.assign_sheets(None, contest, JUDGING_AT)
    except DomainError as error:
        refusal = error
    if refusal is not None:
        assert refusal.code == "too_few_judges"
        return
    each = Counter(sheet.idea_id for sheet in living(contest))
    assert len(each) == IDEAS
    assert min(each.values()) >= EACH


def look(contest, finished, aside):
    """What is true at every moment."""
    now = living(contest)
    pairs = [(sheet.judge_id, sheet.idea_id) for sheet in now]
    assert len(pairs) == len(set(pairs))
    assert not aside & set(pairs)
    assert finished <= {pair for pair, sheet in zip(pairs, now, strict=True) if sheet.state == "complete"}
    gone = {judge.id for judge in queries.judges_of(contest) if judge.left_at is not None}
    assert all(sheet.state == SheetState.COMPLETE for sheet in now if sheet.judge_id in gone)

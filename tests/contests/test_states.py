"""Every pair of states is walked: a move of MOVES is made, any other is refused and changes nothing."""

from datetime import timedelta

import pytest

from eventhub.contests import operations, phrases
from eventhub.contests import queries as contest_queries
from eventhub.contests.kinds import AppealOutcome
from eventhub.contests.operations import following, rounds
from eventhub.contests.operations.rounds import GoingThrough
from eventhub.contests.queries import rules
from eventhub.contests.states import CONTEST_MOVES, IDEA_MOVES, ContestState, IdeaState, RefusalReason
from eventhub.database import db
from eventhub.errors import DomainError
from eventhub.mail import OutboxMail
from tests.factories.accounts import a_person
from tests.factories.contests import AT, a_contest, an_idea


def moved(contest, to, at=AT):
    try:
        operations.move(a_person(), contest, to, at)
    except DomainError as refusal:
        return refusal.code
    return "moved"


def test_a_contest_moves_only_as_its_moves_say(app):
    contest = a_contest()
    an_idea(contest)
    for start in ContestState:
        for to in ContestState:
            contest.state = start
            contest.published_at = AT if start == ContestState.PUBLISHED else None
            allowed = to in CONTEST_MOVES[start] or to == start
            assert moved(contest, to) == ("moved" if allowed else "no_such_move"), (start, to)
            assert contest.state == (to if allowed else start)


def test_an_idea_moves_only_as_its_moves_say(app):
    idea = an_idea(a_contest())
    for start in IdeaState:
        for to in IdeaState:
            idea.state = start
            if to in IDEA_MOVES[start]:
                operations.move_idea(idea, to, AT)
                assert idea.state == to
            else:
                with pytest.raises(DomainError, check=lambda error: error.code == "no_such_move"):
                    operations.move_idea(idea, to, AT)
                assert idea.state == start


def test_what_belongs_to_a_state_comes_and_goes_with_it(app):
    idea = an_idea(a_contest(), state=IdeaState.SUBMITTED)
    operations.move_idea(idea, IdeaState.TO_COMPLETE, AT, part="market", note="Who buys?")
    assert (idea.part_to_complete, idea.to_complete) == ("market", "Who buys?")
    operations.move_idea(idea, IdeaState.INELIGIBLE, AT, reason=RefusalReason.INCOMPLETE)
    assert (idea.reason, idea.part_to_complete, idea.to_complete) == ("incomplete", None, None)
    operations.move_idea(idea, IdeaState.ELIGIBLE, AT)
    assert idea.reason is None


def test_every_state_and_reason_has_its_words():
    assert set(phrases.CONTEST_STATES) == set(phrases.CONTEST_KINDS) == set(ContestState)
    assert set(phrases.IDEA_STATES) == set(phrases.IDEA_KINDS) == set(IdeaState)
    assert set(phrases.REASONS) == set(RefusalReason)


def test_judging_waits_until_every_idea_is_screened(app):
    contest = a_contest(state=ContestState.SCREENING, appeal_days=0)
    waiting = an_idea(contest, 1, state=IdeaState.SUBMITTED)
    assert moved(contest, ContestState.JUDGING) == "ideas_unscreened"
    operations.refuse(a_person(), waiting, RefusalReason.DUPLICATE, AT)
    assert moved(contest, ContestState.JUDGING) == "nothing_to_judge"
    an_idea(contest, 2)
    assert moved(contest, ContestState.JUDGING) == "moved"


def test_judging_waits_for_the_days_and_the_answers_of_appeals(app):
    contest, other = (a_contest(state=ContestState.SCREENING, appeal_days=7) for _ in range(2))
    an_idea(contest, 1)
    refused = an_idea(contest, 2, state=IdeaState.SUBMITTED)
    operations.refuse(a_person(), refused, RefusalReason.DUPLICATE, AT)
    operations.refuse(a_person(), an_idea(other, 2, state="submitted"), RefusalReason.DUPLICATE, AT)
    later = AT + timedelta(days=7)
    assert moved(contest, ContestState.JUDGING) == "appeals_open"
    appeal = following.appeal(refused.person, refused, "Ce n’est pas la même idée.", AT)
    assert moved(contest, ContestState.JUDGING, later) == "appeals_wait"
    following.answer_appeal(a_person(), appeal, AppealOutcome.KEPT, "C’est la même.", AT)
    assert moved(contest, ContestState.JUDGING) == "moved"
    an_idea(other, 1)
    assert moved(other, ContestState.JUDGING, later) == "moved"


def test_who_goes_through_changes_in_the_open_once_the_contest_is_announced(app):
    contest = a_contest(state=ContestState.PREPARATION)
    rounds.set_rule(a_person(), contest, GoingThrough("places", 2, {}), None, AT)
    assert moved(contest, ContestState.OPEN) == "moved"
    with pytest.raises(DomainError, check=lambda error: error.code == "no_reason"):
        rounds.set_rule(a_person(), contest, GoingThrough("places", 3, {}), "", AT)
    rounds.set_rule(a_person(), contest, GoingThrough("places", 3, {}), "Une région de plus.", AT)
    assert [(each.number, each.reason) for each in rules.versions_of(contest)] == [
        (2, "Une région de plus."),
        (1, None),
    ]


def test_entrants_are_told_of_a_cancelled_contest_and_until_when_to_appeal(app):
    contest, other = a_contest(appeal_days=7), a_contest()
    for row, number, state in ((contest, 1, "submitted"), (contest, 2, "withdrawn"), (other, 1, "submitted")):
        an_idea(row, number, a_person(email=f"e{row.id}-{number}@example.ma"), state=state)
    operations.refuse(a_person(), contest_queries.living_ideas(contest)[0], RefusalReason.OUT_OF_THEME, AT)
    assert moved(contest, ContestState.CANCELLED) == moved(contest, ContestState.CANCELLED) == "moved"
    mails = db.session.query(OutboxMail).order_by(OutboxMail.id).all()
    told = {"idea_refused", "contest_cancelled"}
    mails = [each for each in mails if each.template in told]
    assert [(each.template, each.to) for each in mails] == [
        ("idea_refused", f"e{contest.id}-1@example.ma"),
        ("contest_cancelled", f"e{contest.id}-1@example.ma"),
    ]
    until = operations.moment(AT + timedelta(days=7), "long")
    assert until.split()[0] in mails[0].text


def test_a_contest_opens_only_before_it_closes(app):
    contest = a_contest(state=ContestState.PREPARATION)
    assert moved(contest, ContestState.OPEN, contest.closes_at) == "closing_day_past"


def test_a_contest_opens_only_with_whole_weights(app):
    contest = a_contest(state=ContestState.PREPARATION, criteria=[])
    assert moved(contest, ContestState.OPEN) == "weights_not_whole"

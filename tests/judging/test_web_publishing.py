"""From sheets to published places: computed, checked again, given once."""

import pytest

from eventhub.contests import certificates
from eventhub.contests import operations as contest_operations
from eventhub.contests import queries as contest_queries
from eventhub.contests.models import Idea
from eventhub.contests.states import ContestState, IdeaState
from eventhub.database import db
from eventhub.errors import DomainError
from eventhub.judging import queries
from eventhub.judging.models import Sheet
from eventhub.judging.operations import publishing
from eventhub.judging.telling import feedback
from eventhub.judging.verification import published_rankings
from eventhub.mail import OutboxMail
from tests.factories.accounts import a_person
from tests.factories.contests import JUDGING_AT, a_contest, a_judged_contest, an_idea


def deliberated(contest, *, prize=True):
    actor = a_person()
    contest_operations.move(actor, contest, ContestState.DELIBERATION, JUDGING_AT)
    publishing.compute_ranking(actor, contest, JUDGING_AT)
    if prize:
        first = contest_queries.results_of(contest)[0]
        publishing.choose_prizes(actor, contest, {first.public_id: 0}, JUDGING_AT)
    return actor


def refused(code):
    return pytest.raises(DomainError, check=lambda error: error.code == code)


def test_the_best_idea_is_first_and_generous_judges_are_seen(app):
    contest = a_judged_contest()
    deliberated(contest)
    results = contest_queries.results_of(contest)
    assert [(result.rank, result.idea.number) for result in results] == [(1, 1), (2, 2), (3, 3), (4, 4)]
    assert all(result.lo90 <= result.score <= result.hi90 for result in results)
    generosity = [judge.generosity for judge in queries.judges_of(contest)]
    assert generosity == sorted(generosity)
    assert generosity[0] < generosity[-1]


def test_publishing_gives_places_prizes_certificates_and_mails_once(app):
    contest = a_judged_contest()
    for number, result in enumerate(queries.eligible_ideas(contest)):
        result.person.email = f"e{number}@example.ma"
    actor = deliberated(contest)
    publishing.publish(actor, contest, JUDGING_AT)
    codes = [result.certificate_code for result in contest_queries.results_of(contest)]
    publishing.publish(actor, contest, JUDGING_AT)
    results = contest_queries.results_of(contest)
    assert [result.idea.state for result in results] == [IdeaState.WINNER, *[IdeaState.RANKED] * 3]
    assert [result.certificate_code for result in results] == codes
    assert len(set(codes)) == 4
    assert (contest.state, contest.published_at) == (ContestState.PUBLISHED, JUDGING_AT)
    assert db.session.query(OutboxMail).filter_by(template="idea_results").count() == 4


def test_a_certificate_tells_a_prize_or_a_place_in_the_first_half(app):
    contest = a_judged_contest()
    publishing.publish(deliberated(contest), contest, JUDGING_AT)
    sheets = [certificates.told(result, 4) for result in contest_queries.results_of(contest)]
    merits = [sheet["by_language"]["fr"]["merit"] for sheet in sheets]
    assert "Premier prix" in merits[0]
    assert "2" in merits[1]
    assert "3" not in merits[2]
    assert merits[2] == merits[3]  # among 4, whoever came third or last


def test_a_stale_ranking_or_one_without_prize_is_not_published(app):
    contest = a_judged_contest()
    actor = deliberated(contest, prize=False)
    with refused("no_prize"):
        publishing.publish(actor, contest, JUDGING_AT)
    first = contest_queries.results_of(contest)[0]
    publishing.choose_prizes(actor, contest, {first.public_id: 0}, JUDGING_AT)
    sheet = db.session.query(Sheet).filter_by(contest_id=contest.id).first()
    sheet.marks = {"need": 0, "market": 0}
    db.session.flush()
    with refused("ranking_stale"):
        publishing.publish(actor, contest, JUDGING_AT)
    publishing.compute_ranking(actor, contest, JUDGING_AT)
    assert [result.prize for result in contest_queries.results_of(contest) if result.prize] == [
        {"fr": "Premier prix"}
    ]


def test_the_best_go_through_to_the_final_each_once(app):
    final = a_contest(level="national", place_codes=[], state=ContestState.PREPARATION)
    an_idea(final, 5)
    contest = a_judged_contest(final_id=final.id, goes_through=2)
    actor = deliberated(contest)
    publishing.publish(actor, contest, JUDGING_AT)
    assert contest_operations.send_through(actor, contest, JUDGING_AT) == []
    there = db.session.query(Idea).filter_by(contest_id=final.id).order_by(Idea.number).all()
    came = [idea for idea in there if idea.from_idea_id]
    assert [idea.number for idea in came] == [6, 7]
    assert [idea.title for idea in came] == [r.idea.title for r in contest_queries.results_of(contest)[:2]]
    assert {idea.state for idea in came} == {IdeaState.ELIGIBLE}


def test_verification_finds_a_changed_sheet_and_a_changed_place(app):
    contest = a_judged_contest()
    publishing.publish(deliberated(contest), contest, JUDGING_AT)
    assert list(published_rankings()) == []
    first = contest_queries.results_of(contest)[0]
    first.rank = 9
    db.session.flush()
    assert [line.split(": ")[1].split(" has")[0] for line in published_rankings()] == [
        f"idea {first.idea.public_id}"
    ]
    first.rank = 1
    sheet = db.session.query(Sheet).filter_by(contest_id=contest.id).first()
    sheet.marks = {"need": 0, "market": 0}
    db.session.flush()
    assert any("sheets are not those" in line for line in published_rankings())


def test_an_entrant_reads_a_sum_that_adds_up_and_every_comment(app):
    contest = a_judged_contest()
    sheet = db.session.query(Sheet).filter_by(contest_id=contest.id).first()
    sheet.comment = "Besoin clair."
    publishing.publish(deliberated(contest), contest, JUDGING_AT)
    told = feedback.feedback_for(sheet.idea)
    e = told.explanation
    assert told.comments == ["Besoin clair."]
    assert e.score == pytest.approx(e.raw + e.generosity + e.doubt + e.scale + e.few_sheets)
    assert [each.name for each in told.criteria] == ["need", "market"]
    gaps = (("need", 8.0), ("market", 5.0), ("impact", 5.2), ("plan", 7.5))
    told.criteria[:] = [feedback.CriterionTold(name, 25, mine, 7.0) for name, mine in gaps]
    assert [told.how(each) for each in told.criteria] == ["strength", "gain", "below", "like"]

"""Who stands aside: neither reads nor votes in the room, is not counted, and may come back with a reason."""

import json

import pytest

from eventhub import clock
from eventhub.accounts.roles import RoleName
from eventhub.audit import AuditEntry
from eventhub.contests import operations as contest_operations
from eventhub.contests import queries as contest_queries
from eventhub.contests.states import ContestState
from eventhub.database import db
from eventhub.errors import DomainError
from eventhub.judging import naming, operations, queries
from eventhub.judging.models import Mask
from eventhub.judging.operations import deliberating, publishing, recording, standing_aside
from eventhub.judging.operations.deliberating import Asked, Said
from eventhub.judging.queries import aside, room
from eventhub.judging.states import SheetState
from eventhub.judging.telling import veiling
from tests.factories.accounts import a_person, signed_in, somebody_with
from tests.factories.contests import JUDGING_AT, a_conflict, a_judged_contest

PRIZES = [{"name": {"fr": "Premier prix"}}]


@pytest.fixture(autouse=True)
def _at():
    with clock.frozen(JUDGING_AT):
        yield


def a_deliberation(**fields):
    contest = a_judged_contest(prizes=PRIZES, **fields)
    queries.judges_of(contest)[0].role = "president"
    contest_operations.move(a_person(), contest, ContestState.DELIBERATION, JUDGING_AT)
    publishing.compute_ranking(a_person(), contest, JUDGING_AT)
    return contest


def refused(code):
    return pytest.raises(DomainError, check=lambda error: error.code == code)


def test_who_stands_aside_neither_reads_nor_votes_and_the_minutes_say_so(app, client):
    contest, elsewhere = a_deliberation(is_blind=False), a_deliberation()
    president, member, third = queries.judges_of(contest)
    a_conflict(queries.judges_of(elsewhere)[1], queries.eligible_ideas(elsewhere)[0])
    first, second, *_others = ideas = queries.eligible_ideas(contest)
    work = f"/work/contests/{contest.slug}/room"
    organizer = somebody_with(RoleName.ORGANIZER, contest.organizer)
    deliberating.discuss(
        organizer, first, Said(is_shortlisted=True, notes="Un secret de la salle."), JUDGING_AT
    )

    signed_in(client, member.person)
    assert "Un secret" in client.get(f"{work}/ideas/{first.public_id}").text
    posted = client.post(f"{work}/ideas/{first.public_id}/aside", data={"reason": "advised"})
    assert posted.status_code == 303
    answer = client.get(f"{work}/ideas/{first.public_id}")
    assert (answer.status_code, "Un secret" in answer.text) == (403, False)
    assert str(first.title) not in client.get(work).text
    assert client.get(f"{work}/record.json").status_code == 303
    assert not publishing.is_current(contest, queries.computed_ranking(contest))
    publishing.compute_ranking(organizer, contest, JUDGING_AT)

    signed_in(client, organizer)
    client.post(
        f"{work}/motions", data={"question": "Laquelle ?", "ideas": [first.public_id, second.public_id]}
    )
    [motion] = room.motions_of(contest)
    assert (motion.ideas, motion.options) == ([first, second], ["001", "002"])
    with refused("stands_aside"):
        deliberating.vote(member, motion, 0, JUDGING_AT)
    for judge in (president, third):
        deliberating.vote(judge, motion, 0, JUDGING_AT)
    assert "Ont voté\N{NO-BREAK SPACE}: 2 sur 2" in client.get(work).text
    deliberating.close_motion(organizer, motion, JUDGING_AT)

    row = deliberating.deliberation_for(contest, JUDGING_AT)
    record = recording.record_of(contest, row)
    assert record["motions"][0]["aside"] == [member.public_id]
    assert record["motions"][0]["entitled"] == 2
    assert [member.public_id, first.public_id, "declared", "advised"] in record["conflicts"]
    assert recording.recomputed(recording.canonical(record)) == recording.canonical(record)
    seen = json.dumps(veiling.veiled(record, veiling.veil_over(contest, member)), ensure_ascii=False)
    assert "Un secret" not in seen
    assert str(first.title) not in seen
    assert str(second.title) in seen
    assert client.get(f"{work}/minutes.pdf?lang=fr").data.startswith(b"%PDF")
    assert len(ideas) == 4


def test_words_name_ideas_and_a_president_who_stands_aside_leaves_them_to_the_others(app):
    contest = a_deliberation()
    president, member, _third = queries.judges_of(contest)
    first, second, *_others = queries.eligible_ideas(contest)
    actor = somebody_with(RoleName.ORGANIZER, contest.organizer)
    texts = (f"Entre {first.title} et l'idée 002 ?", "Budget : 003 000")
    known = {each.id: naming.Known(each.code, tuple(each.title.values())) for each in (first, second)}
    assert naming.named(texts, known) == {first.id, second.id}
    secret = deliberating.put_motion(actor, contest, Asked(texts[0], ["a", "b"], is_secret=True), JUDGING_AT)
    for judge in (president, member):
        deliberating.vote(judge, secret, 1, JUDGING_AT)
    standing_aside.stand_aside(president, first, "family", JUDGING_AT)
    assert (secret.tally, secret.voters) == ([0, 0], [])
    for act in (
        lambda: deliberating.vote(president, secret, 0, JUDGING_AT),
        lambda: deliberating.close_motion(president.person, secret, JUDGING_AT),
        lambda: deliberating.discuss(president.person, first, Said(is_shortlisted=True), JUDGING_AT),
        lambda: deliberating.put_motion(president.person, contest, Asked("001 ?", ["a", "b"]), JUDGING_AT),
    ):
        with refused("stands_aside"):
            act()
    deliberating.vote(member, secret, 0, JUDGING_AT)
    assert secret.tally == [1, 0]


def test_a_blind_jury_reads_no_name_in_questions_or_minutes_before_the_results(app, client):
    contest = a_deliberation(is_blind=True)
    president, *_others = queries.judges_of(contest)
    idea = queries.eligible_ideas(contest)[0]
    idea.title = {"fr": "Fromagerie Tazarine au village"}
    db.session.add(Mask(idea_id=idea.id, words="Tazarine", is_hidden=True, created_at=JUDGING_AT))
    actor = somebody_with(RoleName.ORGANIZER, contest.organizer)
    deliberating.put_motion(actor, contest, Asked("Tazarine d'abord ?", ["Tazarine", "Non"]), JUDGING_AT)
    record = recording.record_of(contest, deliberating.deliberation_for(contest, JUDGING_AT))
    assert "Tazarine" in json.dumps(record)
    read = json.dumps(veiling.veiled(record, veiling.veil_over(contest, president)), ensure_ascii=False)
    assert "Tazarine" not in read
    assert str(idea.owner_name) not in read
    assert veiling.veiled(record, veiling.veil_over(contest, None)) == record
    signed_in(client, president.person)
    assert "Tazarine" not in client.get(f"/work/contests/{contest.slug}/room").text
    contest.state, contest.published_at = ContestState.PUBLISHED, JUDGING_AT
    assert not veiling.veil_over(contest, president).covers


def test_an_organizer_lifts_what_was_found_and_only_the_judge_what_was_declared(app, client):
    contest = a_judged_contest()
    actor = somebody_with(RoleName.ORGANIZER, contest.organizer)
    judge, other, _third = queries.judges_of(contest)
    idea, second, third, _last = queries.eligible_ideas(contest)
    found = a_conflict(judge, idea)
    sheet = next(each for each in queries.sheets_of_judge(judge) if each.idea_id == idea.id)
    operations.move_sheet(sheet, SheetState.RECUSED, JUDGING_AT)
    declared = next(each for each in queries.sheets_of_judge(judge) if each.idea_id == second.id)
    operations.declare_conflict(judge.person, declared, "family", JUDGING_AT)
    certain = a_conflict(judge, third, reason="own_idea")

    signed_in(client, actor)
    work = f"/work/contests/{contest.slug}/jury/{judge.public_id}"
    address, field = f"{work}/conflicts/{found.public_id}/lift", f"{found.public_id}-because"
    assert client.post(address, data={field: ""}).status_code == 422
    assert client.post(address, data={field: "Un homonyme."}).status_code == 303
    assert sheet.state == SheetState.COMPLETE
    assert aside.judges_aside(contest) == {second.id: {judge.id}, third.id: {judge.id}}
    assert "Un homonyme." in client.get(work).text
    own = aside.conflict_between(judge.id, second.id)
    for conflict, code in ((own, "declared"), (certain, "certain")):
        with refused(code):
            standing_aside.lift(actor, conflict, "Non.", JUDGING_AT)
    assert (
        client.post(address.replace(judge.public_id, other.public_id), data={field: "x" * 9}).status_code
        == 404
    )

    signed_in(client, other.person)
    back = f"/judge/{contest.slug}/conflicts/{own.public_id}/take-back"
    assert client.post(back, data={f"{own.public_id}-because": "Pas le mien"}).status_code == 404
    signed_in(client, judge.person)
    assert client.post(back, data={f"{own.public_id}-because": "Trompé de numéro"}).status_code == 303
    assert declared.state == SheetState.COMPLETE
    actions = [entry.action for entry in db.session.query(AuditEntry)]
    assert actions.count("judging:conflict:lifted") == 2

    publishing.compute_ranking(actor, contest, JUDGING_AT)
    contest.state = ContestState.DELIBERATION
    record = recording.record_of(contest, deliberating.deliberation_for(contest, JUDGING_AT))
    assert sorted(each[4] for each in record["lifted"]) == ["Trompé de numéro", "Un homonyme."]
    assert len(contest_queries.results_of(contest)) == 4
    assert operations.find_conflicts(contest) == 0

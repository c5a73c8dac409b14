"""The jury's room: the line, votes, minutes that compute again to the same bytes, a signature that holds."""

import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from pypdf import PdfReader

from eventhub import clock
from eventhub.accounts.roles import RoleName
from eventhub.cli import cli
from eventhub.contests import operations as contest_operations
from eventhub.contests import queries as contest_queries
from eventhub.contests.states import ContestState
from eventhub.database import db
from eventhub.errors import BadInput, DomainError
from eventhub.judging import queries, verification
from eventhub.judging.commands import verify_record
from eventhub.judging.operations import publishing, recording
from eventhub.judging.queries import room
from eventhub.judging.ranking.borderline import Place, Standing, line_of
from tests.factories.accounts import a_person, signed_in, somebody_with
from tests.factories.contests import JUDGING_AT, a_contest, a_judge, a_judged_contest, a_sheet, an_idea

TWO_PRIZES = [{"name": {"fr": "Premier prix"}}, {"name": {"fr": "Deuxième prix"}}]


@pytest.fixture(autouse=True)
def _at():
    with clock.frozen(JUDGING_AT):
        yield


@pytest.fixture
def deliberating(app):
    contest = a_judged_contest(prizes=TWO_PRIZES)
    a_judged_contest()
    queries.judges_of(contest)[0].role = "president"
    contest_operations.move(a_person(), contest, ContestState.DELIBERATION, JUDGING_AT)
    publishing.compute_ranking(a_person(), contest, JUDGING_AT)
    return contest


def test_the_line_of_the_prizes_tells_the_sure_from_those_to_talk_about():
    places = [
        Place("a", 1, 9.0, 8.6, 9.4, 1),
        Place("b", 2, 7.0, 6.4, 7.6, 3),
        Place("c", 3, 6.6, 6.0, 7.2, 2),
        Place("d", 4, 3.0, 2.6, 3.4, 4),
    ]
    line = line_of(places, 2)
    assert line.cut == pytest.approx(6.8)
    assert line.standing == {"a": Standing.IN, "b": Standing.LINE, "c": Standing.LINE, "d": Standing.OUT}
    assert line.differing == {"b", "c"}
    assert line_of([Place("a", 1, 5, 4, 6), Place("b", 1, 5, 4, 6)], 1).ties == (("a", "b"),)
    assert line_of(places, 9).cut is None


def press(client, contest, way, **data):
    return client.post(f"/work/contests/{contest.slug}/room/{way}", data=data, follow_redirects=True).text


def test_a_jury_talks_votes_signs_and_the_record_computes_again(app, client, deliberating, tmp_path):
    contest = deliberating
    organizer = somebody_with(RoleName.ORGANIZER, contest.organizer)
    president, member, _third = queries.judges_of(contest)
    results = contest_queries.results_of(contest)
    swapped = {results[1].public_id: 0, results[0].public_id: 1}
    publishing.choose_prizes(organizer, contest, swapped, JUDGING_AT)

    signed_in(client, organizer)
    assert "La salle" not in press(client, contest, "minutes", place="Safi", remarks="Débat serré.")
    assert "entre deux et huit" in press(client, contest, "motions", question="Laquelle ?", options="A")
    press(client, contest, "motions", question="Laquelle ?", options="A\nB", is_secret="y")
    motion = room.motions_of(contest)[0]

    signed_in(client, member.person)
    for _ in range(2):
        press(client, contest, f"motions/{motion.public_id}/vote", choice="1")
    db.session.refresh(motion)
    assert motion.tally == [0, 1]
    assert [voter.choice for voter in motion.voters] == [None]

    signed_in(client, president.person)
    assert "encore ouvert" in press(client, contest, "sign")
    press(client, contest, f"motions/{motion.public_id}/close")
    assert "du classement." in press(client, contest, "sign")
    for result in results[:2]:
        press(client, contest, f"ideas/{result.idea.public_id}", reason="More jobs.", is_shortlisted="y")
    assert "est signé" in press(client, contest, "sign")

    signed_in(client, organizer)
    page = client.get(f"/work/contests/{contest.slug}/room/record.json")
    row = room.deliberation_of(contest)
    assert page.data.decode() == row.record
    assert recording.recomputed(row.record) == row.record
    older = recording.canonical(json.loads(row.record) | {"format": "eventhub-minutes-1"})
    assert recording.recomputed(recording.recomputed(older)) == recording.recomputed(older)
    assert list(verification.signed_minutes()) == []
    assert client.get(f"/work/contests/{contest.slug}/room/minutes.pdf?lang=ar").data.startswith(b"%PDF")
    assert client.get(f"/minutes/{row.digest[:20]}").status_code == 200
    assert client.get("/minutes/0000000000000000000a").status_code == 404

    with pytest.raises(DomainError, check=lambda error: error.code == "minutes_signed"):
        publishing.choose_prizes(organizer, contest, {}, JUDGING_AT)
    kept = tmp_path / "record.json"
    kept.write_bytes(page.data)
    assert_verified(kept, 0, "same bytes")
    changed = json.loads(page.data)
    marks = changed["sheets"][0]["marks"]
    marks["need"] = (marks["need"] + 4) % 11
    kept.write_text(recording.canonical(changed), encoding="utf-8")
    assert_verified(kept, 1, "another ranking")
    kept.write_text("{}", encoding="utf-8")
    with pytest.raises(BadInput, match="not a jury's record"):
        verify_record(kept)


def in_two_parts(organizer):
    """Four ideas of two judges, four of two others who give more; every plain mean is another."""
    contest = a_contest(organizer, state=ContestState.JUDGING, prizes=TWO_PRIZES)
    judges = [a_judge(contest) for _ in range(4)]
    for number in range(8):
        idea = an_idea(contest, number + 1)
        for judge in judges[:2] if number < 4 else judges[2:]:
            marks = {
                "need": number % 4 + 2 + 2 * (number > 3),
                "market": 3 + number // 2 + judges.index(judge) % 2,
            }
            a_sheet(judge, idea, marks=marks, state="complete", version=1, changed_at=JUDGING_AT)
    contest_operations.move(a_person(), contest, ContestState.DELIBERATION, JUDGING_AT)
    return contest, publishing.compute_ranking(a_person(), contest, JUDGING_AT)


def test_a_jury_in_parts_reads_so_with_the_plain_mean_beside(app, client, deliberating):
    """In the room, on the ranking and in the minutes; a jury that shares its ideas reads nothing of it."""
    contest, computed = in_two_parts(deliberating.organizer)
    assert (computed.used, computed.cautions) == ("fair", ["several_parts"])
    results = contest_queries.results_of(contest)
    by_mean = publishing.places_by_mean(results, computed)
    assert sorted(by_mean.values()) == list(range(1, 9))
    assert by_mean == {
        each.idea.public_id: 1 + sum(other.raw > each.raw for other in results) for each in results
    }
    means = [f"{each.raw:.2f}".replace(".", ",") for each in results]

    signed_in(client, somebody_with(RoleName.ORGANIZER, contest.organizer))
    for one in (contest, deliberating):
        work = f"/work/contests/{one.slug}"
        room_page, ranking = (client.get(f"{work}/{page}").text for page in ("room", "ranking"))
        paper = PdfReader(io.BytesIO(client.get(f"{work}/room/minutes.pdf?lang=fr").data))
        minutes = " ".join(" ".join(page.extract_text() for page in paper.pages).split())
        for told in (room_page, ranking, minutes):
            assert ("groupes sans idée commune" in told) == (one is contest)
            assert all(mean in told for mean in means) == (one is contest)


def assert_verified(path: Path, code: int, words: str):
    answer = CliRunner().invoke(cli, ["verify", str(path)])
    assert answer.exit_code == code, answer.output
    assert words in answer.output


def test_the_room_asks_as_many_questions_for_four_ideas_as_for_nine(app, client, deliberating, count_queries):
    many = a_judged_contest(deliberating.organizer, ideas=9, state=ContestState.DELIBERATION)
    publishing.compute_ranking(a_person(), many, JUDGING_AT)
    slugs = (deliberating.slug, many.slug)
    signed_in(client, somebody_with(RoleName.ORGANIZER, deliberating.organizer))
    client.get(f"/work/contests/{slugs[0]}/room")
    counts = []
    for slug in slugs:
        db.session.commit()
        db.session.expire_all()
        with count_queries() as asked:
            assert client.get(f"/work/contests/{slug}/room").status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_results_wait_for_a_signature_and_another_member_may_be_named(app, client, deliberating):
    contest = deliberating
    organizer = somebody_with(RoleName.ORGANIZER, contest.organizer)
    _president, member, other = queries.judges_of(contest)
    results = contest_queries.results_of(contest)
    chosen = {row.public_id: place for place, row in enumerate(results[:2])}
    publishing.choose_prizes(organizer, contest, chosen, JUDGING_AT)
    signed_in(client, organizer)
    work = f"/work/contests/{contest.slug}"
    client.post(f"{work}/publish", data={"publish": "1"})
    assert contest.state == ContestState.DELIBERATION
    assert f"{work}/room#minutes" in client.get(f"{work}/ranking").text
    assert client.post(f"{work}/signer", data={"judge": member.public_id, "reason": ""}).status_code == 422
    for _twice in range(2):
        named = client.post(f"{work}/signer", data={"judge": member.public_id, "reason": "En voyage"})
        assert named.status_code == 303
    signed_in(client, other.person)
    assert client.post(f"{work}/room/sign").status_code == 403
    signed_in(client, member.person)
    press(client, contest, "sign")
    kept = room.deliberation_of(contest)
    assert (kept.signed_by, kept.signer_reason) == (member, "En voyage")
    assert '"signer":{' in kept.record
    assert not publishing.lacks_signature(contest)
    signed_in(client, organizer)
    client.post(f"{work}/publish", data={"publish": "1"})
    assert contest.state == ContestState.PUBLISHED
    assert not list(verification.published_rankings())

"""A published ranking found wrong: put right, signed again, published in one act; both records stay true."""

import json

import pytest
import sqlalchemy as sa

from eventhub import clock
from eventhub.accounts.roles import RoleName
from eventhub.contests import operations as contest_operations
from eventhub.contests import queries as contest_queries
from eventhub.contests.models import Contest, GrantEntry, Idea, ReplacedCertificate
from eventhub.contests.operations import granting
from eventhub.contests.states import ContestState, IdeaState, RefusalReason
from eventhub.database import db
from eventhub.errors import DomainError
from eventhub.judging import queries, verification
from eventhub.judging.commands import verify_record
from eventhub.judging.models import Amendment, Rectification, Sheet
from eventhub.judging.operations import (
    deliberating,
    publishing,
    recording,
    rectified,
    rectifying,
    republishing,
)
from eventhub.judging.papers import letters
from eventhub.judging.queries import aside, room
from eventhub.judging.queries import rectifying as reads
from eventhub.judging.states import RECTIFICATION_MOVES, RectificationState, SheetState
from eventhub.mail import OutboxMail
from tests.factories.accounts import a_person, signed_in, somebody_with
from tests.factories.contests import JUDGING_AT, a_contest, a_judged_contest

PRIZES = [
    {"name": {"fr": "Premier prix"}, "amount": 100_000},
    {"name": {"fr": "Deuxième prix"}, "amount": None},
]
WHY = "Une feuille papier saisie pour une autre idée."


@pytest.fixture(autouse=True)
def _at():
    with clock.frozen(JUDGING_AT):
        yield


def published(**fields) -> Contest:
    """Four ideas by three judges, idea 1 the best; prizes to the first two, minutes signed; a neighbour."""
    contest = a_judged_contest(prizes=PRIZES, **fields)
    a_judged_contest()
    queries.judges_of(contest)[0].role = "president"
    actor = a_person()
    for number, idea in enumerate(queries.eligible_ideas(contest)):
        idea.person.email = f"e{number}@example.ma"
    contest_operations.move(actor, contest, ContestState.DELIBERATION, JUDGING_AT)
    publishing.compute_ranking(actor, contest, JUDGING_AT)
    first, second = contest_queries.results_of(contest)[:2]
    publishing.choose_prizes(actor, contest, {first.public_id: 0, second.public_id: 1}, JUDGING_AT)
    deliberating.sign(queries.judges_of(contest)[0], JUDGING_AT)
    publishing.publish(actor, contest, JUDGING_AT)
    return contest


def refused(code):
    return pytest.raises(DomainError, check=lambda error: error.code == code)


def sheet_of(contest, number, judge=1) -> Sheet:
    query = sa.select(Sheet).join(Sheet.idea).where(Idea.contest_id == contest.id, Idea.number == number)
    return db.session.scalars(query.order_by(Sheet.judge_id)).all()[judge]


def places(contest):
    return [(each.rank, each.idea.number) for each in contest_queries.results_of(contest)]


def righted(contest, actor, number=4, mark=10):
    """Every sheet of an idea as if it had been keyed for the worst by mistake."""
    for judge in range(3):
        marks = dict.fromkeys(("need", "market"), mark)
        rectifying.right_sheet(actor, sheet_of(contest, number, judge), marks, "Très bien.", JUDGING_AT)


def told_by_mail():
    query = sa.select(OutboxMail.to).where(OutboxMail.template == "idea_rectified")
    return sorted(db.session.scalars(query))


def complaints():
    return [
        *verification.signed_minutes(),
        *verification.rectified_minutes(),
        *verification.published_rankings(),
    ]


def test_nothing_published_changes_before_the_second_record_is_signed_and_published(app, tmp_path):
    contest, actor = published(), a_person()
    before, codes = places(contest), [r.certificate_code for r in contest_queries.results_of(contest)]
    first = room.deliberation_of(contest)
    row = rectifying.begin(actor, contest, WHY, JUDGING_AT)
    assert rectifying.begin(actor, contest, "Again", JUDGING_AT) is row
    assert (row.version, row.reason) == (2, WHY)
    president = queries.president_of(contest)
    with refused("nothing_righted"):
        rectifying.sign(president, JUDGING_AT)
    righted(contest, actor)
    righted(contest, actor)
    assert len(row.amendments) == 3
    kept = sheet_of(contest, 4)
    assert row.amendments[1].before["marks"] == kept.marks != row.amendments[1].marks
    with refused("not_signed"):
        republishing.publish(actor, contest, JUDGING_AT)
    with refused("not_president"):
        rectifying.sign(queries.judges_of(contest)[1], JUDGING_AT)
    rectifying.sign(president, JUDGING_AT)
    assert rectifying.sign(president, JUDGING_AT) is row
    with refused("minutes_signed"):
        rectifying.right_sheet(actor, kept, {"need": 1, "market": 1}, "", JUDGING_AT)
    assert (places(contest), complaints(), told_by_mail()) == (before, [], [])

    republishing.publish(actor, contest, JUDGING_AT)
    republishing.publish(actor, contest, JUDGING_AT)
    assert places(contest) == [(1, 4), (2, 1), (3, 2), (4, 3)]
    results = contest_queries.results_of(contest)
    assert [(r.prize or {}).get("fr") for r in results] == ["Premier prix", "Deuxième prix", None, None]
    assert [r.idea.state for r in results] == [IdeaState.WINNER] * 2 + [IdeaState.RANKED] * 2
    assert (kept.marks, kept.comment, kept.version) == ({"need": 10, "market": 10}, "Très bien.", 2)
    assert told_by_mail() == [f"e{number}@example.ma" for number in range(4)]
    old = db.session.scalars(sa.select(ReplacedCertificate)).all()
    assert {each.code for each in old} <= set(codes)
    assert {each.idea.number for each in old} == {1, 2, 4}, "the third in four reads the same as before"
    assert complaints() == []

    assert room.deliberation_of(contest) is first
    assert_both_recompute(first.record, row.record, tmp_path)
    moved = {each["idea"]: each["rank"] for each in rectified.told_of(row)["places"]}
    assert {results[0].idea.public_id: [4, 1]}.items() <= moved.items()
    assert [len(letters.binding_of_changed(contest).parts[0].pages), letters.binding_of(contest).pages] == [
        4,
        4,
    ]

    kept.marks = {"need": 1, "market": 10}
    db.session.flush()
    assert any("version 2: the sheets are not those" in line for line in complaints())


def assert_both_recompute(first, second, folder):
    """The second names the first and gives its sheets back; each gives the same bytes, a false one not."""
    record = json.loads(second)
    part = record["rectifies"]
    assert part["digest"] == recording.digest_of(first)
    former = recording.former_marks([queries.Marks(**each) for each in record["sheets"]], part)
    told = [queries.Marks(**each) for each in json.loads(first)["sheets"]]
    assert publishing.digest_of(former) == publishing.digest_of(told)
    part["places"][0]["rank"] = [9, 9]
    texts = {first: True, second: True, recording.canonical(record): False}
    for number, (text, is_true) in enumerate(texts.items()):
        (folder / f"{number}.json").write_text(text, encoding="utf-8")
        assert verify_record(folder / f"{number}.json") is is_true


def test_a_sheet_left_out_and_an_idea_not_admissible(app):
    final = a_contest(level="national", place_codes=[], state=ContestState.PREPARATION)
    contest, actor = published(final_id=final.id, goes_through=1), a_person()
    row = rectifying.begin(actor, contest, WHY, JUDGING_AT)
    best, sheet = sheet_of(contest, 1).idea, sheet_of(contest, 2, 2)
    code = best.result.certificate_code
    rectifying.leave_out(actor, sheet, "family", JUDGING_AT)
    for judge in range(3):
        rectifying.leave_out(actor, sheet_of(contest, 3, judge), "other", JUDGING_AT)
    with refused("no_sheet_left"):
        republishing.publish(actor, contest, JUDGING_AT)
    for each in row.amendments[2:]:
        rectifying.take_back(actor, contest, each, JUDGING_AT)
    rectifying.take_back(actor, contest, row.amendments[1], JUDGING_AT)
    rectifying.find_ineligible(actor, best, RefusalReason.DUPLICATE, JUDGING_AT)
    through = rectified.gone_through(contest, rectified.standing_of(contest, row))
    assert [[idea.number for idea in some] for some in (through.went, through.lack)] == [[1], [2]]
    rectifying.sign(queries.president_of(contest), JUDGING_AT)
    sent = db.session.query(Idea).filter_by(contest_id=final.id).count()
    republishing.publish(actor, contest, JUDGING_AT)
    assert places(contest) == [(1, 2), (2, 3), (3, 4)]
    assert (best.state, best.reason, best.result) == (IdeaState.INELIGIBLE, "duplicate", None)
    gone = db.session.query(ReplacedCertificate).filter_by(code=code).one()
    assert (gone.result, gone.idea, gone.said["rank"]) == (None, best, 1)
    assert sheet.state == SheetState.RECUSED
    assert aside.is_aside(sheet.judge.person_id, sheet.idea_id)
    assert db.session.query(Idea).filter_by(contest_id=final.id).count() == sent == 1
    assert complaints() == []

    second = rectifying.begin(actor, contest, "Encore.", JUDGING_AT)
    assert second.version == 3
    righted(contest, actor)
    rectifying.sign(queries.president_of(contest), JUDGING_AT)
    republishing.publish(actor, contest, JUDGING_AT)
    assert json.loads(second.record)["rectifies"]["digest"] == row.digest
    assert complaints() == []


def test_what_is_not_whole_is_neither_signed_nor_published(app):
    contest, actor = published(), a_person()
    president, row = queries.president_of(contest), rectifying.begin(actor, contest, WHY, JUDGING_AT)
    with refused("no_reason"):
        rectifying.begin(actor, contest, " ", JUDGING_AT)
    sheet = sheet_of(contest, 4)
    with refused("marks_missing"):
        rectifying.right_sheet(actor, sheet, {"need": 5}, "", JUDGING_AT)
    with refused("bad_mark"):
        rectifying.right_sheet(actor, sheet, {"need": 5, "market": 11}, "", JUDGING_AT)
    righted(contest, actor)
    rectifying.right_sheet(actor, sheet, sheet.marks, sheet.comment or "", JUDGING_AT)
    assert len(row.amendments) == 2, "as it was takes it back"
    ideas = {idea.number: idea.public_id for idea in queries.eligible_ideas(contest)}
    last = rectifying.Words(WHY, prizes={ideas[3]: 0, ideas[4]: 1})
    rectifying.write(actor, contest, last, JUDGING_AT)
    with refused("reason_missing"):
        rectifying.sign(president, JUDGING_AT)
    rectifying.write(actor, contest, rectifying.Words(WHY, remarks="Décidé à l’unanimité."), JUDGING_AT)
    [grant] = granting.award(actor, contest, JUDGING_AT)
    entry = GrantEntry(grant=grant, kind="paid", amount=5, on=JUDGING_AT.date(), words="", entry_id="e" * 12)
    db.session.add(entry)
    db.session.flush()
    with refused("money_moved"):
        rectifying.sign(president, JUDGING_AT)
    db.session.delete(entry)
    db.session.flush()
    db.session.refresh(grant)
    rectifying.sign(president, JUDGING_AT)
    sheet_of(contest, 1).marks = {"need": 0, "market": 0}
    db.session.flush()
    with refused("record_stale"):
        republishing.publish(actor, contest, JUDGING_AT)
    rectifying.unsign(president, JUDGING_AT)
    rectifying.drop(actor, contest, JUDGING_AT)
    assert rectifying.drop(actor, contest, JUDGING_AT) is None
    assert (row.state, row.record, row.signed_at) == (RectificationState.DROPPED, None, None)
    with refused("not_rectifying"):
        republishing.publish(actor, contest, JUDGING_AT)
    assert rectifying.begin(actor, contest, WHY, JUDGING_AT).version == 2


def test_a_rectification_moves_only_as_its_moves_say_and_one_is_under_way(app):
    contest = published()
    row = rectifying.begin(a_person(), contest, WHY, JUDGING_AT)
    for start in RectificationState:
        for to in RectificationState:
            with db.session.no_autoflush:
                row.state = start
                if to in RECTIFICATION_MOVES[start]:
                    rectifying.move(row, to)
                else:
                    with refused("no_such_move"):
                        rectifying.move(row, to)
                assert row.state == (to if to in RECTIFICATION_MOVES[start] else start)
    row.state = RectificationState.OPEN
    db.session.flush()
    same = {"contest_id": contest.id, "organizer_id": contest.organizer_id, "reason": "x"}
    for wrong in (
        {"version": 3},  # two under way
        {"version": 2, "state": "published", "record": "{}", "digest": "d", "ended_at": JUDGING_AT},
        {"version": 1, "state": "dropped", "ended_at": JUDGING_AT},
        {"version": 4, "state": "signed", "record": "{}", "digest": "d"},
    ):
        with pytest.raises(sa.exc.IntegrityError), db.session.begin_nested():
            db.session.execute(sa.insert(Rectification).values(**same, **wrong))


def test_the_pages_from_the_reason_to_both_minutes(app, client):
    contest = published()
    organizer, president = somebody_with(RoleName.ORGANIZER, contest.organizer), queries.president_of(contest)
    here, sheet = f"/work/contests/{contest.slug}/rectification", sheet_of(contest, 4)
    old = contest_queries.results_of(contest)[3].certificate_code

    def press(way="", **data):
        return client.post(f"{here}{way}", data=data, follow_redirects=True).text

    signed_in(client, president.person)
    assert client.post(here, data={"reason": WHY}).status_code == 403
    signed_in(client, organizer)
    assert client.post(here, data={"reason": ""}).status_code == 422
    assert WHY in press(reason=WHY)
    assert sheet.judge.person.name["fr"] in client.get(f"{here}/ideas/{sheet.idea.public_id}").text
    marks = {"mark-need": 10, "mark-market": 10, "comment": "Bien."}
    answer = client.post(f"{here}/sheets/{sheet.public_id}", data={"mark-need": 3})
    assert answer.status_code == 422
    for judge in range(3):
        press(f"/sheets/{sheet_of(contest, 4, judge).public_id}", **marks)
    press(f"/sheets/{sheet_of(contest, 3).public_id}/leave-out", reason="family")
    press(f"/ideas/{sheet_of(contest, 2).idea.public_id}", refusal_reason="duplicate")
    press("/minutes", reason=WHY, remarks="Vu.", place="Safi")
    assert db.session.query(Amendment).count() == 5
    other = queries.judges_of(contest)[1]
    press("/signer", judge=other.public_id, reason="En mission.")
    signed_in(client, other.person)
    press("/sign")
    row = reads.under_way(contest)
    assert (row.state, row.signed_by) == (RectificationState.SIGNED, other)
    signed_in(client, organizer)
    press("/publish")
    press("/publish")
    shown = client.get(f"/contests/{contest.slug}/results").text
    first = room.deliberation_of(contest)
    assert WHY in shown
    for digest in (first.digest, row.digest):
        assert f"/minutes/{digest[:20]}" in shown
        assert WHY in client.get(f"/minutes/{digest[:20]}").text
    assert client.get(f"/certificates/{old}").status_code == 200
    papers = f"/work/contests/{contest.slug}/rectifications"
    made = client.get(f"{papers}/{row.public_id}/record.json")
    assert made.data.decode() == row.record
    assert client.get(f"{papers}/nothing/record.json").status_code == 404
    paper = client.get(f"{papers}/{row.public_id}/minutes.pdf?lang=ar")
    assert paper.data.startswith(b"%PDF")
    assert client.get(f"/work/contests/{contest.slug}/rectified.pdf").data.startswith(b"%PDF")
    mails = db.session.scalars(
        sa.select(OutboxMail.text).where(OutboxMail.template == "idea_rectified")
    ).all()
    assert all(WHY in text for text in mails)
    assert len(mails) == 3, "the third stays third"

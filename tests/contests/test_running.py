"""Running a contest: versions of rules, several at once, appeals, coaching, rounds, grants, the bank."""

import csv
import io
import re
from datetime import timedelta

import pytest

from eventhub import clock, storage
from eventhub.accounts.roles import RoleName
from eventhub.contests import operations
from eventhub.contests.kinds import FileKind
from eventhub.contests.models import (
    BankMessage,
    CoachingBooking,
    Contest,
    Grant,
    Idea,
    IdeaAppeal,
    IdeaFile,
    IdeaMessage,
    Result,
    RulesVersion,
)
from eventhub.contests.operations import coaching, files, rounds
from eventhub.contests.queries import coaching as coaching_reads
from eventhub.contests.queries import writing
from eventhub.contests.queries.twins import twins_of
from eventhub.contests.states import ContestState, IdeaState
from eventhub.database import db
from eventhub.errors import DomainError
from eventhub.mail import OutboxMail
from eventhub.storage import StoredFile
from tests.factories.accounts import a_person, signed_in, somebody_with
from tests.factories.contest_life import SOUND, a_funder, a_session_of_coaching, saved
from tests.factories.contests import AT, a_contest, an_idea


@pytest.fixture(autouse=True)
def _at():
    with clock.frozen(AT):
        yield


def refused(code):
    return pytest.raises(DomainError, check=lambda error: error.code == code)


def test_rules_are_published_on_opening_and_change_only_with_a_reason(client, app):
    contest = a_contest(state=ContestState.PREPARATION, rules={"fr": "Une idée par projet."})
    organizer, entrant = somebody_with(RoleName.ORGANIZER, contest.organizer), a_person(email="e@e.ma")
    operations.move(organizer, contest, ContestState.OPEN, AT)
    idea = an_idea(contest, person=entrant, state=IdeaState.DRAFT)
    an_idea(a_contest(), person=a_person(email="autre@e.ma"))
    changed = {"rules": {"fr": "Deux idées par projet."}, "closes_at": contest.closes_at + timedelta(days=7)}
    with refused("no_reason"):
        operations.change(organizer, contest, changed, AT)
    operations.change(organizer, contest, changed, AT + timedelta(hours=1), "Beaucoup le demandent.")
    operations.change(organizer, contest, {"about": {"fr": "Autrement dit."}}, AT)
    versions = db.session.query(RulesVersion).filter_by(contest_id=contest.id).order_by(RulesVersion.number)
    assert [(row.number, row.reason) for row in versions] == [(1, None), (2, "Beaucoup le demandent.")]
    old = client.get(f"/contests/{contest.slug}/rules?version=1").text
    assert "Une idée par projet." in old
    now = client.get(f"/contests/{contest.slug}/rules").text
    assert "<del>Une</del><ins>Deux</ins>" in now
    assert "<del>31</del><ins>7</ins>" in now
    assert [mail.to for mail in db.session.query(OutboxMail).filter_by(template="rules_changed")] == [
        "e@e.ma"
    ]
    signed_in(client, entrant)
    assert "Beaucoup le demandent." in client.get(f"/ideas/{idea.public_id}").text


def test_several_ideas_are_decided_after_a_preview_and_written_to_once(client, app):
    contest = a_contest()
    waiting = [an_idea(contest, n, a_person(email=f"e{n}@e.ma"), state="submitted") for n in (1, 2)]
    drafted, foreign = an_idea(contest, 3, state=IdeaState.DRAFT), an_idea(a_contest(), 1, state="submitted")
    gone = an_idea(contest, 4, state=IdeaState.WITHDRAWN)
    signed_in(client, somebody_with(RoleName.ORGANIZER, contest.organizer))
    names = [row.public_id for row in (*waiting, drafted, foreign, gone)]
    where = f"/work/contests/{contest.slug}/decide"
    before = client.get(where, query_string={"ids": names, "deed": "admit"})
    assert 'name="deed" value="admit"' in before.text
    assert {row.state for row in waiting} == {IdeaState.SUBMITTED}
    unsaid = client.post(where, data={"ids": names, "deed": "refuse", "sure": "yes"})
    assert unsaid.status_code == 422
    client.post(where, data={"ids": names, "deed": "admit", "sure": "yes"})
    states = [row.state for row in (*waiting, drafted, foreign, gone)]
    assert states == ["eligible", "eligible", "draft", "submitted", "withdrawn"]
    letter = {"ids": names[:2], "deed": "write", "words": "Venez mardi.", "sending": "s1", "sure": "yes"}
    client.post(where, data=letter)
    client.post(where, data=letter)
    assert db.session.query(IdeaMessage).count() == 2
    assert db.session.query(OutboxMail).filter_by(template="idea_message").count() == 2
    contest.categories, waiting[0].category = [{"id": "youth", "name": {"fr": "Jeunes du douar"}}], "youth"
    statistics = client.get(f"/work/contests/{contest.slug}/statistics").text
    assert ">Jeunes du douar<" in statistics
    table = client.get(f"/work/contests/{contest.slug}/ideas.csv?state=eligible")
    assert len(table.text.strip().splitlines()) == 3


def test_somebody_not_admitted_appeals_once_in_time_and_reads_the_answer(client, app):
    contest, person = a_contest(), a_person(email="a@e.ma")
    idea = an_idea(contest, person=person, state=IdeaState.INELIGIBLE, screened_at=AT)
    words = {"words": "Le projet est bien dans la province."}
    signed_in(client, person)
    with clock.frozen(AT + timedelta(days=8)):
        client.post(f"/ideas/{idea.public_id}/appeal", data=words)
    assert db.session.query(IdeaAppeal).count() == 0
    idea.contest.eligibility = [{"id": "p1", "name": {"fr": "Dans la province"}}]
    idea.checked = {"p1": False}
    assert ">Dans la province<" in client.get(f"/ideas/{idea.public_id}").text
    short = client.post(f"/ideas/{idea.public_id}/appeal", data={"words": "Erreur."})
    assert (short.status_code, "Erreur.</textarea>" in short.text) == (422, True)
    for _ in range(2):
        client.post(f"/ideas/{idea.public_id}/appeal", data=words)
    assert db.session.query(IdeaAppeal).count() == 1
    signed_in(client, somebody_with(RoleName.ORGANIZER, contest.organizer))
    where = f"/work/contests/{contest.slug}/ideas/{idea.public_id}/answer-appeal"
    assert client.post(where, data={"outcome": "changed"}).status_code == 422
    client.post(where, data={"outcome": "changed", "answer": "En effet : elle est admise."})
    assert (idea.state, idea.reason) == (IdeaState.ELIGIBLE, None)
    signed_in(client, person)
    assert "En effet : elle est admise." in client.get(f"/ideas/{idea.public_id}").text
    assert db.session.query(OutboxMail).filter_by(template="idea_appeal_answered").count() == 1


def test_seats_of_coaching_are_never_more_than_there_are_and_hours_are_counted(client, app):
    contest, person = a_contest(), a_person()
    mine = an_idea(contest, 1, person)
    others = [an_idea(contest, number) for number in (2, 3)]
    session = a_session_of_coaching(contest, AT)
    signed_in(client, person)
    here = f"/ideas/{mine.public_id}/coaching"
    assert client.get(here).status_code == 200
    for _ in range(2):
        client.post(f"{here}/{session.public_id}/book")
    coaching.book(None, session, others[0], AT)
    with refused("session_full"):
        coaching.book(None, session, others[1], AT)
    client.post(f"{here}/{session.public_id}/leave")
    coaching.book(None, session, others[1], AT)
    with refused("not_entered"):
        coaching.book(None, session, an_idea(a_contest(), 1), AT)
    db.session.expire_all()
    with clock.frozen(session.starts_at + timedelta(hours=2)):
        signed_in(client, somebody_with(RoleName.ORGANIZER, contest.organizer))
        came = db.session.query(CoachingBooking).filter_by(idea_id=others[0].id).one()
        notes = {"came": [came.public_id], f"note-{came.public_id}": "Bien."}
        client.post(f"/work/contests/{contest.slug}/coaching/{session.public_id}/report", data=notes)
        page = client.get(f"/work/contests/{contest.slug}/coaching")
    assert page.status_code == 200
    assert coaching_reads.hours_of(contest) == (1.5, 1.5)
    states = [row.state for row in db.session.query(CoachingBooking).order_by(CoachingBooking.id)]
    assert states == ["cancelled", "attended", "absent"]


def placed(idea, rank, prize=None):
    figures = dict.fromkeys(("raw", "correction", "score", "lo90", "hi90", "p_top3", "p_top10"), 0.0)
    owner = {"contest_id": idea.contest_id, "organizer_id": idea.organizer_id, "idea": idea}
    db.session.add(Result(rank=rank, prize=prize, **owner, **figures))


def test_heats_are_made_once_and_send_their_quotas_through_once(client, app):
    final = a_contest(level="national", place_codes=[])
    organizer = somebody_with(RoleName.ORGANIZER, final.organizer)
    signed_in(client, organizer)
    for _ in range(2):
        client.post(f"/work/contests/{final.slug}/heats", data={"regions": ["03", "05", "nowhere"]})
    heats = db.session.query(Contest).filter_by(final_id=final.id).order_by(Contest.id).all()
    assert [heat.place_codes for heat in heats] == [["03"], ["05"]]
    assert {heat.state for heat in heats} == {ContestState.PREPARATION}
    heat, rule = heats[0], {"heat_rule": "quota", "goes_through": "1", "quota-03.061": "2"}
    client.post(f"/work/contests/{heat.slug}/rounds", data=rule)
    assert (heat.heat_rule, heat.goes_through, heat.quotas) == ("quota", 1, {"03.061": 2})
    for number, province in enumerate(("03.061", "03.061", "03.061", "03.131", "03.131"), start=1):
        placed(an_idea(heat, number, province_code=province), number)
    db.session.flush()
    assert client.get(f"/work/contests/{heat.slug}/rounds").status_code == 200
    first = db.session.query(Idea).filter_by(contest_id=heat.id, number=1).one()
    stored = storage.keep_recording(io.BytesIO(SOUND), "voix.wav")
    voice = saved(IdeaFile(idea_id=first.id, file_id=stored.id, kind=FileKind.VOICE))
    through = operations.send_through(organizer, heat, AT)
    assert [idea.from_idea_id is not None for idea in through] == [True] * 3
    assert [each.number for each in writing.versions_of(through[0])] == [1], "what it said when it came"
    (carried,) = db.session.query(IdeaFile).filter(IdeaFile.idea_id.in_([idea.id for idea in through]))
    files.drop(carried)
    assert storage.read(stored) == SOUND
    files.drop(voice)
    db.session.flush()
    assert db.session.get(StoredFile, stored.id) is None
    assert operations.send_through(organizer, heat, AT) == []
    again = rounds.next_edition(organizer, heat, AT)
    assert again is rounds.next_edition(organizer, heat, AT)
    assert (again.number, again.previous_id, again.opens_at.year) == (2, heat.id, 2026)


def test_two_ideas_that_look_like_one_are_shown_with_why_and_told_apart_for_good(client, app):
    contest = a_contest()
    told = (
        "Quarante familles vendent leurs pommes brutes au souk, un tiers moins cher, faute de matériel.",
        "Un atelier solaire commun, géré par sept femmes déjà formées, sèche trois tonnes chaque récolte.",
    )
    said = {"need": {"fr": told[0]}, "solution": {"fr": told[1]}}
    nearly = {"need": {"fr": told[0].replace("Quarante", "Cinquante")}, "solution": {"fr": told[1]}}
    one = an_idea(contest, 1, title={"fr": "Séchage solaire des pommes"}, answers=said)
    other = an_idea(contest, 2, title={"fr": "Nos vergers valorisés"}, answers=nearly)
    an_idea(contest, 3, title={"fr": "Four à gaz partagé"})
    an_idea(a_contest(), 1, title={"fr": "Séchage solaire des pommes"}, answers=said)
    (twin,) = twins_of(one)
    assert (twin.idea, twin.why.title < 0.5, twin.why.text > 0.9) == (other, True, True)
    signed_in(client, somebody_with(RoleName.ORGANIZER, contest.organizer))
    where = f"/work/contests/{contest.slug}/ideas/{one.public_id}"
    for _ in range(2):
        client.post(f"{where}/twins", data={"other": other.public_id, "apart": "yes"})
    assert [each.apart is not None for each in (*twins_of(one), *twins_of(other))] == [True, True]
    assert client.get(where).status_code == 200
    begun = {"part": "market", "note": "Dites qui achète", "other": other.public_id, "apart": "no"}
    client.post(f"{where}/twins", data=begun)
    assert twins_of(one)[0].apart is None
    assert "Dites qui achète" not in client.get(f"{where[: -len(one.public_id)]}{other.public_id}").text
    for verb in ("twins", "check"):  # neither takes away what was begun under another decision
        client.post(f"{where}/{verb}", data=begun)
        shown = client.get(where).text
        assert "Dites qui achète" in shown
        assert re.search(r'<option[^>]*selected[^>]*value="market"', shown)
        assert "Dites qui achète" not in client.get(where).text, "once: it was not decided"


def test_a_grant_is_followed_from_awarded_to_used_with_proof(client, app):
    contest = a_contest(state=ContestState.PUBLISHED, published_at=AT)
    placed(an_idea(contest, 1, state=IdeaState.WINNER), 1, {"fr": "Premier prix"})
    placed(an_idea(contest, 2, state=IdeaState.RANKED), 2)
    signed_in(client, somebody_with(RoleName.ORGANIZER, contest.organizer))
    here = f"/work/contests/{contest.slug}/grants"
    for _ in range(2):
        client.post(here)
    grant = db.session.query(Grant).one()
    assert (grant.amount, client.get(here).status_code) == (100_000, 200)
    where = f"{here}/{grant.public_id}"

    def record(kind, amount, name, proof=None):
        known = {"kind": kind, "amount": amount, "on": "2025-03-10", "words": "Virement", "entry_id": name}
        return client.post(where, data=known | ({"proof": (io.BytesIO(proof), "f.pdf")} if proof else {}))

    assert record("used", "10", "entry-01").status_code == 422
    assert record("paid", "1000,01", "entry-02").status_code == 422
    for _ in range(2):
        assert record("paid", "1 000", "entry-03").status_code == 303
    assert record("used", "400", "entry-04").status_code == 422
    assert record("used", "400", "entry-05", b"%PDF-1.4 facture").status_code == 303
    db.session.expire_all()
    assert [(entry.kind, entry.amount) for entry in grant.entries] == [("paid", 100_000), ("used", 40_000)]
    assert client.get(f"{where}/{grant.entries[1].public_id}/proof").data.startswith(b"%PDF")
    _header, *table = csv.reader(io.StringIO(client.get(f"{here}.csv?waiting=prove").text))
    assert [[float(cell) for cell in row[-6:]] for row in table] == [[1000, 1000, 400, 0, 600, 1]]


def test_a_message_reaches_an_owner_without_showing_where_they_are(client, app):
    person = a_person(email="owner@e.ma", phone="+212661000009")
    idea = an_idea(a_contest(), person=person, in_bank=True, helps=["money"], sector="honey")
    funder = a_funder(idea.organizer_id, sectors=["honey"], name={"ar": "ممول العسل"})
    a_funder(idea.organizer_id, sectors=["wood"], name={"ar": "ممول الخشب"})
    page = client.get(f"/bank/{idea.public_id}").text
    assert "owner@e.ma" not in page
    assert "661000009" not in page
    assert "ممول العسل" in page
    assert "ممول الخشب" not in page
    assert f"funder-{funder.public_id}" in client.get("/bank/funders").text
    said = {"name": "Hôtel Atlas", "contact": "hotel@e.ma", "words": "Nous voulons acheter votre miel."}
    where = f"/bank/{idea.public_id}/contact"
    assert client.post(where, data=said).status_code == 422
    for _ in range(2):
        client.post(where, data=said | {"agrees": "y"})
    client.post(where, data=said | {"agrees": "y", "website": "http://spam", "words": "x" * 30})
    message = db.session.query(BankMessage).one()
    assert [mail.to for mail in db.session.query(OutboxMail)] == ["owner@e.ma"]
    signed_in(client, person)
    client.post(f"/ideas/{idea.public_id}/messages/{message.public_id}/answer", data={"words": "Volontiers."})
    answer = db.session.query(OutboxMail).filter_by(to="hotel@e.ma").one()
    assert "owner@e.ma" not in answer.text + answer.html
    assert client.get("/bank?help=money&sector=honey").text.count("/bank/" + idea.public_id) == 1
    assert "/bank/" + idea.public_id not in client.get("/bank?help=legal").text

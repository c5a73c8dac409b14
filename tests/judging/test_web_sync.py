"""Tablets: whatever is replayed, reordered or contested, no mark that was saved is ever lost."""

import uuid
from datetime import timedelta
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eventhub import clock
from eventhub.accounts.models import SignIn
from eventhub.contests.states import ContestState
from eventhub.database import db
from eventhub.judging import operations
from eventhub.judging.models import SheetChange
from eventhub.judging.operations import syncing
from eventhub.judging.operations.syncing import Change
from tests.factories.accounts import a_person, signed_in
from tests.factories.contests import JUDGING_AT, a_contest, a_judge, a_sheet, an_idea
from tests.together import at_once, committing, journeys


@pytest.fixture
def sheet(app):
    contest = a_contest(state=ContestState.JUDGING)
    return a_sheet(a_judge(contest), an_idea(contest))


def change(sheet, based_on, need, *, after=None, name=None, **more):
    values = {"marks": {"need": need}, "comment": "", "note": "", **more}
    return Change(name or str(uuid.uuid4()), sheet.public_id, based_on, after=after, **values)


def outcomes(sheet, *changes, at=JUDGING_AT, person=None):
    found = syncing.apply_changes(person or sheet.judge.person, changes, at)
    return [(each.outcome, each.code) for each in found]


def test_a_change_is_saved_once_however_often_it_is_sent(sheet):
    one = change(sheet, 0, 7)
    assert outcomes(sheet, one) == [("saved", None)]
    assert outcomes(sheet, one, one) == [("already_saved", None)] * 2
    assert (sheet.marks, sheet.version, sheet.state) == ({"need": 7}, 1, "begun")


def test_marks_for_every_criterion_make_a_sheet_complete_and_can_be_taken_back(sheet):
    outcomes(sheet, change(sheet, 0, 7, marks={"need": 7, "market": 4}))
    assert sheet.state == "complete"
    outcomes(sheet, change(sheet, 1, None, marks={"need": None, "market": None}))
    assert (sheet.marks, sheet.state) == ({}, "assigned")


def test_another_devices_change_is_a_conflict_and_overwrites_nothing(sheet):
    outcomes(sheet, change(sheet, 0, 7))
    late = change(sheet, 0, 3)
    assert outcomes(sheet, late) == [("conflict", None)]
    assert outcomes(sheet, late) == [("conflict", None)]
    assert sheet.marks == {"need": 7}
    kept = db.session.query(SheetChange).filter_by(change_id=late.id).one()
    assert kept.content["marks"] == {"need": 3}


def test_a_device_may_send_a_chain_made_offline_in_one_go(sheet):
    first = change(sheet, 0, 5)
    second = change(sheet, 0, 6, after=first.id)
    third = change(sheet, 0, 8, after=second.id)
    assert outcomes(sheet, first, second, third) == [("saved", None)] * 3
    assert (sheet.marks, sheet.version) == ({"need": 8}, 3)


def test_what_follows_a_conflict_is_one_too(sheet):
    outcomes(sheet, change(sheet, 0, 9))
    first = change(sheet, 0, 5)
    assert outcomes(sheet, first, change(sheet, 0, 6, after=first.id)) == [("conflict", None)] * 2


def test_the_same_content_from_two_devices_is_no_conflict(sheet):
    outcomes(sheet, change(sheet, 0, 7))
    assert outcomes(sheet, change(sheet, 0, 7)) == [("saved", None)]
    assert sheet.version == 1


@pytest.mark.parametrize(
    ("marks", "code"),
    [
        ({"need": 11}, "bad_mark"),
        ({"need": 7.5}, "bad_mark"),
        ({"need": True}, "bad_mark"),
        ({"x": 1}, "bad_mark"),
    ],
)
def test_a_bad_mark_spoils_no_other_change(sheet, marks, code):
    good = a_sheet(sheet.judge, an_idea(sheet.judge.contest, 2))
    bad = change(sheet, 0, 1, marks=marks)
    assert outcomes(sheet, bad, change(good, 0, 4)) == [("refused", code), ("saved", None)]
    assert (sheet.marks, good.marks) == ({}, {"need": 4})


def test_refusals_say_why(sheet):
    judge, contest = sheet.judge, sheet.judge.contest
    assert outcomes(sheet, change(sheet, 0, 1), person=a_person()) == [("refused", "sheet_unknown")]
    ended = contest.judging_ends_at
    assert outcomes(sheet, change(sheet, 0, 1), at=ended) == [("refused", "judging_closed")]
    assert outcomes(sheet, change(sheet, 0, 1), at=ended - timedelta(seconds=1)) == [("saved", None)]
    judge.signed_off_at = JUDGING_AT
    assert outcomes(sheet, change(sheet, 1, 2)) == [("refused", "signed_off")]
    judge.left_at = JUDGING_AT
    assert outcomes(sheet, change(sheet, 1, 2)) == [("refused", "left")]
    judge.left_at = judge.signed_off_at = None
    operations.declare_conflict(judge.person, sheet, "family", JUDGING_AT)
    assert outcomes(sheet, change(sheet, 1, 2)) == [("refused", "recused")]
    assert sheet.marks == {"need": 1}


def test_the_same_name_for_another_sheet_is_refused(sheet):
    other = a_sheet(sheet.judge, an_idea(sheet.judge.contest, 2))
    outcomes(sheet, change(sheet, 0, 1, name="the-same-name"))
    assert outcomes(sheet, change(other, 0, 1, name="the-same-name")) == [("refused", "id_reused")]


SENDING = st.lists(
    st.tuples(st.integers(0, 5), st.sampled_from(["fresh", "stale", "replay"]), st.integers(0, 10)),
    min_size=1,
    max_size=12,
)


@settings(max_examples=40, deadline=None)
@given(SENDING)
def test_no_saved_mark_is_ever_lost(apps, steps):
    """A model of the server: the last saved content stands, versions only grow, replays change nothing."""
    with apps["sqlite"].app_context():
        try:
            contest = a_contest(state=ContestState.JUDGING)
            sheet = a_sheet(a_judge(contest), an_idea(contest))
            sent, version, content = [], 0, {}
            for pick, how, mark in steps:
                if how == "replay" and sent:
                    one, told = sent[pick % len(sent)]
                    again = outcomes(sheet, one)[0][0]
                    assert again == ("already_saved" if told == "saved" else told)
                else:
                    base = version if how != "stale" or version == 0 else version - 1
                    one = change(sheet, base, mark)
                    told = outcomes(sheet, one)[0][0]
                    same = content == {"need": mark}
                    assert told == ("saved" if base == version or same else "conflict")
                    if told == "saved" and not (same and version):
                        version, content = version + 1, {"need": mark}
                    sent.append((one, told))
                assert (sheet.version, sheet.marks) == (version, content)
        finally:
            db.session.rollback()


def posted(client, sheet, *changes):
    body = [
        {"id": c.id, "sheet": c.sheet, "based_on": c.based_on, "marks": dict(c.marks), "after": c.after}
        for c in changes
    ]
    with clock.frozen(JUDGING_AT):
        return client.post("/api/v1/sheets/sync", json={"changes": body})


def test_the_door_gives_one_outcome_each_and_the_servers_sheet(client, sheet):
    with clock.frozen(JUDGING_AT):
        signed_in(client, sheet.judge.person)
    answer = posted(client, sheet, change(sheet, 0, 7), change(sheet, 5, 2))
    assert answer.status_code == 200
    first, second = answer.json["results"]
    assert (first["outcome"], first["sheet"]["version"]) == ("saved", 1)
    assert (second["outcome"], second["sheet"]["marks"]) == ("conflict", {"need": 7})
    with clock.frozen(JUDGING_AT):
        broken = client.post("/api/v1/sheets/sync", json={"changes": [{"id": "x"}, 3]})
    assert [each["code"] for each in broken.json["results"]] == ["malformed", "malformed"]
    with clock.frozen(JUDGING_AT):
        assert client.post("/api/v1/sheets/sync", json=[]).status_code == 400


def test_nobody_saves_without_a_session(client, sheet):
    answer = posted(client, sheet, change(sheet, 0, 7))
    assert answer.status_code in (302, 303, 401)
    assert sheet.version == 0


def test_a_session_that_ended_or_was_forgotten_saves_nothing(client, sheet):
    with clock.frozen(JUDGING_AT):
        signed_in(client, sheet.judge.person)
        row = db.session.query(SignIn).filter_by(person_id=sheet.judge.person_id).one()
        for field, was, ended in (
            ("ended_at", None, JUDGING_AT),
            ("expires_at", row.expires_at, JUDGING_AT - timedelta(seconds=1)),
            ("last_seen_at", JUDGING_AT, JUDGING_AT - timedelta(days=15)),
        ):
            setattr(row, field, ended)
            assert posted(client, sheet, change(sheet, 0, 7)).status_code == 401
            setattr(row, field, was)
        sheet.judge.person.erased_at = JUDGING_AT
        assert posted(client, sheet, change(sheet, 0, 7)).status_code == 401
        sheet.judge.person.erased_at = None
        row.last_seen_at = JUDGING_AT - timedelta(minutes=6)
        assert posted(client, sheet, change(sheet, 0, 7)).json["results"][0]["outcome"] == "saved"
        assert (sheet.version, row.last_seen_at) == (1, JUDGING_AT)


@pytest.mark.parametrize("word", ["a\0b", "half \ud800 a letter"])
def test_what_no_database_can_keep_is_refused_alone(client, sheet, word):
    with clock.frozen(JUDGING_AT):
        signed_in(client, sheet.judge.person)
    good, odd = change(sheet, 0, 7), {"id": "odd", "sheet": sheet.public_id, "based_on": 0}
    items = [
        {**odd, "marks": {"need": word}},
        {**odd, "marks": {}, "comment": word},
        {**odd, "marks": {}, "based_on": 10**30},
        {"id": good.id, "sheet": good.sheet, "based_on": 0, "marks": {"need": 7}},
    ]
    with clock.frozen(JUDGING_AT):
        answer = client.post("/api/v1/sheets/sync", json={"changes": items})
    assert [each["code"] for each in answer.json["results"]] == ["bad_mark", "malformed", "malformed", None]
    assert sheet.marks == {"need": 7}


def test_a_form_with_what_no_database_can_keep_is_refused_without_a_fault(client, sheet):
    page = f"/judge/{sheet.judge.contest.slug}/sheets/{sheet.public_id}"
    sent = {"version": "0", "change": str(uuid.uuid4()), "mark-need": "7", "comment": "a\0b"}
    with clock.frozen(JUDGING_AT):
        signed_in(client, sheet.judge.person)
        kept = client.post(page, data=sent)
    is_text_for_it = sheet.comment == "a\0b"  # SQLite keeps what PostgreSQL can't
    assert is_text_for_it or (kept.status_code, sheet.marks) == (400, {})


def test_a_batch_costs_the_same_statements_for_one_sheet_or_many(sheet, count_queries):
    person = sheet.judge.person

    def count(batch):
        with count_queries() as statements:
            outcomes(sheet, *batch, person=person)
        return len(statements)

    others = [a_sheet(sheet.judge, an_idea(sheet.judge.contest, number)) for number in (2, 3, 4)]
    one = count([change(sheet, 0, 1)])
    assert count([change(other, 0, 1) for other in others]) == one


@pytest.fixture(params=["sqlite", "postgresql"])
def tablets(request, settings, tmp_path):
    """An application where everybody commits, a sheet's random name, two signed-in tablets of its judge."""
    with committing(settings, request.param, tmp_path) as app:
        browsers = [app.test_client(), app.test_client()]
        with app.app_context():
            contest = a_contest(state=ContestState.JUDGING, judging_ends_at=clock.now() + timedelta(days=1))
            row = a_sheet(a_judge(contest), an_idea(contest))
            for browser in browsers:
                signed_in(browser, row.judge.person)
            name = row.public_id
            db.session.commit()
            db.session.remove()
        yield app, name, browsers


def sent(browser, name, based_on, *changes):
    body = [
        {"id": each, "sheet": name, "based_on": based_on, "marks": {"need": mark}} for each, mark in changes
    ]
    answer = browser.post("/api/v1/sheets/sync", json={"changes": body})
    assert answer.status_code == 200, answer.text
    return answer.json["results"]


def sent_at_once(browsers, name, based_on, changes):
    works = [partial(sent, *each) for each in zip(browsers, [name] * 2, [based_on] * 2, changes, strict=True)]
    return [told[0] for told in at_once(works)]


def test_two_tablets_in_the_same_instant_never_overwrite_one_another(tablets):
    """The same change from both is kept once; different ones are one saved, one conflict, both kept."""
    app, name, browsers = tablets
    version = 0
    for turn in range(8):
        same = str(uuid.uuid4())
        told = sent_at_once(browsers, name, version, [(same, turn % 2)] * 2)
        assert sorted(each["outcome"] for each in told) == ["already_saved", "saved"]
        marks = (2 + turn % 3, 7 + turn % 3)
        told = sent_at_once(browsers, name, version + 1, [(str(uuid.uuid4()), mark) for mark in marks])
        assert sorted(each["outcome"] for each in told) == ["conflict", "saved"]
        won = next(each["sheet"] for each in told if each["outcome"] == "saved")
        assert all(each["sheet"] == won for each in told)
        version = won["version"]
    with app.app_context():
        kept = db.session.query(SheetChange).all()
        assert len(kept) == 8 * 3
        saved = [each.version for each in kept if each.outcome == "saved"]
        assert sorted(saved) == list(range(1, 17))


@pytest.mark.parametrize("tablets", ["postgresql"], indirect=True)
def test_a_mark_is_two_journeys_to_the_database(tablets, tmp_path):
    app, name, (browser, _) = tablets
    sent(browser, name, 0, ("first", 5))
    for based_on, changes in ((1, [("second", 6)]), (2, [("third", 7), ("fourth", 8)])):
        with journeys(app, tmp_path / "trace") as steps:
            sent(browser, name, based_on, *changes)
        assert steps == ["Sync", "Sync"]

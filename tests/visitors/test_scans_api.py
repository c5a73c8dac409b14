"""POST /api/v1/scans and its neighbours, as a device sees them, on both databases."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
import sqlalchemy as sa

from eventhub import clock
from eventhub.database import db
from eventhub.fairs import programme
from eventhub.visitors import bringing, codes, operations, queries
from eventhub.visitors.admission import Rule
from eventhub.visitors.import_states import ImportState
from eventhub.visitors.models import Device, Registration, Scan, SessionSeat
from eventhub.visitors.operations import seats
from eventhub.visitors.verification import check_counters, check_seats
from tests.factories.fairs import a_session
from tests.factories.visitors import (
    NOON,
    a_badge,
    a_fair,
    a_file,
    a_gate,
    a_registration,
    a_scan,
    a_token,
    an_unbound_token,
)


@pytest.fixture(autouse=True)
def _noon():
    with clock.frozen(NOON):
        yield


def send(client, token, *scans, status=200):
    answer = client.post(
        "/api/v1/scans", json={"scans": list(scans)}, headers={"Authorization": f"Bearer {token}"}
    )
    assert answer.status_code == status, answer.text
    return answer.json["results"] if status == 200 else answer.json


def outcomes(results):
    return [result["outcome"] for result in results]


def figures(edition):
    found = queries.figures_of_day(edition.id, NOON.date())
    return found.scans, found.people, found.inside


def test_a_day_at_two_gates(client):
    fair, other = a_fair(), a_fair()
    a, b = a_token(a_gate(fair, "A")), a_token(a_gate(fair, "B"))
    badge, stranger = a_badge(fair, party=4), a_badge(other)
    first = send(client, a, a_scan(codes.address("http://localhost", "b", badge.code)))[0]
    assert first["outcome"] == "ok"
    assert first["message"]
    again = send(client, b, a_scan(codes.shown(badge.code).lower()))[0]
    assert (again["outcome"], again["first_at"], again["first_place"]) == (
        "again",
        "2025-05-23T11:00:00Z",
        "A",
    )
    others = send(client, b, a_scan(stranger.code), a_scan(codes.new_badge_code()), a_scan("hello"))
    assert outcomes(others) == ["refused", "unknown", "unknown"]
    assert [each["reason"] for each in others] == ["other_edition", "not_found", "not_a_badge"]
    assert figures(fair) == (5, 4, 4)
    assert figures(other) == (0, 0, 0)
    assert outcomes(send(client, b, a_scan(badge.code, direction="out"))) == ["ok"]
    assert figures(fair) == (6, 4, 0)
    assert list(check_counters()) == []


def test_the_same_id_gets_the_same_answer_for_ever(client):
    fair = a_fair()
    token, badge = a_token(a_gate(fair)), a_badge(fair)
    scan = a_scan(badge.code)
    first = send(client, token, scan, scan)
    assert first[0] == first[1]
    operations.revoke_badge(None, badge.registration, NOON)
    db.session.flush()
    assert send(client, token, scan | {"code": "something else"}) == [first[0]]
    assert db.session.scalar(sa.select(sa.func.count(Scan.id))) == 1
    assert figures(fair) == (1, 1, 1)


def test_one_bad_scan_spoils_no_other(client):
    fair = a_fair()
    token, badge = a_token(a_gate(fair)), a_badge(fair)
    bad = [
        None,
        7,
        {},
        {"id": "x"},
        a_scan(badge.code, id="not-a-uuid"),
        a_scan(badge.code) | {"at": "yesterday"},
        a_scan(badge.code) | {"at": "2025-05-23T10:00:00"},
        a_scan(badge.code) | {"at": "0001-01-01T00:00:00+14:00"},
        a_scan(badge.code) | {"code": 5},
        a_scan(badge.code) | {"kind": ["gate"]},
        a_scan(badge.code) | {"offline": "no"},
        a_scan(badge.code) | {"place": "\ud800"},
        a_scan(badge.code) | {"place": "x\x00"},
        a_scan(badge.code) | {"direction": "up"},
    ]
    results = send(client, token, *bad, a_scan(badge.code))
    assert outcomes(results) == ["refused"] * len(bad) + ["ok"]
    assert {each["reason"] for each in results[:-1]} == {"malformed"}


def test_what_is_offline_is_a_fact(client):
    fair = a_fair()
    token, badge, revoked = a_token(a_gate(fair)), a_badge(fair), a_badge(fair)
    operations.revoke_badge(None, revoked.registration, NOON)
    db.session.flush()
    morning = NOON - timedelta(hours=3)
    results = send(
        client,
        token,
        a_scan(badge.code, morning, offline=True),
        a_scan(badge.code, morning + timedelta(minutes=5), offline=True),
        a_scan(revoked.code, NOON + timedelta(hours=5), offline=True),
        a_scan(codes.new_badge_code(), morning, offline=True),
    )
    assert outcomes(results) == ["ok", "irregular", "irregular", "unknown"]
    assert results[1]["first_at"] == "2025-05-23T08:00:00Z"
    quarters = {row.quarter.hour for row in queries.quarters_of_day(fair.id, NOON.date())}
    assert quarters == {8, 11}
    assert figures(fair) == (4, 2, 2)
    assert list(check_counters()) == []


def test_stands_and_sessions_meet_a_badge_once_and_do_not_count_as_entries(client):
    fair = a_fair()
    token, badge = a_token(a_gate(fair)), a_badge(fair)
    stand = {"kind": "stand", "place": "B-14"}
    results = send(
        client,
        token,
        a_scan(badge.code, **stand),
        a_scan(badge.code, **stand),
        a_scan(badge.code, kind="session", place="S1"),
    )
    assert outcomes(results) == ["ok", "again", "ok"]
    assert outcomes(send(client, token, a_scan(badge.code, **stand))) == ["again"]
    assert figures(fair) == (0, 0, 0)


def test_a_device_at_a_session_seats_people_as_its_door_does(client):
    fair, elsewhere = a_fair(), a_fair()
    later = {"starts_at": NOON, "ends_at": NOON + timedelta(hours=2), "is_seated": True}
    session, theirs = a_session(fair, seats=2, **later), a_session(elsewhere, seats=1, **later)
    token, has_seat, walk_in, late = a_token(a_gate(fair)), a_badge(fair), a_badge(fair), a_badge(fair)
    seats.take(session, has_seat, 1, NOON - timedelta(hours=1))
    door = {"kind": "session", "place": session.public_id}
    batch = [a_scan(each.code, NOON, offline=True, **door) for each in (has_seat, walk_in, has_seat, late)]
    for _replay in range(2):
        results = send(client, token, *batch)
        assert outcomes(results) == ["ok", "ok", "again", "irregular"]
        assert [each["reason"] for each in results] == [None, None, "already_here", "no_seat"]
    assert (results[2]["first_at"], results[2]["first_place"]) == ("2025-05-23T11:00:00Z", session.public_id)
    assert outcomes(send(client, token, a_scan(late.code, **door))) == ["refused"]
    assert outcomes(send(client, token, a_scan(late.code, kind="session", place=theirs.public_id))) == ["ok"]
    db.session.refresh(session)
    db.session.refresh(theirs)
    assert (session.taken, session.present, theirs.present) == (2, 2, 0)
    session.taken = session.present = 0
    db.session.execute(sa.delete(SessionSeat))
    programme.cancel_session(None, session, None, NOON - timedelta(hours=1))
    assert send(client, token, a_scan(walk_in.code, **door))[0]["reason"] == "session_cancelled"
    assert [*check_counters(), *check_seats()] == []


def test_a_device_scans_at_its_own_gate_only_and_one_without_a_gate_says_which(client):
    fair, elsewhere = a_fair(), a_fair()
    gate, foreign = a_gate(fair, "A"), a_gate(elsewhere, "Z")
    badge = a_badge(fair)
    bound, free = a_token(gate), an_unbound_token(fair)
    assert send(client, bound, a_scan(badge.code, place="B"))[0]["reason"] == "other_gate"
    assert send(client, free, a_scan(badge.code))[0]["reason"] == "no_gate"
    assert send(client, free, a_scan(badge.code, place=foreign.public_id))[0]["reason"] == "other_gate"
    assert send(client, free, a_scan(badge.code, place=gate.public_id))[0]["outcome"] == "ok"
    assert send(client, bound, a_scan(badge.code, place="A"))[0]["outcome"] == "again"
    assert list(check_counters()) == []


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"revoked_at": NOON}, "device_revoked"),
        ({"expires_at": NOON}, "device_expired"),
        ({"token_hash": "other"}, "device_unknown"),
    ],
)
def test_a_device_that_may_not_scan_is_told_why(client, change, code):
    fair = a_fair()
    token, badge = a_token(a_gate(fair)), a_badge(fair)
    db.session.execute(sa.update(Device).values(**change))
    problem = send(client, token, a_scan(badge.code), status=401)
    assert (problem["code"], problem["status"]) == (code, 401)
    assert figures(fair) == (0, 0, 0)


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ("", 400, "not_json"),
        ("[]", 400, "not_json"),
        ("[" * 50_000, 400, "not_json"),
        ("{}", 422, "scans_missing"),
        ('{"scans": {}}', 422, "scans_missing"),
        ('{"scans": [' + ",".join(["0"] * 1001) + "]}", 413, "too_many_scans"),
    ],
)
def test_a_body_that_is_no_batch_is_a_problem_with_a_stable_code(client, body, status, code):
    token = a_token(a_gate(a_fair()))
    answer = client.post("/api/v1/scans", data=body, headers={"Authorization": f"Bearer {token}"})
    assert (answer.status_code, answer.json["code"]) == (status, code)
    assert answer.content_type == "application/problem+json"


def test_without_a_token_nothing_is_answered(client):
    assert client.post("/api/v1/scans", json={"scans": []}).json["code"] == "token_missing"


def test_one_scan_needs_few_statements_however_many_visitors(app, client, count_queries):
    fair = a_fair()
    token = a_token(a_gate(fair), NOON - timedelta(hours=1))
    written = [a_badge(fair).code for _ in range(4)]
    send(client, token, a_scan(written[0]))
    with count_queries() as statements:
        send(client, token, a_scan(written[1]))
    postgres = db.session.get_bind().dialect.name == "postgresql"  # whose driver is asked directly
    assert len(statements) == (0 if postgres else 4)
    with count_queries() as statements:
        send(client, token, *(a_scan(code) for code in written))
    assert len(statements) == (0 if postgres else 4)
    with count_queries() as statements:
        send(client, token, *(a_scan(codes.new_badge_code(), offline=True) for _ in range(3)))
    assert len(statements) == (1 if postgres else 4)  # which of the strangers had been good: asked once


def test_a_thousand_scans_at_once_are_answered_in_order(client):
    fair = a_fair()
    token = a_token(a_gate(fair))
    badges = [a_badge(fair) for _ in range(40)]
    scans = [a_scan(badges[number % 40].code, offline=True) for number in range(1000)]
    results = send(client, token, *scans)
    assert [result["id"] for result in results] == [scan["id"] for scan in scans]
    assert outcomes(results) == ["ok"] * 40 + ["irregular"] * 960
    assert figures(fair) == (1000, 40, 40)
    assert send(client, token, *scans) == results
    assert figures(fair) == (1000, 40, 40)
    assert list(check_counters()) == []


def test_a_scan_taken_back_leaves_no_trace_in_the_figures(client):
    fair = a_fair()
    gate = a_gate(fair, rule=Rule.AFTER_EXIT)
    token, badge = a_token(gate), a_badge(fair, party=2)
    scan = a_scan(badge.code)
    send(client, token, scan)
    headers = {"Authorization": f"Bearer {token}"}
    assert client.post("/api/v1/scans/undo", json={"id": scan["id"]}, headers=headers).json == {
        "undone": True
    }
    assert client.post("/api/v1/scans/undo", json={"id": scan["id"]}, headers=headers).json == {
        "undone": False
    }
    assert figures(fair) == (0, 0, 0)
    assert list(check_counters()) == []
    assert outcomes(send(client, token, a_scan(badge.code))) == ["ok"]
    strange = client.post("/api/v1/scans/undo", json={"id": str(uuid4())}, headers=headers)
    assert strange.json == {"undone": False}


def test_what_was_taken_back_without_a_network_is_told_later_and_only_what_was_pressed_in_time(client):
    fair = a_fair()
    gate = a_gate(fair, rule=Rule.SEVERAL)
    token = a_token(gate)
    headers = {"Authorization": f"Bearer {token}"}
    badge, guest = a_badge(fair, party=3), a_badge(fair, category="guest")
    scans = [a_scan(badge.code), a_scan(guest.code)]
    told = send(client, token, *scans)
    assert [(each.get("people"), each.get("category")) for each in told] == [(3, None), (None, "guest")]
    made = datetime.fromisoformat(scans[0]["at"])
    with clock.frozen(NOON + timedelta(hours=2)):
        for pressed, is_undone in ((600, False), (-5, False), (5, True), (5, False)):
            body = {"id": scans[0]["id"], "at": (made + timedelta(seconds=pressed)).isoformat()}
            answer = client.post("/api/v1/scans/undo", json=body, headers=headers)
            assert answer.json == {"undone": is_undone}, pressed
    assert figures(fair) == (1, 1, 1)
    assert list(check_counters()) == []


def test_a_stand_and_a_session_take_a_scan_back_too(client):
    fair = a_fair()
    token, badge, late = an_unbound_token(fair), a_badge(fair), a_badge(fair, name="Itto")
    later = {"starts_at": NOON, "ends_at": NOON + timedelta(hours=2), "is_seated": True}
    session = a_session(fair, seats=2, **later)
    seats.take(session, badge, 1, NOON - timedelta(hours=1))
    headers = {"Authorization": f"Bearer {token}"}
    door = {"kind": "session", "place": session.public_id}
    stand = {"kind": "stand", "place": "T1"}
    made = [a_scan(badge.code, **door), a_scan(late.code, **door), a_scan(badge.code, **stand)]
    assert outcomes(send(client, token, *made)) == ["ok", "ok", "ok"]
    for scan in made:
        for is_undone in (True, False):
            body = {"id": scan["id"]}
            answer = client.post("/api/v1/scans/undo", json=body, headers=headers)
            assert answer.json == {"undone": is_undone}
    db.session.refresh(session)
    assert (session.taken, session.present) == (1, 0), "who had a seat has it again, who had none has none"
    assert list(check_seats()) == []
    assert outcomes(send(client, token, a_scan(badge.code, **stand), a_scan(badge.code, **door))) == [
        "ok",
        "ok",
    ]


def test_hashes_hold_the_badges_of_this_fair_and_then_only_what_changed(client):
    fair, other = a_fair(), a_fair()
    token = a_token(a_gate(fair))
    kept, gone = a_badge(fair), a_registration(fair)
    a_badge(other)
    operations.revoke_badge(None, gone, NOON)
    db.session.flush()
    headers = {"Authorization": f"Bearer {token}"}
    first = client.get("/api/v1/badges/hashes", headers=headers).json
    assert first["hashes"] == [codes.short_hash(fair.public_id, kept.code)]
    assert first["revoked"] == [codes.short_hash(fair.public_id, gone.badge.code)]
    later = NOON + timedelta(hours=1)
    with clock.frozen(later):
        cursor = client.get("/api/v1/badges/hashes", headers=headers).json["cursor"]
        new = a_badge(fair, at=later)
        news = client.get("/api/v1/badges/hashes", query_string={"since": cursor}, headers=headers).json
    assert news["hashes"] == [codes.short_hash(fair.public_id, new.code)]
    assert news["revoked"] == []
    assert client.get("/api/v1/badges/hashes").json["code"] == "token_missing"


def test_a_scanner_without_a_network_hears_of_every_change_of_a_badge(client):
    fair, other = a_fair(), a_fair()
    token = a_token(a_gate(fair))
    restored, replaced, brought = a_registration(fair), a_registration(fair), a_registration(fair)
    operations.reissue_badge(None, a_registration(other), NOON)
    file = a_file(fair)
    file.state, brought.import_id = ImportState.DONE, file.id
    lost, taken = replaced.badge.code, brought.badge.code
    operations.revoke_badge(None, restored, NOON)
    db.session.flush()
    known, cursor = {}, None
    headers = {"Authorization": f"Bearer {token}"}

    def listen():
        news = client.get("/api/v1/badges/hashes", query_string={"since": cursor}, headers=headers).json
        known.update(dict.fromkeys(news["hashes"], True) | dict.fromkeys(news["revoked"], False))
        return news["cursor"]

    def is_good(code):
        return known.get(codes.short_hash(fair.public_id, code))

    cursor = listen()
    assert [is_good(code) for code in (restored.badge.code, lost, taken)] == [False, True, True]
    later = NOON + timedelta(hours=1)
    with clock.frozen(later):
        operations.restore_badge(None, restored, later)
        operations.reissue_badge(None, replaced, later)
        bringing.take_back(None, file, later)
        db.session.flush()
        listen()
        assert [is_good(code) for code in (restored.badge.code, lost, taken)] == [True, False, False]
        assert (restored.badge.created_at, restored.badge.renewed_at) == (restored.created_at, later)
        assert is_good(replaced.badge.code) is True
        told = send(client, token, *(a_scan(each) for each in (lost, taken, replaced.badge.code)))
        assert [(each["outcome"], each["reason"]) for each in told] == [
            ("refused", "revoked"),
            ("refused", "revoked"),
            ("ok", None),
        ]
    assert list(check_counters()) == []


HALF = "\ud800/b/EH"
"""Half of a letter: JSON can tell it, no text can hold it."""


def test_what_no_database_can_keep_is_refused_alone_and_never_an_accident(client):
    fair = a_fair()
    token, badge = a_token(a_gate(fair)), a_badge(fair)
    headers = {"Authorization": f"Bearer {token}"}
    good = a_scan(badge.code)
    faults = [
        a_scan(badge.code) | {field: word} for field in good for word in (HALF, "a\0b", "x" * 400, 10**30, [])
    ]
    results = send(client, token, *faults, good)
    assert outcomes(results).count("ok") == 1
    assert outcomes(results)[-1] == "ok"
    assert [result["id"] for result in results[:3]] == ["?/b/EH", "ab", "x" * 64]
    for word in (HALF, "a\0b", "0" * 36, "١" * 12):
        assert client.post("/api/v1/scans/undo", json={"id": word}, headers=headers).json == {"undone": False}
        assert client.post("/api/v1/devices/pair", json={"code": word}).json["code"] == "pairing_unknown"
    for since in ("0001-01-01T00:00:00%2B23:59", "9999-12-31T23:59:59-23:59", "%00", "2025-05-22"):
        answer = client.get(f"/api/v1/badges/hashes?since={since}", headers=headers)
        assert len(answer.json["hashes"]) == 1


def test_a_device_is_paired_once_within_ten_minutes(client):
    fair = a_fair()
    gate = a_gate(fair)
    _device, code = operations.invite_device(None, fair, gate, "Phone 1", NOON)
    paired = client.post("/api/v1/devices/pair", json={"code": f" {code.lower()} "})
    assert paired.status_code == 200
    assert paired.json["edition"] == fair.slug
    assert [each["name"] for each in paired.json["gates"]] == ["A"]
    badge = a_badge(fair)
    assert outcomes(send(client, paired.json["token"], a_scan(badge.code))) == ["ok"]
    assert client.post("/api/v1/devices/pair", json={"code": code}).json["code"] == "pairing_unknown"
    _device, late = operations.invite_device(None, fair, gate, "Phone 2", NOON - timedelta(minutes=11))
    assert client.post("/api/v1/devices/pair", json={"code": late}).json["code"] == "pairing_late"
    for body in ({"code": 5}, {}):
        assert client.post("/api/v1/devices/pair", json=body).status_code == 422


def test_a_device_never_paired_in_time_is_the_same_when_it_is_paired_again(app):
    fair = a_fair()
    gate, (now, later) = a_gate(fair), (NOON, NOON + timedelta(minutes=10))
    first, _code = operations.invite_device(None, fair, gate, "Tablet", now)
    beside, _code = operations.invite_device(None, fair, gate, "Tablet", now + timedelta(minutes=1))
    assert beside.id != first.id  # two phones of one name, paired at once
    again, code = operations.invite_device(None, fair, gate, "Tablet", later)
    assert again.id == first.id
    assert operations.pair_device(code, later)[0].id == first.id
    assert operations.invite_device(None, fair, gate, "Tablet", later)[0].id != first.id


def test_the_interface_describes_itself(client):
    document = client.get("/api/v1/openapi.json").json
    assert document["openapi"] == "3.1.0"
    assert {"/api/v1/scans", "/api/v1/devices/pair", "/api/v1/badges/hashes"} <= set(document["paths"])


def test_an_erased_visitor_stays_counted_but_nobody_knows_who(client):
    fair = a_fair()
    token, badge = a_token(a_gate(fair)), a_badge(fair, phone="+212661000001")
    send(client, token, a_scan(badge.code))
    operations.erase(None, badge.registration, NOON)
    db.session.flush()
    row = db.session.scalar(sa.select(Registration))
    assert (row.name_latin, row.phone, row.folded) == (None, None, "")
    assert send(client, token, a_scan(badge.code))[0]["reason"] == "revoked"
    assert figures(fair) == (2, 1, 1)

"""HTTP, version 1, as a scanner of somebody else's making would use it."""

import re
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
import sqlalchemy as sa

from eventhub import clock
from eventhub.fairs.models import Edition
from eventhub.visitors import operations
from tests.factories.visitors import a_badge

UTC_SECONDS = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


@pytest.fixture(scope="module")
def edition(place):
    """An edition with gates A and B."""
    return place.new_edition()


@pytest.fixture(scope="module")
def token(place, edition):
    """A device's, at gate A."""
    return place.run("devices", "add", edition, "--gate", "A").stdout.strip()


def new_badges(place, edition, count=1):
    """Codes of new badges."""
    with place.rows():
        from eventhub.database import db

        row = db.session.scalars(sa.select(Edition).where(Edition.slug == edition)).one()
        return [a_badge(row, f"Fatima Amrani {number}", clock.now()).code for number in range(count)]


def a_scan(code, **more):
    at = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    scan = {"id": str(uuid4()), "code": code, "kind": "gate", "place": None, "direction": "in"}
    return scan | {"at": at, "offline": False} | more


def send(place, token, scans):
    answer = place.ask("/api/v1/scans", {"scans": scans}, token)
    assert (answer.status, answer.kind) == (200, "application/json"), answer.text
    assert set(answer.json) >= {"results", "now"}
    assert UTC_SECONDS.fullmatch(answer.json["now"])
    assert [each["id"] for each in answer.json["results"]] == [
        scan["id"] if isinstance(scan, dict) and isinstance(scan.get("id"), str) else None for scan in scans
    ]
    return answer.json["results"]


def assert_problem(answer, status, code=None):
    """A problem document (RFC 9457) with a code; gives the code."""
    assert (answer.status, answer.kind) == (status, "application/problem+json"), answer.text
    assert {"type", "title", "status", "code"} <= set(answer.json)
    assert answer.json["status"] == status
    assert answer.json.get("detail", "said").strip()
    assert code in (None, answer.json["code"])
    return answer.json["code"]


def test_the_server_says_that_it_lives_and_is_ready(place):
    assert place.ask("/healthz").status == 200
    ready = place.ask("/readyz")
    assert (ready.status, ready.json["parts"]) == (200, {"database": "ok", "queue": "ok"})


def test_the_description_lists_every_route_and_leads_nowhere_astray(place):
    answer = place.ask("/api/v1/openapi.json")
    assert (answer.status, answer.kind) == (200, "application/json")
    document = answer.json
    assert document["openapi"].startswith("3.1.")
    assert {"title", "version"} <= set(document["info"])
    routes = {
        (re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule), method.lower())
        for rule in place.app.url_map.iter_rules()
        if rule.rule.startswith("/api/v1/") and rule.rule != "/api/v1/openapi.json"
        for method in rule.methods - {"HEAD", "OPTIONS"}
    }
    listed = {(path, method) for path, found in document["paths"].items() for method in found}
    assert listed == routes
    operations = [each for found in document["paths"].values() for each in found.values()]
    assert len({each["operationId"] for each in operations}) == len(operations)
    for each in operations:
        assert each["responses"]
        assert all("description" in response for response in each["responses"].values())
        for scheme in each.get("security", ()):
            assert set(scheme) <= set(document["components"]["securitySchemes"])
    for reference in re.findall(r'"#/([^"]+)"', answer.text):
        part = document
        for step in reference.split("/"):
            part = part[step]


def test_a_device_pairs_once(place, edition):
    with place.rows():
        from eventhub.database import db

        row = db.session.scalars(sa.select(Edition).where(Edition.slug == edition)).one()
        _device, code = operations.invite_device(None, row, None, "Tablet", clock.now())
    paired = place.ask("/api/v1/devices/pair", {"code": code})
    assert paired.status == 200
    assert {"token", "edition", "gates", "expires_at"} <= set(paired.json)
    assert paired.json["edition"] == edition
    assert [gate["name"] for gate in paired.json["gates"]] == ["A", "B"]
    assert UTC_SECONDS.fullmatch(paired.json["expires_at"])
    assert place.ask("/api/v1/scans", {"scans": []}, paired.json["token"]).status == 200
    assert_problem(place.ask("/api/v1/devices/pair", {"code": code}), 404, "pairing_unknown")
    assert_problem(place.ask("/api/v1/devices/pair", {"code": 5}), 422)


def test_scans_are_answered_in_order_and_a_replay_gets_the_same_answers(place, edition, token):
    one, two = new_badges(place, edition, 2)
    scans = [
        a_scan(one),
        a_scan(f"{place.address}/b/{two}", unheard={"of": [1]}),
        a_scan(one),
        a_scan("EH-2222-2222-2222"),
        a_scan("https://example.org/menu"),
        a_scan(one, direction="out"),
    ]
    results = send(place, token, scans)
    assert [each["outcome"] for each in results] == ["ok", "ok", "again", "unknown", "unknown", "ok"]
    for each in results:
        assert set(each) >= {"id", "outcome", "reason", "message", "first_at", "first_place"}
        assert each["message"]
    assert UTC_SECONDS.fullmatch(results[2]["first_at"])
    assert results[2]["first_place"] == "A"
    assert send(place, token, scans) == results
    assert send(place, token, scans[::-1]) == results[::-1]


def test_an_offline_second_entry_is_irregular_not_lost(place, edition, token):
    (badge,) = new_badges(place, edition)
    earlier = (datetime.now(UTC) - timedelta(minutes=3)).strftime("%Y-%m-%dT%H:%M:%SZ")
    send(place, token, [a_scan(badge)])
    (again,) = send(place, token, [a_scan(badge, at=earlier, offline=True)])
    assert again["outcome"] == "irregular"
    assert again["reason"]


def test_one_bad_scan_spoils_no_other(place, edition, token):
    (badge,) = new_badges(place, edition)
    bad = [
        None,
        [],
        {"id": 7},
        *({**a_scan(badge), field: 7} for field in ("code", "kind", "place", "direction", "at", "offline")),
        a_scan(badge, id="no-uuid"),
        a_scan(badge, kind="roof"),
        a_scan(badge, at="2025-05-22"),
        a_scan("x" * 5000),
    ]
    results = send(place, token, [*bad, a_scan(badge)])
    assert [each["outcome"] for each in results] == ["refused"] * len(bad) + ["ok"]
    assert {each["reason"] for each in results[:-1]} == {"malformed"}


def test_a_thousand_scans_are_taken_and_one_more_is_too_many(place, token):
    scans = [a_scan("https://example.org/menu") for _ in range(1001)]
    assert len(send(place, token, scans[:1000])) == 1000
    assert_problem(place.ask("/api/v1/scans", {"scans": scans}, token), 413, "too_many_scans")


def test_a_scanner_without_network_learns_of_badges_since_its_last_look(place, edition, token):
    first, second = new_badges(place, edition, 2)
    everything = place.ask("/api/v1/badges/hashes", token=token).json
    assert set(everything) >= {"hashes", "revoked", "cursor"}
    text = str(everything)
    assert "Fatima" not in text
    assert first not in text
    (late,) = new_badges(place, edition)
    with place.rows():
        from eventhub.database import db
        from eventhub.visitors.models import Badge

        badge = db.session.scalars(sa.select(Badge).where(Badge.code == second)).one()
        operations.revoke_badge(None, badge.registration, clock.now())
    since = place.ask(f"/api/v1/badges/hashes?since={everything['cursor']}", token=token).json
    assert len(set(since["hashes"]) - set(everything["hashes"])) == 1
    assert len(set(since["revoked"]) - set(everything["revoked"])) == 1
    assert late not in str(since)
    later = place.ask("/api/v1/badges/hashes?since=2999-01-01T00:00:00Z", token=token).json
    assert (later["hashes"], later["revoked"]) == ([], [])


REFUSALS = {
    "no token": ("/api/v1/scans", {"scans": []}, "", 401),
    "wrong token": ("/api/v1/scans", {"scans": []}, "nobody's", 401),
    "hashes without token": ("/api/v1/badges/hashes", None, "", 401),
    "counts without token": ("/api/v1/counts", None, "", 401),
    "unknown pairing": ("/api/v1/devices/pair", {"code": "NEVERGIVEN"}, "", 404),
    "no session": ("/api/v1/sheets/sync", {"changes": []}, "", 401),
    "no such route": ("/api/v1/nothing", None, "", 404),
    "no such method": ("/api/v1/scans", None, "", 405),
}


@pytest.mark.parametrize(("path", "body", "token_sent", "status"), REFUSALS.values(), ids=REFUSALS)
def test_a_refusal_has_one_code_in_every_language(place, path, body, token_sent, status):
    arabic = place.ask(path, body, token_sent, language="ar")
    french = place.ask(path, body, token_sent, language="fr")
    assert assert_problem(arabic, status) == assert_problem(french, status)
    assert arabic.json["title"] != french.json["title"]


@pytest.mark.parametrize(
    ("content", "status"), [(b"[1", 400), (b"[]", 400), (b"{}", 422), (b"\xff\xfe", 400)]
)
def test_what_is_no_list_of_scans_is_a_problem(place, token, content, status):
    assert_problem(place.ask("/api/v1/scans", content, token), status)


def test_an_unknown_badge_or_stand_is_not_found(place):
    assert place.ask("/b/EH222222222222").status == 404
    assert place.ask("/s/NOSUCHSTAND").status == 404

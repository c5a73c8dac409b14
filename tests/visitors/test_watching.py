"""Watching gates: what devices say of themselves, a full fair, irregular entries, queues brought as files."""

import io
import json
from datetime import time, timedelta

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from eventhub import clock
from eventhub.database import db
from eventhub.visitors import operations, queries
from eventhub.visitors.admission import Rule
from eventhub.visitors.crowd import Crowd, Fullness
from eventhub.visitors.device_status import read_status
from eventhub.visitors.models import Device, Scan
from eventhub.visitors.queue_files import read_queue
from eventhub.visitors.scan_batch import Status
from eventhub.visitors.verification import check_counters
from tests.factories.accounts import a_person, a_role, signed_in
from tests.factories.visitors import NOON, a_badge, a_fair, a_gate, a_scan, a_token, an_irregular_scan


@pytest.fixture(autouse=True)
def _noon():
    with clock.frozen(NOON):
        yield


@pytest.fixture
def fair(app):
    return a_fair()


@pytest.fixture
def desk(client, fair):
    person = a_person("organizer")
    a_role(person, fair)
    return signed_in(client, person)


def send(client, token, *scans, status=None):
    headers = {"Authorization": f"Bearer {token}"} | ({"Scanner-Status": status} if status else {})
    answer = client.post("/api/v1/scans", json={"scans": list(scans)}, headers=headers)
    assert answer.status_code == 200, answer.text
    return answer.json["results"]


@pytest.mark.parametrize(
    ("header", "status"),
    [
        ("battery=81, charging, waiting=12", Status(81, is_charging=True, waiting=12)),
        ("waiting=0,battery=5", Status(5, is_charging=False, waiting=0)),
        ("waiting=3", Status(None, None, 3)),
        ("battery=81", Status()),
        ("battery=101, waiting=2", Status(None, None, 2)),
        (None, Status()),
    ],
)
def test_a_status_is_read_or_ignored(header, status):
    assert read_status(header) == status


@settings(max_examples=40)
@given(st.text(max_size=60))
def test_no_header_is_too_strange(text):
    assert read_status(text).waiting is None or text.count("waiting=")


@given(
    st.binary(max_size=200) | st.dictionaries(st.text(), st.integers()).map(lambda d: json.dumps(d).encode())
)
def test_no_file_is_too_strange(content):
    queue = read_queue(content)
    assert queue is None or isinstance(queue.edition, str)


def test_a_crowd_is_near_and_full_at_its_numbers():
    assert [Crowd(inside, 100, 90).state for inside in (0, 89, 90, 99, 100, 130)] == [
        *([Fullness.OK] * 2),
        *([Fullness.NEAR] * 2),
        *([Fullness.FULL] * 2),
    ]


def test_a_device_says_how_it_is_with_its_scans(client, fair):
    token = a_token(a_gate(fair))
    badge = a_badge(fair)
    other = a_token(a_gate(a_fair()))
    send(client, token, a_scan(badge.code), status="battery=14, waiting=37")
    send(client, token, status="battery=13, charging, waiting=2")
    send(client, other)
    rows = db.session.execute(
        sa.select(Device.battery, Device.is_charging, Device.waiting).order_by(Device.id)
    ).all()
    assert rows == [(13, True, 2), (None, None, None)]


def test_organizers_are_told_of_a_scanner_that_is_nearly_empty_or_silent_with_its_scans(client, desk, fair):
    gate, home = a_gate(fair), f"/work/e/{fair.slug}/gates"
    send(client, a_token(gate), status="battery=95, waiting=0")
    send(client, a_token(gate), status="battery=95, waiting=300")
    for path in (home, f"/work/e/{fair.slug}"):
        assert "scanners need" not in desk.get(f"{path}?lang=en").text
    later = NOON + timedelta(hours=2)
    with clock.frozen(later):
        send(client, a_token(gate, later), status="battery=5, waiting=0")
        page = desk.get(f"{home}?lang=en").text
        assert "2 scanners need somebody" in desk.get(f"/work/e/{fair.slug}?lang=en").text
    assert "2 scanners need somebody" in page
    assert "300 scans not sent yet" in page


def test_a_full_fair_stops_visitors_at_the_gates_that_stop_and_says_so_everywhere(client, desk, fair):
    stopping, open_gate = a_token(a_gate(fair, "A", stops_when_full=True)), a_token(a_gate(fair, "B"))
    home = f"/work/e/{fair.slug}/gates"
    assert desk.post(f"{home}/crowd", data={"people": "2", "warn_at": "40"}).status_code == 422
    assert desk.post(f"{home}/crowd", data={"people": "2", "warn_at": "50"}).status_code == 303
    assert send(client, stopping, a_scan(a_badge(fair).code))[0]["outcome"] == "ok"
    headers = {"Authorization": f"Bearer {stopping}"}
    assert client.get("/api/v1/counts", headers=headers).json["limit"] == {"people": 2, "state": "near"}
    assert send(client, stopping, a_scan(a_badge(fair).code))[0]["outcome"] == "ok"
    late, staff = a_badge(fair), a_badge(fair, category="staff")
    refused = send(client, stopping, a_scan(late.code))[0]
    assert (refused["outcome"], refused["reason"]) == ("refused", "full")
    assert send(client, stopping, a_scan(staff.code))[0]["outcome"] == "ok"
    assert send(client, stopping, a_scan(late.code, offline=True))[0]["outcome"] == "ok"
    assert send(client, open_gate, a_scan(a_badge(fair).code))[0]["outcome"] == "ok"
    assert client.get("/api/v1/counts", headers=headers).json["limit"]["state"] == "full"
    assert 'role="status"' in desk.get(home).text
    assert list(check_counters()) == []
    desk.post(f"{home}/crowd", data={"people": "", "warn_at": "90"})
    assert client.get("/api/v1/counts", headers=headers).json["limit"] is None


def test_a_gate_has_hours_on_the_fair_s_clock(client, desk, fair):
    a_gate(fair, "A")
    gate = queries.gate_by_name(fair.id, "A")
    address = f"/work/e/{fair.slug}/gates/{gate.public_id}/edit"
    given = {"name": "A", "rule": "several", "opens_at": "13:00"}
    assert desk.post(address, data=given).status_code == 422
    assert desk.post(address, data=given | {"closes_at": "02:00"}).status_code == 303
    db.session.refresh(gate)
    assert (gate.opens_at, gate.closes_at) == (time(13), time(2))
    token, badge = a_token(gate), a_badge(fair)
    early = send(client, token, a_scan(badge.code))[0]
    assert (early["outcome"], early["reason"]) == ("refused", "gate_closed")
    assert "13:00" in early["message"]
    assert "02:00" in early["message"]
    assert send(client, token, a_scan(badge.code, direction="out"))[0]["outcome"] == "ok"
    with clock.frozen(NOON + timedelta(hours=1)):
        assert send(client, token, a_scan(badge.code))[0]["outcome"] == "ok"
    with clock.frozen(NOON + timedelta(hours=13)):
        assert send(client, token, a_scan(badge.code))[0]["outcome"] == "ok"


@pytest.mark.parametrize("rows", [1, 3])
def test_irregular_entries_are_listed_filtered_noted_and_exported(desk, fair, rows, count_queries):
    gate, elsewhere = a_gate(fair), a_fair()
    a_token(gate)
    device = db.session.scalar(sa.select(Device))
    entries = [an_irregular_scan(device, a_badge(fair)).scan_id for _ in range(rows)]
    a_token(a_gate(elsewhere))
    foreign = db.session.scalar(sa.select(Device).where(Device.edition_id == elsewhere.id))
    stranger = an_irregular_scan(foreign, a_badge(elsewhere)).scan_id
    home = f"/work/e/{fair.slug}/gates/irregular"
    desk.get(home)
    with count_queries() as statements:
        page = desk.get(home).text
    assert len(statements) <= 12
    assert sum(entry in page for entry in entries) == rows
    assert stranger not in page
    assert desk.get(f"{home}/{stranger}").status_code == 404
    assert desk.post(f"{home}/{entries[0]}", data={"text": ""}).status_code == 422
    for settled in ("", "y"):
        answer = desk.post(f"{home}/{entries[0]}", data={"text": "Lent to a cousin", "is_resolved": settled})
        assert answer.status_code == 303
    assert entries[0] not in desk.get(f"{home}?state=open").text
    assert entries[0] in desk.get(f"{home}?state=settled&place=A&reason=already_in").text
    assert entries[0] not in desk.get(f"{home}?place=B").text
    assert "Lent to a cousin" in desk.get(f"{home}/export.csv").text


def test_a_scanner_s_file_is_brought_in_once_and_only_at_its_fair(client, desk, fair):
    token = a_token(a_gate(fair))
    device = db.session.scalar(sa.select(Device))
    badges = [a_badge(fair) for _ in range(2)]
    scans = [a_scan(badge.code, NOON - timedelta(hours=1)) for badge in (*badges, badges[0])]
    home = f"/work/e/{fair.slug}/gates/queue"

    def bring(body, address=home):
        content = io.BytesIO(body if isinstance(body, bytes) else json.dumps(body).encode())
        return desk.post(address, data={"file": (content, "scans.json")}, content_type="multipart/form-data")

    queue = {"edition": fair.slug, "device": device.public_id, "scans": scans}
    assert bring(b"not json").status_code == 422
    assert bring(queue | {"edition": "other"}).status_code == 422
    operations.revoke_device(None, device, NOON)
    db.session.flush()
    assert bring(queue).status_code == 303
    assert bring(queue).status_code == 303
    assert db.session.scalars(sa.select(Scan.outcome).order_by(Scan.id)).all() == ["ok", "ok", "irregular"]
    assert list(check_counters()) == []
    refused = client.post(
        "/api/v1/scans", json={"scans": scans}, headers={"Authorization": f"Bearer {token}"}
    )
    assert refused.status_code == 401


def test_the_guide_for_gate_staff_is_one_page_in_both_languages(desk, fair):
    from pypdf import PdfReader

    a_gate(fair, rule=Rule.ONCE)
    answer = desk.get(f"/work/e/{fair.slug}/gates/guide.pdf")
    pages = PdfReader(io.BytesIO(answer.data)).pages
    assert len(pages) == 1
    assert "Bienvenue" in pages[0].extract_text()

"""Scans that arrive in the same instant, on real connections: exactly one `ok`, nothing twice."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
import sqlalchemy as sa

from eventhub.database import db
from eventhub.visitors.models import Scan
from eventhub.visitors.verification import check_counters
from tests.factories.visitors import a_badge, a_fair, a_gate, a_scan, a_token
from tests.together import at_once, committing, journeys

PAIRS = 25


@pytest.fixture(params=["sqlite", "postgresql"])
def real_app(request, settings, tmp_path):
    with committing(settings, request.param, tmp_path) as app:
        yield app


def fill(app, gates):
    today = datetime.now(UTC)
    with app.app_context():
        fair = a_fair(starts_on=today.date(), ends_on=today.date().replace(year=today.year + 1))
        tokens = [a_token(a_gate(fair, name), today) for name in gates]
        badges = [a_badge(fair, at=today).code for _ in range(PAIRS)]
        db.session.commit()
        db.session.remove()
    return tokens, badges


def post(app, token, scans):
    answer = app.test_client().post(
        "/api/v1/scans", json={"scans": scans}, headers={"Authorization": f"Bearer {token}"}
    )
    assert answer.status_code == 200, answer.text
    return answer.json["results"]


@pytest.mark.parametrize("real_app", ["postgresql"], indirect=True)
def test_one_scan_is_two_journeys_to_the_database(real_app, tmp_path):
    tokens, badges = fill(real_app, ["A"])
    post(real_app, tokens[0], [a_scan(badges[0], datetime.now(UTC))])
    with journeys(real_app, tmp_path / "trace") as sent:
        post(real_app, tokens[0], [a_scan(badges[1], datetime.now(UTC))])
    assert sent == ["Sync", "Sync"]
    with journeys(real_app, tmp_path / "trace") as sent:
        post(real_app, tokens[0], [a_scan(code, datetime.now(UTC)) for code in badges])
    assert sent == ["Query", "Sync", "Sync", "Query"]


def test_the_same_badge_at_two_gates_in_the_same_instant_gets_one_ok(real_app):
    tokens, badges = fill(real_app, ["A", "B"])
    for code in badges:
        scans = [[a_scan(code, datetime.now(UTC))] for _ in tokens]
        pairs = zip(tokens, scans, strict=True)
        results = at_once([lambda t=token, s=scan: post(real_app, t, s) for token, scan in pairs])
        assert sorted(result[0]["outcome"] for result in results) == ["again", "ok"]
    with real_app.app_context():
        assert list(check_counters()) == []


def test_a_queue_uploaded_by_two_at_once_is_there_once(real_app):
    tokens, badges = fill(real_app, ["A"])
    now = datetime.now(UTC)
    scans = [a_scan(code, now, offline=True) for code in [*badges, str(uuid4())]]
    results = at_once([lambda: post(real_app, tokens[0], scans)] * 4)
    assert all(each == results[0] for each in results)
    with real_app.app_context():
        assert db.session.scalar(sa.select(sa.func.count(Scan.id))) == len(scans)
        assert list(check_counters()) == []

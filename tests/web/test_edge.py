"""The edge of every request: headers, refusals, what a failure leaves behind."""

import re
import socket
import subprocess
import sys
import time
import urllib.request

import pytest
import sqlalchemy as sa
from flask import Blueprint

from eventhub import transaction
from eventhub.accounts.models import Person
from eventhub.database import db
from eventhub.errors import DomainError
from eventhub.permissions import open_to_all
from eventhub.web import assets, edge, errors
from tests import databases


def test_every_page_carries_strict_headers(client):
    headers = client.get("/sign-in").headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe-inline" not in policy
    assert "unsafe-eval" not in policy.replace("wasm-unsafe-eval", "")
    assert "frame-ancestors 'none'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Request-ID"]


def test_scripts_carry_the_nonce_of_their_answer_only(client):
    first, second = client.get("/sign-in"), client.get("/sign-in")
    nonces = [
        re.search(r"'nonce-([^']+)'", answer.headers["Content-Security-Policy"])[1]
        for answer in (first, second)
    ]
    assert nonces[0] != nonces[1]
    assert f'nonce="{nonces[0]}"' in first.get_data(as_text=True)


def test_a_failed_request_leaves_no_row(app):
    with app.test_request_context("/", method="POST"):
        db.session.add(Person(name_latin="Half Done"))
        db.session.flush()
        refused = app.make_response(("no", 422))
        edge._close(refused)
        assert db.session.scalars(sa.select(Person)).all() == []


def test_a_program_reads_a_problem_document(client):
    answer = client.get("/api/v1/nowhere", headers={"Accept-Language": "fr"})
    assert answer.status_code == 404
    assert answer.content_type == "application/problem+json"
    assert answer.json["code"] == "not_found"
    assert answer.json["title"] == "Cette page n'existe pas"


@pytest.mark.parametrize(("language", "direction"), [("ar", "rtl"), ("fr", "ltr"), ("zgh", "ltr")])
def test_a_missing_page_is_told_in_the_readers_language(client, language, direction):
    page = client.get("/nowhere", headers={"Accept-Language": language}).get_data(as_text=True)
    assert f'lang="{language}" dir="{direction}"' in page


def test_the_language_once_chosen_stays(client):
    client.post("/language", data={"language": "fr", "next": "/sign-in"})
    assert 'lang="fr"' in client.get("/sign-in", headers={"Accept-Language": "ar"}).get_data(as_text=True)


@pytest.mark.parametrize(
    "target", ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:x"]
)
def test_nobody_is_sent_to_another_site(client, target):
    answer = client.post("/language", data={"language": "fr", "next": target})
    assert answer.headers["Location"] == "/"


def test_a_form_without_its_token_is_refused_in_words(app, client):
    app.config["WTF_CSRF_ENABLED"] = True
    try:
        answer = client.post("/language", data={"language": "fr"})
    finally:
        app.config["WTF_CSRF_ENABLED"] = False
    assert answer.status_code == 400


def test_assets_are_kept_for_ever_and_compressed(client, app):
    address = f"/assets/{assets.tree_digest()}/css/base.css"
    answer = client.get(address, headers={"Accept-Encoding": "gzip"})
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.headers["Content-Encoding"] == "gzip"
    assert client.get(address.replace("base.css", "../../wsgi.py")).status_code == 404


def test_a_refusal_says_its_sentence(app):
    with app.test_request_context("/api/x"):
        answer = errors._domain(DomainError("booth_taken", "Stand A1 is taken."))
    assert answer.status_code == 409
    assert answer.json["code"] == "booth_taken"


def test_a_view_without_a_permission_stops_the_start(settings):
    from flask import Flask

    bare = Flask("bare", static_folder=None)
    stray = Blueprint("stray", __name__)
    stray.add_url_rule("/open", view_func=open_to_all("said why")(lambda: "x"), endpoint="open")
    stray.add_url_rule("/stray", view_func=lambda: "x", endpoint="stray")
    bare.register_blueprint(stray)
    with pytest.raises(RuntimeError, match="/stray"):
        edge.check_every_route_has_a_permission(bare)


def test_the_database_gone_is_a_clear_page_and_comes_back(installation, tmp_path):
    client = installation.test_client()
    url = installation.config["SQLALCHEMY_DATABASE_URI"]
    assert client.get("/readyz").json["parts"] == {"database": "ok", "queue": "ok"}
    real = db.engine
    engines = db._app_engines[installation]
    away = (
        "postgresql+psycopg://nobody@127.0.0.1:1/away"
        if url.startswith("postgresql")
        else "sqlite:////nowhere/x"
    )
    engines[None] = sa.create_engine(away)
    try:
        page = client.get("/cooperatives")
        ready = client.get("/readyz")
        device = {"Authorization": "Bearer nobody"}
        scan = client.post("/api/v1/scans", json={"scans": []}, headers=device)
    finally:
        engines[None].dispose()
        engines[None] = real
    assert (page.status_code, ready.status_code, scan.status_code) == (503, 503, 503)
    assert scan.json["code"] == "database_away"
    assert page.headers["Retry-After"] == "30"
    assert client.get("/cooperatives").status_code == 200


def test_a_gate_whose_connection_was_cut_is_told_so_and_answered_the_next_time(installation):
    client, device = installation.test_client(), {"Authorization": "Bearer nobody"}

    def told():
        return client.post("/api/v1/scans", json={"scans": []}, headers=device).json["code"]

    assert told() == "device_unknown"
    if db.engine.dialect.name != "postgresql":
        return
    beside = sa.create_engine(db.engine.url)
    others = sa.text(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    with beside.connect() as connection:
        connection.execute(others)
    beside.dispose()
    assert [told(), told()] == ["database_away", "device_unknown"]


def test_a_page_that_only_reads_begins_no_transaction_and_one_that_writes_is_one(installation):
    def state():
        return db.session.connection().connection.driver_connection.info.transaction_status.name

    with installation.test_request_context("/"):
        is_postgresql = db.engine.dialect.name == "postgresql"
        installation.preprocess_request()
        asked = sa.select(sa.func.count()).select_from(Person)
        assert db.session.scalar(asked) == 0
        assert not is_postgresql or state() == "IDLE"
        db.session.add(Person(name_ar="فاطمة"))
        db.session.flush()
        assert not is_postgresql or state() == "INTRANS"
        installation.process_response(installation.make_response(("", 404)))
        assert db.session.scalar(asked) == 0
        db.session.scalars(sa.select(Person).with_for_update()).all()
        assert not is_postgresql or state() == "INTRANS"
        db.session.rollback()
        assert list(db.session.scalars(sa.select(Person).execution_options(yield_per=2))) == []
        with transaction.savepoint():
            db.session.add(Person(name_ar="أمينة"))
        installation.process_response(installation.make_response(""))
        assert db.session.scalar(asked) == 1
        db.session.rollback()
    with db.engine.connect() as connection:
        connection.execute(asked)
        driver = connection.connection.driver_connection
        assert not is_postgresql or driver.info.transaction_status.name == "INTRANS"


def test_metrics_are_served_beside_the_site_not_on_it(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as one, socket.create_server(("127.0.0.1", 0)) as other:
        port, metrics = one.getsockname()[1], other.getsockname()[1]
    databases.migrated("sqlite", tmp_path)
    env = {
        "EVENTHUB_DATA": str(tmp_path),
        "SECRET_KEY": "m" * 40,
        "HOST": "127.0.0.1",
        "PATH": "/usr/bin:/bin",
    }
    env |= {"PORT": str(port), "METRICS_PORT": str(metrics), "LOG_LEVEL": "warning"}
    process = subprocess.Popen([sys.executable, "-m", "eventhub.cli", "run"], env=env)
    try:
        found = _asked(f"http://127.0.0.1:{port}/healthz", f"http://127.0.0.1:{metrics}/metrics")
    finally:
        process.terminate()
        process.wait(timeout=30)
    assert 'eventhub_requests_total{method="GET",route="web.health",status="200"}' in found


def _asked(page: str, metrics: str) -> str:
    deadline = time.monotonic() + 40
    while time.monotonic() < deadline:
        try:
            urllib.request.urlopen(page, timeout=2).close()
            with urllib.request.urlopen(metrics, timeout=2) as answer:
                text = answer.read().decode()
            if "web.health" in text:
                return text
        except OSError:
            pass
        time.sleep(0.2)
    return ""

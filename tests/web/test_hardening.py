"""What the edge promises to browsers and refuses to strangers, over TLS and behind a proxy."""

import gzip
import json
from dataclasses import replace

import pytest
from flask import Response, request
from prometheus_client import generate_latest

from eventhub.app import create_app
from eventhub.web import metrics
from tests import databases
from tests.factories.accounts import a_person, signed_in

ADDRESS = "https://fair.example.ma"


@pytest.fixture(scope="module")
def over_tls(settings, tmp_path_factory):
    """The application as a province would run it: over TLS, behind one proxy."""
    database = databases.migrated("sqlite", tmp_path_factory.mktemp("tls"))
    app = create_app(replace(settings, public_url=ADDRESS, database_url=database, trusted_proxies=1))
    app.config.update(TESTING=True, RATELIMIT_ENABLED=False)
    return app


@pytest.fixture
def browser(over_tls):
    """A browser that has opened the sign-in page through the proxy, with the answer."""
    client = over_tls.test_client()
    return client, client.get("/sign-in", headers={"X-Forwarded-Proto": "https"})


def test_cookies_belong_to_this_host_over_tls_only(browser, over_tls):
    _client, answer = browser
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-eventhub=")
    for part in ("Secure", "HttpOnly", "Path=/", "SameSite=Lax"):
        assert part in cookie
    assert "Domain" not in cookie
    over_tls.config["WTF_CSRF_ENABLED"] = False
    chosen = over_tls.test_client().post("/language", data={"language": "fr"}).headers["Set-Cookie"]
    over_tls.config["WTF_CSRF_ENABLED"] = True
    assert chosen.startswith("__Host-language=fr")
    assert "Secure" in chosen
    assert "HttpOnly" in chosen


def test_browsers_are_told_to_come_over_tls_for_a_year(over_tls):
    answer = over_tls.test_client().get("/healthz")
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"


@pytest.mark.parametrize("path", ["/healthz", "/nowhere", "/assets/x/css/base.css", "/sw.js", "/sign-in"])
def test_every_answer_says_what_a_browser_may_do_with_it(client, path):
    headers = client.get(path).headers
    policy = headers["Content-Security-Policy"]
    for part in ("object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "default-src 'none'"):
        assert part in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "Access-Control-Allow-Origin" not in headers


def test_a_host_made_up_by_a_client_is_told_to_nobody(browser):
    client, _answer = browser
    made_up = {"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https"}
    answer = client.get("/my/account", headers=made_up)
    assert "evil.example" not in answer.headers["Location"]
    assert "evil.example" not in client.get("/sign-in", headers=made_up).text


def test_a_request_id_is_taken_over_only_if_it_is_one(client):
    good = client.get("/healthz", headers={"X-Request-ID": "proxy-0001.a"})
    assert good.headers["X-Request-ID"] == "proxy-0001.a"
    bad = client.get("/healthz", headers={"X-Request-ID": '"} {"level":"error"'})
    assert "level" not in bad.headers["X-Request-ID"]


def test_pages_of_one_person_and_addresses_that_are_keys_are_stored_nowhere(client):
    assert client.get("/sign-in/link/none").headers["Cache-Control"] == "no-store"
    assert client.get("/i/none").headers["Cache-Control"] == "no-store"
    assert client.post("/sign-in", data={"identity": "x"}).headers["Cache-Control"] == "no-store"
    signed_in(client, a_person())
    assert client.get("/my").headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("method", ["TRACE", "PUT", "MADEUP"])
def test_methods_that_no_route_has_are_refused_and_counted_as_one(app, client, method):
    assert client.open("/sign-in", method=method).status_code == 405
    with app.test_request_context("/sign-in", method=method):
        metrics.count(Response(status=405), request, None)
    counted = generate_latest()
    assert b'method="MADEUP"' not in counted
    assert (b'method="PUT"' if method == "PUT" else b'method="other"') in counted


@pytest.mark.parametrize("path", ["/.git/config", "/assets/", "/assets/x/", "/assets/x/css/", "/.env"])
def test_no_folder_is_listed_and_no_source_served(client, path):
    assert client.get(path).status_code == 404


def test_what_no_column_can_hold_is_refused_without_a_fault(client):
    sent = {"identity": "x\0y", "password": "long enough"}
    assert client.post("/sign-in", data=sent).status_code in {400, 422}
    assert client.get("/s/abc%00def").status_code == 404


@pytest.mark.parametrize("body", [b"[" * 100_000, b'{"changes":' + b"[" * 100_000])
def test_a_body_of_endless_lists_is_not_understood(client, body):
    signed_in(client, a_person())
    for path in ("/api/v1/sheets/sync", "/api/v1/devices/pair"):
        answer = client.post(path, data=body, content_type="application/json")
        assert answer.status_code == 400
        assert answer.content_type == "application/problem+json"


def test_a_body_too_large_is_refused_even_when_it_hides_its_length(client):
    signed_in(client, a_person())
    body = json.dumps({"changes": [], "more": "x" * (3 * 1024 * 1024)})
    assert client.post("/api/v1/sheets/sync", data=body, content_type="application/json").status_code == 413


def test_a_body_is_never_unpacked(client):
    packed = gzip.compress(b'{"code":"x"}')
    answer = client.post("/api/v1/devices/pair", data=packed, headers={"Content-Encoding": "gzip"})
    assert answer.status_code == 400


def test_the_outside_reads_no_trace_of_what_broke(over_tls, monkeypatch):
    monkeypatch.setitem(over_tls.config, "TESTING", 0)
    monkeypatch.setitem(over_tls.config, "PROPAGATE_EXCEPTIONS", 0)

    def broken():
        raise RuntimeError("the secret is amlou")

    monkeypatch.setitem(over_tls.view_functions, "web.health", broken)
    answer = over_tls.test_client().get("/healthz")
    assert answer.status_code == 500
    assert "amlou" not in answer.text
    assert "Traceback" not in answer.text


def test_whom_to_tell_about_a_weakness_is_what_the_operator_set(over_tls, monkeypatch):
    asked = over_tls.test_client()
    assert asked.get("/.well-known/security.txt").status_code == 404
    told = replace(over_tls.config["SETTINGS"], security_contact="mailto:security@fair.example.ma")
    monkeypatch.setitem(over_tls.config, "SETTINGS", told)
    answer = asked.get("/.well-known/security.txt")
    assert answer.text.startswith("Contact: mailto:security@fair.example.ma\nExpires: ")
    assert answer.content_type == "text/plain; charset=utf-8"


def test_light_or_dark_is_read_from_a_cookie_of_this_host(over_tls):
    for name, is_read in (("__Host-theme", True), ("theme", False)):
        page = (
            over_tls.test_client(use_cookies=False).get("/sign-in", headers={"Cookie": f"{name}=dark"}).text
        )
        assert ('data-theme="dark"' in page) is is_read


def test_who_was_signed_in_stays_so_while_a_new_key_comes_in(app, client, monkeypatch):
    signed_in(client, a_person())
    old, new = app.config["SECRET_KEY"], "another secret of this installation, as long"
    assert client.get("/my/account").status_code == 200
    monkeypatch.setitem(app.config, "SECRET_KEY", new)
    monkeypatch.setitem(app.config, "SECRET_KEY_FALLBACKS", [old])
    assert client.get("/my/account").status_code == 200
    signed_in(client, a_person("Other"))
    monkeypatch.setitem(app.config, "SECRET_KEY", old)
    monkeypatch.setitem(app.config, "SECRET_KEY_FALLBACKS", None)
    assert client.get("/my/account").status_code == 302


def test_the_key_of_before_is_read_from_the_settings(settings):
    app = create_app(replace(settings, secret_key_before="k" * 40))
    assert app.config["SECRET_KEY_FALLBACKS"] == ["k" * 40]

"""A phone in Arabic: from a stand's sign to the map, what is searched lights up, the way is shown."""

import os
import socket
import subprocess
import sys
import time
from dataclasses import replace

import pytest

from eventhub.app import create_app
from eventhub.database import db
from tests import servers
from tests.booths.test_public_map import a_floor
from tests.conftest import SECRET, create_tables
from tests.factories import booths as make
from tests.journeys.walking import AXE, RULES

PATIENCE = 90_000


@pytest.fixture
def fair(settings, tmp_path):
    """A served fair: its address, its slug, the code of its first stand."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    address, database = f"http://127.0.0.1:{port}", f"sqlite:///{tmp_path / 'map.sqlite3'}"
    app = create_app(replace(settings, database_url=database, public_url=address))
    with app.app_context():
        create_tables()
        edition = a_floor(exhibitors=3)
        found = {"slug": edition.slug, "code": make.a_booth(edition, "A1").code, "address": address}
        db.session.commit()
        db.session.remove()
        db.engine.dispose()
    environ = os.environ | {"DATABASE_URL": database, "EVENTHUB_DATA": str(tmp_path), "SECRET_KEY": SECRET}
    environ |= {"PUBLIC_URL": address, "LOG_LEVEL": "error"}
    command = [sys.executable, "-m", "gunicorn", "--no-control-socket", "-w", "1", "-b", f"127.0.0.1:{port}"]
    with (tmp_path / "server.log").open("wb") as log:
        server = subprocess.Popen([*command, "wsgi:app"], env=environ, stdout=log, stderr=log)
        try:
            _await(port)
            yield found
        finally:
            server.terminate()
            server.wait(10)


def _await(port):
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=2).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail("the server did not start")


def test_a_visitor_searches_and_walks_from_a_stands_sign(fair, playwright):
    browser = playwright.chromium.launch(
        executable_path=servers.chromium(), args=[*servers.CHROMIUM_ARGUMENTS]
    )
    context = browser.new_context(
        viewport={"width": 360, "height": 800}, locale="ar-MA", has_touch=True, is_mobile=True
    )
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    faults = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(f"{fair['address']}/s/{fair['code']}")
    page.locator("a[href*='/map?from=A1']").click()
    assert page.locator("html").get_attribute("dir") == "rtl"
    page.locator("input[type=search]").fill("أوفوربيا عسل")
    page.locator("input[type=search]").fill("عسل")
    page.locator("#plan-A2.lit").wait_for()
    assert page.locator("svg .s.lit").count() == 2
    assert page.locator("svg.seeking").count() == 1
    page.locator(".hits a").first.click()
    page.locator("a.btn.main[href*='to=A2']").click()
    page.locator("svg .line-way").wait_for(state="attached")
    assert page.locator("ol.turns li").count() >= 2
    before = page.locator("svg.draw").bounding_box()["width"]
    page.locator("[data-zoom=in]").click()
    assert page.locator("svg.draw").bounding_box()["width"] > before * 1.2
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    page.evaluate(AXE)
    violations = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)["violations"]
    browser.close()
    assert [f"{each['id']}: {each['nodes'][0]['html'][:200]}" for each in violations] == []
    assert wide <= 1
    assert faults == []

"""An afternoon at the keyboard, in a real browser: read, decide, go on; then hundreds of files at once."""

import threading
from dataclasses import replace

import pytest
import sqlalchemy as sa
from werkzeug.serving import make_server

from eventhub import clock
from eventhub.accounts.roles import RoleName
from eventhub.app import create_app
from eventhub.booths.models import Application, BulkAction
from eventhub.booths.states import ApplicationState
from eventhub.database import db
from tests import databases, servers
from tests.factories.accounts import signed_in, somebody_with
from tests.factories.booths import a_call, a_cooperative, a_fair, an_application

pytestmark = pytest.mark.browser
S = ApplicationState
FILES = 280


@pytest.fixture
def fair(settings, tmp_path):
    """A fair with several hundred files, served, with its organizer's cookie."""
    url = databases.migrated("sqlite", tmp_path)
    app = create_app(replace(settings, database_url=url, development=True))
    with app.app_context():
        edition = a_fair("khenifra-2025")
        call = a_call(edition)
        for number in range(FILES):
            an_application(call, a_cooperative(f"Coopérative {number:03d}"), created_at=clock.now())
        client = signed_in(app.test_client(), somebody_with(RoleName.ORGANIZER, edition))
        db.session.commit()
        db.session.remove()
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield app, f"http://127.0.0.1:{server.server_port}", client.get_cookie("eventhub").value
    server.shutdown()
    thread.join()
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def page(playwright, fair):
    _app, address, cookie = fair
    browser = playwright.chromium.launch(executable_path=servers.chromium(), args=servers.CHROMIUM_ARGUMENTS)
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="fr-MA")
    context.add_cookies(
        [
            {"name": name, "value": value, "url": address}
            for name, value in (("eventhub", cookie), ("language", "fr"))
        ]
    )
    page = context.new_page()
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{address}/work/e/khenifra-2025/applications?state=submitted&sort=old")
    page.wait_for_load_state("networkidle")
    yield page
    browser.close()
    assert errors == []


def states(app):
    with app.app_context():
        query = sa.select(Application.state, sa.func.count()).group_by(Application.state)
        found = dict(db.session.execute(query).all())
        db.session.remove()
    return found


def test_files_are_screened_with_the_keyboard_and_hundreds_at_once(fair, page):
    app, _address, _cookie = fair
    page.keyboard.press("j")
    page.keyboard.press("o")
    page.wait_for_url("**/applications/*?*")
    assert page.locator("h1").inner_text() == "Coopérative 000"
    for name in ("001", "002"):
        page.wait_for_load_state("networkidle")
        page.keyboard.press("e")
        page.locator("h1", has_text=f"Coopérative {name}").wait_for()
    page.wait_for_load_state("networkidle")
    page.keyboard.press("n")
    page.locator("h1", has_text="Coopérative 003").wait_for()
    assert states(app) == {S.ELIGIBLE: 2, S.SUBMITTED: FILES - 2}
    page.go_back()
    page.locator(".crumbs a").first.click()
    page.wait_for_load_state("networkidle")
    for key in ("j", "x", "j", "x"):
        page.keyboard.press(key)
    assert page.locator("[data-select-count]").inner_text() == "2"
    page.locator("[name=all]").check()
    page.keyboard.press("e")
    page.wait_for_url("**/many/*")
    assert f"{FILES - 2} dossiers" in page.locator("main h2").first.inner_text()
    page.locator("form[action$='/begin'] button").click()
    page.locator("form[action$='/undo'] button").wait_for()
    assert states(app) == {S.ELIGIBLE: FILES}
    page.locator("form[action$='/undo'] button").click()
    page.wait_for_url("**/applications?*")
    assert states(app) == {S.ELIGIBLE: 2, S.SUBMITTED: FILES - 2}
    with app.app_context():
        assert db.session.scalar(sa.select(BulkAction.state)) == "undone"

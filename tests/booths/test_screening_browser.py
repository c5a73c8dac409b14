"""An afternoon at the keyboard, in a real browser: read, decide, go on; then hundreds of files at once."""

import re

import pytest
import sqlalchemy as sa

from eventhub import clock
from eventhub.accounts.roles import RoleName
from eventhub.booths.models import Application, BulkAction
from eventhub.booths.states import ApplicationState
from eventhub.database import db
from tests.factories.accounts import signed_in, somebody_with
from tests.factories.booths import a_call, a_cooperative, a_fair, an_application
from tests.serving import DESKTOP, PHONE, Served, looking

pytestmark = pytest.mark.browser
S = ApplicationState
FILES = 400
WEAVING = 120
PATIENCE = 120_000


class World(Served):
    """A fair with several hundred files, and its organizer's cookie."""

    def __init__(self, settings, folder):
        super().__init__(settings, folder)
        with self.database_open():
            edition = a_fair("khenifra-2025")
            call = a_call(edition)
            for number in range(FILES):
                sector = "weaving" if number >= FILES - WEAVING else "honey"
                cooperative = a_cooperative(f"Coopérative {number:03d}", sector=sector)
                an_application(call, cooperative, created_at=clock.now())
            client = signed_in(self.app.test_client(), somebody_with(RoleName.ORGANIZER, edition))
            self.cookie = client.get_cookie("eventhub").value

    def states(self):
        with self.database_open():
            query = sa.select(Application.state, sa.func.count()).group_by(Application.state)
            return dict(db.session.execute(query).all())


@pytest.fixture(scope="module")
def fair(settings, tmp_path_factory):
    made = World(settings, tmp_path_factory.mktemp("screened"))
    with made.serving():
        yield made
    made.close()


@pytest.fixture
def page(fair, browser):
    yield from opened(fair, browser, "fr", DESKTOP)


@pytest.fixture
def phone(fair, browser):
    yield from opened(fair, browser, "ar", {**PHONE, "has_touch": True})


def opened(fair, browser, language, size):
    cookies, device = {"eventhub": fair.cookie, "language": language}, {**size, "locale": f"{language}-MA"}
    with looking(browser, fair.url, cookies, **device) as page:
        page.set_default_timeout(PATIENCE)
        page.goto(f"{fair.url}/work/e/khenifra-2025/applications?state=submitted&sort=old")
        page.wait_for_load_state("networkidle")
        yield page


def prepare_all(page):
    """From one ticked file to all that the filter finds, to the page that says what would happen."""
    for key in ("j", "x"):
        page.keyboard.press(key)
    page.locator("[name=all]").check()
    page.keyboard.press("e")
    page.wait_for_url("**/many/*")


def do_and_undo(fair, page, before):
    """Press the button, see it go on part after part to its end, and put everything back."""
    page.locator("form[action$='/begin'] button").click()
    page.locator("form[action$='/undo'] button").wait_for()
    assert fair.states() == {S.ELIGIBLE: FILES}
    page.locator("form[action$='/undo'] button").click()
    page.wait_for_url("**/applications?*")
    assert fair.states() == before


def test_files_are_screened_with_the_keyboard_and_hundreds_at_once(fair, page):
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
    assert fair.states() == {S.ELIGIBLE: 2, S.SUBMITTED: FILES - 2}
    page.go_back()
    page.locator(".crumbs a").first.click()
    page.wait_for_load_state("networkidle")
    for key in ("j", "x", "j", "x"):
        page.keyboard.press(key)
    assert page.locator("[data-select-count]").inner_text() == "2"
    page.locator("[name=sector]").select_option("weaving")
    page.wait_for_url("**sector=weaving*")
    page.wait_for_load_state("networkidle")
    prepare_all(page)
    assert f"{WEAVING} dossiers" in page.locator("main h2").first.inner_text()
    page.go_back()
    page.locator("[name=sector]").select_option("")
    page.wait_for_url(re.compile(r"^(?!.*sector=weaving)"))
    page.wait_for_load_state("networkidle")
    prepare_all(page)
    assert f"{FILES - 2} dossiers" in page.locator("main h2").first.inner_text()
    do_and_undo(fair, page, {S.ELIGIBLE: 2, S.SUBMITTED: FILES - 2})
    with fair.database_open():
        assert db.session.scalars(sa.select(BulkAction.state).order_by(BulkAction.id)).all() == [
            "prepared",
            "undone",
        ]


def test_hundreds_of_files_at_once_on_a_phone(fair, phone):
    before = fair.states()
    phone.locator("input[name=ids]").first.check()
    phone.locator("[name=all]").check()
    phone.locator("button[name=verb][value=eligible]").tap()
    phone.wait_for_url("**/many/*")
    do_and_undo(fair, phone, before)

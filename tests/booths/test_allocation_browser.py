"""An allocation in a real browser, in Arabic: search, drag, set, undo, search again, compare, publish."""

import re

import pytest
import sqlalchemy as sa

from eventhub.accounts.roles import RoleName
from eventhub.booths.models import AllocationRun, Application, Assignment, Booth
from eventhub.booths.states import ApplicationState
from eventhub.database import db
from tests.factories.accounts import signed_in, somebody_with
from tests.factories.booths import a_booth, a_call, a_cooperative, a_fair, a_plan, an_application
from tests.serving import DESKTOP, Served, chromium, looking

pytestmark = pytest.mark.browser
PATIENCE = 120_000
S = ApplicationState


class World(Served):
    """A fair of four stands and six files, one who cooks, one who weaves; an organizer is signed in."""

    def __init__(self, settings, folder):
        super().__init__(settings, folder)
        with self.database_open():
            fair = a_fair("dragged", state="allocation")
            a_plan(fair, 4)
            for label in ("A1", "A2"):
                a_booth(fair, label).allows_cooking = True
            call = a_call(fair)
            for number, (name, sector, cooks) in enumerate(
                (
                    ("Grill", "couscous", True),
                    ("Tapis", "weaving", False),
                    ("Miel", "honey", False),
                    ("Bois", "wood", False),
                    ("Cuir", "leather", False),
                    ("Argile", "pottery", False),
                )
            ):
                needs = {"booths": 1, "cooking": cooks}
                an_application(
                    call,
                    a_cooperative(name, sector=sector),
                    S.SCORED,
                    published_state=S.ELIGIBLE,
                    score=90 - number,
                    needs=needs,
                )
            client = self.app.test_client()
            signed_in(client, somebody_with(RoleName.ORGANIZER, fair))
            self.cookie = client.get_cookie("eventhub").value

    def stands(self):
        """Who holds each stand, and whether it is set by hand."""
        with self.database_open():
            query = (
                sa.select(Booth.label, Application.sector, Assignment.is_pinned)
                .join(Booth, Booth.id == Assignment.booth_id)
                .join(Application, Application.id == Assignment.application_id)
            )
            return {label: (sector, is_pinned) for label, sector, is_pinned in db.session.execute(query)}


@pytest.fixture
def world(settings, tmp_path):
    made = World(settings, tmp_path)
    yield made
    made.close()


@pytest.fixture
def page(world, playwright):
    cookies, device = {"eventhub": world.cookie, "language": "ar"}, {**DESKTOP, "locale": "ar-MA"}
    with chromium(playwright) as browser, looking(browser, world.url, cookies, **device) as page:
        page.set_default_timeout(PATIENCE)
        yield page


def press(page, selector):
    with page.expect_navigation():
        page.locator(selector).first.click()
        answer = page.locator("dialog[open] .main, dialog[open] [value='yes']")
        if answer.count():
            answer.first.click()
    page.wait_for_load_state("networkidle")


def drag(page, one, other):
    """Drag a stand above another and wait for the answer."""
    centres = []
    for label in (one, other):
        box = page.locator(f"svg.draw a[href*='stand={label}'] rect.st").first.bounding_box()
        centres.append((box["x"] + box["width"] / 2, box["y"] + box["height"] / 2))
    page.mouse.move(*centres[0])
    page.mouse.down()
    page.mouse.move(centres[0][0] + 12, centres[0][1] + 2)
    page.mouse.move(*centres[1], steps=4)
    page.locator(".st.may, .st.may-not").wait_for()


def test_an_allocation_from_the_search_to_its_publication(world, page):
    with world.serving():
        plan = f"{world.url}/work/e/dragged/plan"
        page.goto(f"{plan}/allocation")
        press(page, "form[action$='/plan/allocate'] button[type=submit]")
        first = world.stands()
        assert len(first) == 4
        at = {sector: label for label, (sector, _pinned) in first.items()}
        assert set(at) == {"couscous", "weaving", "honey", "wood"}
        page.locator("svg.draw").scroll_into_view_if_needed()
        forbidden = next(label for label in ("A3", "A4") if at["couscous"] in ("A1", "A2"))
        drag(page, at["couscous"], forbidden)
        assert page.locator(".st.may-not").count() == 1
        assert "Grill" in page.locator("[data-by-hand-says]").inner_text()
        page.mouse.up()
        assert world.stands() == first
        page.goto(f"{plan}/allocation")
        free = sorted({"A1", "A2", "A3", "A4"} - {at["couscous"], at["weaving"]})
        drag(page, *free)
        assert page.locator(".st.may").count() == 1
        with page.expect_navigation():
            page.mouse.up()
        moved = world.stands()
        assert [moved[label][0] for label in free] == [first[label][0] for label in reversed(free)]
        press(page, "form[action$='/plan/undo'] button")
        assert {label: sector for label, (sector, _p) in world.stands().items()} == {
            label: sector for label, (sector, _p) in first.items()
        }
        page.goto(f"{plan}/allocation?stand={free[0]}#stand")
        press(page, "form[action$='/pin'] button")
        assert world.stands()[free[0]][1]
        press(page, "form[action$='/plan/allocate'] button[type=submit]")
        assert world.stands()[free[0]] == (first[free[0]][0], True)
        page.goto(f"{plan}/runs")
        page.locator("a.row-link").first.click()
        press(page, "a[href*='/compare']")
        assert re.search(r"1 .*2", page.locator("h1").inner_text())
        page.goto(f"{plan}/publish")
        press(page, "form:has(a[href$='/plan/allocation']) button.main")
        with world.database_open():
            states = db.session.scalars(sa.select(Application.published_state)).all()
            assert sorted(states) == [S.SELECTED] * 4 + [S.WAITLISTED] * 2
            assert db.session.scalar(sa.select(sa.func.count()).select_from(AllocationRun)) == 2

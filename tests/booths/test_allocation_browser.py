"""An allocation in a real browser: search, move by hand, set, undo, search again, compare, publish.

With a finger on a phone in Arabic, with a mouse on a tablet's screen in French.
"""

import re
import time
from typing import ClassVar

import pytest
import sqlalchemy as sa

from eventhub.accounts.roles import RoleName
from eventhub.booths.models import AllocationRun, Application, Assignment, Booth
from eventhub.booths.states import ApplicationState
from eventhub.database import db
from eventhub.fairs.models import Edition
from tests.factories.accounts import signed_in, somebody_with
from tests.factories.booths import a_booth, a_call, a_cooperative, a_fair, a_plan, an_application
from tests.serving import PHONE, TABLET, Served, looking

pytestmark = pytest.mark.browser
PATIENCE = 60_000
ALONG = 40
"""Pixels by which a map that scrolls along has moved for sure."""
S = ApplicationState


class World(Served):
    """Fairs of four stands and six files, one who cooks, one who weaves; an organizer is signed in."""

    def begin(self, slug):
        """One more fair."""
        self.slug = slug
        with self.database_open():
            fair = a_fair(slug, state="allocation")
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
                .join(Edition, Edition.id == Booth.edition_id)
                .where(Edition.slug == self.slug)
            )
            return {label: (sector, is_pinned) for label, sector, is_pinned in db.session.execute(query)}


@pytest.fixture(scope="module")
def world(settings, tmp_path_factory):
    made = World(settings, tmp_path_factory.mktemp("by-hand"))
    with made.serving():
        yield made
    made.close()


class Mouse:
    """Drags a stand onto another; letting go does it."""

    device: ClassVar = {**TABLET, "locale": "fr-MA"}
    language = "fr"

    def weigh(self, page, one, other):
        """Carry a stand above another and wait for the answer."""
        start, end = centre(page, one), centre(page, other)
        page.mouse.move(*start)
        page.mouse.down()
        page.mouse.move(start[0] + 12, start[1] + 2)
        page.mouse.move(*end, steps=4)
        page.locator(".st.may, .st.may-not").wait_for()

    def give_up(self, page):
        """Let go where it is not allowed."""
        page.mouse.up()

    def do(self, page):
        """Let go where it is allowed."""
        page.mouse.up()


class Finger:
    """Holds a stand and drags it, the map scrolling along; or taps it, then where it goes, then confirms."""

    device: ClassVar = {**PHONE, "locale": "ar-MA", "has_touch": True, "is_mobile": True}
    language = "ar"

    def weigh(self, page, one, other):
        """Tap a stand, tap another, and wait for the answer."""
        for label in (one, other):
            stand(page, label).tap()
        page.locator(".st.may, .st.may-not").wait_for()

    def give_up(self, page):
        """Leave it, then carry one to the edge: what was out of sight comes, and nothing has moved."""
        page.locator("[data-by-hand-says] button").last.tap()
        touch = page.context.new_cdp_session(page)
        start = centre(page, "A2")
        for kind, points in (("touchStart", [start]), ("touchMove", [(352, start[1])])):
            where = [{"x": x, "y": y} for x, y in points]
            touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": where})
            if kind == "touchStart":
                page.locator(".st.carried").wait_for()
        until(lambda: page.locator(".floor-map > .sheet").evaluate("sheet => sheet.scrollLeft") > ALONG)
        touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    def do(self, page):
        """Confirm what was allowed."""
        page.locator("[data-by-hand-says] button.main").tap()


@pytest.fixture(params=[Finger, Mouse])
def hand(request):
    return request.param()


@pytest.fixture
def page(world, browser, hand):
    world.begin(f"dragged-{hand.language}")
    cookies = {"eventhub": world.cookie, "language": hand.language}
    with looking(browser, world.url, cookies, **hand.device) as page:
        page.set_default_timeout(PATIENCE)
        yield page


def press(page, selector):
    with page.expect_navigation():
        page.locator(selector).first.click()
        answer = page.locator("dialog[open] .main, dialog[open] [value='yes']")
        if answer.count():
            answer.first.click()
    page.wait_for_load_state("networkidle")


def until(is_so):
    """Wait for something of the page; what a page of ours evaluates may not be a string of code."""
    deadline = time.monotonic() + PATIENCE / 1000
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def stand(page, label):
    return page.locator(f"svg.draw a[href*='stand={label}#'] rect.st").first


def centre(page, label):
    stand(page, label).scroll_into_view_if_needed()
    box = stand(page, label).bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_an_allocation_from_the_search_to_its_publication(world, page, hand):
    plan = f"{world.url}/work/e/{world.slug}/plan"
    page.goto(f"{plan}/allocation")
    press(page, "form[action$='/plan/allocate'] button[type=submit]")
    first = world.stands()
    assert len(first) == 4
    at = {sector: label for label, (sector, _pinned) in first.items()}
    assert set(at) == {"couscous", "weaving", "honey", "wood"}
    forbidden = next(label for label in ("A3", "A4") if at["couscous"] in ("A1", "A2"))
    hand.weigh(page, at["couscous"], forbidden)
    assert page.locator(".st.may-not").count() == 1
    assert "Grill" in page.locator("[data-by-hand-says]").inner_text()
    hand.give_up(page)
    assert world.stands() == first
    page.goto(f"{plan}/allocation")
    free = sorted({"A1", "A2", "A3", "A4"} - {at["couscous"], at["weaving"]})
    hand.weigh(page, *free)
    assert page.locator(".st.may").count() == 1
    with page.expect_navigation():
        hand.do(page)
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
        fair = db.session.scalars(sa.select(Edition).where(Edition.slug == world.slug)).one()
        here = Application.edition_id == fair.id
        states = db.session.scalars(sa.select(Application.published_state).where(here)).all()
        assert sorted(states) == [S.SELECTED] * 4 + [S.WAITLISTED] * 2
        runs = sa.select(sa.func.count()).where(AllocationRun.edition_id == fair.id)
        assert db.session.scalar(runs) == 2

"""A phone in Arabic: from a stand's sign to the map, what is searched lights up, the way is shown."""

from datetime import timedelta

import pytest

from eventhub import clock
from tests.booths.test_public_map import a_floor
from tests.factories import booths as make
from tests.journeys.walking import violations
from tests.serving import PHONE, Served, looking

PATIENCE = 90_000


@pytest.fixture
def fair(settings, tmp_path):
    """A served fair: its address and the code of its first stand."""
    served, today = Served(settings, tmp_path), clock.today()
    with served.database_open():
        floor = a_floor(exhibitors=3, starts_on=today - timedelta(days=1), ends_on=today + timedelta(days=5))
        code = make.a_booth(floor, "A1").code
    with served.serving():
        yield served.url, code
    served.close()


@pytest.fixture
def page(browser):
    device = {**PHONE, "locale": "ar-MA", "has_touch": True, "is_mobile": True}
    with looking(browser, **device) as page:
        yield page


def test_a_visitor_searches_and_walks_from_a_stands_sign(fair, page):
    url, code = fair
    page.set_default_timeout(PATIENCE)
    page.goto(f"{url}/s/{code}")
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
    assert violations(page) == []
    assert wide <= 1

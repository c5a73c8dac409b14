"""An agent without a network: a new cooperative and its application, written and sent in order."""

import os
from datetime import timedelta

import pytest
import sqlalchemy as sa
from playwright.sync_api import expect

from eventhub import clock
from eventhub.accounts.roles import RoleName
from eventhub.booths.models import Application
from eventhub.cooperatives.models import Cooperative
from eventhub.database import db
from tests.factories.accounts import signed_in, somebody_with
from tests.factories.booths import a_call, a_cooperative, a_fair
from tests.serving import PHONE, Served, looking, wake

pytestmark = pytest.mark.browser
PATIENCE = 20_000  # milliseconds
TOUR = "/e/khenifra-2025/tour"
NAME = "تعاونية الأمل"
ALONE = "تعاونية الواحة"


class World(Served):
    """A fair whose call is open, an agent's cookie, and a cooperative that has a number already."""

    def __init__(self, settings, folder):
        super().__init__(settings, folder)
        with self.database_open():
            edition = a_fair("khenifra-2025")
            papers = [{"kind": "onssa", "sectors": ["honey"]}]
            at, days = clock.now(), timedelta(days=20)
            a_call(edition, documents=papers, opens_at=at - days, closes_at=at + days)
            a_cooperative("المعروفة", phone="+212661223399")
            agent = somebody_with(RoleName.FIELD_AGENT, edition, email="agent@example.ma")
            client = signed_in(self.app.test_client(), agent)
            self.cookie = client.get_cookie("eventhub").value

    def made(self, name=NAME):
        """How many exhibitors have this name, and the needs of their applications."""
        with self.database_open():
            count = sa.select(sa.func.count()).select_from(Cooperative).where(Cooperative.name_ar == name)
            theirs = sa.select(Application).join(Cooperative).where(Cooperative.name_ar == name)
            return db.session.scalar(count), [row.needs for row in db.session.scalars(theirs)]

    def arrived(self, page, name):
        """Wait until an application of this name needs water."""
        for _ in range(PATIENCE // 100):
            if (found := self.made(name))[1] and found[1][0].get("water"):
                return found
            page.wait_for_timeout(100)
        return self.made(name)


@pytest.fixture
def fair(settings, tmp_path):
    made = World(settings, tmp_path)
    with made.serving():
        yield made
    made.close()


def look(page, name):
    if folder := os.environ.get("EVENTHUB_LOOK"):
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)


def write_down(fair, page, name, phone):
    """A new cooperative, and water for it, with no network."""
    page.goto(f"{fair.url}{TOUR}/new")
    page.context.set_offline(True)
    page.fill("[name=name_ar]", name)
    page.select_option("[name=sector]", "weaving")
    page.fill("[name=phone]", phone)
    page.locator("[name=consent][value=phone]").check()
    page.click("button:has-text('الطلب')")
    expect(page.locator("[data-newcomer-name]")).to_have_text(name)
    page.click("[data-next]")
    page.locator("[name=water]").check()
    expect(page.locator("[data-says=here]:not([aria-busy=true])")).to_have_count(1)


def test_a_new_cooperative_applies_without_a_network_and_both_arrive_once(fair, browser):
    cookies = {"eventhub": fair.cookie, "language": "ar"}
    with looking(browser, fair.url, cookies, **PHONE, locale="ar-MA") as page:
        page.set_default_timeout(PATIENCE)
        page.goto(f"{fair.url}{TOUR}")
        expect(page.locator("[data-tour-says]")).not_to_be_empty(timeout=PATIENCE)
        write_down(fair, page, ALONE, "0661778800")
        page.goto("about:blank")
        page.context.set_offline(False)
        wake(page, fair.url, "applying")
        count, needs = fair.arrived(page, ALONE)
        assert (count, [each["water"] for each in needs]) == (1, [True])

        write_down(fair, page, NAME, "0661223399")
        assert page.locator("#step-document_onssa").count() == 0
        look(page, "draft")
        page.reload()
        expect(page.locator("[name=water]")).to_be_checked()
        page.goto(f"{fair.url}{TOUR}")
        expect(page.locator("[data-tour-waiting] [data-name]")).to_have_text(NAME)
        look(page, "waiting")
        page.context.set_offline(False)
        expect(page.locator("[data-another]")).to_be_visible(timeout=PATIENCE)
        look(page, "refused")
        assert fair.made() == (0, [])
        page.locator("[data-another]").dblclick()
        expect(page.locator("[data-tour-waiting]")).to_be_empty(timeout=PATIENCE)
        count, needs = fair.arrived(page, NAME)
        assert (count, [each["water"] for each in needs]) == (1, [True])

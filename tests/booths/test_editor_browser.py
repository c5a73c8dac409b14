"""The editor in a real browser: a square drawn from nothing, and two people on one plan."""

import re
import time

import pytest
import sqlalchemy as sa

from eventhub import clock
from eventhub.booths.models import Booth, Plan
from eventhub.booths.operations import beginning
from eventhub.database import db
from eventhub.fairs.queries import edition_by_slug
from tests.factories.accounts import PASSWORD, a_person, a_role
from tests.factories.booths import a_fair
from tests.serving import DESKTOP, Served, looking

pytestmark = pytest.mark.browser
MINUTES_OF_ACTIONS = 60
"""Five minutes at five seconds an action."""


class World(Served):
    """A fair without a plan, two organizers, a server of its own."""

    def __init__(self, settings, folder):
        super().__init__(settings, folder)
        with self.database_open():
            fair = a_fair()
            self.slug = fair.slug
            for name in ("fatima", "said"):
                person = a_person(name, email=f"{name}@example.ma", password=PASSWORD)
                a_role(person, fair)

    def stands(self):
        with self.database_open():
            rows = db.session.execute(
                sa.select(Booth.label, Booth.row, Booth.x, Booth.y, Booth.angle, Booth.power_kw)
                .join(Plan, Plan.id == Booth.plan_id)
                .order_by(Booth.label)
            ).all()
        return {row.label: row for row in rows}

    def plan(self):
        with self.database_open():
            found = db.session.scalar(sa.select(Plan))
            db.session.expunge(found)
        return found


@pytest.fixture
def world(settings, tmp_path):
    made = World(settings, tmp_path)
    with made.serving():
        yield made
    made.close()


@pytest.fixture
def people(world, browser):
    """Fatima and Said, each in front of a screen of their own."""
    device = {**DESKTOP, "locale": "fr-MA"}
    with (
        looking(browser, **device) as fatimas,
        looking(browser, **device) as saids,
    ):
        yield Hand(world, fatimas, "fatima"), Hand(world, saids, "said")


class Hand:
    """One person at the editor; each thing done on the plan is counted."""

    def __init__(self, world, page, name):
        self.world, self.page, self.actions = world, page, 0
        self.page.goto(f"{world.url}/sign-in")
        self.page.locator("[name=identity]").first.fill(f"{name}@example.ma")
        self.page.locator("[name=password]").fill(PASSWORD)
        self.page.keyboard.press("Enter")
        self.page.wait_for_url(re.compile("/(my|work|gate)"))

    def open(self):
        self.page.goto(f"{self.world.url}/work/e/{self.world.slug}/plan/edit")

    def ready(self):
        self.page.wait_for_selector("[data-editor][data-ready]")

    def tool(self, name):
        self.actions += 1
        self.page.locator(f"[data-tool={name}]").first.click()

    def option(self, name, value):
        self.actions += 1
        place = self.page.locator(f"[data-option={name}]")
        if name in ("what", "numbering"):
            place.select_option(value)
        else:
            place.fill(value)

    def at(self, x, y):
        """Where a point of the plan (metres) lies on the screen."""
        return self.page.evaluate(
            """([x, y]) => {
                const svg = document.querySelector("svg[data-plan]");
                const box = svg.viewBox.baseVal, frame = svg.getBoundingClientRect();
                const scale = box.width / frame.width;
                return [frame.left + (x - box.x) / scale, frame.top + (y - box.y) / scale];
            }""",
            [x, y],
        )

    def drag(self, start, end):
        self.actions += 1
        self.page.mouse.move(*self.at(*start))
        self.page.mouse.down()
        self.page.mouse.move(*self.at((start[0] + end[0]) / 2, (start[1] + end[1]) / 2))
        self.page.mouse.move(*self.at(*end))
        self.page.mouse.up()

    def press(self, x, y):
        self.actions += 1
        self.page.mouse.click(*self.at(x, y))

    def saved(self):
        self.page.wait_for_selector(".says[data-state='saved']", timeout=10000)

    def faults(self):
        time.sleep(0.3)
        return self.page.locator("[data-faults] button").all_text_contents()


def draw_the_square(hand):
    """20 August square, 44 × 24 m: four sides, a double row in the middle, a stage, two ways in, water."""
    hand.actions += 1  # the size is the one proposed: one press
    hand.page.locator("button", has_text=re.compile("Draw from nothing|Dessiner à partir de rien")).click()
    hand.ready()
    hand.tool("row")
    hand.drag((3.5, 0.5), (21.5, 0.5))  # A, along the top, looking down
    hand.drag((24, 0.5), (39, 0.5))  # B
    hand.drag((21.5, 23.5), (3.5, 23.5))  # C, along the bottom, drawn the other way: it looks up
    hand.drag((39, 23.5), (24, 23.5))  # D
    hand.drag((0.5, 21), (0.5, 3))  # E, left side upwards … its stands lie to its right
    hand.drag((43.5, 3), (43.5, 21))  # F, right side downwards
    hand.drag((8, 9), (32, 9))  # G and H, back to back
    hand.drag((32, 15), (8, 15))
    hand.option("count", "7")
    hand.drag((35.5, 5.5), (38, 5.5))
    hand.page.keyboard.press("Control+z")  # a slip of the hand
    hand.actions += 1
    hand.tool("thing")
    hand.option("what", "stage")
    hand.drag((34, 8), (39, 16))
    for what, x, y in (("entrance", 22.8, 0), ("entrance", 22.8, 24), ("water", 6, 6)):
        hand.tool("thing")
        hand.option("what", what)
        hand.press(x, y)


def test_a_square_is_drawn_from_nothing_in_five_minutes_and_is_there_after_a_reload(world, people):
    hand, _other = people
    hand.open()
    draw_the_square(hand)
    assert hand.faults() == []
    hand.saved()
    assert hand.actions <= MINUTES_OF_ACTIONS, hand.actions
    stands = world.stands()
    assert 50 <= len(stands) <= 75, len(stands)
    assert {stand.row for stand in stands.values()} == set("ABCDEFGH")
    assert (stands["A1"].x, stands["A1"].y, stands["A1"].angle) == (5, 2, 0)
    assert (stands["E1"].angle, stands["F1"].angle, stands["C1"].angle) == (270, 90, 180)
    things = sorted(thing["kind"] for thing in world.plan().drawing)
    assert things == ["entrance", "entrance", "stage", "water"]
    hand.open()
    hand.ready()
    assert hand.page.locator(".editor-sheet .stand").count() == len(stands)
    # By keyboard: the first stand one step to the right overlaps nothing but its neighbour.
    hand.page.locator(".stand[aria-label$=' A1']").focus()
    hand.page.keyboard.press("Enter")
    hand.page.keyboard.press("Shift+ArrowRight")
    hand.saved()
    assert world.stands()["A1"].x == 10
    assert len(hand.faults()) >= 1


def test_two_people_on_one_plan_lose_nothing(world, people):
    with world.database_open():
        fair = edition_by_slug(world.slug)
        beginning.begin_grid(None, fair, beginning.grids.Grid(30, 20), clock.now())
    before = world.stands()
    fatima, said = people
    for hand in (fatima, said):
        hand.open()
        hand.ready()
    first, second = sorted(before)[:2]
    said.page.context.set_offline(True)
    for hand, label, key in ((fatima, first, "ArrowDown"), (said, second, "ArrowDown")):
        hand.page.locator(f".stand[aria-label$=' {label}']").focus()
        hand.page.keyboard.press("Enter")
        hand.page.keyboard.press(key)
    said.page.locator("[data-panel] [name=power_kw]").fill("7,5")
    said.page.keyboard.press("Tab")
    fatima.saved()
    said.page.wait_for_selector(".says[data-state='offline']")
    said.page.context.set_offline(False)
    said.page.evaluate("dispatchEvent(new Event('online'))")
    said.saved()
    after = world.stands()
    assert after[first].y == pytest.approx(before[first].y + 0.5)
    assert after[second].y == pytest.approx(before[second].y + 0.5)
    assert after[second].power_kw == 7.5
    said.page.wait_for_selector("[data-here]:not([hidden])", timeout=8000)
    assert "fatima" in said.page.locator("[data-here]").text_content()

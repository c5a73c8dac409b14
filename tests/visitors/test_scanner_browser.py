"""The scanner in a real browser: its camera sees a real badge, the network goes and comes back."""

import io
import time
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from bench import scanner
from eventhub.booths.states import ApplicationState, AssignmentState
from eventhub.database import db
from eventhub.documents import qr_png
from eventhub.fairs.models import Edition
from eventhub.visitors import codes, operations
from eventhub.visitors.models import Badge, Scan, Vote
from eventhub.visitors.verification import check_counters
from tests.factories.booths import a_booth, a_call, a_cooperative, a_hold, a_plan, an_application
from tests.factories.visitors import a_badge, a_fair, a_gate
from tests.serving import PHONE, Served, chromium, looking

pytestmark = pytest.mark.browser
PATIENCE = 20_000


class World(Served):
    """A fair with one gate, two badges and a phone invited; its server can go away and come back."""

    def __init__(self, settings, folder):
        super().__init__(settings, folder)
        with self.database_open():
            now = datetime.now(UTC)
            fair = a_fair(starts_on=now.date() - timedelta(days=1), ends_on=now.date() + timedelta(days=3))
            own = a_badge(fair, at=now)
            self.own = f"{self.url}/badge/{own.public_id}"
            self.badge, self.other = own.code, a_badge(fair, at=now).code
            self.cancelled = a_badge(fair, at=now)
            operations.revoke_badge(None, self.cancelled.registration, now)
            self.cancelled = self.cancelled.code
            _device, self.pairing = operations.invite_device(
                None, fair, a_gate(fair, "A", shows_name=True), "Phone", now
            )

    def a_stand(self):
        """The code of a stand of the fair, with somebody on it."""
        with self.database_open():
            fair = db.session.scalars(sa.select(Edition)).one()
            a_plan(fair)
            filed = an_application(a_call(fair), a_cooperative(), ApplicationState.PRESENT)
            a_hold(a_booth(fair, "A1"), filed, AssignmentState.OCCUPIED)
            return a_booth(fair, "A1").code

    def voters(self):
        with self.database_open():
            return list(db.session.scalars(sa.select(Badge.code).join(Vote, Vote.badge_id == Badge.id)))

    def scans(self):
        with self.database_open():
            rows = db.session.execute(
                sa.select(Scan.outcome, Scan.is_offline, Scan.undone_at).order_by(Scan.id)
            ).all()
            assert list(check_counters()) == []
        return [(row.outcome, row.is_offline, row.undone_at is not None) for row in rows]


@pytest.fixture
def world(settings, tmp_path):
    made = World(settings, tmp_path)
    yield made
    made.close()


def film(world, path):
    """A film for the fake camera: a badge's QR held before it."""
    from PIL import Image

    code = Image.open(io.BytesIO(qr_png(codes.address(world.url, "b", world.badge), scale=8)))
    frame = Image.new("RGB", (640, 480), (205, 198, 190))
    frame.paste(code.convert("RGB").rotate(4, expand=True, fillcolor=(255, 255, 255)), (140, 60))
    picture = io.BytesIO()
    frame.save(picture, "JPEG", quality=88)
    path.write_bytes(picture.getvalue() * 12)
    return path


@pytest.fixture
def phone(world, playwright, tmp_path):
    """A phone's browser whose camera shows the badge."""
    camera = [
        "--use-fake-device-for-media-stream",
        "--use-fake-ui-for-media-stream",
        f"--use-file-for-fake-video-capture={film(world, tmp_path / 'badge.mjpeg')}",
    ]
    device = {**PHONE, "locale": "en", "permissions": ["camera"]}
    with chromium(playwright, *camera) as browser, looking(browser, **device) as page:
        page.set_default_timeout(PATIENCE)
        page.add_init_script(BROKEN_READER)
        yield page


BROKEN_READER = """window.BarcodeDetector = class {
  static getSupportedFormats = async () => ["qr_code"];
  detect = async () => { throw new DOMException("Barcode detection service unavailable."); };
}"""
"""A browser that promises to read codes and does not, as phones without the services it stands on."""

KEPT = """(async () => {
  const base = await new Promise((told) => {
    indexedDB.open("eventhub-scanner").onsuccess = (event) => told(event.target.result);
  });
  const all = (name) => new Promise((told) => {
    base.transaction(name).objectStore(name).getAll().onsuccess = (event) => told(event.target.result);
  });
  return JSON.stringify([await Promise.all([...base.objectStoreNames].map(all)), {...localStorage}]);
})()"""
"""All that the scanner keeps on the phone."""

PRESS = """([keys, wrote]) => keys.forEach((code, at) => document.body.dispatchEvent(
  new KeyboardEvent("keydown", { code, key: wrote[at], bubbles: true })))"""


def trigger(page, code):
    """A scanner with a trigger on a machine with a French keyboard: its keys write other letters."""
    french = str.maketrans("QWAZ2345678", "AZQWé\"'(-è_")
    keys = [f"Digit{symbol}" if symbol.isdigit() else f"Key{symbol}" for symbol in code]
    page.evaluate(PRESS, [[*keys, "Enter"], [*code.translate(french), "Enter"]])


def answered(page, kind):
    page.wait_for_selector(f"body[data-answer={kind}]", timeout=PATIENCE)


def type_code(page, code):
    # Put away by one event, since the answer may leave by itself between a look and a press.
    page.locator("[data-scan=word]").dispatch_event("click")
    page.locator("[data-scan=typed]").fill(codes.shown(code).lower())
    page.locator("[data-scan=type-form] button").click()


def until(question, complaint=lambda: "it took too long"):
    """Wait until the answer is yes; the page's policy forbids Playwright to wait by itself."""
    deadline = time.monotonic() + PATIENCE / 1000
    while not question():
        assert time.monotonic() < deadline, complaint()
        time.sleep(0.05)


def says(page, text, part="link"):
    place = page.locator(f"[data-scan={part}]")
    until(lambda: text in place.inner_text(), lambda: f"{text!r} is not in {place.inner_text()!r}")


def keeps(page, end):
    names = "caches.keys().then(names => Promise.all(names.map(n => caches.open(n).then(c => c.keys()))))"
    return page.evaluate(f"{names}.then(all => all.flat().some(r => r.url.endsWith('{end}')))")


def test_a_phone_is_paired_sees_a_badge_lets_it_in_and_takes_it_back(world, phone):
    with world.serving():
        phone.goto(f"{world.url}/gate#{world.pairing}")
        answered(phone, "ok")
        assert phone.locator("[data-scan=code]").inner_text() == codes.shown(world.badge)
        assert phone.locator("[data-scan=where]").inner_text().endswith("A")
        says(phone, "1", "people")
        assert phone.locator("[data-scan=name]").text_content() == "Fatima A."
        assert "Fatima" not in phone.evaluate(KEPT)
        assert world.scans() == [("ok", False, False)]
        assert phone.locator("[data-scan=sound]").get_attribute("hidden") is None
        phone.locator("[data-scan=sound]").dispatch_event("click")
        until(lambda: phone.locator("[data-scan=sound]").get_attribute("hidden") is not None)
        phone.locator("[data-panel=answer] [data-undo]").dispatch_event("click")
        says(phone, "0", "people")
        assert world.scans()[0] == ("ok", False, True)
        trigger(phone, world.other)
        until(lambda: phone.locator("[data-scan=code]").inner_text() == codes.shown(world.other))
        says(phone, "1", "people")


def test_what_is_scanned_without_a_network_is_kept_and_arrives_once(world, phone):
    with world.serving():
        phone.goto(f"{world.url}/gate#{world.pairing}")
        answered(phone, "ok")
        says(phone, "nothing waits")
    type_code(phone, world.other)
    answered(phone, "ok")
    assert phone.locator("[data-scan=name]").is_hidden()
    says(phone, "1 waiting")
    assert "Offline since" in phone.locator("[data-scan=link]").inner_text()
    type_code(phone, world.cancelled)
    answered(phone, "no")
    type_code(phone, world.other)
    answered(phone, "again")
    says(phone, "2 waiting")
    with world.serving():
        says(phone, "nothing waits")
        time.sleep(0.3)
    assert world.scans() == [("ok", False, False), ("ok", True, False), ("irregular", True, False)]


def test_the_scanner_opens_again_without_a_network_and_remembers_the_day(world, phone):
    with looking(phone.context.browser, **PHONE) as visitor:
        with world.serving():
            visitor.goto(world.own)
            until(lambda: keeps(visitor, world.own))  # opened once, before anything watched
            phone.goto(f"{world.url}/gate#{world.pairing}")
            answered(phone, "ok")
            until(lambda: keeps(phone, ".wasm") and keeps(phone, "/gate"))
        visitor.goto(world.own)
        assert visitor.locator("figcaption").inner_text() == codes.shown(world.badge)
    phone.goto(f"{world.url}/gate")
    answered(phone, "again")
    type_code(phone, world.other)
    answered(phone, "ok")
    says(phone, " waiting")


def test_a_used_pairing_code_is_told_so(world, phone):
    with world.serving():
        phone.goto(f"{world.url}/gate#{world.pairing}")
        answered(phone, "ok")
        phone.context.clear_cookies()
        phone.goto("about:blank")
        phone.goto(f"{world.url}/gate#{world.pairing}")
        says(phone, " ", "refusal")


def test_a_badge_on_paper_shown_to_a_page_votes(world, phone):
    stand = world.a_stand()
    with world.serving():
        phone.goto(f"{world.url}/s/{stand}/vote")
        field = phone.locator("[data-badge-typing] input")
        until(field.is_hidden)  # the script puts typing last once it has come
        phone.locator("[data-badge-camera]").click()
        until(lambda: field.input_value() == codes.shown(world.badge))
        assert codes.shown(world.badge) in phone.locator("[data-badge-says]").inner_text()
        assert phone.locator("[data-badge-view]").is_hidden()
        assert world.voters() == []  # nothing is sent before the button
        phone.get_by_role("button", name="favourite").click()
        until(lambda: world.voters() == [world.badge], lambda: phone.locator("main").inner_text())


def test_a_killed_browser_loses_nothing_that_was_answered(playwright, tmp_path):
    small = scanner.World(tmp_path, badges=6)
    told = scanner.survive(small, playwright, tmp_path / "profile", times=2)
    small.close()
    assert "2 answered scans all there, none twice" in told

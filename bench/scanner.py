"""The scanner in a real browser: what its camera reads, and what is left when the browser is killed.

`python -m bench.scanner [--times 40] [--minutes 600]`. First a fake camera shows a badge held easily, tilted,
blurred, small, and two badges at once: the seconds until the answer. Then one profile is opened, scanned with
and killed (SIGKILL) or reloaded again and again, with and without a network, also between a question and its
answer: every scan whose answer was seen reaches the server, and no badge comes in twice.
"""

import argparse
import contextlib
import io
import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from playwright.sync_api import Page, Playwright, sync_playwright

from bench.scans import SECRET
from eventhub.config import read_settings
from eventhub.database import db
from eventhub.documents import qr_png
from eventhub.visitors import codes, operations
from eventhub.visitors.models import Badge, Scan
from eventhub.visitors.verification import check_counters
from tests import servers
from tests.factories.visitors import a_badge, a_fair, a_gate
from tests.serving import PHONE, Served, chromium, looking

PATIENCE = 60_000
FILMS = ("easy", "tilted", "blurred", "small", "two at once")
NOTING = """addEventListener("DOMContentLoaded", () => {
  const code = document.querySelector("[data-scan=code]");
  window.answers = new Set();
  new MutationObserver(() => answers.add(code.innerText)).observe(code, {childList: true, subtree: true});
})"""
"""Notes every code that is answered: on a busy machine the second stands there before the first is read."""


class World(Served):
    """A running fair with badges; phones are invited when they come."""

    def __init__(self, folder: Path, badges: int) -> None:
        super().__init__(read_settings({"EVENTHUB_DATA": str(folder), "SECRET_KEY": SECRET}), folder)
        with self.database_open():
            now = datetime.now(UTC)
            fair = a_fair(starts_on=now.date() - timedelta(days=1), ends_on=now.date() + timedelta(days=3))
            self.codes = [a_badge(fair, at=now).code for _ in range(badges)]
            self.gate = a_gate(fair, "A").id

    def pairing(self) -> str:
        """A code for one more phone."""
        from eventhub.visitors.models import Gate

        with self.database_open():
            gate = db.session.get_one(Gate, self.gate)
            return operations.invite_device(None, gate.edition, gate, "Phone", datetime.now(UTC))[1]

    def scans(self) -> list[tuple[str, str]]:
        """Badge and outcome of every scan; the counters must equal a recount."""
        with self.database_open():
            rows = db.session.execute(sa.select(Badge.code, Scan.outcome).join(Badge)).all()
            assert list(check_counters()) == []
        return [(row.code, row.outcome) for row in rows]


def film(world: World, kind: str, path: Path) -> Path:
    """What a camera would see: a badge in front of a wall, as it is held."""
    from PIL import Image, ImageFilter

    def picture(code: str, scale: int) -> Any:
        png = qr_png(codes.address(world.url, "b", code), scale=scale)
        return Image.open(io.BytesIO(png)).convert("RGB")

    frame = Image.new("RGB", (640, 480), (205, 198, 190))
    if kind == "two at once":
        frame.paste(picture(world.codes[0], 6), (30, 120))
        frame.paste(picture(world.codes[1], 6), (345, 120))
    else:
        scale, angle = (3 if kind == "small" else 8), (28 if kind == "tilted" else 3)
        badge = picture(world.codes[0], scale).rotate(angle, expand=True, fillcolor=(255, 255, 255))
        frame.paste(badge, ((640 - badge.width) // 2, (480 - badge.height) // 2))
    if kind == "blurred":
        frame = frame.filter(ImageFilter.GaussianBlur(2.5))
    out = io.BytesIO()
    frame.save(out, "JPEG", quality=80)
    path.write_bytes(out.getvalue() * 12)
    return path


def answered(page: Page) -> None:
    """Wait until an answer is on the screen."""
    page.wait_for_selector("body:not([data-answer=idle])", timeout=PATIENCE)


def see(world: World, playwright: Playwright, kind: str, folder: Path) -> str:
    """Pair a phone whose camera shows a film; the seconds from a paired page to its first answer."""
    camera = [
        "--use-fake-device-for-media-stream",
        "--use-fake-ui-for-media-stream",
        f"--use-file-for-fake-video-capture={film(world, kind, folder / 'film.mjpeg')}",
    ]
    device = {**PHONE, "locale": "fr", "permissions": ["camera"]}
    with chromium(playwright, *camera) as browser, looking(browser, **device) as page:
        page.add_init_script(NOTING)
        page.goto(f"{world.url}/gate#{world.pairing()}")
        page.wait_for_selector("[data-panel=look]:not([hidden]), [data-panel=answer]:not([hidden])")
        started = time.monotonic()
        answered(page)
        took = time.monotonic() - started
        if kind == "two at once":
            wait(lambda: page.evaluate("answers.size") > 1, "only one of two was answered")
        if folder_of_pictures := os.environ.get("SCREENSHOTS"):
            page.screenshot(path=f"{folder_of_pictures}/scanner-{kind.replace(' ', '-')}.png")
    return f"{kind} {took:.1f} s"


class Phone:
    """One browser profile that is opened, killed and opened again."""

    def __init__(self, world: World, playwright: Playwright, folder: Path) -> None:
        self.world, self.playwright, self.folder = world, playwright, folder
        self.context: Any = None
        self.page: Any = None

    def open(self, address: str = "/gate") -> None:
        """Open the scanner; it must know what it was."""
        self.context = self.playwright.chromium.launch_persistent_context(
            str(self.folder),
            executable_path=servers.chromium(),
            args=list(servers.CHROMIUM_ARGUMENTS),
            locale="en",
            **PHONE,
        )
        self.page = self.context.pages[0] if self.context.pages else self.context.new_page()
        self.page.set_default_timeout(PATIENCE)
        self.page.goto(self.world.url + address)
        self.page.wait_for_selector("[data-scan=link][data-state]", state="attached")

    def kill(self) -> None:
        """End every process of this profile, without a word."""
        for entry in Path("/proc").glob("[0-9]*/cmdline"):
            with contextlib.suppress(OSError):
                if f"--user-data-dir={self.folder}".encode() in entry.read_bytes():
                    os.kill(int(entry.parent.name), signal.SIGKILL)
        with contextlib.suppress(Exception):
            self.context.close()

    def type(self, code: str) -> None:
        """Type a badge's code, as staff do when the camera gives nothing."""
        self.page.locator("[data-scan=word]").dispatch_event("click")
        self.page.locator("[data-scan=typed]").fill(code)
        self.page.locator("[data-scan=type-form] button").dispatch_event("click")

    def says(self) -> str:
        """What stands at the top."""
        return str(self.page.locator("[data-scan=link]").inner_text())


def wait(question: Any, complaint: str) -> None:
    """Wait until the answer is yes."""
    deadline = time.monotonic() + PATIENCE / 1000
    while not question():
        assert time.monotonic() < deadline, complaint
        time.sleep(0.05)


def survive(world: World, playwright: Playwright, folder: Path, times: int, minutes: float = 600) -> str:
    """Scan, kill or reload, again; what was seen answered must be there in the end.

    Ends after `times`, or after so many minutes.
    """
    rng = random.Random(5)
    phone, fresh = Phone(world, playwright, folder), iter(world.codes[2:])
    sure: set[str] = set()
    kills = reloads = 0
    started = time.monotonic()
    with _toggled(world) as network:
        network(up=True)
        phone.open(f"/gate#{world.pairing()}")
        phone.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        phone.page.goto(world.url + "/gate")
        wait(lambda: "nothing waits" in phone.says(), "never online")
        time.sleep(2)
        for number in range(times):
            if time.monotonic() - started > minutes * 60:
                break
            if number % 10 == 5:
                network(up=False)
            elif number % 10 == 0:
                network(up=True)
            code = next(fresh)
            phone.type(code)
            answered(phone.page)
            sure.add(code)
            phone.type(next(fresh))
            time.sleep(rng.choice((0, 0.02, 0.1)))
            if rng.random() < 0.5:
                phone.kill()
                kills += 1
                phone.open()
            else:
                phone.page.reload()
                reloads += 1
            phone.page.wait_for_selector("[data-panel=look]:not([hidden])", timeout=PATIENCE)
        network(up=True)
        wait(lambda: "nothing waits" in phone.says(), f"the queue never arrived: {phone.says()}")
        phone.kill()
    found = world.scans()
    there = [code for code, outcome in found if outcome in {"ok", "irregular"}]
    assert sure <= set(there), "a scan that was answered is lost"
    assert len(there) == len(set(there)), "a badge came in twice"
    took = time.monotonic() - started
    return (
        f"{kills} kills, {reloads} reloads: {len(sure)} answered scans all there, none twice ({took:.0f} s)"
    )


@contextlib.contextmanager
def _toggled(world: World) -> Iterator[Any]:
    """A server that goes away and comes back."""
    stack = contextlib.ExitStack()
    state = {"up": False}

    def network(*, up: bool) -> None:
        if up and not state["up"]:
            stack.enter_context(world.serving())
        elif state["up"] and not up:
            stack.close()
        state["up"] = up

    with stack:
        yield network


def main() -> int:
    """Both trials; raises AssertionError when something was not read, or lost."""
    parser = argparse.ArgumentParser(prog="python -m bench.scanner", description=__doc__)
    parser.add_argument("--times", type=int, default=40)
    parser.add_argument("--minutes", type=float, default=600, help="end the kills after so long")
    arguments = parser.parse_args()
    times = arguments.times
    with tempfile.TemporaryDirectory(prefix="eventhub-scanner-") as folder, sync_playwright() as playwright:
        world = World(Path(folder), badges=2 * times + 4)
        with world.serving():
            seen = [see(world, playwright, kind, Path(folder)) for kind in FILMS]
            print(f"camera: {', '.join(seen)}", flush=True)
        print(survive(world, playwright, Path(folder) / "profile", times, arguments.minutes), flush=True)
        world.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())

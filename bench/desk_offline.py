"""A judge's tablet killed, reloaded, cut off and replayed a thousand times: nothing said to be saved is lost.

    python -m bench.desk_offline [--times 1000] [--seed 1] [--minutes 60] [--address http://127.0.0.1:28000]

It fills and serves a demo of its own, unless the address of one is given. Marks are given on the demo
judge's desk in Chromium. After each one the trial does one thing at random: nothing, reload, kill the page's
process at once or after "saved here", lose the network or find it again, lose the server's answer after it
wrote, send an old upload again. At the end everything is sent, and the server's sheets are compared with what
was last said to be saved; when `--minutes` are over, no more marks are given, and it says how many were.
Exit 1 when one mark is another one.
"""

import argparse
import json
import os
import random
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Error, Page, Route, sync_playwright

from tests import servers

DESK = "/judge/odco-demo"
FILL_WITHIN = 600  # seconds, on a busy machine
PATIENCE_MS = 180_000  # milliseconds, on a busy machine: what is slow is not lost
FATES = ("nothing", "reload", "kill", "kill at once", "offline", "online", "answer lost", "replay")
MARK = """async ([sheet, criterion, mark]) => {
  const wait = (ms) => new Promise((done) => setTimeout(done, ms));
  document.querySelector(`[data-go="${sheet}"]`).click();
  const input = document.querySelector(`[name="mark-${criterion}"][value="${mark}"]`);
  input.checked = true;
  input.dispatchEvent(new Event("input", { bubbles: true }));
  const content = JSON.parse(document.querySelector("[data-desk-content]").textContent);
  const base = await new Promise((done) => {
    const asked = indexedDB.open(`judge-${content.judge}`);
    asked.onsuccess = () => done(asked.result);
  });
  for (let turn = 0; turn < 200; turn += 1) {
    const kept = await new Promise((done) => {
      const asked = base.transaction("sheets").objectStore("sheets").get(sheet);
      asked.onsuccess = () => done(asked.result);
    });
    if (kept?.marks[criterion] === mark && !document.querySelector("[data-says]").hidden) {
      base.close();
      return document.querySelector("[data-says]").dataset.says;
    }
    await wait(10);
  }
  base.close();
  return null;
}"""


class Trial:
    """One tablet, what was last said to be saved on it, and what the server was sent."""

    def __init__(self, context: BrowserContext, address: str, seed: int) -> None:
        self.context = context
        self.address = address
        self.random = random.Random(seed)
        self.uploads: list[str] = []
        self.loses_answer = False
        self.said: dict[tuple[str, str], set[int]] = {}
        self.done: Counter[str] = Counter()
        context.route("**/api/v1/sheets/sync", self._pass)
        self.page = self._opened()
        content = self._content()
        self.sheets = [sheet["id"] for sheet in content["sheets"]]
        self.criteria = content["criteria"]

    def _pass(self, route: Route) -> None:
        self.uploads.append(route.request.post_data or "")
        if not self.loses_answer:
            route.continue_()
            return
        self.loses_answer = False
        route.fetch()
        route.abort()

    def _opened(self) -> Page:
        page = self.context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        page.goto(self.address + DESK, wait_until="load")
        page.wait_for_selector("[data-says]:not([hidden])")
        return page

    def _content(self) -> dict[str, Any]:
        text = self.page.locator("[data-desk-content]").text_content()
        content: dict[str, Any] = json.loads(text or "{}")
        return content

    def step(self) -> None:
        """One mark, then one fate."""
        sheet, criterion = self.random.choice(self.sheets), self.random.choice(self.criteria)
        mark, fate = self.random.randrange(11), self.random.choice(FATES)
        self.done[fate] += 1
        key = (sheet, criterion)
        if fate == "kill at once":
            self.page.evaluate(f"args => {{ ({MARK})(args) }}", [sheet, criterion, mark])
            self.said.setdefault(key, {-1}).add(mark)
            self._kill()
            return
        said = self.page.evaluate(MARK, [sheet, criterion, mark])
        if said is None:
            self.said.setdefault(key, {-1}).add(mark)
            self.done["not said"] += 1
        else:
            self.said[key] = {mark}
        self._meet(fate)

    def _meet(self, fate: str) -> None:
        if fate == "reload":
            self.page.reload()
            self.page.wait_for_selector("[data-says]:not([hidden])")
        elif fate == "kill":
            self._kill()
        elif fate in {"offline", "online"}:
            self.context.set_offline(fate == "offline")
        elif fate == "answer lost":
            self.loses_answer = True
        elif fate == "replay" and self.uploads:
            self._replay(self.random.choice(self.uploads))

    def _kill(self) -> None:
        """End the process of the page as the system does when memory is short; open the desk again."""
        before = self.page
        with suppress(Error):
            before.goto("chrome://crash", timeout=1500)
        before.close()
        self.page = self._opened()

    def _replay(self, body: str) -> None:
        script = """([body, token]) => fetch("/api/v1/sheets/sync", {method: "POST", body,
          headers: {"Content-Type": "application/json", "X-CSRFToken": token}}).then(() => 1, () => 0)"""
        token = self.page.locator("[data-desk]").get_attribute("data-token")
        self.page.evaluate(script, [body, token])

    def lost(self) -> list[str]:
        """Send all, read the server's sheets, and tell each mark that is not what was last said."""
        self.context.set_offline(False)
        self.loses_answer = False
        self.page.reload()
        self.page.wait_for_selector("[data-says='sent']", timeout=PATIENCE_MS)
        self.context.unroute_all()
        there = self.context.request.get(self.address + DESK).text()
        found = re.search(r"data-desk-content[^>]*>(.*?)</script>", there, re.DOTALL)
        sheets = {sheet["id"]: sheet for sheet in json.loads(found[1])["sheets"]} if found else {}
        return [
            f"{sheet} {criterion}: said {sorted(marks)}, sent {sheets[sheet]['marks'].get(criterion)}"
            for (sheet, criterion), marks in self.said.items()
            if -1 not in marks and sheets[sheet]["marks"].get(criterion) not in marks
        ]


def main() -> int:
    """Run the trial; 1 when something was lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--address", help="of a demo that is served already")
    parser.add_argument("--times", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--minutes", type=float, help="give no more marks after so long")
    given = parser.parse_args()
    with ExitStack() as stack:
        address = given.address or stack.enter_context(a_demo())
        return measured(address, given.times, given.seed, given.minutes)


@contextmanager
def a_demo() -> Iterator[str]:
    """The address of a demo of its own, ended afterwards."""
    from tests.serving import free_port, running

    port = free_port()
    address = f"http://127.0.0.1:{port}"
    with tempfile.TemporaryDirectory(prefix="eventhub-desk-") as folder:
        told = {"EVENTHUB_DATA": folder, "HOST": "127.0.0.1", "PORT": str(port), "PUBLIC_URL": address}
        command = [sys.executable, "-m", "eventhub.cli", "demo"]
        with running(command, {**os.environ, **told}, address, Path(folder) / "server.log", FILL_WITHIN):
            yield address


def measured(address: str, times: int, seed: int, minutes: float | None = None) -> int:
    """Run the trial on a demo and tell what came of it; 1 when something was lost."""
    started, given = time.monotonic(), 0
    with sync_playwright() as player:
        options = {"executable_path": servers.chromium(), "args": list(servers.CHROMIUM_ARGUMENTS)}
        browser = player.chromium.launch(**options)
        context = browser.new_context()
        context.set_default_timeout(PATIENCE_MS)
        page = context.new_page()
        page.goto(f"{address}/sign-in")
        page.locator("button[name='account'][value='judge']").click()
        page.wait_for_url(re.compile("/(my|work|judge)"))
        page.goto(address + DESK)
        page.evaluate("navigator.serviceWorker.ready.then(() => 1)")
        page.wait_for_timeout(4000)
        page.close()
        trial = Trial(context, address, seed)
        while given < times and (minutes is None or time.monotonic() - started < 60 * minutes):
            trial.step()
            given += 1
        lost = trial.lost()
        browser.close()
    for line in lost:
        print(line)
    fates = ", ".join(f"{name} {count}" for name, count in sorted(trial.done.items()))
    print(
        f"{given} of {times} marks, {len(trial.uploads)} uploads, {time.monotonic() - started:.0f} s: {fates}"
    )
    print(f"{len(lost)} lost")
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())

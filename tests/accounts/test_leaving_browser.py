"""Signing out on a borrowed phone, in a real browser: what was seen and typed waits for nobody else."""

import time

import pytest

from tests.factories.accounts import PASSWORD, a_person
from tests.serving import Served, looking

pytestmark = pytest.mark.browser
LEAVE_BEHIND = """async () => {
  await navigator.serviceWorker.register("/sw.js");
  await navigator.serviceWorker.ready;
  const cache = await caches.open("eventhub-pages");
  const paths = ["/gate", "/badge/abc", "/e/khenifra", "/judge"];
  for (const path of paths) await cache.put(path, new Response("Fatima"));
  sessionStorage.setItem("draft:/apply:words", "[]");
  const stores = ["drafts", "changes", "files"];
  const databases = {
    "applying-1": {},
    "applying-2": { changes: { fields: {} } },
    "applying-3": { drafts: { version: 1, trouble: {} } },
  };
  for (const [name, more] of Object.entries(databases)) {
    const request = indexedDB.open(name, 1);
    await new Promise((resolve) => {
      request.onupgradeneeded = () => {
        for (const store of stores) request.result.createObjectStore(store, { autoIncrement: true });
      };
      request.onsuccess = resolve;
    });
    const write = request.result.transaction(stores, "readwrite");
    write.objectStore("drafts").put({ version: 1 });
    for (const [store, row] of Object.entries(more)) write.objectStore(store).put(row);
    await new Promise((resolve) => { write.oncomplete = resolve; });
    request.result.close();
  }
}"""
FOUND = """async () => ({
  pages: (await (await caches.open("eventhub-pages")).keys())
    .map((request) => new URL(request.url).pathname).sort(),
  words: Object.keys(sessionStorage),
  drafts: (await indexedDB.databases()).map((each) => each.name).sort(),
})"""


@pytest.fixture
def served(settings, tmp_path):
    """The application on a port of this machine, with somebody who has a password."""
    made = Served(settings, tmp_path)
    with made.database_open():
        a_person(email="fatima@example.ma", password=PASSWORD)
    with made.serving():
        yield made.url
    made.close()


def test_signing_out_leaves_nothing_of_the_person_on_the_device(served, browser):
    with looking(browser) as page:
        page.goto(f"{served}/sign-in?next=/my/account")
        page.fill("[name=identity]", "fatima@example.ma")
        page.fill("[name=password]", PASSWORD)
        page.press("[name=password]", "Enter")
        page.wait_for_url("**/my/account")
        page.evaluate(LEAVE_BEHIND)
        page.reload()
        page.wait_for_selector("form[data-leaving=ready]", state="attached")
        page.evaluate("document.querySelector('form[action$=\"/sign-out\"]').requestSubmit()")
        page.wait_for_url(f"{served}/")
        wanted = {"pages": ["/badge/abc", "/gate"], "words": [], "drafts": ["applying-2", "applying-3"]}
        until = time.monotonic() + 10
        while (found := page.evaluate(FOUND)) != wanted and time.monotonic() < until:
            time.sleep(0.1)
    assert found == wanted

"""What a device keeps of what is typed: what is typed while something is sent goes along, as it is now."""

import pytest

from tests.serving import Served, chromium, looking

pytestmark = pytest.mark.browser
STORE = """async () => {
  const main = document.querySelector("script[src*='js/main.js']").src;
  const store = await import(main.replace("main.js", "%s/store.js"));
  const base = await store.open("trial");
  %s
}"""
SHEET = (
    "const sheet = (marks, comment = '') => ({ id: 's1', version: 0, marks, gates: {}, comment, note: '' });"
)
A_MARK_WHILE_SENDING = f"""{SHEET}
  await store.keepChange(base, sheet({{ need: 3 }}));
  const taking = store.taken(base, 100);
  await store.keepChange(base, sheet({{ need: 0 }}));
  const sent = await taking;
  const result = {{ outcome: "saved", sheet: {{ version: 1, state: "started" }} }};
  await store.settle(base, sent.map((change) => ({{ change, result }})));
  return [...sent, ...(await store.waiting(base))].at(-1).marks;"""
TWO_TABS = f"""{SHEET}
  const opened = sheet({{ market: 5 }}, "good");
  await store.keepChange(base, opened, sheet({{}}));
  await store.keepChange(await store.open("trial"), sheet({{ market: 5, need: 7 }}, "good"), opened);
  await store.keepChange(base, sheet({{ market: 6, impact: 2 }}, "very good"), opened);
  const {{ marks, comment }} = (await store.waiting(base)).at(-1);
  return [marks, comment];"""
WORDS_WHILE_SENDING = """
  const draft = { id: "a1", version: 0, values: {}, labels: {} };
  await store.keepChange(base, draft, { name: "Tizi" });
  const taking = store.taken(base, 100);
  await store.keepChange(base, draft, { about: "miel" });
  const sent = await taking;
  const ids = new Set(sent.map((change) => change.id));
  const rest = (await store.changes(base)).filter((change) => !ids.has(change.id));
  return Object.assign({}, ...[...sent, ...rest].map((change) => change.fields));"""


def test_what_is_typed_while_something_is_sent_is_sent_too(settings, tmp_path, playwright):
    world = Served(settings, tmp_path)
    with world.serving(), chromium(playwright) as browser:

        def comes_of(store, work):
            with looking(browser) as page:
                page.goto(f"{world.url}/sign-in")
                return page.evaluate(STORE % (store, work))

        assert comes_of("judging", A_MARK_WHILE_SENDING) == {"need": 0}
        assert comes_of("judging", TWO_TABS) == [{"market": 6, "need": 7, "impact": 2}, "very good"]
        assert comes_of("applying", WORDS_WHILE_SENDING) == {"name": "Tizi", "about": "miel"}
    world.close()

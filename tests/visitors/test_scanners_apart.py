"""Scanners on their own: two phones with the same badges, and a phone that judges as the server would."""

import random
from datetime import UTC, date, datetime, timedelta
from datetime import time as hour_of_day
from zoneinfo import ZoneInfo

import pytest

from eventhub.i18n import speaking
from eventhub.visitors import admission, operations
from eventhub.visitors.admission import Bearer, Gateway, Passage, Rule
from eventhub.visitors.phrases import CLOSED_UNTIL, REASONS
from tests.factories.visitors import a_badge, a_fair, a_gate
from tests.serving import PHONE, chromium, looking
from tests.visitors.test_scanner_browser import World, answered, says, type_code, until

pytestmark = pytest.mark.browser
FIRST = date(2025, 5, 22)
CATEGORIES = ("visitor", "buyer", "guest")


class Apart(World):
    """Gates A and B for everybody, and C for guests, closed just now; a phone for each, two for C."""

    def __init__(self, settings, folder):
        super().__init__(settings, folder)
        with self.database_open():
            now = datetime.now(UTC)
            fair = a_fair(starts_on=now.date() - timedelta(days=1), ends_on=now.date() + timedelta(days=3))
            self.badge, self.other = a_badge(fair, at=now).code, a_badge(fair, at=now).code
            self.guest = a_badge(fair, at=now, category="guest").code
            here = now.astimezone(ZoneInfo(fair.timezone))
            self.hours = [(here + timedelta(hours=more)).time().replace(microsecond=0) for more in (2, 4)]
            opens, closes = self.hours
            closed = a_gate(fair, "C", categories=["guest"], opens_at=opens, closes_at=closes)
            gates = (a_gate(fair, "A"), a_gate(fair, "B"), closed, closed)
            invited = [operations.invite_device(None, fair, gate, "Phone", now) for gate in gates]
            self.pairings = [code for _device, code in invited]


@pytest.fixture
def apart(settings, tmp_path):
    made = Apart(settings, tmp_path)
    yield made
    made.close()


def test_two_phones_with_the_same_badges_let_each_in_once_and_report_the_rest(apart, playwright):
    with (
        chromium(playwright) as browser,
        looking(browser, **PHONE, locale="en") as one,
        looking(browser, **PHONE, locale="en") as two,
    ):
        with apart.serving():
            for phone, pairing in zip((one, two), apart.pairings, strict=False):
                phone.goto(f"{apart.url}/gate#{pairing}")
                says(phone, "nothing waits")
            for phone in (one, two):
                phone.locator("[data-scan=typed]").fill(apart.badge)
            for phone in (one, two):
                phone.locator("[data-scan=typed]").press("Enter", no_wait_after=True)
            until(lambda: {shown(one), shown(two)} == {"ok", "again"})
        for phone in (one, two):
            type_code(phone, apart.other)
            answered(phone, "ok")
            says(phone, "1 waiting")
        with apart.serving():
            for phone in (one, two):
                phone.evaluate("dispatchEvent(new Event('online'))")
                says(phone, "nothing waits")
                says(phone, "2", "people")
    assert sorted(apart.scans()) == [
        ("again", False, False),
        ("irregular", True, False),
        ("ok", False, False),
        ("ok", True, False),
    ]


def shown(phone):
    return phone.evaluate("document.body.dataset.answer")


def reason(name, language, hours):
    opens, closes = (f"{each:%H:%M}" for each in hours)
    with speaking(language):
        return str(
            REASONS[name] if name != "gate_closed" else CLOSED_UNTIL % {"opens": opens, "closes": closes}
        )


def test_a_phone_without_a_network_knows_the_gates_hours_and_kinds_as_the_server_does(apart, playwright):
    with (
        chromium(playwright) as browser,
        looking(browser, **PHONE, locale="ar-MA") as arabic,
        looking(browser, **PHONE, locale="fr-MA") as french,
    ):
        with apart.serving():
            for phone, pairing in zip((arabic, french), apart.pairings[2:], strict=True):
                phone.goto(f"{apart.url}/gate#{pairing}")
                until(lambda phone=phone: phone.locator("[data-scan=people]").inner_text() == "0")
            told = french.evaluate(JUDGE_ALL, [case for case, _expected in CASES])
        for phone, language in ((arabic, "ar"), (french, "fr")):
            for code, name in ((apart.badge, "other_category"), (apart.guest, "gate_closed")):
                type_code(phone, code)
                with apart.app.app_context():
                    says(phone, reason(name, language, apart.hours), "why")
                assert shown(phone) == "no"
    assert told == [expected for _case, expected in CASES]
    assert apart.scans() == []


JUDGE_ALL = """async (cases) => {
  const scripts = document.querySelector("script[src*='scan/gate.js']").src;
  const { admit } = await import(scripts.replace("gate.js", "admission.js"));
  return cases.map(({ gate, badge, passages }) => {
    let memory = null;
    return passages.map((passage) => {
      const found = admit(gate, badge, memory, passage);
      memory = found.memory;
      return [found.outcome, found.reason, found.first_at];
    });
  });
}"""


def drawn(chance):
    """A gate, a badge and what it does there: as the phone gets it, and what the server answers."""
    hours = [hour_of_day(*pair) for pair in ((9, 0), (13, 30), (19, 0), (23, 0))]
    opens_at, closes_at = chance.choice([(None, None), *[(a, b) for a in hours for b in hours]])
    kinds = frozenset(kind for kind in CATEGORIES if chance.random() < 0.3)
    gate = Gateway(
        1, "A", chance.choice(list(Rule)), FIRST, FIRST + timedelta(days=2), kinds, opens_at, closes_at
    )
    bearer = Bearer(1, category=chance.choice(CATEGORIES), is_revoked=chance.random() < 0.1)
    known = chance.random() > 0.1
    passages, answers = [], []
    for _ in range(5):
        at = datetime(2025, 5, 21, tzinfo=UTC) + timedelta(minutes=chance.randrange(5 * 24 * 60))
        way_out = chance.random() < 0.3
        passage = Passage(at, at.date(), is_going_out=way_out, hour=at.time())
        answer, after = admission.admit(gate, bearer if known else None, passage)
        bearer = after or bearer
        passages.append(
            {
                "at": at.isoformat(),
                "day": at.date().isoformat(),
                "hour": at.time().isoformat(),
                "isGoingOut": way_out,
            }
        )
        first_at = answer.first_at and answer.first_at.isoformat()
        answers.append([str(answer.outcome), answer.reason and str(answer.reason), first_at])
    rules = {
        "rule": str(gate.rule),
        "starts_on": gate.starts_on.isoformat(),
        "ends_on": gate.ends_on.isoformat(),
        "categories": sorted(kinds),
        "opens_at": opens_at and opens_at.isoformat(),
        "closes_at": closes_at and closes_at.isoformat(),
    }
    badge = {"isCancelled": bearer.is_revoked, "category": bearer.category} if known else None
    return {"gate": rules, "badge": badge, "passages": passages}, answers


CASES = [drawn(random.Random(number)) for number in range(400)]

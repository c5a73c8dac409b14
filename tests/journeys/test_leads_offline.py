"""A stand's phone scans a visitor without a network: the contact is kept on the phone and arrives, once."""

import sqlite3

import pytest
from playwright.sync_api import expect

from tests.journeys.test_applying_offline import until

pytestmark = [pytest.mark.browser, pytest.mark.journey]

PATIENCE = 20_000  # milliseconds
_UNMET = """
SELECT badges.code FROM badges JOIN applications ON applications.edition_id = badges.edition_id
WHERE applications.public_id = ? AND badges.revoked_at IS NULL
AND badges.id NOT IN (SELECT badge_id FROM leads)
ORDER BY badges.id LIMIT 1
"""
_MET = """
SELECT leads.consent, leads.note, COUNT(lead_scans.scan_id)
FROM leads JOIN badges ON badges.id = leads.badge_id
LEFT JOIN lead_scans ON lead_scans.lead_id = leads.id WHERE badges.code = ? GROUP BY leads.id
"""
SEES = """
navigator.mediaDevices.getUserMedia = async () => {
  const canvas = document.createElement("canvas");
  setInterval(() => canvas.getContext("2d").fillRect(0, 0, 9, 9), 100);
  return canvas.captureStream();
};
window.BarcodeDetector = class {
  static getSupportedFormats = async () => ["qr_code"];
  detect = async () => [{ rawValue: CODE, boundingBox: { x: 0, y: 0, width: 9, height: 9 } }];
};"""
"""A camera in front of which a badge is held all the time."""


def asked(world, question, value):
    with sqlite3.connect(next(world.data.glob("*.sqlite3"))) as base:
        return base.execute(question, (value,)).fetchall()


@pytest.mark.parametrize(
    "world", [pytest.param("ar", marks=pytest.mark.xdist_group("journey-ar"))], indirect=True, scope="session"
)
def test_a_visitor_scanned_without_a_network_is_one_contact_once_there_is_one(world, people):
    stand = people["cooperative"]
    page, context = stand.page, stand.context
    page.locator("a[href^='/exhibits/']").first.click()
    scanner = page.locator("a[href$='/scan']").first.get_attribute("href")
    [(code,)] = asked(world, _UNMET, scanner.split("/")[2])
    stand.go(scanner)
    until(page, "path => navigator.serviceWorker.controller && caches.match(path).then(Boolean)", scanner)
    context.set_offline(True)
    page.add_init_script(f"const CODE = '{code}';{SEES}")
    page.reload()
    card = page.locator("[data-leads=card]")
    expect(card).to_be_visible(timeout=PATIENCE)
    stand.look("leads-card")
    page.locator("[data-language=fr]").click()
    expect(page.locator("[data-leads=sentence]")).to_have_attribute("dir", "ltr")
    page.locator("[name=said][value=yes]").check(force=True)
    page.locator("[name=note]").fill("20 kilos")
    card.locator("[type=submit]").click()
    waits = page.locator("[data-leads=list] li")
    expect(waits).to_have_count(1)
    expect(page.locator("[data-leads=link]")).to_contain_text("1")
    context.set_offline(False)
    expect(page.locator("[data-leads=list] .state.ok")).to_have_count(1, timeout=PATIENCE)
    page.reload()
    expect(page.locator("[data-leads=list] .state.ok")).to_have_count(1, timeout=PATIENCE)
    assert asked(world, _MET, code) == [("given", "20 kilos", 1)]
    assert [each for each in stand.errors if "net::ERR_" not in each] == []
    stand.errors.clear()  # without a network some things can't be fetched, and the browser says so

"""A cooperative applies in Arabic on a phone whose network goes away half-way: everything arrives, once."""

import sqlite3

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.journeys.fair_steps import look_at_everything, press, step_to
from tests.journeys.test_offline_and_retries import create_a_cooperative
from tests.serving import wake

pytestmark = [pytest.mark.browser, pytest.mark.journey]

CALLING = "safi-pottery"
PATIENCE = 15_000  # milliseconds


@pytest.mark.parametrize(
    "world", [pytest.param("ar", marks=pytest.mark.xdist_group("journey-ar"))], indirect=True, scope="session"
)
def test_an_application_typed_half_offline_arrives_once_and_is_sent(world, people, tmp_path):
    member = people["gate"]
    page, context = member.page, member.context
    create_a_cooperative(member, "تعاونية زهرة البحر", "0661223399")
    member.go(f"/e/{CALLING}/apply")
    press(member, "form:has([name=cooperative]) button")
    application = page.url.split("/")[-2]
    says = page.locator("[data-says]")
    expect(says).to_be_visible(timeout=PATIENCE)
    kept = f"/applications/{application}/edit"
    until(page, "path => navigator.serviceWorker.controller && caches.match(path).then(Boolean)", kept)
    step_to(member, "[data-count='1']")
    page.locator("[data-count='1']").nth(2).click()
    expect(says).to_have_attribute("data-says", "sent", timeout=PATIENCE)
    context.set_offline(True)
    page.locator("[data-count='1']").nth(2).click()
    page.locator("[name=water]").check()
    expect(says).to_have_attribute("data-says", "here")
    expect(says).not_to_have_attribute("aria-busy", "true")  # the last edit is kept too
    page.reload()
    expect(says).to_have_attribute("data-says", "here", timeout=PATIENCE)
    step_to(member, "[name=water]")
    expect(page.locator("[name=water]")).to_be_checked()
    assert page.locator("[name=appliance_fridge]").input_value() == "2"
    step_to(member, "[name=answer_q1][value=yes]")
    page.locator("[name=answer_q1][value=yes]").check()
    page.locator("[name=answer_q4]").fill("2024")
    page.locator("[name=answer_q5]").set_input_files(a_large_photo(tmp_path))
    expect(page.locator("[data-file-of=answer_q5]")).not_to_be_empty()
    member.look("apply-offline")
    expect(says).to_have_attribute("data-says", "here")
    page.goto("about:blank")
    context.set_offline(False)
    wake(page, world.address, "applying")
    for _ in range(PATIENCE // 100):
        if arrived(world, application)[3] == "2024":
            break
        page.wait_for_timeout(100)
    member.go(kept)
    expect(says).to_have_attribute("data-says", "sent", timeout=2 * PATIENCE)
    look_at_everything(member)
    expect(page.locator("a[href$='/answers/q5']")).to_be_visible()
    member.look("apply-review")
    press(member, "button[name=action][value=submit]")
    member.look("apply-sent")
    assert arrived(world, application) == ("submitted", 1.0, 1, "2024")
    assert [each for each in member.errors if "net::ERR_" not in each] == []
    member.errors.clear()  # without a network some things can't be fetched, and the browser says so


def a_large_photo(folder):
    """As a phone's camera makes it: too large to send as it is."""
    path = folder / "stand.png"
    Image.effect_noise((2400, 1800), 60).convert("RGB").save(path)
    assert path.stat().st_size > 3_000_000
    return path


def until(page, question, given):
    """Wait for a yes; the page's policy forbids Playwright's own waiting, which evaluates text."""
    for _ in range(PATIENCE // 100):
        if page.evaluate(question, given):
            return
        page.wait_for_timeout(100)
    pytest.fail(f"no yes to {question}")


def arrived(world, application):
    """State, power, water and the year of an application, and that no change of it came twice."""
    with sqlite3.connect(next(world.data.glob("*.sqlite3"))) as base:
        query = (
            "SELECT state, json_extract(needs, '$.power_kw'), json_extract(needs, '$.water'),"
            " json_extract(answers, '$.q4'), id, version FROM applications WHERE public_id = ?"
        )
        state, power, water, year, number, version = base.execute(query, (application,)).fetchone()
        changes = base.execute(
            "SELECT outcome, version FROM application_changes WHERE application_id = ?", (number,)
        ).fetchall()
    assert sorted(v for outcome, v in changes if outcome == "saved") == list(range(1, version + 1))
    assert {outcome for outcome, _ in changes} <= {"saved"}, "nothing was refused"
    return state, power, water, year

"""An idea is written in Arabic on a phone whose network goes away half-way: everything arrives, once."""

import sqlite3

import pytest
from playwright.sync_api import expect

from tests.journeys.fair_steps import press, step_to
from tests.journeys.test_applying_offline import PATIENCE, a_large_photo, until

pytestmark = [pytest.mark.browser, pytest.mark.journey]

OPEN = "odco-beni-mellal"
NEED = "ثلث المحصول يضيع كل صيف لأن التبريد بعيد عن الدوار."


@pytest.mark.parametrize(
    "world", [pytest.param("ar", marks=pytest.mark.xdist_group("journey-ar"))], indirect=True, scope="session"
)
def test_an_idea_typed_half_offline_arrives_once_and_adds_up(world, people, tmp_path):
    entrant = people["partner"]
    page, context = entrant.page, entrant.context
    entrant.go(f"/contests/{OPEN}/enter")
    page.locator("[name=entrant_kind][value=group]").check()
    entrant.fill(title="غرفة تبريد جماعية للتفاح")
    page.locator("[name=sector]").select_option("fruits")
    page.locator("[name=province_code]").select_option(index=1)
    press(entrant, "form[data-dirty] button.main")
    idea = page.url.split("/")[-2]
    says = page.locator("[data-says]")
    expect(says).to_be_visible(timeout=PATIENCE)
    kept = f"/ideas/{idea}/write"
    until(page, "path => navigator.serviceWorker.controller && caches.match(path).then(Boolean)", kept)
    context.set_offline(True)
    page.locator("[name=need]").fill(NEED)
    expect(says).to_have_attribute("data-says", "here")
    expect(says).not_to_have_attribute("aria-busy", "true")  # the last edit is kept too
    page.reload()
    expect(page.locator("[name=need]")).to_have_value(NEED, timeout=PATIENCE)
    step_to(entrant, "[name=line_what_1]")
    entrant.fill(line_what_1="غرفة تبريد", line_quantity_1="2", line_price_1="45000,50", own_share="10000")
    expect(page.locator("[data-asked]")).to_contain_text("80.001")
    entrant.look("idea-offline")
    step_to(entrant, "[name=photo_file]")
    page.locator("[name=photo_file]").set_input_files(a_large_photo(tmp_path))
    expect(page.locator("[data-file-of=photo]")).not_to_be_empty()
    context.set_offline(False)
    expect(says).to_have_attribute("data-says", "sent", timeout=2 * PATIENCE)
    assert arrived(world, idea) == (9_000_100, 1_000_000, 1)
    refused_words_go_along(entrant, says)
    assert people_of(world, idea) == (9, 7, True)
    assert [each for each in entrant.errors if "net::ERR_" not in each] == []
    entrant.errors.clear()  # without a network some things can't be fetched, and the browser says so


def refused_words_go_along(entrant, says):
    """What can't be is told at once; what is typed meanwhile arrives with its correction."""
    page = entrant.page
    page.evaluate("location.hash = 'members'")
    entrant.fill(members="5", women="9")
    expect(says).to_have_attribute("data-says", "needs", timeout=PATIENCE)
    page.evaluate("location.hash = 'market'")
    entrant.fill(market="متجران وفندق يشترون كل أسبوع.")
    page.go_back()
    entrant.fill(members="9", women="7")
    expect(says).to_have_attribute("data-says", "sent", timeout=2 * PATIENCE)


def people_of(world, idea):
    """What the server holds: members, women, whether the market was written."""
    with sqlite3.connect(next(world.data.glob("*.sqlite3"))) as base:
        query = "SELECT members, women, answers LIKE '%market%' FROM ideas WHERE public_id = ?"
        found = base.execute(query, (idea,)).fetchone()
        return (*found[:2], bool(found[2]))


def arrived(world, idea):
    """What the server holds: the budget, the own share, how many photos."""
    with sqlite3.connect(next(world.data.glob("*.sqlite3"))) as base:
        return base.execute(
            "SELECT budget, own_share, (SELECT count(*) FROM idea_files WHERE idea_id = ideas.id)"
            " FROM ideas WHERE public_id = ?",
            (idea,),
        ).fetchone()

"""An organizer draws a badge with keys and a mouse; what the screen shows is what the paper holds."""

import io

import pytest
from playwright.sync_api import expect

from tests.papers import pages_drawn, picture_of

pytestmark = [pytest.mark.browser, pytest.mark.journey]

FAIR = "/work/e/khenifra-demo/badges/layouts"
PATIENCE = 20_000  # milliseconds
DOTS = 150


def ink(picture, box):
    """Where dark letters stand in a part (mm) of a picture of a whole badge of 90 mm."""
    scale = picture.width / 90
    part = picture.convert("L").crop(tuple(round(value * scale) for value in box))
    found = part.point(lambda value: 255 if value < 150 else 0).getbbox()
    return tuple(round(value / scale, 1) for value in found)


@pytest.mark.parametrize(
    "world", [pytest.param("fr", marks=pytest.mark.xdist_group("journey-fr"))], indirect=True, scope="session"
)
def test_a_badge_is_drawn_kept_and_printed_as_it_was_seen(world, people):
    organizer = people["organizer"]
    page = organizer.page
    organizer.go(FAIR)
    organizer.fill(name="Dessiné")
    page.locator("form:has([name=paper]) button").click()
    says, undo = page.locator("[data-says]"), page.locator("[data-act=undo]")
    kept = says.inner_text()
    name = page.locator("[data-mark='4']")
    name.focus()
    for _ in range(4):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Shift+ArrowLeft")
    expect(page.locator("[data-property=y]")).to_have_value("16.5")
    expect(page.locator("[data-property=x]")).to_have_value("32")
    undo.click()
    expect(page.locator("[data-property=x]")).to_have_value("37")
    page.locator("[data-act=add-box]").click()
    box = page.locator("[data-mark='9']").bounding_box()
    page.mouse.move(box["x"] + 5, box["y"] + 5)
    page.mouse.down()
    page.mouse.move(box["x"] + 5, box["y"] + 400, steps=4)
    page.mouse.up()
    expect(page.locator("[data-property=y]")).not_to_have_value("24")
    page.keyboard.press("Delete")
    expect(page.locator("[data-mark='9']")).to_have_count(0)
    page.locator("[data-sample]").select_option("ar")
    expect(says).to_have_text(kept, timeout=PATIENCE)
    page.reload()
    expect(page.locator("[data-mark='4']")).to_have_attribute("y", "16.5")
    page.evaluate("document.fonts.ready")
    shown = picture_of(page.locator(".badge-sheet .badge-face").screenshot())
    paper = page.request.get(f"{page.url}/sample.pdf").body()
    printed = pages_drawn(io.BytesIO(paper).getvalue(), DOTS)[0]
    for part in ((37, 16, 86, 30), (37, 30, 86, 37)):
        assert ink(shown, part) == pytest.approx(ink(printed, part), abs=0.7)

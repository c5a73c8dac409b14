"""One fair from the copy of the last one to its figures, each step by its own person on their own device.

axe looks here at what the walk through the pages (`test_every_page`) doesn't come by; the others must fit.
"""

import csv
import re
from datetime import timedelta
from types import SimpleNamespace

import pytest

from tests import papers
from tests.journeys import fair_steps as steps
from tests.journeys.fair_papers import code_on_screen, fetched
from tests.journeys.walking import Walker
from tests.visitors.test_scanner_browser import film

pytestmark = [pytest.mark.browser, pytest.mark.journey]

NAMES = {"ar": "رقية أمهاوش", "fr": "Rkia Amhaouch"}
STANDS = 8
FEE = "150"


def test_a_fair_from_the_copy_of_the_last_one_to_its_figures(world, browser, people, somebody, tmp_path):
    organizer, exhibitor, agent = (people[account] for account in ("organizer", "cooperative", "agent"))
    slug = steps.copy_the_last_edition(organizer, steps.now().date() + timedelta(days=30))
    work = f"/work/e/{slug}"
    steps.draw_one_more_row(organizer, work, STANDS)
    steps.open_the_call(organizer, work, FEE)
    file = steps.apply_from_the_phone(exhibitor, slug)
    other = steps.file_for_another(agent, slug)
    steps.find_in_order(organizer, work, file, other)
    steps.allocate_and_publish(organizer, work)
    steps.accept(exhibitor, file)
    receipt = steps.pay_in_cash(organizer, work, file)
    for path in (receipt, f"{file}/papers/contract.pdf?language=both"):
        assert fetched(exhibitor, path, "application/pdf").startswith(b"%PDF")
    exhibitor.go(f"{file}/account")
    exhibitor.fits("fair-22-my-account")
    steps.open_today(organizer, work)

    steps.register(somebody, slug, NAMES[world.language])
    address = code_on_screen(somebody.page.locator("figure.qr"))
    assert address.lower().startswith(f"{world.address}/b/eh")
    pdf = fetched(organizer, steps.print_badges(organizer, work), "application/pdf")
    (sheet,) = papers.pages_drawn(pdf)
    assert papers.codes_in(sheet) == [address]
    assert NAMES[world.language] in papers.words_on(pdf)

    code = address.rsplit("/", 1)[1]
    enter_by_the_gate(browser, organizer, work, code, tmp_path)
    meet_the_exhibitor(somebody, exhibitor, slug, file)
    steps.check_in(organizer, work, file)
    figures(organizer, work)


def enter_by_the_gate(browser, organizer, work, code, folder):
    """A phone is paired by the QR on the organizer's screen, and lets in the badge held before its camera."""
    world = organizer.world
    steps.pair_a_phone(organizer, work)
    invitation = code_on_screen(organizer.page.locator("figure.qr"))
    held = film(SimpleNamespace(url=world.address, badge=code), folder / "badge.mjpeg")
    with steps.seeing(browser, held) as camera, Walker(world, camera, permissions=["camera"]) as gate:
        gate.go(invitation)
        gate.page.wait_for_selector("body[data-answer=ok]")
        assert gate.page.locator("[data-scan=code]").inner_text().replace("-", "") == code
        gate.look("fair-32-let-in")
    organizer.go(f"{work}/gates")
    organizer.fits("fair-33-gates")


def meet_the_exhibitor(visitor, exhibitor, slug, file):
    """From the map to the stand by its code: a stamp, once; a favourite."""
    visitor.go(f"/e/{slug}/map")
    visitor.fits("fair-34-map")
    steps.press(visitor, ".who a")
    visitor.look("fair-34-map-of-one-stand")
    steps.press(visitor, "a[href^='/s/']")
    visitor.fits("fair-35-stand")
    steps.press(visitor, "form[action$='/favourite'] button")
    assert visitor.page.locator("form[action$='/favourite'] [aria-pressed=true]").count() == 1
    visitor.look("fair-36-favourite")
    exhibitor.go(file)
    exhibitor.look("fair-37-my-stand")


def figures(organizer, work):
    """The running fair counts its one visitor and its one exhibitor."""
    organizer.go(f"{work}/report")
    organizer.fits("fair-38-figures")
    short = organizer.page.locator("[aria-labelledby=short] .stat .num").all_inner_texts()
    assert short[:2] == ["1", "1"]


def test_the_report_of_a_fair_that_is_over_says_the_same_on_the_page_on_paper_and_in_its_table(somebody):
    path = "/e/khenifra-2025/report"
    table = fetched(somebody, f"{path}.csv", "text/csv").decode("utf-8-sig")
    figures = [line[2] for line in csv.reader(table.splitlines())]
    visits, people, exhibitors = figures[1:4]
    assert int(visits) > int(people) > int(exhibitors) > 0
    somebody.go(path)
    somebody.fits("fair-39-closing-report")
    short = [plain(text) for text in somebody.page.locator("[aria-labelledby=short] .num").all_inner_texts()]
    assert short[:2] == [visits, exhibitors]
    printed = plain(papers.words_on(fetched(somebody, f"{path}.pdf", "application/pdf")))
    assert all(figure in printed for figure in (visits, people, exhibitors))


def plain(text):
    """Digits as a table has them, without the signs that group them in either language."""
    return re.sub(r"[\s.,\u200e\u200f\u2066-\u2069]", "", text)

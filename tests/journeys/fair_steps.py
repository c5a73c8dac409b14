"""The steps of a fair's people, by the pages' own forms; buttons are found by what they do, not say."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from playwright.sync_api import Browser

from tests import servers
from tests.journeys.walking import Walker

SERIES = "khenifra-souk"


def now() -> datetime:
    """The moment on the fair's clock."""
    return datetime.now(ZoneInfo("Africa/Casablanca"))


def press(walker: Walker, button: str) -> None:
    """Press, say yes if the page asks whether one is sure, and wait for the page that follows."""
    page = walker.page
    with page.expect_navigation():
        page.locator(button).first.click()
        answer = page.locator("dialog[open] [value=yes]")
        if answer.count():
            answer.click()
    refusal = page.locator("main .alert.no")
    assert refusal.count() == 0, f"{button}: {refusal.first.inner_text()}"


def copy_the_last_edition(organizer: Walker, starts_on: date) -> str:
    """A new edition of the series; gives its slug."""
    organizer.go("/work")
    press(organizer, f"a[href$='/work/series/{SERIES}/copy']")
    organizer.fill(starts_on=starts_on.isoformat())
    organizer.look("fair-01-copy")
    press(organizer, "form:has([name=starts_on]) button")
    slug = re.search(r"/work/e/([a-z0-9-]+)$", organizer.page.url)
    assert slug, organizer.page.url
    organizer.fits("fair-02-copied")
    return slug[1]


def open_the_call(organizer: Walker, work: str, fee: str) -> None:
    """From a minute ago, for ten days."""
    organizer.go(f"{work}/call")
    form = "%Y-%m-%dT%H:%M"
    opens, closes = now() - timedelta(minutes=1), now() + timedelta(days=10)
    organizer.fill(opens_at=opens.strftime(form), closes_at=closes.strftime(form), fee=fee)
    press(organizer, "form:has([name=opens_at]) button.main")
    assert organizer.page.locator("form[action*='/call/close']").count() == 1
    organizer.look("fair-03-call")


def draw_one_more_row(organizer: Walker, work: str, stands: int) -> None:
    """The copied plan and a row more, on a ground a little deeper: looked at first, then kept."""
    organizer.go(f"{work}/plan/draw")
    line = organizer.page.locator("[name^='rows-'][name$='-name']").count() - 2
    row = {"zone": "A", "name": "C", "count": str(stands), "x": "3", "y": "17"}
    organizer.fill(depth="21", **{f"rows-{line}-{name}": value for name, value in row.items()})
    press(organizer, "button[name=action][value=preview]")
    organizer.look("fair-04-plan-looked-at")
    press(organizer, "button[name=action][value=save]")
    assert organizer.page.locator("tbody a[href*='stand=C']").count() == stands
    organizer.fits("fair-05-plan")


def write_application(exhibitor: Walker) -> None:
    """What a small cooperative needs: its first product, a lamp and a scale; questions answered."""
    page = exhibitor.page
    if page.locator("[name=products]").count():
        step_to(exhibitor, "[name=products]")
        page.locator("[name=products]").first.check()
    step_to(exhibitor, "[name=power_kw]")
    exhibitor.fill(power_kw="0.5")
    step_to(exhibitor, "[name^=answer_][value=yes]")
    page.locator("[name^=answer_][value=yes]").first.check()


def step_to(exhibitor: Walker, field: str) -> None:
    """Go on until the field's step is shown; without scripts every step is."""
    if exhibitor.has_scripts:
        exhibitor.page.wait_for_selector("form[data-steps=ready]")
    wanted, further = exhibitor.page.locator(field).first, exhibitor.page.locator("[data-next]")
    for _ in range(20):
        if wanted.is_visible() or not further.is_visible():
            return
        further.click()


def to_the_end(exhibitor: Walker) -> None:
    """To the last step, where the draft is kept or looked at."""
    step_to(exhibitor, "button[name=action][value=review]")


def look_at_everything(exhibitor: Walker) -> None:
    """To the page that says what will be sent, with the terms accepted."""
    to_the_end(exhibitor)
    press(exhibitor, "button[name=action][value=review]")
    consent = exhibitor.page.locator("[name=consent][value=spoken]")
    if consent.count():
        consent.check()
    exhibitor.page.locator("[name=accepts_terms]").check()


def send_application(exhibitor: Walker) -> str:
    """Look at everything, accept the terms and send; gives the path of the application."""
    look_at_everything(exhibitor)
    press(exhibitor, "button[name=action][value=submit]")
    return urlsplit(exhibitor.page.url).path


def apply_from_the_phone(exhibitor: Walker, slug: str) -> str:
    """Find the fair, begin, keep a draft, leave, come back, send; gives the path of the application."""
    exhibitor.go(f"/e/{slug}")
    exhibitor.fits("fair-06-public-site")
    press(exhibitor, f"a[href$='/e/{slug}/apply']")
    exhibitor.fits("fair-07-invitation")
    press(exhibitor, "form:has([name=cooperative]) button")
    write_application(exhibitor)
    exhibitor.look("fair-08-application")
    to_the_end(exhibitor)
    press(exhibitor, "button[name=action][value=save]")
    file = urlsplit(exhibitor.page.url).path.removesuffix("/edit")
    exhibitor.go("/my/applications")
    exhibitor.fits("fair-09-my-applications")
    press(exhibitor, f"a[href='{file}']")
    exhibitor.look("fair-10-draft")
    press(exhibitor, f"a[href='{file}/edit']")
    assert exhibitor.page.locator("[name=power_kw]").input_value() == "0.5"
    assert send_application(exhibitor) == file
    exhibitor.look("fair-11-sent")
    return file


def file_for_another(agent: Walker, slug: str) -> str:
    """An agent in the field applies for a cooperative that cannot."""
    agent.go(f"/e/{slug}/apply?q=05")
    agent.fits("fair-12-agent")
    agent.page.locator("[name=cooperative]").first.check()
    press(agent, "form:has([name=cooperative]) button")
    write_application(agent)
    return send_application(agent)


def find_in_order(organizer: Walker, work: str, one: str, other: str) -> None:
    """One file is read and found in order, the other ticked in the list."""
    organizer.go(f"{work}/applications")
    organizer.fits("fair-13-applications")
    press(organizer, f"a[href='{work}{one}']")
    organizer.look("fair-14-screening")
    press(organizer, "form[action$='/eligible'] button")
    organizer.fill(points="80")
    press(organizer, "form[action$='/score'] button")
    organizer.look("fair-15-scored")
    organizer.go(f"{work}/applications")
    organizer.page.locator(f"[name=ids][value='{other.rsplit('/', 1)[1]}']").check()
    press(organizer, "button[name=verb][value=eligible]")
    organizer.look("fair-16-in-order")
    press(organizer, "form[action$='/begin'] button.main")


def move_to(organizer: Walker, work: str, state: str) -> None:
    """Bring the fair to its next state from its overview."""
    organizer.go(work)
    press(organizer, f"form[action$='/move']:has([name=to][value={state}]) button")
    assert organizer.page.locator(f"form[action$='/move'] [value={state}]").count() == 0


def allocate_and_publish(organizer: Walker, work: str) -> None:
    """Close the call, let the solver propose, look, publish."""
    organizer.go(f"{work}/call")
    press(organizer, "form[action*='/call/close'] button")
    move_to(organizer, work, "allocation")
    organizer.go(f"{work}/plan/allocation")
    press(organizer, "form[action$='/plan/allocate'] button")
    organizer.look("fair-17-allocated")
    press(organizer, f"a[href$='{work}/plan/publish']")
    organizer.look("fair-18-to-publish")
    press(organizer, "form:has(a[href$='/plan/allocation']) button.main")
    assert organizer.page.locator(f"a[href$='{work}/plan/publish']").count() == 0
    organizer.go(f"{work}/plan")
    organizer.look("fair-19-plan-given")


def accept(exhibitor: Walker, file: str) -> None:
    """Read the offer and accept it."""
    exhibitor.go(file)
    exhibitor.look("fair-20-offer")
    press(exhibitor, f"form[action='{file}/accept'] button")
    exhibitor.look("fair-21-accepted")


def pay_in_cash(organizer: Walker, work: str, file: str) -> str:
    """The whole fee is paid at the desk, which confirms the participation; gives the path of the receipt."""
    organizer.go(work + file)
    press(organizer, f"a[href$='{file.replace('/applications', '/exhibitors')}']")
    organizer.look("fair-22-account")
    press(organizer, "form:has([name=token]) button.main")
    organizer.look("fair-22-paid")
    receipt = organizer.page.locator("a[href*='/papers/receipt.pdf']").first.get_attribute("href")
    assert receipt
    organizer.go(f"{work}/exhibitors")
    organizer.fits("fair-22-accounts")
    return receipt


def open_today(organizer: Walker, work: str) -> None:
    """The whole fair is brought forward to today, its site opens, and its gates."""
    today = now().date()
    organizer.go(f"{work}/edit")
    tomorrow = today + timedelta(days=1)
    organizer.fill(starts_on=today.isoformat(), ends_on=tomorrow.isoformat())
    organizer.fits("fair-23-edit")
    press(organizer, "form:has([name=starts_on]) button.main")
    move_to(organizer, work, "ready")
    organizer.go(work)
    opening = "form[action$='/move']:has([name=to][value=running]) button"
    if organizer.page.locator(
        opening
    ).count():  # else the clock was quicker: it opens a fair whose day has come
        press(organizer, opening)
    assert organizer.page.locator("form[action$='/move'] [value=closed]").count() == 1
    organizer.fits("fair-24-running")


def check_in(organizer: Walker, work: str, file: str) -> None:
    """The exhibitor has come: one press on the board of arrivals."""
    organizer.go(f"{work}/arrivals")
    organizer.fits("fair-40-arrivals")
    press(organizer, f"form[action='{file.replace('/applications', f'{work}/arrivals')}'] button")
    organizer.look("fair-41-arrived")


def register(visitor: Walker, slug: str, name: str) -> str:
    """A visitor takes a badge; gives the path of its page."""
    visitor.go(f"/e/{slug}")
    press(visitor, f"a[href$='/e/{slug}/register']")
    visitor.fill(name=name)
    visitor.page.locator("[name=consent]").check()
    visitor.fits("fair-25-register")
    press(visitor, "form:has([name=consent]) button")
    visitor.look("fair-26-badge")
    return visitor.page.url.removeprefix(visitor.world.address)


def print_badges(organizer: Walker, work: str) -> str:
    """Print what was not printed yet; gives the path of the PDF once the workers made it."""
    organizer.go(f"{work}/visitors")
    organizer.fits("fair-27-visitors")
    press(organizer, f"a[href$='{work}/badges']")
    organizer.fits("fair-28-print")
    press(organizer, "form:has([name=layout]) button")
    file = organizer.page.locator("a[href$='/1.pdf']")
    file.wait_for()
    organizer.look("fair-29-printed")
    return file.get_attribute("href") or ""


def pair_a_phone(organizer: Walker, work: str) -> None:
    """A gate, and a phone invited to scan there: the page shows its QR, good once."""
    organizer.go(f"{work}/gates/new")
    organizer.fill(name="A")
    organizer.fits("fair-30-gate")
    press(organizer, "form:has([name=rule]) button")
    press(organizer, f"a[href$='{work}/gates/devices/new']")
    organizer.fill(name="Samsung A15")
    press(organizer, "form:has([name=gate]) button")
    organizer.look("fair-31-pairing")


@contextmanager
def seeing(browser: Browser, film: Path) -> Iterator[Browser]:
    """A second Chromium, whose camera shows a film (Motion JPEG)."""
    camera = (
        "--use-fake-device-for-media-stream",
        "--use-fake-ui-for-media-stream",
        f"--use-file-for-fake-video-capture={film}",
    )
    arguments = [*servers.CHROMIUM_ARGUMENTS, *camera]
    other = browser.browser_type.launch(executable_path=servers.chromium(), args=arguments)
    try:
        yield other
    finally:
        other.close()

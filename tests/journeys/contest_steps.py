"""The steps of a contest's people: those who run it, enter ideas, judge them."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from playwright.sync_api import Locator

from tests.journeys.walking import Walker

SLUG = "idees-du-moyen-atlas"
REGION = "05"
PASSWORD = "une phrase pour entrer"
SOON = 15_000  # milliseconds, for what a page does on its own
CRITERIA = (
    ("الحاجة", "Besoin", 60, "بدون دليل", "Sans preuve", "مثبتة بالأرقام", "Prouvé par des chiffres"),
    ("الحل", "Solution", 40, "غامض", "Flou", "مجرّب", "Déjà essayé"),
)
PRIZES = (("الجائزة الأولى", "Premier prix", "50000"), ("الجائزة الثانية", "Deuxième prix", "25000"))
IDEAS = {
    "ar": (
        "مشتل تعاوني للزعتر والخزامى",
        "ورشة لتجفيف التفاح بالطاقة الشمسية",
        "نقل مشترك لمنتوجات النساء إلى السوق",
    ),
    "fr": (
        "Pépinière coopérative de thym et de lavande",
        "Atelier de séchage solaire des pommes",
        "Transport partagé vers le souk pour les femmes",
    ),
}
ANSWERS = {
    "need": "Quarante familles vendent leur récolte brute, un tiers moins cher, faute de matériel.",
    "solution": "Un atelier commun, géré par sept femmes déjà formées, ouvert dès la première récolte.",
    "market": "Deux hôtels et une épicerie de Béni Mellal veulent acheter trois cents kilos par mois.",
    "impact": "Sept emplois dans le douar, moins de récolte perdue, un revenu qui ne dépend plus du souk.",
}


def press(walker: Walker, where: str | Locator) -> None:
    """Press a form's button or a link, say yes where the page asks, and wait for the page that follows."""
    page = walker.page
    found = page.locator(where) if isinstance(where, str) else where
    is_form = found.first.evaluate("element => element.tagName === 'FORM'")
    asks = is_form and found.first.get_attribute("data-confirm")
    if asks:
        page.wait_for_load_state("networkidle")  # the module that asks is fetched after the page
    with page.expect_navigation():
        (found.first.locator("button:visible:not([type=button])").first if is_form else found.first).click()
        if asks:
            page.locator("dialog[open] [value=yes]").click()


def refusals(walker: Walker) -> list[str]:
    """What the page says went wrong."""
    return walker.page.locator(".note.no:visible, .error:visible").all_inner_texts()


def sign_up(walker: Walker, arabic: str, latin: str, phone: str) -> None:
    """Open an account on the page that one was led to, and come back to where one wanted to go."""
    walker.fill(name_ar=arabic, name_latin=latin, phone=phone, password=PASSWORD)
    press(walker, "form:has([name=password])")
    assert refusals(walker) == []


# --- who runs it


def create_contest(organizer: Walker) -> None:
    """A contest of a region, open since an hour, with two criteria, two prizes, two sheets an idea."""
    organizer.go("/work/o/odco/contests")
    press(organizer, "a[href$='/contests/new']")
    at = {
        name: (datetime.now(UTC) + shift).astimezone(ZoneInfo("Africa/Casablanca")).strftime("%Y-%m-%dT%H:%M")
        for name, shift in (
            ("opens_at", timedelta(hours=-1)),
            ("closes_at", timedelta(days=20)),
            ("judging_ends_at", timedelta(days=40)),
        )
    }
    organizer.fill(slug=SLUG, sheets_per_idea="2", **at)
    names = {"name-ar": "أفكار الأطلس المتوسط", "name-fr": "Idées du Moyen Atlas"}
    organizer.fill(**names, **{"theme-ar": "الماء والجبل", "theme-fr": "L'eau et la montagne"})
    organizer.page.locator("[name=level][value=region]").check()
    organizer.page.locator("select[name=region]").select_option(REGION)
    for place, (ar, fr, weight, weak_ar, weak_fr, best_ar, best_fr) in enumerate(CRITERIA):
        line = f"criteria-{place}"
        if not organizer.page.locator(f"[name='{line}-weight']").is_visible():
            organizer.page.locator(f"details.line:has([name='{line}-weight']) > summary").click()
        words = {"name-ar": ar, "name-fr": fr, "weight": str(weight)}
        words |= {"anchors-ar": f"0: {weak_ar}\n9: {best_ar}", "anchors-fr": f"0: {weak_fr}\n9: {best_fr}"}
        organizer.fill(**{f"{line}-{name}": text for name, text in words.items()})
    for place, (ar, fr, amount) in enumerate(PRIZES):
        prize = {"name-ar": ar, "name-fr": fr, "amount": amount}
        organizer.fill(**{f"prizes-{place}-{name}": text for name, text in prize.items()})
    organizer.look("contest-01-settings")
    press(organizer, "form:has([name=slug]) .actions button")
    assert refusals(organizer) == []


def move_to(organizer: Walker, state: str) -> None:
    """Bring the contest to a state from its overview."""
    organizer.go(f"/work/contests/{SLUG}")
    press(organizer, f"form[action$='/move']:has([name=to][value={state}])")
    assert refusals(organizer) == []


def open_idea(organizer: Walker, title: str) -> None:
    """Find a sent idea in the list by a word of its title and open it."""
    organizer.go(f"/work/contests/{SLUG}/ideas")
    organizer.fill(q=title)
    press(organizer, organizer.page.locator(".search button"))
    press(organizer, organizer.page.get_by_role("link", name=title))


def invite_judge(organizer: Walker) -> str:
    """A link to the jury, for whoever is in the room; gives its address."""
    organizer.go(f"/work/contests/{SLUG}/jury")
    press(organizer, "form[action$='/jury/invite']")
    return organizer.page.locator("[data-copy]").first.inner_text().strip()


# --- who enters an idea


def fill_first_page(entrant: Walker, title: str, kind: str) -> None:
    """Who enters, what, where."""
    page = entrant.page
    page.locator(f"[name=entrant_kind][value={kind}]").check()
    entrant.fill(title=title)
    page.locator("[name=sector]").select_option("aromatic_plants")
    province = page.locator("[name=province_code]")
    if not province.input_value():
        province.select_option(index=1)


FIGURES = {
    "people": {"members": "12", "women": "9"},
    "budget": {
        "line_what_1": "Séchoir",
        "line_quantity_1": "2",
        "line_price_1": "90000",
        "payback_months": "30",
    },
}


def write_all(entrant: Walker, **instead: str) -> None:
    """Every step of an idea, one after the other, then keep it and look at it."""
    said = {**{name: {name: text} for name, text in {**ANSWERS, **instead}.items()}, **FIGURES}
    page = entrant.page
    page.locator("form[data-steps=ready]").wait_for(timeout=SOON)
    while True:
        step = page.locator("[data-step]:visible").get_attribute("data-step") or ""
        entrant.fill(**said.get(step, {}))
        if not page.locator("[data-next]:visible").count():
            break
        page.locator("[data-next]:visible").click()
    finish(entrant)


def finish(entrant: Walker) -> None:
    """From the last step, keep everything and come to the idea's own page."""
    page = entrant.page
    while page.locator("[data-next]:visible").count():
        page.locator("[data-next]:visible").click()
    page.locator("[data-says=sent]:visible").wait_for(timeout=SOON)
    with page.expect_navigation():
        page.locator("[data-at-end] button:visible").click()
    assert refusals(entrant) == []


def next_page(entrant: Walker) -> None:
    """Keep this page and go on."""
    press(entrant, "form[data-dirty]")
    assert refusals(entrant) == []


# --- who judges


def open_desk(judge: Walker) -> None:
    """Come to the sheets, with the desk's scripts at work."""
    judge.go(f"/judge/{SLUG}")
    desk_at_work(judge)


def desk_at_work(judge: Walker) -> None:
    """Wait until the desk says whether everything is sent."""
    judge.page.locator("[data-says]:visible").wait_for(timeout=SOON)


def sheets_of(judge: Walker) -> list[str]:
    """The names of the sheets on the desk, in order."""
    links = "links => links.map(link => link.dataset.go)"
    return list(judge.page.eval_on_selector_all(".strip [data-go]", links))


def mark(judge: Walker, sheet: str, marks: tuple[int, ...], comment: str = "") -> None:
    """Give a mark on each criterion of one sheet."""
    judge.page.locator(f".strip [data-go='{sheet}']").click()
    judge.page.locator(f".strip [data-go='{sheet}'][aria-current]").wait_for(timeout=SOON)
    for place, given in enumerate(marks):
        judge.page.locator(f"[name='mark-c{place + 1}'][value='{given}']").check()
    if comment:
        judge.fill(comment=comment)
    judge.page.locator(f".strip [data-go='{sheet}'][data-state=complete]").wait_for(timeout=SOON)


def says(judge: Walker, what: str) -> None:
    """Wait until the desk says `sent` or `here`."""
    judge.page.locator(f"[data-says='{what}'] [data-when='{what}']:visible").wait_for(timeout=SOON)


def merit_of(judge: Walker) -> int:
    """Which of the ideas is read, by its title, the best first."""
    title = judge.page.locator("[data-slot=title]").inner_text().strip()
    return IDEAS[judge.world.language].index(title)


def sign_off(judge: Walker) -> None:
    """Say that one has finished."""
    says(judge, "sent")
    press(judge, "form[action$='/sign-off']")
    assert refusals(judge) == []

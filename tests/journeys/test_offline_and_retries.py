"""What the field does to every page: pressed twice, filled in wrongly, left without a network."""

import pytest
from playwright.sync_api import expect

from tests.journeys.fair_steps import look_at_everything, press, write_application
from tests.journeys.walking import Walker

pytestmark = [pytest.mark.browser, pytest.mark.journey]

RUNNING, CALLING = "khenifra-demo", "safi-pottery"
NAMES = {"ar": "حادة أوعلي", "fr": "Hadda Ouali"}
PATIENCE = 15_000  # milliseconds


def test_a_form_filled_in_wrongly_says_so_and_keeps_what_was_typed(world, somebody):
    somebody.go(f"/e/{RUNNING}/register")
    somebody.fill(name=NAMES[world.language], phone="06 12", party="3")
    with somebody.page.expect_navigation():
        somebody.page.locator("form:has([name=consent]) button").click()
    page = somebody.page
    somebody.look("field-01-corrections")
    assert page.locator("[aria-invalid=true]").evaluate_all("all => all.map(each => each.name)") == [
        "phone",
        "consent",
    ]
    kept = {name: page.locator(f"[name={name}]").input_value() for name in ("name", "phone", "party")}
    assert kept == {"name": NAMES[world.language], "phone": "06 12", "party": "3"}
    expect(page.locator("#errors a").first).to_be_visible()
    somebody.fill(phone="06 61 22 33 44")
    page.locator("[name=consent]").check()
    press(somebody, "form:has([name=consent]) button")
    assert "/badge/" in page.url


@pytest.mark.parametrize("has_scripts", [True, False])
def test_pressing_twice_makes_one_profile_and_one_application(world, browser, has_scripts):
    with Walker(world, browser, java_script_enabled=has_scripts) as member:
        member.sign_in_as("judge")
        name = f"تعاونية الرحمة {'أ' if has_scripts else 'ب'}"
        create_a_cooperative(member, name, "06612233" + ("55" if has_scripts else "66"))
        member.go(f"/e/{CALLING}/apply")
        member.page.locator(f"label:has-text('{name}') [name=cooperative]").check()
        twice(member, "form:has([name=cooperative]) button")
        write_application(member)
        look_at_everything(member)
        twice(member, "button[name=action][value=submit]")
        member.go("/my/applications")
        assert member.page.locator("main").inner_text().count(name) == 1
        press(member, f".card:has-text('{name}') a")
        assert member.page.locator("a[href$='/edit']").count() == 0


def create_a_cooperative(member, name, phone):
    """The five things a profile begins with; the places after the region come by scripts or by a press."""
    page = member.page
    member.go("/my/cooperatives/new")
    member.fill(name_ar=name, phone=phone)
    page.locator("[name=kind]").first.select_option("cooperative")
    page.locator("[name=sector]").select_option("pottery")
    for level, code in (("region", "07"), ("province", "07.431"), ("commune", "07.431.01.03")):
        chosen = page.locator(f"[name={level}_code]")
        if not chosen.locator(f"option[value='{code}']").count():
            refill = page.locator("[name=refill]:visible")
            if refill.count():
                refill.first.click()
            chosen.locator(f"option[value='{code}']").wait_for(state="attached")
        chosen.select_option(code)
    twice(member, "form:has([name=name_ar]) .actions button")
    assert "/new" not in page.url, page.locator("main").inner_text()


def twice(walker, button):
    """A nervous thumb: its second press may cut off the answer to the first, so the last page counts."""
    with walker.page.expect_event("framenavigated"):
        walker.page.locator(button).first.dblclick(no_wait_after=True)
    walker.page.wait_for_load_state("networkidle")


def test_a_gate_without_a_network_answers_from_its_list_and_sends_later(world, browser, people, somebody):
    press_register(world, somebody)
    code = somebody.page.locator("figure.qr .code").inner_text()
    organizer = people["organizer"]
    organizer.go(f"/work/e/{RUNNING}/gates/devices/new")
    organizer.fill(name="Tablette du souk")
    press(organizer, "form:has([name=gate]) button")
    pairing = organizer.page.locator("figure.qr .code").inner_text()
    with Walker(world, browser) as gate:
        page = gate.page
        gate.go("/gate")
        page.locator("[data-scan=pair-code]").fill(pairing)
        page.locator("[data-scan=pair-form] button").click()
        expect(page.locator("[data-scan=people]")).not_to_have_text("–", timeout=PATIENCE)
        gate.context.set_offline(True)
        assert answer_to(page, code) == "ok"
        expect(page.locator("[data-scan=link]")).to_have_attribute("data-state", "offline")
        gate.look("field-02-gate-offline")
        assert answer_to(page, code) == "again"
        gate.context.set_offline(False)
        expect(page.locator("[data-scan=link]")).to_have_attribute("data-state", "online", timeout=PATIENCE)
        expect(page.locator("[data-scan=export]")).to_be_hidden(timeout=PATIENCE)
    organizer.go(f"/work/e/{RUNNING}/visitors?q={code}")
    organizer.look("field-03-came-in")
    press(organizer, "main table a, main .row-link")
    organizer.look("field-04-visitor")


def press_register(world, visitor):
    """A badge of the running fair."""
    visitor.go(f"/e/{RUNNING}/register")
    visitor.fill(name=NAMES[world.language])
    visitor.page.locator("[name=consent]").check()
    press(visitor, "form:has([name=consent]) button")


def answer_to(page, code):
    """What the gate answers to a code that is typed."""
    if page.locator("[data-panel=answer]").is_visible():
        page.locator("[data-scan=word]").click()
    page.locator("[data-scan=typed]").fill(code.lower())
    page.locator("[data-scan=type-form] button").click()
    page.locator("[data-panel=answer]").wait_for()
    return page.locator("body").get_attribute("data-answer")

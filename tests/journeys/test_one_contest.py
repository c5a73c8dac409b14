"""One contest from its creation to its certificates, each step by its own person on a device of their own.

axe looks here at what the walk through the demo's pages (`test_every_page`) doesn't come by: steps at work,
a desk without a network, a conflict, the room. The other pages must fit.
"""

import re
from dataclasses import replace

import pytest

from tests import commands
from tests.journeys import contest_steps as steps
from tests.journeys.contest_steps import IDEAS, SLUG, press, refusals
from tests.journeys.fair_papers import fetched
from tests.journeys.walking import Walker
from tests.papers import codes_in, pages_drawn

TABLET = {"width": 820, "height": 1180}
MARKS = ((9, 8), (6, 7), (4, 3))
"""By merit of the idea: need, solution."""
GENEROSITY = (-1, 0, 1)
JURY = (("سعاد المنصوري", "Souad Mansouri", "0671100003"), ("كمال العثماني", "Kamal Otmani", "0671100004"))
ENTRANTS = (("حياة الصالحي", "Hayat Salhi", "0671100001"), ("رشيد بوعزة", "Rachid Bouazza", "0671100002"))
KEPT = """async path => {
    while (!(await caches.match(path, {ignoreVary: true}))) await new Promise(requestAnimationFrame)
}"""
VERIFY_WITHIN = 300  # seconds, on a busy machine


@pytest.mark.browser
@pytest.mark.journey
def test_a_contest_from_its_creation_to_its_certificates(world, browser, people):
    organizer, president = people["organizer"], people["cooperative"]
    best, second, third = IDEAS[world.language]
    newcomers = [Walker(world, browser) for _ in ENTRANTS]
    tablet = replace(world, size=TABLET)
    jury = [Walker(tablet, browser) for _ in range(3)]
    second_device, visitor = Walker(tablet, browser), Walker(world, browser)
    try:
        steps.create_contest(organizer)
        steps.move_to(organizer, "open")
        organizer.fits("contest-02-open")
        _enter_on_the_phone(president, best)
        for newcomer, who, title in zip(newcomers, ENTRANTS, (second, third), strict=True):
            _enter_after_signing_up(newcomer, who, title)
        _screen(organizer, newcomers[0], (best, second, third))
        _seat_the_jury(organizer, jury)
        _judge(organizer, jury, second_device)
        _rank_and_publish(organizer, jury[0])
        _read_the_results(visitor, president, newcomers[0])
    finally:
        for walker in (*newcomers, *jury, second_device, visitor):
            walker.context.close()
    assert [walker.errors for walker in (*newcomers, *jury, second_device, visitor)] == [[]] * 7
    _verify(world)


def _enter_on_the_phone(president, title):
    """What is typed survives a reload, each page is kept, and the idea is sent once nothing is missing."""
    president.go("/contests")
    press(president, f"a[href$='/contests/{SLUG}']")
    president.fits("contest-03-public")
    press(president, f"a[href$='/contests/{SLUG}/enter']")
    page = president.page
    assert page.locator("[name=entrant_kind]:checked").get_attribute("value") == "cooperative"
    steps.fill_first_page(president, title, "cooperative")
    page.reload()
    page.wait_for_function("title => document.querySelector('[name=title]').value === title", arg=title)
    president.fits("contest-04-enter")
    steps.next_page(president)
    page.locator("form[data-steps=ready]").wait_for(timeout=steps.SOON)
    president.fill(need=steps.ANSWERS["need"])
    president.look("contest-05-answers")
    steps.finish(president)
    president.fits("contest-07-draft")
    assert page.locator("form[action$='/submit']").count() == 0
    page.locator(".note a[href$='#solution']").click()
    page.wait_for_url(re.compile(r"/write#solution"))
    assert page.locator("[name=need]").input_value() == steps.ANSWERS["need"]
    page.locator("[name=solution]:visible").wait_for(timeout=steps.SOON)
    steps.write_all(president)
    press(president, "form[action$='/submit']")
    assert refusals(president) == []
    president.fits("contest-08-sent")


def _enter_after_signing_up(newcomer, who, title):
    """Led from the contest to an account and back to the idea."""
    newcomer.go(f"/contests/{SLUG}/enter")
    press(newcomer, "a[href*='/sign-up']")
    steps.sign_up(newcomer, *who)
    assert newcomer.page.url.endswith(f"/contests/{SLUG}/enter")
    steps.fill_first_page(newcomer, title, "project_holder")
    steps.next_page(newcomer)
    steps.write_all(newcomer)
    press(newcomer, "form[action$='/submit']")
    assert refusals(newcomer) == []


def _screen(organizer, asked, titles):
    """One idea is admitted at once, one after its entrant completed what was asked, one after the closing."""
    best, second, third = titles
    organizer.go(f"/work/contests/{SLUG}")
    organizer.fits("contest-09-overview")
    organizer.go(f"/work/contests/{SLUG}/ideas")
    organizer.fits("contest-10-ideas")
    steps.open_idea(organizer, best)
    organizer.fits("contest-11-screening")
    press(organizer, "button[formaction$='/accept']")
    steps.open_idea(organizer, second)
    organizer.page.locator("[name=part]").select_option("market")
    organizer.fill(note="Qui achètera ? Citez deux clients et leur prix.")
    press(organizer, "button[formaction$='/ask']")
    assert refusals(organizer) == []
    asked.go("/my")
    asked.fits("contest-12-desk")
    press(asked, "a[href*='/ideas/']")
    asked.look("contest-13-asked")
    press(asked, "a[href*='/write#market']")
    asked.page.locator("form[data-steps=ready]").wait_for(timeout=steps.SOON)
    asked.fill(market="Une épicerie de Khénifra à 45 DH le kilo, un hôtel d'Ifrane à 50 DH.")
    steps.finish(asked)
    press(asked, "form[action$='/submit']")
    assert refusals(asked) == []
    steps.open_idea(organizer, second)
    press(organizer, "button[formaction$='/accept']")
    steps.move_to(organizer, "screening")
    steps.open_idea(organizer, third)
    press(organizer, "button[formaction$='/accept']")
    assert refusals(organizer) == []


def _seat_the_jury(organizer, jury):
    """Two by an invitation link, one who has an account; then the sheets are given out."""
    for judge, who in zip(jury, JURY, strict=False):
        judge.go(steps.invite_judge(organizer))
        press(judge, "a[href*='/sign-up']")
        steps.sign_up(judge, *who)
        press(judge, "form:has([name=csrf_token]):has(button.main)")
        assert refusals(judge) == []
    organizer.look("contest-14-invitation")
    jury[2].sign_in_as("judge")
    organizer.fill(to="youssef.benjelloun@demo.example")
    press(organizer, "form[action$='/jury']")
    press(organizer, "form[action$='/assign']")
    assert refusals(organizer) == []
    organizer.fits("contest-15-jury")
    steps.move_to(organizer, "judging")


def _judge(organizer, jury, second_device):
    """Each on a tablet: one loses the network, one knows an entrant; the plan is mended and all is signed."""
    first, second, third = jury
    steps.open_desk(first)
    first.look("contest-16-sheet")
    _mark_all(first, GENEROSITY[0])
    _mark_without_a_network(second, GENEROSITY[1])
    _set_one_aside(third)
    _mark_on_two_devices(third, second_device)
    press(organizer, organizer.page.locator("a[href$='/jury']"))
    press(organizer, "form[action$='/assign']")
    assert refusals(organizer) == []
    for judge, generosity in zip(jury, GENEROSITY, strict=True):
        steps.open_desk(judge)
        _mark_all(judge, generosity)
        steps.sign_off(judge)
    third.look("contest-20-signed-off")


def _mark_all(judge, generosity):
    for sheet in steps.sheets_of(judge):
        judge.page.locator(f".strip [data-go='{sheet}']").click()
        merit = steps.merit_of(judge)
        given = tuple(mark + generosity for mark in MARKS[merit])
        steps.mark(judge, sheet, given, "Projet clair, équipe sérieuse.")
    steps.says(judge, "sent")


def _mark_without_a_network(judge, generosity):
    """The desk opens again without a network, keeps the marks here, and sends them when it comes back."""
    steps.open_desk(judge)
    judge.page.evaluate(KEPT, f"/judge/{SLUG}")
    judge.context.set_offline(True)
    judge.page.reload()
    steps.desk_at_work(judge)
    first = steps.sheets_of(judge)[0]
    steps.mark(judge, first, (5, 5))
    steps.says(judge, "here")
    judge.page.reload()
    steps.says(judge, "here")
    assert judge.page.locator(".sheet input:checked").count() == 2
    judge.look("contest-17-offline")
    judge.context.set_offline(False)
    _mark_all(judge, generosity)


def _set_one_aside(judge):
    steps.open_desk(judge)
    before = steps.sheets_of(judge)
    judge.page.locator("[data-opens=conflict]").click()
    judge.page.locator("[name=reason]").select_option(index=1)
    judge.look("contest-18-conflict")
    press(judge, "form[data-recuse]")
    assert refusals(judge) == []
    assert set(steps.sheets_of(judge)) < set(before)
    judge.look("contest-19-set-aside")


def _mark_on_two_devices(judge, other):
    """A second tablet, without a network, marks what the first sends: told, it shows both; one is chosen."""
    other.sign_in_as("judge")
    steps.open_desk(other)
    sheet = steps.sheets_of(other)[0]
    other.context.set_offline(True)
    steps.mark(other, sheet, (2, 3))
    steps.says(other, "here")
    steps.open_desk(judge)
    steps.mark(judge, sheet, (8, 7))
    steps.says(judge, "sent")
    other.context.set_offline(False)
    steps.says(other, "needs")
    told = other.page.locator("[data-needs-theirs]").inner_text()
    assert re.findall(r"\d", told) == ["2", "8", "3", "7"]  # here and there, criterion by criterion
    assert other.page.locator(".sheet input:checked").evaluate_all("all => all.map(e => e.value)") == [
        "2",
        "3",
    ]
    other.look("contest-19-two-devices")
    other.page.locator("[data-keep-mine]").click()
    steps.says(other, "sent")
    judge.page.reload()
    steps.desk_at_work(judge)
    judge.page.locator(f".strip [data-go='{sheet}']").click()
    assert judge.page.locator(".sheet input:checked").evaluate_all("all => all.map(e => e.value)") == [
        "2",
        "3",
    ]


def _deliberate(organizer, president):
    """One of the jury presides; where it met is written down; the minutes are signed on a tablet."""
    organizer.go(f"/work/contests/{SLUG}/jury")
    press(organizer, organizer.page.get_by_role("link", name=JURY[0][organizer.world.language == "fr"]))
    organizer.page.locator("[name=role]").select_option("president")
    press(organizer, "form:has([name=role])")
    organizer.go(f"/work/contests/{SLUG}/room")
    organizer.fill(place="Béni Mellal")
    press(organizer, "form[action$='/room/minutes']")
    president.go(f"/work/contests/{SLUG}/room")
    president.look("contest-22-room")
    press(president, "form[action$='/room/sign']")
    assert refusals(president) == []


def _rank_and_publish(organizer, president):
    """The ranking with its intervals, one prize for each of the first two, signed, everything in one act."""
    steps.move_to(organizer, "deliberation")
    organizer.go(f"/work/contests/{SLUG}/ranking")
    organizer.fits("contest-21-no-ranking")
    press(organizer, "form[action$='/ranking']")
    assert refusals(organizer) == []
    titles = IDEAS[organizer.world.language]
    assert organizer.page.locator(".row-link").all_inner_texts() == list(titles)
    assert organizer.page.locator("td .interval").count() == len(titles)
    organizer.fits("contest-22-ranking")
    organizer.page.locator("select[name^='prize-']").nth(1).select_option("1")
    press(organizer, "form[action$='/publish']:has(select)")
    _deliberate(organizer, president)
    organizer.go(f"/work/contests/{SLUG}/ranking")
    press(organizer, "form[action$='/publish']:has([name=publish])")
    assert refusals(organizer) == []
    organizer.look("contest-23-published")


def _read_the_results(visitor, president, unlucky):
    """Everybody reads the places; a winner prints a certificate that proves itself; entrants read marks."""
    visitor.go(f"/contests/{SLUG}")
    press(visitor, f"a[href$='/contests/{SLUG}/results']")
    visitor.fits("contest-24-results")
    assert visitor.page.locator(".podium li").count() == len(steps.PRIZES)
    for title in IDEAS[visitor.world.language]:
        assert visitor.page.get_by_text(title).count() > 0
    president.go("/my/ideas")
    press(president, president.page.get_by_role("link", name=IDEAS[president.world.language][0]))
    president.fits("contest-25-winner")
    paper = president.page.locator("a[href$='certificate.pdf']").get_attribute("href")
    (drawn,) = pages_drawn(fetched(president, paper, "application/pdf"))
    (proof,) = codes_in(drawn)
    visitor.go(proof.replace(proof[: proof.index("/", 8)], visitor.world.address))
    assert visitor.page.get_by_text(IDEAS[visitor.world.language][0]).count() == 1
    visitor.look("contest-26-certificate")
    press(president, "a[href$='/feedback']")
    president.fits("contest-27-feedback")
    unlucky.go("/my/ideas")
    press(unlucky, "a[href*='/ideas/']")
    press(unlucky, "a[href$='/feedback']")
    assert unlucky.page.locator(".said").count() == 2


def _verify(world):
    done = commands.run("verify", environment=world.environment, within=VERIFY_WITHIN)
    assert done.returncode == 0, done.stdout + done.stderr

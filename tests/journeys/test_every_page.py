"""Everybody looks at every page they can reach: each opens, is accessible, and fits the screen."""

import re
from collections import deque
from collections.abc import Iterable
from urllib.parse import urldefrag, urlsplit

import pytest

from tests.journeys.walking import Walker
from tests.project.reading import Page

WAYS = {
    "ar": ["organizer", "judge", "agent", "partner"],
    "fr": [None, "cooperative", "gate", "expert", "operator"],
}
OBJECT = re.compile(r"/(?!applications|cooperatives)[a-z0-9]{12}(?=/|$)|/[A-Z0-9-]{8,}(?=/|$)")
SLUG = re.compile(r"^/(e|contests|work/e|work/contests|work/o|work/series|work/programmes)/([^/?]+)")
MOST_PAGES = 60
PAPER = re.compile(r"\.(pdf|csv|xlsx|json|svg|vcf|zip)$")


def kind_of(path: str) -> str:
    """Pages of one kind differ only by whose they are: one of each kind, for two fairs, is looked at."""
    slug = SLUG.match(path)
    named = slug.group(2) if slug else ""
    kind = SLUG.sub(r"/\1/*", path)
    group = "running" if named in {"khenifra-demo", "odco-demo"} else "other" if named else ""
    return f"{OBJECT.sub('/*', kind)} {group}"


looked_at: set[tuple[str, str]] = set()
"""Kinds of page, by language, that axe has looked at; another fair's must open and fit."""
drawn: set[tuple[str, str]] = set()
"""The same with the group of fairs, drawn by the browser; for whoever comes by again, it must open."""


def template_of(path: str) -> str:
    """A kind of page, whichever fair it is of."""
    return kind_of(path).rpartition(" ")[0]


def slug_of(path: str) -> str:
    """A name for the picture of a page."""
    return re.sub(r"\W+", "-", kind_of(path)).strip("-") or "home"


WALKS = [
    pytest.param(language, account, marks=pytest.mark.xdist_group(f"journey-{language}"))
    for language, accounts in WAYS.items()
    for account in accounts
]


@pytest.mark.browser
@pytest.mark.journey
@pytest.mark.parametrize(("world", "account"), WALKS, indirect=["world"], scope="session")
def test_every_page_opens_and_is_accessible(world, browser, account):
    with Walker(world, browser) as walker:
        if account:
            walker.sign_in_as(account)
        seen, kinds, faults = set(), set(), []
        waiting = deque(["/my"] if account else ["/", "/cooperatives", "/bank"])
        while waiting and len(kinds) < MOST_PAGES:
            path = waiting.popleft()
            if path in seen or kind_of(path) in kinds:
                continue
            seen.add(path)
            kinds.add(kind_of(path))
            kind = (world.language, kind_of(path))
            if kind in drawn:
                found, links = opened(walker, path)
                faults += found
                waiting.extend(links)
                continue
            drawn.add(kind)
            known = len(walker.errors)
            response = walker.go(path)
            if response is None or response.status >= 400:
                faults.append(f"{path}: {response.status if response else 'no answer'}")
                continue
            if not response.headers.get("content-type", "").startswith("text/html"):
                del walker.errors[known:]  # a picture: the browser's own frame around it is none of our pages
                continue
            name = f"{account or 'visitor'}-{slug_of(path)}"[:120]
            template = (world.language, template_of(path))
            is_new = template not in looked_at
            looked_at.add(template)
            try:
                walker.look(name) if is_new else walker.fits(name)
            except AssertionError as fault:
                faults.append(f"{path}: {fault}")
            waiting.extend(links_of(walker))
        if account is None:
            look_where_a_code_is_typed(walker)
        assert faults == [], "\n".join(faults)
        assert len(kinds) >= 3


def opened(walker: Walker, path: str) -> tuple[list[str], list[str]]:
    """What is wrong with the answer, and where its page leads: nobody draws it."""
    response = walker.context.request.get(walker.world.address + path)
    if response.status >= 400:
        return [f"{path}: {response.status}"], []
    is_page = response.headers.get("content-type", "").startswith("text/html")
    links = Page(walker.world.address + path, response.text()).links if is_page else ()
    return [], paths_of(walker, links)


def look_where_a_code_is_typed(walker: Walker) -> None:
    """No link leads to this page: it comes once a phone has asked to vote."""
    walker.go("/contests/odco-demo/people")
    walker.page.locator("[name='idea']").first.check()
    walker.fill(phone="0661234567")
    walker.page.locator("form[action$='/people'] .actions button").click()
    walker.page.locator("[name='code']").wait_for()
    walker.look("visitor-code-to-vote")


def links_of(walker: Walker) -> list[str]:
    """Where the page leads on this site, without what a press would download."""
    addresses = "links => links.map(link => new URL(link.getAttribute('href'), location).href)"
    found = walker.page.eval_on_selector_all("a[href]:not([download])", addresses)
    return paths_of(walker, found)


def paths_of(walker: Walker, links: Iterable[str]) -> list[str]:
    """The pages of this site among some links."""
    ours = [urldefrag(link)[0] for link in links if link.startswith(walker.world.address)]
    paths = [link.removeprefix(walker.world.address) or "/" for link in ours]
    return [path for path in paths if not PAPER.search(urlsplit(path).path) and "?" not in path]

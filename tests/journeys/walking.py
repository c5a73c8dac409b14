"""How a person walks through the pages: their browser, their language, their size of screen."""

import os
import re
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from playwright.sync_api import Browser, Response

if TYPE_CHECKING:
    from playwright.sync_api import Page

AXE = next((Path(__file__).resolve().parents[1] / "vendor").glob("axe-core-*/axe.min.js")).read_text(
    encoding="utf-8"
)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ALIKE = ["tbody > tr:nth-child(n+4)", "ul > li:nth-child(n+4)", "ol > li:nth-child(n+4)"]
"""Rows that one loop of a template wrote: the first three stand for the rest, two fifths of all looking."""
LOOK = """([rules, alike]) => axe.run({exclude: alike}, {
    runOnly: rules, resultTypes: ["violations"], preload: false,
}).then(found => found.violations.map(({id, nodes}) => `${id}: ${nodes[0].html.slice(0, 200)}`))"""
"""Only what is wrong comes back: a list of all that is right costs twice the looking itself."""


def violations(page: "Page") -> list[str]:
    """What axe finds wrong on the page: a rule and the first element that breaks it."""
    page.evaluate(AXE)
    found: list[str] = page.evaluate(LOOK, [RULES, ALIKE])
    return found


@dataclass(frozen=True)
class World:
    """Where the demo is served and how this journey sees it."""

    address: str
    language: str
    size: dict[str, int]
    data: Path
    environment: dict[str, str]


class Walker:
    """One person with a browser of their own; any error on a page's console fails the journey."""

    def __init__(self, world: World, browser: Browser, **options: Any) -> None:
        self.world = world
        self.has_scripts = options.get("java_script_enabled", True)
        self.context = browser.new_context(
            viewport=world.size, locale={"ar": "ar-MA", "fr": "fr-MA"}[world.language], **options
        )
        self.context.add_cookies([{"name": "language", "value": world.language, "url": world.address}])
        self.errors: list[str] = []
        self.page: Page = self.context.new_page()
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", self._note)

    def _note(self, message: Any) -> None:
        if (
            message.type == "error"
            and "status of 4" not in message.text
            and "ERR_INTERNET" not in message.text
        ):
            self.errors.append(message.text)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.leave()

    def leave(self) -> None:
        self.context.close()
        assert self.errors == [], self.errors[:3]

    def go(self, path: str) -> Response | None:
        return self.page.goto(path if path.startswith("http") else self.world.address + path)

    def sign_in_as(self, account: str) -> None:
        self.go("/sign-in")
        self.page.locator(f"button[name='account'][value='{account}']").click()
        self.page.wait_for_url(re.compile(r"/(my|work|gate)"))

    def fill(self, **values: str) -> None:
        for name, value in values.items():
            self.page.locator(f"[name='{name}']:visible").first.fill(value)

    def send(self, action: str) -> None:
        """Press the button of the form whose action ends so, and of its question if it asks one."""
        self.page.locator(f"form[action$='{action}'] button:visible:not([type=button])").first.click()
        answer = self.page.locator("dialog[open] [value='yes'], dialog[open] .main")
        if answer.count():
            answer.first.click()

    def look(self, name: str) -> None:
        """No violation that axe knows, nothing wider than the screen; keep a picture if asked to."""
        self.fits(name)
        found = violations(self.page)
        assert found == [], f"{name} ({self.page.url}): {found}"

    def fits(self, name: str) -> None:
        """Nothing wider than the screen; keep a picture if asked to."""
        folder = os.environ.get("SCREENSHOTS")
        if folder:
            Path(folder).mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=f"{folder}/{name}.{self.world.language}.png", full_page=True)
        wide = self.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert wide <= 1, f"{name} is {wide} px wider than the screen"

"""The application served to a real browser, and pages that tell what went wrong in their scripts."""

from __future__ import annotations

import os
import socket
import subprocess
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from eventhub.app import create_app
from eventhub.database import db
from eventhub.supervisor import guarded
from tests import commands, databases, servers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from playwright.sync_api import Browser, Page, Playwright

    from eventhub.config import Settings

PHONE = {"viewport": {"width": 360, "height": 800}}
TABLET = {"viewport": {"width": 820, "height": 1180}}
DESKTOP = {"viewport": {"width": 1280, "height": 900}}
START_WITHIN = 90  # seconds, on a slow and busy machine
STOP_WITHIN = 30  # seconds
_GUNICORN = ("--no-control-socket", "--threads", "4", "--graceful-timeout", "1")


class Served:
    """The application on a migrated database of its own, and an address where it can be served."""

    def __init__(self, settings: Settings, folder: Path) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.folder = folder
        self.database = databases.migrated("sqlite", folder)
        self.secret = settings.secret_key
        self.app = create_app(replace(settings, database_url=self.database, public_url=self.url))

    @contextmanager
    def database_open(self) -> Iterator[None]:
        """Read and write the database here; what was written is true for the server afterwards."""
        with self.app.app_context():
            yield
            db.session.commit()
            db.session.remove()

    @contextmanager
    def serving(self) -> Iterator[None]:
        """Serve it; afterwards its address answers nobody. May be served again, as after a failure."""
        environ = os.environ | {
            "DATABASE_URL": self.database,
            "EVENTHUB_DATA": str(self.folder),
            "SECRET_KEY": self.secret,
            "PUBLIC_URL": self.url,
            "LOG_LEVEL": "error",
        }
        log = self.folder / "server.log"
        arguments = (*_GUNICORN, "-b", f"127.0.0.1:{self.port}", "wsgi:app")
        with commands.gunicorn(*arguments, environment=environ, log=log, stop_within=STOP_WITHIN) as server:
            _await_health(self.url, server.is_alive, log, START_WITHIN)
            yield

    def close(self) -> None:
        """Let go of the database."""
        with self.app.app_context():
            db.engine.dispose()


def free_port() -> int:
    """A port of this machine nobody listens at."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
    return port


@contextmanager
def running(
    command: list[str], environ: Mapping[str, str], url: str, log: Path, within: float = START_WITHIN
) -> Iterator[None]:
    """A server of the application at `url`, healthy within so many seconds and ended afterwards."""
    with log.open("ab") as output:
        process = subprocess.Popen(guarded(command), env=environ, stdout=output, stderr=output)
    try:
        _await_health(url, lambda: process.poll() is None, log, within)
        yield
    finally:
        process.terminate()
        process.wait(STOP_WITHIN)


def _await_health(url: str, is_alive: Callable[[], bool], log: Path, within: float) -> None:
    deadline = time.monotonic() + within
    while is_alive() and time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"{url}/healthz", timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    pytest.fail(f"no server at {url} within {within} s:\n{log.read_text()[-3000:]}")


@contextmanager
def chromium(playwright: Playwright, *arguments: str) -> Iterator[Browser]:
    """A browser, with more arguments than it always gets."""
    browser = playwright.chromium.launch(
        executable_path=servers.chromium(), args=[*servers.CHROMIUM_ARGUMENTS, *arguments]
    )
    try:
        yield browser
    finally:
        browser.close()


@contextmanager
def looking(
    browser: Browser, url: str = "", cookies: Mapping[str, str] | None = None, **device: Any
) -> Iterator[Page]:
    """A page on a device of its own (PHONE or DESKTOP, a locale …) with these cookies of the site at `url`.

    Any error of the page's scripts fails the test at the end.
    """
    context = browser.new_context(**device)
    context.add_cookies([{"name": name, "value": kept, "url": url} for name, kept in (cookies or {}).items()])
    page, faults = context.new_page(), []
    page.on("pageerror", lambda error: faults.append(str(error)))
    try:
        yield page
    finally:
        context.close()
    assert faults == []


def wake(page: Any, address: str, tag: str, patience_ms: int = 15_000) -> None:
    """The network is back: the browser wakes the site's worker, though none of the pages it keeps is open."""
    page.goto(f"{address}/healthz")
    session = page.context.new_cdp_session(page)
    found: list[Any] = []
    session.on("ServiceWorker.workerRegistrationUpdated", lambda told: found.extend(told["registrations"]))
    session.send("ServiceWorker.enable")
    for _ in range(patience_ms // 100):
        if found:
            break
        page.wait_for_timeout(100)
    woken = {"origin": address, "registrationId": found[0]["registrationId"]}
    session.send("ServiceWorker.dispatchSyncEvent", {**woken, "tag": tag, "lastChance": False})

"""The journeys' world: the demo, running as `eventhub run` runs it, and people in front of a real browser.

Each journey is walked twice: in Arabic on a phone of 360×800 with SQLite, in French on a tablet of
820×1180 with PostgreSQL. Every page reached may be looked at with axe; SCREENSHOTS=folder keeps pictures.
"""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright

from eventhub.supervisor import guarded
from tests import servers
from tests.journeys.walking import Walker, World

START_WITHIN = 300  # seconds on a busy machine, filling the demo included

WAYS = {
    "ar": ("sqlite", {"width": 360, "height": 800}),
    "fr": ("postgresql", {"width": 820, "height": 1180}),
}


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """One Chromium for all journeys of this process."""
    browser = playwright.chromium.launch(executable_path=servers.chromium(), args=servers.CHROMIUM_ARGUMENTS)
    yield browser
    browser.close()


@pytest.fixture(
    scope="session",
    params=[
        pytest.param(language, marks=pytest.mark.xdist_group(f"journey-{language}")) for language in WAYS
    ],
)
def world(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """The demo on one database, served on a free port of this machine."""
    language = request.param
    database, size = WAYS[language]
    data = tmp_path_factory.mktemp(f"demo-{language}")
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    environment = {**os.environ, "EVENTHUB_DATA": str(data), "HOST": "127.0.0.1", "PORT": str(port)}
    environment |= {"PUBLIC_URL": address, "LOG_LEVEL": "warning"}
    if database == "postgresql":
        environment["DATABASE_URL"] = servers.new_postgres_database()
    command = guarded([sys.executable, "-m", "eventhub.cli", "demo"])
    with (data / "server.log").open("wb") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        try:
            _await_health(address, process, data / "server.log")
            yield World(address, language, size, data, environment)
        finally:
            process.terminate()
            process.wait(timeout=30)


def _await_health(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_WITHIN
    while time.monotonic() < deadline:
        if process.poll() is not None:
            pytest.fail(f"the demo ended at its start:\n{log.read_text()[-3000:]}")
        try:
            with urllib.request.urlopen(f"{address}/healthz", timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    pytest.fail(f"the demo did not start within {START_WITHIN} s:\n{log.read_text()[-3000:]}")


@pytest.fixture
def somebody(world: World, browser: Browser) -> Iterator[Walker]:
    """Somebody without an account, with a browser of their own."""
    with Walker(world, browser) as walker:
        yield walker


@pytest.fixture
def people(world: World, browser: Browser) -> Iterator[dict[str, Walker]]:
    """The demo's people, each signed in on a device of their own by one click."""
    walkers: dict[str, Walker] = {}

    class Arriving(dict[str, Walker]):
        def __missing__(self, account: str) -> Walker:
            walkers[account] = self[account] = Walker(world, browser).__enter__()
            self[account].sign_in_as(account)
            return self[account]

    yield Arriving()
    for walker in walkers.values():
        walker.leave()

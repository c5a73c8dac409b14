"""The journeys' world: the demo, running as `eventhub run` runs it, and people in front of a real browser.

Each journey is walked twice: in Arabic on a phone of 360×800 with SQLite, in French on a tablet of
820×1180 with PostgreSQL. Every page reached may be looked at with axe; SCREENSHOTS=folder keeps pictures.
"""

import sys
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests import demo_copies, servers
from tests.demo_copies import environment_of
from tests.journeys.walking import Walker, World
from tests.serving import free_port, running

START_WITHIN = 300  # seconds on a busy machine, filling the demo included

WAYS = {
    "ar": ("sqlite", {"width": 360, "height": 800}),
    "fr": ("postgresql", {"width": 820, "height": 1180}),
}


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
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    environment = environment_of(data, HOST="127.0.0.1", PORT=str(port), PUBLIC_URL=address)
    if database == "postgresql":
        environment["DATABASE_URL"] = servers.new_postgres_database()
        environment["WEB_WORKERS"] = "1"  # of four threads; SQLite's journeys meet two processes
    else:
        demo_copies.copy_to(data)
    command = [sys.executable, "-m", "eventhub.cli", "demo"]
    with running(command, environment, address, data / "server.log", START_WITHIN):
        yield World(address, language, size, data, environment)


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

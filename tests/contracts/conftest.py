"""EventHub as an outside program meets it: a command to run, a server to ask. Nothing is called inside.

`place` is a small installation on each database, served by `eventhub run`; rows that no command makes
(an edition, its gates) are put there by the factories. `demo` is the demo, filled once.
"""

import json
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from eventhub import clock, transaction
from eventhub.app import create_app
from eventhub.config import read_settings
from eventhub.database import db
from eventhub.supervisor import guarded
from tests import demo_copies, servers
from tests.commands import run
from tests.demo_copies import environment_of
from tests.factories.visitors import a_fair, a_gate

START_WITHIN = 60  # seconds


def assert_bad_input(done: subprocess.CompletedProcess[str], *names: str) -> None:
    """Exit code 2 and one line that says all of `names`."""
    assert done.returncode == 2, done.stderr
    assert done.stderr.count("\n") == 1, done.stderr
    for name in names:
        assert name in done.stderr


@dataclass(frozen=True)
class Answer:
    """What the server answered."""

    status: int
    kind: str
    text: str

    @property
    def json(self) -> Any:
        """The answer as data."""
        return json.loads(self.text)


@dataclass(frozen=True)
class Place:
    """One installation: its environment and address, and a way to put rows there."""

    app: Flask
    environment: dict[str, str]
    address: str

    def run(self, *arguments: object) -> subprocess.CompletedProcess[str]:
        """A command of this installation."""
        return run(*arguments, environment=self.environment)

    @contextmanager
    def rows(self) -> Iterator[None]:
        """A transaction in its database, kept at the end."""
        with self.app.app_context(), transaction.transaction():
            yield

    def scalar(self, statement: Any) -> Any:
        """One value of its database."""
        with self.app.app_context():
            return db.session.scalar(statement)

    def new_edition(self) -> str:
        """A running edition with gates A and B, on its second day; its name."""
        with self.rows():
            today = clock.now().date()
            edition = a_fair(starts_on=today - timedelta(days=1), ends_on=today + timedelta(days=3))
            a_gate(edition, "A")
            a_gate(edition, "B")
            return str(edition.slug)

    def ask(
        self, path: str, body: Any = None, token: str = "", method: str | None = None, language: str = "fr"
    ) -> Answer:
        """GET, or POST when there is a body (bytes as they are, anything else as JSON)."""
        content = body if body is None or isinstance(body, bytes) else json.dumps(body).encode()
        headers = {"Content-Type": "application/json", "Accept-Language": language}
        if token:
            headers["Authorization"] = f"Bearer {token}"
        asked = urllib.request.Request(self.address + path, content, headers, method=method)
        try:
            with urllib.request.urlopen(asked, timeout=30) as answer:
                return Answer(answer.status, answer.headers.get_content_type(), answer.read().decode())
        except urllib.error.HTTPError as refused:
            with refused:
                return Answer(refused.code, refused.headers.get_content_type(), refused.read().decode())


@pytest.fixture(
    scope="session",
    params=[
        pytest.param(name, marks=pytest.mark.xdist_group(f"contracts-{name}"))
        for name in ("sqlite", "postgresql")
    ],
)
def place(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """A small installation on one database, migrated and served by the command itself."""
    data = tmp_path_factory.mktemp(f"place-{request.param}")
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    more = {"HOST": "127.0.0.1", "PORT": str(port), "PUBLIC_URL": address}
    if request.param == "postgresql":
        more["DATABASE_URL"] = servers.new_postgres_database()
    with servers.valkey() as queue:
        environment = environment_of(data, REDIS_URL=queue, **more)
        assert run("db", "upgrade", environment=environment).returncode == 0
        app = create_app(read_settings(environment))
        here = Place(app, environment, address)
        with _served(here, data / "server.log"):
            yield here
        with app.app_context():
            db.engine.dispose()


on_sqlite = pytest.mark.parametrize(
    "place",
    [pytest.param("sqlite", marks=pytest.mark.xdist_group("contracts-sqlite"))],
    indirect=True,
    scope="session",
)
"""For what does not depend on the database: a command costs a second."""


@contextmanager
def _served(place: Place, log: Path) -> Iterator[None]:
    command = guarded([sys.executable, "-m", "eventhub.cli", "run"])
    with log.open("wb") as output:
        process = subprocess.Popen(command, env=place.environment, stdout=output, stderr=output)
    try:
        deadline = time.monotonic() + START_WITHIN
        while not _is_ready(place):
            assert process.poll() is None, log.read_text(errors="replace")[-3000:]
            assert time.monotonic() < deadline, log.read_text(errors="replace")[-3000:]
            time.sleep(0.1)
        yield
    finally:
        process.terminate()
        assert process.wait(timeout=30) == 0


def _is_ready(place: Place) -> bool:
    try:
        return place.ask("/readyz").status == 200
    except OSError:
        return False


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a demo, filled on SQLite."""
    data = tmp_path_factory.mktemp("contracts-demo")
    demo_copies.copy_to(data)
    return environment_of(data)

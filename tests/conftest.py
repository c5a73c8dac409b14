"""The tests' world: the real application on the real databases, each test in a transaction undone at its end.

Every test that asks for the database runs twice, on SQLite and on PostgreSQL.

Byte code is always kept: the suite starts some three hundred processes, and each would compile all it imports
(three seconds) where the machine tells Python to write none.
"""

# ruff: noqa: E402 - what Python writes is said before it imports the program

import atexit
import gc
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
if "EVENTHUB_CACHE" not in os.environ:  # the first process of the suite makes one for all
    os.environ["EVENTHUB_CACHE"] = tempfile.mkdtemp(prefix="eventhub-cache-")
    atexit.register(shutil.rmtree, os.environ["EVENTHUB_CACHE"], ignore_errors=True)

from eventhub import garbage

garbage.look_seldom()

import pytest
import sqlalchemy as sa
from argon2 import PasswordHasher
from flask import Flask, g
from flask.testing import FlaskClient
from hypothesis import HealthCheck
from hypothesis import settings as drawing

from eventhub import background, serving
from eventhub.accounts import passwords
from eventhub.app import create_app
from eventhub.config import Settings, read_settings
from eventhub.database import db
from tests import databases, servers
from tests.demo_copies import SECRET

# A busy machine is no fault of what is tested. DRAW=500 draws more examples than each change can pay for.
drawing.register_profile(
    "eventhub",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    max_examples=int(os.environ.get("DRAW", "50")),
)
drawing.load_profile("eventhub")

# Passwords cost next to nothing here; what they cost others is tested where passwords are.
passwords._hasher = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)


def pytest_configure(config: pytest.Config) -> None:
    """Processes that share the tests share a database server; the one that waits for them ends it."""
    if config.getoption("numprocesses", 0) and not hasattr(config, "workerinput"):
        databases.share()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The long walks first: begun last, one of them would keep a single process busy while others wait."""
    items.sort(key=lambda item: "tests/journeys/" not in item.nodeid)


def pytest_collection_finish() -> None:
    """What was imported stays: garbage is looked for among what the tests make, and what lived on seldom."""
    gc.freeze()
    gc.set_threshold(garbage.SELDOM, 30, 10)


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings as an operator would give them; each database replaces its address."""
    data = tmp_path_factory.mktemp("data")
    given = {"EVENTHUB_DATA": str(data), "EVENTHUB_CACHE": os.environ["EVENTHUB_CACHE"]}
    return read_settings({**given, "SECRET_KEY": SECRET, "PUBLIC_URL": "http://localhost"})


class Apps(dict[str, Flask]):
    """The application on each kind of database, made when it is first asked for."""

    def __init__(self, settings: Settings, folder: Path) -> None:
        super().__init__()
        self.settings, self.folder = settings, folder

    def __missing__(self, kind: str) -> Flask:
        url = databases.migrated(kind, self.folder)
        self[kind] = app = create_app(replace(self.settings, database_url=url, development=True))
        app.config.update(TESTING=True, WTF_CSRF_ENABLED=False, RATELIMIT_ENABLED=False)
        return app


@pytest.fixture(scope="session")
def apps(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Flask]]:
    """The application on each database."""
    made = Apps(settings, tmp_path_factory.mktemp("database"))
    yield made
    for app in made.values():
        with app.app_context():
            db.engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def app(request: pytest.FixtureRequest, apps: dict[str, Flask]) -> Iterator[Flask]:
    """The application inside a transaction that is undone afterwards."""
    chosen = apps[request.param]
    with chosen.app_context():
        engine = db.engine
        connection = engine.connect()
        outer = connection.begin()
        engines = db._app_engines[chosen]
        engines[None] = connection  # type: ignore[assignment]
        try:
            yield chosen
        finally:
            db.session.remove()
            engines[None] = engine
            outer.rollback()
            connection.close()


class Browser(FlaskClient):
    """A browser without a screen, for which each request is a new one.

    What the test made is true before it asks (a refusal rolls back), and nothing of the request before is
    remembered: the test's own application context would keep who was signed in.
    """

    def open(self, *args: Any, **options: Any) -> Any:
        """Send a request."""
        db.session.commit()
        for name in list(g):
            g.pop(name)
        return super().open(*args, **options)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser without a screen."""
    return Browser(app, app.response_class)


@pytest.fixture
def count_queries(app: Flask) -> Any:
    """A context manager that counts the statements sent: `with count_queries() as statements: ...`."""
    from contextlib import contextmanager

    @contextmanager
    def counting() -> Iterator[list[str]]:
        statements: list[str] = []

        def note(_c: Any, _cur: Any, statement: str, *_rest: Any) -> None:
            if not statement.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN")):
                statements.append(statement)

        connection = db.session.connection()
        sa.event.listen(connection.engine, "before_cursor_execute", note)
        try:
            yield statements
        finally:
            sa.event.remove(connection.engine, "before_cursor_execute", note)

    return counting


@pytest.fixture
def data_dir(settings: Settings) -> Path:
    """The folder of the tests' data."""
    return settings.data


@pytest.fixture(params=["sqlite", "postgresql"])
def installation(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """An application with its own database and queue, where commits are real and seen by other processes."""
    url = databases.migrated(request.param, tmp_path)
    given = {"EVENTHUB_DATA": str(tmp_path), "SECRET_KEY": SECRET, "DATABASE_URL": url}
    given["EVENTHUB_CACHE"] = os.environ["EVENTHUB_CACHE"]
    redis_url = servers.session_valkey()
    app = create_app(read_settings({**given, "REDIS_URL": redis_url, "PUBLIC_URL": "http://localhost"}))
    with app.app_context():
        background.redis().flushdb()
        yield app
        db.session.remove()
        background.redis().close()
        db.engine.dispose()


@pytest.fixture(scope="session")
def playwright() -> Iterator[Any]:
    """What drives browsers: one for all tests of this process, since two cannot run at once in one thread."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def browser(playwright: Any) -> Iterator[Any]:
    """One Chromium for all tests of this process; each looks at pages on devices of its own."""
    from tests.serving import chromium

    with chromium(playwright) as browser:
        yield browser


@pytest.fixture
def environment(installation: Flask) -> dict[str, str]:
    """What a command of that installation finds in its environment."""
    return serving.environment(installation.config["SETTINGS"])

"""What trials of gates share: a fair on a database of its own, its server, clients that never give up.

Servers listen at 127.0.0.1 only, and end with the trial.
"""

import contextlib
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from flask import Flask

from bench.scans import SECRET, prepare
from eventhub.app import create_app
from eventhub.config import read_settings
from eventhub.database import db
from eventhub.serving import WEB_SETTINGS
from eventhub.supervisor import guarded
from eventhub.visitors.models import Scan
from eventhub.visitors.verification import check_counters
from tests import servers

DATABASES = ("sqlite", "postgresql")
START_WITHIN = 300  # seconds, on a slow and busy machine
PATIENCE = 240  # seconds until a client says that a scan is lost


@dataclass
class World:
    """A running fair: where its database is, its devices' tokens, its badges' codes."""

    url: str
    folder: Path
    tokens: list[str]
    codes: list[str]
    app: Flask = field(init=False)

    def __post_init__(self) -> None:
        """An application to look into the database with."""
        settings = read_settings({"EVENTHUB_DATA": str(self.folder), "SECRET_KEY": SECRET})
        self.app = create_app(replace(settings, database_url=self.url))

    def environment(self, **more: str) -> dict[str, str]:
        """What a server of this world is told."""
        told = {"DATABASE_URL": self.url, "EVENTHUB_DATA": str(self.folder), "SECRET_KEY": SECRET}
        return os.environ | told | {"LOG_LEVEL": "error", "HOST": "127.0.0.1"} | more

    def outcomes(self) -> dict[str, str]:
        """What is written: each scan's id and outcome."""
        with self.app.app_context():
            rows = db.session.execute(sa.select(Scan.scan_id, Scan.outcome)).all()
            assert len(rows) == len({row.scan_id for row in rows}), "a scan is there twice"
            db.session.remove()
        return {row.scan_id: row.outcome for row in rows}

    def differences(self) -> list[str]:
        """Where the counters differ from a recount."""
        with self.app.app_context():
            found = list(check_counters())
            db.session.remove()
        return found

    def verify(self) -> int:
        """What `eventhub verify` says: 0 when all agrees."""
        command = [str(Path(sys.executable).parent / "eventhub"), "verify"]
        return subprocess.run(command, env=self.environment(), check=False, capture_output=True).returncode


@contextlib.contextmanager
def world(kind: str, folder: Path, badges: int, gates: Sequence[str] = ("A", "B")) -> Iterator[World]:
    """A world on SQLite or on a PostgreSQL of its own that keeps its promises on disk."""
    with contextlib.ExitStack() as stack:
        if kind == "sqlite":
            url = f"sqlite:///{folder / 'trial.sqlite3'}"
        else:
            url = stack.enter_context(servers.postgres(fsync=True))
        made = World(url, folder, *prepare(url, folder, badges, gates))
        yield made
        with made.app.app_context():
            db.engine.dispose()


@dataclass
class Server:
    """A gunicorn of the product, as operators run it."""

    pid: int
    port: int

    def workers(self) -> list[int]:
        """The processes that answer at this moment."""
        try:
            children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text()
        except OSError:
            return []
        return [int(pid) for pid in children.split()]


@contextlib.contextmanager
def serving(environment: Mapping[str, str], workers: int = 2) -> Iterator[Server]:
    """Serve a world; ends with the block."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    options = ["-c", str(WEB_SETTINGS), "-w", str(workers), "-b", f"127.0.0.1:{port}"]
    command = [sys.executable, "-m", "gunicorn", *options, "wsgi:app"]
    told = {**environment, "PORT": str(port)}
    process = subprocess.Popen(
        guarded(command), env=told, cwd=Path(__file__).parents[1], stderr=subprocess.DEVNULL
    )
    try:
        deadline = time.monotonic() + START_WITHIN
        while ask(port, "/healthz")[0] != 200:
            assert process.poll() is None, "gunicorn ended at its start"
            assert time.monotonic() < deadline, "gunicorn did not answer"
            time.sleep(0.1)
        yield Server(process.pid, port)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


def ask(port: int, path: str, body: Any = None, token: str = "") -> tuple[int, Mapping[str, str], Any]:
    """One request: status, headers, JSON; status 0 when nobody answers."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {token}"} if token else {})
    try:
        content = None if body is None else json.dumps(body)
        connection.request("GET" if body is None else "POST", path, content, headers)
        response = connection.getresponse()
        text = response.read()
        is_json = "json" in response.headers.get("Content-Type", "")
        return response.status, dict(response.getheaders()), json.loads(text) if is_json else None
    except (OSError, http.client.HTTPException, ValueError):
        return 0, {}, None
    finally:
        connection.close()


def send(port: int, token: str, scans: Sequence[Mapping[str, Any]]) -> tuple[list[dict[str, Any]], int]:
    """The answers to some scans, asked for until they are there, as a scanner does; and how often in vain."""
    deadline, failures = time.monotonic() + PATIENCE, 0
    while True:
        status, _headers, answer = ask(port, "/api/v1/scans", {"scans": scans}, token)
        if status == 200:
            results: list[dict[str, Any]] = answer["results"]
            return results, failures
        assert status in {0, 503}, f"{status}: {answer}"
        assert time.monotonic() < deadline, "a scan was never answered"
        failures += 1
        time.sleep(0.05)

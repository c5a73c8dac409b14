"""How fast a gate is answered: beside a bare view, and a day's queue at once.

Reference and product each run under gunicorn with two sync workers on the same PostgreSQL with fsync on, four
clients, in turns. Prints requests a second, the ratio, and CPU milliseconds of the web processes a scan
(`/proc/<pid>/stat`); then 1,000 offline scans in one upload. `python -m bench.scans [--seconds 1] [--names]`
(at gates that show names).
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SECRET = "a benchmark's own key, of no use elsewhere"  # noqa: S105
CLIENTS = 4
BADGES = 6000
ROUNDS = 12
TICK = os.sysconf("SC_CLK_TCK")

REFERENCE = """
import os, uuid
from flask import Flask, jsonify, request
from psycopg_pool import ConnectionPool
app = Flask(__name__)
pool = ConnectionPool(os.environ["CONNINFO"], min_size=1, max_size=2, open=True)
@app.post("/api/v1/scans")
def scan():
    sent = request.get_json()["scans"][0]
    with pool.connection() as connection:
        connection.execute("INSERT INTO bench_reference VALUES (%s) ON CONFLICT DO NOTHING", (sent["id"],))
        row = connection.execute("SELECT id FROM bench_reference WHERE id = %s", (sent["id"],)).fetchone()
    return jsonify(results=[{"id": row[0], "outcome": "ok"}])
"""


@contextmanager
def serving(module: str, folder: Path, environ: dict[str, str]) -> Iterator[tuple[int, int]]:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    options = ["--no-control-socket", "-w", "2", "-b", f"127.0.0.1:{port}", "--log-level", "error"]
    command = [sys.executable, "-m", "gunicorn", *options, module]
    process = subprocess.Popen(command, cwd=folder, env=os.environ | environ, stderr=subprocess.DEVNULL)
    try:
        for _ in range(100):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield port, process.pid
    finally:
        process.terminate()
        process.wait(10)


def cpu_milliseconds(pid: int) -> float:
    """User and system time of a process and its living children."""
    total = 0
    for each in [pid, *map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split())]:
        fields = Path(f"/proc/{each}/stat").read_text().rpartition(")")[2].split()
        total += int(fields[11]) + int(fields[12])
    return total / TICK * 1000


def load(port: int, token: str, codes: list[str], seconds: float) -> tuple[int, list[float]]:
    """Four clients, one scan a request; gives how many were answered and how long each took (ms)."""
    until, took = time.monotonic() + seconds, []
    share = [codes[number::CLIENTS] for number in range(CLIENTS)]

    def client(own: list[str]) -> None:
        number = 0
        while time.monotonic() < until:
            started = time.monotonic()
            send(port, token, [scan(own[number % len(own)])])
            took.append((time.monotonic() - started) * 1000)
            number += 1

    threads = [threading.Thread(target=client, args=(own,)) for own in share]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return len(took), took


def scan(code: str, **fields: Any) -> dict[str, Any]:
    at = datetime.now(UTC).isoformat()
    return {"id": str(uuid4()), "code": code, "kind": "gate", "direction": "in", "at": at} | fields


def send(port: int, token: str, scans: list[dict[str, Any]]) -> Any:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    connection.request("POST", "/api/v1/scans", json.dumps({"scans": scans}), headers)
    response = connection.getresponse()
    body = response.read()
    connection.close()
    assert response.status == 200, body
    return json.loads(body)


def prepare(
    url: str,
    folder: Path,
    badges: int = BADGES,
    gates: Sequence[str] = ("A", "B"),
    *,
    shows_name: bool = False,
) -> tuple[list[str], list[str]]:
    """A running fair of many badges and a device at each of its gates: their tokens, the badges' codes."""
    import sqlalchemy as sa

    from eventhub import migrating
    from eventhub.app import create_app
    from eventhub.config import read_settings
    from eventhub.database import db
    from eventhub.visitors import importing, operations
    from tests.factories.visitors import a_fair, a_gate

    settings = read_settings({"EVENTHUB_DATA": str(folder), "SECRET_KEY": SECRET, "LOG_LEVEL": "error"})
    app = create_app(replace(settings, database_url=url))
    now = datetime.now(UTC)
    with app.app_context():
        migrating.upgrade(url=url)
        days = {"starts_on": now.date() - timedelta(days=1), "ends_on": now.date() + timedelta(days=5)}
        fair = a_fair(**days)
        made = [a_gate(fair, name, shows_name=shows_name) for name in gates]
        tokens = [operations.add_device(fair, gate, now) for gate in made]
        lines = [
            importing.Line(number, operations.Visitor(name_latin=f"Visitor {number}"))
            for number in range(badges)
        ]
        codes = [code for _, code in importing.bring_in(None, fair, lines, now)]
        db.session.execute(sa.text("CREATE TABLE bench_reference (id text PRIMARY KEY)"))
        db.session.commit()
        db.session.execute(sa.text("ANALYZE"))
        db.session.commit()
        db.session.remove()
        db.engine.dispose()
    return tokens, codes


def measure(seconds: float, *, shows_name: bool = False) -> None:
    from tests import servers

    root = Path(__file__).resolve().parent.parent
    with tempfile.TemporaryDirectory() as temporary, servers.postgres(fsync=True) as url:
        folder = Path(temporary)
        tokens, codes = prepare(url, folder, shows_name=shows_name)
        (folder / "reference.py").write_text(REFERENCE)
        conninfo = url.replace("postgresql+psycopg://", "postgresql://")
        environ = {"DATABASE_URL": url, "EVENTHUB_DATA": str(folder), "SECRET_KEY": SECRET}
        environ |= {"LOG_LEVEL": "error", "CONNINFO": conninfo}
        with (
            serving("reference:app", folder, environ) as reference,
            serving("wsgi:app", root, environ) as product,
        ):
            compare(reference, product, tokens, codes, seconds)
            upload(product, tokens[0], codes)


def compare(
    reference: tuple[int, int], product: tuple[int, int], tokens: list[str], codes: list[str], seconds: float
) -> None:
    """In short turns, so that a noisy machine disturbs both alike; medians say what they had in common."""
    for port, _ in (reference, product):
        load(port, tokens[0], codes, 1.0)
    ratios, cpu, costs = [], [], []
    for turn in range(ROUNDS):
        rates, used = [], []
        for name, (port, pid) in (("reference", reference), ("eventhub", product)):
            before = cpu_milliseconds(pid)
            count, took = load(port, tokens[turn % 2], codes, seconds)
            each = (cpu_milliseconds(pid) - before) / count
            rates.append(count / seconds)
            p95 = statistics.quantiles(took, n=20)[-1]
            print(f"{name:10} {count / seconds:7.0f} scans/s  {each:5.2f} CPU ms  p95 {p95:5.1f} ms")
            used.append(each)
        ratios.append(rates[1] / rates[0])
        cpu.append(used[1])
        costs.append(used[1] / used[0])
    print(f"one gate scan: {statistics.median(ratios):.2f} of the reference (reach 0.60), ", end="")
    print(
        f"{statistics.median(cpu):.2f} CPU ms (reach 4), {statistics.median(costs):.2f} times the reference's"
    )


def upload(product: tuple[int, int], token: str, codes: list[str]) -> None:
    port, pid = product
    took, cpu = [], []
    for turn in range(5):
        scans = [scan(code, offline=True) for code in codes[turn * 1000 : turn * 1000 + 1000]]
        before, started = cpu_milliseconds(pid), time.monotonic()
        answered = send(port, token, scans)
        took.append(time.monotonic() - started)
        cpu.append(cpu_milliseconds(pid) - before)
        assert len(answered["results"]) == 1000
    rate = 1000 / statistics.median(took)
    print(f"1,000 offline scans at once: {rate:.0f} scans/s (reach 5000), ", end="")
    print(f"{statistics.median(cpu) / 1000:.3f} CPU ms a scan (reach 0.2)")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="How fast a gate is answered.")
    parser.add_argument("--seconds", type=float, default=1.0, help="length of each round")
    parser.add_argument("--names", action="store_true", help="at gates that show the visitor's name")
    chosen = parser.parse_args()
    measure(chosen.seconds, shows_name=chosen.names)

"""The queue's server goes away, then the database: gates go on, or say clearly that they can't, and recover.

`python -m bench.away [--seconds 20]` on PostgreSQL and Valkey, reached through a door of this program (at
127.0.0.1) that is shut for so long. Without the queue scans and pairing are answered as ever. Without the
database a scan is answered 503 with a stable code, `/readyz` says no and `/healthz` yes; afterwards the same
scan is answered and there once, without anything being started again.
"""

import argparse
import contextlib
import selectors
import socket
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from bench.gate_world import Server, World, ask, serving, world
from bench.scans import scan
from tests import servers


class Door:
    """A port of this machine that leads to a Unix socket, unless it is shut."""

    def __init__(self, path: str) -> None:
        self.path, self.is_open, self.pairs = path, True, set[socket.socket]()
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self._answer, daemon=True).start()

    def _answer(self) -> None:
        while True:
            try:
                near, _address = self.listener.accept()
            except OSError:
                return
            if not self.is_open:
                near.close()
                continue
            threading.Thread(target=self._join, args=(near,), daemon=True).start()

    def _join(self, near: socket.socket) -> None:
        far = socket.socket(socket.AF_UNIX)
        with near, far, contextlib.suppress(OSError), selectors.DefaultSelector() as waiting:
            far.connect(self.path)
            self.pairs |= {near, far}
            waiting.register(near, selectors.EVENT_READ, far)
            waiting.register(far, selectors.EVENT_READ, near)
            while True:
                for key, _event in waiting.select():
                    content = key.fileobj.recv(65536)  # type: ignore[union-attr]
                    if not content:
                        return
                    key.data.sendall(content)

    def shut(self) -> None:
        """Nobody comes through any more, and who is inside is cut off."""
        self.is_open = False
        for each in list(self.pairs):
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
        self.pairs.clear()

    def open(self) -> None:
        """As before."""
        self.is_open = True

    def close(self) -> None:
        """For good."""
        self.shut()
        self.listener.close()


@contextlib.contextmanager
def behind_doors(made: World, valkey: str) -> Iterator[tuple[Server, Door, Door]]:
    """A server that reaches its database and its queue through doors."""
    host = parse_qs(urlsplit(made.url).query)["host"][0]
    database, queue = Door(f"{host}/.s.PGSQL.5432"), Door(urlsplit(valkey).path)
    address = f"postgresql+psycopg://postgres@127.0.0.1:{database.port}/eventhub"
    environment = made.environment(
        DATABASE_URL=address, REDIS_URL=f"redis://127.0.0.1:{queue.port}/0", WEB_WORKERS="2"
    )
    try:
        with serving(environment) as server:
            yield server, database, queue
    finally:
        database.close()
        queue.close()


A_SECOND = 20
"""Scans a second while the queue is away, at most."""


def without_queue(made: World, server: Server, queue: Door, seconds: float) -> str:
    """Scans are answered as if nothing were."""
    queue.shut()
    count, until = 0, time.monotonic() + seconds
    while time.monotonic() < until:
        status, _headers, answer = ask(
            server.port, "/api/v1/scans", {"scans": [scan(made.codes[count])]}, made.tokens[0]
        )
        assert (status, answer["results"][0]["outcome"]) == (200, "ok"), answer
        count += 1
        time.sleep(1 / A_SECOND)
    assert ask(server.port, "/api/v1/devices/pair", {"code": "NONE"})[0] == 404
    queue.open()
    return f"queue away {seconds:.0f} s: {count} scans answered, none refused; pairing answers"


def without_database(made: World, server: Server, database: Door, seconds: float) -> str:
    """A clear refusal in time; afterwards everything as before."""
    waits = scan(made.codes[-1])
    assert ask(server.port, "/readyz")[0] == 200
    database.shut()
    slowest, count, until = 0.0, 0, time.monotonic() + seconds
    while time.monotonic() < until:
        asked = time.monotonic()
        status, headers, answer = ask(server.port, "/api/v1/scans", {"scans": [waits]}, made.tokens[1])
        slowest = max(slowest, time.monotonic() - asked)
        assert (status, answer["code"]) == (503, "database_away"), (status, answer)
        assert headers["Retry-After"]
        count += 1
        time.sleep(0.1)
    assert ask(server.port, "/readyz")[0] == 503
    assert ask(server.port, "/healthz")[0] == 200
    database.open()
    opened = time.monotonic()
    while ask(server.port, "/api/v1/scans", {"scans": [waits]}, made.tokens[1])[0] != 200:
        assert time.monotonic() - opened < 60, "it did not come back"
        time.sleep(0.05)
    back = time.monotonic() - opened
    assert made.outcomes()[waits["id"]] == "ok"
    said = f"{count} clear refusals, the slowest after {slowest:.2f} s"
    return f"database away {seconds:.0f} s: {said}; answered {back:.2f} s after it was back"


def main() -> int:
    """Run it; raises AssertionError when a gate was left alone."""
    parser = argparse.ArgumentParser(prog="python -m bench.away", description=__doc__)
    parser.add_argument("--seconds", type=float, default=20)
    seconds = parser.parse_args().seconds
    with (
        tempfile.TemporaryDirectory(prefix="eventhub-away-") as folder,
        servers.valkey() as valkey,
        world("postgresql", Path(folder), badges=100 + int(A_SECOND * seconds)) as made,
        behind_doors(made, valkey) as (server, database, queue),
    ):
        print(without_queue(made, server, queue, seconds), flush=True)
        print(without_database(made, server, database, seconds), flush=True)
        assert made.differences() == []
    return 0


if __name__ == "__main__":
    sys.exit(main())

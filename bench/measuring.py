"""Measuring web processes: processor milliseconds a request, memory, bytes; always beside a reference.

Wall time says little on a shared machine, so a figure is the processor time of gunicorn's workers
(`utime + stime` of /proc/PID/stat, children included) divided by the requests they answered, and its ratio to
the reference (`bench/reference.py`), measured in turns beside it. Linux only. PostgreSQL's own processes are
not counted.
"""

import contextlib
import gzip
import http.client
import os
import signal
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from eventhub.serving import WEB_SETTINGS
from eventhub.supervisor import guarded

TICK = 1000 / os.sysconf("SC_CLK_TCK")
"""Milliseconds of one unit of /proc/PID/stat."""
START_WITHIN = 60
ROUNDS = 3
WARM_UP = 12
SECRET = "a key for benchmarks, which open nothing at all"  # noqa: S105 - protects made-up people


@dataclass(frozen=True)
class Answer:
    """What came back; `size` is what went over the wire: status line, headers and body."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    size: int

    @property
    def text(self) -> str:
        """The body, unpacked."""
        packed = self.headers.get("content-encoding") == "gzip"
        return (gzip.decompress(self.body) if packed else self.body).decode()


@dataclass
class Server:
    """gunicorn running an application on a port of this machine."""

    pid: int
    port: int
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def workers(self) -> list[int]:
        """The processes that answer."""
        return _children(self.pid)

    def cpu(self) -> float:
        """Milliseconds of processor time that the workers and their ended children have used."""
        return sum(_cpu(pid) for pid in self.workers)

    def cpu_in_all(self) -> float:
        """The same, with what the process that started them has used."""
        return _cpu(self.pid) + self.cpu()

    def memory(self) -> float:
        """The biggest worker's proportional share of memory (PSS), in MB."""
        return max(_pss(pid) for pid in self.workers)

    def memory_in_all(self) -> float:
        """That of the workers and of the process that started them, in MB."""
        return sum(map(_pss, (self.pid, *self.workers)))

    def ask(
        self, path: str, *, body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        """One request on a connection of its own, as sync workers want it; a POST when there is a body."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            method = "GET" if body is None else "POST"
            sent = {"Accept-Encoding": "gzip", **self.headers, **(headers or {})}
            connection.request(method, path, body, sent)
            response = connection.getresponse()
            content = response.read()
        finally:
            connection.close()
        return Answer(
            response.status,
            {name.lower(): value for name, value in response.getheaders()},
            content,
            len(f"HTTP/1.1 {response.status} {response.reason}\r\n{response.headers}") + len(content),
        )

    def get(self, path: str, headers: Mapping[str, str] | None = None) -> Answer:
        """A page, which must be there."""
        answer = self.ask(path, headers=headers)
        assert answer.status == 200, f"{path}: {answer.status} {answer.body[:300]!r}"
        return answer


def serve(
    application: str, environment: Mapping[str, str], *, workers: int = 2
) -> contextlib.AbstractContextManager[Server]:
    """Gunicorn with sync workers; ready when every worker answers, ended with the block."""
    options = f"--workers {workers} --worker-class sync --log-level warning --no-control-socket"
    return _served([*options.split(), application], environment, workers)


def serve_as_installed(environment: Mapping[str, str]) -> contextlib.AbstractContextManager[Server]:
    """The web as `eventhub run` starts it: by its own settings, two workers of one preloaded program."""
    asked = {**environment, "WEB_WORKERS": "2"}
    return _served(["--config", str(WEB_SETTINGS), "eventhub.app:create_app()"], asked, 2)


@contextlib.contextmanager
def _served(options: list[str], environment: Mapping[str, str], workers: int) -> Iterator[Server]:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}", *options]
    process = subprocess.Popen(
        guarded(command), env={**os.environ, **environment}, cwd=Path(__file__).parents[1]
    )
    try:
        server = Server(process.pid, port)
        _await(server, process, workers)
        yield server
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)


def _await(server: Server, process: "subprocess.Popen[bytes]", workers: int) -> None:
    deadline = time.monotonic() + START_WITHIN
    while time.monotonic() < deadline:
        assert process.poll() is None, "gunicorn ended at its start"
        with contextlib.suppress(OSError, http.client.HTTPException):
            server.ask("/healthz")
            if len(server.workers) == workers:
                return
        time.sleep(0.05)
    raise TimeoutError("gunicorn did not answer")


def _children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def _cpu(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) * TICK


def _pss(pid: int) -> float:
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    raise ValueError("smaps_rollup names no Pss")


Request = Callable[[], object]


@dataclass(frozen=True)
class Cost:
    """Processor milliseconds of one request, the reference's beside it, and how many references that is."""

    milliseconds: float
    reference: float

    @property
    def ratio(self) -> float:
        """How many references a request costs."""
        return self.milliseconds / self.reference


def in_turns(server: Server, request: Request, reference: Server, *, count: int = 30) -> Cost:
    """What a request costs: rounds of `count` of them, each after a round of thrice as many references.

    The median of the rounds. Warmed up first, for what a worker does once.
    """
    for _ in range(WARM_UP):
        request()
        reference.get("/")
    ours, theirs = [], []
    for _ in range(ROUNDS):
        theirs.append(_round(reference, lambda: reference.get("/"), 3 * count))
        ours.append(_round(server, request, count))
    return Cost(statistics.median(ours), statistics.median(theirs))


def _round(server: Server, request: Request, count: int) -> float:
    before = server.cpu()
    for _ in range(count):
        request()
    return (server.cpu() - before) / count


def heading(title: str) -> None:
    """Print the head of a table of figures."""
    print(f"\n{title}\n{'':58}{'measured':>12}{'goal':>12}{'refs':>8}")


def line(what: str, measured: float, goal: float | None, unit: str, ratio: float | None = None) -> None:
    """Print a figure, what it should be at most, its unit and its ratio to the reference."""
    asked = "" if goal is None else f"≤ {goal:g} {unit}"
    beside = "" if ratio is None else f"{ratio:.1f}"
    missed = "" if goal is None or measured <= goal else "  missed"
    print(f"{what:58}{f'{measured:.1f} {unit}':>12}{asked:>12}{beside:>8}{missed}", flush=True)


def cost_line(what: str, cost: Cost, goal: float | None) -> None:
    """Print what a request costs."""
    line(what, cost.milliseconds, goal, "ms", cost.ratio)

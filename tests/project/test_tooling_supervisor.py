"""What the supervisor promises: all children together, none after it, and one clear line when it cannot."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import textwrap
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import redis

from eventhub.embedded import embedded_valkey
from eventhub.supervisor import SupervisionError, guarded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

WITHIN = 15  # seconds, on a machine that is busy with other tests

# A child: says where it lives, and how it ended when it was asked to.
CHILD = """
import os, pathlib, signal, sys, time
folder, name = pathlib.Path(sys.argv[1]), sys.argv[2]
def leave(number, _frame):
    with (folder / "ended").open("a") as log:
        log.write(name + "\\n")
    sys.exit(0)
signal.signal(signal.SIGTERM, leave)
(folder / f"{name}.new").write_text(str(os.getpid()))
(folder / f"{name}.new").rename(folder / f"{name}.pid")
time.sleep(120)
"""

PARENT = """
import pathlib, sys
from eventhub.supervisor import Child, supervise
folder = pathlib.Path(sys.argv[1])
def child(name):
    argv = [sys.executable, "-c", (folder / "child.py").read_text(), folder, name]
    return Child(name=name, argv=argv, ready=lambda: (folder / f"{name}.pid").exists())
"""


@pytest.fixture
def supervising(tmp_path: Path) -> Iterator[Callable[[str], subprocess.Popen[str]]]:
    """Start a supervisor whose children are what the given lines say; nothing of it outlives the test."""
    (tmp_path / "child.py").write_text(CHILD)
    started: list[subprocess.Popen[str]] = []

    def start(lines: str) -> subprocess.Popen[str]:
        program = textwrap.dedent(PARENT) + textwrap.dedent(lines)
        argv = guarded([sys.executable, "-c", program, str(tmp_path)], by=signal.SIGKILL)
        started.append(subprocess.Popen(argv, stderr=subprocess.PIPE, text=True))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.communicate()


def eventually(holds: Callable[[], bool], what: str) -> None:
    """Wait until `holds` or fail with `what`."""
    deadline = time.monotonic() + WITHIN
    while not holds():
        assert time.monotonic() < deadline, what
        time.sleep(0.02)


def pid_of(folder: Path, name: str) -> int:
    eventually((folder / f"{name}.pid").exists, f"{name} did not start")
    return int((folder / f"{name}.pid").read_text())


def is_alive(pid: int) -> bool:
    """Whether the process runs; one that ended and is not yet collected does not."""
    with contextlib.suppress(FileNotFoundError, ProcessLookupError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_to_stop_ends_every_child_the_last_started_first(supervising, tmp_path, number) -> None:
    parent = supervising("sys.exit(supervise([child('valkey'), child('web'), child('worker')]))")
    pids = [pid_of(tmp_path, name) for name in ("valkey", "web", "worker")]

    parent.send_signal(number)

    assert parent.wait(WITHIN) == 0
    assert (tmp_path / "ended").read_text().split() == ["worker", "web", "valkey"]
    assert not any(is_alive(pid) for pid in pids)


def test_killing_the_supervisor_leaves_no_orphan(supervising, tmp_path) -> None:
    parent = supervising("sys.exit(supervise([child('web'), child('worker')]))")
    pids = [pid_of(tmp_path, name) for name in ("web", "worker")]

    parent.kill()

    eventually(lambda: not any(is_alive(pid) for pid in pids), "a child outlived its supervisor")


def test_a_child_that_ignores_term_is_killed_at_the_second_signal(supervising, tmp_path) -> None:
    stubborn = CHILD.replace("signal.SIGTERM, leave", "signal.SIGTERM, signal.SIG_IGN")
    (tmp_path / "child.py").write_text(stubborn)
    parent = supervising("sys.exit(supervise([child('web')], on_ready=(folder / 'ready').touch))")
    eventually((tmp_path / "ready").exists, "the children did not become ready")
    parent.send_signal(signal.SIGINT)
    time.sleep(0.5)

    parent.send_signal(signal.SIGINT)

    assert parent.wait(5) == 0
    assert not is_alive(pid_of(tmp_path, "web"))


def test_a_child_that_dies_is_started_again(supervising, tmp_path) -> None:
    parent = supervising("sys.exit(supervise([child('web')], on_ready=(folder / 'ready').touch))")
    eventually((tmp_path / "ready").exists, "the children did not become ready")
    first = pid_of(tmp_path, "web")

    os.kill(first, signal.SIGKILL)

    eventually(lambda: pid_of(tmp_path, "web") != first, "the child was not started again")
    parent.terminate()
    assert (
        parent.communicate(timeout=WITHIN)[1]
        == "eventhub: web was killed by SIGKILL; starting it again in 1 s\n"
    )


def test_a_child_that_dies_at_its_start_ends_everything_and_is_named(supervising, tmp_path) -> None:
    parent = supervising(
        """
        broken = Child(name="worker", argv=[sys.executable, "-c", "import sys; sys.exit(3)"])
        sys.exit(supervise([child("web"), broken]))
        """
    )

    _, written = parent.communicate(timeout=WITHIN)

    assert parent.returncode == 1
    assert written == "eventhub: worker ended with status 3 at its start; the reason is above\n"
    assert not is_alive(pid_of(tmp_path, "web"))


def test_a_port_in_use_is_one_line_before_anything_starts(supervising, tmp_path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        parent = supervising(
            f"""
            web = Child(name="web", argv=["true"], port=("127.0.0.1", {port}))
            sys.exit(supervise([child("valkey"), web]))
            """
        )
        _, written = parent.communicate(timeout=WITHIN)

    assert parent.returncode == 2
    assert written == (
        f"eventhub: port {port} of 127.0.0.1 is already in use; stop that program or choose PORT={port + 1}\n"
    )
    assert not (tmp_path / "valkey.pid").exists()


def test_a_command_that_cannot_run_is_said_by_name() -> None:
    done = subprocess.run(guarded(["/nowhere/valkey-server"]), check=False, capture_output=True, text=True)

    assert done.returncode == 127
    assert done.stderr == "eventhub: cannot run /nowhere/valkey-server: No such file or directory\n"


def test_the_embedded_server_keeps_its_queue_and_refuses_a_second_one(tmp_path) -> None:
    def run(then: Callable[[redis.Redis], None]) -> None:
        child, address = embedded_valkey(tmp_path)
        process = subprocess.Popen(guarded(child.argv))
        try:
            eventually(child.ready, "valkey did not start")
            with redis.from_url(address) as connection:
                then(connection)
        finally:
            process.terminate()
            process.wait(WITHIN)

    def leave_a_job(connection: redis.Redis) -> None:
        connection.rpush("queue", "job")
        with pytest.raises(SupervisionError, match="EventHub is already running"):
            embedded_valkey(tmp_path)

    def find_the_job(connection: redis.Redis) -> None:
        assert connection.lrange("queue", 0, -1) == [b"job"]

    run(leave_a_job)
    run(find_the_job)


def test_the_embedded_server_is_out_of_other_peoples_reach(tmp_path) -> None:
    child, address = embedded_valkey(tmp_path)

    assert (tmp_path / "valkey").stat().st_mode & 0o077 == 0
    assert address.startswith("unix://")
    assert child.argv[child.argv.index("--port") + 1] == "0"


def test_a_data_folder_with_a_long_name_still_has_a_socket(tmp_path) -> None:
    folder = tmp_path / ("long" * 30)

    _, address = embedded_valkey(folder)

    socket_path = Path(address.removeprefix("unix://").removesuffix("?db=0"))
    assert len(os.fsencode(socket_path)) < 108
    socket_path.parent.rmdir()

"""What the tests' own servers promise: real ones, apart from one another, gone with who started them."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg

from tests import servers

WITHIN = 60  # seconds, on a busy machine


def test_databases_of_one_server_do_not_see_each_other() -> None:
    first, second = servers.new_postgres_database(), servers.new_postgres_database()
    with psycopg.connect(first.replace("+psycopg", "")) as connection:
        connection.execute("CREATE TABLE stands (number integer)")

    with psycopg.connect(second.replace("+psycopg", "")) as connection:
        found = connection.execute("SELECT to_regclass('stands')").fetchone()

    assert found == (None,)


def test_servers_end_when_the_tests_are_killed() -> None:
    program = (
        "import signal, time\n"
        "from tests import servers\n"
        "signal.signal(signal.SIGQUIT, signal.SIG_IGN)  # as a shell's background jobs have it\n"
        "print(servers.new_postgres_database(), servers.session_valkey(), flush=True)\n"
        "time.sleep(120)\n"
    )
    root = Path(__file__).parents[2]
    alone = {name: value for name, value in os.environ.items() if name != servers.SHARED_POSTGRES}
    command = [sys.executable, "-c", program]
    started = subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, cwd=root, env=alone, start_new_session=True
    )
    assert started.stdout is not None
    with started.stdout:
        folders = [re.search(r"eventhub-[a-z]+-\w+", word)[0] for word in started.stdout.readline().split()]
    assert all(running_in(folder) for folder in folders)

    os.kill(started.pid, signal.SIGKILL)
    started.wait()

    deadline = time.monotonic() + WITHIN
    while any(running_in(folder) for folder in folders):
        assert time.monotonic() < deadline, "a server outlived the tests"
        time.sleep(0.05)


def running_in(folder: str) -> list[str]:
    """The processes whose command names the temporary folder."""
    found = []
    for command in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if folder.encode() in command.read_bytes():
                found.append(command.parent.name)
        except OSError:
            continue
    return found

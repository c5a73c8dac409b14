"""Web processes are killed again and again while sixteen clients scan: what was acknowledged is there, once.

`python -m bench.kills [--scans 20000]` on both databases. A client sends the same scan until it is answered;
some answers are lost with the process that gave them, so many are sent twice. Afterwards every scan is there
once with the outcome its client was told, each badge came in once, and the counters equal a recount.
"""

import argparse
import os
import random
import signal
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from bench.gate_world import DATABASES, Server, World, send, serving, world
from bench.scans import scan

CLIENTS = 16
BETWEEN_KILLS = (20, 180)  # answers


class Killer(threading.Thread):
    """Ends one of the server's workers after the other, without a word (SIGKILL), every so many answers."""

    def __init__(self, server: Server) -> None:
        super().__init__(daemon=True)
        self.server, self.over, self.count, self.answered = server, threading.Event(), 0, 0

    def run(self) -> None:
        """Kill until told that it is over; counted in answers, for a new worker takes its time to start."""
        rng = random.Random(7)
        following = rng.randrange(*BETWEEN_KILLS)
        while not self.over.wait(0.005):
            workers = self.server.workers()
            if self.answered >= following and workers:
                os.kill(rng.choice(workers), signal.SIGKILL)
                self.count += 1
                following = self.answered + rng.randrange(*BETWEEN_KILLS)

    def stop(self) -> None:
        """No more."""
        self.over.set()
        self.join()


def client(killer: Killer, token: str, scans: list[dict[str, Any]]) -> tuple[dict[str, str], int]:
    """Scan one after the other; what each was answered, and how often nobody answered."""
    told, failures = {}, 0
    for each in scans:
        results, more = send(killer.server.port, token, [each])
        told[each["id"]] = results[0]["outcome"]
        failures += more
        killer.answered += 1
    return told, failures


def trial(made: World, scans: int, clients: int = CLIENTS) -> str:
    """Run it; gives a line of figures. Raises AssertionError when something was lost or is there twice."""
    every = [scan(made.codes[number % len(made.codes)]) for number in range(scans)]
    random.Random(11).shuffle(every)
    started = time.monotonic()
    with serving(made.environment()) as server:
        killer = Killer(server)
        killer.start()
        with ThreadPoolExecutor(clients) as pool:
            works = [
                pool.submit(client, killer, made.tokens[number % len(made.tokens)], every[number::clients])
                for number in range(clients)
            ]
            answers = [work.result() for work in works]
        killer.stop()
    told = {name: outcome for part, _ in answers for name, outcome in part.items()}
    written = made.outcomes()
    assert written == told, "what clients were told is not what is written"
    came_in = sum(outcome == "ok" for outcome in written.values())
    assert came_in == min(scans, len(made.codes)), f"{came_in} came in"
    assert made.differences() == [], made.differences()[:3]
    lost = sum(failures for _, failures in answers)
    took = time.monotonic() - started
    return f"{scans} scans, {killer.count} workers killed, {lost} requests sent again, {took:.0f} s"


def main() -> int:
    """On both databases; 1 when one fails."""
    parser = argparse.ArgumentParser(prog="python -m bench.kills", description=__doc__)
    parser.add_argument("--scans", type=int, default=20_000)
    scans = parser.parse_args().scans
    for kind in DATABASES:
        with (
            tempfile.TemporaryDirectory(prefix="eventhub-kills-") as folder,
            world(kind, Path(folder), badges=min(6000, scans)) as made,
        ):
            print(f"{kind}: {trial(made, scans)}; every one there once, counters equal", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())

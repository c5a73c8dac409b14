"""The same badge at two gates in the same instant, often: exactly one comes in, the other is told when.

`python -m bench.together [--times 1000]` on both databases, through two web processes.
"""

import argparse
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

from bench.gate_world import DATABASES, World, send, serving, world
from bench.scans import scan


def pass_gate(port: int, token: str, code: str, barrier: Barrier) -> str:
    """One gate's answer, asked for at the same moment as the other's."""
    barrier.wait(30)
    return str(send(port, token, [scan(code)])[0][0]["outcome"])


def trial(made: World) -> Counter[Any]:
    """What the two gates answered, sorted, for each badge."""
    found: Counter[Any] = Counter()
    with serving(made.environment()) as server, ThreadPoolExecutor(len(made.tokens)) as pool:
        for code in made.codes:
            barrier = Barrier(len(made.tokens))
            works = [pool.submit(pass_gate, server.port, token, code, barrier) for token in made.tokens]
            found[tuple(sorted(work.result() for work in works))] += 1
    assert made.differences() == [], made.differences()[:3]
    return found


def main() -> int:
    """On both databases; 1 when a badge ever came in twice, or not at all."""
    parser = argparse.ArgumentParser(prog="python -m bench.together", description=__doc__)
    parser.add_argument("--times", type=int, default=1000)
    times = parser.parse_args().times
    is_good = True
    for kind in DATABASES:
        with (
            tempfile.TemporaryDirectory(prefix="eventhub-together-") as folder,
            world(kind, Path(folder), badges=times) as made,
        ):
            started = time.monotonic()
            found = trial(made)
        print(f"{kind}: {time.monotonic() - started:.0f} s, {dict(found)}", flush=True)
        is_good &= found == {("again", "ok"): times}
    return int(not is_good)


if __name__ == "__main__":
    sys.exit(main())

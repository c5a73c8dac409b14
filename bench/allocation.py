"""Booth allocation: levels, bounds, fairness, seconds and memory for each size and seed.

    python -m bench.allocation INSTANCE.json … [--time S] [--threads N] [--seed N] [--processor]

Instances are files of ``eventhub-allocation/1``. Each is solved by the command
``eventhub allocate`` in a process of its own, whose wall clock, processor
seconds and peak memory are printed with the verdict of the independent auditor.
With ``--processor`` the time given is counted in processor seconds of that
process, divided by its threads: what a machine with nothing else to do would
need at most, while others work on this one.
"""

import argparse
import json
import os
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from eventhub.booths.auditor import Verdict, audit

SOLVE = """
import sys
import time
if sys.argv[6] == "True":
    from eventhub.booths.allocation import engine
    time.monotonic = lambda: time.process_time() / int(sys.argv[4])
    engine.limit_time = lambda highs, seconds: None
from eventhub.booths.commands import allocate_command
allocate_command(sys.argv[1], sys.argv[2], float(sys.argv[3]), int(sys.argv[4]), int(sys.argv[5]))
"""


@dataclass(frozen=True)
class Run:
    """One instance solved: what it took and what came out."""

    wall_s: float
    cpu_s: float
    peak_mb: float
    printed: str
    verdict: Verdict


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("instances", nargs="+", type=Path)
    asked.add_argument("--time", type=float, default=10)
    asked.add_argument("--threads", type=int, default=1)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--processor", action="store_true")
    options = asked.parse_args()
    clean = True
    print(f"{'instance':14} {'wall s':>7} {'cpu s':>7} {'MB':>5}  waste envy  levels (bound)")
    for path in options.instances:
        run = solve(path, options)
        print_run(path.stem, run)
        clean = clean and run.verdict.is_clean
    return 0 if clean else 1


def solve(path: Path, options: argparse.Namespace) -> Run:
    with tempfile.TemporaryDirectory() as folder:
        solution, printed = Path(folder) / "solution.json", Path(folder) / "printed"
        command = [
            sys.executable,
            "-c",
            SOLVE,
            str(path),
            str(solution),
            *map(str, (options.time, options.threads, options.seed, options.processor)),
        ]
        started = time.monotonic()
        with printed.open("w", encoding="utf-8") as out:
            redirect = [(os.POSIX_SPAWN_DUP2, out.fileno(), 1)]
            child = os.posix_spawn(sys.executable, command, os.environ, file_actions=redirect)
            _, status, usage = os.wait4(child, 0)
        wall = time.monotonic() - started
        assert os.waitstatus_to_exitcode(status) == 0, f"{path} was not solved"
        answer = json.loads(solution.read_text(encoding="utf-8"))
        verdict = audit(json.loads(path.read_text(encoding="utf-8")), answer)
        said = printed.read_text(encoding="utf-8")
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, said, verdict)


def print_run(name: str, run: Run) -> None:
    bounds = [
        line.split("bound ", 1)[1].split(",")[0] for line in run.printed.splitlines() if " bound " in line
    ]
    levels = zip(run.verdict.levels, bounds, strict=True)
    told = " ".join(f"{level}={value:g}({bound.split(':')[0]})" for (level, value), bound in levels)
    fairness = f"{len(run.verdict.wasteful):5} {len(run.verdict.envious):4}"
    print(f"{name:14} {run.wall_s:7.2f} {run.cpu_s:7.2f} {run.peak_mb:5.0f}  {fairness}  {told}")
    for fault in [*run.verdict.faults, *run.verdict.untrue]:
        print(f"  FAULT {fault}")


if __name__ == "__main__":
    raise SystemExit(main())

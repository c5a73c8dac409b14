"""All benchmarks, or some by name: `python -m bench [pages starting …]`.

Each is a module of its own that runs in a process of its own and takes no longer than it is given here.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

LIMITS = {
    "starting": 60,
    "pages": 330,
    "scans": 120,
    "sheets": 90,
    "badges": 120,
    "judging": 120,
    "allocation": 180,
    "giving": 300,
}
"""Benchmarks in the order they run, and the seconds each may take at most."""

TRIALS = {
    "together": 600,
    "offline_day": 600,
    "kills": 1800,
    "away": 180,
    "scanner": 900,
    "desk_offline": 3600,
    "contest_day": 1800,
}
"""Trials of faults and of a whole contest, long and run by name only."""

KNOWN = LIMITS | TRIALS


def main() -> int:
    """Run them; 1 when one failed or took too long."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=" ".join(KNOWN))
    names = parser.parse_args().names
    unknown = [name for name in names if name not in KNOWN]
    if unknown:
        parser.error(f"unknown: {' '.join(unknown)} (choose from {' '.join(KNOWN)})")
    return max([_run(name) for name in names or LIMITS])


def _run(name: str) -> int:
    with tempfile.TemporaryDirectory(prefix="eventhub-bench-") as folder:
        return _run_with(name, _instances(Path(folder)) if name == "allocation" else [])


def _instances(folder: Path) -> list[str]:
    """A small fair and a middle one, drawn as the tests draw theirs, and the seconds each may take."""
    from tests.booths.allocation.drawing import draw_instance

    for booths, applications in ((60, 80), (300, 400)):
        drawn = draw_instance(1, applications, (booths // 4,) * 4)
        (folder / f"{booths}-{applications}.json").write_text(json.dumps(drawn), encoding="utf-8")
    return [*map(str, sorted(folder.glob("*.json"))), "--time", "20"]


def _run_with(name: str, arguments: list[str]) -> int:
    print(f"\n══ {name}", flush=True)
    started = time.monotonic()
    try:
        code = subprocess.run(
            [sys.executable, "-m", f"bench.{name}", *arguments], check=False, timeout=KNOWN[name]
        ).returncode
    except subprocess.TimeoutExpired:
        print(f"stopped after {KNOWN[name]} s")
        return 1
    print(f"({time.monotonic() - started:.0f} s)", flush=True)
    return int(code != 0)


if __name__ == "__main__":
    sys.exit(main())

"""How long a web process takes to start, and what it imports to do so.

    python -m bench.starting

From the launch of gunicorn with one worker to its first answer, on an empty SQLite database, best of a few:
processor time of all its processes, and time on the clock of this machine. Byte code is compiled before.
"""

import compileall
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.filling import environment
from bench.measuring import heading, line, serve
from eventhub import migrating

TIMES = 4
START_GOAL = 1.5
LATER = (
    *("weasyprint", "qrcode", "highspy", "scipy", "numpy", "rq", "redis", "PIL", "pypdf", "openpyxl"),
    *("num2words", "stdnum", "psycopg", "phonenumbers", "prometheus_client"),
)
"""What pages don't need: imported when used, never at the start."""
LISTING = (
    "import sys, wsgi; print(*sorted({name.partition('.')[0] for name in sys.modules}), len(sys.modules))"
)


def main() -> None:
    """Measure and print; a module that should wait and doesn't is named."""
    heading("Start of a web process")
    with tempfile.TemporaryDirectory(prefix="eventhub-bench-") as folder:
        settings = environment(f"sqlite:///{folder}/eventhub.sqlite3") | {"EVENTHUB_DATA": folder}
        migrating.upgrade(url=settings["DATABASE_URL"])
        compileall.compile_dir(Path(__file__).parents[1] / "eventhub", quiet=1)
        imported = _imported(settings)
        starts = [_start(settings) for _ in range(TIMES)]
    line("to the first answer, processor time", min(start[0] for start in starts), START_GOAL, "s")
    line("to the first answer, on the clock", min(start[1] for start in starts), START_GOAL, "s")
    line("modules imported", int(imported[-1]), None, "")
    line(
        " ".join(["imported too early:", *(name for name in LATER if name in imported)]),
        sum(name in imported for name in LATER),
        0,
        "",
    )


def _imported(settings: dict[str, str]) -> list[str]:
    command = [sys.executable, "-c", LISTING]
    done = subprocess.run(
        command,
        env=os.environ | settings,
        cwd=Path(__file__).parents[1],
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout.split()


def _start(settings: dict[str, str]) -> tuple[float, float]:
    """Seconds (processor, clock) from nothing to an answer."""
    began = time.monotonic()
    with serve("wsgi:app", settings, workers=1) as server:
        return server.cpu_in_all() / 1000, time.monotonic() - began


if __name__ == "__main__":
    main()

"""What printing costs: CPU milliseconds a badge, memory and bytes, for runs of badges with Arabic and a QR.

Chunks are rendered by a process a core; CPU counts them all. `python -m bench.badges [--count 1000]`.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import threading
import time
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from eventhub import migrating
from eventhub.app import create_app
from eventhub.config import read_settings
from eventhub.database import db
from eventhub.visitors import importing, operations, printing
from tests.factories.visitors import a_fair

SECRET = "a benchmark's own key, of no use elsewhere"  # noqa: S105
PEOPLE = (
    ("فاطمة الزهراء أيت الحاج", "Fatima Zahra Aït El Haj"),
    ("محمد أوحدو", None),
    ("نعيمة العلوي", "Naïma Alaoui"),
    (None, "Jean-Baptiste Lefèvre"),
)


def cpu_seconds() -> float:
    spent = 0.0
    for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN):
        usage = resource.getrusage(who)
        spent += usage.ru_utime + usage.ru_stime
    return spent


class Memory(threading.Thread):
    """The most memory this process and its children held together (proportional set size, MB)."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.most = 0.0
        self.going = True

    def run(self) -> None:
        """Look ten times a second."""
        own = threading.main_thread().native_id
        while self.going:
            children = Path(f"/proc/{own}/task/{own}/children").read_text().split()
            held = 0
            for pid in (str(own), *children):
                with suppress(OSError, StopIteration):
                    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
                    held += int(next(line for line in lines if line.startswith("Pss:")).split()[1])
            self.most = max(self.most, held / 1024)
            time.sleep(0.1)


def measure(count: int, layouts: list[str]) -> None:
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        settings = read_settings({"EVENTHUB_DATA": str(folder), "SECRET_KEY": SECRET, "LOG_LEVEL": "error"})
        app = create_app(replace(settings, database_url=f"sqlite:///{folder / 'bench.sqlite3'}"))
        with app.app_context():
            migrating.upgrade(url=app.config["SQLALCHEMY_DATABASE_URI"])
            fair, now = a_fair(), datetime.now(UTC)
            people = (PEOPLE[number % len(PEOPLE)] for number in range(count))
            lines = [
                importing.Line(number, operations.Visitor(name_ar=arabic, name_latin=latin))
                for number, (arabic, latin) in enumerate(people)
            ]
            importing.bring_in(None, fair, lines, now)
            db.session.commit()
            for layout in layouts:
                memory = Memory()
                memory.start()
                before, started = cpu_seconds(), time.monotonic()
                path = folder / f"{layout}.pdf"
                printing.write_badges(fair, path, layout)
                took, cpu = time.monotonic() - started, (cpu_seconds() - before) * 1000 / count
                memory.going = False
                memory.join()
                size = path.stat().st_size / 1024 / 1024
                print(f"{count} badges, {layout}: {cpu:.1f} CPU ms each (reach 10), {took:.1f} s, ", end="")
                print(f"{memory.most:.0f} MB (reach 250), PDF {size:.2f} MB (reach 2 a thousand)")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="What printing badges costs.")
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--layout", action="append", help="sheet (default), a6, a7 or label")
    options = parser.parse_args()
    measure(options.count, options.layout or ["sheet"])

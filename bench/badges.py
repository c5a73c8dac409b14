"""What printing costs: CPU milliseconds a badge, memory and bytes, for runs of badges with Arabic and a QR.

Chunks are rendered by a process a core; CPU counts them all. `python -m bench.badges [--count 1000]`.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import tempfile
import threading
import time
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa

from eventhub.app import create_app
from eventhub.config import read_settings
from eventhub.database import db
from eventhub.fairs.models import Edition
from eventhub.visitors import printing
from eventhub.visitors.operations import Visitor

if TYPE_CHECKING:
    from collections.abc import Iterator

    from eventhub.config import Settings

SECRET = "a benchmark's own key, of no use elsewhere"  # noqa: S105
SLUG = "printed"
FIRST = (
    ("فاطمة الزهراء", "Fatima Zahra"),
    ("محمد", "Mohamed"),
    ("نعيمة", "Naïma"),
    ("عبد اللطيف", "Abdellatif"),
    ("جان بابتيست", "Jean-Baptiste"),
    ("خديجة", "Khadija"),
    ("يوسف", "Youssef"),
)
LAST = (
    ("أيت الحاج", "Aït El Haj"),
    ("أوحدو", "Ouhaddou"),
    ("العلوي", "Alaoui"),
    ("لوفيفر", "Lefèvre"),
    ("بنجلون التويمي", "Benjelloun Touimi"),
    ("أمزيان", "Amezian"),
)


def people(count: int) -> Iterator[Visitor]:
    """Visitors no two of whom have the same name; a quarter has no Latin one, a quarter no Arabic one."""
    for number in range(count):
        first, last = FIRST[number % len(FIRST)], LAST[number % len(LAST)]
        letters = str(number // (len(FIRST) * len(LAST)))
        initials = "".join(chr(ord("A") + int(digit)) for digit in letters)
        arabic = f"{first[0]} {initials} {last[0]}" if number % 4 else None
        latin = f"{first[1]} {initials}. {last[1]}" if number % 4 != 1 else None
        yield Visitor(name_ar=arabic, name_latin=latin)


def cpu_seconds() -> float:
    spent = 0.0
    for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN):
        usage = resource.getrusage(who)
        spent += usage.ru_utime + usage.ru_stime
    return spent


class Memory(threading.Thread):
    """The most memory this process and its children held together (proportional set size, MB).

    Looking costs processor time too, the more the slower the machine: `own_cpu` is what to take off.
    """

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.most = 0.0
        self.own_cpu = 0.0
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
            self.own_cpu = time.thread_time()
            time.sleep(0.1)


def prepare(settings: Settings, slug: str, count: int) -> None:
    """Make a fair with so many visitors; in a process of its own, which takes its memory with it."""
    from eventhub import migrating
    from eventhub.visitors import importing
    from tests.factories.visitors import a_fair

    app = create_app(settings)
    with app.app_context():
        migrating.upgrade(url=app.config["SQLALCHEMY_DATABASE_URI"])
        fair, now = a_fair(slug), datetime.now(UTC)
        lines = [importing.Line(number, who) for number, who in enumerate(people(count))]
        importing.bring_in(None, fair, lines, now)
        db.session.commit()


def measure(count: int, layouts: list[str]) -> None:
    """Print what a run of badges costs, on each of these papers."""
    import weasyprint  # noqa: F401 - starting the programs it asks would count this process twice

    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        settings = read_settings({"EVENTHUB_DATA": str(folder), "SECRET_KEY": SECRET, "LOG_LEVEL": "error"})
        settings = replace(settings, database_url=f"sqlite:///{folder / 'bench.sqlite3'}")
        preparing = multiprocessing.get_context("spawn").Process(target=prepare, args=(settings, SLUG, count))
        preparing.start()
        preparing.join()
        with create_app(settings).app_context():
            fair = db.session.scalars(sa.select(Edition).where(Edition.slug == SLUG)).one()
            for layout in layouts:
                _measure_one(fair, count, layout, folder / f"{layout}.pdf")


def _measure_one(fair: Edition, count: int, layout: str, path: Path) -> None:
    memory = Memory()
    memory.start()
    before, started = cpu_seconds(), time.monotonic()
    printing.write_badges(fair, path, layout)
    took = time.monotonic() - started
    memory.going = False
    memory.join()
    cpu = (cpu_seconds() - before - memory.own_cpu) * 1000 / count
    size = path.stat().st_size / 1024 / 1024
    print(f"{count} badges, {layout}: {cpu:.1f} CPU ms each (reach 10), {took:.1f} s, ", end="")
    print(f"{memory.most:.0f} MB (reach 250), PDF {size:.2f} MB (reach 2 a thousand)")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="What printing badges costs.")
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--layout", action="append", help="sheet (default), a6, a7 or label")
    options = parser.parse_args()
    measure(options.count, options.layout or ["sheet"])

"""Two organizers give one stand at the same moment, often: one wins, the other reads why, never two.

`python -m bench.giving [--times 1000]` on both databases, each with two connections that begin together.
"""

import argparse
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Barrier
from typing import Any

import sqlalchemy as sa
from flask import Flask

from eventhub import migrating
from eventhub.app import create_app
from eventhub.booths.models import Application, Assignment, Booth
from eventhub.booths.operations import hands
from eventhub.booths.states import LIVING, ApplicationState
from eventhub.config import read_settings
from eventhub.database import db
from eventhub.errors import DomainError
from eventhub.transaction import transaction
from tests import servers
from tests.factories.booths import LATER, a_booth, a_call, a_cooperative, a_fair, a_plan, an_application

DATABASES = ("sqlite", "postgresql")


@contextmanager
def world(kind: str, folder: Path) -> Iterator[tuple[Flask, int, list[int]]]:
    """An application with one stand and two files that may have it, and the ids of all three."""
    url = f"sqlite:///{folder / 'giving.sqlite3'}" if kind == "sqlite" else servers.new_postgres_database()
    given = {"EVENTHUB_DATA": str(folder), "SECRET_KEY": "a key for one benchmark only, never used"}
    app = create_app(read_settings({**given, "DATABASE_URL": url, "PUBLIC_URL": "http://localhost"}))
    with app.app_context():
        migrating.upgrade(url=url)
        with transaction():
            fair = a_fair(state="allocation")
            a_plan(fair, 1)
            call = a_call(fair)
            files = [
                an_application(call, a_cooperative(name), ApplicationState.SCORED).id
                for name in ("One", "Other")
            ]
            booth = a_booth(fair).id
        db.session.remove()
    try:
        yield app, booth, files
    finally:
        with app.app_context():
            db.engine.dispose()


def give(app: Flask, booth: int, file: int, barrier: Barrier) -> str:
    """What one organizer reads: given, or the code of why not."""
    with app.app_context():
        barrier.wait(20)
        try:
            with transaction():
                hands.assign(
                    None, db.session.get_one(Booth, booth), db.session.get_one(Application, file), LATER
                )
        except DomainError as error:
            return error.code if str(error) else "silent"
        finally:
            db.session.remove()
        return "given"


def take_back(app: Flask, booth: int) -> int:
    """How many hold the stand; then it is free again."""
    with app.app_context():
        with transaction():
            held = sa.select(sa.func.count()).where(
                Assignment.booth_id == booth, Assignment.state.in_(LIVING)
            )
            count = int(db.session.scalar(held) or 0)
            hands.unassign(None, db.session.get_one(Booth, booth), LATER)
        db.session.remove()
    return count


def trial(app: Flask, booth: int, files: list[int], times: int) -> Counter[Any]:
    """The answers of each round, sorted, with how many held the stand after it."""
    found: Counter[Any] = Counter()
    with ThreadPoolExecutor(len(files)) as pool:
        for _ in range(times):
            barrier = Barrier(len(files))
            works = [pool.submit(give, app, booth, file, barrier) for file in files]
            answers = tuple(sorted(work.result() for work in works))
            found[answers, take_back(app, booth)] += 1
    return found


def main() -> int:
    """Run it on both databases; 1 when a stand was ever given twice, or refused without a word."""
    parser = argparse.ArgumentParser(prog="python -m bench.giving", description=__doc__)
    parser.add_argument("--times", type=int, default=1000)
    times = parser.parse_args().times
    is_good = True
    for kind in DATABASES:
        with (
            tempfile.TemporaryDirectory(prefix="eventhub-giving-") as folder,
            world(kind, Path(folder)) as made,
        ):
            started = time.monotonic()
            found = trial(*made, times)
            print(f"{kind}: {time.monotonic() - started:.0f} s, {dict(found)}", flush=True)
            is_good &= set(found) == {(("booth_taken", "given"), 1)}
    return int(not is_good)


if __name__ == "__main__":
    sys.exit(main())

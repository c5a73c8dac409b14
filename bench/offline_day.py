"""A day without a network on five phones with wrong clocks, then every queue uploaded twice, all at once.

`python -m bench.offline_day [--scans 2000]` (of each phone) on both databases. The same badges pass at
several phones; batches are sent again, whole or from the middle, as after a lost answer. Afterwards every
scan is there once; of each badge and local day one entry at most is regular, the others are "entered,
irregular"; the counters equal a recount, and `eventhub verify` agrees.
"""

import argparse
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from bench.gate_world import DATABASES, World, send, serving, world
from bench.scans import scan
from eventhub.clock import CASABLANCA, local_day
from eventhub.database import db
from eventhub.visitors.models import Counter as Counted
from eventhub.visitors.models import Scan

CLOCKS = (-26, -5, -1, 0, 3)
"""Hours by which each phone's clock is wrong."""
BATCH = 500


def queue(rng: random.Random, codes: list[str], hours: int, scans: int) -> list[dict[str, Any]]:
    """What a phone saw in its day: mostly entries, some exits, in the order of its own clock."""
    begins = datetime.now(UTC) - timedelta(hours=8 - hours)
    return [
        scan(
            rng.choice(codes),
            offline=True,
            at=(begins + timedelta(seconds=8 * 3600 * number / scans)).isoformat(),
            direction=rng.choices(("in", "out"), (5, 1))[0],
        )
        for number in range(scans)
    ]


def batches(rng: random.Random, scans: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """A queue in order; a batch may be sent again, or again from its middle, as when an answer was lost."""
    for start in range(0, len(scans), BATCH):
        part = scans[start : start + BATCH]
        yield part
        if rng.random() < 0.4:
            yield part[rng.randrange(len(part)) :]


def upload(port: int, token: str, scans: list[dict[str, Any]], seed: int) -> dict[str, str]:
    """Send a queue to its end; what each scan was answered, which is always the same."""
    told: dict[str, str] = {}
    for part in batches(random.Random(seed), scans):
        for result in send(port, token, part)[0]:
            assert told.setdefault(result["id"], result["outcome"]) == result["outcome"]
    return told


def regular_entries(made: World) -> tuple[int, int]:
    """Entries that were regular, one a badge and local day at most; and the people counted."""
    with made.app.app_context():
        columns = (Scan.badge_id, Scan.at, Scan.received_at, Scan.outcome)
        rows = db.session.execute(sa.select(*columns).where(Scan.direction == "in")).all()
        people = db.session.scalar(sa.select(sa.func.sum(Counted.people))) or 0
        db.session.remove()
    found: Counter[Any] = Counter()
    for row in rows:
        day = local_day(min(row.at, row.received_at), CASABLANCA)
        found[row.badge_id, day] += row.outcome == "ok"
    assert set(found.values()) <= {0, 1}, "a badge came in twice on a day"
    return found.total(), int(people)


def trial(made: World, scans: int) -> str:
    """Run it; gives a line of figures. Raises AssertionError when something is lost, twice or miscounted."""
    rng = random.Random(3)
    queues = [queue(rng, made.codes, hours, scans) for hours in CLOCKS]
    started = time.monotonic()
    with serving(made.environment()) as server, ThreadPoolExecutor(2 * len(queues)) as pool:
        works = [
            pool.submit(upload, server.port, token, each, seed)
            for seed, (token, each) in enumerate(2 * list(zip(made.tokens, queues, strict=True)))
        ]
        answers = [work.result() for work in works]
    first, second = answers[: len(queues)], answers[len(queues) :]
    assert first == second, "the second upload was answered otherwise"
    told = {name: outcome for part in first for name, outcome in part.items()}
    assert made.outcomes() == told
    entered, people = regular_entries(made)
    assert entered <= people, "people were counted less often than they came in"
    assert made.differences() == [], made.differences()[:3]
    irregular = sum(outcome == "irregular" for outcome in told.values())
    took = time.monotonic() - started
    assert made.verify() == 0, "eventhub verify disagrees"
    return f"{len(told)} scans of {len(queues)} phones, {irregular} irregular, {people} people, {took:.0f} s"


def main() -> int:
    """On both databases; 1 when one fails."""
    parser = argparse.ArgumentParser(prog="python -m bench.offline_day", description=__doc__)
    parser.add_argument("--scans", type=int, default=2000)
    scans = parser.parse_args().scans
    gates = [f"G{number}" for number in range(len(CLOCKS))]
    for kind in DATABASES:
        with (
            tempfile.TemporaryDirectory(prefix="eventhub-offline-") as folder,
            world(kind, Path(folder), max(20, scans // 3), gates) as made,
        ):
            print(f"{kind}: {trial(made, scans)}; every one there once, verified", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""What a judge's sheet costs to save, from forty tablets at once, beside the reference in turns.

    python -m bench.sheets [--seconds 1] [--rounds 8]

gunicorn with two sync workers on a PostgreSQL of its own with fsync on; forty judges, each with a session
and ten sheets. First all save as fast as they are answered: processor milliseconds of the workers a sheet,
and how many references that is. Then each gives a mark a second: how long they wait for an answer, p95, by
the clock. Every change is on top of the one before, as a tablet's are, and must be answered `saved`.
"""

import argparse
import itertools
import json
import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import sqlalchemy as sa
from flask.sessions import SecureCookieSessionInterface
from flask_wtf.csrf import generate_csrf

from bench import filling
from bench.measuring import Server, heading, line, serve

TABLETS, SHEETS = 40, 10
GOAL, PATIENCE = 3, 50
CRITERIA = [{"id": f"c{number}", "name": {"fr": f"Critère {number}"}, "weight": 20} for number in range(5)]


@dataclass
class Tablet:
    """A judge's tablet: what it sends with each request, its sheets, and how long it waited (ms)."""

    headers: dict[str, str]
    sheets: list[str]
    versions: dict[str, int] = field(default_factory=dict)
    waited: list[float] = field(default_factory=list)
    turn: int = 0

    def save(self, server: Server) -> None:
        """Give the next sheet one more mark."""
        name = self.sheets[self.turn % SHEETS]
        given = range(1 + self.turn // SHEETS % len(CRITERIA))
        change = {
            "id": str(uuid4()),
            "sheet": name,
            "based_on": self.versions.get(name, 0),
            "marks": {CRITERIA[place]["id"]: 3 + (self.turn + place) % 7 for place in given},
            "at": "2025-05-22T10:14:03Z",
        }
        self.turn += 1
        began = time.monotonic()
        body = json.dumps({"changes": [change]}).encode()
        answer = server.ask("/api/v1/sheets/sync", body=body, headers=self.headers)
        self.waited.append((time.monotonic() - began) * 1000)
        told = json.loads(answer.text)["results"][0]
        assert told["outcome"] == "saved", told
        self.versions[name] = told["sheet"]["version"]


def prepare(url: str) -> list[Tablet]:
    """A contest that is judged, and a signed-in tablet for each of its judges."""
    from eventhub import clock, migrating
    from eventhub.accounts.models import SignIn
    from eventhub.accounts.sessions import token_hash
    from eventhub.contests.states import ContestState
    from eventhub.database import db
    from tests.factories.contests import a_contest, a_judge, a_sheet, an_idea

    with filling.application(url) as app:
        migrating.upgrade(url=url)
        now = clock.now()
        contest = a_contest(
            state=ContestState.JUDGING, judging_ends_at=now + timedelta(days=5), criteria=CRITERIA
        )
        ideas = [an_idea(contest, number) for number in range(1, SHEETS + 1)]
        found = []
        for number in range(TABLETS):
            judge = a_judge(contest)
            token = f"tablet {number} of a benchmark"
            expires = now + timedelta(days=1)
            db.session.add(
                SignIn(
                    person_id=judge.person_id, token_hash=token_hash(token), means="link", expires_at=expires
                )
            )
            sheets = [a_sheet(judge, idea).public_id for idea in ideas]
            found.append(Tablet(_headers(app, token), sheets))
        db.session.commit()
        db.session.execute(sa.text("ANALYZE"))
        db.session.commit()
        db.session.remove()
    return found


def _headers(app: filling.Flask, token: str) -> dict[str, str]:
    """The cookie of a session that lasts, as signing in gives it, and the page's token against forgery."""
    from flask import g, session

    with app.test_request_context():
        g.pop("csrf_token", None)
        token_sent = generate_csrf()
        content = {"_user_id": token, "_permanent": True, "csrf_token": session["csrf_token"]}
    assert isinstance(app.session_interface, SecureCookieSessionInterface)
    signer = app.session_interface.get_signing_serializer(app)
    assert signer is not None
    cookie = f"{app.config['SESSION_COOKIE_NAME']}={signer.dumps(content)}"
    return {"Cookie": cookie, "X-CSRFToken": token_sent, "Content-Type": "application/json"}


def together(works: Sequence[Callable[[], object]], seconds: float, pause: float = 0) -> int:
    """Do each work again and again for so long, each in a thread of its own; gives how often in all."""
    until, done, faults = time.monotonic() + seconds, itertools.count(), []

    def repeat(number: int, work: Callable[[], object]) -> None:
        if pause:
            time.sleep(pause * number / len(works))
        while time.monotonic() < until:
            begun = time.monotonic()
            try:
                work()
            except Exception as error:  # noqa: BLE001 - told by the main thread
                faults.append(error)
                return
            next(done)
            time.sleep(max(0.0, pause - (time.monotonic() - begun)) if pause else 0)

    threads = [threading.Thread(target=repeat, args=each) for each in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if faults:
        raise faults[0]
    return next(done)


def compare(ours: Server, theirs: Server, tablets: Sequence[Tablet], seconds: float, rounds: int) -> None:
    """In short turns, so that a noisy machine disturbs both alike; medians say what they had in common."""
    saves = [lambda t=tablet: t.save(ours) for tablet in tablets]
    asks = [lambda: theirs.get("/")] * len(tablets)
    together(asks, 1)
    together(saves, 1)
    costs, references = [], []
    for _ in range(rounds):
        for server, works, found in ((theirs, asks, references), (ours, saves, costs)):
            before = server.cpu()
            count = together(works, seconds)
            found.append((server.cpu() - before) / count)
    ratio = statistics.median(ours / theirs for ours, theirs in zip(costs, references, strict=True))
    heading("A judge's sheet saved, forty tablets at once")
    line("one sheet", statistics.median(costs), GOAL, "ms", ratio)
    line("the reference beside it", statistics.median(references), None, "ms", 1)
    for tablet in tablets:
        tablet.waited.clear()
    together(saves, max(5.0, 2 * seconds), pause=1)
    waited = [each for tablet in tablets for each in tablet.waited]
    line("a mark a second each: p95 of the answer", statistics.quantiles(waited, n=20)[-1], PATIENCE, "ms")


def main() -> None:
    """Measure and print."""
    from tests.servers import postgres

    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seconds", type=float, default=1.0, help="length of a round")
    parser.add_argument("--rounds", type=int, default=8)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="eventhub-sheets-") as folder, postgres(fsync=True) as url:
        tablets = prepare(url)
        environment = {**filling.environment(url), "EVENTHUB_DATA": str(Path(folder))}
        with serve("wsgi:app", environment) as ours, serve("bench.reference:app", environment) as theirs:
            compare(ours, theirs, tablets, asked.seconds, asked.rounds)


if __name__ == "__main__":
    main()

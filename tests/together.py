"""What happens in the same instant, on real connections: an application where everybody commits."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from threading import Barrier

from psycopg.pq import Trace

from eventhub.app import create_app
from eventhub.database import db
from tests import databases


@contextmanager
def committing(settings, kind, folder):
    """The application on a database of its own."""
    app = create_app(replace(settings, database_url=databases.migrated(kind, folder)))
    app.config.update(TESTING=True, WTF_CSRF_ENABLED=False, RATELIMIT_ENABLED=False)
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


def at_once(works):
    """Begin all of them at the same moment; gives what each answers."""
    barrier = Barrier(len(works))

    def begin(work):
        barrier.wait(10)
        return work()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(begin, works))


@contextmanager
def journeys(app, path):
    """What the only connection of the pool is sent, a line a journey to PostgreSQL and back."""
    with app.app_context():
        driver = db.engine.raw_connection()
        link = driver.driver_connection.pgconn
        driver.close()
    sent = []
    with path.open("w+") as notes:
        link.trace(notes.fileno())
        link.set_trace_flags(Trace.SUPPRESS_TIMESTAMPS)
        try:
            yield sent
        finally:
            link.untrace()
        told = [line.split("\t") for line in path.read_text().splitlines() if line.startswith("F\t")]
        kinds = [line[2].strip() for line in told]
        sent += [kind for kind in kinds if kind in {"Query", "Sync"}]

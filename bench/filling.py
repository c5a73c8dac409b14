"""A filled database for benchmarks: the demo, 61,000 cooperatives, 10,000 files and lists of visitors.

    DATABASE_URL=… python -m bench.filling

The demo's own code draws everything; what a fair has thousands of is drawn from its rows by the database.
"""

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from flask import Flask
from flask.sessions import SecureCookieSessionInterface

from eventhub import clock, demo, migrating
from eventhub.accounts.models import Person, SignIn
from eventhub.accounts.sessions import token_hash
from eventhub.app import create_app
from eventhub.config import read_settings
from eventhub.cooperatives.folded import searchable, sort_key, words_of
from eventhub.cooperatives.models import Cooperative
from eventhub.database import db, random_code
from eventhub.demo.cooperatives import draw_cooperative
from eventhub.demo.world import World
from eventhub.transaction import transaction

COOPERATIVES = 61_000
COOPERATIVE = (
    *("public_id", "created_at", "kind", "sector", "name_ar", "name_latin", "phone", "registered_on"),
    *("founded_on", "members", "women", "youth", "president_is_woman", "is_listed", "commune_code"),
    *("province_code", "region_code", "court", "register_number", "ice", "folded", "sort_name"),
)
APPLICATIONS = 10_000
VISITORS = {"safi-pottery": 10_000, "khenifra-2025": 200_000}
"""Visitors of an edition whose list is measured."""
FAIR = "khenifra-demo"


def fill(url: str) -> None:
    """Make the tables and fill them. The database must be empty."""
    started = time.monotonic()
    with application(url) as app:
        migrating.upgrade(url=url)
        with app.test_request_context(), transaction():
            demo.fill()
        with transaction():
            _add_cooperatives()
        with transaction():
            db.session.execute(sa.text("ANALYZE"))
            add_applications(APPLICATIONS)
            for slug, count in VISITORS.items():
                add_visitors(slug, count)
        resting = db.engine.raw_connection()  # outside any transaction, as VACUUM must be
        resting.driver_connection.execute("VACUUM ANALYZE")
        resting.close()
    print(f"filled in {time.monotonic() - started:.0f} s", flush=True)


@contextmanager
def application(url: str) -> Iterator[Flask]:
    """The application on that database, inside its context; settings come from the environment."""
    app = create_app(read_settings({**environment(url)}))
    with app.app_context():
        yield app
        db.engine.dispose()


def environment(url: str) -> dict[str, str]:
    """The settings under which benchmarks run the application; nothing is kept but in the database."""
    from bench.measuring import SECRET

    return {
        "DATABASE_URL": url,
        "SECRET_KEY": SECRET,
        "EVENTHUB_DATA": "/tmp/eventhub-bench",  # noqa: S108 - mails of made-up people
        "LOG_LEVEL": "warning",
    }


def _add_cooperatives() -> None:
    """The demo's kind of cooperatives, and the words they are found by, copied into their tables."""
    world = World(scale=2)  # at more than one, names say where, as they must among so many
    here = db.session.scalar(sa.select(sa.func.count()).select_from(Cooperative)) or 0
    drawn = [
        _completed(draw_cooperative(world, number)) for number in range(1000, 1000 + COOPERATIVES - here)
    ]
    _copy("cooperatives", COOPERATIVE, ([getattr(row, name) for name in COOPERATIVE] for row in drawn))
    ids = dict(db.session.execute(sa.select(Cooperative.public_id, Cooperative.id)).all())
    words = ([word, ids[row.public_id]] for row in drawn for word in words_of(row.folded))
    _copy("cooperative_words", ("word", "cooperative_id"), words)


def _completed(row: Cooperative) -> Cooperative:
    row.public_id, row.created_at, row.is_listed = random_code(), clock.now(), True
    row.folded, row.sort_name = searchable(row), sort_key(row.name_ar, row.name_latin)
    return row


def _copy(table: str, columns: Iterable[str], rows: Iterable[Iterable[Any]]) -> None:
    cursor = db.session.connection().connection.cursor()
    with cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def add_applications(count: int) -> None:
    """Files of cooperatives without one in the running fair, like the demo's own that were accepted."""
    db.session.execute(
        sa.text("""
            INSERT INTO applications (public_id, created_at, edition_id, organizer_id, call_id,
                cooperative_id, filed_by_agent, sector, region_code, state, published_state, answers, needs,
                documents, wishes, neighbours, products, expectations, tier, score, submitted_at,
                terms_accepted_at, folded, version)
            SELECT substr(md5('file' || c.id), 1, 12), model.created_at, model.edition_id,
                model.organizer_id, model.call_id, c.id, false, c.sector, c.region_code,
                (ARRAY['submitted', 'eligible', 'scored'])[1 + c.id % 3], 'submitted', model.answers,
                model.needs, '{}', '[]', '{}', '[]', model.expectations, 2,
                CASE WHEN c.id % 3 = 2 THEN c.id % 101 END,
                model.submitted_at + c.id % 500 * interval '1 minute', model.submitted_at, c.folded, 1
            FROM cooperatives c,
                (SELECT a.* FROM applications a JOIN editions e ON e.id = a.edition_id
                 WHERE e.slug = :fair AND a.submitted_at IS NOT NULL ORDER BY a.id LIMIT 1) model
            WHERE NOT EXISTS (SELECT FROM applications a
                              WHERE a.edition_id = model.edition_id AND a.cooperative_id = c.id)
            ORDER BY c.id LIMIT :count
            """),
        {"fair": FAIR, "count": count},
    )


def add_visitors(slug: str, count: int) -> None:
    """Registrations and badges of an edition, whose names are those of the demo's visitors, paired anew."""
    db.session.execute(
        sa.text("""
            WITH people AS (
                SELECT *, row_number() OVER (ORDER BY id) AS place FROM registrations WHERE erased_at IS NULL
            )
            INSERT INTO registrations (public_id, created_at, edition_id, organizer_id, name_ar, name_latin,
                phone, category, party, language, came_by, folded)
            SELECT substr(md5(:slug || n), 1, 12), e.created_at + n * interval '1 second', e.id,
                e.organizer_id, people.name_ar, people.name_latin, '+2126' || (10000000 + n * 7),
                people.category, people.party, people.language, 'import', people.folded
            FROM generate_series(1, :count) n
            JOIN people ON people.place = 1 + (n * 7919) % (SELECT count(*) FROM people)
            CROSS JOIN (SELECT * FROM editions WHERE slug = :slug) e
            ORDER BY n
            """),
        {"slug": slug, "count": count},
    )
    db.session.execute(sa.text("ANALYZE registrations"))
    db.session.execute(
        sa.text("""
            INSERT INTO badges (public_id, created_at, edition_id, registration_id, code, days_in, is_inside)
            SELECT 'b' || substr(md5('badge' || r.id), 1, 11), r.created_at, r.edition_id, r.id,
                'X' || upper(substr(md5('code' || r.id), 1, 15)), 0, false
            FROM registrations r LEFT JOIN badges b ON b.registration_id = r.id
            WHERE b.id IS NULL
            """)
    )


def cookie_of(app: Flask, account: str) -> str:
    """Sign in one of the demo's people and give the cookie that says so."""
    token = f"benchmark of {account} {clock.now().isoformat()}"
    with transaction():
        person = db.session.scalars(sa.select(Person).where(Person.demo_account == account)).one()
        signed = SignIn(
            person_id=person.id,
            token_hash=token_hash(token),
            device="bench",
            means="demo",
            expires_at=clock.now() + timedelta(hours=2),
        )
        db.session.add(signed)
    assert isinstance(app.session_interface, SecureCookieSessionInterface)
    signer = app.session_interface.get_signing_serializer(app)
    assert signer is not None
    return f"{app.config['SESSION_COOKIE_NAME']}={signer.dumps({'_user_id': token})}"


if __name__ == "__main__":
    fill(read_settings().database_url)

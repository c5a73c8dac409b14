"""The yardstick: a bare Flask view that writes one row and reads one, through a psycopg pool.

    DATABASE_URL=… gunicorn --workers 2 bench.reference:app

Any Flask application that keeps its promises pays at least this, so a page's cost is told in these.
"""

import os
from uuid import uuid4

from flask import Flask
from psycopg_pool import ConnectionPool

TABLE = "CREATE TABLE IF NOT EXISTS reference (id text PRIMARY KEY, said text NOT NULL)"

app = Flask(__name__)
pool = ConnectionPool(os.environ["DATABASE_URL"].replace("+psycopg", ""), min_size=1, max_size=2, open=True)


@app.get("/")
def write_and_read() -> dict[str, str]:
    """One INSERT … ON CONFLICT DO NOTHING, one SELECT, one commit."""
    name = str(uuid4())
    with pool.connection() as connection:
        connection.execute(
            "INSERT INTO reference (id, said) VALUES (%s, 'yes') ON CONFLICT DO NOTHING", (name,)
        )
        row = connection.execute("SELECT said FROM reference WHERE id = %s", (name,)).fetchone()
    assert row is not None
    return {"said": row[0]}


@app.get("/healthz")
def is_ready() -> str:
    """Make sure that the table is there before a figure is taken."""
    with pool.connection() as connection:
        connection.execute("SELECT pg_advisory_xact_lock(1)")
        connection.execute(TABLE)
    return "ok"

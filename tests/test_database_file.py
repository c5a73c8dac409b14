"""An embedded database whose file was moved is neither written into nor made anew, and serves once back."""

import sqlite3

import pytest
import sqlalchemy as sa

from eventhub import database_file


def make(file, *rows):
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE things (name TEXT)")
        connection.executemany("INSERT INTO things VALUES (?)", [(row,) for row in rows])
    connection.close()


def test_a_file_that_is_moved_stops_serving_until_one_is_back(tmp_path):
    file, away = tmp_path / "a fair%.sqlite3", tmp_path / "away"
    url = f"sqlite:///{file}"
    engine = sa.create_engine(url, **database_file.options(url, 1))
    database_file.watch(engine)

    def names():
        with engine.connect() as connection:
            return connection.scalars(sa.text("SELECT name FROM things")).all()

    with pytest.raises(sa.exc.OperationalError, match=r"unable to open database file: .*a fair"):
        names()
    assert not file.exists()
    make(file, "A1")
    assert names() == ["A1"]
    file.rename(away)
    with pytest.raises(sa.exc.OperationalError):
        names()
    assert not file.exists()
    make(file, "another")
    assert names() == ["another"]
    away.replace(file)
    assert names() == ["A1"]
    engine.dispose()

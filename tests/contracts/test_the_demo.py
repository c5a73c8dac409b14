"""The demo has the names that others rely on, and `eventhub verify` sees what somebody changed behind it."""

import shutil
import sqlite3
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from tests.contracts.conftest import assert_bad_input, environment_of, run

pytestmark = pytest.mark.xdist_group("contracts-demo")


@pytest.fixture
def copy(demo, tmp_path):
    """The demo once more, to be spoiled: its environment."""
    shutil.copytree(demo["EVENTHUB_DATA"], tmp_path / "data")
    return demo | {"EVENTHUB_DATA": str(tmp_path / "data")}


def ask(environment, query):
    """Rows of an installation's database; what the statement changed is kept."""
    connection = sqlite3.connect(Path(environment["EVENTHUB_DATA"]) / "eventhub.sqlite3")
    try:
        rows = connection.execute(query).fetchall()
        connection.commit()
        return rows
    finally:
        connection.close()


def test_the_editions_are_those_named(demo):
    found = {slug: row for slug, *row in ask(demo, "SELECT slug, state, starts_on, ends_on FROM editions")}
    state, first, last = found["khenifra-demo"]
    days = {
        (datetime.now(UTC) - timedelta(hours=hours)).date() for hours in (-1, 0, 1)
    }  # Morocco's, at midnight
    assert state == "running"
    assert date.fromisoformat(first) + timedelta(days=2) in days
    assert date.fromisoformat(last) - date.fromisoformat(first) == timedelta(days=6)
    assert found["khenifra-2025"][0] == found["safi-capers-7"][0] == "closed"
    assert found["safi-pottery"][0] == "call"
    assert max(found["khenifra-2025"][2], found["safi-capers-7"][2]) < date.today().isoformat()  # noqa: DTZ011
    gates = ask(demo, "SELECT slug, gates.name FROM gates JOIN editions ON editions.id = edition_id")
    assert {name for slug, name in gates if slug == "khenifra-demo"} == {"A", "B"}
    reports = ask(demo, "SELECT slug FROM closing_reports JOIN editions ON editions.id = edition_id")
    assert {slug for (slug,) in reports} >= {"khenifra-2025", "safi-capers-7"}


def test_the_contests_are_those_named(demo):
    found = dict(ask(demo, "SELECT slug, state FROM contests"))
    assert (found["odco-fes-meknes-2025"], found["odco-demo"]) == ("published", "judging")


def test_a_second_filling_changes_nothing(demo):
    before = ask(demo, "SELECT count(*), max(created_at) FROM registrations")
    again = run("demo", "--no-serve", environment=demo)
    assert (again.returncode, ask(demo, "SELECT count(*), max(created_at) FROM registrations")) == (0, before)


def test_reset_begins_anew_with_so_many_times_the_visitors(copy):
    counted = "SELECT count(*) FROM registrations JOIN editions ON editions.id = edition_id "
    counted += "WHERE slug = 'khenifra-demo'"
    (before,) = ask(copy, counted)[0]
    ask(copy, "UPDATE editions SET slug = 'spoiled' WHERE slug = 'safi-pottery'")
    done = run("demo", "--reset", "--no-serve", "--scale", 2, environment=copy)
    assert done.returncode == 0, done.stderr
    assert 1.8 < ask(copy, counted)[0][0] / before < 2.2
    assert ask(copy, "SELECT count(*) FROM editions WHERE slug IN ('safi-pottery', 'spoiled')") == [(1,)]


def test_what_is_no_demo_is_neither_emptied_nor_filled(tmp_path):
    environment = environment_of(tmp_path)
    assert run("db", "upgrade", environment=environment).returncode == 0
    assert (
        run("people", "add", "amina@example.ma", "--name", "أمينة", environment=environment).returncode == 0
    )
    for options in (["--reset"], []):
        done = run("demo", "--no-serve", *options, environment=environment)
        assert_bad_input(done, "DATABASE_URL", "not a demo")
    assert ask(environment, "SELECT email FROM people") == [("amina@example.ma",)]


def test_an_installation_nobody_touched_agrees_with_itself(demo):
    done = run("verify", environment=demo)
    assert (done.returncode, done.stderr) == (0, "")
    for name in ("audit chain", "counters", "published rankings"):
        assert f"{name}: agrees" in done.stdout


ONE_COUNTER = "UPDATE counters SET scans = scans + 3 WHERE rowid = (SELECT min(rowid) FROM counters)"
ONE_RESULT = """UPDATE results SET score = score + 1 WHERE rank = 2
AND contest_id = (SELECT id FROM contests WHERE slug = 'odco-fes-meknes-2025')"""


@pytest.mark.parametrize(
    ("name", "statement", "said"),
    [
        ("counters", ONE_COUNTER, "recounted"),
        ("published rankings", ONE_RESULT, "odco-fes-meknes-2025"),
    ],
    ids=["a counter", "a published score"],
)
def test_what_was_changed_behind_it_is_a_no_with_the_difference(copy, name, statement, said):
    ask(copy, statement)
    done = run("verify", environment=copy)
    assert done.returncode == 1
    assert f"{name}: 1 difference" in done.stdout
    assert said in done.stderr
    assert "Traceback" not in done.stderr

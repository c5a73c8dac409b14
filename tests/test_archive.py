"""A backup of one installation is the same installation elsewhere, on either database."""

import io
import json
import tarfile
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from eventhub import archive, storage, transaction
from eventhub.accounts.models import Organizer, Person, Role
from eventhub.cooperatives.models import Cooperative
from eventhub.database import Base, db
from eventhub.storage import StoredFile
from tests import demo_copies
from tests.commands import run
from tests.factories.fairs import a_session
from tests.factories.visitors import a_fair


def some_rows(tmp_path) -> bytes:
    Image.new("RGB", (40, 30), "#b4532a").save(tmp_path / "photo.png")
    with transaction.transaction():
        person = Person(name_ar="فاطمة", email="fatima@example.ma")
        organizer = Organizer(slug="khenifra", name={"ar": "خنيفرة", "fr": "Khénifra"})
        db.session.add_all([person, organizer])
        db.session.flush()
        db.session.add(Role(person_id=person.id, organizer_id=organizer.id, name="owner"))
        with (tmp_path / "photo.png").open("rb") as picture:
            photo = storage.keep(picture, "photo.png", owner=person, is_public=True)
        db.session.add(
            Cooperative(
                name_ar="تعاونية", sector="honey", region_code="05", province_code="05.301", photo_id=photo.id
            )
        )
        return storage.read(photo)


def contents(engine: sa.Engine | None = None) -> dict[str, list[object]]:
    with (engine or db.engine).connect() as connection:
        return {
            table.name: [
                tuple(row)
                for row in connection.execute(sa.select(table).order_by(*table.primary_key.columns))
            ]
            for table in Base.metadata.sorted_tables
        }


def empty() -> None:
    db.session.remove()
    with db.engine.begin() as connection:
        for table in reversed(Base.metadata.sorted_tables):
            connection.execute(table.delete())


def test_what_was_saved_comes_back_and_numbers_go_on(installation, environment, tmp_path):
    photo = some_rows(tmp_path)
    before = contents()
    saved = run("backup", str(tmp_path / "all.tar.gz"), environment=environment)
    assert (saved.returncode, saved.stderr) == (0, "")
    empty()
    assert run("restore", str(tmp_path / "all.tar.gz"), environment=environment).returncode == 0
    assert contents() == before
    assert storage.read(db.session.scalars(sa.select(StoredFile)).one()) == photo
    with transaction.transaction():
        db.session.add(Person(name_ar="أمينة"))


@pytest.mark.parametrize("installation", ["postgresql"], indirect=True)
def test_a_whole_demo_on_sqlite_comes_back_on_postgresql(installation, environment, tmp_path):
    demo, saved = tmp_path / "demo", str(tmp_path / "all.tar.gz")
    demo_copies.copy_to(demo)
    assert run("backup", saved, environment=demo_copies.environment_of(demo)).stderr == ""
    assert run("restore", saved, environment=environment).stderr == ""
    before = contents(sa.create_engine(f"sqlite:///{demo}/eventhub.sqlite3"))
    after = contents()
    assert {name for name in before if before[name] != after[name]} == set()
    filled = {table for table, rows in after.items() if rows}
    assert {"invoices", "gates", "registrations", "contests"} <= filled


def older(saved: Path, made: Path, tables: str, gone: dict[str, set[str]]) -> None:
    """The same backup as a version would have made it that had these tables, without what came later."""
    with tarfile.open(saved) as given, tarfile.open(made, "w:gz") as out:
        for member in given.getmembers():
            content = given.extractfile(member).read()
            left_out = gone.get(Path(member.name).stem, ())
            if member.name == "manifest.json":
                content = json.dumps(json.loads(content) | {"tables": tables}).encode()
            elif left_out:
                rows = [json.loads(line) for line in content.splitlines()]
                kept = [{name: row[name] for name in row if name not in left_out} for row in rows]
                content = "".join(f"{json.dumps(row)}\n" for row in kept).encode()
            if "*" not in left_out:
                member.size = len(content)
                out.addfile(member, io.BytesIO(content))


def test_what_an_older_version_saved_comes_back_as_this_version_keeps_it(installation, environment, tmp_path):
    some_rows(tmp_path)
    with transaction.transaction():
        a_session(a_fair("seats"))
    before = contents()
    run("backup", str(tmp_path / "all.tar.gz"), environment=environment)
    later = {
        "is_seated",
        "seats_each",
        "closes_before",
        "taken",
        "waiting",
        "present",
        "cancelled_at",
        "cancelled_why",
    }
    gone = {"session_seats": {"*"}, "programme_sessions": later, "ideas_told_apart": {"*"}}
    older(tmp_path / "all.tar.gz", tmp_path / "older.tar.gz", "0023", gone)
    empty()
    assert run("restore", str(tmp_path / "older.tar.gz"), environment=environment).stderr == ""
    assert contents() == before


def test_restore_refuses_what_a_newer_version_saved(installation, environment, tmp_path):
    some_rows(tmp_path)
    run("backup", str(tmp_path / "all.tar.gz"), environment=environment)
    older(tmp_path / "all.tar.gz", tmp_path / "newer.tar.gz", "9999", {})
    empty()
    refused = run("restore", str(tmp_path / "newer.tar.gz"), environment=environment)
    assert refused.returncode == 2
    assert "9999" in refused.stderr
    assert refused.stderr.count("\n") == 1
    assert not any(contents().values())


@given(st.data())
def test_rows_come_after_those_they_name(data):
    table = sa.Table(
        "rows",
        sa.MetaData(),
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("previous_id", sa.ForeignKey("rows.id")),
        sa.Column("copied_from_id", sa.ForeignKey("rows.id")),
    )
    earlier = st.integers(1, 30) | st.none()
    rows = [
        {"id": n, "previous_id": data.draw(earlier), "copied_from_id": data.draw(earlier)}
        for n in range(1, 20)
    ]
    for row in rows:
        row.update(
            {name: None for name, other in row.items() if name != "id" and other and other > row["id"]}
        )
    there = set()
    for row in archive.in_order(table, data.draw(st.permutations(rows))):
        there.add(row["id"])
        assert {row["previous_id"], row["copied_from_id"]} <= there | {None}
    assert len(there) == len(rows)


def test_what_is_empty_comes_back_as_empty():
    """A column of JSON would else be given the word `null`, which is not empty for the database."""
    columns = [column for table in Base.metadata.sorted_tables for column in table.columns if column.nullable]
    kinds = {f"{column.table.name}.{column.name}": column.type for column in columns}
    assert [name for name, kind in kinds.items() if isinstance(kind, sa.JSON) and not kind.none_as_null] == []


def test_restore_refuses_a_database_that_is_not_empty(installation, environment, tmp_path):
    some_rows(tmp_path)
    run("backup", str(tmp_path / "all.tar.gz"), environment=environment)
    before = contents()
    refused = run("restore", str(tmp_path / "all.tar.gz"), environment=environment)
    assert refused.returncode == 2
    assert "not empty" in refused.stderr
    assert refused.stderr.count("\n") == 1
    assert contents() == before


def test_restore_refuses_a_file_that_is_no_backup(installation, environment, tmp_path):
    (tmp_path / "letter.txt").write_text("Madame, Monsieur")
    with tarfile.open(tmp_path / "other.tar.gz", "w:gz") as tar:
        tar.add(tmp_path / "letter.txt", "letter.txt")
    for name in ("letter.txt", "other.tar.gz", "missing.tar.gz"):
        refused = run("restore", str(tmp_path / name), environment=environment)
        assert refused.returncode == 2
        assert name in refused.stderr
        assert "Traceback" not in refused.stderr

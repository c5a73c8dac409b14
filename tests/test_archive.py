"""A backup of one installation is the same installation elsewhere, on either database."""

import tarfile

import sqlalchemy as sa
from PIL import Image

from eventhub import storage, transaction
from eventhub.accounts.models import Organizer, Person, Role
from eventhub.cooperatives.models import Cooperative
from eventhub.database import Base, db
from eventhub.storage import StoredFile
from tests.commands import run


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


def contents() -> dict[str, list[object]]:
    with db.engine.connect() as connection:
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

"""`eventhub import` and what follows from it: codes, badges on paper, devices."""

import csv
import io
import json

import pytest
import sqlalchemy as sa

from eventhub.booths.models import Booth
from eventhub.cooperatives.models import Cooperative
from eventhub.fairs.models import Edition
from eventhub.visitors.models import Badge, Registration
from tests.contracts.conftest import assert_bad_input, on_sqlite
from tests.papers import codes_in, pages_drawn

HEADER = ["name_ar", "name_latin", "phone", "email", "category"]
ROWS = [
    ["فاطمة الزهراء", "Fatima-Zahra Élan", "0661000001", "fz@example.ma", "buyer"],
    ["محمد", "", "", "", ""],
    ["", "Itto Aït Élie", "+212661000003", "", "visitor"],
]
BAD = ["", "", "0661000004", "", ""]


def as_csv(rows, delimiter=",", encoding="utf-8"):
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows([HEADER, *rows])
    return out.getvalue().encode(encoding)


def as_workbook(rows):
    from openpyxl import Workbook

    book = Workbook()
    for row in [HEADER, *rows]:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def registered(place, edition):
    """Every visitor of an edition: both names, phone, category."""
    columns = (Registration.name_ar, Registration.name_latin, Registration.phone, Registration.category)
    query = sa.select(*columns).join(Edition).where(Edition.slug == edition).order_by(Registration.id)
    with place.rows():
        from eventhub.database import db

        return [tuple(row) for row in db.session.execute(query)]


def read_codes(path):
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines)
        assert reader.fieldnames == ["row", "code", "url"]
        return list(reader)


def test_visitors_come_in_with_their_codes(place, tmp_path):
    edition, file, out = place.new_edition(), tmp_path / "visitors.csv", tmp_path / "codes.csv"
    file.write_bytes(as_csv(ROWS))
    dry = place.run("import", "visitors", file, "--edition", edition, "--dry-run", "--codes-out", out)
    assert (dry.returncode, dry.stderr, registered(place, edition)) == (0, "", [])
    assert not out.exists()
    done = place.run("import", "visitors", file, "--edition", edition, "--codes-out", out)
    assert (done.returncode, done.stderr) == (0, "")
    assert registered(place, edition) == [
        ("فاطمة الزهراء", "Fatima-Zahra Élan", "+212661000001", "buyer"),
        ("محمد", None, None, "visitor"),
        (None, "Itto Aït Élie", "+212661000003", "visitor"),
    ]
    codes = read_codes(out)
    assert [line["row"] for line in codes] == ["2", "3", "4"]
    for line in codes:
        assert line["url"] == f"{place.address}/b/{line['code']}"
        page = place.ask(f"/b/{line['code']}")
        assert page.status == 200
        for secret in ("فاطمة", "Fatima", "Itto", "محمد", "661000", "example.ma"):
            assert secret not in page.text


@on_sqlite
@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (as_csv(ROWS, ";", "utf-8-sig"), 3),
        (as_csv(ROWS[2:], ";", "cp1252"), 1),
        (as_csv(ROWS[1:2] * 3, ";", "cp1256"), 3),
        (as_workbook(ROWS), 3),
    ],
    ids=["BOM and semicolons", "Windows-1252", "Windows-1256", "XLSX"],
)
def test_files_come_as_people_save_them(place, tmp_path, content, expected):
    edition, file = place.new_edition(), tmp_path / "visitors"
    file.write_bytes(content)
    assert place.run("import", "visitors", file, "--edition", edition).returncode == 0
    found = registered(place, edition)
    assert len(found) == expected
    names = {name for row in found for name in row[:2] if name}
    assert names <= {name for row in ROWS for name in row[:2] if name}


@on_sqlite
def test_one_faulty_row_keeps_everything_out_unless_the_good_are_wanted(place, tmp_path):
    edition, file, out = place.new_edition(), tmp_path / "visitors.csv", tmp_path / "codes.csv"
    file.write_bytes(as_csv([ROWS[0], BAD, ["", "Moha", "12", "", ""], ROWS[2]]))
    arguments = ("import", "visitors", file, "--edition", edition, "--codes-out", out)
    refused = place.run(*arguments)
    assert_bad_input(refused, "visitors.csv", "row 3", "no name")
    assert [line.partition(":")[0] for line in refused.stdout.splitlines()] == ["row 3", "row 4"]
    assert registered(place, edition) == []
    assert not out.exists()
    kept = place.run(*arguments, "--keep-good")
    assert (kept.returncode, kept.stderr) == (0, "")
    assert len(registered(place, edition)) == 2
    assert [line["row"] for line in read_codes(out)] == ["2", "5"]


@on_sqlite
def test_what_is_no_table_or_has_no_place_is_named_and_nothing_comes_in(place, tmp_path):
    edition, file = place.new_edition(), tmp_path / "visitors.csv"
    file.write_bytes(as_csv(ROWS))
    (tmp_path / "other.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    command = ("import", "visitors")
    assert_bad_input(place.run(*command, tmp_path / "none.csv", "--edition", edition), "none.csv")
    assert_bad_input(place.run(*command, tmp_path / "other.csv", "--edition", edition), "other.csv", "row 1")
    assert_bad_input(place.run(*command, file, "--edition", "nowhere"), "nowhere")
    elsewhere = tmp_path / "no" / "codes.csv"
    assert_bad_input(place.run(*command, file, "--edition", edition, "--codes-out", elsewhere), "codes.csv")
    assert registered(place, edition) == []


@on_sqlite
def test_cooperatives_come_in_all_or_none(place, tmp_path):
    file = tmp_path / "cooperatives.csv"
    good = f"Coopérative,secteur,province\nTissage d'Azrou {tmp_path.name},honey,Khénifra\n"
    file.write_text(good + "Sans lieu,honey,Atlantis\n", encoding="utf-8")
    named = sa.select(sa.func.count(Cooperative.id)).where(Cooperative.name_latin.endswith(tmp_path.name))
    refused = place.run("import", "cooperatives", file)
    assert_bad_input(refused, "cooperatives.csv", "row 3", "Atlantis")
    assert place.scalar(named) == 0
    dry = place.run("import", "cooperatives", file, "--dry-run", "--keep-good")
    assert (dry.returncode, place.scalar(named)) == (0, 0)
    assert place.run("import", "cooperatives", file, "--keep-good").returncode == 0
    assert place.scalar(named) == 1
    assert_bad_input(place.run("import", "cooperatives", file, "--edition", "nowhere"), "nowhere")


def test_stands_come_in_and_their_codes_open_their_pages(place, tmp_path):
    edition, file, out = place.new_edition(), tmp_path / "stands.csv", tmp_path / "codes.csv"
    file.write_text("label,zone,x,y,price\nA1,Terroir,2,2,900\nA2,Terroir,wide,2,900\n", encoding="utf-8")
    arguments = ("import", "booths", file, "--edition", edition, "--codes-out", out)
    count = sa.select(sa.func.count(Booth.id)).join(Edition).where(Edition.slug == edition)
    assert_bad_input(place.run(*arguments), "stands.csv", "row 3", "wide")
    assert place.run(*arguments, "--keep-good", "--dry-run").returncode == 0
    assert (place.scalar(count), out.exists()) == (0, False)
    assert place.run(*arguments, "--keep-good").returncode == 0
    assert place.scalar(count) == 1
    (line,) = read_codes(out)
    assert line["url"] == f"{place.address}/s/{line['code']}"
    page = place.ask(f"/s/{line['code']}")
    assert page.status == 200
    assert "A1" in page.text


def test_badges_are_printed_and_a_camera_reads_them(place, tmp_path):
    edition, file, out = place.new_edition(), tmp_path / "visitors.csv", tmp_path / "badges.pdf"
    file.write_bytes(as_csv(ROWS))
    assert place.run("import", "visitors", file, "--edition", edition).returncode == 0
    done = place.run("badges", edition, "-o", out, "--layout", "a6")
    assert (done.returncode, done.stderr) == (0, "")
    with place.rows():
        from eventhub.database import db

        codes = set(db.session.scalars(sa.select(Badge.code).join(Edition).where(Edition.slug == edition)))
    pages = pages_drawn(out)
    assert len(pages) == len(codes) == 3
    (address,) = codes_in(pages[0])
    assert address.upper().startswith(f"{place.address}/b/".upper())
    assert address.rpartition("/")[2] in codes


@on_sqlite
def test_badges_refuse_in_one_line(place, tmp_path):
    edition, out = place.new_edition(), tmp_path / "badges.pdf"
    assert_bad_input(place.run("badges", "nowhere", "-o", out), "nowhere")
    assert_bad_input(place.run("badges", edition, "-o", out, "--layout", "poster"), "poster")
    assert_bad_input(place.run("badges", edition, "-o", tmp_path / "no" / "badges.pdf"), "badges.pdf")
    assert not list(tmp_path.iterdir())


def test_a_devices_token_stands_alone_on_the_output_and_may_only_scan(place):
    edition = place.new_edition()
    done = place.run("devices", "add", edition, "--gate", "A")
    assert (done.returncode, done.stderr) == (0, "")
    token = done.stdout.rstrip("\n")
    assert token
    assert not set(token) & set(" \t\n:")
    assert place.ask("/api/v1/scans", {"scans": []}, token).status == 200
    assert place.ask("/api/v1/sheets/sync", {"changes": []}, token).status == 401
    for path in (f"/work/e/{edition}/visitors", f"/work/e/{edition}/gates", "/operator/jobs"):
        page = place.ask(path, token=token)
        assert page.status == 401 or "sign-in" in page.text, path
        assert json.dumps(token) not in page.text
    assert_bad_input(place.run("devices", "add", edition, "--gate", "Z"), "Z")
    assert_bad_input(place.run("devices", "add", "nowhere", "--gate", "A"), "nowhere")

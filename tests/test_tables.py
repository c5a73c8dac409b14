"""Tables people send are read whatever made them; tables people take run no formula."""

import io
import zipfile
from datetime import date

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventhub.errors import BadInput
from eventhub.tables import guarded, read_day, read_table, write_csv, write_xlsx

COLUMNS = {"name": ("Nom", "الاسم"), "phone": ("téléphone", "الهاتف"), "members": ("adhérents",)}
TEXT = "Nom;Téléphone;Adhérents\nCoopérative Étoile;06 61 00 00 01;18\n\nAmal;;\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_french_tables_are_read_in_any_encoding(encoding):
    table = read_table(TEXT.encode(encoding), COLUMNS)
    assert [row["name"] for row in table.rows] == ["Coopérative Étoile", "Amal"]
    assert [row.number for row in table.rows] == [2, 4]
    assert table.rows[1]["phone"] == ""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1256"])
@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_arabic_tables_are_read_in_any_encoding(encoding, sign):
    text = f"الإسم{sign}الهاتف\nتعاونية الأمل{sign}0661000001\n".replace("الإسم", "الاسم")
    table = read_table(text.encode(encoding), COLUMNS)
    assert table.rows[0]["name"] == "تعاونية الأمل"


def test_quotes_hold_separators_and_lines():
    table = read_table(b'name,phone\n"Amal, ""la\nbelle""",1\nNour,2\n', COLUMNS)
    assert [row["name"] for row in table.rows] == ['Amal, "la\nbelle"', "Nour"]


def test_workbooks_are_read_as_typed():
    book = openpyxl.Workbook()
    book.active.append(["الاسم", "Adhérents", "Remarque"])
    book.active.append(["تعاونية النور", 18.0, "x"])
    out = io.BytesIO()
    book.save(out)
    table = read_table(out.getvalue(), COLUMNS)
    assert dict(table.rows[0].values) == {"name": "تعاونية النور", "members": "18"}
    assert table.unknown == ("Remarque",)


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "empty"),
        (b"PK\x03\x04 no workbook", "cannot be opened"),
        (b"name\0,phone", "neither CSV nor XLSX"),
        (b"name,nom\n1,2", "two columns are name"),
        (b"colour\nred", "no column name"),
    ],
)
def test_a_wrong_file_says_what_is_wrong(content, what):
    with pytest.raises(BadInput, match=what):
        read_table(content, COLUMNS, needed=["name"], name="sent.csv")


@given(st.binary(max_size=300))
def test_any_bytes_are_a_table_or_refused(content):
    try:
        table = read_table(content, COLUMNS)
    except BadInput:
        return
    assert all(any(row.values.values()) for row in table.rows)


@pytest.mark.parametrize("text", ["2016-03-08", "08/03/2016", "8.3.2016", "٨/٣/٢٠١٦"])
def test_days_are_read_as_people_write_them(text):
    assert read_day(text) == date(2016, 3, 8)


def test_no_day_and_bad_days():
    assert read_day(" ") is None
    for text in ("2016", "32/01/2016", "hier"):
        with pytest.raises(ValueError, match=r".+"):
            read_day(text)


@given(st.text(max_size=20))
def test_no_text_is_left_that_a_spreadsheet_would_run(text):
    assert not str(guarded(text)).startswith(("=", "+", "-", "@", "\t", "\r"))


def test_written_tables_come_back():
    rows = [["تعاونية الأمل", "=1+1", 18], ["Étoile, la «belle»", "", None]]
    content = b"".join(write_csv(["name", "phone", "members"], rows))
    assert content.startswith(b"\xef\xbb\xbf")
    table = read_table(content, COLUMNS)
    assert [row["name"] for row in table.rows] == ["تعاونية الأمل", "Étoile, la «belle»"]
    assert table.rows[0]["phone"] == "'=1+1"
    workbook = write_xlsx(["name", "phone", "members"], rows, right_to_left=True)
    assert read_table(workbook, COLUMNS).rows[0].values["members"] == "18"
    assert openpyxl.load_workbook(io.BytesIO(workbook)).active.sheet_view.rightToLeft


def workbook_of(parts: dict[str, bytes]) -> bytes:
    """A small good workbook with some of its parts replaced."""
    book, out = io.BytesIO(write_xlsx(["name"], [["Amal"]])), io.BytesIO()
    with zipfile.ZipFile(book) as good, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for part in good.infolist():
            made.writestr(part.filename, parts.get(part.filename, good.read(part.filename)))
        for name in parts.keys() - set(good.namelist()):
            made.writestr(name, parts[name])
    return out.getvalue()


def test_a_workbook_that_unpacks_to_too_much_is_refused_unopened():
    bomb = workbook_of({f"xl/media/{n}.bin": bytes(30_000_000) for n in range(7)})
    assert len(bomb) < 1_000_000
    with pytest.raises(BadInput, match="unpacks to too much"):
        read_table(bomb, COLUMNS)


def test_a_workbook_of_countless_parts_is_refused():
    with pytest.raises(BadInput, match="unpacks to too much"):
        read_table(workbook_of({f"xl/{n}.xml": b"" for n in range(1001)}), COLUMNS)


def test_a_row_that_claims_to_be_the_billionth_costs_nothing():
    sheet = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b'<row r="1"><c r="A1" t="inlineStr"><is><t>name</t></is></c></row>'
        b'<row r="999999999"><c r="A999999999" t="inlineStr"><is><t>Amal</t></is></c></row>'
        b"</sheetData></worksheet>"
    )
    assert read_table(workbook_of({"xl/worksheets/sheet1.xml": sheet}), COLUMNS).rows == []


def test_a_workbook_reads_no_file_of_the_server():
    entity = (
        b'<!DOCTYPE x [<!ENTITY file SYSTEM "file:///etc/hostname">]>'
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b'<row r="1"><c r="A1" t="inlineStr"><is><t>&file;</t></is></c></row></sheetData></worksheet>'
    )
    with pytest.raises(BadInput):
        read_table(workbook_of({"xl/worksheets/sheet1.xml": entity}), COLUMNS)

"""Tables people send are read whatever made them; tables people take run no formula."""

import io
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

"""Files of visitors, however they were saved."""

import io
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventhub.errors import BadInput
from eventhub.visitors import importing

TABLE = "name_ar{d}name_latin{d}phone{d}email{d}category\nفاطمة{d}Zoé Élan{d}0661000001{d}a@b.ma{d}buyer\n"


def xlsx():
    from openpyxl import Workbook

    book = Workbook()
    book.active.append(["name_ar", "name_latin", "phone", "email", "category"])
    book.active.append(["فاطمة", "Zoé Élan", 661000001, "a@b.ma", "buyer"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        TABLE.format(d=",").encode(),
        TABLE.format(d=";").encode("utf-8-sig"),
        TABLE.format(d="\t").encode("utf-16"),
        TABLE.format(d=",").replace("\n", "\r\n").encode(),
        xlsx(),
    ],
    ids=["commas", "semicolons", "tabs in UTF-16", "lines of Windows", "workbook"],  # its bytes hold the hour
)
def test_the_same_table_in_every_form(app, content):
    (line,) = importing.read("visitors", content).good
    seen = line.visitor
    assert (seen.name_ar, seen.name_latin, seen.phone) == ("فاطمة", "Zoé Élan", "+212661000001")
    assert (line.number, seen.email, seen.category) == (2, "a@b.ma", "buyer")


@pytest.mark.parametrize(
    ("encoding", "text", "column"),
    [
        ("cp1252", "name_latin;phone\nZoé Élan;\n", "name_latin"),
        (
            "cp1256",
            "name_ar,name_latin,email,category\nمحمد,Mohamed Amrani,m@example.ma,visitor\n",
            "name_ar",
        ),
        ("cp1256", "name_ar\nفاطمة الزهراء أيت الحاج\nمحمد\n", "name_ar"),
    ],
)
def test_windows_encodings(app, encoding, text, column):
    first = importing.read("visitors", text.encode(encoding)).good[0].visitor
    assert getattr(first, column) == text.split("\n")[1].replace(",", ";").partition(";")[0]


def test_each_wrong_row_says_what_is_wrong(app):
    text = "name_latin,phone,email,category\n,0661000001,,\nMoha,12,not-an-address,king\nItto,,,\n"
    reading = importing.read("visitors", text.encode())
    assert [(line.number, len(line.faults)) for line in reading.lines] == [(2, 1), (3, 3), (4, 0)]


@pytest.mark.parametrize("content", [b"", b"a,b\n1,2\n", b"PK\x03\x04broken"])
def test_what_is_no_table_is_refused(app, content):
    with pytest.raises(BadInput):
        importing.read("visitors", content)


@given(content=st.binary(max_size=300))
def test_no_content_breaks_the_reader(apps, content):
    with apps["sqlite"].app_context(), suppress(BadInput):
        assert importing.read("visitors", b"name_latin,phone\n" + content).lines is not None

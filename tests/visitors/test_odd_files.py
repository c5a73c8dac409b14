"""Lists of visitors as people really send them: titles above, sheets beside, numbers for phones."""

import io
from datetime import date

import pytest
import sqlalchemy as sa

from eventhub.accounts.roles import RoleName
from eventhub.database import db
from eventhub.visitors import importing
from eventhub.visitors.import_faults import FaultKind
from eventhub.visitors.models import Registration, VisitorImport
from tests.factories.accounts import signed_in, somebody_with
from tests.factories.visitors import a_fair


def a_book(*sheets):
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    for number, rows in enumerate(sheets):
        sheet = book.create_sheet(f"Feuil{number + 1}")
        for row in rows:
            sheet.append(row)
        if number == 0:
            sheet.merge_cells("A1:E1")
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


TITLED = [
    ["Liste des participants – École Atlas"],
    [],
    ["N°", "Nom et prénom", "Téléphone", "Date de naissance", "Ville"],
    [1, "Fatima Amrani", 661000001, date(1990, 5, 3), "Khénifra"],
    [2, "محمد العلوي", 661000002.0, 33000, "مريرت"],
]
FILES = {
    "titles above, dates and floats": a_book(TITLED, [["Nom"], ["Somebody Else"]]),
    "titles above in text": "Liste, Atlas\n\nNom et prénom;Ville;Tél\nFatima Amrani;Khénifra;0661000001\n"
    "محمد العلوي;مريرت;6,61000002E+08\n".encode(),
    "UTF-16 without a mark": "Nom complet\tTél\tVille\nFatima Amrani\t661000001.0\tKhénifra\n"
    "محمد العلوي\t'0661000002\tمريرت\n".encode("utf-16-le"),
    "Excel's line and semicolons": "\ufeffsep=;\r\nNom;Tél;Ville\r\nFatima Amrani;661000001;Khénifra\r\n"
    '"محمد العلوي";0661000002;مريرت\r\n'.encode(),
}


@pytest.mark.parametrize("kind", FILES)
def test_a_list_is_read_whatever_stands_around_it(app, kind):
    people = [line.visitor for line in importing.read("list", FILES[kind]).lines]
    assert [(each.name_ar, each.name_latin, each.phone, each.answers["commune"]) for each in people] == [
        (None, "Fatima Amrani", "+212661000001", "Khénifra"),
        ("محمد العلوي", None, "+212661000002", "مريرت"),
    ]


def test_a_windows_list_in_arabic_is_read_and_lost_digits_are_told(app):
    content = "الاسم;الهاتف\r\nفاطمة أمزيان;0661000001\r\nيطو أوحدو;2,12661E+11\r\n".encode("cp1256")
    good, bad = importing.read("list.csv", content).lines
    assert (good.visitor.name_ar, good.visitor.phone) == ("فاطمة أمزيان", "+212661000001")
    assert bad.number == 3
    assert "2,12661E+11" in bad.faults[0].values["text"]


def test_a_cell_merged_over_rows_is_said_of_each_and_a_formula_without_result_is_told(app):
    from openpyxl import Workbook

    book = Workbook()
    for row in (
        ["Nom de famille", "Prénom", "Ville", "Nombre de personnes"],
        ["Amrani", "Fatima", "Khénifra", 3],
        [None, "Salma", None, None],
        [None, "Yto", None, None],
        ["Idrissi", "=B2", None, None],
        ["Alaoui", "Hind", None, None],
    ):
        book.active.append(row)
    for area in ("A2:A4", "C2:C6", "D2:D4", "A9:A12"):
        book.active.merge_cells(area)
    content = io.BytesIO()
    book.save(content)
    lines = importing.read("classe.xlsx", content.getvalue()).lines
    assert [line.number for line in lines] == [2, 3, 4, 5, 6]
    assert lines[3].faults[0].kind == FaultKind.NO_RESULT
    people = [line.visitor for line in lines if line.visitor]
    assert [(each.name_latin, each.answers["commune"], each.party) for each in people] == [
        ("Fatima Amrani", "Khénifra", 3),
        ("Salma Amrani", "Khénifra", 1),
        ("Yto Amrani", "Khénifra", 1),
        ("Hind Alaoui", "Khénifra", 1),
    ]


def test_the_sheet_of_a_workbook_is_chosen_and_the_others_follow_without_sending_it_again(app, client):
    fair, noise = a_fair(), a_fair()
    signed_in(client, somebody_with(RoleName.ORGANIZER, fair.organizer))
    cover = [["Consignes"], ["Une feuille par classe"]]
    classes = [
        [["Élève", "Nom complet", "Tél"], [1, name, phone]]
        for name, phone in (("Itto Ouali", 661000021), ("Moha Alaoui", 661000022))
    ]
    home = f"/work/e/{fair.slug}/visitors/import"
    sent = {"file": (io.BytesIO(a_book(cover, *classes, [])), "classes.xlsx")}
    columns = client.post(home, data=sent).location
    page = client.get(columns).text
    assert 'value="1"' in page  # the cover holds no names: the sheet after it is looked at
    assert "Itto Ouali" in page
    assert "Moha Alaoui" in client.get(f"{columns}?sheet=2").text
    for odd in ("3", "9", "x", "²"):
        assert client.get(columns, query_string={"sheet": odd}).status_code == 200
    assert client.post(columns, data={"sheet": "3"}).status_code == 422
    named = {"sheet": "2", "column-1": "name_latin", "column-2": "phone"}
    file = client.post(columns, data=named).location
    assert "Feuil3" in client.get(file).text
    client.post(file)
    again = client.post(f"{file}/again").location
    named["sheet"] = "1"
    client.post(client.post(again, data=named).location)
    people = sa.select(Registration.name_latin, Registration.edition_id).order_by(Registration.id)
    assert db.session.execute(people).all() == [("Moha Alaoui", fair.id), ("Itto Ouali", fair.id)]
    kept = db.session.scalars(sa.select(VisitorImport.sheet).order_by(VisitorImport.id)).all()
    assert kept == [2, 1]
    assert client.post(file.replace(fair.slug, noise.slug) + "/again").status_code in {403, 404}

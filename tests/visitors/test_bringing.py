"""Files of visitors on the site: columns guessed and corrected, rows read, pieces brought in, taken back."""

import io
import json

import pytest
import sqlalchemy as sa

from eventhub import clock, storage
from eventhub.accounts.roles import RoleName
from eventhub.database import db
from eventhub.errors import DomainError
from eventhub.i18n import speaking
from eventhub.visitors import bringing, import_columns, importing, jobs
from eventhub.visitors.import_states import MOVES, ImportState
from eventhub.visitors.models import Badge, Registration, VisitorImport
from tests.factories.accounts import signed_in, somebody_with
from tests.factories.visitors import NOON, a_fair, a_file, a_registration

LIST = (
    "Nom;Prénom;N° Tél;Qualité;X\n"
    "Amhaouch;Itto;0661000009;Presse;a\n"
    "أوحدو;محمد;0661000010;زائر;b\n"
    "Ouali;Zineb;0661234567;;c\n"
    ";;12;roi;d\n"
)


@pytest.fixture(autouse=True)
def _noon():
    with clock.frozen(NOON):
        yield


@pytest.mark.parametrize(
    ("header", "rows", "columns"),
    [
        (["Nom", "Prénom", "GSM"], [], ["family", "given", "phone"]),
        (["الاسم الكامل", "رقم الهاتف", "الصفة"], [], ["name_ar", "phone", "category"]),
        (["A", "B"], [["0661 00 00 01", "x@y.ma"]] * 3, ["phone", "email"]),
        (["N°", "Nom complet"], [["1", "Moha"]], [None, "name_latin"]),
        (["Nom", "Nom"], [["Moha", "Itto"]], ["name_latin", None]),
    ],
)
def test_columns_are_guessed_by_header_else_by_cells(header, rows, columns):
    assert import_columns.guessed(header, rows) == columns


def test_a_list_goes_in_with_what_is_wrong_told_and_comes_out_again(client):
    fair = a_fair()
    a_registration(fair, "Zineb Ouali", phone="+212661234567")
    desk = signed_in(client, somebody_with(RoleName.ORGANIZER, fair.organizer))
    home = f"/work/e/{fair.slug}/visitors/import"
    assert desk.post(home, data={}).status_code == 422
    assert desk.post(home, data={"file": (io.BytesIO(b"\0\1"), "a.csv")}).status_code == 422
    sent = desk.post(home, data={"file": (io.BytesIO(LIST.encode("cp1256", "replace")), "list.csv")})
    row = db.session.scalar(sa.select(VisitorImport))
    assert row.columns == ["family", "given", "phone", "category", None]
    columns = {f"column-{at}": column or "" for at, column in enumerate(row.columns)}
    assert desk.get(sent.location).status_code == 200
    assert desk.post(sent.location, data=columns | {"column-4": "given"}).status_code == 422
    checked = desk.post(sent.location, data=columns)
    assert (row.state, row.row_count, row.good_count, row.known_count, row.bad_count) == (
        "checked",
        4,
        2,
        1,
        1,
    )
    assert desk.get(checked.location).status_code == 200
    assert desk.post(checked.location, data={}).status_code == 422
    assert desk.post(checked.location, data={"keep_good": "y"}).status_code == 303
    assert (row.state, row.done_count) == ("done", 2)
    report = desk.get(f"{checked.location}/report.csv").data.decode().splitlines()
    assert len(report) == 5
    assert report[1].startswith("2,")
    kinds = sa.select(Registration.name_ar, Registration.name_latin, Registration.category)
    assert db.session.execute(kinds.where(Registration.import_id == row.id)).all() == [
        (None, "Itto Amhaouch", "press"),
        ("محمد أوحدو", None, "visitor"),
    ]
    first = db.session.scalar(sa.select(Badge).join(Registration).where(Registration.import_id == row.id))
    first.printed_at = NOON
    assert desk.post(f"{checked.location}/take-back").status_code == 303
    assert db.session.scalar(sa.select(sa.func.count()).where(Registration.import_id == row.id)) == 1


def test_what_is_wrong_is_told_in_the_language_of_who_reads_it(app, monkeypatch):
    row = a_file(a_fair(), "nom,tel\nItto,12\n")
    bringing.name_columns(row, ["name_latin", "phone"])
    jobs.check_file(row.id, "ar")  # as a job of an earlier release was asked for
    for language, words in (("fr", "n’est pas un"), ("ar", "ليس رقم هاتف"), ("en", "is no phone number")):
        with speaking(language):
            assert [(number, words in faults[0]) for number, faults in bringing.first_faults(row)] == [
                (2, True)
            ]
            assert words in next(bringing.report(row))[1]
    monkeypatch.setattr(importing, "MOST_ROWS", 1)
    long = a_file(a_fair(), "nom\nItto\nMoha\n")
    bringing.name_columns(long, ["name_latin"])
    jobs.check_file(long.id)
    with speaking("en"):
        assert bringing.what_failed(long) == "row 3: too many rows: 1 at most"
    long.error, old = "as it was said then", [[2, ["as it was kept then"]]]
    assert bringing.what_failed(long) == "as it was said then"
    storage.write_key(f"{row.key}.bad", json.dumps(old).encode())
    assert bringing.first_faults(row) == [(2, ["as it was kept then"])]


def test_a_long_list_comes_in_by_pieces_each_once(app, monkeypatch):
    monkeypatch.setattr(bringing, "PIECE", 3)
    fair = a_fair()
    row = a_file(fair, "nom\n" + "".join(f"Visitor {number}\n" for number in range(8)))
    bringing.name_columns(row, ["name_latin"])
    jobs.check_file(row.id)
    jobs.check_file(row.id)
    bringing.begin(row, keep_good=False)
    for piece in (0, 0, 1, 1, 0, 2, 2):
        jobs.bring_in_piece(row.id, piece)
    assert (row.state, row.done_count) == (ImportState.DONE, 8)
    assert db.session.scalar(sa.select(sa.func.count(Badge.id)).where(Badge.edition_id == fair.id)) == 8
    assert len(list(bringing.report(row))) == 8
    bringing.forget_files(fair)
    assert db.session.scalar(sa.select(sa.func.count(VisitorImport.id))) == 0


def test_every_move_of_a_file_is_allowed_or_refused(app):
    row = a_file(a_fair())
    for start in ImportState:
        for end in ImportState:
            row.state = start
            if end in MOVES[start]:
                bringing._move(row, end)
                assert row.state == end
            else:
                with pytest.raises(DomainError):
                    bringing._move(row, end)

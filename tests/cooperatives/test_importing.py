"""Tables of cooperatives that people send: every row is told what became of it."""

import pytest
import sqlalchemy as sa

from eventhub import clock
from eventhub.cooperatives.importing import import_cooperatives
from eventhub.cooperatives.models import Cooperative
from eventhub.cooperatives.prices import read_dirhams, written_dirhams
from eventhub.database import db
from eventhub.errors import BadInput
from tests.factories.cooperatives import a_cooperative

GOOD = (
    "Nom;اسم التعاونية;Province;Commune;Filière;Téléphone;ICE;Adhérents;Femmes;Date d'inscription\n"
    "Coopérative Étoile;تعاونية النجمة;Khénifra;Aguelmous;miel;0661000001;001561191000066;18;12;8/3/2016\n"
    ";تعاونية الكبار;آسفي;;الكبّار;;;;;\n"
)


def brought(text, **options):
    return import_cooperatives(text.encode("utf-8-sig"), None, clock.now(), name="sent.csv", **options)


def rows():
    return list(db.session.scalars(sa.select(Cooperative).order_by(Cooperative.id)))


def test_rows_in_both_languages_become_profiles(app):
    report = brought(GOOD)
    assert (report.kept, report.errors) == (2, [])
    first, second = rows()
    assert (first.name_latin, first.commune_code, first.members, str(first.registered_on)) == (
        "Coopérative Étoile",
        "05.301.07.03",
        18,
        "2016-03-08",
    )
    assert (second.name_ar, second.province_code, second.sector) == ("تعاونية الكبار", "07.431", "capers")


@pytest.mark.parametrize(
    ("wrong", "what"),
    [
        ("Coopérative X;;Atlantis;;honey;;;;;", "Atlantis"),
        ("Coopérative X;;Khénifra;;rockets;;;;;", "rockets"),
        ("Coopérative X;;Khénifra;;honey;12;;;;", "no phone number"),
        ("Coopérative X;;Khénifra;;honey;;;many;;", "whole number"),
        ("Coopérative X;;Khénifra;;honey;;;3;4;", "more women"),
        ("Coopérative X;;Khénifra;;honey;;;;;hier", "no day"),
        (";;Khénifra;;honey;;;;;", "no name"),
        ("Coopérative X;;Khénifra;;honey;;1234567890123456;;;", "15 digits"),
    ],
)
def test_one_wrong_row_stops_all_unless_the_good_ones_are_kept(app, wrong, what):
    text = GOOD + wrong + "\n"
    report = brought(text)
    assert (report.kept, rows()) == (0, [])
    assert report.errors[0][0] == 4
    assert what in report.errors[0][1]
    kept = brought(text, keep_good=True)
    assert kept.kept == len(rows()) == 2


def test_a_dry_run_counts_and_keeps_nothing(app):
    report = brought(GOOD, dry_run=True)
    assert (report.kept, rows()) == (2, [])


def test_a_known_profile_changes_and_empty_cells_erase_nothing(app):
    known = a_cooperative("Étoile", ice="001561191000066", email="etoile@example.ma", members=5)
    a_cooperative("Noise")
    brought(GOOD)
    assert len(rows()) == 3
    assert (known.name_latin, known.members, known.email) == ("Coopérative Étoile", 18, "etoile@example.ma")


def test_a_likeness_and_an_odd_ice_are_warned_about(app):
    a_cooperative(None, name_ar="تعاونية النجمة")
    report = brought(GOOD.replace("000066", "000065"))
    assert report.kept == 2
    assert {number for number, _what in report.warnings} == {2}
    assert len(report.warnings) == 2


def test_a_file_that_is_no_table_is_refused(app):
    with pytest.raises(BadInput, match=r"sent\.csv"):
        brought("")


@pytest.mark.parametrize(
    ("text", "centimes"),
    [
        ("12", 1200),
        ("12,5", 1250),
        ("12.50 DH", 1250),
        ("1 200", 120000),
        ("1\u202f200,00 dirhams", 120000),
        ("١٢٫٥ درهم", 1250),
    ],
)
def test_amounts_are_read_as_people_type_them(text, centimes):
    assert read_dirhams(text) == centimes
    assert read_dirhams(written_dirhams(centimes)) == centimes


@pytest.mark.parametrize("text", ["", "a lot", "-5", "1,234", "12.345", "1 2", "nan", "1e5"])
def test_what_is_no_amount_is_refused(text):
    with pytest.raises(ValueError, match=r".*"):
        read_dirhams(text)

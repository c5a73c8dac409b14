"""Stands from a table, as people send them."""

import pytest

from eventhub.booths.importing import import_booths
from eventhub.booths.queries import plans
from eventhub.errors import BadInput
from tests.factories.booths import a_fair, a_plan

TABLE = "Stand;Zone;X;Y;Largeur;Prix;Eau\nC1;Terroir;2,5;2;3;1200,50;oui\nC2;Terroir;5,5;2;3;;\n"


def table(tmp_path, text, encoding="utf-8-sig"):
    path = tmp_path / "stands.csv"
    path.write_bytes(text.encode(encoding))
    return path


def bring(path, edition, **options):
    return list(import_booths(path, edition.slug, **{"dry_run": False, "keep_good": False} | options))


def test_a_table_makes_a_plan_around_its_stands(app, tmp_path):
    edition = a_fair()
    a_plan(a_fair(), 3)
    assert bring(table(tmp_path, TABLE), edition) == ["2 rows imported, 0 left out"]
    plan = plans.plan_of(edition)
    assert [(b.label, b.x, b.price, b.has_water) for b in plan.booths] == [
        ("C1", 2.5, 120050, True),
        ("C2", 5.5, 0, False),
    ]
    assert (plan.width, plan.depth) == (9.0, 5.5)


def test_again_changes_nothing_twice(app, tmp_path):
    edition = a_fair()
    a_plan(edition, 2)
    path = table(tmp_path, "label,x,y,width\nA1,1,1,4\n")
    bring(path, edition)
    bring(path, edition)
    assert [(booth.label, booth.width) for booth in plans.plan_of(edition).booths] == [
        ("A1", 4.0),
        ("A2", 3.0),
    ]


def test_one_bad_row_keeps_everything_out_unless_the_good_are_wanted(app, tmp_path):
    edition = a_fair()
    path = table(tmp_path, TABLE + "C3;Terroir;wide;2;3;;\n")
    with pytest.raises(BadInput, match=r"row 4.*wide"):
        bring(path, edition)
    assert plans.plan_of(edition) is None
    assert bring(path, edition, keep_good=True)[-1] == "2 rows imported, 1 left out"
    assert len(plans.plan_of(edition).booths) == 2


def test_a_dry_run_keeps_nothing(app, tmp_path):
    edition = a_fair()
    assert bring(table(tmp_path, TABLE), edition, dry_run=True) == ["2 rows are good, 0 left out"]
    assert plans.plan_of(edition) is None


@pytest.mark.parametrize("text", ["", "label,x\nA1,1\n", "\x00\x01"])
def test_what_is_no_table_of_stands_is_refused(app, tmp_path, text):
    with pytest.raises(BadInput):
        bring(table(tmp_path, text), a_fair())

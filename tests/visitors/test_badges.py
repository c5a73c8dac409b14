"""Printed badges: every QR decodes, names are there, and a print can be resumed."""

import io

import pytest
import sqlalchemy as sa
from pypdf import PdfReader

from eventhub.database import db
from eventhub.visitors import badge_rendering, codes, jobs, operations, printing
from eventhub.visitors.layouts import LAYOUTS
from eventhub.visitors.models import Badge
from eventhub.visitors.operations import Visitor
from tests.factories.visitors import NOON, a_badge, a_fair, a_registration, added
from tests.papers import codes_in, pages_drawn


def decoded(path, pages):
    drawn = pages_drawn(path)
    assert len(drawn) == pages
    return [text for picture in drawn for text in codes_in(picture)]


@pytest.mark.parametrize(("layout", "pages"), [("sheet", 2), ("a6", 12), ("a7", 12), ("label", 12)])
def test_every_qr_decodes_to_its_badge(app, tmp_path, layout, pages):
    fair = a_fair()
    for number in range(12):
        name = "تعاونية نساء الأطلس المتوسط للنباتات الطبية" if number % 2 else "محمد أوحدو"
        added(fair, Visitor(name_ar=name, name_latin="Long Name Of A Visitor"), NOON)
    gone = a_registration(fair)
    operations.revoke_badge(None, gone, NOON)
    a_badge(a_fair())
    path = tmp_path / "badges.pdf"
    assert printing.write_badges(fair, path, layout) == 12
    good = sa.select(Badge.code).where(Badge.edition_id == fair.id, Badge.revoked_at.is_(None))
    expected = {codes.address("http://localhost", "b", code) for code in db.session.scalars(good)}
    assert set(decoded(path, pages)) == expected
    box = PdfReader(path).pages[0].mediabox
    assert float(box.width) == pytest.approx(LAYOUTS[layout].page_width * 72 / 25.4, abs=0.5)


def test_chunks_are_rendered_by_processes_and_bound_in_order(app, tmp_path, monkeypatch):
    monkeypatch.setattr(badge_rendering, "CHUNK", 10)
    fair = a_fair()
    written = [a_badge(fair, f"Visitor {number}").code for number in range(25)]
    seen = []
    printing.write_badges(fair, tmp_path / "all.pdf", "sheet", lambda done, count: seen.append((done, count)))
    assert seen == [(10, 25), (20, 25), (25, 25)]
    text = "".join(page.extract_text() for page in PdfReader(tmp_path / "all.pdf").pages)
    places = [text.index(codes.shown(code)) for code in written]
    assert places == sorted(places)


def test_a_part_of_a_print_is_made_once_holding_nobody_up_and_marks_its_badges(app, monkeypatch):
    render, held = badge_rendering.render, []

    def watched(*given, **more):
        held.append(db.session().in_transaction())
        render(*given, **more)

    monkeypatch.setattr(badge_rendering, "render", watched)
    fair = a_fair()
    badges = [a_badge(fair) for _ in range(3)]
    run = printing.begin_run(None, fair, "label", NOON, only_new=True)
    for _again in range(2):
        printing.stop_run(None, run, NOON)
    jobs.print_part(run.parts[0].id)
    assert (run.parts[0].file_id, held) == (None, []), "what was stopped makes nothing"
    assert printing.resume_run(None, run, NOON) == [run.parts[0].id]
    jobs.print_part(run.parts[0].id)
    assert printing.resume_run(None, run, NOON) == []
    kept = run.parts[0].file_id
    jobs.print_part(run.parts[0].id)
    assert (run.parts[0].file_id, held) == (kept, [False])
    assert run.done_count == run.badge_count == 3
    db.session.expire_all()
    assert all(badge.printed_at is not None for badge in badges)


def test_an_edition_without_badges_prints_an_empty_page(app, tmp_path):
    assert printing.write_badges(a_fair(), tmp_path / "none.pdf") == 0
    assert len(PdfReader(io.BytesIO((tmp_path / "none.pdf").read_bytes())).pages) == 1

"""Layouts of badges: drawn, kept, printed as shown; names in each script stay in their boxes on paper."""

import io
import json

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from eventhub import clock
from eventhub.accounts.roles import RoleName
from eventhub.database import db
from eventhub.errors import DomainError
from eventhub.visitors import badge_design, badge_fitting, badge_rendering, jobs, operations, printing
from eventhub.visitors import sample_faces as samples
from eventhub.visitors.badge_design import Element, Kind, Source
from eventhub.visitors.badge_setting import Setter
from eventhub.visitors.models import Badge, BadgeLayout, BadgeRun
from tests.factories.accounts import signed_in, somebody_with
from tests.factories.visitors import NOON, a_badge, a_fair, a_layout
from tests.papers import codes_in, pages_drawn, words_on

FAIR = {"fair_ar": "معرض المنتوجات المجالية", "fair_fr": "Foire des produits du terroir"}
DOTS = 200
MILLIMETRE = DOTS / 25.4


@pytest.fixture(autouse=True)
def _noon():
    with clock.frozen(NOON):
        yield


def rendered(design, faces):
    out = io.BytesIO()
    badge_rendering.render(Setter(design, "cedar", FAIR), faces, len(faces), out)
    return out.getvalue()


def ink(picture: Image.Image, element: Element, around: float = 0.0):
    """Where a text's letters stand on paper: (left, top, right, bottom) in mm from the element's corner."""
    box = (
        (element.x - around) * MILLIMETRE,
        element.y * MILLIMETRE,
        (element.x + element.width + around) * MILLIMETRE,
        (element.y + element.height) * MILLIMETRE,
    )
    part = picture.convert("L").crop(tuple(round(value) for value in box))
    found = part.point(lambda value: 255 if value < 160 else 0).getbbox()
    if found is None:
        return None
    left, top, right, bottom = (round(value / MILLIMETRE, 1) for value in found)
    return round(left - around, 1), top, round(right - around, 1), bottom


GOLDEN = {
    "ar": ((1.8, 3.8, 48.9, 10.2), (10.2, 3.7, 48.8, 7.4)),
    "fr": ((-0.1, 4.8, 48.9, 9.5), None),
    "zgh": ((8.9, 4.8, 48.7, 8.6), (23.3, 3.7, 48.8, 6.5)),
    "long_ar": ((4.6, 0.5, 49.0, 13.1), (1.5, 0.0, 49.0, 7.9)),
    "long_fr": ((1.4, 1.0, 48.9, 12.2), None),
    "school": ((12.6, 1.1, 48.8, 13.1), (3.8, 2.9, 48.8, 6.5)),
}
"""Ink of the name and the other name on a label, in mm: measured once and looked at on paper."""


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_names_of_every_script_stand_in_their_boxes_and_codes_decode(app):
    design = badge_design.standard("label")
    names = [element for element in design.elements if element.source in {Source.NAME, Source.OTHER_NAME}]
    faces = [samples.face(name, printing.kinds()) for name in samples.SAMPLES]
    pdf = rendered(design, faces)
    for name, face, picture in zip(samples.SAMPLES, faces, pages_drawn(pdf, DOTS), strict=True):
        assert codes_in(picture) == [face.address], name
        for element, expected in zip(names, GOLDEN[name], strict=True):
            seen = ink(picture, element, around=1.0)
            if expected is None:
                assert seen is None, name
                continue
            assert seen == pytest.approx(expected, abs=0.4), (name, element.source)
            assert seen[0] >= -0.1, name
            assert seen[2] <= element.width + 0.1, name
    words = words_on(pdf)
    assert "Fatima Zahra" in words
    assert "…" not in words
    assert "EH-7K2Q-9M4X-C3TA" in words


@given(
    text=st.text(st.sampled_from("محمدأيتالحاجABcdeéⵜⴰⵎ 12-"), max_size=120),
    size=st.integers(8, 30),
    lines=st.integers(1, 4),
    is_bold=st.booleans(),
)
@settings(max_examples=120)
def test_what_is_fitted_is_never_wider_or_higher_than_its_box(text, size, lines, is_bold):
    box = (40.0, 12.0)
    fitted = badge_fitting.fit(text, box, (float(size), 5.0), lines, is_bold=is_bold)
    millimetres = fitted.size * badge_fitting.MILLIMETRES
    assert 5 <= fitted.size <= size
    assert len(fitted.lines) <= lines
    assert len(fitted.lines) * millimetres * badge_fitting.LINE <= box[1] + 0.01 or len(fitted.lines) == 1
    for line in fitted.lines:
        assert badge_fitting.width(line, is_bold=is_bold) * millimetres <= box[0] + 0.01


jsonish = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers(-400, 400) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)
elementish = st.fixed_dictionaries(
    dict.fromkeys(("kind", "x", "y", "width", "height", "size", "source", "own", "colour"), jsonish)
)


@given(
    given=st.fixed_dictionaries({"paper": st.just("label"), "elements": st.lists(elementish, max_size=2)})
    | jsonish
)
@settings(max_examples=80)
def test_nothing_that_is_sent_breaks_the_reader_of_designs(given):
    try:
        design = badge_design.read(given)
    except DomainError:
        return
    assert badge_design.read(json.loads(json.dumps(design.as_json()))) == design


def test_a_layout_is_drawn_by_two_printed_by_name_and_thrown_away(client, tmp_path):
    fair = a_fair()
    other = a_layout(a_fair(), "Elsewhere")
    desk = signed_in(client, somebody_with(RoleName.ORGANIZER, fair.organizer))
    home = f"/work/e/{fair.slug}/badges/layouts"
    begun = desk.post(home, data={"name": "Press", "paper": "a7"})
    assert begun.status_code == 303
    assert desk.post(home, data={"name": "Press", "paper": "a7"}).status_code == 422
    assert desk.post(home, data={"name": "sheet", "paper": "a7"}).status_code == 422
    assert desk.get(f"{home}/{other.public_id}").status_code == 404
    row = db.session.scalar(sa.select(BadgeLayout).where(BadgeLayout.edition_id == fair.id))
    page = desk.get(begun.location)
    assert page.status_code == 200
    design = printing.design_of(row).as_json()
    design["elements"].append({"kind": "box", "x": 60, "y": 3, "width": 40, "height": 500, "colour": "rose"})
    design["offset_x"] = 2.5
    preview = desk.post(f"{begun.location}/preview", json={"design": design, "sample": "long_fr"})
    assert "Montmorency" in preview.json["drawing"]
    assert preview.json["design"]["elements"][-1]["height"] == 105
    saved = desk.post(f"{begun.location}/save", json={"design": design, "name": "Presse", "version": 1})
    assert saved.json["version"] == 2
    late = {"design": design, "name": "Late", "version": 1}
    assert (
        desk.post(f"{begun.location}/save", json=late, headers={"Accept": "application/json"}).status_code
        == 409
    )
    assert desk.post(f"{begun.location}/preview", json=[1]).status_code == 422
    logo = io.BytesIO()
    Image.new("RGB", (80, 40), "navy").save(logo, "PNG")
    logo.seek(0)
    assert desk.post(f"{begun.location}/logo", data={"file": (logo, "logo.png")}).status_code == 303
    assert row.logo is not None
    assert desk.get(f"{begun.location}/sample.pdf").data.startswith(b"%PDF")
    badge = a_badge(fair, "Zineb Ouali", category="press")
    assert printing.write_badges(fair, tmp_path / "all.pdf", "Presse") == 1
    (picture,) = pages_drawn(tmp_path / "all.pdf")
    assert codes_in(picture) == [f"HTTP://LOCALHOST/B/{badge.code}"]
    sent = desk.post(f"/work/e/{fair.slug}/badges", data={"layout": row.public_id})
    run = db.session.scalar(sa.select(BadgeRun))
    assert run.design["offset_x"] == 2.5
    assert desk.post(f"{begun.location}/delete").status_code == 303
    jobs.print_part(run.parts[0].id)
    assert desk.get(f"{sent.location}/1.pdf").data.startswith(b"%PDF")
    assert desk.get(f"/work/e/{fair.slug}/badges/calibration.pdf?paper=a6_sheet").data.startswith(b"%PDF")


def test_only_the_chosen_are_printed_and_a_photo_where_the_layout_has_one(app):
    fair = a_fair()
    badges = [a_badge(fair, f"Visitor {number}") for number in range(3)]
    photo = io.BytesIO()
    Image.new("RGB", (60, 80), (0, 160, 0)).save(photo, "PNG")
    operations.change_photo(None, badges[0].registration, photo.getvalue(), "face.png", NOON)
    design = badge_design.Design(
        "label", (Element(Kind.PHOTO, 30, 10, 30, 40), Element(Kind.QR, 2, 10, 25, 25))
    )
    layout = operations.create_layout(None, fair, "Faces", design, NOON)
    chosen = [badges[0].registration_id, badges[2].registration_id]
    run = printing.begin_run(None, fair, layout.public_id, NOON, only_new=False, chosen=chosen)
    pages = pages_drawn(printing.prepared(run.parts[0]).pdf())
    assert [len(codes_in(page)) for page in pages] == [1, 1]
    middle = tuple(round(value * 150 / 25.4) for value in (45, 30))
    assert pages[0].getpixel(middle)[1] > 120 > pages[0].getpixel(middle)[0]
    assert pages[1].getpixel(middle) == (255, 255, 255)
    jobs.print_part(run.parts[0].id)
    db.session.expire_all()
    printed = db.session.scalars(
        sa.select(Badge.printed_at).where(Badge.edition_id == fair.id).order_by(Badge.id)
    )
    assert [bool(at) for at in printed] == [True, False, True]
    operations.erase(None, badges[0].registration, NOON)
    assert badges[0].registration.photo_id is None

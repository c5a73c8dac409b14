"""Pages of badges' layouts: the ones there are, the editor, its drawing, calibration of a printer."""

from typing import Any

from flask import Blueprint, Response, flash, jsonify, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from eventhub import clock, documents, places
from eventhub.errors import DomainError
from eventhub.fairs.models import Edition
from eventhub.i18n import current_language
from eventhub.permissions import requires
from eventhub.visitors import (
    badge_design,
    badge_drawing,
    badge_rendering,
    operations,
    phrases,
    printing,
    queries,
)
from eventhub.visitors import sample_faces as samples
from eventhub.visitors.badge_setting import Face
from eventhub.visitors.forms import LayoutForm, LogoForm
from eventhub.visitors.layouts import LAYOUTS
from eventhub.visitors.models import BadgeLayout
from eventhub.visitors.permissions import Permission
from eventhub.web.pages import go, page

HOME = "/work/e/<edition>/badges/layouts"


def add_to(blueprint: Blueprint) -> None:
    """Add these pages."""
    one = f"{HOME}/<badge_layout>"
    for rule, view, methods in (
        (HOME, list_layouts, ["GET", "POST"]),
        (one, draw_layout, ["GET"]),
        (f"{one}/preview", preview_layout, ["POST"]),
        (f"{one}/save", save_layout, ["POST"]),
        (f"{one}/logo", change_logo, ["POST"]),
        (f"{one}/copy", copy_layout, ["POST"]),
        (f"{one}/delete", delete_layout, ["POST"]),
        (f"{one}/sample.pdf", sample_layout, ["GET"]),
        ("/work/e/<edition>/badges/calibration.pdf", calibrate_printer, ["GET"]),
    ):
        blueprint.add_url_rule(rule, view_func=view, methods=methods)


def picture_of(
    edition: Edition, design: badge_design.Design, sample: str, logo: bytes = b"", label: str = ""
) -> Any:
    """A sample's badge in a design, as a drawing for a page."""
    return badge_drawing.svg(printing.setter_of(edition, design), _face(sample), logo, label)


def _face(sample: str) -> Face:
    return samples.face(sample if sample in samples.SAMPLES else "ar", printing.kinds())


def shown_layouts(edition: Edition) -> list[dict[str, Any]]:
    """Every layout an edition may print with: built-in ones, then drawn ones, each with its picture."""
    found: list[dict[str, Any]] = [
        {"key": name, "words": paper.words, "picture": picture_of(edition, badge_design.standard(name), "ar")}
        for name, paper in LAYOUTS.items()
    ]
    for row in queries.layouts_of(edition):
        picture = picture_of(edition, printing.design_of(row), "ar", printing.logo_of(row))
        found.append({"key": row.public_id, "words": row.name, "picture": picture, "row": row})
    return found


@requires(Permission.DRAW_LAYOUTS, of="edition")
def list_layouts(edition: Edition) -> Any:
    """The layouts drawn, and a form for a new one."""
    form = LayoutForm()
    if form.is_submitted():
        begin = operations.begin_layout
        done = form.attempt(
            lambda: begin(
                current_user,
                edition,
                " ".join(form.name.data.split()),
                form.paper.data,
                clock.now(),
                is_shared=form.is_shared.data,
            )
        )
        if done:
            return go(url_for("visitors.draw_layout", edition=edition.slug, badge_layout=done.public_id))
    return page(
        "visitors/layouts.html", form, edition=edition, layouts=shown_layouts(edition), papers=LAYOUTS
    )


@requires(Permission.DRAW_LAYOUTS, of="edition")
def draw_layout(edition: Edition, badge_layout: BadgeLayout) -> Any:
    """The editor."""
    design = printing.design_of(badge_layout)
    return page(
        "visitors/draw_layout.html",
        LogoForm(),
        edition=edition,
        layout=badge_layout,
        paper=design.sheet,
        drawn=design.as_json(),
        picture=picture_of(edition, design, "ar", printing.logo_of(badge_layout), badge_layout.name),
        samples={name: sample[0] for name, sample in samples.SAMPLES.items()},
        words=phrases,
    )


def _sent() -> dict[str, Any]:
    body = request.get_json(silent=True)
    if not isinstance(body, dict):
        raise DomainError("design_broken", _("This could not be read."), status=422)
    return body


@requires(Permission.DRAW_LAYOUTS, of="edition")
def preview_layout(edition: Edition, badge_layout: BadgeLayout) -> Any:
    """The drawing of what the editor holds now; keeps nothing."""
    body = _sent()
    design = badge_design.read(body.get("design"))
    drawing = picture_of(
        edition, design, str(body.get("sample")), printing.logo_of(badge_layout), badge_layout.name
    )
    return jsonify(drawing=str(drawing), design=design.as_json())


@requires(Permission.DRAW_LAYOUTS, of="edition")
def save_layout(edition: Edition, badge_layout: BadgeLayout) -> Any:
    """Keep what was drawn, unless somebody else did meanwhile (409)."""
    del edition
    body = _sent()
    design = badge_design.read(body.get("design"))
    name, version = str(body.get("name", "")), body.get("version")
    kept = operations.save_layout(
        current_user,
        badge_layout,
        " ".join(name.split())[:40],
        design,
        version if isinstance(version, int) else 0,
        clock.now(),
    )
    return jsonify(version=kept.version, said=_("Kept"))


@requires(Permission.DRAW_LAYOUTS, of="edition")
def change_logo(edition: Edition, badge_layout: BadgeLayout) -> Any:
    """Another picture for the layout."""
    file = request.files.get("file")
    back = go(url_for("visitors.draw_layout", edition=edition.slug, badge_layout=badge_layout.public_id))
    if file is None or not file.filename:
        flash(_("Choose a picture."), "no")
        return back
    try:
        operations.change_logo(current_user, badge_layout, file.read(), file.filename, clock.now())
        flash(_("The picture was kept."), "ok")
    except DomainError as refusal:
        flash(str(refusal), "no")
    return back


@requires(Permission.DRAW_LAYOUTS, of="edition")
def copy_layout(edition: Edition, badge_layout: BadgeLayout) -> Any:
    """The same once more, to change."""
    name = _("%(name)s, copy", name=badge_layout.name)[:40]
    try:
        design = printing.design_of(badge_layout)
        done = operations.create_layout(current_user, edition, name, design, clock.now())
    except DomainError as refusal:
        flash(str(refusal), "no")
        return go(url_for("visitors.list_layouts", edition=edition.slug))
    return go(url_for("visitors.draw_layout", edition=edition.slug, badge_layout=done.public_id))


@requires(Permission.DRAW_LAYOUTS, of="edition")
def delete_layout(edition: Edition, badge_layout: BadgeLayout) -> Any:
    """Throw it away."""
    operations.delete_layout(current_user, badge_layout, clock.now())
    flash(_("The layout was deleted."), "ok")
    return go(url_for("visitors.list_layouts", edition=edition.slug))


@requires(Permission.DRAW_LAYOUTS, of="edition")
def sample_layout(edition: Edition, badge_layout: BadgeLayout) -> Response:
    """The samples on paper, to hold against a label before a thousand are printed."""
    from io import BytesIO

    design = printing.design_of(badge_layout)
    faces, out = [_face(name) for name in samples.SAMPLES], BytesIO()
    setter = printing.setter_of(edition, design)
    badge_rendering.render(setter, faces, len(faces), out, logo=printing.logo_of(badge_layout))
    return download(out.getvalue(), f"badges-{badge_layout.public_id}.pdf")


@requires(Permission.DRAW_LAYOUTS, of="edition")
def calibrate_printer(edition: Edition) -> Response:
    """A page of rulers for a paper: how far a printer is off, to be written as the layout's offsets."""
    del edition
    name = request.args.get("paper", "sheet")
    paper = LAYOUTS.get(name, LAYOUTS["sheet"])
    content = documents.pdf(
        "badges/calibration.html",
        current_language(),
        paper=paper,
        fonts=places.FONTS.as_uri(),
        count=paper.per_page,
    )
    return download(content, f"calibration-{name if name in LAYOUTS else 'sheet'}.pdf")


def download(content: bytes, name: str) -> Response:
    """A PDF of ours, as a file."""
    response = Response(content, content_type="application/pdf")
    response.headers.set("Content-Disposition", "attachment", filename=name)
    response.headers["Cache-Control"] = "private, no-store"
    return response

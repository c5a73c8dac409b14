"""The plan on paper and as a file: a PDF from A4 to A0 in any language, an SVG to open elsewhere.

WeasyPrint sets the words (`templates/documents/booths/plan.html`), `paper_painting` draws the stands under
them. A print is kept in the store under what it was made from, so that nothing is printed twice and nothing
stale is handed out.
"""

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from flask import current_app, render_template
from markupsafe import Markup
from msgspec import Struct

from eventhub import clock, documents, places, storage
from eventhub.booths import looks, paper, paper_painting, picture
from eventhub.booths import picture_parts as parts
from eventhub.booths.looks import Look
from eventhub.booths.paper import Sheet
from eventhub.booths.picture import MARGIN, Drawn, Way
from eventhub.booths.queries import finding, plans
from eventhub.cooperatives.kinds import Sector
from eventhub.cooperatives.phrases import SECTORS
from eventhub.fairs.models import Edition
from eventhub.i18n import speaking

AT_ONCE = 300
"""Up to this many stands a print is made while one waits (a second or two)."""
KEPT = timedelta(days=2)
LANGUAGES = ("ar", "fr", "en")
_FOLDER = "plans"
NAME = "Plan"
"""The name of the drawing inside the PDF."""


class Contents(Struct, frozen=True):
    """What is printed: the plan, a row a stand and holder, the sectors with their counts."""

    plan: Any
    rows: Sequence[Any]
    sectors: dict[str, int]

    def drawn(self) -> list[Drawn]:
        """The stands: exhibitors by sector, out of use crossed out."""
        index = {sector: looks.numbered(at) for at, sector in enumerate(self.sectors)}

        def look(row: Any) -> Look:
            if row.is_blocked:
                return looks.STATES["blocked"]
            return index.get(row.sector, looks.STATES["taken"]) if row.cooperative else looks.NONE

        return picture.marked(self.rows, look, lambda held: held[0].label)

    def legend(self) -> list[tuple[Markup, Any]]:
        """A swatch and words for each sector."""
        return [
            (swatch(looks.numbered(at)), SECTORS[Sector(sector)]) for at, sector in enumerate(self.sectors)
        ]

    def holders(self) -> list[tuple[str, str]]:
        """Labels and names, by the order of the plan; joined where one stand has several."""
        names: dict[str, list[str]] = {}
        for row in self.rows:
            if row.cooperative:
                names.setdefault(row.label, []).append(str(plans.name_of(row)))
        return [(label, " + ".join(held)) for label, held in names.items()]


def contents(edition: Edition) -> Contents | None:
    """What the prints of an edition hold; None before its plan is drawn."""
    plan = plans.plan_of(edition)
    if plan is None:
        return None
    rows = plans.board(edition, public=True)
    return Contents(plan, rows, finding.sectors_of(rows))


def key_of(edition: Edition, found: Contents, size: str, language: str) -> str:
    """Where a print lies in the store: it changes with everything that is drawn or written on it."""
    made_from = [edition.name, edition.venue, edition.starts_on, edition.ends_on, found.plan.width]
    made_from += [found.plan.depth, found.plan.drawing, *(tuple(row) for row in found.rows)]
    digest = hashlib.sha256(repr(made_from).encode()).hexdigest()[:24]
    return f"{_FOLDER}/{edition.public_id}/{digest}-{size}-{language}.pdf"


def forget(at: datetime) -> None:
    """Drop the prints that were made days ago: they name exhibitors, and are made anew when asked for."""
    storage.drop_older(_FOLDER, at - KEPT)


def is_ready(edition: Edition, found: Contents, size: str, lang: str) -> bool:
    """Whether a print can be had while one waits: it was made before, or the fair is small."""
    return len(found.rows) <= AT_ONCE or storage.has_key(key_of(edition, found, size, lang))


def made(edition: Edition, found: Contents, size: str, lang: str) -> bytes:
    """A print, made and kept if nobody has yet."""
    key = key_of(edition, found, size, lang)
    return storage.kept_or_made(key, lambda: pdf(edition, found, size, lang))


def pdf(edition: Edition, found: Contents, size: str, language: str) -> bytes:
    """The plan on paper: the map to scale with its legend, then who is where."""
    stands, plan = found.drawn(), found.plan
    with speaking(language):
        listed, legend = found.holders(), found.legend()
        wide, down = plan.width + 2 * MARGIN, plan.depth + 2 * MARGIN
        sheet = paper.lay_out(wide, down, size, len(listed), len(legend))
        html = render_template(
            "documents/booths/plan.html",
            edition=edition,
            sheet=sheet,
            legend=legend,
            listed=listed,
            drawing=over(plan, stands, sheet),
            **captions(plan, sheet),
            today=clock.today(edition.zone),
            **_address(edition),
        )
    return printed(html, stands, plan, sheet)


def printed(html: str, stands: Sequence[Drawn], plan: Any, sheet: Sheet) -> bytes:
    """A page as a PDF, its stands painted under the first sheet where the map stands."""
    from weasyprint import HTML

    address, fetch = f"{places.STATIC.as_uri()}/", documents.own_files_only()
    return bytes(
        HTML(string=html, base_url=address, url_fetcher=fetch).write_pdf(
            font_config=documents.shared_fonts(),
            finisher=lambda _document, made: _paint(made, stands, plan, sheet),
        )
    )


def captions(plan: Any, sheet: Sheet) -> dict[str, Any]:
    """The names of things, which HTML sets: an SVG's letters are placed at whole units and fall apart."""
    return {
        "captions": [parts.caption(each, plan) for each in plan.drawing],
        "metre": 1000 / sheet.scale,
        "rim": MARGIN,
        "sheet_metres": plan.width + 2 * MARGIN,
    }


def over(plan: Any, stands: Sequence[Drawn], sheet: Sheet, way: Way | None = None) -> Markup:
    """Everything that is not a stand, and stands whose labels only a shaper can write."""
    others = [stand for stand in stands if not paper_painting.is_writable(stand.label)]
    drawing = picture.svg("over", others, plan, way=way, style=paper_painting.style(), named=False)
    size = f'width="{sheet.map_width:.2f}mm" height="{sheet.map_height:.2f}mm"'
    head, _, rest = str(drawing).partition(">")
    frame = f'{head.partition(" width=")[0]} {size} xmlns="http://www.w3.org/2000/svg">'
    return Markup(frame + rest)  # noqa: S704 - our own drawing


def _paint(made: Any, stands: Sequence[Drawn], plan: Any, sheet: Sheet) -> None:
    """Put the stands under the words of the first page."""
    import pydyf  # type: ignore[import-untyped]

    written = [stand for stand in stands if paper_painting.is_writable(stand.label)]
    metre = 1000 / sheet.scale
    drawing = paper_painting.form(made, written, plan, metre)
    resources = next(each for each in made.objects if isinstance(each, dict) and "XObject" in each)
    resources["XObject"][NAME] = drawing
    page = next(each for each in made.objects if isinstance(each, dict) and each.get("Type") == "/Page")
    left = (sheet.map_left + MARGIN * metre) * paper_painting.POINTS
    top = (sheet.height - sheet.map_top - MARGIN * metre) * paper_painting.POINTS
    stream = pydyf.Stream([f"q 1 0 0 1 {left:.3f} {top:.3f} cm /{NAME} Do Q".encode()], compress=True)
    made.add_object(stream)
    page["Contents"] = pydyf.Array([stream.reference, page["Contents"]])


def _address(edition: Edition) -> dict[str, Any]:
    """The public map's address and its QR."""
    address = f"{current_app.config['PUBLIC_URL']}/e/{edition.slug}/map"
    picture_of_it = documents.data_url(documents.qr_png(address, scale=8, quiet=2), "image/png")
    return {"address": address, "qr": picture_of_it}


def swatch(look: Look) -> Markup:
    """A look in a legend on paper: its colour, pattern and number."""
    fill, edge = paper_painting.COLOURS[look.css]
    lines = "".join(
        f'<path d="M{a + 1.5:.2f} {b + 1:.2f}L{c + 1.5:.2f} {d + 1:.2f}" stroke="{edge}" stroke-width=".07"/>'
        for a, b, c, d in paper_painting.pattern_lines(look.pattern, 2.8, 1.8)
        if look.pattern
    )
    if look.pattern:
        lines += f'<rect x=".8" y=".4" width="1.4" height="1.2" fill="{fill}"/>'
    return Markup(  # noqa: S704 - our own words
        '<svg xmlns="http://www.w3.org/2000/svg" class="swatch" viewBox="0 0 3 2"><defs><clipPath id="c">'
        f'<rect x=".1" y=".1" width="2.8" height="1.8"/></clipPath></defs><rect x=".1" y=".1" width="2.8"'
        f' height="1.8" fill="{fill}" stroke="{edge}" stroke-width=".1"/><g clip-path="url(#c)">{lines}</g>'
        f'<text x="1.5" y="1.42" font-size="1.15" font-family="Latin" font-weight="700" text-anchor="middle"'
        f' fill="#1d2433">{look.sign}</text></svg>'
    )


def svg_file(edition: Edition, found: Contents) -> str:
    """The plan as an SVG that stands alone, in metres."""
    style = paper_painting.style()
    drawing = picture.svg("plan", found.drawn(), found.plan, label=str(edition.name), style=style)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{drawing}\n'

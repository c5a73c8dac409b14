"""An exhibitor's own stand: where it lies, how to get there, who is beside it, what it offers; also to print.

Not here: the page (`views.applying`), the drawing (`picture`), the sheet (`plan_printing`).
"""

from collections.abc import Sequence
from typing import Any

from flask import current_app, render_template
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from msgspec import Struct

from eventhub import documents
from eventhub.booths import ground, looks, paper, paper_painting, picture, plan_printing
from eventhub.booths.directions import Places, Walk
from eventhub.booths.ground import ThingKind
from eventhub.booths.looks import Look
from eventhub.booths.picture import MARGIN, Drawn, Way
from eventhub.booths.queries import plans
from eventhub.fairs.models import Edition
from eventhub.i18n import number, speaking

NEAR = {"side": _l("Beside you"), "back": _l("Behind you"), "facing": _l("Across the lane")}
"""How a neighbour stands to a stand."""
ARRIVES_BY = ("vehicle", "parking", ThingKind.ENTRANCE)
"""Where goods come from: the vehicles' access if the plan has one, else the entrances."""
MINE = Look("mine")


class Neighbour(Struct, frozen=True):
    """A stand nearby: its label, whose it is, how it lies."""

    label: str
    name: str
    where: Any


class OwnStand(Struct, frozen=True):
    """All that the page and the sheet tell of the stands of one application."""

    plan: Any
    booths: tuple[Any, ...]
    drawn: list[Drawn]
    walk: Walk | None
    neighbours: tuple[Neighbour, ...]

    def way(self) -> Way | None:
        """The line from the entrance."""
        return Way(self.walk.points) if self.walk else None

    def services(self) -> list[tuple[str, str]]:
        """An icon and words for each service of the first stand."""
        booth = self.booths[0]
        size = f"{number(booth.width)} × {number(booth.depth)} m"
        said = [("stand", size), ("power", _("%(power)s kW", power=number(booth.power_kw)))]
        said += [("water", _("Water"))] if booth.has_water else []
        said += [("food", _("Cooking"))] if booth.allows_cooking else []
        return said + ([("truck", _("Heavy goods"))] if booth.takes_heavy else [])


def own_stand(edition: Edition, holds: Sequence[Any]) -> OwnStand | None:
    """What to tell of these holds; None without any, or before the plan is drawn."""
    plan = plans.plan_of(edition) if holds else None
    if plan is None:
        return None
    rows = plans.board(edition, public=True)
    booths = tuple(hold.booth for hold in holds)
    labels = {booth.label for booth in booths}
    drawn = picture.marked(
        rows,
        lambda row: (
            MINE if row.label in labels else looks.STATES["blocked"] if row.is_blocked else looks.NONE
        ),
        lambda held: held[0].label,
        None,
        dict.fromkeys(labels, "chosen"),
    )
    walk = _walk(Places(plan, rows), booths[0].label)
    return OwnStand(plan, booths, drawn, walk, tuple(_neighbours(rows, labels)))


def _walk(places: Places, label: str) -> Walk | None:
    """The shortest way in for whoever brings goods."""
    for kind in ARRIVES_BY:
        walks = [places.walk(goal.key, label) for goal in places.of_kind(kind)]
        if found := min((walk for walk in walks if walk), key=lambda walk: walk.metres, default=None):
            return found
    return None


def _neighbours(rows: Sequence[Any], labels: set[str]) -> list[Neighbour]:
    names: dict[str, str] = {}
    for row in rows:
        if row.cooperative:
            names[row.label] = " + ".join(filter(None, (names.get(row.label), str(plans.name_of(row)))))
    found: dict[str, Neighbour] = {}
    for a, b, kind in ground.neighbours(plans.spots(list({row.label: row for row in rows}.values()))):
        for mine, other in ((a, b), (b, a)):
            if mine in labels and other not in labels and other in names:
                found.setdefault(other, Neighbour(other, names[other], NEAR[kind]))
    order = [str(words) for words in NEAR.values()]
    return sorted(found.values(), key=lambda each: order.index(str(each.where)))


def svg_file(edition: Edition, own: OwnStand) -> str:
    """The map with the stand and the way to it, to keep or to share."""
    title = f"{edition.name} · {own.booths[0].label}"
    drawing = picture.svg(
        "stand", own.drawn, own.plan, label=title, way=own.way(), style=paper_painting.style()
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{drawing}\n'


def pdf(edition: Edition, own: OwnStand, exhibitor: str, size: str, language: str) -> bytes:
    """A sheet for the wall or the glove box: the number, the map with the way, the steps, the neighbours."""
    with speaking(language):
        sheet = paper.lay_out(own.plan.width + 2 * MARGIN, own.plan.depth + 2 * MARGIN, size, upright=True)
        address = f"{current_app.config['PUBLIC_URL']}/s/{own.booths[0].code}"
        html = render_template(
            "documents/booths/stand.html",
            edition=edition,
            own=own,
            exhibitor=exhibitor,
            sheet=sheet,
            drawing=plan_printing.over(own.plan, own.drawn, sheet, own.way()),
            **plan_printing.captions(own.plan, sheet),
            qr=documents.data_url(documents.qr_png(address, scale=8, quiet=2), "image/png"),
            address=address,
        )
    return plan_printing.printed(html, own.drawn, own.plan, sheet)

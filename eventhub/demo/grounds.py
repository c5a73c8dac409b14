"""The grounds of the demo's fairs: a town square, a field with islands, a hill of potters, a souk."""

from collections.abc import Mapping

from eventhub.booths.ground import Direction, Layout, RowSpec, Thing, ThingKind, ZoneSpec
from eventhub.cooperatives.kinds import CRAFTS, FOOD, Sector

_DOWN = Direction.DOWN
_FOOD = tuple(sorted(FOOD))
_CRAFTS = tuple(sorted(CRAFTS | {Sector.EMBROIDERY}))
_CARE = (
    Sector.AROMATIC_PLANTS,
    Sector.COSMETICS,
    Sector.SERVICES,
    Sector.INNOVATION,
    Sector.OILS,
    Sector.HONEY,
)


def _zone(key: str, arabic: str, french: str, sectors: tuple[str, ...] = ()) -> ZoneSpec:
    return ZoneSpec(key, {"ar": arabic, "fr": french}, sectors)


def _thing(kind: ThingKind, x: float, y: float, width: float = 0, depth: float = 0, label: str = "") -> Thing:
    return Thing(kind, x, y, width, depth, label)


def town_square() -> Layout:
    """20 August square: 70 stands around it and an island, two gates, the stage, a water point."""
    return Layout(
        60,
        44,
        (
            _zone("A", "المنتوجات الفلاحية", "Produits du terroir", _FOOD),
            _zone("B", "الحرف التقليدية", "Artisanat", _CRAFTS),
            _zone("C", "النباتات العطرية والتجميل والابتكار", "Plantes, cosmétiques et innovation", _CARE),
        ),
        (
            RowSpec("A", "A", 6, 1, 16, power_kw=3, has_water=True),
            RowSpec("A", "C", 1, 7, 10, _DOWN, allows_cooking=True, power_kw=4),
            RowSpec("B", "B", 4, 40, 8),
            RowSpec("B", "B", 32, 40, 8, first=9),
            RowSpec("B", "D", 56, 7, 10, _DOWN, takes_heavy=True),
            RowSpec("C", "E", 16.5, 19, 9),
            RowSpec("C", "F", 16.5, 22, 9),
        ),
        (
            _thing(ThingKind.STAGE, 21, 8, 18, 6),
            _thing(ThingKind.SHADE, 20, 29, 12, 6),
            _thing(ThingKind.WATER, 38, 30, 4, 4),
            _thing(ThingKind.FIRSTAID, 8, 10, 5, 4),
            _thing(ThingKind.TOILET, 47, 30, 6, 4),
            _thing(ThingKind.POWER, 48, 10, 4, 3),
            _thing(ThingKind.ENTRANCE, 30, 44, label="A"),
            _thing(ThingKind.ENTRANCE, 60, 4, label="B"),
        ),
    )


def caper_field() -> Layout:
    """Two big tents: capers with ten institutional stands at their head, then what women and crafts make."""
    islands = [
        RowSpec("KN"[island // 2], "ABCDEFGH"[2 * island + side], 5, y + 3 * side, 20)
        for island, y in enumerate((12, 22, 40, 50))
        for side in range(2)
    ]
    first, second = "1", "2"
    capers = ZoneSpec("K", {"ar": "الكبّار ومشتقاته", "fr": "Câpres et dérivés"}, hall=first)
    produce = ZoneSpec(
        "N", {"ar": "منتوجات مجالية ونسائية", "fr": "Terroir et coopératives féminines"}, hall=second
    )
    institutions = ZoneSpec(
        "M", {"ar": "الأروقة المؤسساتية", "fr": "Stands institutionnels"}, is_institutional=True, hall=first
    )
    return Layout(
        70,
        66,
        (institutions, capers, produce),
        (RowSpec("M", "M", 10, 2, 10, width=4, depth=4, gap=1, power_kw=5), *islands),
        (
            _thing(ThingKind.STAGE, 26, 58, 18, 5),
            _thing(ThingKind.WATER, 4, 60, 4, 4),
            _thing(ThingKind.TOILET, 58, 60, 8, 4),
            _thing(ThingKind.FIRSTAID, 62, 2, 5, 4),
            _thing(ThingKind.SHADE, 30, 31, 10, 5),
            _thing(ThingKind.ENTRANCE, 0, 9, label="A"),
            _thing(ThingKind.ENTRANCE, 70, 9, label="B"),
            _thing(ThingKind.ENTRANCE, 70, 34, label="C"),
        ),
    )


def potters_hill() -> Layout:
    """60 stands on three terraces, kilns' smoke away from cloth, heavy goods allowed below."""
    return Layout(
        56,
        34,
        (
            _zone("A", "الخزف والزليج", "Poterie et zellige", (Sector.POTTERY,)),
            _zone("B", "حرف أخرى", "Autres métiers", _CRAFTS),
            _zone("C", "منتوجات مجالية", "Terroir"),
        ),
        (
            RowSpec("A", "A", 4, 2, 16, takes_heavy=True, power_kw=4),
            RowSpec("A", "B", 4, 11, 16, takes_heavy=True),
            RowSpec("B", "C", 4, 14, 16),
            RowSpec("C", "D", 4, 24, 12, has_water=True, allows_cooking=True),
        ),
        (
            _thing(ThingKind.SHADE, 42, 23, 10, 6),
            _thing(ThingKind.WATER, 53, 6, 3, 3),
            _thing(ThingKind.ENTRANCE, 0, 20, label="A"),
            _thing(ThingKind.ENTRANCE, 28, 34, label="B"),
        ),
    )


def small_souk() -> Layout:
    """24 stands along one lane of a weekly market."""
    return Layout(
        42,
        16,
        (_zone("A", "رواق التعاونيات", "Allée des coopératives"),),
        (
            RowSpec("A", "A", 3, 1, 12, has_water=True),
            RowSpec("A", "B", 3, 11, 12, allows_cooking=True),
        ),
        (_thing(ThingKind.ENTRANCE, 0, 8, label="A"), _thing(ThingKind.WATER, 39.5, 6, 2, 3)),
    )


GROUNDS: Mapping[str, Layout] = {
    "khenifra-2025": town_square(),
    "khenifra-demo": town_square(),
    "safi-capers-7": caper_field(),
    "safi-pottery": potters_hill(),
    "souk-mrirt": small_souk(),
    "souk-aguelmous": small_souk(),
}
"""The plan of each edition that has one."""

"""PURE: the grid files are looked at by: items to check, criteria to mark, and what marks make together.

An item is {key, label: {language: text}}; a criterion {key, label, weight, low, high}, where `low` and `high`
say in each language what the lowest and the highest mark mean. Marks go from 0 to 5. The points of one
screener are the weighted mean of the marks on a scale of a hundred; a file's are the mean of its screeners'.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct

HIGHEST = 5
MARKS = range(HIGHEST + 1)
MOST_ITEMS = 12
MOST_CRITERIA = 8
WHOLE = 100


class Grid(Struct, frozen=True):
    """How an edition's files are looked at. `is_own` when the edition has set its own."""

    checklist: tuple[Mapping[str, Any], ...]
    criteria: tuple[Mapping[str, Any], ...]
    spread_limit: int
    per_file: int
    is_own: bool = False


class Settled(Struct, frozen=True):
    """What several screeners make of a file, in points of a hundred; None before the first one."""

    mean: float | None
    spread: float | None
    count: int


def _words(key: str, ar: str, fr: str, en: str, **more: Any) -> dict[str, Any]:
    return {"key": key, "label": {"ar": ar, "fr": fr, "en": en}, **more}


def _ends(low: tuple[str, str, str], high: tuple[str, str, str]) -> dict[str, dict[str, str]]:
    languages = ("ar", "fr", "en")
    return {
        "low": dict(zip(languages, low, strict=True)),
        "high": dict(zip(languages, high, strict=True)),
    }


USUAL = Grid(
    checklist=(
        _words("papers", "الرخص والوثائق سليمة", "Autorisations en règle", "Authorisations in order"),
        _words("identity", "الهوية والسجل مطابقان", "Identité et registre vérifiés", "Identity checked"),
        _words(
            "products", "المنتوجات تدخل في مجال المعرض", "Produits dans le thème", "Products fit the fair"
        ),
        _words("packaging", "التلفيف والعنونة", "Emballage et étiquetage", "Packaging and labels"),
        _words("price", "الأثمنة معلنة ومعقولة", "Prix annoncés et justes", "Prices told and fair"),
        _words("photos", "صور المنتوجات واضحة", "Photos des produits claires", "Photos are clear"),
    ),
    criteria=(
        _words(
            "quality",
            "جودة المنتوج",
            "Qualité du produit",
            "Quality of the product",
            weight=30,
            **_ends(
                ("بدون تحكّم ولا علامة", "sans maîtrise ni label", "no control, no label"),
                ("منتوج مرجعي حاصل على علامة", "produit de référence, labellisé", "a reference, labelled"),
            ),
        ),
        _words(
            "packaging",
            "التلفيف والتقديم",
            "Emballage et présentation",
            "Packaging",
            weight=20,
            **_ends(
                ("بدون تلفيف", "en vrac, sans étiquette", "loose, no label"),
                ("تلفيف وعنونة كاملان", "emballage et étiquetage complets", "complete packaging and label"),
            ),
        ),
        _words(
            "price",
            "الثمن بالنسبة للجودة",
            "Rapport qualité-prix",
            "Price for the quality",
            weight=15,
            **_ends(
                ("ثمن غير مبرر", "prix non justifié", "price not justified"),
                ("ثمن عادل ومعلن", "prix juste et affiché", "fair price, displayed"),
            ),
        ),
        _words(
            "social",
            "النساء والعالم القروي أولا",
            "Femmes et monde rural d'abord",
            "Women and rural first",
            weight=20,
            **_ends(
                ("لا أثر اجتماعي ظاهر", "sans effet social visible", "no social effect to be seen"),
                ("تعاونية نسائية قروية", "coopérative de femmes rurales", "rural women's cooperative"),
            ),
        ),
        _words(
            "balance",
            "التوازن بين الجهات",
            "Équilibre régional",
            "Regional balance",
            weight=15,
            **_ends(
                ("جهة ممثلة بكثرة", "territoire déjà très présent", "a territory already well present"),
                ("جهة غير ممثلة", "territoire absent jusqu'ici", "a territory absent so far"),
            ),
        ),
    ),
    spread_limit=20,
    per_file=2,
)
"""What an edition without its own grid is looked at by."""


def total(marks: Mapping[str, int], criteria: Sequence[Mapping[str, Any]]) -> float:
    """One screener's points of a hundred: the weighted mean of the marks, to a hundredth.

    Raises ValueError when a criterion has no mark of 0 to 5, or no criterion weighs anything.
    """
    weights = {criterion["key"]: float(criterion["weight"]) for criterion in criteria}
    whole = sum(weights.values())
    if whole <= 0:
        raise ValueError("no criterion weighs anything")
    if any(marks.get(key) not in MARKS for key in weights):
        raise ValueError("a criterion has no mark")
    return round(sum(weights[key] * marks[key] for key in weights) * WHOLE / (HIGHEST * whole), 2)


def settle(totals: Sequence[float]) -> Settled:
    """The mean of the screeners' points and how far the furthest two are apart."""
    if not totals:
        return Settled(None, None, 0)
    mean = min(max(round(sum(totals) / len(totals), 2), min(totals)), max(totals))
    return Settled(mean, round(max(totals) - min(totals), 2), len(totals))

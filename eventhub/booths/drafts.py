"""PURE: an application as the fields somebody types, and back; what of it is still missing.

`fields` are {name: value} under the names of the form, so that a change of one field is small, can be merged
with a change of another, and is told from it. Names: products, sales, quantity_ID, lowest_ID, highest_ID (ID
is a product's), booths, appliance_NAME, power_kw (what is no listed machine), water, cooking, heavy,
accessible, space, wish_1 … wish_5 (a zone's key, or # and a stand's label), neighbour_ID (near, avoid),
document_KIND, answer_KEY.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from msgspec import Struct

from eventhub.booths import asking, papers
from eventhub.booths.appliances import Appliance
from eventhub.booths.asking import Part

_FLAGS = ("water", "cooking", "heavy", "accessible", "space")
_NEEDS = ("booths", "power_kw", *_FLAGS)
_OF_PRODUCT = ("quantity", "lowest", "highest")
NEIGHBOURS = ("near", "avoid")
COLUMNS = ("products", "expectations", "needs", "wishes", "neighbours", "documents", "answers")
"""The columns that hold what an applicant writes."""


def part_of(name: str) -> tuple[Part, str] | None:
    """The part a field belongs to, and the question or paper it is; None for a field of no application."""
    first, _, rest = name.partition("_")
    if name in {"products", "sales"} or (first in _OF_PRODUCT and rest):
        return Part.PRODUCTS, ""
    if name in _NEEDS or (first == "appliance" and rest in set(Appliance)):
        return Part.NEEDS, ""
    if first == "neighbour" and rest:
        return Part.WISHES, ""
    if first == "wish" and rest in {str(n) for n in range(1, asking.WISHES + 1)}:
        return Part.WISHES, ""
    if rest and first in {"answer", "document"}:
        return (Part.ANSWERS if first == "answer" else Part.DOCUMENTS), rest
    return None


def allowed(name: str, part: str | None) -> bool:
    """Whether a field may change, when a correction asks for `part` only (None: no correction)."""
    own = part_of(name)
    return own is not None and asking.opens(part, *own)


def fields_of(row: Any) -> dict[str, Any]:
    """An application's columns as fields."""
    needs, expected = row.needs or {}, row.expectations or {}
    fields: dict[str, Any] = {"products": list(row.products or ()), "sales": expected.get("sales")}
    for product, values in (expected.get("products") or {}).items():
        fields |= {f"{name}_{product}": values.get(name) for name in _OF_PRODUCT}
    fields["booths"] = str(needs.get("booths") or 1)
    fields |= {f"appliance_{name}": count for name, count in (needs.get("appliances") or {}).items()}
    fields["power_kw"] = needs.get("other_kw", needs.get("power_kw")) or None
    fields |= {name: bool(needs.get(name)) for name in _FLAGS}
    fields |= {f"wish_{n}": spelled(wish) for n, wish in enumerate(row.wishes or (), start=1)}
    fields |= {
        f"neighbour_{each}": kind for kind in NEIGHBOURS for each in (row.neighbours or {}).get(kind, ())
    }
    fields |= {f"document_{kind}": name for kind, name in (row.documents or {}).items()}
    return fields | {f"answer_{key}": value for key, value in (row.answers or {}).items()}


def columns_of(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of fields; unknown names are left out, empty values are not kept."""
    given = {name: value for name, value in fields.items() if asking.is_given(value)}
    return {
        "products": list(given.get("products", ())),
        "expectations": _expectations(given),
        "needs": asking.needs_of(
            {
                **{name: given.get(name) for name in ("booths", *_FLAGS)},
                "appliances": _after("appliance_", given),
                "other_kw": given.get("power_kw"),
            }
        ),
        "wishes": [read_wish(text) for text in dict.fromkeys(_wishes(given))],
        "neighbours": _neighbours(given),
        "documents": _after("document_", given),
        "answers": _after("answer_", given),
    }


def same(one: Any, other: Any) -> bool:
    """Whether two values of a field say the same; empty in any way is empty."""
    return one == other or not (_says(one) or _says(other))


def _says(value: Any) -> bool:
    return value is not False and asking.is_given(value)


def spelled(wish: Mapping[str, str]) -> str:
    """A wish as its field writes it."""
    return f"#{wish['booth']}" if wish.get("booth") else str(wish.get("zone", ""))


def read_wish(text: str) -> dict[str, str]:
    """A wish from its field."""
    return {"booth": text[1:]} if text.startswith("#") else {"zone": text}


def _wishes(given: Mapping[str, Any]) -> list[str]:
    names = [f"wish_{n}" for n in range(1, asking.WISHES + 1)]
    return [given[name] for name in names if name in given]


def _after(prefix: str, given: Mapping[str, Any]) -> dict[str, Any]:
    return {name.removeprefix(prefix): value for name, value in given.items() if name.startswith(prefix)}


def _neighbours(given: Mapping[str, Any]) -> dict[str, list[str]]:
    said = _after("neighbour_", given)
    found = {kind: sorted(name for name, value in said.items() if value == kind) for kind in NEIGHBOURS}
    return {kind: names for kind, names in found.items() if names}


def _expectations(given: Mapping[str, Any]) -> dict[str, Any]:
    products: dict[str, dict[str, Any]] = {}
    for name in _OF_PRODUCT:
        for product, value in _after(f"{name}_", given).items():
            products.setdefault(product, {})[name] = value
    shown = {product: values for product, values in products.items() if product in given.get("products", ())}
    found: dict[str, Any] = {"products": shown} if shown else {}
    return found | ({"sales": given["sales"]} if "sales" in given else {})


class Gap(Struct, frozen=True):
    """Something that must be there before it is sent: the code of why, and the field."""

    code: str
    field: str


def gaps(row: Any, *, has_products: bool, own_papers: Sequence[papers.Paper], last_day: date) -> list[Gap]:
    """What is missing, in the order of the pages, by the codes of `phrases.GAPS`.

    `row` answers products, documents, answers, sector, call and part_to_complete, as an application does.
    After a correction was asked for, only its part is looked at.
    """
    part = row.part_to_complete
    found = []
    if has_products and not row.products and asking.opens(part, Part.PRODUCTS):
        found.append(Gap("no_products", "products"))
    codes = {papers.Standing.MISSING: "missing_document", papers.Standing.EXPIRES: "document_expires"}
    for kind in papers.wanted(row.call.documents or (), row.sector):
        stands = papers.standing(kind, (row.documents or {}).get(kind), own_papers, last_day)
        if stands in codes and asking.opens(part, Part.DOCUMENTS, kind):
            found.append(Gap(codes[stands], f"document_{kind}"))
    keys = asking.missing(row.call.questions, row.answers)
    return found + [
        Gap("missing_answer", f"answer_{key}") for key in keys if asking.opens(part, Part.ANSWERS, key)
    ]

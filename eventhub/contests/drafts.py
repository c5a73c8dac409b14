"""PURE: an idea as the fields somebody types, and back.

`fields` are {name: value} under the names of the form, so that a change of one field is small, can be merged
with a change of another, and is told from it. Lines of the budget are line_what_N, line_quantity_N and
line_price_N, N from 1; prices and the own share are in centimes.
"""

from collections.abc import Mapping
from typing import Any

from eventhub.contests import budgets
from eventhub.contests.states import EXTRA_QUESTIONS, QUESTIONS

WORDS = (*QUESTIONS, *EXTRA_QUESTIONS)
FIRST = ("entrant_kind", "cooperative_id", "sector", "category", "province_code")
FIGURES = ("members", "women", "young", "payback_months", "own_share")
LINE = ("what", "quantity", "price")
SAID = ("title", *WORDS)
"""What is said in words, in whatever language."""


def line_names() -> list[str]:
    """The names of the budget's fields, line by line."""
    return [f"line_{part}_{number}" for number in range(1, budgets.LINES + 1) for part in LINE]


NAMES = frozenset((*SAID, *FIRST, *FIGURES, "helps", "stage", *line_names()))
"""Every field of an idea."""


def fields_of(row: Any) -> dict[str, Any]:
    """An idea's columns as fields."""
    fields: dict[str, Any] = {"title": str(row.title), "helps": list(row.helps or ()), "stage": row.stage}
    fields |= {name: str(row.answer(name)) for name in WORDS}
    fields |= {name: getattr(row, name) for name in (*FIRST, *FIGURES)}
    for number in range(1, budgets.LINES + 1):
        lines = row.lines_said
        line = lines[number - 1] if number <= len(lines) else {}
        fields |= {f"line_{part}_{number}": line.get(part) for part in LINE}
    return fields


def lines_of(fields: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The lines of the budget, as they are kept."""
    return budgets.kept(
        [
            {part: fields.get(f"line_{part}_{number}") or ("" if part == "what" else None) for part in LINE}
            for number in range(1, budgets.LINES + 1)
        ]
    )


def same(one: Any, other: Any) -> bool:
    """Whether two values of a field say the same; empty in any way is empty."""
    return one == other or (one in (None, "", []) and other in (None, "", []))


def content_of(row: Any) -> dict[str, Any]:
    """What an idea says, as a version keeps it: {field: value} of what is filled."""
    return {name: value for name, value in fields_of(row).items() if value not in (None, "", [])}

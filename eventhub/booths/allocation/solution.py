"""The solution file: reading the shape of one, and writing one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eventhub.booths.allocation.instance import SOLUTION_FORMAT

if TYPE_CHECKING:
    from eventhub.booths.allocation.cursor import Cursor
    from eventhub.booths.allocation.solve import Allocation


def solution_document(name: str, allocation: Allocation) -> dict[str, object]:
    """What the file says of an allocation of the instance of this name."""
    return {
        "format": SOLUTION_FORMAT,
        "instance": name,
        "assignments": {a: list(booths) for a, booths in allocation.assignments.items()},
        "explanations": {a: {"blocked": dict(why)} for a, why in allocation.explanations.items()},
    }


def check_solution_shape(top: Cursor) -> None:
    """Raise BadInput unless this is a solution file; whether it is right is for the auditor to say."""
    if top["format"].value != SOLUTION_FORMAT:
        top["format"].fail(f"must be {SOLUTION_FORMAT}")
    top["instance"].text()
    for _, booths in top["assignments"].members():
        for booth in booths.items():
            booth.text()
    explanations = top.get("explanations")
    if explanations is not None:
        for _, explanation in explanations.members():
            for _, count in explanation["blocked"].members():
                count.whole()

"""The auditor's view of a waiting list: nobody was passed over for a stand that would have suited.

Like ``auditor``, it shares no code with the solver.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from eventhub.booths.auditor import broken_rules

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from eventhub.booths.auditor_case import Assignments, Case


def passed_over(case: Case, assignments: Assignments, order: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Pairs (who still waits, who behind was given a stand that breaks no rule for the one ahead)."""
    known = {str(fault) for fault in broken_rules(case, assignments)}
    waiting: list[str] = []
    for name in order:
        if name not in assignments:
            waiting.append(name)
            continue
        for ahead in waiting:
            if next(case.unfit(ahead, assignments[name]), None) is not None:
                continue
            instead = {who: held for who, held in assignments.items() if who != name}
            instead[ahead] = assignments[name]
            if all(str(fault) in known for fault in broken_rules(case, instead)):
                yield ahead, name

"""The auditor's view of refusals: what blocks each booth a refused applicant could have had.

Like ``auditor``, it shares no code with the solver.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from eventhub.booths.auditor_case import holders, tag_counts, zone_counts

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from eventhub.booths.auditor_case import Assignments, Case


def explain_refusals(
    case: Case, assignments: Assignments, only: Collection[str] | None = None
) -> dict[str, dict[str, int]]:
    """For each refused application (of `only`), its eligible placements and how many each cause blocks."""
    found = {}
    bench = _Bench(case, assignments)
    for name in case.applications:
        if name not in assignments and (only is None or name in only):
            causes = Counter(bench.cause(name, booths) for booths in _placements(case, name))
            found[name] = {"eligible": causes.total(), **causes}
    return found


def _placements(case: Case, name: str) -> Iterator[list[str]]:
    """Every placement that suits the application alone."""
    application = case.applications[name]
    for row in case.rows:
        admitted = case.zones[case.booths[row[0]]["zone"]]["categories"] if row else []
        if admitted is not None and application["category"] not in admitted:
            continue
        for size in range(application["min_booths"], application["max_booths"] + 1):
            for start in range(len(row) - size + 1):
                booths = row[start : start + size]
                beside = pairwise(booths)
                if any(after not in case.touching["side"][before] for before, after in beside):
                    continue
                if next(case.unfit(name, booths, is_known_run=True), None) is None:
                    yield booths


class _Bench:
    """One plan, asked about one placement of one refused applicant at a time."""

    def __init__(self, case: Case, assignments: Assignments) -> None:
        self._case = case
        self._assignments = assignments
        self._holder = holders(assignments)
        self._zones = zone_counts(case, assignments)
        self._tags = tag_counts(case, assignments)

    def cause(self, name: str, booths: Sequence[str]) -> str:
        """The first cause that keeps the applicant from the placement."""
        there = {self._holder[b] for b in booths if b in self._holder}
        if there & set(self._case.pins):
            return "pinned"
        if any(self._rank(holder) < self._rank(name) for holder in there):
            return "higher_priority"
        if len(there) > 1:
            return "several_lower"
        return self._contested(name, booths, next(iter(there), None))

    def _contested(self, name: str, booths: Sequence[str], holder: str | None) -> str:
        """The cause where nobody, or only one weaker holder, is there."""
        if self._disturbs(name, booths, {holder}):
            return "neighbour_rule"
        zone = self._case.booths[booths[0]]["zone"]
        if self._bursts_cap(name, zone, holder):
            return "cap"
        if holder is None:
            return "free"
        return "quota" if self._harms_quota(name, zone, holder) else "swap_possible"

    def _rank(self, name: str) -> tuple[bool, int, float, str]:
        application = self._case.applications[name]
        return (
            name not in self._case.previous["assignments"],
            application["tier"],
            -application["score"],
            name,
        )

    def _disturbs(self, name: str, booths: Sequence[str], there: set[str | None]) -> bool:
        case = self._case
        traits = set(case.applications[name]["traits"])
        for rule in case.rules["incompatible"]:
            for mine, theirs in ((rule["a"], rule["b"]), (rule["b"], rule["a"])):
                beside = (o for kind in rule["kinds"] for b in booths for o in case.touching[kind][b])
                others = {self._holder[o] for o in beside if o in self._holder} - there
                if mine in traits and any(theirs in case.applications[other]["traits"] for other in others):
                    return True
        return any(
            case.metres(booths, self._assignments[other]) <= case.rules["apart_m"]
            for other in case.apart[name] - there
            if other in self._assignments
        )

    def _bursts_cap(self, name: str, zone: str, holder: str | None) -> bool:
        case = self._case
        category = case.applications[name]["category"]
        most = [c["max"] for c in case.rules["zone_caps"] if (c["zone"], c["category"]) == (zone, category)]
        freed = False
        if holder is not None and case.applications[holder]["category"] == category:
            freed = any(case.booths[b]["zone"] == zone for b in self._assignments[holder])
        return any(self._zones[zone, category] - freed + 1 > limit for limit in most)

    def _harms_quota(self, name: str, zone: str, holder: str) -> bool:
        case, loss = self._case, 0
        for quota in case.rules["quotas"]:
            if quota["zone"] == zone:
                tag = quota["tag"]
                now = self._tags[zone, tag]
                after = (
                    now
                    - (tag in case.applications[holder]["tags"])
                    + (tag in case.applications[name]["tags"])
                )
                loss += max(0, quota["min"] - after) - max(0, quota["min"] - now)
        return loss > 0

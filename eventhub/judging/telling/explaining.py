"""Why this judge and not that one: each seat of an idea, and each judge without one, with the reason.

And the jury as a whole: each judge's load, the colleagues they share ideas with, whether all hang together.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from enum import StrEnum

from msgspec import Struct

from eventhub.contests.models import Contest, Idea
from eventhub.judging import queries
from eventhub.judging.models import Judge, Sheet
from eventhub.judging.queries import panel, seating
from eventhub.judging.states import SheetState


class Why(StrEnum):
    """What decided about a judge and an idea."""

    KNOWS = "knows"
    EVEN = "even"
    CONFLICT = "conflict"
    FULL = "full"
    ELSEWHERE = "elsewhere"
    FREE = "free"
    PRACTICE = "practice"


class Seat(Struct, frozen=True):
    """A judge and an idea: the sheet if there is one, and why. `conflict` is its reason's name."""

    judge: Judge
    why: Why
    sheet: Sheet | None = None
    conflict: str = ""
    load: int = 0


class Explained(Struct, frozen=True):
    """One idea's seats, and the judges without one."""

    seated: list[Seat]
    others: list[Seat]
    lacks: int

    @property
    def able(self) -> list[Seat]:
        """Who could take a sheet: those who know the sector first, then those with the fewest sheets."""
        free = [seat for seat in self.others if seat.why != Why.CONFLICT]
        return sorted(free, key=lambda seat: (seat.why != Why.FREE, seat.load, seat.judge.id))


class Load(Struct, frozen=True):
    """One judge's sheets by state, how many colleagues judge one of the same ideas, and conflicts."""

    judge: Judge
    sheets: Counter[str]
    shares: int
    aside: int

    @property
    def total(self) -> int:
        """Every sheet that is not set aside."""
        return self.sheets.total()


class Whole(Struct, frozen=True):
    """The jury as a whole: loads in the order judges came, and the groups that share no idea.

    Groups are of judges whose marks count and who have sheets; one group is what a ranking needs.
    """

    loads: list[Load]
    parts: list[list[Judge]]


def seats_explained(contest: Contest, ideas: Sequence[Idea]) -> dict[int, Explained]:
    """By idea: who judges it and why, who doesn't and why; six reads however many there are."""
    judges = {judge.id: judge for judge in queries.judges_of(contest)}
    there = {(s.judge_id, s.idea_id): s for s in seating.sheets_of_ideas(ideas)}
    load = Counter(judge for judge, _idea, _state in seating.seats_given(contest))
    conflicts = seating.conflicts_of_ideas(ideas)
    active = panel.active_judges(contest)
    most = max(load.values(), default=0)
    borderline = queries.settings_of(contest).borderline_ideas
    found = {}
    for idea in ideas:
        seated, others = [], []
        living = (s for s in there.values() if s.state != SheetState.RECUSED and s.idea_id == idea.id)
        by_judge = {s.judge_id: s for s in living}
        for key, sheet in by_judge.items():
            judge = judges[key]
            seated.append(Seat(judge, _why(idea.sector, judge), sheet, load=load[key]))
        for judge in active:
            if judge.id in by_judge:
                continue
            pair = (judge.id, idea.id)
            others.append(
                Seat(
                    judge,
                    _why_not(idea.sector, judge, pair in conflicts, load[judge.id] >= most > 0),
                    there.get(pair),
                    conflicts.get(pair, ""),
                    load[judge.id],
                )
            )
        asked = panel.sheets_asked(contest, idea, borderline)
        counting = sum(seat.judge.role in queries.SCORING for seat in seated)
        found[idea.id] = Explained(seated, others, max(asked - counting, 0))
    return found


def _why(sector: str, judge: Judge) -> Why:
    if judge.role not in queries.SCORING:
        return Why.PRACTICE
    return Why.KNOWS if sector in judge.expertise else Why.EVEN


def _why_not(sector: str, judge: Judge, in_conflict: bool, is_full: bool) -> Why:  # noqa: FBT001 - two facts
    if in_conflict:
        return Why.CONFLICT
    if is_full:
        return Why.FULL
    return Why.FREE if sector in judge.expertise else Why.ELSEWHERE


def jury_whole(contest: Contest, judges: Sequence[Judge]) -> Whole:
    """Loads and links of those who may hold sheets, and of whoever left but has sheets that stay."""
    seats = seating.seats_given(contest)
    sheets, together = defaultdict[int, Counter[str]](Counter), defaultdict[int, set[int]](set)
    for judge, idea, state in seats:
        sheets[judge][state] += 1
        together[idea].add(judge)
    near = defaultdict[int, set[int]](set)
    for group in together.values():
        for judge in group:
            near[judge] |= group
    aside = Counter(each.judge_id for each in queries.conflicts_of(contest))
    by_id = {judge.id: judge for judge in judges}
    scoring = {judge.id for judge in judges if judge.role in queries.SCORING}
    holding = [
        judge for judge in judges if sheets[judge.id] or (judge.is_active and judge.role in queries.FILLING)
    ]
    parts = parts_of(group & scoring for group in together.values())
    return Whole(
        [
            Load(judge, sheets[judge.id], len(near[judge.id] - {judge.id}), aside[judge.id])
            for judge in holding
        ],
        [[by_id[judge] for judge in sorted(part)] for part in parts],
    )


def parts_of(groups: Iterable[Collection[int]]) -> list[set[int]]:
    """The connected parts of a graph given by who sits together, the largest first."""
    parts: list[set[int]] = []
    for group in filter(None, groups):
        touching = [part for part in parts if not part.isdisjoint(group)]
        parts = [part for part in parts if part.isdisjoint(group)]
        parts.append(set(group).union(*touching))
    return sorted(parts, key=lambda part: (-len(part), min(part)))

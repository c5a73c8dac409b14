"""Why this judge and not that one: each seat of an idea, and each judge without one, with the reason."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from eventhub.contests.models import Contest, Idea
from eventhub.judging import queries
from eventhub.judging.models import Judge, Sheet
from eventhub.judging.queries import panel
from eventhub.judging.states import SheetState


class Why(StrEnum):
    """What decided about a judge and an idea."""

    KNOWS = "knows"
    EVEN = "even"
    CONFLICT = "conflict"
    FULL = "full"
    ELSEWHERE = "elsewhere"
    FREE = "free"


@dataclass(frozen=True, slots=True)
class Seat:
    """A judge and an idea: the sheet if there is one, and why. `conflict` is its reason's name."""

    judge: Judge
    why: Why
    sheet: Sheet | None = None
    conflict: str = ""
    load: int = 0


@dataclass(frozen=True, slots=True)
class Explained:
    """One idea's seats, and the judges without one."""

    seated: list[Seat]
    others: list[Seat]
    lacks: int


def seats_explained(contest: Contest, ideas: Sequence[Idea]) -> dict[int, Explained]:
    """By idea: who judges it and why, who doesn't and why; five reads however many there are."""
    judges = {judge.id: judge for judge in queries.judges_of(contest)}
    there = {(s.judge_id, s.idea_id): s for s in queries.sheets_of(contest)}
    living = [s for s in there.values() if s.state != SheetState.RECUSED]
    load = Counter(s.judge_id for s in living)
    conflicts = {(c.judge_id, c.idea_id): c.reason for c in queries.conflicts_of(contest)}
    active = panel.active_judges(contest)
    most = max(load.values(), default=0)
    borderline = queries.settings_of(contest).borderline_ideas
    found = {}
    for idea in ideas:
        seated, others = [], []
        by_judge = {s.judge_id: s for s in living if s.idea_id == idea.id}
        for key, sheet in by_judge.items():
            judge = judges[key]
            why = Why.KNOWS if idea.sector in judge.expertise else Why.EVEN
            seated.append(Seat(judge, why, sheet, load=load[key]))
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


def _why_not(sector: str, judge: Judge, in_conflict: bool, is_full: bool) -> Why:  # noqa: FBT001 - two facts
    if in_conflict:
        return Why.CONFLICT
    if is_full:
        return Why.FULL
    return Why.FREE if sector in judge.expertise else Why.ELSEWHERE

"""The line between two stages, as a picture: who would get more sheets and from whom, or who got them."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

from msgspec import Struct, field

from eventhub.contests.models import Contest, Idea
from eventhub.contests.states import ContestState
from eventhub.errors import DomainError
from eventhub.judging import queries
from eventhub.judging.models import Judge, JurySettings
from eventhub.judging.operations import planning, publishing, staging
from eventhub.judging.states import SheetState
from eventhub.judging.telling.explaining import Why

NEXT_SHOWN = 10
"""How many ideas beyond the chosen ones are shown, nearest first, so that one sees where the line falls."""


class Row(Struct, frozen=True):
    """One idea near the line: its place and interval in points, its doubt from 0 to 0.5, its new judges."""

    idea: Idea
    rank: int
    score: float
    lo90: float
    hi90: float
    doubt: float
    seats: list[tuple[Judge, Why]] = field(default_factory=list)
    complete: int = 0

    @property
    def raw(self) -> float:
        """What the picture of an interval marks as the plain figure: the score itself."""
        return self.score


class Stage(Struct, frozen=True):
    """What the page of the two stages shows.

    `chosen` have more sheets or would have; `others` are the nearest ones without, `left` how many more there
    are. `refusal` says why no plan can be made; `seen` is the digest to confirm with.
    """

    chosen: list[Row]
    others: list[Row]
    left: int
    missing: int
    unread: int
    cut: float | None = None
    seen: str = ""
    refusal: str = ""

    @property
    def span(self) -> tuple[float, float]:
        """The scale of the picture, in points."""
        rows = [*self.chosen, *self.others]
        low = min((row.lo90 for row in rows), default=0.0)
        return max(0.0, low - 0.2), min(10.0, max((row.hi90 for row in rows), default=10.0) + 0.2)


def stage_of(contest: Contest, settings: JurySettings) -> Stage:
    """The line as it is now, or as it was when the second stage opened; changes nothing."""
    missing, unread = staging.unfinished(contest)
    ideas = {idea.public_id: idea for idea in queries.eligible_ideas(contest)}
    if settings.borderline is not None:
        cut = next((each.get("cut") for each in settings.borderline), None)
        return Stage(_remembered(contest, settings, ideas), [], 0, missing, unread, cut)
    marks = queries.complete_marks(contest)
    if unread or not marks or contest.state != ContestState.JUDGING or not contest.has_two_stages:
        return Stage([], [], 0, missing, unread)
    line = staging.borderline_now(contest, marks)
    seats, refusal = _would_get(contest, [each.place.idea for each in line.chosen])
    chosen, others = (_rows(part, ideas, seats) for part in (line.chosen, line.others[:NEXT_SHOWN]))
    left = max(len(line.others) - NEXT_SHOWN, 0)
    seen = publishing.digest_of(marks)
    return Stage(chosen, others, left, missing, unread, line.cut, seen, refusal)


def _rows(
    told: Iterable[Any], ideas: dict[str, Idea], seats: dict[int, list[tuple[Judge, Why]]]
) -> list[Row]:
    return [
        Row(idea, p.rank, p.score, p.low, p.high, each.doubt, seats.get(idea.id, []))
        for each in told
        if (idea := ideas.get((p := each.place).idea)) is not None
    ]


def _would_get(contest: Contest, chosen: list[str]) -> tuple[dict[int, list[tuple[Judge, Why]]], str]:
    """By idea: the judges who would get a sheet more, and why these; or why there is no plan."""
    if not chosen:
        return {}, ""
    try:
        plan = planning.planned(contest, chosen)
    except DomainError as refusal:
        return {}, str(refusal)
    there = {(sheet.judge_id, sheet.idea_id) for sheet in queries.sheets_of(contest)}
    pairs = {(int(judge), int(idea)) for judge, idea in plan.seats} - there
    return _named(contest, pairs), ""


def _named(contest: Contest, pairs: Iterable[tuple[int, int]]) -> dict[int, list[tuple[Judge, Why]]]:
    judges = {judge.id: judge for judge in queries.judges_of(contest)}
    sectors = {idea.id: idea.sector for idea in queries.eligible_ideas(contest)}
    found: dict[int, list[tuple[Judge, Why]]] = defaultdict(list)
    for judge, idea in sorted(pairs):
        knows = sectors.get(idea) in judges[judge].expertise
        found[idea].append((judges[judge], Why.KNOWS if knows else Why.EVEN))
    return dict(found)


def _remembered(contest: Contest, settings: JurySettings, ideas: dict[str, Idea]) -> list[Row]:
    """The choice as it was made, with the sheets given since and how many of them are complete."""
    opened = settings.second_stage_at
    since = [
        sheet
        for sheet in queries.sheets_of(contest)
        if opened is not None and sheet.created_at >= opened and sheet.state != SheetState.RECUSED
    ]
    seats = _named(contest, {(sheet.judge_id, sheet.idea_id) for sheet in since})
    complete = Counter(sheet.idea_id for sheet in since if sheet.state == SheetState.COMPLETE)
    return [
        Row(
            idea,
            each["rank"],
            each["score"],
            each["low"],
            each["high"],
            each["doubt"],
            seats.get(idea.id, []),
            complete[idea.id],
        )
        for each in settings.borderline or ()
        if (idea := ideas.get(each["idea"])) is not None
    ]

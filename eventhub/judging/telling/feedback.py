"""What an entrant is told after publication: the place explained in plain words, marks, comments."""

from collections.abc import Callable
from statistics import fmean

from msgspec import Struct

from eventhub.contests.models import Contest, Idea
from eventhub.i18n import Texts
from eventhub.judging import queries
from eventhub.judging.operations import publishing
from eventhub.judging.queries import Marks
from eventhub.judging.ranking.results import Explanation

FELT = 0.05
"""Points below which a step of the explanation says nothing."""
FELT_MARK = 0.8
"""Points from the mean of all ideas from which a criterion is a strength, or one where most did better."""


class CriterionTold(Struct, frozen=True):
    """One criterion: this idea's mean mark and everybody's."""

    name: str
    weight: int
    mine: float
    all: float


class Feedback(Struct, frozen=True):
    """What the page shows; `steps` are (what, points), leaving out what isn't felt."""

    explanation: Explanation
    ideas: int
    steps: list[tuple[str, float]]
    criteria: list[CriterionTold]
    comments: list[str]

    def how(self, each: CriterionTold) -> str:
        """How a criterion stands: "strength", "like", "below", or "gain": the one that is most below."""
        gap = each.mine - each.all
        if abs(gap) < FELT_MARK:
            return "like"
        if gap > 0:
            return "strength"
        return "gain" if gap == min(other.mine - other.all for other in self.criteria) else "below"


def feedback_for(idea: Idea) -> Feedback | None:
    """Everything about one idea; None when it has no place."""
    return feedback_for_all(idea.contest)(idea)


def feedback_for_all(contest: Contest) -> Callable[[Idea], Feedback | None]:
    """The same for any idea of a contest, from one reading of its sheets."""
    marks = queries.complete_marks(contest)
    found = publishing.ranking_of(contest, marks, with_certainty=False) if marks else None
    ideas = sum(each.score is not None for each in found.ideas) if found else 0
    means, comments = _means(contest, marks), queries.comments_by_idea(contest)
    names = ("generosity", "doubt", "scale", "few_sheets")

    def told(idea: Idea) -> Feedback | None:
        if found is None:
            return None
        try:
            explanation = found.explain(idea.public_id)
        except KeyError:
            return None
        steps = [(name, getattr(explanation, name)) for name in names]
        return Feedback(
            explanation=explanation,
            ideas=ideas,
            steps=[step for step in steps if abs(step[1]) >= FELT],
            criteria=means(idea.public_id),
            comments=comments.get(idea.id, []),
        )

    return told


def _means(contest: Contest, marks: list[Marks]) -> Callable[[str], list[CriterionTold]]:
    """Of an idea, its mean mark and everybody’s for each criterion; the marks are read once for all ideas."""
    given: dict[tuple[str, str | None], list[float]] = {}
    for each in marks:
        for key, mark in each.marks.items():
            given.setdefault((key, each.idea), []).append(mark)
            given.setdefault((key, None), []).append(mark)

    def told(idea: str) -> list[CriterionTold]:
        return [
            CriterionTold(
                str(Texts(each["name"])),
                each["weight"],
                fmean(given[each["id"], idea]),
                fmean(given[each["id"], None]),
            )
            for each in contest.criteria
            if (each["id"], idea) in given
        ]

    return told

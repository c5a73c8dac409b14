"""Where a ranking is sure and where the jury must talk: sure in, on the line, sure out. PURE."""

from collections.abc import Collection, Mapping, Sequence
from enum import StrEnum

from msgspec import Struct

from eventhub.judging.ranking.results import Caution, Method


class Standing(StrEnum):
    """How an idea stands to the prize places."""

    IN = "in"
    LINE = "line"
    OUT = "out"


class Place(Struct, frozen=True):
    """One idea's place; scores and intervals in points of the criteria, `second` by the second opinion."""

    idea: str
    rank: int
    score: float
    low: float
    high: float
    second: int | None = None


class Line(Struct, frozen=True):
    """The cut between the last prize place and the next, in points, and how each idea stands to it."""

    cut: float | None
    standing: Mapping[str, Standing]
    differing: frozenset[str]
    ties: tuple[tuple[str, ...], ...]


DECIMALS = 8
"""Scores closer than this are the same score: what is left is the order of additions."""


def beside(means: Mapping[str, float], cautions: Collection[str], used: str) -> dict[str, int]:
    """Places by the plain mean, told beside where a jury is in parts; none where they are the places."""
    return places_of(means) if Caution.SEVERAL_PARTS in cautions and used != Method.MEAN else {}


def places_of(scores: Mapping[str, float]) -> dict[str, int]:
    """1 for the best of these; equal ones share a place and the next is skipped."""
    order = sorted((round(score, DECIMALS) for score in scores.values()), reverse=True)
    first = {score: place for place, score in reversed(list(enumerate(order, 1)))}
    return {idea: first[round(score, DECIMALS)] for idea, score in scores.items()}


SAME = 5e-3
"""Scores that print alike with two decimals are a tie for people."""


def line_of(places: Sequence[Place], prizes: int) -> Line:
    """The cut lies half way between the last prize place and the next idea (None when all win or none).

    An idea whose 90 % interval holds the cut is on the line. `differing` win by one method only. `ties`
    are equal scores of which one has a prize place: they are what the published rule settles.
    """
    order = sorted(places, key=lambda place: (-place.score, place.idea))
    is_cut = 0 < prizes < len(order)
    cut = (order[prizes - 1].score + order[prizes].score) / 2 if is_cut else None
    standing = {place.idea: _standing(place, cut, prizes) for place in order}
    differing = frozenset(
        place.idea
        for place in order
        if place.second is not None and (place.rank <= prizes) != (place.second <= prizes)
    )
    return Line(cut, standing, differing, _ties(order, prizes))


def _standing(place: Place, cut: float | None, prizes: int) -> Standing:
    if cut is None:
        return Standing.IN if place.rank <= prizes else Standing.OUT
    if place.low <= cut <= place.high:
        return Standing.LINE
    return Standing.IN if place.low > cut else Standing.OUT


def _ties(order: Sequence[Place], prizes: int) -> tuple[tuple[str, ...], ...]:
    groups: list[list[Place]] = []
    for place in order:
        if groups and groups[-1][-1].score - place.score < SAME:
            groups[-1].append(place)
        else:
            groups.append([place])
    return tuple(
        tuple(place.idea for place in group)
        for group in groups
        if len(group) > 1 and min(place.rank for place in group) <= prizes
    )

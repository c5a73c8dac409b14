"""What the solver promises: rules kept, refusals explained, the optimum where it says so."""

import itertools
import json
import math
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eventhub.booths.allocation.cursor import loads
from eventhub.booths.allocation.greedy import PinError
from eventhub.booths.allocation.reading import read_instance
from eventhub.booths.allocation.solution import solution_document
from eventhub.booths.allocation.solve import Allocation, allocate
from eventhub.booths.auditor import Verdict, audit
from tests.booths.allocation.drawing import draw_instance, replan


def forever() -> float:
    return math.inf


def never() -> float:
    return 0.0


def solve(document: dict[str, Any], deadline: Callable[[], float] = forever, **how: Any) -> Allocation:
    instance = read_instance(loads(json.dumps(document), "drawn.json"))
    return allocate(
        instance.plan, instance.applications, instance.rules, instance.previous, deadline=deadline, **how
    )


def judge(document: dict[str, Any], allocation: Allocation) -> Verdict:
    return audit(document, json.loads(json.dumps(solution_document(document["name"], allocation))))


def values(allocation: Allocation) -> list[tuple[str, float]]:
    return [(level.name, level.value) for level in allocation.levels]


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 10_000), people=st.integers(0, 12))
def test_a_plan_is_clean_fair_and_what_it_says(seed: int, people: int) -> None:
    document = draw_instance(seed, applications=people)
    allocation = solve(document, seed=seed, rounds=5)
    verdict = judge(document, allocation)
    assert verdict.faults == []
    assert verdict.untrue == []
    assert verdict.wasteful == []
    assert verdict.envious == []
    assert verdict.levels == values(allocation)


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_without_time_there_is_still_a_clean_plan(seed: int) -> None:
    document = draw_instance(seed, applications=12, rows=(5, 5, 4))
    allocation = solve(document, never)
    assert judge(document, allocation).is_clean
    assert all(level.bound is None or level.is_proved for level in allocation.levels)


@settings(max_examples=8, deadline=None)
@given(seed=st.integers(0, 10_000), most=st.integers(0, 2))
def test_a_plan_is_repaired_within_the_moves_allowed(seed: int, most: int) -> None:
    before = draw_instance(seed, applications=12, rows=(5, 5, 4))
    held = {name: list(booths) for name, booths in solve(before, rounds=5).assignments.items()}
    document = replan(before, held, seed, most)
    allocation = solve(document, rounds=5)
    verdict = judge(document, allocation)
    assert verdict.faults == []
    assert verdict.untrue == []
    assert dict(verdict.levels)["moves"] <= most
    displaced = [
        n
        for n, b in document["previous"]["assignments"].items()
        if set(b) & set(document["previous"]["lost_booths"])
    ]
    assert dict(verdict.levels)["kept"] <= len(displaced)


def plans(document: dict[str, Any]) -> Iterator[dict[str, list[str]]]:
    """Every way to give disjoint side-by-side booths, rules or not."""
    runs = [
        row["booths"][i : i + size]
        for row in document["plan"]["rows"]
        for size in (1, 2, 3)
        for i in range(len(row["booths"]) - size + 1)
    ]
    people = document["applications"]
    options = [[[], *(r for r in runs if a["min_booths"] <= len(r) <= a["max_booths"])] for a in people]
    for drawn in itertools.product(*options):
        given = [booth for booths in drawn for booth in booths]
        if len(set(given)) == len(given):
            yield {a["id"]: booths for a, booths in zip(people, drawn, strict=True) if booths}


@pytest.mark.parametrize("seed", range(12))
def test_what_is_called_optimal_is_the_best_of_all_plans(seed: int) -> None:
    document = draw_instance(seed, applications=4, rows=(3, 2))
    verdicts = (audit(document, {"assignments": plan}) for plan in plans(document))
    sound = [v for v in verdicts if not v.faults]
    best = min([value for _, value in v.levels] for v in sound)
    fairest = min([value for _, value in v.levels] for v in sound if not v.wasteful and not v.envious)
    allocation = solve(document, rounds=5)
    assert [value for _, value in values(allocation)] == fairest
    assert all(
        level.bound is None or level.bound <= value
        for level, value in zip(allocation.levels, fairest, strict=True)
    )
    if fairest == best:
        assert allocation.is_optimal


def test_the_same_seed_gives_the_same_plan() -> None:
    document = draw_instance(7, applications=24, rows=(8, 6, 6))
    assert solve(document, seed=3, rounds=4) == solve(document, seed=3, rounds=4)


def test_progress_only_tells_of_better_plans_until_fairness() -> None:
    heard: list[tuple[str, tuple[float, ...], tuple[float, ...]]] = []
    solve(
        draw_instance(5, applications=24, rows=(8, 6, 6)),
        rounds=4,
        progress=lambda *news: heard.append(news),
    )
    before = [
        news[1] for news in itertools.takewhile(lambda n: n[0] != "fairness", heard) if news[0] != "bounds"
    ]
    assert heard[0][0] == "greedy"
    assert before == sorted(before, reverse=True)


def test_it_can_be_stopped_in_the_middle() -> None:
    asked = itertools.count()
    document = draw_instance(9, applications=24, rows=(8, 6, 6))
    allocation = solve(document, lambda: 60.0 if next(asked) < 40 else 0.0)
    assert judge(document, allocation).is_clean


def test_pins_hold() -> None:
    document = draw_instance(11, applications=6)
    free = solve(document, rounds=3)
    name, booths = next(iter(sorted(free.assignments.items())))
    document["rules"]["pins"] = [{"application": name, "booths": list(booths)}]
    pinned = solve(document, rounds=3)
    assert set(pinned.assignments[name]) == set(booths)
    assert judge(document, pinned).is_clean


def test_a_pin_nobody_can_meet_is_named() -> None:
    document = draw_instance(11, applications=6)
    document["plan"]["booths"][0]["status"] = "blocked"
    document["rules"]["pins"] = [{"application": "A2", "booths": ["B00"]}]
    with pytest.raises(PinError) as refused:
        solve(document, rounds=1)
    assert refused.value.application == "A2"


def test_nobody_applying_is_a_plan_too() -> None:
    allocation = solve(draw_instance(1, applications=0))
    assert allocation.assignments == {}
    assert allocation.explanations == {}

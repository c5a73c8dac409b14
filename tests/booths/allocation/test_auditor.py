"""The auditor sees every kind of broken rule, wrong figure and false explanation."""

import copy
import json
import math
from typing import Any

import pytest

from eventhub.booths.allocation.cursor import loads
from eventhub.booths.allocation.reading import read_instance
from eventhub.booths.allocation.solution import solution_document
from eventhub.booths.allocation.solve import allocate
from eventhub.booths.auditor import audit
from tests.booths.allocation.drawing import draw_instance


def document() -> dict[str, Any]:
    """Four open booths in a row with everything, and three plain applications."""
    drawn = draw_instance(1, applications=3, rows=(4, 2))
    for booth in drawn["plan"]["booths"]:
        booth |= {"status": "open", "power_kw": 6, "water": True, "cooking": True, "heavy": True}
        booth |= {"accessible": True, "price": 100, "m2": 9}
    for zone in drawn["plan"]["zones"]:
        zone["categories"] = None
    for application in drawn["applications"]:
        application |= {"category": "honey", "traits": [], "tags": [], "tier": 2, "score": 50, "budget": 1000}
        application |= {"min_booths": 1, "max_booths": 2, "min_m2": 6, "preferred_m2": 9, "max_m2": 20}
        application |= {"near": [], "avoid": [], "apart": [], "last_booths": [], "preferences": []}
        application["needs"] = dict.fromkeys(("water", "cooking", "heavy", "accessible"), False) | {
            "power_kw": 0
        }
        application["wants_corner"] = False
    drawn["rules"] |= {"zone_caps": [], "quotas": [], "forbidden": [], "pins": []}
    return drawn


HELD = {"A0": ["B00"], "A1": ["B01"], "A2": ["B10"]}


def faults(instance: dict[str, Any], assignments: dict[str, list[str]]) -> str:
    return "\n".join(audit(instance, {"instance": instance["name"], "assignments": assignments}).faults)


def test_a_sound_plan_has_no_fault() -> None:
    assert faults(document(), HELD) == ""


@pytest.mark.parametrize(
    ("assignments", "fault"),
    [
        ({"A0": ["B00"], "A1": ["B00"]}, "booth B00 is given 2 times"),
        ({"A0": ["B00", "B02"]}, "not side by side"),
        ({"A0": ["B03", "B10"]}, "not side by side"),
        ({"A0": ["B00", "B00"]}, "listed twice"),
        ({"A0": ["B00", "B01", "B02"]}, "number of booths"),
        ({"A0": ["B00", "B01", "B02"]}, "area"),
        ({"A9": ["B00"]}, "no application A9"),
        ({"A0": ["B99"]}, "B99, which does not exist"),
        ({"A0": []}, "given no booth"),
    ],
)
def test_a_placement_that_is_none_is_seen(assignments: dict[str, list[str]], fault: str) -> None:
    assert fault in faults(document(), assignments)


@pytest.mark.parametrize(
    ("booth", "need", "fault"),
    [
        ({"status": "blocked"}, {}, "blocked"),
        ({"power_kw": 1}, {"power_kw": 3}, "too little power"),
        ({"water": False}, {"water": True}, "no water"),
        ({"cooking": False}, {"cooking": True}, "not every booth is cooking"),
        ({"heavy": False}, {"heavy": True}, "not every booth is heavy"),
        ({"accessible": False}, {"accessible": True}, "not every booth is accessible"),
        ({"price": 5000}, {}, "above the budget"),
    ],
)
def test_a_need_not_met_is_seen(booth: dict[str, Any], need: dict[str, Any], fault: str) -> None:
    instance = document()
    instance["plan"]["booths"][0] |= booth
    instance["applications"][0]["needs"] |= need
    assert fault in faults(instance, HELD)


def test_rules_between_applicants_are_seen() -> None:
    instance = document()
    instance["applications"][0]["traits"] = ["cooking"]
    instance["applications"][1]["traits"] = ["fragrance"]
    instance["applications"][0]["apart"] = ["A2"]
    instance["rules"]["zone_caps"] = [{"zone": "Z0", "category": "honey", "max": 1}]
    instance["rules"]["forbidden"] = [{"application": "A1", "booth": "B01"}]
    instance["rules"]["pins"] = [{"application": "A2", "booths": ["B11"]}]
    instance["plan"]["zones"][1]["categories"] = ["pottery"]
    found = faults(instance, HELD)
    for fault in (
        "A0 in B00 may not touch A1 in B01",
        "A0 and A2 must be apart",
        "zone Z0 holds more than 1 of honey",
        "forbidden",
        "A2 is pinned to B11",
        "zone Z1 does not admit honey",
    ):
        assert fault in found


def test_too_many_moves_are_seen() -> None:
    instance = document()
    instance["previous"] = {
        "assignments": {"A0": ["B01"], "A1": ["B00"]},
        "cancelled": [],
        "lost_booths": [],
        "max_moves": 1,
    }
    assert "2 earlier holders moved, at most 1 may" in faults(instance, HELD)


def test_a_solution_of_another_instance_is_seen() -> None:
    verdict = audit(document(), {"instance": "other", "assignments": HELD})
    assert verdict.faults == ["the solution is for other"]


def test_waste_and_envy_are_told() -> None:
    instance = document()
    wasteful = audit(instance, {"assignments": {"A0": ["B00"]}})
    assert wasteful.wasteful == ["A1", "A2"]
    instance["applications"][2]["score"] = 90
    for booth in instance["plan"]["booths"][2:]:
        booth["status"] = "blocked"
    envious = audit(instance, {"assignments": {"A0": ["B00"], "A1": ["B01"]}})
    assert envious.envious == ["A2"]
    assert envious.wasteful == []


def test_levels_are_counted_from_scratch() -> None:
    instance = document()
    instance["applications"][1]["preferences"] = [{"booth": "B03"}, {"zone": "Z0"}]
    instance["applications"][0] |= {
        "near": ["A2"],
        "avoid": ["A1"],
        "last_booths": ["B03"],
        "preferred_m2": 11,
    }
    instance["rules"]["quotas"] = [{"zone": "Z0", "tag": "rural", "min": 2}]
    levels = dict(audit(instance, {"assignments": {"A0": ["B00"], "A1": ["B01"]}}).levels)
    assert levels["quota"] == 2
    assert levels["tier2"] == 1
    assert levels["merit"] == 50
    second_wish, size_gap, last_booth, avoided, alike = 2, 2, 8, 5, 3
    assert levels["comfort"] == second_wish + size_gap + last_booth + avoided + alike


def test_every_false_explanation_is_seen() -> None:
    drawn = draw_instance(3, applications=14, rows=(4, 3))
    instance = read_instance(loads(json.dumps(drawn), "drawn.json"))
    allocation = allocate(
        instance.plan, instance.applications, instance.rules, None, deadline=lambda: math.inf, rounds=2
    )
    solution: dict[str, Any] = json.loads(json.dumps(solution_document(drawn["name"], allocation)))
    assert audit(drawn, solution).untrue == []
    assert solution["explanations"]
    for name in solution["explanations"]:
        for lie in ({}, {"eligible": 99}, {**solution["explanations"][name]["blocked"], "free": 1}):
            changed = copy.deepcopy(solution)
            changed["explanations"][name]["blocked"] = lie
            assert len(audit(drawn, changed).untrue) == 1
        silent = copy.deepcopy(solution)
        del silent["explanations"][name]
        assert len(audit(drawn, silent).untrue) == 1

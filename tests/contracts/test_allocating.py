"""`eventhub allocate` and its `--check`, on an instance small enough to know the answer."""

import json
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eventhub.booths.allocation.cursor import loads
from eventhub.booths.allocation.reading import read_instance
from eventhub.errors import BadInput
from tests.contracts.conftest import assert_bad_input, run

COMFORT = (
    "preference",
    "size_gap_m2",
    "last_booth_lost",
    "corner_unmet",
    "near_unmet",
    "avoid_hit",
    "same_category_neighbour",
)
LEVELS = [
    {"name": "kept", "terms": {"unplaced_previous": 1}},
    {"name": "quota", "terms": {"quota_shortfall": 1}},
    {"name": "tier1", "terms": {"unplaced_tier_1": 1}},
    {"name": "merit", "terms": {"unplaced_score": 1}},
    {"name": "comfort", "terms": {"preference": 1}},
]


def a_stand(number, **more):
    """A stand of 3 × 3 m, beside the next of its row."""
    place = {"id": f"B{number}", "hall": "H", "zone": "Z", "row": "R", "x": 1.5 + 3 * number, "y": 1.5}
    offers = {"power_kw": 2, "water": False, "cooking": False, "heavy": False, "accessible": True}
    size = {"w": 3, "d": 3, "m2": 9, "corner": number == 0, "price": 500, "status": "open"}
    return place | offers | size | more


def an_application(name, score, **more):
    """Somebody who wants one stand."""
    needs = {"power_kw": 0, "water": False, "cooking": False, "heavy": False, "accessible": False}
    size = {"min_booths": 1, "max_booths": 1, "min_m2": 6, "preferred_m2": 9, "max_m2": 20}
    wishes = {"wants_corner": False, "last_booths": [], "preferences": [], "near": [], "avoid": []}
    who = {"id": name, "name": name, "type": "cooperative", "category": "honey", "traits": [], "tags": []}
    return {
        **who,
        "tier": 1,
        "score": score,
        "needs": needs,
        "budget": 900,
        "apart": [],
        **size,
        **wishes,
        **more,
    }


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """Three stands, the last with water; four applicants, one of whom needs it: the weakest goes without."""
    document = {
        "format": "eventhub-allocation/1",
        "name": "small",
        "seed": 1,
        "plan": {
            "halls": [{"id": "H", "name": "H", "step_free": True}],
            "zones": [{"id": "Z", "hall": "H", "name": "Z", "categories": None}],
            "rows": [{"id": "R", "zone": "Z", "booths": ["B0", "B1", "B2"]}],
            "booths": [a_stand(0), a_stand(1), a_stand(2, water=True)],
            "adjacency": [["B0", "B1", "side"], ["B1", "B2", "side"]],
        },
        "applications": [
            an_application("strong", 90, preferences=[{"booth": "B0"}]),
            an_application("thirsty", 40, needs=an_application("", 0)["needs"] | {"water": True}),
            an_application("middle", 70),
            an_application("weak", 30),
        ],
        "rules": {
            "near_m": 6,
            "apart_m": 10,
            "incompatible": [],
            "same_category_kinds": [],
            "zone_caps": [],
            "quotas": [],
            "pins": [],
            "forbidden": [],
            "pref_cost": [0, 1, 2],
            "pref_cost_unranked": 3,
            "weights": dict.fromkeys(COMFORT, 1),
            "levels": LEVELS,
        },
        "previous": None,
    }
    path = tmp_path_factory.mktemp("small") / "instance.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


@pytest.fixture
def instance(kept, tmp_path):
    """The instance, to be spoiled."""
    return Path(shutil.copy(kept, tmp_path))


def changed(path, change):
    """The file with its content changed."""
    document = json.loads(path.read_text(encoding="utf-8"))
    change(document)
    path.write_text(json.dumps(document), encoding="utf-8")


@pytest.fixture(scope="module")
def solved(kept):
    """The plan that the command found, once, with time enough to prove it on a busy machine."""
    path = kept.with_name("solution.json")
    done = run("allocate", kept, "-o", path, "--time", 60, "--threads", 1, "--seed", 3)
    assert (done.returncode, done.stderr) == (0, "")
    for word in ("levels", "tier1", "bound", "status optimal"):
        assert word in done.stdout
    return path


@pytest.fixture
def solution(solved, tmp_path):
    """The plan, to be spoiled."""
    return Path(shutil.copy(solved, tmp_path))


def test_the_best_plan_is_found_and_passes_its_audit(instance, solution):
    found = json.loads(solution.read_text(encoding="utf-8"))
    assert (found["format"], found["instance"]) == ("eventhub-allocation-solution/1", "small")
    assert found["assignments"] == {"strong": ["B0"], "thirsty": ["B2"], "middle": ["B1"]}
    audited = run("allocate", "--check", instance, solution)
    assert (audited.returncode, audited.stderr) == (0, "")
    assert "merit 30" in audited.stdout


@pytest.mark.parametrize(
    "assignments",
    [
        {"strong": ["B0"], "middle": ["B0"]},
        {"thirsty": ["B1"]},
        {"strong": ["B0", "B1"]},
        {"strong": ["B9"]},
        {"stranger": ["B0"]},
    ],
    ids=["given twice", "no water", "too many", "no such stand", "no such applicant"],
)
def test_a_plan_that_breaks_a_rule_is_a_no(instance, solution, assignments):
    changed(solution, lambda plan: plan.update(assignments=assignments, explanations={}))
    audited = run("allocate", "--check", instance, solution)
    assert (audited.returncode, audited.stderr) == (1, "")
    assert "broken" in audited.stdout


def test_an_explanation_that_is_untrue_is_a_no(instance, solution):
    changed(solution, lambda plan: plan["explanations"]["weak"]["blocked"].update(eligible=77))
    audited = run("allocate", "--check", instance, solution)
    assert audited.returncode == 1
    assert "untrue" in audited.stdout


@pytest.mark.parametrize(
    ("spoil", "names"),
    [
        (lambda d: d.update(format="eventhub-allocation/9"), ("format",)),
        (lambda d: d["plan"]["booths"][1].update(m2="nine"), ("booths[1].m2",)),
        (lambda d: d["plan"]["booths"][1].pop("price"), ("booths[1]", "price")),
        (lambda d: d["plan"]["rows"][0].update(booths=["B0", "B1", "B2", "B7"]), ("rows", "B7")),
        (lambda d: d["applications"][2].update(min_booths=0), ("applications[2]",)),
        (lambda d: d["applications"][2].update(id="strong"), ("applications[2]", "strong")),
        (lambda d: d["rules"].update(pins=[{"application": "nobody", "booths": ["B0"]}]), ("pins", "nobody")),
        (lambda d: d.pop("rules"), ("rules",)),
    ],
)
def test_a_faulty_instance_is_named_with_its_place(instance, tmp_path, spoil, names):
    changed(instance, spoil)
    assert_bad_input(run("allocate", instance, "-o", tmp_path / "out.json"), "instance.json", *names)
    assert not (tmp_path / "out.json").exists()


def test_files_that_cannot_be_read_or_written_are_named(instance, tmp_path):
    (tmp_path / "text.json").write_text("{\n  'plan'", encoding="utf-8")
    out = tmp_path / "out.json"
    assert_bad_input(run("allocate", tmp_path / "none.json", "-o", out), "none.json")
    assert_bad_input(run("allocate", tmp_path / "text.json", "-o", out), "text.json", "line 2")
    assert_bad_input(run("allocate", instance, "-o", tmp_path / "no" / "out.json"), "out.json")
    assert_bad_input(run("allocate", "--check", instance, tmp_path / "text.json"), "text.json", "line 2")
    assert not out.exists()


JUNK = (None, True, -1, 1e400, float("nan"), "", "x" * 300, [], {}, [None], {"id": 3}, "B0", 10**30, [["B0"]])


def places(document, path=()):
    """Every place of a document, as the path to it."""
    yield path
    items = (
        document.items()
        if isinstance(document, dict)
        else enumerate(document)
        if isinstance(document, list)
        else ()
    )
    for key, value in items:
        yield from places(value, (*path, key))


def spoiled(document, path, junk):
    """A copy with something else in one place."""
    if not path:
        return junk
    copy = json.loads(json.dumps(document))
    inside = copy
    for key in path[:-1]:
        inside = inside[key]
    inside[path[-1]] = junk
    return copy


def test_a_spoiled_instance_is_read_or_refused_with_its_place(kept, tmp_path):
    document = json.loads(kept.read_text(encoding="utf-8"))
    every = list(places(document))

    @settings(max_examples=400, deadline=None, database=None, derandomize=True)
    @given(st.sampled_from(every), st.sampled_from(JUNK))
    def read(path, junk):
        text = json.dumps(spoiled(document, path, junk))
        fault = None
        try:
            read_instance(loads(text, "spoiled.json"))
        except BadInput as refusal:
            fault = refusal
        if fault is not None:
            assert (fault.file, "\n" in str(fault)) == ("spoiled.json", False)
            assert fault.what

    read()


@pytest.mark.parametrize("path", [("rules", "levels"), ("applications", 1, "needs")])
def test_spoiled_files_end_with_two_and_one_line(instance, tmp_path, path):
    out = tmp_path / "out.json"
    changed(instance, lambda document: document.update(spoiled(document, path, -1)))
    assert_bad_input(run("allocate", instance, "-o", out), "instance.json", str(path[0]))
    assert not out.exists()

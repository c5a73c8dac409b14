"""Reading an instance: what is wrong is named with its place, and nothing else ever happens."""

import copy
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eventhub.booths.allocation.cursor import loads
from eventhub.booths.allocation.reading import read_instance
from eventhub.errors import BadInput
from tests.booths.allocation.drawing import draw_instance

JUNK = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 5),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=4),
    st.lists(st.integers(), max_size=2),
    st.dictionaries(st.text(max_size=3), st.integers(), max_size=2),
)


def read(document: Any) -> Any:
    return read_instance(loads(json.dumps(document), "fair.json"))


def change(document: Any, path: list[str | int], value: Any) -> Any:
    changed = copy.deepcopy(document)
    inner = changed
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    return changed


def test_a_sound_instance_is_read_whole() -> None:
    document = draw_instance(1)
    instance = read(document)
    assert [a.id for a in instance.applications] == [a["id"] for a in document["applications"]]
    assert len(instance.plan.booths) == len(document["plan"]["booths"])
    assert instance.previous is None


@pytest.mark.parametrize(
    ("path", "value", "place", "what"),
    [
        (["format"], "other/1", "format", "must be eventhub-allocation/1"),
        (["plan", "booths", 2, "m2"], "six", "plan.booths[2].m2", 'must be a number, not "six"'),
        (["plan", "booths", 2, "m2"], -1, "plan.booths[2].m2", "must be a number from 0 to 1e+12, not -1"),
        (["plan", "booths", 1, "id"], "B00", "plan.booths[1].id", "booth B00 is already at plan.booths[0]"),
        (["plan", "booths", 0, "zone"], "Z1", "plan.booths[0].zone", "must be Z0, the zone of its row R0"),
        (["plan", "booths", 0, "status"], "shut", "plan.booths[0].status", "must be one of open, blocked"),
        (["plan", "rows", 0, "booths"], ["B00", "B99"], "plan.booths[1].row", "does not list this booth"),
        (["plan", "adjacency", 0], ["B00", "B98", "side"], "plan.adjacency[0][1]", "there is no booth B98"),
        (["plan", "adjacency", 0], ["B00", "B01"], "plan.adjacency[0]", "must be [booth, booth, kind]"),
        (["applications", 3, "near"], ["A99"], "applications[3].near[0]", "there is no application A99"),
        (["applications", 3, "apart"], ["A3"], "applications[3].apart[0]", "cannot name itself"),
        (["applications", 0, "score"], 101, "applications[0].score", "from 0 to 100"),
        (["applications", 0, "score"], True, "applications[0].score", "must be a number, not true"),
        (["applications", 0, "tier"], 1.5, "applications[0].tier", "must be a whole number"),
        (["applications", 0, "min_booths"], 0, "applications[0].min_booths", "must be a whole number from 1"),
        (["applications", 0, "min_booths"], 9, "applications[0].min_booths", "is more than max_booths"),
        (["applications", 0, "preferences"], [{}], "applications[0].preferences[0]", "a zone or a booth"),
        (["applications", 0, "needs"], [], "applications[0].needs", "must be an object"),
        (["rules", "levels", 0, "terms"], {"hope": 1}, "rules.levels[0].terms.hope", "there is no term hope"),
        (["rules", "levels"], [], "rules.levels", "at least one level"),
        (["rules", "pins"], [{"application": "A0", "booths": []}], "rules.pins[0].booths", "lists no booth"),
        (["rules", "weights"], {}, "rules.weights", "preference is missing"),
        (["rules", "pref_cost"], [], "rules.pref_cost", "at least one cost"),
        (["previous"], {"assignments": {}}, "previous", "cancelled is missing"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(
    path: list[str | int], value: Any, place: str, what: str
) -> None:
    with pytest.raises(BadInput) as refused:
        read(change(draw_instance(1), path, value))
    assert refused.value.file == "fair.json"
    assert refused.value.place == place
    assert what in refused.value.what


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('{"format": NaN}', ""),
        ('{"format": 1e999}', "format"),
        ('{"a": 1, "a": 2}', ""),
        ("[1", "line 1 column 3"),
        ("[" * 100_000, ""),
        ("null", ""),
    ],
)
def test_text_that_is_no_instance_is_refused(text: str, place: str) -> None:
    with pytest.raises(BadInput) as refused:
        read_instance(loads(text, "fair.json"))
    assert refused.value.place == place


def places(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path] * bool(path) + [p for step, inner in inside for p in places(inner, (*path, step))]


PLACES = places(draw_instance(1, applications=3, rows=(2, 2)))


@settings(max_examples=400, deadline=None)
@given(path=st.sampled_from(PLACES), junk=JUNK)
def test_junk_anywhere_is_read_or_refused_and_nothing_else(path: tuple[str | int, ...], junk: Any) -> None:
    document = change(draw_instance(1, applications=3, rows=(2, 2)), list(path), junk)
    try:
        instance = read(document)
    except BadInput as error:
        refusal = error.what
    else:
        refusal = instance.name
    assert refusal


@settings(max_examples=100, deadline=None)
@given(path=st.sampled_from([p for p in PLACES if isinstance(p[-1], str)]))
def test_a_missing_member_is_named(path: tuple[str | int, ...]) -> None:
    document = copy.deepcopy(draw_instance(1, applications=3, rows=(2, 2)))
    inner: Any = document
    for step in path[:-1]:
        inner = inner[step]
    del inner[path[-1]]
    try:
        read(document)
    except BadInput as error:
        refusal = error.what
    else:
        refusal = "accepted"
    optional = {"previous", "seed", "name", "type", "step_free", "w", "d"}
    is_optional = path[-1] in optional or path[-2:-1] == ("terms",)
    wish = "must name a zone or a booth, and only one of them"
    assert refusal in (f"{path[-1]} is missing", wish, "accepted" if is_optional else wish)

"""What the commands read and write, and what they refuse."""

import csv
import json

import pytest

from eventhub.errors import BadInput
from eventhub.judging.commands import assign_command, rank_command

CRITERIA = [
    {"id": "C0", "weight": 0.6, "min": 0, "max": 10},
    {"id": "C1", "weight": 0.4, "min": 0, "max": 10},
]
IDEAS, JUDGES = [f"I{row}" for row in range(8)], [f"J{row}" for row in range(4)]
SEATS = [
    (judge, idea) for place, idea in enumerate(IDEAS) for judge in JUDGES if JUDGES.index(judge) != place % 4
]


def mark(judge, idea, criterion):
    return 3 + (7 * IDEAS.index(idea) + 5 * JUDGES.index(judge) + 3 * int(criterion[1])) % 6


@pytest.fixture
def contest(tmp_path):
    """A small contest as the generator writes them."""
    texts = {
        "contest.json": json.dumps({"judges_per_idea": 2, "criteria": CRITERIA}),
        "ideas.csv": "idea_id,region\n" + "".join(f"{idea},FES\n" for idea in IDEAS),
        "judges.csv": "judge_id,region\n" + "".join(f"{judge},FES\n" for judge in JUDGES),
        "conflicts.csv": "judge_id,idea_id,reason\n"
        + "".join(f"J{row % 4},I{row},family\n" for row in range(8)),
        "assignments.csv": "judge_id,idea_id\n" + "".join(f"{judge},{idea}\n" for judge, idea in SEATS),
        "expertise.csv": "judge_id,idea_id,score\nJ0,I1,0.5\nJ1,I0,1.0\n",
        "scores.csv": "judge_id,idea_id,criterion_id,score\n"
        + "".join(f"{j},{i},{c['id']},{mark(j, i, c['id'])}\n" for j, i in SEATS for c in CRITERIA),
    }
    directory = tmp_path / "contest"
    directory.mkdir()
    for name, text in texts.items():
        (directory / name).write_text(text, encoding="utf-8")
    return directory


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("method", ["fair", "scale", "mean"])
def test_a_ranking_is_written_with_every_idea_and_judge(contest, tmp_path, method):
    rank_command(contest, tmp_path / "out", method)
    ranking, judges = rows(tmp_path / "out/ranking.csv"), rows(tmp_path / "out/judges.csv")
    assert list(ranking[0]) == [
        "idea_id",
        "rank",
        "raw",
        "correction",
        "score",
        "lo90",
        "hi90",
        "p_top3",
        "p_top10",
    ]
    assert list(judges[0]) == ["judge_id", "generosity", "sheets", "flag", "reason"]
    assert {line["idea_id"] for line in ranking} == set(IDEAS)
    assert [int(line["rank"]) for line in ranking] == sorted(int(line["rank"]) for line in ranking)
    assert [line["sheets"] for line in judges] == ["6"] * 4
    for line in ranking:
        assert float(line["raw"]) + float(line["correction"]) == pytest.approx(float(line["score"]), abs=2e-6)
        assert float(line["lo90"]) < float(line["score"]) < float(line["hi90"])
    report = json.loads((tmp_path / "out/report.json").read_text(encoding="utf-8"))
    assert (report["method"], report["connected_parts"], report["sheets"]) == (method, 1, 24)
    assert 0 <= report["reliability"]["icc"] <= 1


def test_a_jury_in_parts_is_reported_with_the_places_by_the_plain_mean(contest, tmp_path):
    """Two judges see the first four ideas, two the others; a jury in one part is told nothing of it."""
    rank_command(contest, tmp_path / "whole")
    kept = [(judge, idea) for judge, idea in SEATS if (judge in JUDGES[:2]) == (idea in IDEAS[:4])]
    scores = "".join(f"{j},{i},{c['id']},{mark(j, i, c['id'])}\n" for j, i in kept for c in CRITERIA)
    (contest / "scores.csv").write_text(f"judge_id,idea_id,criterion_id,score\n{scores}", encoding="utf-8")
    rank_command(contest, tmp_path / "out")
    whole, report = (
        json.loads((tmp_path / name / "report.json").read_text(encoding="utf-8")) for name in ("whole", "out")
    )
    assert "plain_mean" not in whole
    assert (report["used"], report["connected_parts"]) == ("fair", 2)
    assert [each["code"] for each in report["cautions"]] == ["several_parts"]
    raw = {line["idea_id"]: float(line["raw"]) for line in rows(tmp_path / "out/ranking.csv")}
    assert {each["idea"]: each["raw"] for each in report["plain_mean"]} == raw
    for each in report["plain_mean"]:
        assert each["rank"] == 1 + sum(mean > raw[each["idea"]] for mean in raw.values())


def test_raw_is_the_mean_of_weighted_totals(contest, tmp_path):
    rank_command(contest, tmp_path / "out", "mean")
    totals = [0.6 * mark(j, i, "C0") + 0.4 * mark(j, i, "C1") for j, i in SEATS if i == "I3"]
    found = {line["idea_id"]: float(line["raw"]) for line in rows(tmp_path / "out/ranking.csv")}
    assert found["I3"] == pytest.approx(sum(totals) / len(totals), abs=1e-6)


@pytest.mark.parametrize(
    "told",
    [
        lambda text: "\ufeff" + text,
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace(",", ";"),
        lambda text: text + "\n\n",
        lambda text: "\n".join([text.splitlines()[0], *sorted(text.splitlines()[1:], reverse=True)]),
    ],
    ids=["BOM", "CRLF", "semicolons", "blank lines", "other order"],
)
def test_other_ways_to_write_the_same_give_the_same_bytes(contest, tmp_path, told):
    rank_command(contest, tmp_path / "first")
    for path in contest.glob("*.csv"):
        path.write_bytes(told(path.read_text(encoding="utf-8")).encode())
    rank_command(contest, tmp_path / "again")
    for name in ("ranking.csv", "judges.csv", "report.json"):
        assert (tmp_path / "first" / name).read_bytes() == (tmp_path / "again" / name).read_bytes()


def replaced(name, old, new):
    return name, lambda text: text.replace(old, new, 1)


FAULTS = {
    "no column": (*replaced("scores.csv", "criterion_id", "criterion"), "row 1: no column criterion_id"),
    "column twice": (*replaced("ideas.csv", "region", "idea_id"), "row 1: column idea_id is there twice"),
    "not a number": (
        *replaced("scores.csv", "J1,I0,C0,8", "J1,I0,C0,eight"),
        "row 2: score must be a number",
    ),
    "nan": (*replaced("scores.csv", "J1,I0,C0,8", "J1,I0,C0,nan"), "row 2: score must be a number"),
    "above the scale": (
        *replaced("scores.csv", "J1,I0,C0,8", "J1,I0,C0,11"),
        "row 2: score must lie in 0..10",
    ),
    "unknown criterion": (
        *replaced("scores.csv", "J1,I0,C0", "J1,I0,C9"),
        "row 2: unknown criterion_id 'C9'",
    ),
    "unassigned": (*replaced("scores.csv", "J1,I0,C0", "J0,I0,C0"), "row 2: 'J0' isn't assigned to 'I0'"),
    "twice": (*replaced("scores.csv", "J1,I0,C1", "J1,I0,C0"), "row 3: J1 marked C0 of I0 twice"),
    "short row": (*replaced("scores.csv", "J1,I0,C0,8", "J1,I0,C0"), "row 2: has 3 fields, the header 4"),
    "quote": (*replaced("scores.csv", "J1,I0,C0,8", 'J1,I0,C0,"8'), "row "),
    "null": (*replaced("scores.csv", "J1,I0,C0,8", "J1,I0,C0,\0"), "row 2"),
    "empty": ("scores.csv", lambda _: "", "is empty"),
    "header only": ("scores.csv", lambda text: text.splitlines()[0], "no score"),
    "no idea": ("ideas.csv", lambda text: text.splitlines()[0], "no row"),
    "idea twice": (*replaced("ideas.csv", "I1,", "I0,"), "row 3: idea_id I0 is there twice"),
    "idea without id": (*replaced("ideas.csv", "I1,", ","), "row 3: idea_id is empty"),
    "unknown judge": (*replaced("conflicts.csv", "J1,", "J9,"), "row 3: unknown judge_id 'J9'"),
    "unknown idea": (*replaced("assignments.csv", ",I0", ",I9"), "row 2: unknown idea_id 'I9'"),
    "assigned twice": (*replaced("assignments.csv", "J2,I0", "J1,I0"), "row 3: J1 and I0 are there twice"),
    "assigned in conflict": (*replaced("assignments.csv", "J1,I0", "J0,I0"), "row 2: J0 declared a conflict"),
    "broken JSON": ("contest.json", lambda text: text[:-1], "line 1: isn't JSON"),
    "a list": ("contest.json", lambda _: "[]", "must hold an object"),
    "no criteria": ("contest.json", lambda _: "{}", "criteria: must be a list"),
    "no weight": (*replaced("contest.json", "0.6", "0"), "criteria[0].weight: must be above 0"),
    "endless weight": (*replaced("contest.json", "0.6", "NaN"), "criteria[0].weight: must be a number"),
    "criterion twice": (*replaced("contest.json", "C1", "C0"), "criteria[1]: criterion C0 is there twice"),
    "upside down": (*replaced("contest.json", '"max": 10', '"max": 0'), "criteria[0].max: must be above min"),
}


@pytest.mark.parametrize(("name", "spoil", "said"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_named_with_its_file_and_row_and_nothing_is_written(contest, tmp_path, name, spoil, said):
    path = contest / name
    before = path.read_text(encoding="utf-8")
    path.write_text(spoil(before), encoding="utf-8")
    assert path.read_text(encoding="utf-8") != before
    with pytest.raises(BadInput) as refused:
        rank_command(contest, tmp_path / "out")
    assert str(refused.value).startswith(f"{name}: ")
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)
    assert not (tmp_path / "out").exists()


def test_other_encodings_are_refused_by_row(contest, tmp_path):
    (contest / "ideas.csv").write_bytes("idea_id,region\nI0,Fès\n".encode("cp1252"))
    with pytest.raises(BadInput, match=r"ideas\.csv: row 2: isn't UTF-8"):
        rank_command(contest, tmp_path / "out")


@pytest.mark.parametrize("name", ["contest.json", "ideas.csv", "judges.csv", "conflicts.csv", "scores.csv"])
def test_a_missing_file_is_named(contest, tmp_path, name):
    (contest / name).unlink()
    with pytest.raises(BadInput, match=f"^{name}: can't be read"):
        rank_command(contest, tmp_path / "out")


def test_a_missing_directory_an_unknown_method_and_the_contest_itself_are_refused(contest, tmp_path):
    with pytest.raises(BadInput, match="no such directory"):
        rank_command(tmp_path / "nowhere", tmp_path / "out")
    with pytest.raises(BadInput, match="--method"):
        rank_command(contest, tmp_path / "out", "median")
    with pytest.raises(BadInput, match=r"judges\.csv would be lost"):
        rank_command(contest, contest)


def test_a_place_that_cannot_be_written_is_named(contest, tmp_path):
    (tmp_path / "out").write_text("in the way", encoding="utf-8")
    with pytest.raises(BadInput, match="can't be written"):
        rank_command(contest, tmp_path / "out")


def test_a_plan_is_written(contest, tmp_path):
    assign_command(contest, tmp_path / "plan.csv")
    plan = [(line["judge_id"], line["idea_id"]) for line in rows(tmp_path / "plan.csv")]
    assert sorted(idea for _, idea in plan) == sorted(IDEAS * 2)
    assert not set(plan) & {(f"J{row % 4}", f"I{row}") for row in range(8)}


def test_the_number_of_judges_may_be_said_on_the_command(contest, tmp_path):
    (contest / "contest.json").unlink()
    assign_command(contest, tmp_path / "plan.csv", 3)
    assert len(rows(tmp_path / "plan.csv")) == 24
    assign_command(contest, tmp_path / "plan.csv")
    assert len(rows(tmp_path / "plan.csv")) == 24, "three where nobody says how many"


def test_an_impossible_plan_is_one_line_and_no_file(contest, tmp_path):
    with pytest.raises(BadInput) as refused:
        assign_command(contest, tmp_path / "plan.csv", 4)
    said = str(refused.value)
    assert "I0 lacks 1" in said
    assert "1 more judge(s) without conflict, or 3 judges an idea" in said
    assert "\n" not in said
    assert not (tmp_path / "plan.csv").exists()


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("expertise.csv", "judge_id,idea_id,score\nJ0,I1,2\n", "row 2: score must lie in 0..1"),
        ("expertise.csv", "judge_id,idea_id,score\nJ0,I1,1\nJ0,I1,1\n", "row 3: J0 and I1 are there twice"),
        ("contest.json", '{"judges_per_idea": 0}', "judges_per_idea: must be a whole number"),
    ],
)
def test_a_faulty_call_is_named(contest, tmp_path, name, text, said):
    (contest / name).write_text(text, encoding="utf-8")
    with pytest.raises(BadInput) as refused:
        assign_command(contest, tmp_path / "plan.csv")
    assert str(refused.value).startswith(f"{name}: {said}")
    assert not (tmp_path / "plan.csv").exists()


def test_a_plan_does_not_replace_the_contests_own_files(contest):
    with pytest.raises(BadInput, match="own files"):
        assign_command(contest, contest / "ideas.csv")

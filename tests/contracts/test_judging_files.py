"""`eventhub rank` and `eventhub assign`: a contest's folder in, files with exactly these columns out."""

import csv
import json

import pytest

from tests.contracts.conftest import assert_bad_input, run

IDEAS = [f"I{number:05d}" for number in range(6)]
JUDGES = [f"J{number:03d}" for number in range(4)]
CRITERIA = (("C0", 0.6), ("C1", 0.4))
CONFLICT = ("J000", "I00000")
RANKING = ["idea_id", "rank", "raw", "correction", "score", "lo90", "hi90", "p_top3", "p_top10"]
JUDGES_COLUMNS = ["judge_id", "generosity", "sheets", "flag", "reason"]


def table(path, header, rows):
    with path.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([header, *rows])


def read(path):
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines)
        return reader.fieldnames, list(reader)


@pytest.fixture
def contest(tmp_path):
    """Six ideas of rising merit, each seen by every judge without a conflict; the last judge is generous."""
    folder = tmp_path / "contest"
    folder.mkdir()
    criteria = [{"id": name, "weight": weight, "min": 0, "max": 10} for name, weight in CRITERIA]
    about = {"ideas": 6, "judges": 4, "judges_per_idea": 3, "criteria": criteria}
    (folder / "contest.json").write_text(json.dumps(about), encoding="utf-8")
    table(folder / "ideas.csv", ["idea_id", "region", "theme"], [(idea, "FES", "agri") for idea in IDEAS])
    table(folder / "judges.csv", ["judge_id", "region", "themes"], [(j, "TTA", "agri;sea") for j in JUDGES])
    table(folder / "conflicts.csv", ["judge_id", "idea_id", "reason"], [(*CONFLICT, "family")])
    seats = [(judge, idea) for idea in IDEAS for judge in JUDGES if (judge, idea) != CONFLICT]
    table(folder / "assignments.csv", ["judge_id", "idea_id"], seats)
    marks = [
        (
            judge,
            idea,
            name,
            min(10, 2 + IDEAS.index(idea) + 2 * (judge == JUDGES[3]) + (len(idea + name) % 2)),
        )
        for judge, idea in seats
        for name, _weight in CRITERIA
    ]
    table(folder / "scores.csv", ["judge_id", "idea_id", "criterion_id", "score"], marks)
    table(folder / "expertise.csv", ["judge_id", "idea_id", "score"], [(JUDGES[1], IDEAS[0], 0.9)])
    return folder


@pytest.mark.parametrize("method", ["fair", "scale", "mean"])
def test_a_ranking_has_exactly_the_columns_named(contest, tmp_path, method):
    done = run("rank", contest, "-o", tmp_path / "out", "--method", method)
    assert (done.returncode, done.stderr) == (0, "")
    columns, ideas = read(tmp_path / "out/ranking.csv")
    assert columns == RANKING
    assert [line["idea_id"] for line in ideas] == IDEAS[::-1]
    assert [line["rank"] for line in ideas] == list("123456")
    for line in ideas:
        assert 0 <= float(line["lo90"]) <= float(line["score"]) <= float(line["hi90"]) <= 10.5
        assert 0 <= float(line["p_top3"]) <= float(line["p_top10"]) <= 1
        assert float(line["raw"]) + float(line["correction"]) == pytest.approx(float(line["score"]), abs=1e-4)
    columns, judges = read(tmp_path / "out/judges.csv")
    assert columns == JUDGES_COLUMNS
    assert [line["judge_id"] for line in judges] == JUDGES
    assert [int(line["sheets"]) for line in judges] == [5, 6, 6, 6]
    assert {line["flag"] for line in judges} <= {"0", "1"}
    if method != "mean":
        assert max(judges, key=lambda line: float(line["generosity"]))["judge_id"] == JUDGES[3]
    report = json.loads((tmp_path / "out/report.json").read_text(encoding="utf-8"))
    assert report["method"] == method
    assert {"reliability", "connected_parts"} <= set(report)
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "judges.csv",
        "ranking.csv",
        "report.json",
    ]


def test_an_assignment_gives_each_idea_its_judges_without_conflict(contest, tmp_path):
    (contest / "scores.csv").unlink()
    (contest / "assignments.csv").unlink()
    out = tmp_path / "assignments.csv"
    done = run("assign", contest, "-o", out, "--per-idea", 2)
    assert (done.returncode, done.stderr) == (0, "")
    columns, seats = read(out)
    assert columns == ["judge_id", "idea_id"]
    pairs = [(line["judge_id"], line["idea_id"]) for line in seats]
    assert len(set(pairs)) == len(pairs) == 12
    assert sorted(idea for _judge, idea in pairs) == sorted(IDEAS * 2)
    assert CONFLICT not in pairs


def test_the_contest_says_how_many_judges_an_idea_has(contest, tmp_path):
    assert run("assign", contest, "-o", tmp_path / "plan.csv").returncode == 0
    assert len(read(tmp_path / "plan.csv")[1]) == 18


def test_a_faulty_mark_is_named_with_file_and_row_and_nothing_is_written(contest, tmp_path):
    path = contest / "scores.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",C1,", ",C9,", 1), encoding="utf-8")
    assert_bad_input(run("rank", contest, "-o", tmp_path / "out"), "scores.csv", "row 3", "C9")
    assert not (tmp_path / "out").exists()


def test_a_missing_file_or_folder_is_named(contest, tmp_path):
    (contest / "ideas.csv").unlink()
    for command, out in (("rank", tmp_path / "out"), ("assign", tmp_path / "out.csv")):
        assert_bad_input(run(command, contest, "-o", out), "ideas.csv")
        assert_bad_input(run(command, tmp_path / "nowhere", "-o", out), "nowhere")
        assert not out.exists()


def test_more_judges_than_can_be_had_is_one_line(contest, tmp_path):
    done = run("assign", contest, "-o", tmp_path / "out.csv", "--per-idea", 4)
    assert_bad_input(done, "conflicts.csv", "I00000")
    assert not (tmp_path / "out.csv").exists()

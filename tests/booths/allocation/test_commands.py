"""The commands: files in, files out, exit codes, and no output on bad input."""

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from eventhub.booths.commands import allocate_command, check_command
from eventhub.errors import BadInput
from tests.booths.allocation.drawing import draw_instance


def write(path: Path, document: Any) -> Path:
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


def test_an_instance_is_solved_printed_and_passes_the_audit(tmp_path: Path) -> None:
    instance, solution = write(tmp_path / "fair.json", draw_instance(4)), tmp_path / "plan.json"
    printed = io.StringIO()
    assert allocate_command(instance, solution, 20, out=printed) == 0
    lines = printed.getvalue().splitlines()
    assert lines[0].startswith("levels kept=0, quota=")
    assert any(line.startswith("comfort") and "bound" in line for line in lines)
    assert lines[-1] in ("status optimal", "status feasible")
    audited = io.StringIO()
    assert check_command(instance, solution, out=audited) == 0
    assert audited.getvalue().endswith("the plan holds\n")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["fair.json", "plan.json"]


def test_a_broken_plan_is_answered_no(tmp_path: Path) -> None:
    instance, solution = write(tmp_path / "fair.json", draw_instance(4)), tmp_path / "plan.json"
    allocate_command(instance, solution, 20, out=io.StringIO())
    plan = json.loads(solution.read_text(encoding="utf-8"))
    plan["assignments"] = {name: ["B00"] for name in plan["assignments"]}
    write(solution, plan)
    printed = io.StringIO()
    assert check_command(instance, solution, out=printed) == 1
    assert "booth B00 is given" in printed.getvalue()


@pytest.mark.parametrize("held_before", [True, False])
def test_bad_input_leaves_the_output_alone(tmp_path: Path, *, held_before: bool) -> None:
    document = draw_instance(4)
    document["plan"]["booths"][3]["price"] = "dear"
    instance, solution = write(tmp_path / "fair.json", document), tmp_path / "plan.json"
    if held_before:
        solution.write_text("earlier", encoding="utf-8")
    with pytest.raises(BadInput) as refused:
        allocate_command(instance, solution, 20, out=io.StringIO())
    assert refused.value.file == str(instance)
    assert refused.value.place == "plan.booths[3].price"
    assert (solution.read_text(encoding="utf-8") == "earlier") if held_before else not solution.exists()


def test_a_pin_that_cannot_hold_is_bad_input(tmp_path: Path) -> None:
    document = draw_instance(4)
    document["rules"]["pins"] = [{"application": "A0", "booths": ["B00", "B20"]}]
    instance, solution = write(tmp_path / "fair.json", document), tmp_path / "plan.json"
    with pytest.raises(BadInput, match="A0"):
        allocate_command(instance, solution, 20, out=io.StringIO())
    assert not solution.exists()


@pytest.mark.parametrize("missing", ["fair.json", "plan.json"])
def test_a_missing_file_is_bad_input(tmp_path: Path, missing: str) -> None:
    for name in {"fair.json", "plan.json"} - {missing}:
        write(tmp_path / name, draw_instance(4))
    with pytest.raises(BadInput):
        check_command(tmp_path / "fair.json", tmp_path / "plan.json", out=io.StringIO())


def test_a_folder_that_is_not_there_is_bad_input(tmp_path: Path) -> None:
    instance = write(tmp_path / "fair.json", draw_instance(4, applications=3))
    with pytest.raises(BadInput, match="nowhere"):
        allocate_command(instance, tmp_path / "nowhere" / "plan.json", 5, out=io.StringIO())


def test_reading_and_auditing_load_no_solver() -> None:
    code = (
        "import sys, eventhub.booths.commands\n"
        "loaded = {'numpy', 'scipy', 'highspy', 'flask', 'sqlalchemy'} & set(sys.modules)\n"
        "sys.exit(', '.join(sorted(loaded)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stderr.strip() == ""


def test_the_solver_loads_neither_flask_nor_the_database() -> None:
    code = (
        "import sys, eventhub.booths.allocation.solve\n"
        "loaded = {'highspy', 'scipy', 'flask', 'sqlalchemy'} & set(sys.modules)\n"
        "sys.exit(', '.join(sorted(loaded)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stderr.strip() == ""

"""Every command explains itself, and says in one line how it was called wrongly."""

import pytest

from tests.contracts.conftest import assert_bad_input, run

COMMANDS = (
    "",
    "run",
    "db upgrade",
    "demo",
    "allocate",
    "rank",
    "assign",
    "badges",
    "import",
    "devices add",
    "backup",
    "restore",
    "verify",
)
OPTIONS = {
    "demo": ("--reset", "--scale", "--no-serve"),
    "allocate": ("INSTANCE", "SOLUTION", "-o", "--time", "--threads", "--seed", "--check"),
    "rank": ("CONTEST_DIR", "-o", "--method", "fair|scale|mean"),
    "assign": ("CONTEST_DIR", "-o", "--per-idea"),
    "badges": ("EDITION", "-o", "--layout"),
    "import": ("visitors|cooperatives|booths", "--edition", "--dry-run", "--codes-out", "--keep-good"),
    "devices add": ("EDITION", "--gate"),
}


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_its_options(command):
    done = run(*command.split(), "--help", environment={})
    assert (done.returncode, done.stderr) == (0, "")
    assert "Usage: eventhub" in done.stdout
    for option in OPTIONS.get(command, ()):
        assert option in done.stdout


@pytest.mark.parametrize(
    ("arguments", "names"),
    [
        ("frobnicate", ("frobnicate",)),
        ("allocate", ("INSTANCE",)),
        ("allocate in.json", ("-o",)),
        ("allocate --check in.json", ("SOLUTION",)),
        ("allocate in.json -o out.json --time soon", ("--time", "soon")),
        ("rank somewhere", ("--output",)),
        ("rank somewhere -o out --method median", ("--method", "median")),
        ("assign somewhere -o out.csv --per-idea 0", ("--per-idea",)),
        ("import dragons file.csv", ("dragons",)),
        ("import visitors file.csv", ("--edition",)),
        ("import cooperatives file.csv --codes-out codes.csv", ("--codes-out",)),
        ("devices add somewhere", ("--gate",)),
        ("demo --scale 0", ("--scale",)),
    ],
)
def test_a_wrong_call_is_one_line(arguments, names, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert_bad_input(run(*arguments.split()), *names)
    assert list(tmp_path.iterdir()) == []

"""What is true of the repository itself: locks, vendored files, targets, names of machines."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCKS = sorted(ROOT.glob("requirements*.txt"))
# Folders where other people's files are kept as they came.
VENDORED = ("static/vendor/", "static/fonts/", "tests/vendor/")
# Written in pieces, so that this file does not hold what it looks for.
ADDRESSES = re.compile(
    "|".join(
        ("registry" + r"\.npmjs", "files" + r"\.pythonhosted", "pypi" + r"\.org/simple", "npm" + "mirror")
    )
)
# Organizers' pages have addresses that look like a machine's folder.
OUR_PAGES = "(?!e/|o/|contests/|programmes/|series/)"
HOMES = re.compile(
    "|".join(("/" + r"home/\w+/", "/" + r"root/", "/" + r"Users/\w+/", f"/work/{OUR_PAGES}" + r"\w+/"))
)


def tracked() -> list[str]:
    """Every file of the repository that is ours, as git lists them."""
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    return [name for name in done.stdout.decode().split("\0") if name and not name.startswith(VENDORED)]


def make(*arguments: str) -> str:
    """What make says, also when these tests were themselves started by make."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    command = ["make", *arguments]
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    ).stdout


def test_vendored_files_are_what_the_manifest_says() -> None:
    done = subprocess.run(
        [sys.executable, "scripts/vendor", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stderr) == (0, "")


def test_the_vendor_check_sees_a_changed_an_unknown_and_a_missing_file(tmp_path) -> None:
    for folder in ("scripts", *VENDORED):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    reset = next((tmp_path / "static" / "vendor").glob("modern-normalize-*/modern-normalize.css"))
    reset.write_text("* { color: red }")
    (reset.parent / "LICENSE").unlink()
    (reset.parent / "extra.js").touch()

    done = subprocess.run(
        [sys.executable, tmp_path / "scripts" / "vendor", "--check"],
        capture_output=True,
        text=True,
        check=False,
    )

    folder = reset.parent.relative_to(tmp_path).as_posix()
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        f"vendor: {folder}/LICENSE is missing",
        f"vendor: {folder}/extra.js is not in MANIFEST.json",
        f"vendor: {folder}/modern-normalize.css was changed",
    ]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_a_lock_pins_every_package_by_hash_and_names_no_address(lock) -> None:
    text = lock.read_text()
    pinned = re.findall(r"^([a-z0-9][^ ]*)((?:.*\\\n)*.*)", text, flags=re.MULTILINE)

    assert pinned
    assert all("==" in name and "--hash=sha256:" in rest for name, rest in pinned)
    assert not re.search(r"^-|://|@ ", text, flags=re.MULTILINE)


def test_the_browser_lock_names_no_address() -> None:
    text = (ROOT / "package-lock.json").read_text()

    assert '"integrity"' in text
    assert '"resolved"' not in text


def test_every_declared_dependency_is_locked_at_its_lower_bound() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]
    wanted = {
        line.split("[")[0]: line
        for line in (ROOT / "requirements.in").read_text().splitlines()
        if line and not line.startswith("#")
    }
    locked = (ROOT / "requirements.txt").read_text()

    assert {re.split(r"[\[>]", line)[0] for line in declared} == set(wanted)
    for line in declared:
        name, bound = re.split(r"(?:\[.*\])?>=", line)
        assert f"\n{name}=={bound} " in f"\n{locked}", line


def test_no_tracked_file_names_a_registry_or_somebodys_machine() -> None:
    found = []
    for name in tracked():
        path = ROOT / name
        if path.is_symlink() or not path.is_file():
            continue
        text = path.read_bytes().decode("utf-8", errors="ignore")
        found += [f"{name}: {match[0]}" for match in (ADDRESSES.search(text), HOMES.search(text)) if match]

    assert found == []


def test_make_lists_every_target_with_a_line() -> None:
    declared = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), flags=re.MULTILINE))

    listed = {line.split()[1]: line.split(maxsplit=2)[2:] for line in make().splitlines()}

    assert set(listed) == declared
    assert all(listed.values())
    assert {"demo", "test", "setup", "check", "bench"} <= declared


def test_every_script_that_make_calls_is_there_and_may_be_run() -> None:
    called = set(re.findall(r"scripts/[a-z_]+", (ROOT / "Makefile").read_text()))

    assert called
    assert [name for name in sorted(called) if not (ROOT / name).is_file()] == []
    assert [name for name in sorted(called) if not (ROOT / name).stat().st_mode & 0o111] == []


def test_arithmetic_and_matching_load_neither_flask_nor_the_database() -> None:
    names = ("states", "allocation", "assignment", "severity")
    paths = [path for name in names for path in (ROOT / "eventhub").glob(f"*/{name}*")]
    modules = sorted(f"eventhub.{path.parent.name}.{path.stem}" for path in paths if path.stem in names)
    program = (
        "import importlib, sys\n"
        f"for name in {modules!r}: importlib.import_module(name)\n"
        "print(*sorted({'flask', 'sqlalchemy'} & set(sys.modules)))"
    )

    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT
    )

    assert modules
    assert done.stdout.strip() == ""


def test_every_ruff_rule_that_is_off_says_why() -> None:
    section = re.search(
        r"\n\[tool\.ruff\.lint\]\n(.*?)\n\[tool\.mypy\]", (ROOT / "pyproject.toml").read_text(), re.DOTALL
    )
    assert section is not None
    off = re.findall(r'^ *"[A-Z]+[0-9]*",.*$', section[1], flags=re.MULTILINE)

    assert off
    assert [line for line in off if "#" not in line] == []


@pytest.mark.xdist_group("kept-together")
def test_tests_that_share_a_world_are_kept_in_one_process(request):
    """Where the mark is not heeded each process fills a demo of its own, which takes minutes."""
    shared = "PYTEST_XDIST_WORKER" in os.environ
    assert request.node.nodeid.endswith("@kept-together") == shared

"""docs/security/asvs.md says of each requirement how it stands; none is left out, what it names exists."""

import re
from functools import cache
from pathlib import Path

import pytest

from eventhub import places

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted((ROOT / "docs" / "security").glob("*.md"))
STATES = {"holds", "n/a", "open"}
LAST = {
    "V1": {1: 2, 2: 9, 3: 11, 4: 3, 5: 2},
    "V2": {1: 3, 2: 3, 3: 4, 4: 1},
    "V3": {2: 2, 3: 4, 4: 6, 5: 5, 7: 2},
    "V4": {1: 3, 2: 1, 3: 2, 4: 4},
    "V5": {1: 1, 2: 3, 3: 2, 4: 3},
    "V6": {1: 3, 2: 12, 3: 4, 4: 4, 5: 5, 6: 3, 8: 4},
    "V7": {1: 3, 2: 4, 3: 2, 4: 5, 5: 2, 6: 2},
    "V8": {1: 2, 2: 3, 3: 1, 4: 1},
    "V9": {1: 3, 2: 4},
    "V10": {1: 2, 2: 2, 3: 4, 4: 11, 5: 5, 6: 2, 7: 3},
    "V11": {1: 2, 2: 3, 3: 3, 4: 4, 5: 1, 6: 1},
    "V12": {1: 3, 2: 2, 3: 4},
    "V13": {1: 1, 2: 5, 3: 2, 4: 5},
    "V14": {1: 2, 2: 4, 3: 3},
    "V15": {1: 3, 2: 3, 3: 7},
    "V16": {1: 1, 2: 5, 3: 4, 4: 3, 5: 3},
    "V17": {1: 1, 2: 4, 3: 2},
}
"""By chapter and section, the last requirement of levels 1 and 2: those of level 3 follow them."""
AS_HTML = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|javascript:"
)


def rows():
    """The rows of the list: number, our words, state, where."""
    lines = (ROOT / "docs" / "security" / "asvs.md").read_text(encoding="utf-8").splitlines()
    found = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| V")
    ]
    assert all(len(row) == 4 for row in found)
    return found


def test_every_requirement_of_levels_1_and_2_is_listed_once():
    wanted = [
        f"{chapter}.{section}.{number}"
        for chapter, sections in LAST.items()
        for section, last in sections.items()
        for number in range(1, last + 1)
    ]
    assert [row[0] for row in rows()] == wanted
    assert len(wanted) == 253


def test_every_row_says_how_it_stands_and_why():
    for number, words, state, where in rows():
        assert words, number
        assert state in STATES, number
        assert where, number


@cache
def functions(path: Path) -> set[str]:
    return set(re.findall(r"^def (\w+)\(", path.read_text(encoding="utf-8"), re.MULTILINE))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_file_and_test_that_is_named_exists(page):
    text = page.read_text(encoding="utf-8")
    named = re.findall(r"`((?:eventhub|tests|docs|static|scripts|templates)/[^`*]*)`", text)
    links = [(page.parent / link).resolve() for link in re.findall(r"\]\(([\w./-]+\.md)\)", text)]
    missing = [str(link) for link in links if not link.is_file()]
    for each in named:
        path, _, test = each.partition("::")
        if not (ROOT / path).exists() or (test and test not in functions(ROOT / path)):
            missing.append(each)
    assert missing == []
    assert named


def test_a_control_that_holds_in_code_names_where():
    bare = [
        row[0]
        for row in rows()
        if row[2] == "holds" and row[0].startswith(("V6.3", "V7.", "V8.2")) and "`" not in row[3]
    ]
    assert bare == []


def test_scripts_put_no_text_in_as_html():
    found = {}
    for script in [*(places.STATIC / "js").rglob("*.js"), places.STATIC / "sw.js"]:
        found[script.name] = AS_HTML.findall(script.read_text(encoding="utf-8"))
    assert len(found) > 10
    assert {name: what for name, what in found.items() if what} == {}

"""What marks mean, as a text that can be typed or pasted: a line for each mark. PURE.

`7: Costs are worked out` says what a 7 means, and an 8, a 9 and a 10 too unless they have lines of their
own. A line may begin with a range (`4-6: fair`), and what stands between the mark and the words may be a
colon, a dash, a bracket or the tab of a table that was copied. Marks without a line are fine.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from eventhub.contests.states import HIGHEST, LOWEST

_LINE = re.compile(r"\s*(\d{1,3})\s*(?:[-–—+]\s*(\d{1,3})?\s*)?[:=.)،,|\t –—-]*(.*)", re.DOTALL)


class Unreadable(ValueError):  # noqa: N818 - it says what the line is
    """A line that doesn't begin with a mark. `line` counts from 1."""

    def __init__(self, line: int, words: str) -> None:
        super().__init__(f"line {line}: {words}")
        self.line = line
        self.words = words


def read(text: str) -> dict[int, str]:
    """The words of each mark that has some. Digits of any script. Raises Unreadable.

    A mark that comes twice keeps both, in their order; lines without words are left out.
    """
    found: dict[int, str] = {}
    for place, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        match = _LINE.fullmatch(line)
        if match is None or not LOWEST <= int(match[1]) <= HIGHEST:
            raise Unreadable(place, line.strip())
        words = match[3].strip()
        if words:
            mark = int(match[1])
            found[mark] = f"{found[mark]} {words}" if mark in found else words
    return dict(sorted(found.items()))


def together(texts: Mapping[str, str]) -> list[dict[str, Any]]:
    """Anchors as a contest keeps them, rising, from a text in each language. Raises Unreadable."""
    by_language = {code: read(text) for code, text in texts.items() if text}
    marks = sorted({mark for words in by_language.values() for mark in words})
    return [
        {"from": mark, "text": {code: words[mark] for code, words in by_language.items() if mark in words}}
        for mark in marks
    ]


def written(anchors: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """The text in each language that `together` reads back as these anchors."""
    lines: dict[str, list[str]] = {}
    for anchor in sorted(_said(anchors), key=lambda each: each["from"]):
        for code, words in anchor["text"].items():
            if not words:
                continue
            lines.setdefault(code, []).append(f"{anchor['from']}: {' '.join(words.split())}")
    return {code: "\n".join(each) for code, each in lines.items()}


def spans(anchors: Iterable[Mapping[str, Any]]) -> list[tuple[int, int, Mapping[str, str]]]:
    """(lowest mark, highest mark, words) of each anchor, rising: it speaks until the next one."""
    told = sorted(_said(anchors), key=lambda each: each["from"])
    tops = [*(each["from"] - 1 for each in told[1:]), *([HIGHEST] if told else [])]
    return [(each["from"], top, each["text"]) for each, top in zip(told, tops, strict=True)]


def bare(criteria: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Criteria with only those anchors that say something: two rubrics alike in this are the same rubric."""
    return [{**each, "anchors": together(written(each.get("anchors", ())))} for each in criteria]


def _said(anchors: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    return [each for each in anchors if any(each["text"].values())]

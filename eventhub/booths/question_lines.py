"""PURE: the editor of a call's questions: what a press of a button does to the lines on the screen.

A line is {field: text} as the form holds it, not yet a question. Nothing is saved here; `undone` gives back
what was there before the last press. Pressed buttons are words: add:KIND, common:NAME, up:2, down:2, copy:2,
remove:2.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from eventhub.booths import asking
from eventhub.booths.asking import QuestionKind
from eventhub.booths.common_questions import COMMON

MOST_QUESTIONS = 40
MOST_STEPS_BACK = 10
LANGUAGES = ("ar", "fr", "en")
SEPARATOR = "|"

Line = Mapping[str, Any]


def free_key(lines: Sequence[Line], taken: Sequence[str] = ()) -> str:
    """The first of q1, q2, … that no line has."""
    used = {str(line.get("key") or "") for line in lines} | set(taken)
    return next(key for number in range(1, 10_000) if (key := f"q{number}") not in used)


def pressed(lines: Sequence[Line], do: str, taken: Sequence[str] = ()) -> tuple[list[Line], int | None]:
    """The lines after a press, and the place of the line to look at; an unknown press changes nothing.

    `taken` are keys of stored questions: a removed question's key is not given to another one, whose answers
    it would inherit.
    """
    verb, _, what = do.partition(":")
    found = list(lines)
    if verb in ("add", "common"):
        line = _new(verb, what)
        if line is None or len(found) >= MOST_QUESTIONS:
            return found, None
        return [*found, {**line, "key": free_key(found, taken)}], len(found)
    if not what.isdecimal() or int(what) >= len(found):
        return found, None
    return _moved(found, verb, int(what), taken)


def _moved(found: list[Line], verb: str, at: int, taken: Sequence[str]) -> tuple[list[Line], int | None]:
    there = {"up": max(at - 1, 0), "down": min(at + 1, len(found) - 1)}.get(verb)
    if there is not None:
        found[at], found[there] = found[there], found[at]
        return found, there
    if verb == "copy" and len(found) < MOST_QUESTIONS:
        found.insert(at + 1, {**found[at], "key": free_key(found, taken)})
        return found, at + 1
    if verb == "remove":
        del found[at]
        return found, min(at, len(found) - 1) if found else None
    return found, None


def _new(verb: str, what: str) -> Line | None:
    if verb == "common":
        return line_of(COMMON[what]) if what in COMMON else None
    return {"kind": what} if what in set(QuestionKind) else None


def remembered(before: str, lines: Sequence[Line]) -> str:
    """The steps back with one more; the oldest falls off."""
    return json.dumps([*steps(before), list(lines)][-MOST_STEPS_BACK:], ensure_ascii=False)


def undone(before: str, lines: Sequence[Line]) -> tuple[list[Line], str]:
    """The lines before the last press, and the steps that are left; as they are when there is none."""
    known = steps(before)
    if not known:
        return list(lines), "[]"
    return known[-1], json.dumps(known[:-1], ensure_ascii=False)


def steps(before: str) -> list[list[Any]]:
    """The steps back that a page brought along; what can't be read is none."""
    try:
        found = json.loads(before or "[]")
    except ValueError:
        return []
    if not isinstance(found, list):
        return []
    return [[line for line in step if isinstance(line, dict)] for step in found if isinstance(step, list)][
        -MOST_STEPS_BACK:
    ]


def line_of(question: Mapping[str, Any]) -> dict[str, Any]:
    """A question as the editor's line."""
    condition = question.get("only_if")
    texts = {
        f"{name}_{code}": (question.get(name) or {}).get(code, "")
        for name in ("label", "help")
        for code in LANGUAGES
    }
    return {
        "key": question.get("key", ""),
        "kind": question["kind"],
        "required": bool(question.get("required")),
        **texts,
        "options": "\n".join(_written(words) for words in asking.options_of(question).values()),
        "unit_ar": (question.get("unit") or {}).get("ar", ""),
        "unit_fr": (question.get("unit") or {}).get("fr", ""),
        "lowest": question.get("lowest"),
        "highest": question.get("highest"),
        "only_if": f"{condition['question']}={condition['is'][0]}" if condition else "",
    }


def question_of(line: Line, before: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """A line as a question; an option that says the same as before in any language keeps its key."""
    kind = line["kind"]
    question: dict[str, Any] = {
        "key": line["key"],
        "kind": kind,
        "label": _texts(line, "label"),
        "required": bool(line.get("required")),
        "options": [],
    }
    if help_text := _texts(line, "help"):
        question["help"] = help_text
    if kind in asking.WITH_OPTIONS:
        question["options"] = keyed_options(line.get("options") or "", before)
    if kind in (QuestionKind.NUMBER, QuestionKind.MONEY):
        bounds = {name: line.get(name) for name in ("lowest", "highest")}
        question |= {name: value for name, value in bounds.items() if value is not None}
        if unit := _texts(line, "unit"):
            question["unit"] = unit
    named, _, answer = str(line.get("only_if") or "").partition("=")
    if named and answer:
        question["only_if"] = {"question": named, "is": [answer]}
    return question


def keyed_options(text: str, before: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
    """Options from lines "Arabic | French | English"; new ones get a key from what they say first."""
    known = asking.options_of(before) if before else {}
    found: dict[str, dict[str, Any]] = {}
    for line in text.splitlines():
        words = [word.strip() for word in line.split(SEPARATOR)]
        label = {code: word for code, word in zip(LANGUAGES, words, strict=False) if word}
        if label:
            key = _key_of(label, known, found)
            found.setdefault(key, {"key": key, "label": label})
    return list(found.values())


def _key_of(label: Mapping[str, str], known: Mapping[str, Mapping[str, str]], used: Mapping[str, Any]) -> str:
    for key, words in known.items():
        if key not in used and any(words.get(code) == text for code, text in label.items()):
            return key
    first = next(iter(label.values()))
    return "o" + hashlib.sha256(first.encode()).hexdigest()[:7]


def _written(words: Mapping[str, str]) -> str:
    texts = [words.get(code, "") for code in LANGUAGES]
    while texts and not texts[-1]:
        texts.pop()
    return f" {SEPARATOR} ".join(texts)


def _texts(line: Line, name: str) -> dict[str, str]:
    found = {code: str(line.get(f"{name}_{code}") or "").strip() for code in LANGUAGES}
    return {code: text for code, text in found.items() if text}

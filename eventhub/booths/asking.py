"""PURE: what a call asks and what an application answers, as plain values.

A question is {key, kind, label: {language: text}, required} and, as its kind asks, {help: {language: text},
options: [{key, label}], unit: {language: text}, lowest, highest, only_if: {question, is: [answers]}};
`answers` is {key: value}. An option may also be a bare word, which is then its own key. Values: words are
text, a number is a number, money is centimes, yes/no is "yes" or "no", one choice is an option's key,
several are a list of them, a day is ISO text, a file is its public id, a place is its code. Needs are
{booths, power_kw, water, cooking, heavy, accessible, space, appliances, other_kw}; a wish is {zone: key} or
{booth: label}, best first.
"""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Any

from eventhub.booths.appliances import appliances_of, power_of

SHORT_ANSWER = 200
LONGEST_ANSWER = 1_000
MOST_POWER_KW = 40
WISHES = 5
"""How many places may be wished for, best first."""

Question = Mapping[str, Any]


class QuestionKind(StrEnum):
    """What a question takes."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    NUMBER = "number"
    MONEY = "money"
    YES_NO = "yes_no"
    CHOICE = "choice"
    CHOICES = "choices"
    DATE = "date"
    FILE = "file"
    PLACE = "place"


WITH_OPTIONS = frozenset({QuestionKind.CHOICE, QuestionKind.CHOICES})
DECIDING = WITH_OPTIONS | {QuestionKind.YES_NO}
"""Kinds whose answers another question may depend on."""


class Part(StrEnum):
    """A part of an application that can be asked for again, alone."""

    PRODUCTS = "products"
    NEEDS = "needs"
    WISHES = "wishes"
    ANSWERS = "answers"
    DOCUMENTS = "documents"


def options_of(question: Question) -> dict[str, Mapping[str, str]]:
    """The options of a question: {key: {language: text}}, in their order."""
    found: dict[str, Mapping[str, str]] = {}
    for option in question.get("options") or ():
        if isinstance(option, Mapping):
            found[str(option["key"])] = option.get("label") or {}
        else:
            found[str(option)] = {"ar": str(option)}
    return found


def possible(question: Question) -> tuple[str, ...]:
    """The answers another question may wait for."""
    if question["kind"] == QuestionKind.YES_NO:
        return ("yes", "no")
    return tuple(options_of(question)) if question["kind"] in WITH_OPTIONS else ()


def is_given(value: Any) -> bool:
    """Whether there is an answer; zero and "no" are answers, an empty list is none."""
    return value not in (None, "", [])


def asked(questions: Sequence[Question], answers: Mapping[str, Any]) -> list[Question]:
    """The questions that apply to these answers, in their order.

    A question that waits for one that is not asked itself is not asked. Conditions look backwards only, so
    one pass is enough and nothing can go round in circles.
    """
    found: list[Question] = []
    given: dict[str, Any] = {}
    for question in questions:
        condition = question.get("only_if")
        if not condition or _meets(given.get(condition["question"]), condition["is"]):
            found.append(question)
            given[question["key"]] = answers.get(question["key"])
    return found


def _meets(value: Any, wanted: Sequence[str]) -> bool:
    values = value if isinstance(value, list) else [value]
    return any(each in wanted for each in values)


def missing(questions: Sequence[Question], answers: Mapping[str, Any]) -> list[str]:
    """The keys of required questions without an answer, among those that are asked."""
    return [
        question["key"]
        for question in asked(questions, answers)
        if question.get("required") and not is_given(answers.get(question["key"]))
    ]


def required(questions: Sequence[Question]) -> list[str]:
    """The keys of the questions that must be answered before it is sent."""
    return [question["key"] for question in questions if question.get("required")]


def kept(questions: Sequence[Question], answers: Mapping[str, Any]) -> dict[str, Any]:
    """The answers that go with an application: those of the questions that are asked, where there is one."""
    keys = [question["key"] for question in asked(questions, answers)]
    return {key: answers[key] for key in keys if is_given(answers.get(key))}


def misplaced(questions: Sequence[Question]) -> str | None:
    """The key of the first question whose condition can't hold; None when all can.

    Its condition must name an earlier question, and answers that question can have.
    """
    earlier: dict[str, tuple[str, ...]] = {}
    for question in questions:
        condition = question.get("only_if")
        if condition:
            answers = earlier.get(condition["question"], ())
            if not condition["is"] or any(each not in answers for each in condition["is"]):
                return str(question["key"])
        earlier[question["key"]] = possible(question)
    return None


def part_and_detail(text: str | None) -> tuple[Part | None, str]:
    """A part, and the one question or paper of it that is meant: `answers:q3`, `documents:onssa`, `needs`.

    The part is None when the text names none; only answers and documents have details.
    """
    name, _, detail = (text or "").partition(":")
    if name not in set(Part) or (detail and name not in {Part.ANSWERS, Part.DOCUMENTS}):
        return None, ""
    return Part(name), detail


def opens(part: str | None, own: Part, detail: str = "") -> bool:
    """Whether a correction lets one write in a part, or one question or paper of it; None: anywhere."""
    if not part:
        return True
    named, which = part_and_detail(part)
    return named == own and (not which or not detail or which == detail)


def parts_of(questions: Sequence[Question], papers: Iterable[Mapping[str, Any]]) -> list[str]:
    """Everything of an application that can be asked for again, as `part_and_detail` reads it."""
    found: list[str] = []
    for part in Part:
        found.append(part.value)
        if part == Part.ANSWERS:
            found += [f"{part.value}:{question['key']}" for question in questions]
        if part == Part.DOCUMENTS:
            found += [f"{part.value}:{paper['kind']}" for paper in papers]
    return found


def needs_of(values: Mapping[str, Any]) -> dict[str, Any]:
    """Needs with nothing left out; power is what the appliances take together and anything else, in kW.

    Values that know no appliances keep the power they name.
    """
    machines = appliances_of(values.get("appliances") or {})
    other = float(values.get("other_kw") or 0)
    if not machines and "other_kw" not in values:
        other = float(values.get("power_kw") or 0)
    return {
        "booths": int(values.get("booths") or 1),
        "power_kw": power_of(machines, other),
        "water": bool(values.get("water")),
        "cooking": bool(values.get("cooking")),
        "heavy": bool(values.get("heavy")),
        "accessible": bool(values.get("accessible")),
        "space": bool(values.get("space")),
        "appliances": machines,
        "other_kw": other,
    }


def fits(needs: Mapping[str, Any], sector: str, booth: Any, admitted: Sequence[str]) -> str | None:
    """Why one stand cannot hold an exhibitor alone, as a reason's code; None when it can.

    `booth` answers power_kw, has_water, allows_cooking, takes_heavy, is_blocked.
    """
    causes = (
        ("blocked", booth.is_blocked),
        ("sector_not_admitted", bool(admitted) and sector not in admitted),
        ("no_power", float(needs.get("power_kw") or 0) > booth.power_kw * int(needs.get("booths") or 1)),
        ("no_water", bool(needs.get("water")) and not booth.has_water),
        ("no_cooking", bool(needs.get("cooking")) and not booth.allows_cooking),
        ("no_heavy", bool(needs.get("heavy")) and not booth.takes_heavy),
    )
    return next((code for code, is_so in causes if is_so), None)

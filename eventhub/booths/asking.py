"""PURE: what a call asks and what an application answers, as plain values.

A question is {key, kind, label: {language: text}, required}; `answers` is {key: value}. Needs are
{booths, power_kw, water, cooking, heavy}; a wish is {zone: the zone's key}, best first.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any

LONGEST_ANSWER = 1_000
MOST_POWER_KW = 40


class QuestionKind(StrEnum):
    """What a question takes."""

    TEXT = "text"
    NUMBER = "number"
    CHOICE = "choice"
    YES_NO = "yes_no"


class Part(StrEnum):
    """A part of an application that can be asked for again, alone."""

    PRODUCTS = "products"
    NEEDS = "needs"
    WISHES = "wishes"
    ANSWERS = "answers"
    DOCUMENTS = "documents"


def named_part(part: str, one: str = "") -> str:
    """A part as it is asked for again: whole, or one question (`answers:KEY`) or paper (`documents:KIND`)."""
    return f"{part}:{one}" if one else part


def part_of(named: str | None) -> str | None:
    """The part in which something was asked for again, for a name of `named_part`."""
    return named.partition(":")[0] if named else None


def missing(questions: Sequence[Mapping[str, Any]], answers: Mapping[str, Any]) -> list[str]:
    """The keys of required questions without an answer; zero and "no" are answers."""
    return [
        question["key"]
        for question in questions
        if question.get("required") and answers.get(question["key"]) in (None, "")
    ]


def required(questions: Sequence[Mapping[str, Any]]) -> list[str]:
    """The keys of the questions that must be answered before it is sent."""
    return [question["key"] for question in questions if question.get("required")]


def needs_of(values: Mapping[str, Any]) -> dict[str, Any]:
    """Needs with nothing left out."""
    return {
        "booths": int(values.get("booths") or 1),
        "power_kw": float(values.get("power_kw") or 0),
        "water": bool(values.get("water")),
        "cooking": bool(values.get("cooking")),
        "heavy": bool(values.get("heavy")),
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

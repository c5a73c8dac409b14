"""What a judge may not read of the room and its minutes: a blind contest's names, ideas set aside."""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct, field

from eventhub.contests.models import Contest
from eventhub.contests.states import ContestState
from eventhub.judging import queries
from eventhub.judging.models import Judge
from eventhub.judging.queries import aside, panel
from eventhub.judging.revealing import HIDDEN, masked


class Veil(Struct, frozen=True):
    """What is covered for a reader: `aside` and the keys of `words` are ideas' random names."""

    is_blind: bool = False
    aside: frozenset[str] = frozenset()
    words: Mapping[str, list[str]] = field(default_factory=dict)

    @property
    def covers(self) -> bool:
        """Whether anything is."""
        return self.is_blind or bool(self.aside)

    def text(self, text: str) -> str:
        """Free words of the meeting, which may name any idea."""
        return masked(text, {each for words in self.words.values() for each in words})


def veil_over(contest: Contest, judge: Judge | None) -> Veil:
    """What a reader may not read, by their seat on the jury; an organizer without one reads everything."""
    if judge is None:
        return Veil()
    ideas = {idea.id: idea.public_id for idea in queries.eligible_ideas(contest)}
    mine = {
        ideas[idea] for idea, who in aside.judges_aside(contest).items() if judge.id in who and idea in ideas
    }
    if not contest.is_blind or contest.state == ContestState.PUBLISHED:
        return Veil(aside=frozenset(mine))
    masks = panel.masks_of(contest)
    words = {
        ideas[idea]: [each for each, is_hidden in decided.items() if is_hidden]
        for idea, decided in masks.items()
        if idea in ideas
    }
    return Veil(is_blind=True, aside=frozenset(mine), words=words)


def veiled(record: dict[str, Any], veil: Veil) -> dict[str, Any]:
    """A jury's record as somebody may read it; the record itself, with its fingerprint, stays whole."""
    if not veil.covers:
        return record
    return {
        **record,
        "ideas": [_idea(each, veil) for each in record["ideas"]],
        "sheets": [each for each in record["sheets"] if each["idea"] not in veil.aside],
        "discussions": [
            {**each, "notes": veil.text(each["notes"]), "reason": veil.text(each["reason"])}
            for each in record["discussions"]
            if each["idea"] not in veil.aside
        ],
        "motions": [
            {
                **each,
                "question": veil.text(each["question"]),
                "options": [veil.text(option) for option in each["options"]],
            }
            for each in record["motions"]
        ],
        "remarks": veil.text(record["remarks"]),
        **({"rectifies": _rectifies(record["rectifies"], veil)} if "rectifies" in record else {}),
    }


def _rectifies(part: dict[str, Any], veil: Veil) -> dict[str, Any]:
    """What was put right, without the marks of ideas that the reader stands aside from."""
    return {
        **part,
        "reason": veil.text(part["reason"]),
        "ideas": [_idea(each, veil) for each in part["ideas"]],
        "former": [each for each in part["former"] if each["idea"] not in veil.aside],
        "amendments": [
            {**each, "before": None, "after": None} if each["idea"] in veil.aside else each
            for each in part["amendments"]
        ],
    }


def _idea(idea: dict[str, Any], veil: Veil) -> dict[str, Any]:
    if idea["id"] in veil.aside:
        return {**idea, "title": {"ar": HIDDEN}, "owner": {}}
    if not veil.is_blind:
        return idea
    words = veil.words.get(idea["id"], [])
    title = {language: masked(text, words) for language, text in idea["title"].items()}
    return {**idea, "title": title, "owner": {}}

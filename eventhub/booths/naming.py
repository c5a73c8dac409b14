"""What a screener chooses from and reads: parts to be completed, reasons of files left alone."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from eventhub.booths import phrases
from eventhub.booths.asking import Part, named_part, part_of
from eventhub.booths.models import BulkAction
from eventhub.booths.queries.grids import grid_of
from eventhub.booths.queries.plans import calls_of
from eventhub.cooperatives.phrases import DOCUMENTS
from eventhub.fairs.models import Edition
from eventhub.i18n import Texts


def parts_of(edition: Edition, questions: Any = None) -> list[tuple[str, str]]:
    """What can be asked for again: whole parts, each question, each paper, as (name, words).

    `questions` are one call's; without them those of every call of the edition.
    """
    if questions is None:
        questions = [question for call in calls_of(edition) for question in call.questions]
    found = [(part.value, str(phrases.PARTS[part])) for part in Part]
    labels = {question["key"]: str(Texts(question["label"])) for question in questions}
    found += [
        (named_part(Part.ANSWERS, key), _("Question: %(label)s", label=label))
        for key, label in labels.items()
    ]
    found += [
        (named_part(Part.DOCUMENTS, kind), _("Paper: %(label)s", label=DOCUMENTS[kind]))  # type: ignore[index]
        for kind in grid_of(edition).documents
    ]
    return found


def part_words(named: str | None, edition: Edition, questions: Any) -> str:
    """What was asked for again, in words; its part where the question is not there any more."""
    known = dict(parts_of(edition, questions))
    return known.get(named or "") or str(phrases.PARTS.get(part_of(named) or "", ""))


def skipped_words(bulk: BulkAction) -> list[tuple[str, int]]:
    """Why files were left as they are, with how many, the most frequent first."""
    return [(str(phrases.SKIPS[code]), count) for code, count in Counter(bulk.skipped.values()).most_common()]


def arguments_of(form: Any, people: Mapping[str, int]) -> dict[str, Any]:
    """What was filled in, as `operations.bulk` takes it."""
    values = {name: value for name, value in form.data.items() if name != "csrf_token"}
    if "screener" in values:
        return {"person_id": people[values["screener"]]}
    if "tier" in values:
        return {"tier": int(values["tier"])}
    return {name: (value or "").strip() for name, value in values.items()}

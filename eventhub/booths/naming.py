"""What a screener chooses from and reads: parts to be completed, reasons of files left alone."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from eventhub.booths import asking, papers, phrases
from eventhub.booths.models import BulkAction, Call


def parts_of(calls: Sequence[Call]) -> list[tuple[str, str]]:
    """What can be asked for again in files of these calls: parts, questions, papers, as (name, words)."""
    found: dict[str, str] = {}
    for call in calls:
        for name in asking.parts_of(call.questions, papers.asked_or_kept(call.documents)):
            found.setdefault(name, phrases.part_words(name, call.questions))
    return list(found.items())


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

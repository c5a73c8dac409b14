"""The paper sheets of a jury, which may be many hundred pages: a part a judge, bound when asked for.

Few are made while one waits. More are made by workers, judge by judge, and kept in the store under what they
were made from, so that nothing is printed twice and nothing stale is handed out; after two days they go.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from itertools import groupby
from typing import Any

from eventhub import documents, storage
from eventhub.contests.models import Contest, Idea
from eventhub.i18n import speaking
from eventhub.judging import queries
from eventhub.judging.models import Judge, Sheet
from eventhub.judging.papers import printing
from eventhub.judging.queries import panel, photos, practice
from eventhub.judging.telling import sheets as telling

AT_ONCE = 24
"""Up to this many sheets are made while one waits: some six seconds."""
KEPT = timedelta(days=2)
_FOLDER = "sheets"


@dataclass(frozen=True, slots=True)
class Part:
    """The sheets of one judge, by the ideas' numbers, and where their print lies once it is made."""

    judge_id: int
    sheets: Sequence[Sheet]
    key: str

    @property
    def is_made(self) -> bool:
        """Whether the print is there."""
        return storage.has_key(self.key)


@dataclass(frozen=True)
class Binding:
    """What was asked for: the parts, in the judges' order, and whether one may wait for them."""

    parts: Sequence[Part]

    @property
    def is_small(self) -> bool:
        """Whether all is made while one waits."""
        return sum(len(part.sheets) for part in self.parts) <= AT_ONCE

    @cached_property
    def missing(self) -> list[Part]:
        """The parts that nobody had made when this was first asked: the store is asked once for each."""
        return [part for part in self.parts if not part.is_made]


def binding_of(contest: Contest, language: str, judge: Judge | None = None) -> Binding:
    """The sheets that may be typed from paper, of all judges or of one, in parts."""
    found = practice.sheets_to_type(contest, judge)
    made_from = _Digest(contest, found, language)
    return Binding(
        [
            Part(number, mine, f"{_FOLDER}/{contest.public_id}/{made_from.of(mine)}.pdf")
            for number, mine in (
                (number, list(group)) for number, group in groupby(found, lambda sheet: sheet.judge_id)
            )
        ]
    )


class _Digest:
    """What names a print: it changes with everything that is written or drawn on it."""

    def __init__(self, contest: Contest, found: Sequence[Sheet], language: str) -> None:
        self._pictures = photos.files_of(contest, {sheet.idea_id for sheet in found})
        self._masks, self._contest, self._language = panel.masks_of(contest), contest, language
        settings = queries.settings_of(contest)
        self._told: dict[int, Any] = {}
        self._common = [language, contest.slug, contest.name, contest.criteria, settings.gates]

    def of(self, sheets: Sequence[Sheet]) -> str:
        with speaking(self._language):
            rows = [(sheet.public_id, sheet.judge.person.name, self._idea(sheet.idea)) for sheet in sheets]
            told = json.dumps([self._common, rows], default=str, sort_keys=True)
        return hashlib.sha256(told.encode()).hexdigest()[:32]

    def _idea(self, idea: Idea) -> Any:
        """What its judges read and see of an idea, which several of them share."""
        if idea.id not in self._told:
            shown = telling.shown_idea(idea, self._contest, telling.hidden_words(self._masks, idea))
            self._told[idea.id] = shown, [file.key for file in self._pictures.get(idea.id, ())]
        return self._told[idea.id]


def make(contest: Contest, language: str, judge: Judge) -> None:
    """Make a judge's part and keep it; a second call finds it kept."""
    for part in binding_of(contest, language, judge).missing:
        storage.write_key(part.key, printing.sheets_pdf(contest, list(part.sheets), language))


def bound(contest: Contest, binding: Binding, language: str) -> bytes:
    """All of it as one PDF, a page a sheet: made now where it is small, else of the parts that are kept.

    Raises FileNotFoundError when a part is not there.
    """
    if binding.is_small:
        return printing.sheets_pdf(contest, [s for part in binding.parts for s in part.sheets], language)
    return documents.bound([storage.read_key(part.key) for part in binding.parts])


def forget(at: datetime) -> None:
    """Drop the prints that were made long ago: they hold what entrants wrote."""
    storage.drop_older(_FOLDER, at - KEPT)

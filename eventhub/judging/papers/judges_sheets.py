"""The paper sheets of a jury, a part a judge: what is on them, and by what their prints are known."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from eventhub.contests.models import Contest, Idea
from eventhub.i18n import speaking
from eventhub.judging import queries
from eventhub.judging.models import Judge, Sheet
from eventhub.judging.papers import binding, printing
from eventhub.judging.papers.binding import Binding, Part
from eventhub.judging.queries import panel, photos, practice
from eventhub.judging.telling import sheets as telling


def binding_of(contest: Contest, language: str, judge: Judge | None = None) -> Binding:
    """The sheets that may be typed from paper, of all judges or of one; a part has its judge’s number."""
    found = practice.sheets_to_type(contest, judge)
    made_from = _MadeFrom(contest, found, language)
    return Binding(
        [
            Part(number, mine, binding.key("sheets", contest, made_from.told(mine)))
            for number, mine in (
                (number, list(group)) for number, group in groupby(found, lambda sheet: sheet.judge_id)
            )
        ],
        lambda sheets: printing.sheets_pdf(contest, list(sheets), language),
    )


class _MadeFrom:
    """Everything that is written or drawn on a judge's sheets."""

    def __init__(self, contest: Contest, found: Sequence[Sheet], language: str) -> None:
        self._pictures = photos.files_of(contest, {sheet.idea_id for sheet in found})
        self._masks, self._contest, self._language = panel.masks_of(contest), contest, language
        settings = queries.settings_of(contest)
        self._ideas: dict[int, Any] = {}
        self._common = [language, contest.slug, contest.name, contest.criteria, settings.gates]

    def told(self, sheets: Sequence[Sheet]) -> Any:
        with speaking(self._language):
            rows = [(sheet.public_id, sheet.judge.person.name, self._idea(sheet.idea)) for sheet in sheets]
            return [self._common, rows]

    def _idea(self, idea: Idea) -> Any:
        """What its judges read and see of an idea, which several of them share."""
        if idea.id not in self._ideas:
            shown = telling.shown_idea(idea, self._contest, telling.hidden_words(self._masks, idea))
            self._ideas[idea.id] = shown, [file.key for file in self._pictures.get(idea.id, ())]
        return self._ideas[idea.id]

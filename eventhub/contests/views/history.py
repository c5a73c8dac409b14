"""Pages of what an idea said before: its versions, and what changed between two of them."""

from typing import Any

from flask import request
from werkzeug.wrappers import Response

from eventhub import territory
from eventhub.contests import budgets, drafts, phrases
from eventhub.contests.blueprint import blueprint
from eventhub.contests.differences import Piece, compared
from eventhub.contests.models import Contest, Idea, IdeaVersion
from eventhub.contests.permissions import Permission
from eventhub.contests.queries import writing
from eventhub.cooperatives.kinds import Sector
from eventhub.cooperatives.phrases import SECTORS
from eventhub.i18n import money, number
from eventhub.permissions import requires
from eventhub.web.pages import page

LABELS: dict[str, Any] = {
    "title": phrases.PARTS["title"],
    **phrases.QUESTIONS,
    **phrases.EXTRA_QUESTIONS,
    "budget": phrases.PARTS["budget"],
    "members": phrases.PARTS["members"],
    "sector": phrases.HISTORY["sector"],
    "province_code": phrases.PARTS["place"],
    "stage": phrases.HISTORY["stage"],
    "helps": phrases.HISTORY["helps"],
}
"""What is compared, in the order of the page."""


def _words(content: dict[str, Any], name: str) -> str:
    """A part of a version as people read it."""
    if name == "budget":
        return _budget_words(content)
    value = content.get(name)
    if value in (None, "", []):
        return ""
    shown = {
        "sector": lambda: str(SECTORS[Sector(value)]),
        "province_code": lambda: str(territory.place(value) or ""),
        "stage": lambda: str(phrases.STAGES[value]),
        "helps": lambda: ", ".join(str(phrases.HELPS[each]) for each in value),
    }
    return shown.get(name, lambda: str(value))()


def _budget_words(content: dict[str, Any]) -> str:
    lines = budgets.added_up(drafts.lines_of(content)).lines
    return "\n".join(f"{line.what}: {number(line.quantity)} x {money(line.price)}" for line in lines)


def differences_of(before: IdeaVersion, after: IdeaVersion) -> list[tuple[Any, list[Piece]]]:
    """(label, pieces) of each part that differs between two versions."""
    found = []
    for name, label in LABELS.items():
        one, other = _words(before.content, name), _words(after.content, name)
        if one != other:
            found.append((label, compared(one, other)))
    return found


def _history(idea: Idea, template: str, **context: Any) -> Response:
    versions = writing.versions_of(idea)
    numbers = [version.number for version in versions]
    wanted = request.args.get("version", default=0, type=int)
    at = numbers.index(wanted) if wanted in numbers else len(numbers) - 1
    after = versions[at] if versions else None
    before = versions[at - 1] if at > 0 else None
    changes = differences_of(before, after) if before is not None and after is not None else []
    texts = []
    if after is not None and before is None:
        texts = [(label, _words(after.content, name)) for name, label in LABELS.items()]
    return page(
        template,
        idea=idea,
        contest=idea.contest,
        versions=versions,
        before=before,
        after=after,
        changes=changes,
        texts_said=[pair for pair in texts if pair[1]],
        **context,
    )


@blueprint.get("/ideas/<idea>/history")
@requires(Permission.SEE_IDEA, of="idea")
def history(idea: Idea) -> Response:
    """What one's idea said each time it was sent or corrected."""
    return _history(idea, "contests/history.html")


@blueprint.get("/work/contests/<contest>/ideas/<idea>/history")
@requires(Permission.SCREEN_IDEA, of="idea")
def work_history(contest: Contest, idea: Idea) -> Response:
    """The same, for those who run the contest."""
    del contest
    return _history(idea, "contests/work_history.html")

"""The stands of a proposal as they are drawn: what is proposed, what was set by hand, what is known already.

Not here: the request (`views.allocation`), the drawing (`picture`), what moves a stand (`operations.hands`).
"""

from collections.abc import Callable, Collection, Sequence
from typing import Any

from flask_babel import lazy_gettext as _l

from eventhub.booths import boards, looks, picture
from eventhub.booths.boards import Entry
from eventhub.booths.looks import Look
from eventhub.booths.picture import Drawn
from eventhub.booths.queries import plans
from eventhub.booths.states import AssignmentState

LOOKS = {
    "proposed": Look("held", "held"),
    "set": Look("held", "held", "pin"),
    "awaiting": Look("held", "dots", "wait"),
    **{name: look for name, look in looks.STATES.items() if name not in ("held", "problem")},
}
WORDS: dict[str, Any] = {
    "proposed": _l("Proposed"),
    "set": _l("Set by hand"),
    "awaiting": _l("Awaiting an answer"),
    "taken": _l("Taken"),
    "institution": _l("Institution"),
    "free": _l("Free"),
    "blocked": _l("Not for use"),
}


def state_of(row: Any) -> str:
    """How a stand of the proposal is drawn: a key of LOOKS."""
    state = plans.drawing_state(row)
    if state != "held":
        return state
    if row.hold == AssignmentState.HELD:
        return "awaiting"
    return "set" if row.is_pinned else "proposed"


def drawn(rows: Sequence[Any], href_of: Callable[[Any], str], chosen: Collection[str]) -> list[Drawn]:
    """The stands of `queries.plans.board`, each with its link; the chosen labels stand out."""
    marks = dict.fromkeys(chosen, "chosen")
    return picture.marked(rows, lambda row: LOOKS[state_of(row)], boards.title, href_of, marks)


def legend(rows: Sequence[Any]) -> list[Entry]:
    """The states that occur, with how many stands each."""
    counts = boards.counted(rows, state_of)
    return [Entry(key, str(words), LOOKS[key], counts[key]) for key, words in WORDS.items() if key in counts]

"""A little world of stands for tests: a fair with a row of them, another's beside it, exhibitors, a queue."""

from typing import Any

from eventhub.booths.models import Application, Call
from eventhub.booths.states import ApplicationState, AssignmentState
from eventhub.fairs.models import Edition
from tests.factories.booths import (
    a_booth,
    a_call,
    a_cooperative,
    a_fair,
    a_hold,
    a_plan,
    an_application,
)

_S = ApplicationState


def a_floor(stands: int = 3, **fields: Any) -> Edition:
    """A fair with a row of stands, A1 first; somebody else's has one too, and a file there in its state."""
    edition = a_fair(**fields)
    a_plan(edition, stands)
    noise = a_fair()
    a_plan(noise, 1)
    call = a_call(noise)
    an_application(call, state=_S.CONFIRMED)
    an_application(call, state=_S.SELECTED, published_state=_S.ELIGIBLE)
    an_application(call, state=_S.WAITLISTED)
    return edition


def scored(call: Call, name: str, score: int = 70, **fields: Any) -> Application:
    """A file that awaits its decision."""
    return an_application(
        call, a_cooperative(name), _S.SCORED, published_state=_S.ELIGIBLE, score=score, **fields
    )


def placed(
    call: Call,
    label: str,
    state: ApplicationState = _S.CONFIRMED,
    *,
    is_read: bool = True,
    **cooperative: Any,
) -> Application:
    """A file with a stand, called C and its label; a selection that nobody has read holds it as planned."""
    published = state if is_read else _S.ELIGIBLE
    file = an_application(call, a_cooperative(f"C{label}", **cooperative), state, published_state=published)
    hold = AssignmentState.CONFIRMED
    if state == _S.SELECTED:
        hold = AssignmentState.HELD if is_read else AssignmentState.PLANNED
    a_hold(a_booth(call.edition, label), file, hold)
    return file


def in_line(call: Call, *names: str, **cooperative: Any) -> list[Application]:
    """A published waiting list, first in line first."""
    return [
        an_application(call, a_cooperative(name, **cooperative), _S.WAITLISTED, waiting_rank=rank)
        for rank, name in enumerate(names, start=1)
    ]

"""Words of a search for an allocation."""

from typing import Any

from flask_babel import lazy_gettext as _l

from eventhub.booths.states import RunKind, RunState

LEVELS: dict[str, Any] = {
    "kept": _l("Holders who lose their stand"),
    "quota": _l("Places missing in the quotas"),
    "tier1": _l("First-priority files without a stand"),
    "tier2": _l("Second-priority files without a stand"),
    "tier3": _l("Third-priority files without a stand"),
    "merit": _l("Points of those without a stand"),
    "moves": _l("Exhibitors who move"),
    "returning": _l("Returning exhibitors without last year's stand"),
    "comfort": _l("Unmet wishes"),
}
"""The steps of the objective; each counts what should be as little as possible."""
RUN_STATES: dict[str, Any] = {
    RunState.WAITING: _l("Waiting to begin"),
    RunState.RUNNING: _l("Searching"),
    RunState.DONE: _l("Done"),
    RunState.FAILED: _l("Stopped"),
}
RUN_FAULTS: dict[str, Any] = {
    "silent": _l("The search was interrupted. Start it again."),
    "given_up": _l("It was stopped before it began."),
    "broken": _l("The search failed. The operator sees why on the page of failed work."),
}
RUN_KINDS: dict[str, Any] = {
    RunKind.ALLOCATE: _l("Allocation"),
    RunKind.REPAIR: _l("Repair"),
}
SEARCH_STEPS: dict[str, Any] = {
    "greedy": _l("a first plan"),
    "relaxation": _l("the outline of a good plan"),
    "bounds": _l("what no plan can beat"),
    "exchange": _l("exchanges"),
    "insist": _l("room for the refused"),
    "region": _l("one corner after the other"),
    "fairness": _l("nobody passed over"),
}


def how_sure(line: Any) -> Any:
    """How sure it is that nothing better exists for one level of a search."""
    if line.is_proved:
        return _l("Nothing better exists")
    if line.bound is None:
        return _l("Not compared yet")
    return _l("At most %(percent)s %% above the best", percent=f"{line.excess * 100:.1f}")

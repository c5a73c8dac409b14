"""Words of the plan and its stands."""

from typing import Any

from flask_babel import lazy_gettext as _l

from eventhub.booths.ground import Direction, Numbering, ThingKind
from eventhub.booths.states import AssignmentState

ASSIGNMENT_STATES: dict[str, Any] = {
    AssignmentState.PLANNED: _l("Planned, not yet announced"),
    AssignmentState.HELD: _l("Offered, awaiting an answer"),
    AssignmentState.CONFIRMED: _l("Confirmed"),
    AssignmentState.OCCUPIED: _l("Occupied"),
    AssignmentState.RELEASED: _l("Given back"),
}
DIRECTIONS: dict[str, Any] = {
    Direction.ACROSS: _l("Left to right"),
    Direction.DOWN: _l("Top to bottom"),
}
NUMBERINGS: dict[str, Any] = {
    Numbering.ALL: _l("1, 2, 3…"),
    Numbering.ODD: _l("Odd: 1, 3, 5…"),
    Numbering.EVEN: _l("Even: 2, 4, 6…"),
    Numbering.BACKWARDS: _l("Backwards: …3, 2, 1"),
}
THINGS: dict[str, Any] = {
    ThingKind.STAGE: _l("Stage"),
    ThingKind.WATER: _l("Water"),
    ThingKind.TOILET: _l("Toilets"),
    ThingKind.FIRSTAID: _l("First aid"),
    ThingKind.SHADE: _l("Shade and rest"),
    ThingKind.POWER: _l("Electricity"),
    ThingKind.ENTRANCE: _l("Entrance"),
    ThingKind.EXIT: _l("Exit"),
    ThingKind.INFO: _l("Information"),
    ThingKind.LANE: _l("Lane"),
    ThingKind.OBSTACLE: _l("Obstacle"),
    ThingKind.TREE: _l("Tree"),
    ThingKind.TEXT: _l("Words"),
}
FAULTS: dict[str, Any] = {
    "outside": _l("Stand %(label)s lies outside the ground."),
    "overlaps": _l("Stands %(label)s and %(other)s lie on each other."),
    "same_label": _l("Two stands are called %(label)s."),
    "no_zone": _l("Row %(label)s names a zone that is not listed: %(other)s."),
}
KEPT_FOR: dict[str, Any] = {
    "before_editing": _l("Before it was changed"),
    "before_restoring": _l("Before going back to an earlier plan"),
    "before_import": _l("Before a file was brought in"),
}

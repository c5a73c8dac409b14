"""Words of volunteers: what they help with, what they have of a shift, how shifts stand, the audit log."""

from typing import Any

from flask_babel import lazy_gettext as _l

from eventhub.volunteers.states import Standing, TaskKind, TurnState

KINDS: dict[str, Any] = {
    TaskKind.WELCOME: _l("Welcome and guidance"),
    TaskKind.GATES: _l("Gates and badges"),
    TaskKind.STANDS: _l("Help at the stands"),
    TaskKind.PARKING: _l("Parking and access"),
    TaskKind.FIRST_AID: _l("First aid"),
    TaskKind.CHILDREN: _l("Children’s corner"),
    TaskKind.SETTING_UP: _l("Setting up and clearing away"),
    TaskKind.OTHER: _l("Something else"),
}
ICONS: dict[str, str] = {
    TaskKind.WELCOME: "handshake",
    TaskKind.GATES: "gate-in",
    TaskKind.STANDS: "stand",
    TaskKind.PARKING: "truck",
    TaskKind.FIRST_AID: "firstaid",
    TaskKind.CHILDREN: "youth",
    TaskKind.SETTING_UP: "move",
    TaskKind.OTHER: "heart",
}
STATES: dict[str, Any] = {
    TurnState.TAKEN: _l("Is expected"),
    TurnState.PRESENT: _l("Was there"),
    TurnState.WAITING: _l("Waits in line"),
    TurnState.ABSENT: _l("Did not come"),
    TurnState.RETURNED: _l("Gave the shift back"),
    TurnState.CALLED_OFF: _l("The shift was called off"),
}
"""As an organizer reads them."""
OWN_STATES: dict[str, Any] = {
    TurnState.TAKEN: _l("It is yours"),
    TurnState.PRESENT: _l("You were there. Thank you!"),
    TurnState.WAITING: _l("You wait in line"),
    TurnState.ABSENT: _l("Noted as not there"),
    TurnState.RETURNED: _l("You gave it back"),
    TurnState.CALLED_OFF: _l("The shift was called off"),
}
STATE_KINDS: dict[str, str] = {
    TurnState.TAKEN: "info",
    TurnState.PRESENT: "ok",
    TurnState.WAITING: "wait",
    TurnState.ABSENT: "no",
    TurnState.RETURNED: "neutral",
    TurnState.CALLED_OFF: "neutral",
}
STANDINGS: dict[str, Any] = {
    Standing.EMPTY: _l("Nobody so far"),
    Standing.SHORT: _l("Places are free"),
    Standing.FULL: _l("Full"),
    Standing.BEGUN: _l("This shift has begun."),
    Standing.OVER: _l("This shift is over."),
    Standing.CANCELLED: _l("This shift was called off."),
}
AUDIT: dict[str, Any] = {
    "volunteers:setting:saved": _l("How volunteers are looked for was changed"),
    "volunteers:task:added": _l("A task for volunteers was added"),
    "volunteers:task:edited": _l("A task for volunteers was changed"),
    "volunteers:task:removed": _l("A task for volunteers was removed"),
    "volunteers:shifts:added": _l("Shifts of volunteers were added"),
    "volunteers:shift:edited": _l("A shift of volunteers was changed"),
    "volunteers:shift:removed": _l("A shift of volunteers was removed"),
    "volunteers:shift:called_off": _l("A shift of volunteers was called off"),
    "volunteers:volunteer:signed_up": _l("A volunteer signed up"),
    "volunteers:volunteer:added": _l("A volunteer was added by hand"),
    "volunteers:volunteer:erased": _l("A volunteer’s data was erased"),
    "volunteers:edition:expired": _l("The data of a fair’s volunteers was erased when its time had come"),
    "volunteers:turn:taken": _l("A volunteer has a place in a shift"),
    "volunteers:turn:waiting": _l("A volunteer waits for a place in a shift"),
    "volunteers:turn:returned": _l("A place in a shift was given back"),
    "volunteers:turn:called_off": _l("A place went with a shift that was called off"),
    "volunteers:turn:present": _l("A volunteer was noted as there"),
    "volunteers:turn:absent": _l("A volunteer was noted as not there"),
    "volunteers:turn:left": _l("A volunteer was noted as leaving"),
    "volunteers:turn:undone": _l("A note about a volunteer’s coming was taken back"),
    "volunteers:message:sent": _l("A message to volunteers was sent"),
    "volunteers:list:exported": _l("The list of volunteers was exported"),
}

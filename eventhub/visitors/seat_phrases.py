"""Words of seats: what a badge has of a session, how its seats stand, what its people are told."""

from typing import Any

from flask_babel import lazy_gettext as _l

from eventhub.visitors.seating import SeatState, Standing

STATES: dict[str, Any] = {
    SeatState.TAKEN: _l("Has a seat"),
    SeatState.PRESENT: _l("Was there"),
    SeatState.WAITING: _l("Waits in line"),
    SeatState.ABSENT: _l("Had not come, the seat was freed"),
    SeatState.RETURNED: _l("Gave the seat back"),
    SeatState.CALLED_OFF: _l("Lost it when the session was cancelled"),
}
"""As an organizer reads them; the order here is the order of the filter."""
STATE_KINDS: dict[str, str] = {
    SeatState.TAKEN: "info",
    SeatState.PRESENT: "ok",
    SeatState.WAITING: "wait",
    SeatState.ABSENT: "no",
    SeatState.RETURNED: "neutral",
    SeatState.CALLED_OFF: "neutral",
}
STANDINGS: dict[str, Any] = {
    Standing.OPEN: _l("Seats are free"),
    Standing.FULL: _l("Full"),
    Standing.CLOSED: _l("Seats are no longer given here. Come to the door: what is free is given there."),
    Standing.BEGUN: _l("It has begun. Ask at the door whether a seat is free."),
    Standing.OVER: _l("It is over."),
    Standing.CANCELLED: _l("This session was cancelled."),
}
STANDING_KINDS: dict[str, str] = {
    Standing.OPEN: "ok",
    Standing.FULL: "wait",
    Standing.CLOSED: "neutral",
    Standing.BEGUN: "info",
    Standing.OVER: "neutral",
    Standing.CANCELLED: "no",
}
AUDIT: dict[str, Any] = {
    "visitors:seat:taken": _l("A seat of a session was taken"),
    "visitors:seat:waiting": _l("A visitor waits for a seat of a session"),
    "visitors:seat:returned": _l("A seat of a session was given back"),
    "visitors:seat:present": _l("A badge was read at the door of a session"),
    "visitors:seat:undone": _l("A reading at the door of a session was taken back"),
    "visitors:seat:absent": _l("The seat of somebody who had not come was freed"),
    "visitors:seat:called_off": _l("A seat went with a cancelled session"),
    "visitors:seats:exported": _l("The list of a session’s seats was exported"),
}

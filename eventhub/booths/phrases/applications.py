"""Words of an application's way: its states, steps and places on the waiting list."""

from typing import Any

from flask_babel import lazy_gettext as _l

from eventhub.booths.kinds import WaitingCause
from eventhub.booths.states import ApplicationState

_S = ApplicationState

STATES: dict[str, Any] = {
    _S.DRAFT: _l("Draft"),
    _S.SUBMITTED: _l("Submitted"),
    _S.TO_COMPLETE: _l("To complete"),
    _S.ELIGIBLE: _l("Eligible"),
    _S.INELIGIBLE: _l("Not eligible"),
    _S.SCORED: _l("Scored"),
    _S.SELECTED: _l("Selected"),
    _S.WAITLISTED: _l("On the waiting list"),
    _S.REFUSED: _l("Refused"),
    _S.ACCEPTED: _l("Offer accepted"),
    _S.DECLINED: _l("Offer declined"),
    _S.EXPIRED: _l("Offer expired"),
    _S.CONFIRMED: _l("Confirmed"),
    _S.PRESENT: _l("Present"),
    _S.NO_SHOW: _l("Did not come"),
    _S.WITHDRAWN: _l("Withdrawn"),
}
STATE_KINDS: dict[str, str] = {
    _S.DRAFT: "neutral",
    _S.SUBMITTED: "info",
    _S.TO_COMPLETE: "wait",
    _S.ELIGIBLE: "info",
    _S.INELIGIBLE: "no",
    _S.SCORED: "info",
    _S.SELECTED: "ok",
    _S.WAITLISTED: "wait",
    _S.REFUSED: "no",
    _S.ACCEPTED: "ok",
    _S.DECLINED: "neutral",
    _S.EXPIRED: "no",
    _S.CONFIRMED: "ok",
    _S.PRESENT: "ok",
    _S.NO_SHOW: "no",
    _S.WITHDRAWN: "neutral",
}
STEPS: dict[str, Any] = {
    _S.DRAFT: _l("You began the application"),
    _S.SUBMITTED: _l("The application was sent to the organizer"),
    _S.TO_COMPLETE: _l("The organizer asks you to complete one thing"),
    _S.ELIGIBLE: _l("The file is in order"),
    _S.INELIGIBLE: _l("The file cannot be accepted"),
    _S.SCORED: _l("The committee has studied the file"),
    _S.SELECTED: _l("A stand is offered to you"),
    _S.WAITLISTED: _l("You are on the waiting list"),
    _S.REFUSED: _l("No stand could be given"),
    _S.ACCEPTED: _l("You accepted the stand"),
    _S.DECLINED: _l("You declined the stand"),
    _S.EXPIRED: _l("The offer ended without an answer"),
    _S.CONFIRMED: _l("Your participation is confirmed"),
    _S.PRESENT: _l("You were at the fair"),
    _S.NO_SHOW: _l("The stand stayed empty"),
    _S.WITHDRAWN: _l("You withdrew the application"),
}
"""Each state as a step of the applicant's timeline."""
NEXT_STEPS: dict[str, Any] = {
    _S.SUBMITTED: _l("Send the application to the organizer"),
    _S.ELIGIBLE: _l("The organizer checks the file"),
    _S.SELECTED: _l("The stands are given out"),
    _S.CONFIRMED: _l("Your participation is confirmed, with your stand"),
}
"""Steps that are still to come."""
WAITING_CAUSES: dict[str, Any] = {
    WaitingCause.OFFERED: _l("A stand was offered to somebody before you."),
    WaitingCause.WITHDRAWN: _l("Somebody before you withdrew."),
    WaitingCause.REFUSED: _l("The file of somebody before you was refused."),
    WaitingCause.MOVED: _l("The organizer changed the list."),
}

"""Words of visitors: answers of a gate, reasons, rules, categories, and what the audit log says."""

from flask_babel import lazy_gettext as _l

from eventhub.visitors.admission import Outcome, Reason, Rule

OUTCOMES = {
    Outcome.OK: _l("Welcome"),
    Outcome.AGAIN: _l("Already in"),
    Outcome.REFUSED: _l("No entry"),
    Outcome.UNKNOWN: _l("Unknown badge"),
    Outcome.IRREGULAR: _l("Entered, irregular"),
}
LEFT = _l("Goodbye")

REASONS = {
    Reason.ALREADY_IN: _l("This badge has already come in."),
    Reason.STILL_INSIDE: _l("This badge came in and has not gone out."),
    Reason.ALREADY_HERE: _l("This badge was already scanned here."),
    Reason.NOT_FOUND: _l("No badge has this code. Check the code under the QR."),
    Reason.NOT_A_BADGE: _l("This is no badge of EventHub, or the code is mistyped."),
    Reason.REVOKED: _l("This badge was cancelled. Send the visitor to the desk."),
    Reason.OTHER_EDITION: _l("This badge is for another fair."),
    Reason.OTHER_GATE: _l("This device may not scan at that gate."),
    Reason.OTHER_CATEGORY: _l("This gate is not for this kind of badge. Show the visitor the right one."),
    Reason.NO_GATE: _l("This device has no gate. Choose one first."),
    Reason.NOT_OPEN_YET: _l("The fair has not begun."),
    Reason.OVER: _l("The fair is over."),
    Reason.GATE_CLOSED: _l("This gate is closed at this hour."),
    Reason.FULL: _l("The fair is full. Let in as many as go out."),
    Reason.MALFORMED: _l("This scan could not be understood."),
}

RULE_HINTS = {
    Rule.ONCE_A_DAY: _l("One entry for each day of the fair; the next day it opens again."),
    Rule.ONCE: _l("One entry in all: for an opening, a dinner, a day’s ticket."),
    Rule.AFTER_EXIT: _l("In, out and in again, if the way out is scanned too."),
    Rule.SEVERAL: _l("Every scan is a yes: for exhibitors and staff."),
}

RULES = {
    Rule.ONCE_A_DAY: _l("Once a day"),
    Rule.ONCE: _l("Once for the whole fair"),
    Rule.AFTER_EXIT: _l("Again after going out"),
    Rule.SEVERAL: _l("As often as one likes"),
}

CATEGORIES = {
    "visitor": _l("Visitor"),
    "buyer": _l("Buyer"),
    "school": _l("School"),
    "guest": _l("Guest"),
    "press": _l("Press"),
    "exhibitor": _l("Exhibitor"),
    "staff": _l("Staff"),
}

CAME_BY = {
    "public": _l("Registered online"),
    "desk": _l("Added at the desk"),
    "import": _l("Imported from a file"),
    "invited": _l("Invited"),
    "demo": _l("Sample data"),
}

AUDIT = {
    "visitors:registration:registered": _l("A visitor registered"),
    "visitors:registration:added": _l("A visitor was added at the desk"),
    "visitors:registration:imported": _l("Visitors were imported from a file"),
    "visitors:edition:expired": _l("forgot the visitors, as the time to keep their data had ended"),
    "visitors:registration:erased": _l("A visitor's personal data was erased"),
    "visitors:registration:exported": _l("The list of visitors was exported"),
    "visitors:badge:revoked": _l("A badge was cancelled"),
    "visitors:badge:reissued": _l("A badge was replaced by a new one"),
    "visitors:badge:printed": _l("Badges were sent to print"),
    "visitors:gate:created": _l("A gate was created"),
    "visitors:gate:edited": _l("A gate was changed"),
    "visitors:device:invited": _l("A device was invited to scan"),
    "visitors:device:paired": _l("A device was paired"),
    "visitors:device:revoked": _l("A device was revoked"),
    "visitors:crowd:limited": _l("The number of people allowed inside was set"),
    "visitors:irregular:noted": _l("A note was written on an irregular entry"),
    "visitors:irregular:resolved": _l("An irregular entry was settled"),
    "visitors:queue:brought": _l("Scans saved by a device were brought in from a file"),
}

"""Words of visitors: answers of a gate, reasons, rules, categories, and what the audit log says."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from eventhub.visitors import seat_phrases
from eventhub.visitors.admission import Outcome, Reason, Rule
from eventhub.visitors.consenting import Consent
from eventhub.visitors.import_faults import Fault, FaultKind
from eventhub.visitors.meeting import MeetingState
from eventhub.visitors.opening import Opening
from eventhub.visitors.prize_draw import DrawState
from eventhub.visitors.vote_patterns import Decision, Kind

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
    Reason.NO_SEAT: _l("No seat is free in this session."),
    Reason.SESSION_CANCELLED: _l("This session was cancelled."),
    Reason.MALFORMED: _l("This scan could not be understood."),
}
CLOSED_UNTIL = _l("Gate closed now: open from %(opens)s to %(closes)s.")

OPENINGS = {
    Opening.OPEN: _l("Registration is open."),
    Opening.NOT_YET: _l("Registration has not opened yet. Come back here a few weeks before the fair."),
    Opening.AT_ENTRANCE: _l("Registration is closed. Badges are given at the entrance."),
    Opening.FULL: _l(
        "All the places that can be had online are taken. One that comes free is offered here again."
    ),
    Opening.OVER: _l("This fair is over: there is nothing to register for."),
    Opening.CANCELLED: _l("This fair was called off: no badge is needed. Ask its organizer for news."),
}

OVER = {
    "stamp": _l("This fair is over: its stamps were collected at the stands."),
    "like": _l("This fair is over. Your list of favourites stays in your passport."),
    "ask": _l("This fair is over: nobody answers questions here any more."),
    "meet": _l("This fair is over: no meeting can be asked for."),
    "vote": _l("This fair is over: the votes were closed with it."),
}
"""What one hears who comes to a stand's page too late."""
TOO_EARLY = {
    "stamp": _l("The fair has not begun: stamps are collected at the stands from its first day on."),
    "vote": _l("One votes during the fair, from its first day to its last."),
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

PUBLIC_KINDS = {name: CATEGORIES[name] for name in ("visitor", "buyer", "school", "press")}
QUESTIONS = {
    "kind": _l("Visitor, buyer, school or press"),
    "commune": _l("Commune or town"),
    "age": _l("Age, in four bands"),
    "company": _l("Company or cooperative, for buyers"),
    "email": _l("E-mail, to send the badge"),
}
ANSWER_HEADS = {
    "commune": _l("Commune or town"),
    "age": _l("Age"),
    "company": _l("Company or cooperative"),
}
AGES = {
    "child": _l("Under 18"),
    "young": _l("18 to 34"),
    "middle": _l("35 to 59"),
    "senior": _l("60 and over"),
}
CAME = {"yes": _l("Came in"), "no": _l("Not yet")}
CONSENT = {"given": _l("Given"), "withdrawn": _l("Withdrawn"), "none": _l("Not asked")}

FILE_COLUMNS = {
    "name_ar": _l("Name in Arabic"),
    "name_latin": _l("Name in Latin letters"),
    "given": _l("First name"),
    "family": _l("Family name"),
    "phone": _l("Phone number"),
    "email": _l("E-mail"),
    "category": _l("Kind of visitor"),
    "party": _l("How many people"),
    "company": _l("Company or cooperative"),
    "commune": _l("Commune or town"),
}

FAULTS = {
    FaultKind.NO_NAME: _l("no name"),
    FaultKind.TOO_LONG: _l("%(column)s is longer than %(n)d characters"),
    FaultKind.NO_PHONE: _l("“%(text)s” is no phone number"),
    FaultKind.NO_EMAIL: _l("“%(text)s” is no e-mail address"),
    FaultKind.NO_KIND: _l("“%(text)s” is no kind of visitor"),
    FaultKind.NO_PARTY: _l("“%(text)s” is no number of people from 1 to 100"),
    FaultKind.NO_RESULT: _l("a formula has no result: open the file in Excel and save it again"),
    FaultKind.EMPTY: _l("the file is empty"),
    FaultKind.NO_COLUMN: _l("no column name_ar or name_latin"),
    FaultKind.TOO_MANY: _l("too many rows: %(n)d at most"),
    FaultKind.NO_TABLE: _l("this file cannot be read as a table"),
}


def told(fault: Fault) -> str:
    """What is wrong with a list, in the language of the moment; where, if its whole reading stopped there."""
    values = dict(fault.values)
    row = values.pop("row", None)
    if "column" in values:
        values["column"] = FILE_COLUMNS.get(values["column"], values["column"])
    words = str(FAULTS[fault.kind]) % values
    return _("row %(number)d", number=row) + _(": ") + words if row else words


FILE_STATES = {
    "sent": _l("Columns to be named"),
    "checking": _l("Being read"),
    "checked": _l("Read, not imported yet"),
    "coming_in": _l("Being brought in"),
    "done": _l("Imported"),
    "failed": _l("Could not be read"),
    "taken_back": _l("Taken back"),
}
FILE_SIGNS = {
    "sent": "wait",
    "checking": "wait",
    "checked": "info",
    "coming_in": "wait",
    "done": "ok",
    "failed": "no",
    "taken_back": "neutral",
}

RANKS = {
    "government": _l("Member of the government"),
    "wali": _l("Wali or governor"),
    "elected": _l("Elected"),
    "diplomat": _l("Diplomat"),
    "director": _l("Director"),
    "partner": _l("Partner"),
    "official": _l("Official"),
    "speaker": _l("Speaker or expert"),
}
ANSWERS = {"waiting": _l("No answer yet"), "coming": _l("Will come"), "declined": _l("Can’t come")}
ANSWER_SIGNS = {"waiting": "wait", "coming": "ok", "declined": "no"}

ELEMENT_KINDS = {
    "text": _l("Text"),
    "qr": _l("QR code"),
    "band": _l("Zellij band"),
    "box": _l("Box"),
    "logo": _l("Logo"),
    "photo": _l("Photo"),
}
ELEMENT_ICONS = {
    "text": "document",
    "qr": "qr",
    "band": "zellij",
    "box": "plan",
    "logo": "image",
    "photo": "user",
}
TEXT_SOURCES = {
    "name": _l("Name"),
    "other_name": _l("Name in the other script"),
    "category": _l("Kind of visitor, in two languages"),
    "category_ar": _l("Kind of visitor, in Arabic"),
    "category_fr": _l("Kind of visitor, in French"),
    "party": _l("How many people"),
    "company": _l("Company or cooperative"),
    "function": _l("Function of a guest"),
    "place": _l("Table or seat"),
    "code": _l("Code of the badge"),
    "fair_ar": _l("Name of the fair, in Arabic"),
    "fair_fr": _l("Name of the fair, in French"),
    "days": _l("Days of the fair"),
    "own": _l("A text of your own"),
}
TEXT_PLACES = {"left": _l("At the left"), "center": _l("In the middle"), "right": _l("At the right")}
BADGE_COLOURS = {
    "ink": _l("Ink"),
    "muted": _l("Grey"),
    "white": _l("White"),
    "fair": _l("The fair’s colour"),
    "kind": _l("By kind of visitor"),
    "cobalt": _l("Cobalt"),
    "cedar": _l("Cedar"),
    "saffron": _l("Saffron"),
    "terracotta": _l("Terracotta"),
    "rose": _l("Rose"),
    "indigo": _l("Indigo"),
    "olive": _l("Olive"),
    "caper": _l("Caper"),
}

AUDIT = {
    "visitors:guest:invited": _l("A guest was put on the list"),
    "visitors:guest:changed": _l("A guest’s details were changed"),
    "visitors:guest:sent": _l("An invitation was sent"),
    "visitors:guest:answered": _l("A guest answered the invitation"),
    "visitors:guest:received": _l("A guest was received"),
    "visitors:guest:unreceived": _l("The reception of a guest was taken back"),
    "visitors:layout:created": _l("A layout of badges was begun"),
    "visitors:layout:saved": _l("A layout of badges was changed"),
    "visitors:layout:deleted": _l("A layout of badges was deleted"),
    "visitors:registration:registered": _l("A visitor registered"),
    "visitors:registration:added": _l("A visitor was added at the desk"),
    "visitors:registration:imported": _l("Visitors were imported from a file"),
    "visitors:registration:taken_back": _l("An import of visitors was taken back"),
    "visitors:edition:expired": _l("forgot the visitors, as the time to keep their data had ended"),
    "visitors:registration:withdrawn": _l("A visitor withdrew the consent and was forgotten"),
    "visitors:registration:pictured": _l("A visitor’s picture was kept"),
    "visitors:setting:saved": _l("What visitors are asked was changed"),
    "visitors:registration:erased": _l("A visitor's personal data was erased"),
    "visitors:registration:exported": _l("The list of visitors was exported"),
    "visitors:badge:revoked": _l("A badge was cancelled"),
    "visitors:badge:restored": _l("A cancelled badge was made good again"),
    "visitors:badge:reissued": _l("A badge was replaced by a new one"),
    "visitors:badge:printed": _l("Badges were sent to print"),
    "visitors:badge:print_stopped": _l("A print of badges was stopped"),
    "visitors:badge:print_resumed": _l("A print of badges went on"),
    "visitors:gate:created": _l("A gate was created"),
    "visitors:gate:edited": _l("A gate was changed"),
    "visitors:device:invited": _l("A device was invited to scan"),
    "visitors:device:paired": _l("A device was paired"),
    "visitors:device:revoked": _l("A device was revoked"),
    "visitors:crowd:limited": _l("The number of people allowed inside was set"),
    "visitors:irregular:noted": _l("A note was written on an irregular entry"),
    "visitors:irregular:resolved": _l("An irregular entry was settled"),
    "visitors:queue:brought": _l("Scans saved by a device were brought in from a file"),
    "visitors:question:answered": _l("answered a visitor's question"),
    "visitors:question:put_away": _l("put a visitor's question away"),
    "visitors:theme:saved": _l("changed a page of the passport"),
    "visitors:theme:dropped": _l("took a page out of the passport"),
    "visitors:draw:announced": _l("announced a prize draw and sealed its seed"),
    "visitors:draw:frozen": _l("closed the list of a prize draw"),
    "visitors:draw:drawn": _l("drew the prizes before witnesses"),
    "visitors:votes:decided": _l("decided on a pattern in the votes"),
    "visitors:contact:chosen": _l("A visitor said what every stand is answered"),
    "visitors:contact:withdrawn": _l("A visitor took the contact back from every stand"),
    "visitors:lead:given": _l("A visitor agreed that a stand keeps the contact"),
    "visitors:lead:refused": _l("A visitor refused the contact to a stand"),
    "visitors:lead:withdrawn": _l("A visitor took the contact back from a stand"),
    "visitors:lead:noted": _l("changed the notes on a contact"),
    "visitors:meeting:accepted": _l("agreed to a meeting"),
    "visitors:meeting:moved": _l("proposed another time for a meeting"),
    "visitors:meeting:declined": _l("declined a meeting"),
    "visitors:meeting:cancelled": _l("cancelled a meeting"),
    "visitors:meeting:missed": _l("noted that a meeting did not take place"),
    "visitors:meeting:held": _l("told what came of a meeting"),
    **seat_phrases.AUDIT,
}

MEETINGS = {
    MeetingState.ASKED: _l("Asked, waits for the stand"),
    MeetingState.ACCEPTED: _l("Agreed"),
    MeetingState.MOVED: _l("The stand proposes another time"),
    MeetingState.DECLINED: _l("Declined"),
    MeetingState.CANCELLED: _l("Cancelled"),
    MeetingState.HELD: _l("Took place"),
    MeetingState.MISSED: _l("Did not take place"),
}
MEETING_KINDS = {
    MeetingState.ASKED: "wait",
    MeetingState.ACCEPTED: "ok",
    MeetingState.MOVED: "wait",
    MeetingState.DECLINED: "no",
    MeetingState.CANCELLED: "neutral",
    MeetingState.HELD: "ok",
    MeetingState.MISSED: "neutral",
}
"""The colour of a meeting's state."""

CONSENTS = {
    Consent.ASKED: _l("Waits for the visitor"),
    Consent.GIVEN: _l("Agreed"),
    Consent.REFUSED: _l("Contact refused"),
    Consent.WITHDRAWN: _l("Contact withdrawn"),
}
OWN_CONSENTS = CONSENTS | {Consent.ASKED: _l("Waits for your answer")}
"""The same as the visitor reads it."""
CONSENT_KINDS = {
    Consent.ASKED: "wait",
    Consent.GIVEN: "ok",
    Consent.REFUSED: "no",
    Consent.WITHDRAWN: "neutral",
}
"""The colour of what a visitor said."""

DRAWS = {
    DrawState.ANNOUNCED: _l("Announced: the seed is sealed"),
    DrawState.FROZEN: _l("The list is closed"),
    DrawState.DRAWN: _l("Drawn"),
}
PATTERNS = {
    Kind.DEVICE: _l("Many badges from one phone"),
    Kind.RATE: _l("Many votes in a few minutes"),
    Kind.PLACE: _l("Badges that never came in"),
    Kind.TIME: _l("Badges made just before they voted"),
}
PATTERN_ADVICE = {
    Kind.DEVICE: _l(
        "A family shares a phone; a whole village does not. Ask the stand, or look at who they are."
    ),
    Kind.RATE: _l("A school class votes like this too: was one at the stand at that hour?"),
    Kind.PLACE: _l("Nobody scanned these badges at a gate. Was a gate left open at that time?"),
    Kind.TIME: _l("Whoever registers at the stand votes at once. So do badges made only to vote."),
}
THEME_ICONS = {
    "": _l("As its sectors have it"),
    "pottery": _l("A pot"),
    "textile": _l("A weave"),
    "wood": _l("Wood"),
    "food": _l("Food"),
    "honey": _l("Honey"),
    "oil": _l("A drop of oil"),
    "herb": _l("A herb"),
    "cosmetic": _l("A flask"),
    "livestock": _l("An animal"),
    "service": _l("A service"),
    "idea": _l("An idea"),
    "women": _l("Women"),
    "youth": _l("Youth"),
    "cooperative": _l("A cooperative"),
    "leaf": _l("A leaf"),
    "star": _l("A star"),
}
"""What is to be seen on each picture of `theme_icons.ICONS`, and none chosen."""
DECISIONS = {Decision.KEPT: _l("Counted"), Decision.SET_ASIDE: _l("Not counted")}

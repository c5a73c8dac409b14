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
    Reason.MALFORMED: _l("This scan could not be understood."),
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
CAME = {"yes": _l("Came"), "no": _l("Not yet")}
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
FILE_STATES = {
    "sent": _l("Columns to be named"),
    "checking": _l("Being read"),
    "checked": _l("Read, not imported yet"),
    "coming_in": _l("Coming in"),
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
    "visitors:gate:created": _l("A gate was created"),
    "visitors:gate:edited": _l("A gate was changed"),
    "visitors:device:invited": _l("A device was invited to scan"),
    "visitors:device:paired": _l("A device was paired"),
    "visitors:device:revoked": _l("A device was revoked"),
}

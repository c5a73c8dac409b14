"""Words of booths: states, reasons, kinds, and what the audit log says."""

from typing import Any

from flask_babel import lazy_gettext as _l

from eventhub.booths.asking import Part, QuestionKind
from eventhub.booths.ground import Direction, Numbering, ThingKind
from eventhub.booths.kinds import Channel, Method, PaperKind, ProofState, Settled, SwapState, WaitingCause
from eventhub.booths.states import ApplicationState, AssignmentState
from eventhub.cooperatives.kinds import ExhibitorKind

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

ASSIGNMENT_STATES: dict[str, Any] = {
    AssignmentState.PLANNED: _l("Planned, not yet announced"),
    AssignmentState.HELD: _l("Offered, awaiting an answer"),
    AssignmentState.CONFIRMED: _l("Confirmed"),
    AssignmentState.OCCUPIED: _l("Occupied"),
    AssignmentState.RELEASED: _l("Given back"),
}

INELIGIBLE_REASONS: dict[str, Any] = {
    "documents": _l("A required document is missing or has expired."),
    "sector": _l("The products are outside the sectors of this fair."),
    "region": _l("The fair is reserved for another territory."),
    "not_registered": _l("The registration of the exhibitor could not be verified."),
    "duplicate": _l("Another application of the same exhibitor is being studied."),
    "terms": _l("The terms of the call are not met."),
}
ALLOCATION_REASONS: dict[str, Any] = {
    "no_power": _l("No stand has the electric power that was asked for."),
    "no_water": _l("No stand with water is open to this sector."),
    "no_cooking": _l("No stand open to this sector allows cooking."),
    "no_heavy": _l("No stand open to this sector can bear heavy goods."),
    "none_large_enough": _l("No free run of stands is large enough."),
    "sector_not_admitted": _l("No zone of the plan admits this sector."),
    "no_stand": _l("No stand of the plan can hold what was asked for."),
    "pinned": _l("The suitable stands were set aside by the organizer."),
    "higher_priority": _l("The suitable stands went to files with a higher priority."),
    "several_lower": _l("Placing this file would take the stand of several others."),
    "neighbour_rule": _l("The remaining stands break a rule between neighbours."),
    "cap": _l("The number of stands for this sector is reached."),
    "quota": _l("Placing this file would break a published quota."),
    "swap_possible": _l("A stand could be exchanged with a file of lower priority."),
    "free": _l("A suitable stand is still free."),
    "by_hand": _l("The organizer decided by hand."),
}
MISFITS: dict[str, Any] = {
    "blocked": _l("it is out of use."),
    "sector_not_admitted": _l("its zone does not admit this sector."),
    "no_power": _l("it has less electric power than was asked for."),
    "no_water": _l("it has no water."),
    "no_cooking": _l("cooking is not allowed there."),
    "no_heavy": _l("it can't bear heavy goods."),
}
"""Why one stand does not suit, after a colon."""
REASONS = INELIGIBLE_REASONS | ALLOCATION_REASONS

KINDS: dict[str, Any] = {
    ExhibitorKind.COOPERATIVE: _l("Cooperatives"),
    ExhibitorKind.ARTISAN: _l("Artisans"),
    ExhibitorKind.COMPANY: _l("Companies"),
    ExhibitorKind.INSTITUTION: _l("Institutions"),
    ExhibitorKind.ASSOCIATION: _l("Associations"),
}
PARTS: dict[str, Any] = {
    Part.PRODUCTS: _l("Products"),
    Part.NEEDS: _l("Needs of the stand"),
    Part.WISHES: _l("Wishes for a place"),
    Part.ANSWERS: _l("Answers to the questions"),
    Part.DOCUMENTS: _l("Documents of the file"),
}
QUESTION_KINDS: dict[str, Any] = {
    QuestionKind.TEXT: _l("Text"),
    QuestionKind.NUMBER: _l("Number"),
    QuestionKind.CHOICE: _l("One of a list"),
    QuestionKind.YES_NO: _l("Yes or no"),
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
}
QUOTAS: dict[str, Any] = {
    "women": _l("Women's cooperatives"),
    "youth": _l("Young cooperatives"),
    "province": _l("Of the province"),
}
FAULTS: dict[str, Any] = {
    "outside": _l("Stand %(label)s lies outside the ground."),
    "overlaps": _l("Stands %(label)s and %(other)s lie on each other."),
    "same_label": _l("Two stands are called %(label)s."),
    "no_zone": _l("Row %(label)s names a zone that is not listed: %(other)s."),
}

WAITING_CAUSES: dict[str, Any] = {
    WaitingCause.OFFERED: _l("A stand was offered to somebody before you."),
    WaitingCause.WITHDRAWN: _l("Somebody before you withdrew."),
    WaitingCause.REFUSED: _l("The file of somebody before you was refused."),
    WaitingCause.MOVED: _l("The organizer changed the list."),
}
METHODS: dict[str, Any] = {
    Method.CASH: _l("Cash"),
    Method.TRANSFER: _l("Bank transfer"),
    Method.WAIVED: _l("Waived"),
}
SETTLED: dict[str, Any] = {
    Settled.FREE: _l("Free of charge"),
    Settled.UNPAID: _l("Not paid"),
    Settled.PARTLY: _l("Partly paid"),
    Settled.PAID: _l("Paid"),
}
SETTLED_KINDS = {Settled.FREE: "neutral", Settled.UNPAID: "no", Settled.PARTLY: "wait", Settled.PAID: "ok"}
PROOFS: dict[str, Any] = {
    ProofState.SENT: _l("Being checked"),
    ProofState.ACCEPTED: _l("Accepted"),
    ProofState.REFUSED: _l("Refused"),
}
PROOF_KINDS = {ProofState.SENT: "wait", ProofState.ACCEPTED: "ok", ProofState.REFUSED: "no"}
PAPERS: dict[str, Any] = {
    PaperKind.CONTRACT: _l("Agreements"),
    PaperKind.INVOICE: _l("Invoices"),
    PaperKind.BADGES: _l("Exhibitors’ badges"),
    PaperKind.VEHICLES: _l("Vehicle passes"),
    PaperKind.SIGN_A5: _l("Stand signs, A5"),
    PaperKind.SIGN_A4: _l("Stand signs, A4"),
}
SWAPS: dict[str, Any] = {
    SwapState.ASKED: _l("Asked for"),
    SwapState.AGREED: _l("The other exhibitor agrees"),
    SwapState.APPROVED: _l("Approved"),
    SwapState.REFUSED: _l("Refused"),
    SwapState.WITHDRAWN: _l("Withdrawn"),
}
SWAP_KINDS = {
    SwapState.ASKED: "wait",
    SwapState.AGREED: "info",
    SwapState.APPROVED: "ok",
    SwapState.REFUSED: "no",
    SwapState.WITHDRAWN: "neutral",
}
AUDIENCES: dict[str, Any] = {
    "coming": _l("Everybody who takes part"),
    "unpaid": _l("Those who still owe something"),
    _S.ACCEPTED: STATES[_S.ACCEPTED],
    _S.CONFIRMED: STATES[_S.CONFIRMED],
    _S.SELECTED: _l("Those whose offer awaits an answer"),
    _S.WAITLISTED: STATES[_S.WAITLISTED],
    _S.REFUSED: STATES[_S.REFUSED],
    _S.TO_COMPLETE: STATES[_S.TO_COMPLETE],
}
CHANNELS: dict[str, Any] = {
    Channel.EMAIL: _l("E-mail"),
    Channel.WHATSAPP: "WhatsApp",
    Channel.PAGE: _l("On the application’s page"),
}
CHANNEL_ICONS = {Channel.EMAIL: "mail", Channel.WHATSAPP: "chat", Channel.PAGE: "eye"}

AUDIT: dict[str, Any] = {
    "booths:plan:imported": _l("brought in stands from a table"),
    "booths:application:draft": _l("began an application"),
    "booths:application:submitted": _l("sent the application"),
    "booths:application:to_complete": _l("asked for a correction"),
    "booths:application:eligible": _l("found the file in order"),
    "booths:application:ineligible": _l("found the file not eligible"),
    "booths:application:scored": _l("gave the file a score"),
    "booths:application:selected": _l("selected the file"),
    "booths:application:waitlisted": _l("put the file on the waiting list"),
    "booths:application:refused": _l("refused the file"),
    "booths:application:accepted": _l("accepted the offer"),
    "booths:application:declined": _l("declined the offer"),
    "booths:application:expired": _l("let the offer expire"),
    "booths:application:confirmed": _l("confirmed the participation"),
    "booths:application:present": _l("noted the exhibitor as present"),
    "booths:application:no_show": _l("noted that the exhibitor did not come"),
    "booths:application:withdrawn": _l("withdrew the application"),
    "booths:application:noted": _l("wrote a note on the application"),
    "booths:call:opened": _l("opened the call"),
    "booths:call:edited": _l("changed the call"),
    "booths:call:closed": _l("closed the call"),
    "booths:plan:drawn": _l("drew the plan"),
    "booths:booth:blocked": _l("took a stand out of use"),
    "booths:booth:unblocked": _l("put a stand back into use"),
    "booths:plan:allocated": _l("allocated the stands"),
    "booths:plan:published": _l("published the decisions"),
    "booths:booth:assigned": _l("gave a stand by hand"),
    "booths:booth:unassigned": _l("took a stand back by hand"),
    "booths:booth:swapped": _l("exchanged two stands"),
    "booths:application:extended": _l("gave the offer more time"),
    "booths:application:held_back": _l("kept the decision back"),
    "booths:application:let_go": _l("let the decision go with the others"),
    "booths:payment:recorded": _l("recorded a payment"),
    "booths:payment:taken_back": _l("took a payment back"),
    "booths:payment:charged": _l("charged something besides the fee"),
    "booths:payment:proof_sent": _l("sent the copy of a transfer"),
    "booths:payment:proof_decided": _l("decided on the copy of a transfer"),
    "booths:till:signed": _l("signed off the till of a day"),
    "booths:invoice:issued": _l("issued an invoice"),
    "booths:invoice:credited": _l("took an invoice back by a credit note"),
    "booths:agreement:issued": _l("issued a participation agreement"),
    "booths:application:undone": _l("took back an arrival noted by mistake"),
    "booths:swap:asked": _l("asked for another stand"),
    "booths:swap:answered": _l("answered a wish to exchange stands"),
    "booths:swap:taken_back": _l("took back the wish for another stand"),
    "booths:swap:decided": _l("decided on a wish for another stand"),
    "booths:appeal:sent": _l("appealed against the decision"),
    "booths:appeal:answered": _l("answered the appeal"),
    "booths:message:sent": _l("wrote to several exhibitors"),
    "booths:message:kept": _l("kept a text for the next time"),
    "booths:papers:printed": _l("had papers printed"),
    "booths:people:named": _l("named the people at the stand"),
    "booths:terms:set": _l("wrote the terms for exhibitors"),
    "booths:sales:declared": _l("declared a day's sales"),
}

"""Words of booths: states, reasons, kinds, and what the audit log says."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import lazy_gettext as _l

from eventhub.booths.appliances import Appliance
from eventhub.booths.asking import Part, QuestionKind, part_and_detail
from eventhub.booths.bulk import Skip
from eventhub.booths.ground import Direction, Numbering, ThingKind
from eventhub.booths.kinds import Channel, Method, PaperKind, ProofState, Settled, SwapState, WaitingCause
from eventhub.booths.papers import Standing
from eventhub.booths.resemblance import Likeness
from eventhub.booths.rules import Returning, Strength
from eventhub.booths.states import (
    Answer,
    ApplicationState,
    AssignmentState,
    BulkState,
    BulkVerb,
    Consent,
    RunKind,
    RunState,
)
from eventhub.cooperatives.kinds import DocumentKind, ExhibitorKind
from eventhub.cooperatives.phrases import DOCUMENTS
from eventhub.i18n import Texts

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
    QuestionKind.TEXT: _l("A few words"),
    QuestionKind.LONG_TEXT: _l("A longer text"),
    QuestionKind.NUMBER: _l("Number"),
    QuestionKind.MONEY: _l("Amount of money"),
    QuestionKind.YES_NO: _l("Yes or no"),
    QuestionKind.CHOICE: _l("One of a list"),
    QuestionKind.CHOICES: _l("Several of a list"),
    QuestionKind.DATE: _l("Day"),
    QuestionKind.FILE: _l("Photo or file"),
    QuestionKind.PLACE: _l("Place in Morocco"),
}
GAPS: dict[str, Any] = {
    "no_products": _l("Choose at least one product that you will show."),
    "missing_document": _l("A required document is missing."),
    "document_expires": _l("This document ends before the last day of the fair."),
    "missing_answer": _l("A question is not answered yet."),
}
"""What is missing before an application can be sent."""
APPLIANCES: dict[str, Any] = {
    Appliance.LAMP: _l("Lamp"),
    Appliance.SCALE: _l("Scale or till"),
    Appliance.FRIDGE: _l("Refrigerator"),
    Appliance.DISPLAY_FRIDGE: _l("Refrigerated display"),
    Appliance.OVEN: _l("Oven"),
    Appliance.HOT_PLATE: _l("Hot plate"),
    Appliance.KETTLE: _l("Kettle or coffee machine"),
    Appliance.MILL: _l("Mill or mixer"),
    Appliance.SEWING_MACHINE: _l("Sewing machine"),
    Appliance.SCREEN: _l("Screen or computer"),
}
CONSENTS: dict[str, Any] = {
    Consent.SPOKEN: _l("They agreed in front of me"),
    Consent.SIGNED: _l("They signed a paper"),
    Consent.PHONE: _l("They agreed by phone"),
}
CHANGE_REFUSALS: dict[str, Any] = {
    "application_unknown": _l("This application is not yours, or is not there any more."),
    "wrong_state": _l("This application was sent or withdrawn meanwhile: it can't be changed now."),
    "other_part": _l("Only the part that the organizer asked for can be changed now."),
    "bad_value": _l("This could not be understood."),
    "id_reused": _l("This change is already known for another application."),
    "malformed": _l("This could not be understood."),
}
"""Why a change that a phone sent was not taken in."""
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
QUOTAS: dict[str, Any] = {
    "women": _l("Women's cooperatives"),
    "youth": _l("Young cooperatives"),
    "province": _l("Of the province"),
}
TRAITS: dict[str, Any] = {
    "smoke": _l("cooking on the stand"),
    "delicate": _l("cloth and cosmetics"),
    "animals": _l("live animals"),
    "food": _l("food"),
}
"""What neighbours may have to bear, or bear badly."""
BROKEN: dict[str, Any] = {
    "unknown": _l("%(name)s is given a stand that does not exist."),
    "other_instance": _l("This plan belongs to another fair."),
    "twice": _l("%(name)s has stand %(where)s twice."),
    "given_twice": _l("Stand %(where)s is given to %(name)s and to %(other)s."),
    "count": _l("%(name)s does not have as many stands as it asked for."),
    "not_a_run": _l("The stands %(where)s of %(name)s are not side by side."),
    "area": _l("Stand %(where)s does not have the area that %(name)s asked for."),
    "blocked": _l("Stand %(where)s of %(name)s is out of use."),
    "no_power": _l("Stand %(where)s has less electric power than %(name)s asked for."),
    "no_water": _l("Stand %(where)s of %(name)s has no water."),
    "no_cooking": _l("Cooking is not allowed on stand %(where)s of %(name)s."),
    "no_heavy": _l("Stand %(where)s of %(name)s can't bear heavy goods."),
    "no_accessible": _l("Stand %(where)s of %(name)s has no step-free way."),
    "budget": _l("Stand %(where)s costs more than %(name)s can pay."),
    "sector_not_admitted": _l("Zone %(zone)s does not admit the sector of %(name)s."),
    "forbidden": _l("The rules keep %(name)s from stand %(where)s."),
    "pinned": _l("%(name)s is set by hand on stand %(where)s and is not there."),
    "neighbour_rule": _l(
        "%(name)s and %(other)s stand at %(where)s: the rules keep %(first)s and %(second)s apart."
    ),
    "apart": _l("%(name)s and %(other)s must stand far from one another and do not."),
    "cap": _l("Zone %(zone)s holds more than %(most)s stands of the sector %(sector)s."),
    "moves": _l("More exhibitors would move than the rules allow."),
}
"""What the auditor found, as sentences."""
STRENGTHS: dict[str, Any] = {
    Strength.OFF: _l("Does not count"),
    Strength.HARDLY: _l("Hardly"),
    Strength.SOME: _l("Somewhat"),
    Strength.MUCH: _l("Very much"),
}
RETURNING: dict[str, Any] = {
    Returning.OFF: _l("Does not count"),
    Returning.SOME: _l("Somewhat"),
    Returning.MUCH: _l("Very much"),
    Returning.MUST: _l("Before every other wish"),
}
HAND_VERBS: dict[str, Any] = {
    "assign": _l("Stand %(label)s was given by hand"),
    "unassign": _l("Stand %(label)s was taken back"),
    "swap": _l("Stands %(label)s and %(other)s were exchanged"),
    "pin": _l("The exhibitor of stand %(label)s was set there"),
    "unpin": _l("Stand %(label)s was left to the solver"),
    "share": _l("Stand %(label)s was shared"),
}
WHY_HERE: dict[str, Any] = {
    "pinned": _l("set there by the organizer"),
    "wish_met": _l("wish number %(rank)s is met: zone %(zone)s"),
    "no_wish_met": _l("no place was left where it wished to be"),
    "last_kept": _l("the stand of last year"),
    "last_lost": _l("not the stand of last year"),
    "corner": _l("the corner it wished for"),
    "no_corner": _l("no corner was left"),
    "near": _l("near %(other)s, as wished"),
    "not_near": _l("not near %(other)s"),
    "served": _l("with what it needs: %(needs)s"),
    "alone": _l("nobody of its sector beside it"),
    "alike": _l("beside others of its sector"),
}
"""Why somebody stands there, as parts of a list."""
NEEDS: dict[str, Any] = {
    "water": _l("water"),
    "cooking": _l("cooking"),
    "heavy": _l("heavy goods"),
    "accessible": _l("step-free way"),
}
REMEDIES: dict[str, Any] = {
    "less_power": _l("if it asked for %(power_kw)s kW"),
    "without_water": _l("if it could do without water"),
    "without_cooking": _l("if it did not cook on the stand"),
    "without_heavy": _l("if it brought no heavy goods"),
    "without_accessible": _l("if it needed no step-free way"),
    "fewer_booths": _l("if it asked for fewer stands: %(count)s"),
    "budget": _l("if its budget were %(dirhams)s dirhams"),
    "stand_no_water": _l("one more stand with water in zone %(zone)s"),
    "stand_no_cooking": _l("one more stand that allows cooking in zone %(zone)s"),
    "stand_no_heavy": _l("one more stand for heavy goods in zone %(zone)s"),
    "stand_no_power": _l("one stand with more power in zone %(zone)s"),
    "stand_no_accessible": _l("one more stand with a step-free way in zone %(zone)s"),
    "stand_blocked": _l("a stand of zone %(zone)s put back into use"),
    "if_left": _l("if %(count)s of the %(of)s exhibitors on suitable stands stepped back"),
    "cap_raised": _l("if zone %(zone)s admitted %(most)s stands of its sector"),
    "other_neighbours": _l("if others stood beside the stands that are left (%(count)s)"),
    "quota_lowered": _l("if the quota of the zone were lower by one"),
}
"""What would give a refused file a stand."""
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


def part_words(text: str | None, questions: Sequence[Mapping[str, Any]] = ()) -> str:
    """A part, or the one question or paper of it, in words: `answers:q3` is the question itself."""
    part, detail = part_and_detail(text)
    if part is None:
        return ""
    if part == Part.DOCUMENTS and detail in set(DocumentKind):
        return str(DOCUMENTS[DocumentKind(detail)])
    question = next((each for each in questions if each["key"] == detail), None) if detail else None
    return str(Texts(question["label"])) if question else str(PARTS[part])


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
ANSWERS: dict[str, Any] = {
    Answer.YES: _l("Yes"),
    Answer.NO: _l("No"),
    Answer.NOT_APPLICABLE: _l("Not applicable"),
}
BULK_VERBS: dict[str, Any] = {
    BulkVerb.ELIGIBLE: _l("Find in order"),
    BulkVerb.INELIGIBLE: _l("Find not eligible"),
    BulkVerb.COMPLETE: _l("Ask to complete"),
    BulkVerb.ASSIGN: _l("Give to a screener"),
    BulkVerb.TIER: _l("Set the priority"),
    BulkVerb.TAG: _l("Add a tag"),
    BulkVerb.UNTAG: _l("Take a tag off"),
}
BULK_STATES: dict[str, Any] = {
    BulkState.PREPARED: _l("To be confirmed"),
    BulkState.RUNNING: _l("In progress"),
    BulkState.DONE: _l("Done"),
    BulkState.UNDONE: _l("Undone"),
    BulkState.PUBLISHED: _l("Done, and read by the applicants"),
}
SKIPS: dict[str, Any] = {
    Skip.ALREADY: _l("It is so already."),
    Skip.DRAFT: _l("It is a draft that was not sent."),
    Skip.TOO_EARLY: _l("It waits for something else first."),
    Skip.DECIDED: _l("It has gone further already."),
    Skip.ENDED: _l("It has ended."),
    Skip.CONFLICT: _l("This screener has a conflict of interest."),
    Skip.NO_QUESTION: _l("Its call does not ask this question."),
    Skip.GONE: _l("It is not there any more."),
}
"""Why something done to many files leaves one as it is."""
LIKENESSES: dict[str, Any] = {
    Likeness.REGISTER: _l("Same register number"),
    Likeness.ICE: _l("Same ICE"),
    Likeness.PHONE: _l("Same phone"),
    Likeness.EMAIL: _l("Same e-mail"),
    Likeness.PEOPLE: _l("The same person acts for both"),
    Likeness.NAME: _l("Same name, same province"),
    Likeness.NEAR_NAME: _l("Names that sound alike, same province"),
}
STANDINGS: dict[str, Any] = {
    Standing.GOOD: _l("Valid for the fair"),
    Standing.EXPIRES: _l("Ends before the fair does"),
    Standing.MISSING: _l("Missing"),
}
STANDING_KINDS: dict[str, str] = {Standing.GOOD: "ok", Standing.EXPIRES: "wait", Standing.MISSING: "no"}

AUDIT: dict[str, Any] = {
    "booths:bulk:begun": _l("began something on many files"),
    "booths:bulk:done": _l("finished something on many files"),
    "booths:bulk:undone": _l("undid something on many files"),
    "booths:bulk:published": _l("let the applicants read a decision on many files"),
    "booths:application:taken": _l("offered a stand to the next of the waiting list"),
    "booths:application:taken_back": _l("took back a decision before it was read"),
    "booths:application:marked": _l("marked the file"),
    "booths:application:conflict_declared": _l("declared a conflict of interest"),
    "booths:application:not_a_duplicate": _l("found that two files are not the same"),
    "booths:files:shared": _l("shared the files among the screeners"),
    "booths:grid:set": _l("set how files are looked at"),
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
    "booths:call:copied": _l("copied the call"),
    "booths:plan:drawn": _l("drew the plan"),
    "booths:plan:backdrop_laid": _l("laid a picture under the plan"),
    "booths:plan:edited": _l("changed the plan"),
    "booths:plan:restored": _l("went back to an earlier plan"),
    "booths:plan:stand_removed": _l("removed a stand from the plan"),
    "booths:booth:blocked": _l("took a stand out of use"),
    "booths:booth:unblocked": _l("put a stand back into use"),
    "booths:rules:written": _l("changed the rules of the allocation"),
    "booths:run:started": _l("started a search for an allocation"),
    "booths:run:stopped": _l("ended a search early"),
    "booths:plan:allocated": _l("allocated the stands"),
    "booths:plan:repaired": _l("moved exhibitors to repair the plan"),
    "booths:cohort:added": _l("added a cohort"),
    "booths:cohort:removed": _l("took a cohort away"),
    "booths:cohort:filled": _l("put files into cohorts"),
    "booths:plan:published": _l("published the decisions"),
    "booths:booth:assigned": _l("gave a stand by hand"),
    "booths:booth:unassigned": _l("took a stand back by hand"),
    "booths:booth:pinned": _l("set an exhibitor on a stand"),
    "booths:booth:unpinned": _l("left a stand to the solver again"),
    "booths:booth:shared": _l("shared a stand between two"),
    "booths:booth:undone": _l("undid what was done by hand"),
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
    "booths:sales_link:made": _l("made a link that tells sales"),
    "booths:sales_link:revoked": _l("revoked a link that tells sales"),
}
KEPT_FOR: dict[str, Any] = {
    "before_editing": _l("Before it was changed"),
    "before_restoring": _l("Before going back to an earlier plan"),
    "before_import": _l("Before a file was brought in"),
}


def how_sure(line: Any) -> Any:
    """How sure it is that nothing better exists for one level of a search."""
    if line.is_proved:
        return _l("Nothing better exists")
    if line.bound is None:
        return _l("Not compared yet")
    return _l("At most %(percent)s %% above the best", percent=f"{line.excess * 100:.1f}")


SALES_METHODS = {
    "declared": _l("declared, signed in"),
    "phone": _l("declared by phone"),
    "paper": _l("declared on paper"),
    "agent": _l("told to an agent"),
    "estimated": _l("estimated"),
    "band": _l("estimated"),
}
"""How it is known what an exhibitor sold on a day."""

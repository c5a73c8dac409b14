"""Words of contests: states, kinds, reasons, questions, what the audit log says."""

from flask_babel import lazy_gettext as _l

from eventhub.contests.kinds import (
    AppealOutcome,
    BookingState,
    FileKind,
    GrantEntryKind,
    GrantState,
    HeatRule,
    Help,
    Stage,
)
from eventhub.contests.states import ContestState, EntrantKind, IdeaState, RefusalReason
from eventhub.i18n import Texts

CONTEST_STATES = {
    ContestState.PREPARATION: _l("In preparation"),
    ContestState.OPEN: _l("Open for ideas"),
    ContestState.SCREENING: _l("Ideas being checked"),
    ContestState.JUDGING: _l("Being judged"),
    ContestState.DELIBERATION: _l("Jury deliberating"),
    ContestState.PUBLISHED: _l("Results published"),
    ContestState.CANCELLED: _l("Cancelled"),
}
CONTEST_KINDS = {
    ContestState.PREPARATION: "neutral",
    ContestState.OPEN: "ok",
    ContestState.SCREENING: "wait",
    ContestState.JUDGING: "wait",
    ContestState.DELIBERATION: "wait",
    ContestState.PUBLISHED: "info",
    ContestState.CANCELLED: "no",
}
"""The shape and colour of each state (see the component `state`)."""
CONTEST_WAY = {
    ContestState.PREPARATION: _l("Preparation"),
    ContestState.OPEN: _l("Ideas come in"),
    ContestState.SCREENING: _l("Admission"),
    ContestState.JUDGING: _l("Marks of the jury"),
    ContestState.DELIBERATION: _l("Deliberation"),
    ContestState.PUBLISHED: _l("Results and grants"),
}
"""The steps of a contest's way, as those who run it read them."""
CONTEST_MOVES_SAID = {
    ContestState.OPEN: _l("Open the contest"),
    ContestState.SCREENING: _l("Close, and check the ideas"),
    ContestState.JUDGING: _l("Open the jury's sheets"),
    ContestState.DELIBERATION: _l("Close the sheets and deliberate"),
    ContestState.CANCELLED: _l("Cancel the contest"),
}
"""The button that brings a contest to a state; publishing has its own page."""
CONTEST_MOVES_ASKED = {
    (ContestState.PREPARATION, ContestState.OPEN): _l(
        "Open the contest? Everybody sees it, and its rules are published and frozen."
    ),
    (ContestState.JUDGING, ContestState.DELIBERATION): _l(
        "Close the sheets? The judges can mark no more, unless you give the sheets back."
    ),
}
"""What is asked before a step that many people feel."""
CONTEST_MOVED_BACK = {
    (ContestState.SCREENING, ContestState.OPEN): _l("Open again for ideas"),
    (ContestState.JUDGING, ContestState.SCREENING): _l("Go back to checking the ideas"),
    (ContestState.DELIBERATION, ContestState.JUDGING): _l("Give the sheets back to the jury"),
}

IDEA_STATES = {
    IdeaState.DRAFT: _l("Draft"),
    IdeaState.SUBMITTED: _l("Sent"),
    IdeaState.TO_COMPLETE: _l("To complete"),
    IdeaState.ELIGIBLE: _l("Admitted"),
    IdeaState.INELIGIBLE: _l("Not admitted"),
    IdeaState.RANKED: _l("Ranked"),
    IdeaState.WINNER: _l("Winner"),
    IdeaState.WITHDRAWN: _l("Withdrawn"),
}
IDEA_KINDS = {
    IdeaState.DRAFT: "neutral",
    IdeaState.SUBMITTED: "info",
    IdeaState.TO_COMPLETE: "wait",
    IdeaState.ELIGIBLE: "ok",
    IdeaState.INELIGIBLE: "no",
    IdeaState.RANKED: "ok",
    IdeaState.WINNER: "ok",
    IdeaState.WITHDRAWN: "neutral",
}
ENTRANTS = {
    EntrantKind.JOB_SEEKER: _l("Job seeker"),
    EntrantKind.COOPERATIVE: _l("Existing cooperative"),
    EntrantKind.PROJECT_HOLDER: _l("New project holder"),
    EntrantKind.GROUP: _l("Group without a legal form yet"),
}
REASONS = {
    RefusalReason.OUT_OF_TERRITORY: _l("The project is outside the contest's territory."),
    RefusalReason.NOT_COOPERATIVE: _l("The project is not meant to be run as a cooperative."),
    RefusalReason.OUT_OF_THEME: _l("The project does not match the contest's theme."),
    RefusalReason.DUPLICATE: _l("The same idea was already entered in this contest."),
    RefusalReason.ALREADY_FUNDED: _l("The project has already won support from this programme."),
    RefusalReason.INCOMPLETE: _l("What was asked for was not completed in time."),
}
QUESTIONS = {
    "need": _l("The need"),
    "solution": _l("The solution"),
    "market": _l("The market"),
    "impact": _l("The impact"),
}
EXTRA_QUESTIONS = {"team": _l("The people")}
QUESTION_HINTS = {
    "need": _l("Who lacks what, where, and how do you know? A figure helps."),
    "solution": _l("What will you make or offer, with which means, step by step?"),
    "market": _l("Who will buy, at what price, and who else sells it?"),
    "impact": _l("What changes for members, women, young people, water and land?"),
    "team": _l("Who carries the project, and what does each of you know how to do?"),
}
STAGES_OF_JURY = {
    1: _l("One stage: every idea has the same number of sheets"),
    2: _l("Two stages: a few sheets each, then more for the ideas nearest to the line of the prizes"),
}
STAGES = {
    Stage.IDEA: _l("An idea"),
    Stage.TRIED: _l("Tried on a small scale"),
    Stage.RUNNING: _l("Running, to be enlarged"),
}
HELPS = {
    Help.MONEY: _l("Money"),
    Help.EQUIPMENT: _l("Equipment"),
    Help.TRAINING: _l("Training"),
    Help.PREMISES: _l("Land or premises"),
    Help.BUYERS: _l("Buyers"),
    Help.LEGAL: _l("Papers and licences"),
}
FILES = {
    FileKind.PHOTO: _l("Photo"),
    FileKind.VOICE: _l("Voice note"),
    FileKind.VIDEO: _l("Short film"),
}
REGIONS_SHORT = {
    "01": Texts(ar="طنجة", fr="Tanger"),
    "02": Texts(ar="الشرق", fr="Oriental"),
    "03": Texts(ar="فاس", fr="Fès"),
    "04": Texts(ar="الرباط", fr="Rabat"),
    "05": Texts(ar="بني ملال", fr="B. Mellal"),
    "06": Texts(ar="البيضاء", fr="Casa"),
    "07": Texts(ar="مراكش", fr="Marrakech"),
    "08": Texts(ar="درعة", fr="Drâa"),
    "09": Texts(ar="سوس", fr="Souss"),
    "10": Texts(ar="كلميم", fr="Guelmim"),
    "11": Texts(ar="العيون", fr="Laâyoune"),
    "12": Texts(ar="الداخلة", fr="Dakhla"),
}
"""A word for each region, short enough for its tile."""
HISTORY = {
    "sector": _l("The sector"),
    "stage": _l("How far the project is"),
    "helps": _l("The help asked for"),
}
CHANGE_REFUSALS = {
    "malformed": _l("This change could not be read."),
    "idea_unknown": _l("This idea is not yours, or no longer there."),
    "id_reused": _l("This change was sent for another idea."),
    "wrong_state": _l("This idea can't be changed any more."),
    "bad_value": _l("This can't be understood."),
}
HEAT_RULES = {
    HeatRule.PLACES: _l("The best of all, by place"),
    HeatRule.QUOTA: _l("The best of each territory, by quota"),
}
APPEAL_OUTCOMES = {
    AppealOutcome.KEPT: _l("The decision stays"),
    AppealOutcome.CHANGED: _l("The idea is admitted"),
}
BOOKINGS = {
    BookingState.BOOKED: _l("Booked"),
    BookingState.ATTENDED: _l("Was there"),
    BookingState.ABSENT: _l("Did not come"),
    BookingState.CANCELLED: _l("Seat given back"),
}
BOOKING_KINDS = {
    BookingState.BOOKED: "info",
    BookingState.ATTENDED: "ok",
    BookingState.ABSENT: "no",
    BookingState.CANCELLED: "neutral",
}
GRANT_ENTRIES = {
    GrantEntryKind.PAID: _l("Paid to the winner"),
    GrantEntryKind.USED: _l("Used by the winner"),
}
GRANT_STATES = {
    GrantState.AWARDED: _l("Awarded, not paid yet"),
    GrantState.PART_PAID: _l("Paid in part"),
    GrantState.PAID: _l("Paid, use to be proved"),
    GrantState.USED: _l("Used, with proof"),
}
GRANT_KINDS = {
    GrantState.AWARDED: "neutral",
    GrantState.PART_PAID: "wait",
    GrantState.PAID: "info",
    GrantState.USED: "ok",
}
PARTS = {
    "title": _l("The title"),
    **QUESTIONS,
    **EXTRA_QUESTIONS,
    "photo": _l("A photo"),
    "budget": _l("The budget"),
    "members": _l("The members"),
    "place": _l("The province"),
}
LEVELS = {
    "region": _l("A region"),
    "province": _l("A province"),
    "national": _l("The whole country"),
}
AUDIT = {
    "contests:contest:created": _l("created the contest"),
    "contests:contest:changed": _l("changed the contest's settings"),
    "contests:contest:moved": _l("moved the contest on"),
    "contests:contest:sent_through": _l("sent ideas through to the national final"),
    "contests:idea:begun": _l("began an idea"),
    "contests:idea:filed_for": _l("filed the idea for somebody"),
    "contests:idea:written": _l("wrote the idea"),
    "contests:idea:submitted": _l("sent the idea"),
    "contests:idea:withdrawn": _l("withdrew the idea"),
    "contests:idea:accepted": _l("admitted the idea"),
    "contests:idea:refused": _l("did not admit the idea"),
    "contests:idea:asked": _l("asked to complete the idea"),
    "contests:idea:shared": _l("put the idea in the bank of projects"),
    "contests:idea:unshared": _l("took the idea out of the bank of projects"),
    "contests:idea:file_added": _l("added a file to the idea"),
    "contests:idea:file_removed": _l("took a file away from the idea"),
    "contests:idea:told_apart": _l("told the idea apart from one like it"),
    "contests:idea:maybe_the_same": _l("said that the idea may be the same as another after all"),
    "contests:idea:checked": _l("went through the checklist of the idea"),
    "contests:idea:appealed": _l("appealed against the decision on the idea"),
    "contests:idea:appeal_answered": _l("answered the appeal"),
    "contests:idea:contacted": _l("wrote to the owner of the project"),
    "contests:idea:answered_contact": _l("answered somebody who wrote about the project"),
    "contests:contest:rules_published": _l("published a version of the rules"),
    "contests:contest:wrote": _l("wrote to those who entered ideas"),
    "contests:contest:awarded": _l("began to follow the winners' grants"),
    "contests:grant:recorded": _l("recorded money of a grant"),
    "contests:coaching:offered": _l("offered a coaching session"),
    "contests:coaching:changed": _l("changed a coaching session"),
    "contests:coaching:cancelled": _l("called a coaching session off"),
    "contests:expert:named": _l("named a coaching expert"),
    "contests:expert:invited": _l("invited a coaching expert"),
    "contests:expert:removed": _l("took a coaching expert's page away"),
    "contests:coaching:booked": _l("booked a coaching session"),
    "contests:coaching:given_back": _l("gave a seat in a coaching session back"),
    "contests:coaching:reported": _l("reported who came to a coaching session"),
    "contests:funder:saved": _l("wrote down what a funder looks for"),
    "contests:model:saved": _l("wrote a ready-made model"),
    "contests:idea:ranked": _l("gave the idea its place"),
    "contests:idea:corrected": _l("corrected a published result, with a reason"),
}

"""Words of contests: states, kinds, reasons, questions, what the audit log says."""

from flask_babel import lazy_gettext as _l

from eventhub.contests.states import ContestState, EntrantKind, IdeaState, RefusalReason

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
CONTEST_MOVES_SAID = {
    ContestState.OPEN: _l("Open for ideas"),
    ContestState.SCREENING: _l("Close, and check the ideas"),
    ContestState.JUDGING: _l("Open the jury's sheets"),
    ContestState.DELIBERATION: _l("Close the sheets and deliberate"),
    ContestState.CANCELLED: _l("Cancel the contest"),
}
"""The button that brings a contest to a state; publishing has its own page."""
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
QUESTION_HINTS = {
    "need": _l("Who lacks what, where, and how do you know? A figure helps."),
    "solution": _l("What will you make or offer, with which means, step by step?"),
    "market": _l("Who will buy, at what price, and who else sells it?"),
    "impact": _l("What changes for members, women, young people, water and land?"),
}
PARTS = {
    "title": _l("The title"),
    **QUESTIONS,
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
    "contests:idea:written": _l("wrote the idea"),
    "contests:idea:submitted": _l("sent the idea"),
    "contests:idea:withdrawn": _l("withdrew the idea"),
    "contests:idea:accepted": _l("admitted the idea"),
    "contests:idea:refused": _l("did not admit the idea"),
    "contests:idea:asked": _l("asked to complete the idea"),
    "contests:idea:shared": _l("put the idea in the bank of projects"),
    "contests:idea:unshared": _l("took the idea out of the bank of projects"),
    "contests:idea:ranked": _l("gave the idea its place"),
}

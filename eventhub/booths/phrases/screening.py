"""Words of screening: answers, what is done to many files, files that are alike, papers."""

from typing import Any

from flask_babel import lazy_gettext as _l

from eventhub.booths.bulk import Skip
from eventhub.booths.papers import Standing
from eventhub.booths.resemblance import Likeness
from eventhub.booths.states import Answer, BulkState, BulkVerb

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

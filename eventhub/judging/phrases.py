"""Words of judging: sheets, roles, refusals, cautions, flags, what the audit log says."""

from flask_babel import lazy_gettext as _l

from eventhub.judging.ranking.borderline import Standing
from eventhub.judging.ranking.results import Caution, FlagReason, Method
from eventhub.judging.revealing import Kind
from eventhub.judging.states import (
    AmendmentKind,
    CommentRule,
    RectificationState,
    ReviewDecision,
    SheetState,
    TieBreak,
)

SHEET_STATES = {
    SheetState.ASSIGNED: _l("Not begun"),
    SheetState.BEGUN: _l("Begun"),
    SheetState.COMPLETE: _l("Complete"),
    SheetState.RECUSED: _l("Set aside: conflict of interest"),
}
SHEET_KINDS = {
    SheetState.ASSIGNED: "neutral",
    SheetState.BEGUN: "wait",
    SheetState.COMPLETE: "ok",
    SheetState.RECUSED: "info",
}
ROLES = {
    "president": _l("President"),
    "member": _l("Member"),
    "observer": _l("Observer"),
    "trainee": _l("Trainee"),
}
CONFLICTS = {
    "family": _l("Family or close friend"),
    "works_with": _l("I work or worked with them"),
    "money": _l("I have money in it"),
    "advised": _l("I helped to write it"),
    "same_cooperative": _l("Member of the same cooperative"),
    "own_idea": _l("Their own idea"),
    "family_name": _l("A family name the judge told us"),
    "same_commune": _l("From the judge's own commune"),
    "employer": _l("The judge's employer"),
    "coached": _l("Coached this idea"),
    "coach_name": _l("A coach of this idea has the same name"),
    "filed": _l("Filed this idea for its owners"),
    "other": _l("Another reason"),
}
DECLARABLE = ("family", "works_with", "money", "advised", "other")
"""Reasons a judge may declare; the others are found."""
LEARNT_LATE = (
    "family",
    "works_with",
    "money",
    "advised",
    "own_idea",
    "same_cooperative",
    "coached",
    "filed",
    "employer",
    "other",
)
"""What may be learnt of a judge after publication."""
REFUSALS = {
    "sheet_unknown": _l("This sheet is not one of yours. Open the page again."),
    "judging_closed": _l("The judging is over: marks can't be changed any more."),
    "recused": _l("You set this idea aside for a conflict of interest."),
    "signed_off": _l("You have signed off. Take that back first if you want to change a mark."),
    "stage_closed": _l("The first stage is over: this sheet stands as it is."),
    "left": _l("You are no longer on this jury. The organizer can tell you more."),
    "bad_mark": _l("A mark must be a whole number from 0 to 10."),
    "bad_gate": _l("This question is answered by yes or no."),
    "too_long": _l("The comment is too long: 4,000 letters at most."),
    "malformed": _l("This change could not be understood."),
    "id_reused": _l("This change has the name of another one."),
}
"""The sentence of each refusal; its code is kept with the change."""
_ONE_VOTE = {
    "badge": _l(
        "A badge registered with the same number or address has voted already. One person has one vote."
    ),
    "account": _l("The account with the same number or address has voted already. One person has one vote."),
    "phone": _l("The same phone number has voted already, by a code. One person has one vote."),
}
VOTED = {
    (means, spent): _l("You have voted already.") if means == spent else words
    for means in _ONE_VOTE
    for spent, words in _ONE_VOTE.items()
}
"""Why a vote of the public is refused, by how somebody votes and how the vote was cast before."""
STANDINGS = {
    Standing.IN: _l("Sure to be among the prizes"),
    Standing.LINE: _l("On the line: talk about it"),
    Standing.OUT: _l("Sure not to be among the prizes"),
}
STANDING_KINDS = {Standing.IN: "ok", Standing.LINE: "wait", Standing.OUT: "neutral"}
TIE_BREAKS = {
    TieBreak.SHARED: _l("Equal scores share the place and the prize."),
    TieBreak.HEAVIEST: _l("Of equal scores, the better mean on the heaviest criterion goes first."),
    TieBreak.VOTE: _l("Equal scores on a prize place are settled by a vote of the jury."),
}
METHODS = {
    Method.FAIR: _l("Official: judges' generosity taken off"),
    Method.SCALE: _l("Second opinion: each judge's own scale too"),
    Method.MEAN: _l("Plain mean"),
}
CAUTIONS = {
    Caution.SEVERAL_PARTS: _l(
        "The jury falls into groups that share no idea: places between groups can't be compared well."
    ),
    Caution.NOT_SEPARABLE: _l(
        "There are too few shared sheets to tell a generous judge from a good idea: the plain mean is used."
    ),
    Caution.UNJUDGED_IDEAS: _l("Some admitted ideas have no complete sheet yet and so no place."),
}
BESIDE = _l(
    "Between groups nobody can tell merit from generosity: a difference of level counts partly as one, "
    "partly as the other. The plain mean stands beside each score."
)
"""What a ranking says of its scores where the jury is in parts."""
FLAGS = {
    FlagReason.SAME_MARK: _l("gives nearly the same mark everywhere: the sheets say little and count less"),
    FlagReason.AGAINST_EVERYONE: _l(
        "often sees the opposite of the colleagues: worth a talk before deciding"
    ),
}
COMMENT_RULES = {
    CommentRule.OPTIONAL: _l("Welcome, never required"),
    CommentRule.EXTREMES: _l("Required with a mark of 3 or less, or of 9 or 10"),
    CommentRule.ALWAYS: _l("Required on every sheet"),
}
REVIEWS = {
    ReviewDecision.KEEP: _l("The sheets count, weighed as computed"),
    ReviewDecision.LEAVE_OUT: _l("The sheets are left out of the ranking"),
}
RECTIFICATIONS = {
    RectificationState.OPEN: _l("Rectification under way"),
    RectificationState.SIGNED: _l("Signed, not published"),
    RectificationState.PUBLISHED: _l("Rectified and published"),
    RectificationState.DROPPED: _l("Rectification dropped"),
}
AMENDED = {
    AmendmentKind.MARKS: _l("Sheet put right"),
    AmendmentKind.LEFT_OUT: _l("Sheet left out"),
    AmendmentKind.INELIGIBLE: _l("Idea not admissible"),
}
"""What a rectification does, by its kind."""
REVEALED = {
    Kind.NAME: _l("A name"),
    Kind.PLACE: _l("A place"),
    Kind.PHONE: _l("A phone number"),
    Kind.ADDRESS: _l("An address or link"),
}
AUDIT = {
    "judging:calibration:opened": _l("opened a practice for the jury"),
    "judging:calibration:practised": _l("marked a practice idea"),
    "judging:calibration:noted": _l("noted what the practice taught"),
    "judging:paper:typed": _l("typed a paper sheet"),
    "judging:paper:agreed": _l("brought two typings of a paper sheet to agree"),
    "judging:judge:declared": _l("told of their own ties"),
    "judging:judge:reminded": _l("reminded a judge"),
    "judging:judge:reviewed": _l("decided about a judge's sheets"),
    "judging:idea:masked": _l("hid words of an idea, or left them"),
    "judging:contest:ruled": _l("set the jury's rules"),
    "judging:contest:tried": _l("tried the rubric"),
    "judging:sheet:given": _l("gave a sheet by hand"),
    "judging:sheet:taken": _l("took a sheet away by hand"),
    "judging:deliberation:written": _l("wrote in the jury's minutes"),
    "judging:deliberation:signed": _l("signed the jury's minutes"),
    "judging:deliberation:signer_named": _l("named who signs in the president's place"),
    "judging:deliberation:unsigned": _l("took back the signature of the minutes"),
    "judging:idea:discussed": _l("noted what the jury said of an idea"),
    "judging:motion:put": _l("put a question to the jury"),
    "judging:motion:voted": _l("voted"),
    "judging:motion:closed": _l("closed a vote of the jury"),
    "judging:motion:withdrawn": _l("took back a question to the jury that nobody had voted on"),
    "judging:judge:added": _l("added a judge"),
    "judging:judge:invited": _l("invited a judge"),
    "judging:judge:joined": _l("joined the jury"),
    "judging:judge:left": _l("took a judge off the jury"),
    "judging:judge:changed": _l("changed a judge's fields"),
    "judging:judge:signed_off": _l("signed off the sheets"),
    "judging:judge:resumed": _l("took back the sign-off"),
    "judging:contest:assigned": _l("gave out the sheets"),
    "judging:contest:second_stage": _l("opened the second stage of the jury"),
    "judging:idea:stood_aside": _l("stood aside from an idea in the jury's room"),
    "judging:conflict:lifted": _l("lifted a conflict of interest, with a reason"),
    "judging:sheet:recused": _l("declared a conflict of interest"),
    "judging:contest:ranked": _l("computed the ranking"),
    "judging:contest:prized": _l("chose the prizes"),
    "judging:contest:published": _l("published the results"),
    "judging:rectification:opened": _l("opened a rectification of the published ranking"),
    "judging:rectification:sheet_righted": _l("put a sheet right in a rectification"),
    "judging:rectification:idea_refused": _l("found an idea not admissible in a rectification"),
    "judging:rectification:taken_back": _l("took back what a rectification put right"),
    "judging:rectification:written": _l("wrote in the rectified minutes"),
    "judging:rectification:signer_named": _l("named who signs the rectified minutes"),
    "judging:rectification:signed": _l("signed the rectified minutes"),
    "judging:rectification:unsigned": _l("took back the signature of the rectified minutes"),
    "judging:rectification:dropped": _l("dropped a rectification"),
    "judging:rectification:published": _l("published the rectified results"),
    "judging:idea:rectified": _l("put right what counted for an idea"),
}

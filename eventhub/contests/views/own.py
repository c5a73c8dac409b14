"""Pages of an idea for those who entered it: where it stands, sending it, taking it back, the bank."""

from flask import flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from eventhub import clock
from eventhub.contests import budgets, entering, standing, telling
from eventhub.contests.blueprint import blueprint
from eventhub.contests.forms.work import AppealForm
from eventhub.contests.models import Idea
from eventhub.contests.operations import granting
from eventhub.contests.operations.following import appeal_ends
from eventhub.contests.permissions import Permission
from eventhub.contests.queries import bank as bank_reads
from eventhub.contests.queries import coaching as coaching_reads
from eventhub.contests.queries import following as following_reads
from eventhub.contests.queries import grants as grant_reads
from eventhub.contests.queries import rounds as round_reads
from eventhub.contests.queries import rules as rules_reads
from eventhub.contests.queries import writing
from eventhub.contests.states import EXTRA_QUESTIONS, QUESTIONS, IdeaState
from eventhub.errors import DomainError
from eventhub.permissions import requires
from eventhub.web.pages import go, page

FIELD_OF = {"title": "title", "place": "province_code", "budget": "line_what_1", "photo": "photo_file"}
"""The input where a part is written, when it is not called like it."""


@blueprint.get("/ideas/<idea>")
@requires(Permission.SEE_IDEA, of="idea")
def idea(idea: Idea) -> Response:
    """One's own idea: where it stands, what it says, what can be done."""
    return idea_page(idea, AppealForm(formdata=None))


def idea_page(idea: Idea, appeal_form: AppealForm) -> Response:
    """The page of an idea, with the appeal as it is typed so far."""
    at = clock.now()
    ends, grant = appeal_ends(idea), grant_reads.grant_to(idea)
    appeal = following_reads.appeal_of(idea)
    appeal_until = ends if appeal is None and ends is not None and at <= ends else None
    return page(
        "contests/idea.html",
        files=writing.files_of(idea),
        budget=budgets.added_up(idea.lines_said, idea.own_share),
        appeal=appeal,
        appeal_form=appeal_form,
        form=appeal_form,
        appeal_ends=appeal_until,
        told=following_reads.messages_to(idea),
        written=bank_reads.messages_to(idea) if idea.in_bank else [],
        has_coaching=coaching_reads.has_sessions(idea.contest),
        grant=grant,
        account=granting.account_of(grant) if grant else None,
        idea=idea,
        contest=idea.contest,
        standing=standing.said_of(idea, at, appeal_until),
        before=round_reads.came_from(idea),
        onward=round_reads.went_to(idea),
        steps=telling.timeline_of(idea, appeal),
        changed_rules=rules_reads.changed_since(idea),
        missing=entering.missing(idea) if idea.state in (IdeaState.DRAFT, IdeaState.TO_COMPLETE) else [],
        field_of=FIELD_OF,
        can_write=entering.may_be_written(idea, at),
        can_withdraw=entering.may_be_withdrawn(idea),
        questions=(*QUESTIONS, *EXTRA_QUESTIONS),
    )


def _done(idea: Idea, sentence: str) -> Response:
    flash(sentence, "ok")
    return go(url_for("contests.idea", idea=idea.public_id))


@blueprint.post("/ideas/<idea>/submit")
@requires(Permission.WRITE_IDEA, of="idea")
def submit(idea: Idea) -> Response:
    """Send it."""
    try:
        entering.submit(current_user, idea, clock.now())
    except DomainError as refusal:
        flash(str(refusal), "no")
        return go(url_for("contests.idea", idea=idea.public_id))
    return _done(idea, _("Your idea was sent. Its number is %(number)s.", number=idea.code))


@blueprint.post("/ideas/<idea>/withdraw")
@requires(Permission.WRITE_IDEA, of="idea")
def withdraw(idea: Idea) -> Response:
    """Take it back."""
    entering.withdraw(current_user, idea, clock.now())
    return _done(idea, _("Your idea was withdrawn."))


@blueprint.post("/ideas/<idea>/share")
@requires(Permission.WRITE_IDEA, of="idea")
def share(idea: Idea) -> Response:
    """Show it in the bank of projects, or no longer."""
    agreed = request.form.get("agreed") == "yes"
    try:
        entering.share(current_user, idea, agreed=agreed, at=clock.now())
    except DomainError as refusal:
        flash(str(refusal), "no")
        return go(url_for("contests.idea", idea=idea.public_id))
    shown, hidden = _("Everybody can now read your idea in the bank."), _("Your idea left the bank.")
    return _done(idea, shown if agreed else hidden)

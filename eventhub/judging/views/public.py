"""The people's vote: a public page beside the jury's ranking."""

from flask import flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from eventhub import clock
from eventhub.contests.models import Contest
from eventhub.contests.queries import idea_of
from eventhub.errors import DomainError
from eventhub.judging import queries
from eventhub.judging.blueprint import blueprint
from eventhub.judging.forms import PublicVoteForm
from eventhub.judging.models import PublicVote
from eventhub.judging.operations import public_voting
from eventhub.judging.permissions import Permission
from eventhub.judging.queries import panel
from eventhub.permissions import requires
from eventhub.web.pages import go, page


def _people_page(contest: Contest, form: PublicVoteForm) -> Response:
    votes, at = public_voting.votes_of(contest), clock.now()
    until = queries.settings_of(contest).public_vote_until
    is_over = until is not None and at >= until
    shown = panel.ideas_page(contest) if until is not None else None
    first = panel.most_voted(contest, votes) if is_over else []
    return page(
        "judging/people.html",
        form=form,
        contest=contest,
        until=until,
        is_open=public_voting.is_open(contest, at),
        is_over=is_over,
        ideas=shown,
        first=first,
        votes=votes,
        total=sum(votes.values()),
        masks=panel.masks_of(contest) if contest.is_blind else {},
    )


@blueprint.get("/contests/<contest>/people")
@requires(Permission.VOTE_AS_PUBLIC, of="contest")
def people(contest: Contest) -> Response:
    """The ideas to vote for; afterwards, what the public preferred."""
    return _people_page(contest, PublicVoteForm(formdata=None))


@blueprint.post("/contests/<contest>/people")
@requires(Permission.VOTE_AS_PUBLIC, of="contest")
def vote_as_public(contest: Contest) -> Response:
    """One vote."""
    form = PublicVoteForm()
    idea = idea_of(request.form.get("idea", ""), {"contest": contest})

    def cast() -> PublicVote:
        if idea is None:
            raise DomainError("no_idea", _("Choose an idea."))
        return public_voting.cast(current_user, idea, form.badge.data or "", clock.now())

    if form.attempt(cast):
        flash(_("Your vote was counted. Thank you."), "ok")
        return go(url_for("judging.people", contest=contest.slug))
    return _people_page(contest, form)

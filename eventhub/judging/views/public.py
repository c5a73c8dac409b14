"""The people's vote: a public page beside the jury's ranking."""

from typing import Any

from flask import flash, request, session, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user
from werkzeug.wrappers import Response

from eventhub import clock, texting, transaction
from eventhub.accounts.limits import limited_by_address, limited_when_given
from eventhub.accounts.queries import is_demo
from eventhub.contests.models import Contest, Idea
from eventhub.contests.queries import idea_of
from eventhub.contests.states import JUDGED
from eventhub.database import random_code
from eventhub.errors import DomainError
from eventhub.judging import queries
from eventhub.judging.blueprint import blueprint
from eventhub.judging.forms import PublicVoteForm, VoteCodeForm
from eventhub.judging.models import PublicVote, VoteCode
from eventhub.judging.models.public import TRIES
from eventhub.judging.operations import phone_voting, public_voting
from eventhub.judging.permissions import Permission
from eventhub.judging.queries import panel, public
from eventhub.judging.telling.sheets import mask_words
from eventhub.permissions import requires
from eventhub.visitors.models import Badge
from eventhub.visitors.queries import badge_of_passport
from eventhub.visitors.views.passport_cookie import held_passport, want_badge
from eventhub.web.pages import go, page

BROWSER = "voter"
"""Where the session keeps the random name of a browser that votes; it comes with the first page."""


def _own_vote(contest: Contest) -> PublicVote | None:
    """The vote of this browser's badge, of the number it proved, or of the account signed in."""
    asked = public.code_asked_by(session.get(BROWSER), contest)
    proven = asked.voter if asked is not None and asked.used_at is not None else None
    return public_voting.vote_known(current_user, contest, _own_badge(contest), proven)


def _people_page(
    contest: Contest, form: PublicVoteForm, chosen: str | None = None, *, is_change: bool = False
) -> Response:
    votes, at = public_voting.votes_of(contest), clock.now()
    until = queries.settings_of(contest).public_vote_until
    is_over = until is not None and at >= until
    shown = panel.ideas_page(contest) if until is not None else None
    first = panel.most_voted(contest, votes) if is_over else []
    is_open, own = public_voting.is_open(contest, at), _own_badge(contest)
    if is_open and contest.edition is not None and own is None:
        want_badge(contest.edition.slug, url_for("judging.people", contest=contest.slug, idea=chosen), at)
    mine = _own_vote(contest) if until is not None else None
    return page(
        "judging/people.html",
        form=form,
        contest=contest,
        until=until,
        is_open=is_open,
        own=own,
        is_over=is_over,
        ideas=shown,
        chosen=chosen,
        ahead=_ahead(contest, chosen) if shown else None,
        mine=mine,
        may_change=public_voting.may_change(contest, at),
        is_other="other" in request.args or (form.is_refused and not is_change),
        by_phone=texting.is_offered(),
        first=first,
        votes=votes,
        total=sum(votes.values()),
        masks=panel.masks_of(contest) if contest.is_blind else {},
    )


def _ahead(contest: Contest, chosen: str | None) -> Idea | None:
    """The idea that comes before all, on whichever page of the list it stands: scanned, or chosen before."""
    found = idea_of(chosen, {"contest": contest}) if chosen else None
    return found if found is not None and found.state in JUDGED else None


def _own_badge(contest: Contest) -> Badge | None:
    """The badge that this browser's passport collects for at the contest's fair."""
    return badge_of_passport(contest.edition_id, held_passport()) if contest.edition_id else None


def _code_page(contest: Contest, form: VoteCodeForm, row: VoteCode) -> Response:
    return page(
        "judging/people_code.html",
        form=form,
        contest=contest,
        row=row,
        masks=panel.masks_of(contest) if contest.is_blind else {},
        shown=phone_voting.code_of(row) if texting.stays_here() and is_demo() else None,
    )


def _thanks(contest: Contest, idea: Idea) -> Response:
    """Say what was voted for: who voted with a badge typed by hand sees it here alone."""
    masks = panel.masks_of(contest) if contest.is_blind else {}
    title = mask_words(idea.title, masks.get(idea.id, {}))
    flash(_("Your vote for “%(title)s” was counted. Thank you.", title=title), "ok")
    return go(url_for("judging.people", contest=contest.slug))


@blueprint.get("/contests/<contest>/people")
@requires(Permission.VOTE_AS_PUBLIC, of="contest")
def people(contest: Contest) -> Response:
    """The ideas to vote for, or the code that was sent; afterwards, what the public preferred.

    `idea` in the address is chosen already: printed codes lead here with theirs.
    """
    at = clock.now()
    row = public.code_asked_by(session.setdefault(BROWSER, random_code()), contest)
    if row and phone_voting.is_good(row, at) and public_voting.is_open(contest, at):
        if "again" not in request.args:
            return _code_page(contest, VoteCodeForm(formdata=None), row)
        return _people_page(contest, PublicVoteForm(formdata=None), row.idea.public_id)
    return _people_page(contest, PublicVoteForm(formdata=None), request.args.get("idea"))


@blueprint.post("/contests/<contest>/people")
@requires(Permission.VOTE_AS_PUBLIC, of="contest")
@limited_when_given("phone")
def vote_as_public(contest: Contest) -> Response:
    """One vote, or the code with which a phone will vote."""
    form, at = PublicVoteForm(), clock.now()
    idea = idea_of(request.form.get("idea", ""), {"contest": contest})

    def cast() -> PublicVote | VoteCode:
        if idea is None:
            raise DomainError("no_idea", _("Choose an idea."))
        badge, phone = form.badge.data or "", form.phone.data
        if "own" in request.form and not phone and (own := _own_badge(contest)):
            badge = own.code
        if phone and not badge.strip():
            browser = session.setdefault(BROWSER, random_code())
            return phone_voting.send_code(current_user, idea, phone, browser, at)
        return public_voting.cast(current_user, idea, badge, at)

    done = form.attempt(cast)
    if done is None:
        return _people_page(contest, form, request.form.get("idea"))
    is_sent = isinstance(done, VoteCode)
    return go(url_for("judging.people", contest=contest.slug)) if is_sent else _thanks(contest, done.idea)


@blueprint.post("/contests/<contest>/people/turn")
@requires(Permission.VOTE_AS_PUBLIC, of="contest")
def turn_people(contest: Contest) -> Response:
    """Another page of the ideas, with what is ticked; what was typed of a badge or phone goes nowhere."""
    kept: dict[str, Any] = {
        name: request.form[name] for name in ("idea", "before", "after") if request.form.get(name)
    }
    other = request.args.get("other")
    return go(url_for("judging.people", contest=contest.slug, other=other, **kept))


@blueprint.post("/contests/<contest>/people/change")
@requires(Permission.VOTE_AS_PUBLIC, of="contest")
def change_vote(contest: Contest) -> Response:
    """Another idea for a vote that this browser or account gave."""
    form, mine, at = PublicVoteForm(), _own_vote(contest), clock.now()
    idea = idea_of(request.form.get("idea", ""), {"contest": contest})

    def change() -> PublicVote:
        if idea is None:
            raise DomainError("no_idea", _("Choose an idea."))
        if mine is None:
            raise DomainError("who_votes", _("Say who votes, in one of these ways."))
        return public_voting.change(current_user, mine, idea, at)

    done = form.attempt(change)
    if done is None:
        return _people_page(contest, form, request.form.get("idea"), is_change=True)
    return _thanks(contest, done.idea)


@blueprint.post("/contests/<contest>/people/code")
@requires(Permission.VOTE_AS_PUBLIC, of="contest")
@limited_by_address
def confirm_phone(contest: Contest) -> Response:
    """The code that came to a phone: its vote is counted."""
    form, at = VoteCodeForm(), clock.now()
    asked = public.code_asked_by(session.get(BROWSER), contest, lock=True)
    try:
        row = phone_voting.check_living(asked, at)
        if form.validate() and not phone_voting.try_code(row, form.code.data or ""):
            transaction.commit()  # the try counts, although the answer is a refusal and leaves no other trace
            phone_voting.check_living(row, at)
            form.refuse(_wrong(TRIES - row.tries))
            return _code_page(contest, form, row)
    except DomainError as error:
        return _ask_again(contest, asked, error)
    if form.attempt(lambda: phone_voting.confirm(current_user, row, at) or row):
        return _thanks(contest, row.idea)
    return _code_page(contest, form, row)


def _wrong(left: int) -> DomainError:
    said = ngettext(
        "This is not the code. You have %(num)s try left.",
        "This is not the code. You have %(num)s tries left.",
        left,
    )
    return DomainError("code_wrong", said, field="code")


def _ask_again(contest: Contest, row: VoteCode | None, error: DomainError) -> Response:
    form = PublicVoteForm(formdata=None)
    form.refuse(error)
    return _people_page(contest, form, row.idea.public_id if row else None)

"""The jury's room: the line of the prizes, what is said, votes, the signature. Its papers: `minutes`."""

from collections.abc import Callable, Sequence

from flask import abort, flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from eventhub import clock, permissions
from eventhub.contests import queries as contest_queries
from eventhub.contests.forms import choices
from eventhub.contests.models import Contest, Idea, Result
from eventhub.contests.states import JUDGED, QUESTIONS, ContestState
from eventhub.errors import DomainError
from eventhub.judging import queries
from eventhub.judging.blueprint import blueprint
from eventhub.judging.forms import ConflictForm, DiscussionForm, MinutesForm, MotionForm
from eventhub.judging.models import Judge, Motion
from eventhub.judging.operations import deliberating, publishing
from eventhub.judging.operations.deliberating import Asked, Said
from eventhub.judging.permissions import Permission
from eventhub.judging.queries import aside, photos
from eventhub.judging.queries import room as reads
from eventhub.judging.ranking import borderline
from eventhub.judging.states import SheetState
from eventhub.judging.telling import ballots, sheets, veiling
from eventhub.permissions import requires
from eventhub.web.pages import go, page

USUAL_PRIZES = 3
MOST_OFFERED = 12
"""Ideas that the form of a question offers to tick; others are named in its words."""


def _line(contest: Contest, results: Sequence[Result]) -> borderline.Line:
    computed = queries.computed_ranking(contest)
    second = computed.second_opinion if computed else {}
    places = [
        borderline.Place(
            each.idea.public_id, each.rank, each.score, each.lo90, each.hi90, second.get(each.idea.public_id)
        )
        for each in results
    ]
    return borderline.line_of(places, len(contest.prizes) or USUAL_PRIZES)


def _in_question(contest: Contest, results: Sequence[Result], line: borderline.Line) -> list[Result]:
    """The ideas a question is likely about: those on the line of the prizes, then those before it."""
    prizes = len(contest.prizes) or USUAL_PRIZES
    on_line = [each for each in results if line.standing[each.idea.public_id] == borderline.Standing.LINE]
    first = [each for each in results if each.rank <= prizes + 1 and each not in on_line]
    return sorted([*on_line, *first][:MOST_OFFERED], key=lambda each: (each.rank, each.idea.number))


def _room_page(
    contest: Contest, minutes_form: MinutesForm | None = None, motion_form: MotionForm | None = None
) -> Response:
    results = contest_queries.results_of(contest)
    deliberation = reads.deliberation_of(contest)
    computed = queries.computed_ranking(contest)
    line = _line(contest, results)
    judges, barred = queries.judges_of(contest), aside.judges_aside(contest)
    me, masks = queries.judge_of(current_user.id, contest.id), sheets.covered(contest)
    motion_form = motion_form or MotionForm(formdata=None)

    def title(idea: Idea) -> str:
        return sheets.mask_words(idea.title, masks.get(idea.id, {}))

    mine = me.id if me else None
    offered = [
        each.idea for each in _in_question(contest, results, line) if mine not in barred.get(each.idea_id, ())
    ]
    motion_form.ideas.choices = choices((idea.public_id, f"{idea.code} · {title(idea)}") for idea in offered)
    low = min((each.lo90 for each in results), default=0.0)
    high = max((each.hi90 for each in results), default=10.0)
    return page(
        "judging/room.html",
        form=next((form for form in (minutes_form, motion_form) if form and form.is_refused), None),
        names={judge.id: judge.person.name for judge in judges},
        barred=barred,
        contest=contest,
        results=results,
        masks=masks,
        deliberation=deliberation,
        computed=computed,
        line=line,
        span=(max(0.0, low - 0.2), min(10.0, high + 0.2)),
        second=computed.second_opinion if computed else {},
        by_mean=publishing.places_by_mean(results, computed),
        said=reads.discussions_of(contest),
        ballots=ballots.ballots(reads.motions_of(contest), judges, barred, title, sheets.cover_of(masks)),
        reads_all=not veiling.veil_over(contest, me).covers,
        settings=queries.settings_of(contest),
        lacking=deliberating.reasons_lacking(contest) if results else [],
        undecided=deliberating.undecided(contest),
        is_fresh=publishing.is_current(contest, computed),
        is_on=contest.state == ContestState.DELIBERATION and not (deliberation and deliberation.signed_at),
        signs=permissions.may(current_user, Permission.SIGN, contest),
        me=me,
        keeps=permissions.may(current_user, Permission.KEEP_ROOM, contest),
        minutes_form=minutes_form or MinutesForm(formdata=None, obj=deliberation),
        motion_form=motion_form,
    )


@blueprint.get("/work/contests/<contest>/room")
@requires(Permission.SEE_ROOM, of="contest")
def room(contest: Contest) -> Response:
    """Where the jury decides."""
    return _room_page(contest)


@blueprint.post("/work/contests/<contest>/room/minutes")
@requires(Permission.KEEP_ROOM, of="contest")
def write_minutes(contest: Contest) -> Response:
    """The words of the minutes."""
    form = MinutesForm()
    words = {"place": form.place.data or "", "remarks": form.remarks.data or ""}
    if form.attempt(lambda: deliberating.write_minutes(current_user, contest, **words, at=clock.now())):
        flash(_("Kept."), "ok")
        return go(url_for("judging.room", contest=contest.slug, _anchor="minutes"))
    return _room_page(contest, minutes_form=form)


@blueprint.post("/work/contests/<contest>/room/motions")
@requires(Permission.KEEP_ROOM, of="contest")
def put_motion(contest: Contest) -> Response:
    """A question for the jury."""
    form = MotionForm()

    def put() -> Motion:
        options = (form.options.data or "").splitlines()
        asked = Asked(form.question.data, options, form.ideas.data or (), form.is_secret.data)
        return deliberating.put_motion(current_user, contest, asked, clock.now())

    if form.attempt(put):
        flash(_("The jury can vote now."), "ok")
        return go(url_for("judging.room", contest=contest.slug, _anchor="votes"))
    return _room_page(contest, motion_form=form)


@blueprint.post("/work/contests/<contest>/room/motions/<motion>/vote")
@requires(Permission.VOTE, of="contest")
def vote(contest: Contest, motion: Motion) -> Response:
    """My vote, once."""
    judge, choice = _seat(contest), request.form.get("choice", -1, type=int)
    return _done(
        contest,
        "votes",
        lambda: deliberating.vote(judge, motion, choice, clock.now()),
        _("Your vote was counted."),
    )


@blueprint.post("/work/contests/<contest>/room/motions/<motion>/close")
@requires(Permission.KEEP_ROOM, of="contest")
def close_motion(contest: Contest, motion: Motion) -> Response:
    """End the vote and show the count."""
    return _done(
        contest,
        "votes",
        lambda: deliberating.close_motion(current_user, motion, clock.now()),
        _("The vote is closed."),
    )


@blueprint.post("/work/contests/<contest>/room/motions/<motion>/withdraw")
@requires(Permission.KEEP_ROOM, of="contest")
def withdraw_motion(contest: Contest, motion: Motion) -> Response:
    """Take a question back before anybody voted."""
    return _done(
        contest,
        "votes",
        lambda: deliberating.withdraw_motion(current_user, contest, motion, clock.now()),
        _("The question was taken back."),
    )


@blueprint.post("/work/contests/<contest>/room/sign")
@requires(Permission.SIGN, of="contest")
def sign(contest: Contest) -> Response:
    """The president signs, or takes the signature back."""
    judge = _seat(contest)
    if request.form.get("again"):
        return _done(
            contest,
            "minutes",
            lambda: deliberating.unsign(judge, clock.now()),
            _("The signature was taken back."),
        )
    return _done(
        contest, "minutes", lambda: deliberating.sign(judge, clock.now()), _("The minutes are signed.")
    )


def _seat(contest: Contest) -> Judge:
    judge = queries.judge_of(current_user.id, contest.id)
    if judge is None:
        abort(404)
    return judge


def _done(contest: Contest, where: str, verb: Callable[[], object], words: str) -> Response:
    """Do it, say so or why not, and go back to that part of the room."""
    try:
        verb()
    except DomainError as refusal:
        flash(str(refusal), "no")
    else:
        flash(words, "ok")
    return go(url_for("judging.room", contest=contest.slug, _anchor=where))


def _aside_page(contest: Contest, idea: Idea) -> Response:
    """What somebody who stands aside sees of an idea: that they do."""
    answer = page("judging/room_aside.html", contest=contest, idea=idea)
    answer.status_code = 403
    return answer


def idea_page(
    contest: Contest,
    idea: Idea,
    form: DiscussionForm | None = None,
    conflict_form: ConflictForm | None = None,
) -> Response:
    """An idea in the room; for somebody who stands aside from it, only that."""
    if idea.state not in JUDGED:
        abort(404)
    if aside.is_aside(current_user.id, idea.id):
        return _aside_page(contest, idea)
    said = reads.discussions_of(contest).get(idea.id)
    deliberation = reads.deliberation_of(contest)
    barred = aside.judges_aside(contest)
    heard, is_unheard = sheets.recordings_told(contest, [idea.id])(idea.id)
    is_open = contest.state in (ContestState.DELIBERATION, ContestState.PUBLISHED)
    return page(
        "judging/room_idea.html",
        form=form or DiscussionForm(formdata=None, obj=said),
        contest=contest,
        idea=idea,
        hidden=sheets.covered(contest).get(idea.id, {}),
        photos=sheets.addresses_of(contest, photos.photos_of(contest, [idea.id]).get(idea.id, ())),
        recordings=heard,
        is_unheard=is_unheard,
        result=idea.result,
        questions=QUESTIONS,
        sheets=queries.sheets_of_idea(idea, (SheetState.COMPLETE,)) if is_open else [],
        settings=queries.settings_of(contest),
        keeps=permissions.may(current_user, Permission.KEEP_ROOM, contest),
        is_on=contest.state == ContestState.DELIBERATION and not (deliberation and deliberation.signed_at),
        said=said,
        me=queries.judge_of(current_user.id, contest.id),
        aside=[each for each in queries.judges_of(contest) if each.id in barred.get(idea.id, ())],
        conflict_form=conflict_form or ConflictForm(formdata=None),
    )


@blueprint.get("/work/contests/<contest>/room/ideas/<idea>")
@requires(Permission.SEE_ROOM, of="contest")
def room_idea(contest: Contest, idea: Idea) -> Response:
    """One idea in the room: its marks side by side, comments, what the jury says."""
    return idea_page(contest, idea)


@blueprint.post("/work/contests/<contest>/room/ideas/<idea>")
@requires(Permission.KEEP_ROOM, of="contest")
def discuss(contest: Contest, idea: Idea) -> Response:
    """Keep what the jury says of it."""
    form = DiscussionForm()
    words = Said(form.is_shortlisted.data, form.notes.data or "", form.reason.data or "")
    if form.attempt(lambda: deliberating.discuss(current_user, idea, words, clock.now())):
        flash(_("Kept."), "ok")
        return go(url_for("judging.room", contest=contest.slug, _anchor="line"))
    return idea_page(contest, idea, form)

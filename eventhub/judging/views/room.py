"""The jury's room: the line of the prizes, what is said, votes, minutes and their signature."""

from collections.abc import Callable, Sequence

from flask import abort, flash, make_response, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from eventhub import clock, permissions
from eventhub.contests import queries as contest_queries
from eventhub.contests.models import Contest, Idea, Result
from eventhub.contests.states import JUDGED, QUESTIONS, ContestState
from eventhub.errors import DomainError
from eventhub.i18n import current_language
from eventhub.judging import queries
from eventhub.judging.blueprint import blueprint
from eventhub.judging.forms import DiscussionForm, MinutesForm, MotionForm
from eventhub.judging.models import Deliberation, Judge, Motion
from eventhub.judging.operations import deliberating, publishing, recording
from eventhub.judging.operations.deliberating import Said
from eventhub.judging.papers import minutes
from eventhub.judging.permissions import Permission
from eventhub.judging.queries import photos
from eventhub.judging.queries import room as reads
from eventhub.judging.ranking import borderline
from eventhub.judging.states import SheetState
from eventhub.judging.telling import sheets
from eventhub.permissions import open_to_all, requires
from eventhub.web.pages import go, page

USUAL_PRIZES = 3


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


def _room_page(
    contest: Contest, minutes_form: MinutesForm | None = None, motion_form: MotionForm | None = None
) -> Response:
    results = contest_queries.results_of(contest)
    deliberation = reads.deliberation_of(contest)
    computed = queries.computed_ranking(contest)
    line = _line(contest, results)
    low = min((each.lo90 for each in results), default=0.0)
    high = max((each.hi90 for each in results), default=10.0)
    return page(
        "judging/room.html",
        form=next((form for form in (minutes_form, motion_form) if form and form.is_refused), None),
        contest=contest,
        results=results,
        masks=sheets.covered(contest),
        deliberation=deliberation,
        computed=computed,
        line=line,
        span=(max(0.0, low - 0.2), min(10.0, high + 0.2)),
        second=computed.second_opinion if computed else {},
        said=reads.discussions_of(contest),
        motions=reads.motions_of(contest),
        settings=queries.settings_of(contest),
        lacking=deliberating.reasons_lacking(contest) if results else [],
        is_fresh=publishing.is_current(contest, computed),
        is_on=contest.state == ContestState.DELIBERATION and not (deliberation and deliberation.signed_at),
        signs=permissions.may(current_user, Permission.SIGN, contest),
        me=queries.judge_of(current_user.id, contest.id),
        keeps=permissions.may(current_user, Permission.KEEP_ROOM, contest),
        minutes_form=minutes_form or MinutesForm(formdata=None, obj=deliberation),
        motion_form=motion_form or MotionForm(formdata=None),
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
        return deliberating.put_motion(
            current_user,
            contest,
            question=form.question.data,
            options=(form.options.data or "").splitlines(),
            is_secret=form.is_secret.data,
            at=clock.now(),
        )

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


def _idea_page(contest: Contest, idea: Idea, form: DiscussionForm | None = None) -> Response:
    if idea.state not in JUDGED:
        abort(404)
    said = reads.discussions_of(contest).get(idea.id)
    deliberation = reads.deliberation_of(contest)
    is_open = contest.state in (ContestState.DELIBERATION, ContestState.PUBLISHED)
    return page(
        "judging/room_idea.html",
        form=form or DiscussionForm(formdata=None, obj=said),
        contest=contest,
        idea=idea,
        hidden=sheets.covered(contest).get(idea.id, {}),
        photos=sheets.addresses_of(contest, photos.photos_of(contest, [idea.id]).get(idea.id, ())),
        result=idea.result,
        questions=QUESTIONS,
        sheets=queries.sheets_of_idea(idea, (SheetState.COMPLETE,)) if is_open else [],
        settings=queries.settings_of(contest),
        keeps=permissions.may(current_user, Permission.KEEP_ROOM, contest),
        is_on=contest.state == ContestState.DELIBERATION and not (deliberation and deliberation.signed_at),
        said=said,
    )


@blueprint.get("/work/contests/<contest>/room/ideas/<idea>")
@requires(Permission.SEE_ROOM, of="contest")
def room_idea(contest: Contest, idea: Idea) -> Response:
    """One idea in the room: its marks side by side, comments, what the jury says."""
    return _idea_page(contest, idea)


@blueprint.post("/work/contests/<contest>/room/ideas/<idea>")
@requires(Permission.KEEP_ROOM, of="contest")
def discuss(contest: Contest, idea: Idea) -> Response:
    """Keep what the jury says of it."""
    form = DiscussionForm()
    words = Said(form.is_shortlisted.data, form.notes.data or "", form.reason.data or "")
    if form.attempt(lambda: deliberating.discuss(current_user, idea, words, clock.now())):
        flash(_("Kept."), "ok")
        return go(url_for("judging.room", contest=contest.slug, _anchor="line"))
    return _idea_page(contest, idea, form)


@blueprint.get("/work/contests/<contest>/room/minutes.pdf")
@requires(Permission.SEE_ROOM, of="contest")
def minutes_pdf(contest: Contest) -> Response:
    """The minutes on paper, in the language asked for."""
    asked = request.args.get("lang", current_language())
    language = asked if asked in minutes.LANGUAGES else "fr"
    deliberation = _recorded(contest)
    if deliberation is None:
        return go(url_for("judging.room", contest=contest.slug))
    answer = make_response(minutes.pdf(contest, deliberation, language))
    answer.content_type = "application/pdf"
    answer.headers.set("Content-Disposition", "inline", filename=f"pv-{contest.slug}-{language}.pdf")
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


@blueprint.get("/work/contests/<contest>/room/record.json")
@requires(Permission.SEE_ROOM, of="contest")
def record(contest: Contest) -> Response:
    """The record itself, byte for byte: `eventhub verify FILE` computes it again."""
    deliberation = _recorded(contest)
    if deliberation is None:
        return go(url_for("judging.room", contest=contest.slug))
    text = deliberation.record or recording.canonical(recording.record_of(contest, deliberation))
    answer = make_response(text.encode())
    answer.content_type = "application/json"
    answer.headers.set("Content-Disposition", "attachment", filename=f"record-{contest.slug}.json")
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _recorded(contest: Contest) -> Deliberation | None:
    """The minutes as they stand; None while nothing is ranked."""
    if queries.computed_ranking(contest) is None:
        return None
    found = reads.deliberation_of(contest)
    return found or Deliberation(contest_id=contest.id, organizer_id=contest.organizer_id)


@blueprint.get("/minutes/<code>")
@open_to_all("whoever holds printed minutes may check them")
def authentic(code: str) -> Response:
    """What the QR of printed minutes opens: whether they are true."""
    found = reads.deliberation_by_code(code) if len(code) >= minutes.SHOWN else None
    answer = page("judging/authentic.html", deliberation=found, code=code[:64])
    answer.status_code = 200 if found is not None else 404
    return answer

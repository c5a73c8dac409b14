"""Pages while the jury works: progress and warnings, the practice."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime
from statistics import fmean
from typing import Any

from flask import flash, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user
from werkzeug.wrappers import Response

from eventhub import clock
from eventhub.contests.models import Contest
from eventhub.errors import DomainError
from eventhub.judging import queries
from eventhub.judging.blueprint import blueprint
from eventhub.judging.forms import PracticeForm, PracticeNotesForm, ReviewForm
from eventhub.judging.models import Judge, Sheet
from eventhub.judging.operations import calibrating, publishing, watching
from eventhub.judging.papers import invitations
from eventhub.judging.permissions import Permission
from eventhub.judging.queries import aside, panel, practice, room
from eventhub.judging.states import ReviewDecision, SheetState
from eventhub.judging.telling import reminding, sheets
from eventhub.judging.views.paper import sent_pdf
from eventhub.permissions import requires
from eventhub.web.pages import go, page

WANTED = 0.8
"""The reliability from which a ranking is usually trusted."""


def _progress_page(contest: Contest, form: ReviewForm, about: Judge | None = None) -> Response:
    every = queries.sheets_of(contest)
    judges = queries.judges_of(contest)
    scoring = {judge.id for judge in judges if judge.role in queries.SCORING}
    states = Counter(s.state for s in every if s.judge_id in scoring)
    complete = {s.idea_id for s in every if s.state == SheetState.COMPLETE and s.judge_id in scoring}
    unfinished = Counter(s.judge_id for s in every if s.state in (SheetState.ASSIGNED, SheetState.BEGUN))
    reviews = {review.judge_id: review for review in room.reviews_of(contest)}
    late = [judge.id for judge in judges if judge.is_active and unfinished[judge.id]]
    return page(
        "judging/progress.html",
        form=form,
        contest=contest,
        ideas=panel.ideas_page(contest),
        lacking=len({i.id for i in queries.eligible_ideas(contest)} - complete),
        judges=[judge for judge in judges if judge.is_active or any(s.judge_id == judge.id for s in every)],
        late=late,
        reach={judge.id: _reach(judge, unfinished[judge.id]) for judge in judges if judge.id in late},
        cells={(sheet.judge_id, sheet.idea_id): sheet.state for sheet in every},
        done=states[SheetState.COMPLETE],
        asked=states.total() - states[SheetState.RECUSED],
        conflicts={(each.judge_id, each.idea_id) for each in queries.conflicts_of(contest)},
        count=Counter((sheet.judge_id, sheet.state) for sheet in every),
        reviews=reviews,
        about=about,
        told=_told_of(contest, every),
        wanted=WANTED,
    )


def _reach(judge: Judge, count: int) -> dict[str, str]:
    """How to tell a judge without mail that sheets wait."""
    words = reminding.words_for(judge, count)
    return {"words": words, "whatsapp": reminding.whatsapp(judge, words)}


def _told_of(contest: Contest, every: list[Sheet]) -> dict[str, Any]:
    """How far the sheets that are in can be trusted, each judge's mean, who looks odd; nothing is kept."""
    from eventhub.judging.ranking.agreement import sheets_needed  # it needs numpy, which pages do without

    marks = queries.complete_marks(contest)
    means = {judge: fmean(totals) for judge, totals in _totals(contest, every).items()}
    if len({each.idea for each in marks}) < 2:  # noqa: PLR2004 - nothing to compare
        return {"reliability": None, "needed": None, "flags": {}, "generosity": {}, "means": means}
    found = publishing.ranking_of(contest, marks, with_certainty=False)
    sure = found.reliability
    return {
        "reliability": sure.icc if sure else None,
        "needed": sheets_needed(sure, WANTED) if sure else None,
        "flags": {each.judge: each.reason for each in found.judges if each.reason},
        "generosity": {each.judge: each.generosity for each in found.judges},
        "means": means,
    }


def _totals(contest: Contest, every: list[Sheet]) -> dict[int, list[float]]:
    whole = sum(each["weight"] for each in contest.criteria) or 1
    found: dict[int, list[float]] = {}
    for sheet in every:
        if sheet.state == SheetState.COMPLETE:
            total = sum(each["weight"] * sheet.marks.get(each["id"], 0) for each in contest.criteria)
            found.setdefault(sheet.judge_id, []).append(total / whole)
    return found


@blueprint.get("/work/contests/<contest>/jury/progress")
@requires(Permission.WATCH, of="contest")
def progress(contest: Contest) -> Response:
    """Who is how far, what is still needed, what looks odd."""
    return _progress_page(contest, ReviewForm(formdata=None))


@blueprint.post("/work/contests/<contest>/jury/<judge>/remind")
@requires(Permission.WATCH, of="judge")
def remind(contest: Contest, judge: Judge) -> Response:
    """A reminder by mail."""
    return _reached(contest, judge, watching.remind, _("%(name)s was reminded.", name=judge.person.name))


@blueprint.post("/work/contests/<contest>/jury/<judge>/told")
@requires(Permission.WATCH, of="judge")
def told(contest: Contest, judge: Judge) -> Response:
    """Told in person, by phone or on paper."""
    return _reached(
        contest, judge, watching.note_told, _("Noted: %(name)s was told.", name=judge.person.name)
    )


def _reached(
    contest: Contest, judge: Judge, verb: Callable[[Any, Judge, datetime], object], said: str
) -> Response:
    try:
        verb(current_user, judge, clock.now())
    except DomainError as refusal:
        flash(str(refusal), "no")
    else:
        flash(said, "ok")
    return go(url_for("judging.progress", contest=contest.slug))


@blueprint.get("/work/contests/<contest>/jury/<judge>/reminder.pdf")
@requires(Permission.WATCH, of="judge")
def reminder_pdf(contest: Contest, judge: Judge) -> Response:
    """A reminder on paper, with the code of the judge's sheets."""
    made = invitations.reminder_pdf(judge, reminding.address_of(judge))
    return sent_pdf(made, f"reminder-{contest.slug}.pdf")


@blueprint.post("/work/contests/<contest>/jury/progress/remind")
@requires(Permission.WATCH, of="contest")
def remind_all(contest: Contest) -> Response:
    """A reminder to everybody whose sheets wait."""
    sent, to_call = watching.remind_all(current_user, contest, clock.now())
    if sent:
        flash(ngettext("%(num)s judge was reminded.", "%(num)s judges were reminded.", sent), "ok")
    else:
        flash(_("Nobody was reminded: those who wait had a reminder in the last twelve hours."), "info")
    if to_call:
        names = _(", ").join(str(judge.person.name) for judge in to_call)
        flash(_("Without an e-mail address, to be called: %(names)s.", names=names), "wait")
    return go(url_for("judging.progress", contest=contest.slug))


@blueprint.post("/work/contests/<contest>/jury/<judge>/review")
@requires(Permission.WATCH, of="judge")
def review(contest: Contest, judge: Judge) -> Response:
    """A person's decision about a judge's sheets."""
    form = ReviewForm()

    def decide() -> Any:
        decision = ReviewDecision(form.decision.data)
        return watching.review(current_user, judge, decision, form.reason.data or "", clock.now())

    if form.attempt(decide):
        flash(_("The decision is kept. Compute the ranking again."), "ok")
        return go(url_for("judging.progress", contest=contest.slug))
    return _progress_page(contest, form, judge)


def _practice_page(contest: Contest, form: Any = None) -> Response:
    row = practice.calibration_of(contest)
    done = practice.sheets_of(row) if row else []
    ideas = [row.first, row.second] if row else []
    return page(
        "judging/calibration.html",
        form=form,
        contest=contest,
        row=row,
        ideas=ideas,
        done=done,
        spread={
            (idea.id, each["id"]): calibrating.spread_of(done, idea.id, each["id"])
            for idea in ideas
            for each in contest.criteria
        },
        judges=[judge for judge in queries.judges_of(contest) if judge.is_active],
        choose=form if isinstance(form, PracticeForm) else PracticeForm(queries.eligible_ideas(contest)),
        notes=form if isinstance(form, PracticeNotesForm) else PracticeNotesForm(formdata=None, obj=row),
    )


@blueprint.get("/work/contests/<contest>/jury/practice")
@requires(Permission.CALIBRATE, of="contest")
def calibration(contest: Contest) -> Response:
    """The practice: two ideas, everybody's marks side by side."""
    return _practice_page(contest)


@blueprint.post("/work/contests/<contest>/jury/practice")
@requires(Permission.CALIBRATE, of="contest")
def open_practice(contest: Contest) -> Response:
    """Choose the two ideas."""
    ideas = {idea.public_id: idea for idea in queries.eligible_ideas(contest)}
    form = PracticeForm(list(ideas.values()))

    def begin() -> Any:
        chosen = [ideas[form.first.data], ideas[form.second.data]]
        return calibrating.open_practice(current_user, contest, chosen, clock.now())

    if form.attempt(begin):
        flash(_("The jury can practise now: judges see it above their sheets."), "ok")
        return go(url_for("judging.calibration", contest=contest.slug))
    return _practice_page(contest, form)


@blueprint.post("/work/contests/<contest>/jury/practice/notes")
@requires(Permission.CALIBRATE, of="contest")
def note_practice(contest: Contest) -> Response:
    """What the jury agreed; the practice may end."""
    row, form = practice.calibration_of(contest), PracticeNotesForm()
    if row is None:
        return go(url_for("judging.calibration", contest=contest.slug))
    words, is_over = form.notes.data or "", bool(form.is_over.data)
    if form.attempt(lambda: calibrating.note(current_user, row, words, is_over=is_over, at=clock.now())):
        flash(_("Kept."), "ok")
        return go(url_for("judging.calibration", contest=contest.slug))
    return _practice_page(contest, form)


@blueprint.route("/judge/<contest>/practice", methods=["GET", "POST"])
@requires(Permission.PRACTISE, of="contest")
def practise(contest: Contest) -> Response:
    """My practice marks for the two ideas; afterwards, everybody's."""
    row, judge = practice.calibration_of(contest), queries.judge_of(current_user.id, contest.id)
    if row is None or judge is None:
        return go(url_for("judging.judge", contest=contest.slug))
    done = practice.sheets_of(row)
    mine = {sheet.idea_id: sheet.marks for sheet in done if sheet.judge_id == judge.id}
    refusal: DomainError | None = None
    if request.method == "POST":
        idea = row.second if request.form.get("idea") == row.second.public_id else row.first
        marks = {e["id"]: request.form.get(f"mark-{e['id']}", type=int) for e in contest.criteria}
        try:
            calibrating.practise(judge, row, idea, marks, clock.now())
        except DomainError as error:
            refusal = error
            mine[idea.id] = {name: mark for name, mark in marks.items() if mark is not None}
        else:
            return go(url_for("judging.practise", contest=contest.slug))
    return _practise_page(contest, row, done, mine, refusal)


def _practise_page(
    contest: Contest, row: Any, done: list[Any], mine: dict[int, Any], refusal: DomainError | None
) -> Response:
    both = [each for each in (row.first, row.second) if not aside.is_aside(current_user.id, each.id)]
    masks = panel.masks_of(contest)
    shown = {each: sheets.shown_idea(each, contest, sheets.hidden_words(masks, each)) for each in both}
    answer = page(
        "judging/practise.html",
        contest=contest,
        row=row,
        refusal=refusal,
        is_aside=len(both) < 2,  # noqa: PLR2004 - the practice's two ideas
        ideas=[(idea, shown[idea], mine.get(idea.id)) for idea in both],
        anchors=sheets.anchors_of(contest),
        spread={
            (idea.id, each["id"]): calibrating.spread_of(done, idea.id, each["id"])
            for idea in both
            for each in contest.criteria
        },
    )
    answer.status_code = 422 if refusal else 200
    return answer

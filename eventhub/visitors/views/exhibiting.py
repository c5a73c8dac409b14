"""An exhibitor's own pages at a fair: the stand today, questions to answer, meetings."""

from typing import Any

from flask import Blueprint, flash, url_for
from flask_babel import gettext as _
from flask_login import current_user

from eventhub import clock
from eventhub.permissions import requires
from eventhub.visitors import phrases, queries
from eventhub.visitors.forms.stands import AnswerForm, MoveForm, OutcomeForm
from eventhub.visitors.meeting import OPEN, MeetingState, may_move
from eventhub.visitors.models import Meeting, StandQuestion
from eventhub.visitors.operations import meetings, questions
from eventhub.visitors.permissions import Permission
from eventhub.visitors.stands import Exhibit
from eventhub.web.forms import Form
from eventhub.web.pages import go, page

HOME = "/exhibits/<exhibit>"


def add_to(blueprint: Blueprint) -> None:
    """Add these pages."""
    for rule, view, methods in (
        (HOME, show_exhibit, ["GET"]),
        (f"{HOME}/questions", list_questions, ["GET"]),
        (f"{HOME}/questions/<question>", answer_question, ["GET", "POST"]),
        (f"{HOME}/questions/<question>/put-away", put_question_away, ["POST"]),
        (f"{HOME}/meetings", list_meetings, ["GET"]),
        (f"{HOME}/meetings/<meeting>", show_meeting, ["GET"]),
        (f"{HOME}/meetings/<meeting>/<to>", move_meeting, ["POST"]),
    ):
        blueprint.add_url_rule(rule, view_func=view, methods=methods)


@requires(Permission.RUN_STAND, of="exhibit")
def show_exhibit(exhibit: Exhibit) -> Any:
    """My stand today: visits, what they liked, what waits for me, sales."""
    today = clock.today(exhibit.zone)
    day = min(max(today, exhibit.starts_on), exhibit.ends_on)
    by_day = queries.visits_by_day(exhibit.booth_ids)
    days = [
        exhibit.starts_on.fromordinal(n) for n in range(exhibit.starts_on.toordinal(), day.toordinal() + 1)
    ]
    return page(
        "visitors/exhibit.html",
        exhibit=exhibit,
        edition=exhibit,
        day=day,
        is_today=day == today,
        visits=queries.visits_of(exhibit.booth_ids, day),
        in_all=queries.visits_of(exhibit.booth_ids),
        by_day=[(each, by_day.get(each, 0)) for each in days],
        waiting=queries.waiting_for(exhibit),
        votes=queries.my_votes(exhibit.booth_ids, exhibit.edition_id),
    )


@requires(Permission.RUN_STAND, of="exhibit")
def list_questions(exhibit: Exhibit) -> Any:
    """What visitors asked, those that wait first."""
    return page(
        "visitors/questions.html", exhibit=exhibit, edition=exhibit, questions=queries.questions_to(exhibit)
    )


@requires(Permission.RUN_STAND, of="exhibit")
def answer_question(exhibit: Exhibit, question: StandQuestion) -> Any:
    """Answer one; only whoever asked reads it."""
    form = AnswerForm(data={"answer": question.answer})

    def answer() -> bool:
        questions.answer(current_user, question, (form.answer.data or "").strip(), clock.now())
        return True

    if form.is_submitted() and form.attempt(answer):
        flash(_("Your answer was sent."), "ok")
        return go(url_for("visitors.list_questions", exhibit=exhibit.public_id))
    return page("visitors/answer.html", form, exhibit=exhibit, edition=exhibit, question=question)


@requires(Permission.RUN_STAND, of="exhibit")
def put_question_away(exhibit: Exhibit, question: StandQuestion) -> Any:
    """It is no question: out of the list."""
    questions.put_away(current_user, question, clock.now())
    flash(_("It was put away."), "ok")
    return go(url_for("visitors.list_questions", exhibit=exhibit.public_id))


@requires(Permission.RUN_STAND, of="exhibit")
def list_meetings(exhibit: Exhibit) -> Any:
    """The meetings of the stand by time, those that wait for an answer first."""
    found = queries.meetings_with(exhibit)
    return page(
        "visitors/meetings.html",
        exhibit=exhibit,
        edition=exhibit,
        waiting=[each for each in found if each.state == MeetingState.ASKED],
        open=[each for each in found if each.state in OPEN and each.state != MeetingState.ASKED],
        over=[each for each in found if each.state not in OPEN],
        words=phrases.MEETINGS,
        kinds=phrases.MEETING_KINDS,
    )


@requires(Permission.RUN_STAND, of="exhibit")
def show_meeting(
    exhibit: Exhibit, meeting: Meeting, move_form: MoveForm | None = None, outcome: OutcomeForm | None = None
) -> Any:
    """One meeting: who, when, about what; what may be done now."""
    told = {
        "is_linked": {True: "yes", False: "no"}.get(meeting.is_linked),  # type: ignore[arg-type]
        "opportunities": meeting.opportunities or 0,
        "outcome_note": meeting.outcome_note,
    }
    local = meeting.at.astimezone(exhibit.zone)
    mover = move_form or MoveForm(formdata=None, day=local.date().isoformat(), hour=f"{local:%H:%M}")
    mover.offer(exhibit, clock.now())
    return page(
        "visitors/meeting.html",
        next((form for form in (move_form, outcome) if form is not None), None),
        exhibit=exhibit,
        edition=exhibit,
        meeting=meeting,
        move_form=mover,
        outcome_form=outcome or OutcomeForm(formdata=None, data=told),
        can={to.value for to in MeetingState if may_move(meeting.state, to, by_visitor=False)},
        is_past=meeting.at <= clock.now(),
        at_once=[each for each in queries.meetings_with(exhibit) if _clashes(each, meeting)],
        words=phrases.MEETINGS,
        kinds=phrases.MEETING_KINDS,
    )


def _clashes(each: Meeting, meeting: Meeting) -> bool:
    """Whether somebody else was promised the same half hour, while this one may still be moved."""
    is_open = MeetingState(meeting.state) in OPEN
    return is_open and each.id != meeting.id and each.at == meeting.at and each.state == MeetingState.ACCEPTED


@requires(Permission.RUN_STAND, of="exhibit")
def move_meeting(exhibit: Exhibit, meeting: Meeting, to: str) -> Any:
    """Accept, propose another time, decline, tell how it went."""
    now = clock.now()
    forms: dict[str, Form] = {"moved": MoveForm(), "held": OutcomeForm()}
    form = forms.get(to) or Form()
    if isinstance(form, MoveForm):
        form.offer(exhibit, clock.now())

    def move() -> Any:
        if isinstance(form, OutcomeForm):
            told = {**form.data, "is_linked": form.is_linked.data == "yes"}
            return meetings.tell(current_user, meeting, told, now)
        at = form.moment(exhibit) if isinstance(form, MoveForm) else None
        note = form.note.data if isinstance(form, MoveForm) else ""
        return meetings.move(current_user, meeting, MeetingState(to), now, at=at, note=note or "")

    if to in set(MeetingState) and form.attempt(move):
        flash(phrases.MEETINGS[MeetingState(meeting.state)], "ok")
        return go(url_for("visitors.list_meetings", exhibit=exhibit.public_id))
    if isinstance(form, MoveForm):
        return show_meeting(exhibit=exhibit, meeting=meeting, move_form=form)
    if isinstance(form, OutcomeForm):
        return show_meeting(exhibit=exhibit, meeting=meeting, outcome=form)
    flash(
        form.refusal.message if form.refusal else _("The meeting has changed meanwhile. Look at it again."),
        "no",
    )
    return go(url_for("visitors.show_meeting", exhibit=exhibit.public_id, meeting=meeting.public_id))

"""The diagnosis, an axis a screen, kept at each step: a phone may lose its network in between."""

from flask import flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from eventhub import clock
from eventhub.errors import DomainError
from eventhub.permissions import may, requires
from eventhub.programmes import phrases, queries, questionnaire, scoring
from eventhub.programmes.blueprint import blueprint
from eventhub.programmes.models import Diagnosis, Enrolment
from eventhub.programmes.operations import supporting
from eventhub.programmes.permissions import Permission
from eventhub.web.pages import go, page


def _back(enrolment: Enrolment) -> str:
    """The page from which the reader came: the cooperative's own, or its page in the work."""
    if may(current_user, Permission.BELONG, enrolment):
        return url_for("programmes.place", enrolment=enrolment.public_id)
    slug = enrolment.programme.slug
    return url_for("programmes.cooperative", programme=slug, enrolment=enrolment.public_id)


@blueprint.route("/programmes/<enrolment>/diagnosis/<int:step>", methods=["GET", "POST"])
@requires(Permission.DIAGNOSE, of="enrolment")
def diagnose(enrolment: Enrolment, step: int) -> Response:
    """The statements of one axis."""
    statements = enrolment.programme.questions
    axes = questionnaire.axes_of(statements)
    step = min(max(step, 1), len(axes))
    here = [each for each in statements if each["axis"] == axes[step - 1]]
    draft = queries.draft_of(enrolment)
    if (
        draft is None and step > 1
    ):  # only the first step begins one: the last, sent again, would begin the next
        return go(_back(enrolment)) if queries.finished_diagnoses(enrolment) else _at(enrolment, 1)
    if request.method == "POST":
        typed = {each["id"]: request.form.get(f"mark-{each['id']}", "") for each in here}
        marks = {name: int(text) for name, text in typed.items() if text in set("01234")}
        try:
            draft = supporting.answer(current_user, enrolment, marks, clock.now(), may_begin=step == 1)
        except DomainError:  # a double click: the first one finished it, or the cooperative just left
            return go(_back(enrolment))
        return _onward(enrolment, draft, step)
    unsaid = {each["id"] for each in here} - set(draft.answers if draft else ())
    missing = unsaid if request.args.get("again") else set()
    return page(
        "programmes/diagnose.html",
        enrolment=enrolment,
        programme=enrolment.programme,
        step=step,
        axes=axes,
        statements=here,
        answers=draft.answers if draft else {},
        missing=missing,
        marks=phrases.MARKS,
        highest=scoring.HIGHEST,
        back=_back(enrolment),
    )


def _onward(enrolment: Enrolment, draft: Diagnosis, step: int) -> Response:
    """Where the next answer is wanted. A refusal would undo what was answered: the page is shown again."""
    statements = enrolment.programme.questions
    axes = questionnaire.axes_of(statements)
    unsaid = {each["axis"] for each in statements if each["id"] not in draft.answers}
    if axes[step - 1] in unsaid:
        return _at(enrolment, step, again=1)
    if step < len(axes):
        return _at(enrolment, step + 1)
    if unsaid:
        first = next(number for number, axis in enumerate(axes, start=1) if axis in unsaid)
        return _at(enrolment, first, again=1)
    supporting.finish(current_user, enrolment, clock.now())
    flash(_("The diagnosis is finished."), "ok")
    return go(_back(enrolment))


def _at(enrolment: Enrolment, step: int, *, again: int | None = None) -> Response:
    return go(url_for("programmes.diagnose", enrolment=enrolment.public_id, step=step, again=again))

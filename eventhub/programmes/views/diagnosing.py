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
from eventhub.programmes.models import Enrolment
from eventhub.programmes.operations import supporting
from eventhub.programmes.permissions import Permission
from eventhub.transaction import savepoint
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
    missing: set[str] = set()
    draft = queries.draft_of(enrolment)
    if request.method == "POST":
        typed = {each["id"]: request.form.get(f"mark-{each['id']}", "") for each in here}
        marks = {name: int(text) for name, text in typed.items() if text in set("01234")}
        supporting.answer(current_user, enrolment, marks, clock.now())
        draft = queries.draft_of(enrolment)
        missing = {each["id"] for each in here} - set(draft.answers if draft else ())
        if not missing and step < len(axes):
            return go(url_for("programmes.diagnose", enrolment=enrolment.public_id, step=step + 1))
        if not missing:
            try:
                with savepoint():
                    supporting.finish(current_user, enrolment, clock.now())
            except DomainError as refusal:
                flash(str(refusal), "no")
                answers = draft.answers if draft else {}
                first = next(each["axis"] for each in statements if each["id"] not in answers)
                number = [axis.value for axis in axes].index(first) + 1
                return go(url_for("programmes.diagnose", enrolment=enrolment.public_id, step=number))
            flash(_("The diagnosis is finished."), "ok")
            return go(_back(enrolment))
    answer = page(
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
    answer.status_code = 422 if missing else 200
    return answer

"""A cooperative's own pages: the programmes it is asked to and in, agreeing, leaving."""

from flask import request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from eventhub import clock
from eventhub.permissions import may, requires
from eventhub.programmes import operations, queries
from eventhub.programmes.blueprint import blueprint
from eventhub.programmes.models import Enrolment
from eventhub.programmes.permissions import Permission
from eventhub.programmes.states import EnrolmentState, ProgrammeState
from eventhub.programmes.views.cooperatives import followed
from eventhub.programmes.views.work import done
from eventhub.web.pages import go, page


@blueprint.get("/my/programmes")
@requires(Permission.SEE_OWN)
def mine() -> Response:
    """The programmes of my cooperatives."""
    return page("programmes/mine.html", enrolments=queries.own_enrolments(current_user.id))


@blueprint.get("/my/programmes/<enrolment>")
@requires(Permission.BELONG, of="enrolment")
def place(enrolment: Enrolment) -> Response:
    """Our place in a programme: what comes next, what was done for us."""
    shown = followed(enrolment)
    return page(
        "programmes/place.html",
        **shown,
        may_agree=may(current_user, Permission.AGREE, enrolment),
        is_running=enrolment.programme.state == ProgrammeState.RUNNING,
    )


@blueprint.post("/my/programmes/<enrolment>/answer")
@requires(Permission.AGREE, of="enrolment")
def answer(enrolment: Enrolment) -> Response:
    """Agree, decline, or leave."""
    verbs = {
        EnrolmentState.JOINED: (operations.join, _("You take part in the programme.")),
        EnrolmentState.DECLINED: (operations.decline, _("You declined the invitation.")),
        EnrolmentState.LEFT: (operations.leave, _("You left the programme.")),
    }
    here, wanted = url_for("programmes.place", enrolment=enrolment.public_id), request.form.get("to", "")
    if wanted not in verbs:
        return go(here)
    verb, sentence = verbs[EnrolmentState(wanted)]
    return done(lambda: verb(current_user, enrolment, clock.now()), sentence, here)

"""Pages on which coaching experts are named, invited, and their pages taken back."""

from flask import flash, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from eventhub import clock, documents
from eventhub.accounts import queries as account_queries
from eventhub.accounts.models import Role
from eventhub.contests.blueprint import blueprint
from eventhub.contests.forms.experts import ExpertForm
from eventhub.contests.models import Contest
from eventhub.contests.operations import experts
from eventhub.contests.permissions import Permission
from eventhub.contests.queries import experts as reads
from eventhub.permissions import requires
from eventhub.web.loading import loads
from eventhub.web.pages import go, page

loads("expert", reads.expert_of)


def _experts_page(contest: Contest, form: ExpertForm, invitation: str | None = None) -> Response:
    return page(
        "contests/experts.html",
        form=form,
        contest=contest,
        experts=reads.experts_of(contest),
        gives=reads.sessions_each(contest),
        invitation=invitation,
        picture=documents.qr_svg_path(invitation) if invitation else None,
    )


@blueprint.route("/work/contests/<contest>/coaching/experts", methods=["GET", "POST"])
@requires(Permission.MANAGE, of="contest")
def experts_page(contest: Contest) -> Response:
    """Who may offer sessions: name somebody who has an account, or invite somebody who hasn't."""
    form = ExpertForm()
    if not form.is_submitted():
        return _experts_page(contest, form)
    known = account_queries.person_by_identity(form.to.data or "")
    if known is None:
        address = form.attempt(lambda: experts.invite(current_user, contest, form.to.data, clock.now()))
        return _experts_page(contest, ExpertForm(formdata=None) if address else form, address)
    if not form.attempt(lambda: experts.name(current_user, contest, known, clock.now())):
        return _experts_page(contest, form)
    flash(_("%(name)s can now offer sessions.", name=known.name), "ok")
    return go(url_for("contests.experts_page", contest=contest.slug))


@blueprint.post("/work/contests/<contest>/coaching/experts/<expert>/remove")
@requires(Permission.MANAGE, of="contest")
def remove_expert(contest: Contest, expert: Role) -> Response:
    """Take an expert's page back."""
    experts.remove(current_user, contest, expert, clock.now())
    flash(_("The expert’s page is closed; the sessions stay."), "ok")
    return go(url_for("contests.experts_page", contest=contest.slug))

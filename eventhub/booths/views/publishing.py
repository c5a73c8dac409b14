"""What would leave when the decisions are published: every message, paragraphs, decisions kept back."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from flask import flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from eventhub import clock
from eventhub.booths import mails
from eventhub.booths.blueprint import blueprint
from eventhub.booths.forms import EmptyForm
from eventhub.booths.forms.following import ParagraphForm
from eventhub.booths.models import Application
from eventhub.booths.operations import auditing
from eventhub.booths.operations import terms as writing
from eventhub.booths.permissions import Permission
from eventhub.booths.queries import applications, plans
from eventhub.booths.queries.terms import offer_ends, paragraph_for, terms_of
from eventhub.booths.states import DECIDED, ApplicationState
from eventhub.fairs.models import Edition
from eventhub.permissions import requires
from eventhub.web.forms import Form
from eventhub.web.pages import go, page

SHOWN = 50
"""Messages shown on one page of the preview."""


def show(edition: Edition, form: Form, refused: ParagraphForm | None = None) -> Response:
    """Every message exactly as it will leave, filtered by decision, some of them kept back."""
    at, terms = clock.now(), terms_of(edition)
    files = applications.unpublished(edition, with_held=True)
    held = applications.held_ids(edition)
    contacts = applications.contacts_of([file.cooperative_id for file in files])
    chosen = request.args.get("decision", "")
    shown = [file for file in files if chosen in ("", file.state)]
    first = max(request.args.get("from", 0, type=int), 0)
    here = shown[first : first + SHOWN]
    holds = plans.holds_by_application([file.id for file in here])
    leaving = [file for file in files if file.id not in held]
    return page(
        "booths/publish.html",
        form=form,
        edition=edition,
        leaving=len(leaving),
        counts=Counter(file.state for file in files),
        ways=Counter(way[0] for file in leaving for way in contacts[file.cooperative_id]),
        held=held,
        chosen=chosen if chosen in DECIDED else "",
        entries=[
            (
                file,
                holds.get(file.id, []),
                mails.of_decision(file, contacts[file.cooperative_id], terms, at, holds.get(file.id, [])),
            )
            for file in here
        ],
        before=max(first - SHOWN, 0) if first else None,
        after=first + SHOWN if len(shown) > first + SHOWN else None,
        paragraphs=_paragraph_forms(terms, refused),
        ends=offer_ends(edition, at, terms),
        findings=_findings(edition, leaving),
        S=ApplicationState,
    )


def _findings(edition: Edition, files: Sequence[Application]) -> list[tuple[Any, bool]]:
    """What the auditor found, each with whether it keeps these files from being published."""
    if not files:
        return []
    ids = {file.id for file in files}
    return [(finding.sentence, bool(ids & finding.files)) for finding in auditing.findings(edition)]


def _paragraph_forms(terms: object, refused: ParagraphForm | None) -> dict[str, ParagraphForm]:
    found = {}
    for state in (ApplicationState.SELECTED, ApplicationState.WAITLISTED, ApplicationState.REFUSED):
        data = {"state": state.value, "text": paragraph_for(terms, state)}  # type: ignore[arg-type]
        found[state.value] = ParagraphForm(formdata=None, data=data)
    if refused is not None and refused.state.data in found:
        found[refused.state.data] = refused
    return found


@blueprint.post("/work/e/<edition>/plan/publish/paragraph")
@requires(Permission.PUBLISH, of="edition")
def set_paragraph(edition: Edition) -> Response:
    """Keep what is added to every message of one decision."""
    form = ParagraphForm()
    state, text = form.state, form.text
    if not form.attempt(
        lambda: writing.set_paragraph(current_user, edition, state.data, text.data, clock.now())
    ):
        return show(edition, form, form)
    flash(_("The paragraph was kept: look at the messages again."), "ok")
    return go(url_for("booths.publish", edition=edition.slug, decision=state.data))


@blueprint.post("/work/e/<edition>/plan/publish/hold")
@requires(Permission.PUBLISH, of="edition")
def hold_back(edition: Edition) -> Response:
    """Keep chosen decisions back, or let them go with the others."""
    form = EmptyForm()
    is_held = request.form.get("is_held") == "yes"

    def keep() -> bool:
        for file in applications.chosen(edition, request.form.getlist("ids")[:200]):
            writing.hold_back(current_user, file, clock.now(), is_held=is_held)
        return True

    if not form.attempt(keep):
        return show(edition, form)
    flash(_("These decisions wait.") if is_held else _("These decisions go with the others."), "ok")
    return go(url_for("booths.publish", edition=edition.slug))

"""A visitor's say over the contact: who has it, who asks, what every stand is answered, all taken back."""

from typing import Any

from flask import Blueprint, abort, flash, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from eventhub import clock
from eventhub.i18n import current_language
from eventhub.permissions import open_to_all
from eventhub.visitors import phrases, queries
from eventhub.visitors.consenting import Consent
from eventhub.visitors.models import Badge, Lead
from eventhub.visitors.operations import contact_choices, leads
from eventhub.web.forms import Form
from eventhub.web.pages import go, page

OWN_BADGE = "a badge's page has an address that only its bearer was given"


def add_to(blueprint: Blueprint) -> None:
    """Add these pages."""
    for rule, view, methods in (
        ("/badge/<badge>/contacts", show_contacts, ["GET"]),
        ("/badge/<badge>/contacts/choice", choose_contacts, ["POST"]),
        ("/badge/<badge>/contacts/withdraw", withdraw_contacts, ["POST"]),
        ("/badge/<badge>/contacts/<lead>", answer_lead, ["POST"]),
    ):
        blueprint.add_url_rule(rule, view_func=view, methods=methods)


def consent_to(cooperative: Any) -> str:
    """What a visitor agrees to when a stand may keep the contact; a new text needs a new CONTACT_VERSION."""
    return str(
        _(
            "%(stand)s may keep my name, phone number and e-mail to contact me after the fair.",
            stand=cooperative.name,
        )
    )


def every_stand() -> str:
    """What a visitor agrees to for all stands at once; a new text needs a new CONTACT_VERSION."""
    return str(_("Every stand that scans my badge may keep my name, phone number and e-mail."))


@open_to_all(OWN_BADGE)
def show_contacts(badge: Badge) -> Response:
    """Who has my contact, who asks for it."""
    found = queries.leads_of_badge(badge)
    response = page(
        "visitors/contacts.html",
        badge=badge,
        edition=badge.registration.edition,
        leads=found,
        choice=queries.choice_of(badge),
        given=sum(lead.consent == Consent.GIVEN for lead in found),
        consents=phrases.OWN_CONSENTS,
        words_for=consent_to,
        every_stand=every_stand(),
    )
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@open_to_all(OWN_BADGE)
def choose_contacts(badge: Badge) -> Response:
    """What I answer every stand: always, never, or ask me."""
    choice = request.form.get("choice")
    chosen = choice if choice in ("always", "never") else None
    contact_choices.choose(badge, chosen, every_stand(), current_language(), clock.now())
    flash(_("Your choice is kept."), "ok")
    return go(url_for("visitors.show_contacts", badge=badge.public_id))


@open_to_all(OWN_BADGE)
def withdraw_contacts(badge: Badge) -> Response:
    """One tap: no stand may have my contact any more."""
    count = contact_choices.withdraw(badge, clock.now())
    if count:
        said = ngettext(
            "Taken back from one stand. Each stand must ask you from now on.",
            "Taken back from %(num)s stands. Each stand must ask you from now on.",
            count,
        )
    else:
        said = _("Taken back. Each stand must ask you from now on.")
    flash(said, "ok")
    return go(url_for("visitors.show_contacts", badge=badge.public_id))


@open_to_all(OWN_BADGE)
def answer_lead(badge: Badge, lead: Lead) -> Response:
    """Yes, no, or not any more, to one stand."""
    to = {"yes": Consent.GIVEN, "no": Consent.REFUSED, "withdraw": Consent.WITHDRAWN}.get(
        request.form.get("answer", "")
    )
    if to is None:
        abort(400)
    now = clock.now()
    said = leads.said_of(consent_to(lead.cooperative), current_language(), now, "badge")
    form = Form()

    def answer() -> bool:
        leads.answer_request(None, lead, to, said, now)
        return True

    if form.attempt(answer):
        flash(phrases.CONSENTS[to], "ok")
    elif form.refusal:
        flash(form.refusal.message, "no")
    return go(url_for("visitors.show_contacts", badge=badge.public_id))

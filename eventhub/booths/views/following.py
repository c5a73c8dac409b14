"""What an edition holds its exhibitors to, more time for an offer, messages kept beside each file."""

from decimal import Decimal
from typing import Any

from flask import flash, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from eventhub import clock
from eventhub.booths import mails
from eventhub.booths.blueprint import blueprint
from eventhub.booths.forms.following import ExtendForm, TermsForm
from eventhub.booths.kinds import Channel
from eventhub.booths.models import Application, ApplicationMessage
from eventhub.booths.operations import messages, offers
from eventhub.booths.operations import terms as writing
from eventhub.booths.permissions import Permission
from eventhub.booths.queries.terms import terms_of
from eventhub.booths.views.screening import show_file
from eventhub.fairs.models import Edition
from eventhub.permissions import requires, writes
from eventhub.web.pages import go, page

PER_CENT = 100


@blueprint.route("/work/e/<edition>/exhibitors/terms", methods=["GET", "POST"])
@requires(Permission.SET_TERMS, of="edition")
def set_terms(edition: Edition) -> Response:
    """Delays, papers, invoices: what an edition holds its exhibitors to."""
    row = terms_of(edition)
    form = TermsForm(obj=row, data={"vat": Decimal(row.vat_rate) / PER_CENT if row.vat_rate else None})

    def keep() -> Any:
        values = {
            name: field.data for name, field in form._fields.items() if name not in ("vat", "csrf_token")
        }
        values = {name: value if value not in ("", {}) else None for name, value in values.items()}
        values["vat_rate"] = int(form.vat.data * PER_CENT) if form.vat.data else None
        return writing.set_terms(current_user, edition, values, clock.now())

    if form.is_submitted() and form.attempt(keep):
        flash(_("The terms were saved."), "ok")
        return go(url_for("booths.set_terms", edition=edition.slug))
    return page("booths/terms.html", form=form, edition=edition)


@blueprint.post("/work/e/<edition>/applications/<application>/extend")
@requires(Permission.SCREEN, of="edition")
def extend(edition: Edition, application: Application) -> Response:
    """Give an offer more time."""
    form = ExtendForm()

    def give() -> Any:
        until = form.until.data.replace(tzinfo=edition.zone)
        return offers.extend(current_user, application, until, clock.now())

    if not form.attempt(give):
        return show_file(edition, application, form)
    flash(_("The offer waits longer: the exhibitor was told."), "ok")
    return go(url_for("booths.screen", edition=edition.slug, application=application.public_id))


@blueprint.get("/work/e/<edition>/messages/<message>/whatsapp")
@requires(Permission.WRITE_MESSAGES, of="edition")
@writes
def open_whatsapp(edition: Edition, message: ApplicationMessage) -> Response:
    """Open WhatsApp with the text ready, and note who opened it and when."""
    if message.channel != Channel.WHATSAPP:
        return go(url_for("booths.screen", edition=edition.slug, application=message.application.public_id))
    messages.note_opened(current_user, message, clock.now())
    return go(mails.whatsapp_link(message.to, f"{message.subject}\n\n{message.text}"))

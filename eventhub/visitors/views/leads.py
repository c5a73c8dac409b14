"""An exhibitor's contacts: the scanner, what it sends, the list, notes, downloads."""

from collections.abc import Iterator
from typing import Any

from flask import Blueprint, abort, flash, g, jsonify, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user

from eventhub import clock
from eventhub.errors import DomainError
from eventhub.i18n import LANGUAGES, current_language, moment, speaking
from eventhub.permissions import requires
from eventhub.visitors import cards, phrases, queries
from eventhub.visitors.consenting import Consent
from eventhub.visitors.forms.stands import LeadForm
from eventhub.visitors.lead_reading import MOST_LEADS, read_leads
from eventhub.visitors.models import Lead
from eventhub.visitors.operations import leads
from eventhub.visitors.operations.leads import LeadAnswer, SentLead
from eventhub.visitors.permissions import Permission
from eventhub.visitors.scan_reading import Fault
from eventhub.visitors.stands import Exhibit
from eventhub.visitors.views.contacts import consent_to
from eventhub.web.pages import go, page
from eventhub.web.spreadsheets import spreadsheet

HOME = "/exhibits/<exhibit>"
OUTCOMES = {
    "lead": _l("Kept. The visitor decides whether you may have the contact."),
    "again": _l("You know this visitor already: the notes were added."),
    "unknown": _l("No badge has this code, or it was cancelled."),
    "elsewhere": _l("This badge is for another fair."),
    "malformed": _l("This scan could not be understood."),
}
HEADER = (
    *(_l("Name"), _l("Phone number"), _l("E-mail"), _l("Kind of visitor")),
    *(_l("First met"), _l("Rating"), _l("Tags"), _l("Note")),
)


def add_to(blueprint: Blueprint) -> None:
    """Add these pages."""
    for rule, view, methods in (
        (f"{HOME}/scan", scan_visitors, ["GET"]),
        (f"{HOME}/scans", take_scans, ["POST"]),
        (f"{HOME}/contacts", list_leads, ["GET"]),
        (f"{HOME}/contacts/<lead>", show_lead, ["GET", "POST"]),
        (f"{HOME}/contacts/<lead>/said", hear_visitor, ["POST"]),
        (f"{HOME}/contacts.<form>", download_leads, ["GET"]),
    ):
        blueprint.add_url_rule(rule, view_func=view, methods=methods)


def sentences(exhibit: Exhibit) -> dict[str, str]:
    """What a visitor agrees to at this stand, in every language."""
    said = {}
    for language in LANGUAGES:
        with speaking(language):
            said[language] = consent_to(exhibit)
    return said


@requires(Permission.RUN_STAND, of="exhibit")
def scan_visitors(exhibit: Exhibit) -> Any:
    """The stand's scanner: works without a network once opened; what it keeps is sent when there is one."""
    g.needs_wasm = True
    said = {
        "address": url_for("visitors.take_scans", exhibit=exhibit.public_id),
        "exhibit": exhibit.public_id,
        "sentences": sentences(exhibit),
        "online": _("Online, nothing waits"),
        "sending": _("{count} to send"),
        "offline": _("Offline: {count} kept on this phone"),
        "signIn": _("Sign in again: {count} kept on this phone, nothing is lost."),
        "saved": _("Saved on this phone"),
        "notACode": _("This is no badge of EventHub, or the code is mistyped."),
        "outcomes": {name: str(text) for name, text in OUTCOMES.items()},
        "consents": {name.value: str(text) for name, text in phrases.CONSENTS.items()},
    }
    return page(
        "visitors/scan_leads.html", exhibit=exhibit, edition=exhibit, said=said, tags=queries.tags_of(exhibit)
    )


@requires(Permission.RUN_STAND, of="exhibit")
def take_scans(exhibit: Exhibit) -> Any:
    """Scans in, one answer each out: `{"changes": […]}`, see `lead_reading`."""
    body = request.get_json(silent=True)
    sent = body.get("changes") if isinstance(body, dict) else None
    if not isinstance(sent, list) or len(sent) > MOST_LEADS:
        raise DomainError("malformed", _l("This could not be understood."), status=400)
    read, words = read_leads(sent), sentences(exhibit)
    results = [_answer(exhibit, each, words) for each in read]
    response = jsonify(results=results)
    response.headers["Cache-Control"] = "no-store"
    return response


def _answer(exhibit: Exhibit, each: SentLead | Fault, words: dict[str, str]) -> dict[str, Any]:
    if isinstance(each, Fault):
        return {
            "id": each.id,
            "outcome": "malformed",
            "message": str(OUTCOMES["malformed"]),
            "field": each.field,
        }
    sent = SentLead(
        **{name: getattr(each, name) for name in each.__struct_fields__} | {"words": words[each.language]}
    )
    (told,) = leads.take_scans(current_user, exhibit, [sent], clock.now())
    return _told(told)


def _told(told: LeadAnswer) -> dict[str, Any]:
    contact = queries.contact_of(told.lead) if told.lead is not None else None
    name = str(contact.name) if contact is not None and contact.name is not None else None
    return {
        "id": told.id,
        "outcome": told.outcome,
        "message": str(OUTCOMES[told.outcome]),
        "consent": contact.consent if contact else None,
        "name": name,
        "lead": contact.public_id if contact else None,
    }


@requires(Permission.RUN_STAND, of="exhibit")
def list_leads(exhibit: Exhibit) -> Any:
    """The contacts of the stand, the newest first; a name only where the visitor agreed."""
    consent, search = request.args.get("consent", ""), request.args.get("q", "")[:100].strip()
    consent = consent if consent in set(Consent) else ""
    return page(
        "visitors/leads.html",
        exhibit=exhibit,
        edition=exhibit,
        found=queries.leads_page(exhibit, consent, search),
        search=search,
        counts=queries.consent_counts(exhibit),
        consent=consent,
        words=phrases.CONSENTS,
        kinds=phrases.CONSENT_KINDS,
        categories=phrases.CATEGORIES,
    )


@requires(Permission.RUN_STAND, of="exhibit")
def show_lead(exhibit: Exhibit, lead: Lead) -> Any:
    """One contact: what is known, what the stand wrote, what the visitor said."""
    kept = {"note": lead.note, "tags": ", ".join(lead.tags), "rating": str(lead.rating or "")}
    form = LeadForm(data=kept)

    def rewrite() -> bool:
        leads.rewrite(current_user, lead, form.values, clock.now())
        return True

    if form.is_submitted() and form.attempt(rewrite):
        flash(_("Saved."), "ok")
        return go(url_for("visitors.list_leads", exhibit=exhibit.public_id))
    return page(
        "visitors/lead.html",
        form,
        exhibit=exhibit,
        edition=exhibit,
        lead=lead,
        contact=queries.contact_of(lead),
        words=phrases.CONSENTS,
        kinds=phrases.CONSENT_KINDS,
        categories=phrases.CATEGORIES,
        sentence=consent_to(exhibit),
        is_withdrawn=lead.consent == Consent.WITHDRAWN,
    )


@requires(Permission.RUN_STAND, of="exhibit")
def hear_visitor(exhibit: Exhibit, lead: Lead) -> Any:
    """The visitor stands here and says yes or no on the stand's phone, while the request waits."""
    to = {"yes": Consent.GIVEN, "no": Consent.REFUSED}.get(request.form.get("answer", ""))
    if to is None:
        abort(400)
    if lead.consent == Consent.ASKED:
        now = clock.now()
        said = leads.said_of(consent_to(exhibit), current_language(), now, "stand")
        leads.answer_request(current_user, lead, to, said, now)
    flash(phrases.CONSENTS[Consent(lead.consent)], "ok")
    return go(url_for("visitors.show_lead", exhibit=exhibit.public_id, lead=lead.public_id))


@requires(Permission.RUN_STAND, of="exhibit")
def download_leads(exhibit: Exhibit, form: str) -> Any:
    """The released contacts as a table or for a phone's address book."""
    if form not in ("csv", "xlsx", "vcf"):
        abort(404)
    found = list(queries.contacts_to_export(exhibit))
    if form == "vcf":
        text = "".join(
            cards.vcard(
                str(each.name),
                phone=each.phone,
                email=each.email,
                note=" · ".join(filter(None, (each.note, ", ".join(each.tags)))),
            )
            for each in found
        )
        return cards.answer(text, "contacts.vcf")
    return spreadsheet(HEADER, _rows(found), f"contacts.{form}", title=_("Contacts"))


def _rows(found: list[Any]) -> Iterator[tuple[Any, ...]]:
    for each in found:
        yield (
            str(each.name),
            each.phone,
            each.email,
            phrases.CATEGORIES[each.category],
            moment(each.first_at, "short"),
            each.rating,
            ", ".join(each.tags),
            each.note,
        )

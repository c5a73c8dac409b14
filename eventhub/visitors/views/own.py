"""Somebody's own page: the badge on the phone, their data, their consent."""

import json
from typing import Any
from urllib.parse import quote

from flask import Blueprint, Response, abort, flash, request, url_for
from flask_babel import gettext as _

from eventhub import clock
from eventhub.accounts.limits import limited_by_address
from eventhub.i18n import current_language
from eventhub.permissions import open_to_all
from eventhub.visitors import codes, mails, operations, phrases, queries, seat_phrases
from eventhub.visitors.forms import MailForm
from eventhub.visitors.models import Badge
from eventhub.visitors.views.desk import qr_picture
from eventhub.visitors.views.public import kept_until
from eventhub.visitors.views.seats import seats_on_badge
from eventhub.web.pages import go, page
from eventhub.web.pwa import manifest_of
from eventhub.web.spreadsheets import spreadsheet

OWN = "a badge's page has an address that only its bearer was given"


def add_to(blueprint: Blueprint) -> None:
    """Add these pages."""
    for rule, view, methods in (
        ("/badge/<badge>", show_badge, ["GET"]),
        ("/badge/<badge>/app.webmanifest", badge_manifest, ["GET"]),
        ("/badge/<badge>/mail", mail_badge, ["POST"]),
        ("/badge/<badge>/withdraw", withdraw_own, ["POST"]),
        ("/badge/<badge>/erase", erase_own, ["POST"]),
        ("/badge/<badge>/data.<kind>", export_own, ["GET"]),
    ):
        blueprint.add_url_rule(rule, view_func=view, methods=methods)


@open_to_all(OWN)
def show_badge(badge: Badge) -> Any:
    """The badge on the phone, and those of the group; works without a network once seen."""
    return _own(badge, MailForm())


def _own(badge: Badge, form: MailForm) -> Any:
    row = badge.registration
    edition, address = row.edition, mails.address_of(badge)
    text = _("My badge for %(fair)s: %(url)s", fair=edition.name, url=address)
    members = queries.members_of(row)
    response = page(
        "visitors/badge.html",
        form,
        badge=badge,
        edition=edition,
        code=codes.shown(badge.code),
        picture=qr_picture(badge.code),
        members=[(each, codes.shown(each.badge.code), qr_picture(each.badge.code)) for each in members],
        words=phrases,
        agreed=queries.words_agreed(row),
        until=kept_until(edition),
        is_over=edition.is_over_on(clock.today(edition.zone)),
        whatsapp=f"https://wa.me/?text={quote(text, safe='')}",
        guest=queries.guest_of_registration(row),
        choice=queries.choice_of(badge),
        seats=seats_on_badge(badge),
        seat_words=seat_phrases,
    )
    response.headers["Cache-Control"] = "private, no-cache"
    return _hidden(response)


def _hidden(response: Any) -> Any:
    """The address is a key: neither other sites nor search engines hear of it."""
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@open_to_all(OWN)
def badge_manifest(badge: Badge) -> Response:
    """The badge as an application, so that it may stand on the phone's first screen."""
    home = url_for("visitors.show_badge", badge=badge.public_id)
    name = _("Badge · %(fair)s", fair=badge.registration.edition.name)
    response = manifest_of(name, home, scope=home, short_name=_("My badge"))
    response.headers["Cache-Control"] = "private, max-age=3600"
    _hidden(response)
    return response


@open_to_all(OWN)
@limited_by_address
def mail_badge(badge: Badge) -> Any:
    """Send the address of the badge to a mailbox, which is not kept."""
    form = MailForm()
    if not form.validate():
        return _own(badge, form)
    mails.badge_ready(badge.registration.edition, badge, form.email.data, current_language())
    flash(_("It is on its way."), "ok")
    return go(url_for("visitors.show_badge", badge=badge.public_id))


@open_to_all(OWN)
def withdraw_own(badge: Badge) -> Any:
    """Take the consent back: the name is forgotten, the badge stays good."""
    operations.withdraw_consent(badge.registration, clock.now())
    flash(_("Your consent is taken back. We know nothing of you any more; the badge stays good."), "ok")
    return go(url_for("visitors.show_badge", badge=badge.public_id))


@open_to_all(OWN)
def erase_own(badge: Badge) -> Any:
    """Forget my data and cancel my badge."""
    operations.erase(None, badge.registration, clock.now())
    flash(_("Your data was erased and your badge cancelled."), "ok")
    return go(url_for("visitors.show_badge", badge=badge.public_id))


@open_to_all(OWN)
def export_own(badge: Badge, kind: str) -> Response:
    """Everything that is known of the bearer, as JSON or CSV."""
    known = {**queries.known_of(badge), "asked_from": request.host}
    if kind == "csv":
        cells = ["; ".join(value) if isinstance(value, list) else value for value in known.values()]
        response = spreadsheet(list(known), [cells], "my-data.csv")
    elif kind == "json":
        response = Response(json.dumps(known, ensure_ascii=False, indent=2), content_type="application/json")
        response.headers.set("Content-Disposition", "attachment", filename="my-data.json")
    else:
        abort(404)
    response.headers["Cache-Control"] = "private, no-store"
    _hidden(response)
    return response

"""Pages of visitors themselves: registering, what any camera shows of a badge."""

from collections.abc import Collection
from datetime import date
from http import HTTPStatus
from typing import Any

from flask import Blueprint, flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from eventhub import clock
from eventhub.accounts.limits import limited_by_address
from eventhub.fairs.models import Edition
from eventhub.fairs.permissions import Permission as FairPermission
from eventhub.fairs.queries import coming_editions
from eventhub.fairs.states import EditionState
from eventhub.i18n import current_language
from eventhub.i18n import day as written_day
from eventhub.permissions import open_to_all, requires
from eventhub.visitors import codes, consent_texts, mails, operations, phrases, queries
from eventhub.visitors.forms import DeskForm, RegisterForm, VisitorForm
from eventhub.visitors.models import Badge, Registration, RegistrationSetting
from eventhub.visitors.opening import Opening
from eventhub.visitors.views.contacts import every_stand
from eventhub.web.pages import go, page


def add_to(blueprint: Blueprint) -> None:
    """Add these pages."""
    for rule, view, methods in (
        ("/e/<edition>/register", register, ["GET", "POST"]),
        ("/b/<code>", look_at_badge, ["GET"]),
        ("/B/<code>", look_at_badge, ["GET"]),
    ):
        blueprint.add_url_rule(rule, view_func=view, methods=methods)


def kept_until(edition: Edition) -> date:
    """The day on which visitors' data is erased by itself."""
    return edition.data_kept_until


def consent_sentence(edition: Edition, asked: Collection[str]) -> str:
    """What a visitor agrees to by a form that asks `asked`, in the language of the moment."""
    organizer, day = str(edition.organizer.name), written_day(kept_until(edition))
    told = {consent_texts.GATE} if queries.may_show_names(edition.id) else set()
    return consent_texts.sentence({*asked, *told}, organizer, day, current_language())


def take_in(form: DeskForm | VisitorForm, edition: Edition) -> Registration | None:
    """Give a form of the desk the words that staff read aloud; if it was sent, add who agreed to them."""
    sentence = consent_sentence(edition, form.asked)
    form.consent.label.text = _("Read to them, and they agree: “%(words)s”", words=sentence)
    if not form.is_submitted():
        return None
    read, add, now = operations.ReadAloud(sentence, current_language()), operations.add_at_desk, clock.now()
    return form.attempt(
        lambda: add(current_user, edition, form.visitor(), read, now, is_another=form.is_another.data)
    )


@requires(FairPermission.SEE_EDITION, of="edition")
@limited_by_address
def register(edition: Edition) -> Any:
    """Get a badge: a name, a phone if one likes, how many, consent; a family or class in one go."""
    came = clock.now()
    setting, opening = queries.setting_of(edition), queries.opening_of(edition, clock.today(edition.zone))
    is_late = opening == Opening.FULL and request.method == "POST"  # keep what was typed
    if opening != Opening.OPEN and not is_late:
        return _closed(edition, opening, setting)
    form = RegisterForm(setting.questions)
    sentence = consent_sentence(edition, form.asked)
    form.consent.label.text, form.for_stands.label.text = sentence, every_stand()
    if form.is_submitted():
        done = form.attempt(lambda: _registered(edition, form, sentence))
        if done:
            if done.email and done.created_at >= came:
                mails.badge_ready(edition, done.badge, done.email, current_language())
            said = (
                _("The badges of all of you are ready, one below the other. Show them at the gates.")
                if form.members is not None and form.people > 1
                else _("Your badge is ready. Show it at the gate.")
            )
            flash(said, "ok")
            return go(url_for("visitors.show_badge", badge=done.badge.public_id))
    return page(
        "visitors/register.html", form, edition=edition, until=kept_until(edition), left=setting.places_left
    )


def _closed(edition: Edition, opening: Opening, setting: RegistrationSetting) -> Any:
    """Say why one can't register, when the fair was or will be, and where to go instead."""
    coming = coming_editions(edition, clock.today(edition.zone))
    response = page(
        "visitors/register_closed.html",
        edition=edition,
        opening=opening,
        words=phrases.OPENINGS[opening],
        own_words=setting.when_full if opening == Opening.FULL else None,
        coming=coming,
    )
    response.status_code = HTTPStatus.UNPROCESSABLE_ENTITY if request.method == "POST" else HTTPStatus.OK
    return response


def _registered(edition: Edition, form: RegisterForm, sentence: str) -> Registration:
    contact_text = every_stand() if form.for_stands.data else ""
    visitor, now = form.visitor(current_language()), clock.now()
    sheet = form.sheet.data or ""
    return operations.register(edition, visitor, sentence, now, form.members, contact_text, sheet)


def _collects(badge: Badge) -> bool:
    """Whether a phone may say that this is its badge."""
    edition = badge.registration.edition
    is_over = edition.is_over_on(clock.today(edition.zone))
    return badge.revoked_at is None and edition.state == EditionState.RUNNING and not is_over


@open_to_all("shows no personal data")
def look_at_badge(code: str) -> Any:
    """What any phone's camera shows of a badge: which fair, whether it is good; never whose it is."""
    read = codes.read_badge(code)
    badge = queries.badge_by_code(read) if read else None
    replaced_at = queries.edition_of_ended_code(read) if read and badge is None else None
    edition = badge.registration.edition if badge else replaced_at
    response = page(
        "visitors/look.html",
        badge=badge,
        edition=edition,
        is_over=edition is not None and edition.is_over_on(clock.today(edition.zone)),
        collects=badge is not None and _collects(badge),
        code=codes.shown(read) if read else code[:40],
    )
    response.headers["X-Robots-Tag"] = "noindex"
    if badge is None:
        response.status_code = 404
    return response

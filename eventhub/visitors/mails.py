"""Messages to visitors: their badge."""

from flask import current_app

from eventhub import mail
from eventhub.fairs.models import Edition
from eventhub.i18n import days, speaking
from eventhub.visitors import codes
from eventhub.visitors.models import Badge


def address_of(badge: Badge) -> str:
    """The address of somebody's own page."""
    return f"{current_app.config['PUBLIC_URL']}/badge/{badge.public_id}"


def badge_ready(edition: Edition, badge: Badge, to: str, language: str) -> None:
    """The address of a badge, to open on the phone; it names nobody; its code is for the desk."""
    with speaking(language):
        when = days(edition.starts_on, edition.ends_on)
    code = codes.shown(badge.code)
    mail.send("badge_ready", to, language, edition=edition, url=address_of(badge), when=when, code=code)

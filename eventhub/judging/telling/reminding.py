"""A reminder in words to send from a phone, for a judge whom mail doesn't reach, in the judge's language."""

from urllib.parse import quote

from flask import current_app
from flask_babel import gettext as _
from flask_babel import ngettext

from eventhub.i18n import moment, speaking
from eventhub.judging.models import Judge

MOBILES = ("+2126", "+2127")
"""How Moroccan mobile numbers begin: a message to a fixed line arrives nowhere."""


def address_of(judge: Judge) -> str:
    """Where a judge's sheets are."""
    return f"{current_app.config['PUBLIC_URL']}/judge/{judge.contest.slug}"


def words_for(judge: Judge, count: int) -> str:
    """What a message says: how many sheets wait, until when, where they are."""
    contest, person = judge.contest, judge.person
    with speaking(person.language):
        waiting = ngettext(
            "%(num)d sheet of the contest %(contest)s waits for your marks.",
            "%(num)d sheets of the contest %(contest)s wait for your marks.",
            count,
            contest=contest.name,
        )
        ends = _("The judging ends on %(moment)s.", moment=moment(contest.judging_ends_at, "long"))
        hello = _("Hello %(name)s,", name=person.name)
        return f"{hello} {waiting} {ends} {_('Your sheets:')} {address_of(judge)}"


def whatsapp(judge: Judge, words: str) -> str:
    """What opens the message in WhatsApp: to their mobile where it is known, else to whom one picks."""
    phone = judge.person.phone or ""
    is_mobile = phone.startswith(MOBILES) or (phone and not phone.startswith("+212"))
    return f"https://wa.me/{phone.removeprefix('+') if is_mobile else ''}?text={quote(words, safe='')}"

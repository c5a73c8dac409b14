"""An invitation to a jury on paper, or a reminder: its code, for whom, three steps; Arabic, then French."""

from collections.abc import Callable
from typing import Any

from flask_babel import gettext as _

from eventhub import documents
from eventhub.accounts import inviting
from eventhub.accounts.models import Link
from eventhub.contests.models import Contest
from eventhub.i18n import moment, speaking
from eventhub.judging.models import Judge
from eventhub.judging.papers import printing


def pdf(contest: Contest, link: Link, token: str, name: str) -> bytes:
    """One A4 page to hand over. `name` may be empty: a line is left to write it on."""
    return _bound(contest, inviting.address_of(token), lambda: _words(contest, link, name))


def reminder_pdf(judge: Judge, address: str) -> bytes:
    """One A4 page for a judge whose sheets wait and whom no message reaches."""
    return _bound(judge.contest, address, lambda: _waiting(judge))


def _bound(contest: Contest, address: str, words: Callable[[], dict[str, Any]]) -> bytes:
    said = {}
    for language in printing.LANGUAGES:
        with speaking(language):
            said[language] = words()
    return documents.pdf(
        "judging/invitation.html",
        "ar",
        contest=contest,
        said=said,
        languages=printing.LANGUAGES,
        qr=documents.data_url(documents.qr_png(address, quiet=1), "image/png"),
        address=address,
    )


def _words(contest: Contest, link: Link, name: str) -> dict[str, Any]:
    """What one half of the page says, in the language of the moment."""
    return {
        "organizer": str(contest.organizer.name),
        "title": _("Invitation to the jury"),
        "contest": str(contest.name),
        "to": _("For:"),
        "name": name,
        "steps": [
            _("Scan the code with the camera of your phone or tablet."),
            _("Sign in, or open an account in a minute: your name and a phone number are enough."),
            _("Say whom you know among the entrants. Your sheets come when the jury begins."),
        ],
        "once": _("It opens once, until %(moment)s.", moment=moment(link.expires_at, "long")),
    }


def _waiting(judge: Judge) -> dict[str, Any]:
    """The same for a reminder."""
    contest = judge.contest
    return {
        "organizer": str(contest.organizer.name),
        "title": _("Your sheets wait for you"),
        "contest": str(contest.name),
        "to": _("For:"),
        "name": str(judge.person.name),
        "steps": [
            _("Scan the code with the camera of your phone or tablet."),
            _("Sign in as you did the first time."),
            _("Give your marks: each is kept at once, even without a network."),
        ],
        "once": _("The judging ends on %(moment)s.", moment=moment(contest.judging_ends_at, "long")),
    }

"""The ideas of the people's vote on paper: each has a code that opens the page with it chosen.

Each says its idea in Arabic and in French. Cards are four to an A4 sheet, to cut; posters an A4 page each.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from flask import current_app
from flask_babel import gettext as _

from eventhub import documents
from eventhub.contests.models import Contest, Idea
from eventhub.i18n import Texts, moment, speaking
from eventhub.judging import queries
from eventhub.judging.papers import binding, printing
from eventhub.judging.papers.binding import Binding
from eventhub.judging.queries import panel
from eventhub.judging.telling import sheets

SIZES = {"cards": 1.0, "posters": 2.0}
"""By name: how many times as large as a card (A6, 105 by 148.5 mm) it is drawn."""
A_SHEET = {"cards": 4, "posters": 1}
"""How many of them an A4 page holds."""


def address_of(contest: Contest, idea: Idea) -> str:
    """What the code of an idea opens: the vote of the public with this idea chosen."""
    return f"{current_app.config['PUBLIC_URL']}/contests/{contest.slug}/people?idea={idea.public_id}"


def binding_of(contest: Contest, size: str) -> Binding:
    """A card or poster for each idea in the vote, by number; none where the public does not vote."""
    until = queries.settings_of(contest).public_vote_until
    if until is None:
        return Binding([], lambda _none: b"")
    masks = panel.masks_of(contest) if contest.is_blind else {}
    common = _common(contest, until)
    found = [
        common | {"size": size, "url": address_of(contest, idea), **_idea(idea, masks.get(idea.id, {}))}
        for idea in panel.ideas_with_people(contest)
    ]
    return binding.in_parts("vote", contest, found, lambda some: _pdf(some, size))


def _pdf(cards: Sequence[dict[str, Any]], size: str) -> bytes:
    drawn = [each | {"qr": printing.qr(each["url"])} for each in cards]
    count = A_SHEET[size]
    pages = [drawn[first : first + count] for first in range(0, len(drawn), count)]
    return documents.pdf("judging/vote_cards.html", "ar", pages=pages, k=SIZES[size], is_cut=count > 1)


def _common(contest: Contest, until: datetime) -> dict[str, Any]:
    """What all of them say, in Arabic and in French."""
    said = {}
    for language in printing.LANGUAGES:
        with speaking(language):
            said[language] = {
                "contest": str(contest.name),
                "title": _("The vote of the public"),
                "how": _("Point your phone's camera here to vote for this idea."),
                "until": _("One vote each, until %(moment)s.", moment=moment(until, "long")),
            }
    return {"said": said}


def _idea(idea: Idea, decided: dict[str, bool]) -> dict[str, Any]:
    """What is the idea's own; whose it is stays unsaid while a blind jury judges it."""
    return {
        "code": idea.code,
        "title": [(language, sheets.mask_words(text, decided)) for language, text in _both(idea.title)],
        "owner": [] if idea.contest.is_blind else _both(idea.owner_name),
    }


def _both(texts: Texts) -> list[tuple[str, str]]:
    """A text with its language, in Arabic and in French where it has them, each once; else as it is."""
    found = {texts[language]: language for language in reversed(printing.LANGUAGES) if texts.get(language)}
    return [(language, text) for text, language in reversed(found.items())] or [("fr", str(texts))]

"""Papers of a jury: sheets to fill by hand, the judges' guide, letters to entrants, thanks to judges."""

import re
from contextlib import suppress
from typing import Any

from flask import current_app
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from eventhub import documents, storage
from eventhub.clock import local_day
from eventhub.contests import certificates
from eventhub.contests import queries as contest_queries
from eventhub.contests.models import Contest, Result
from eventhub.i18n import Texts, day, number, speaking
from eventhub.judging import queries
from eventhub.judging.models import Judge, Sheet
from eventhub.judging.queries import panel, photos
from eventhub.judging.telling import feedback, sheets
from eventhub.judging.telling.feedback import Feedback

LANGUAGES = ("ar", "fr")
_ARABIC = re.compile("[\u0600-\u06ff]")
HOW = {
    "strength": _l("One of your strengths: better than most ideas."),
    "gain": _l("Here there is most to gain: most ideas did better."),
    "below": _l("Most ideas did better here."),
    "like": _l("Like most ideas."),
}
"""Where a criterion of an idea stands, by `Feedback.how`."""


def _qr(address: str) -> str:
    return documents.data_url(documents.qr_png(address, scale=4, quiet=1), "image/png")


PRINTED = 480
"""Pixels of a printed photo's longest side: sharp at the four centimetres it has, 30 kB each."""


def _printed(contest: Contest, found: list[Sheet]) -> dict[int, list[str]]:
    """By idea, its photos as a tablet shows them, with nothing that a camera or a file's name tells.

    Judges of one idea share them: a picture is in the PDF once. One that the store has lost is left out.
    """
    kept: dict[int, list[str]] = {}
    for idea, files in photos.files_of(contest, {sheet.idea_id for sheet in found}).items():
        kept[idea] = []
        for file in files:
            with suppress(FileNotFoundError):
                small = storage.print_of(storage.read(file), PRINTED)
                kept[idea].append(documents.data_url(small, "image/jpeg"))
    return kept


def sheets_pdf(contest: Contest, found: list[Sheet], language: str) -> bytes:
    """A page for each sheet: the idea, boxes for each mark, and a code that opens where it is typed."""
    masks, pictures = panel.masks_of(contest), _printed(contest, found)
    base = f"{current_app.config['PUBLIC_URL']}/work/contests/{contest.slug}/jury/paper"
    with speaking(language):
        pages = [
            {
                "sheet": sheet,
                "idea": sheets.shown_idea(sheet.idea, contest, sheets.hidden_words(masks, sheet.idea)),
                "photos": pictures.get(sheet.idea_id, ()),
                "qr": _qr(f"{base}/{sheet.public_id}"),
            }
            for sheet in found
        ]
        anchors = sheets.anchors_of(contest)
    return documents.pdf(
        "judging/sheets.html",
        language,
        spoken=language,
        contest=contest,
        pages=pages,
        anchors=anchors,
        settings=queries.settings_of(contest),
        texts=Texts,
    )


def guide_pdf(contest: Contest, language: str) -> bytes:
    """One page: how to sign in, mark, work without a network, declare a conflict, sign off."""
    address = f"{current_app.config['PUBLIC_URL']}/judge/{contest.slug}"
    return documents.pdf(
        "judging/guide.html",
        language,
        spoken=language,
        contest=contest,
        address=address,
        qr=_qr(address),
        settings=queries.settings_of(contest),
        texts=Texts,
    )


def letters_pdf(contest: Contest) -> bytes:
    """A letter to each entrant in their own language, by the order of the places."""
    told = feedback.feedback_for_all(contest)
    letters: list[dict[str, Any]] = []
    for result in contest_queries.results_of(contest):
        person = result.idea.person
        language = person.language if person is not None and person.language in LANGUAGES else "ar"
        with speaking(language):
            letters.append(
                {
                    "language": language,
                    "said": _letter(result, told(result.idea)),
                    "qr": _qr(certificates.address_of(result.certificate_code or "")),
                }
            )
    return documents.pdf("judging/letters.html", "fr", letters=letters, contest=contest)


def _letter(result: Result, told: Feedback | None) -> dict[str, Any]:
    """The words of one letter, in the language of the moment."""
    idea, contest = result.idea, result.idea.contest
    place = _("Your idea “%(title)s” has the place %(rank)d of %(count)d.", **_place(result, told))
    thanks = (
        _("The jury has read every idea without knowing whose it was, and thanks you for yours.")
        if contest.is_blind
        else _("The jury has read every idea with care, and thanks you for yours.")
    )
    opening = [thanks, place]
    if result.prize:
        opening.append(_("Its prize: %(prize)s.", prize=result.prize))
    return {
        "organizer": str(contest.organizer.name),
        "contest": str(contest.name),
        "to": _("To:"),
        "owner": str(idea.owner_name),
        "opening": opening,
        "marks_title": _("Your marks in plain words"),
        "criteria": [(each.name, number(each.mine, 1), str(HOW[told.how(each)])) for each in told.criteria]
        if told
        else [],
        "comments_title": _("What the judges wrote to you"),
        "comments": [(words, _way_of(words)) for words in told.comments] if told else [],
        "closing": _("Your certificate is behind the code above: anybody who scans it sees that it is true."),
    }


def _way_of(words: str) -> str:
    """Which way a text runs; paper has no `dir=auto`."""
    return "rtl" if _ARABIC.search(words) else "ltr"


def _place(result: Result, told: Feedback | None) -> dict[str, Any]:
    count = told.ideas if told else result.rank
    return {"title": str(result.idea.title), "rank": result.rank, "count": count}


def service_pdf(judge: Judge, done: int, hours: float) -> bytes:
    """Thanks to a judge, in Arabic and French."""
    said = {}
    for language in LANGUAGES:
        with speaking(language):
            said[language] = _thanks(judge, done, hours)
    return documents.pdf("judging/service.html", "ar", contest=judge.contest, said=said, languages=LANGUAGES)


def _thanks(judge: Judge, done: int, hours: float) -> dict[str, str]:
    contest = judge.contest
    sentence = ngettext(
        "judged %(num)d idea, about %(hours)s hours of work, given freely.",
        "judged %(num)d ideas, about %(hours)s hours of work, given freely.",
        done,
        hours=number(hours, 1),
    )
    return {
        "organizer": str(contest.organizer.name),
        "title": _("With our thanks"),
        "name": str(judge.person.name),
        "text": sentence,
        "contest": str(contest.name),
        "day": day(contest.held_on or local_day(contest.published_at or judge.created_at)),
    }
